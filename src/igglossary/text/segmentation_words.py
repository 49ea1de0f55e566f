"""Words that decide where a sentence ends: abbreviations (lower case, without the last full stop) and openers.

``NEVER_*`` never end a sentence, ``SOMETIMES_*`` only before a word of ``OPENERS_*``. Of all rules that
design/language.md §1 tried, the two lists and the openers paid most.
"""

from __future__ import annotations

from igglossary.text.word_lists import word_set

NEVER_DE = word_set(
    """
    abb abk abs abschn abt adj ag allg alt anh anl anm ant art aufl az bd bde bearb begr beil bes bez bf bgbl bl
    bsp bspw bzgl bzw ca chr co dat dipl dir doc dr ebd ebda einschl engl entspr erg ev evtl exkl fa fig fn fr frz
    fußn gem ges gesch gez ggf ggü griech hg hl hr hrsg hs ill incl ing inkl insb insbes int intl inv jg jgg jr
    jun kap kl kgl lat lfd lit lt ltd max med mind min mr mrs ms nachm nr nrn op orig org par pers phil pl pp prof
    pos priv prot ps publ rd red ref reg rel resp rn röm russ rz schr sek sen sg sog sp span spec spez st std
    stellv str suppl tab tel teilw tgl trad übers übertr unv urspr usf v var verb verf vergl verh veröff vgl vol
    vors vs vorm wg wiss zit zl ziff zt zus zzgl zw jan feb febr mrz apr aug sept okt nov dez mo di mi do sa
    vizepräs min.präs staatssekr bundesmin botsch gen gouv lt.gen hptm sept
    """
)
SOMETIMES_DE = word_set(
    """
    usw etc ff f jh jhdt jhs mio mrd bio tsd inc ltd corp e.v u.a u.s u.n u.s.a usw o.ä u.ä o.g a.m p.m p.a v.chr
    n.chr s uhr min sek mill bill dgl a.a.o ii co ph.d ll.m b.a m.a abg
    """
)
NEVER_EN = word_set(
    """
    adm amb approx apr arch art arts assn asst attn aug ave bldg blvd brig bros capt cf ch chap cmdr co col comdr
    cmte const cpl ct dec dept dir dist div doc dr drs ed eds eg e.g encl eq esp est ex exec feb fed fig figs fn
    fr fri ft gen gov govt hon ie i.e illus incl info intl jan jul jun lat lt maj mar max messrs min misc mon mr
    mrs ms msgr mt mtg nat natl no nos nov oct op para paras par pl pp pres pres prof prot ref refs rep reps res
    ret rev sec secs sect sen sens sep sept sgt sr st stat subsec supp supt tel thu trans treas tue univ viz vol
    vols vs wed para sec.-gen viz
    """
)
SOMETIMES_EN = word_set(
    """
    etc al inc ltd corp jr u.s u.n u.k e.u u.s.a d.c a.m p.m b.c a.d ph.d ll.m m.a b.a b.sc m.sc m.d ibid seq ca p
    co plc llc bn mn
    """
)
OPENERS_DE = word_set(
    """
    Dr Frau Herr Prof Aber Alle Allerdings Alles Als Also Am An Andere Anders
    Andererseits Angesichts Anschließend Anstatt Auch Auf
    Aufgrund Aus Außerdem Bei Beide Beim Bereits Besonders Bis Bisher Da Dabei Dadurch Dafür Dagegen Daher Damals
    Damit Danach Daneben Dann Daran Darauf Daraus Darin Darüber Darum Darunter Das Dass Dasselbe Davon Davor Dazu
    Dem Demgegenüber Demnach Den Denen Denn Dennoch Der Deren Derzeit Des Deshalb Dessen Deswegen Die Dies Diese
    Diesem Diesen Dieser Dieses Doch Dort Durch Ebenfalls Ebenso Ein Eine Einem Einen Einer Einerseits Eines
    Einige Entsprechend Er Erst Erstens Es Etwa Etwas Ferner Folglich Für Ganz Gegen Gegenüber Gemäß Genau Gerade
    Gestern Gleichwohl Gleichzeitig Heute Hier Hierbei Hierfür Hierzu Hingegen Hinzu Ich Ihm Ihnen Ihr Ihre Ihren
    Ihrer Im Immer Immerhin In Indem Indes Infolge Innerhalb Insbesondere Insgesamt Insofern Inzwischen Ist Ja
    Jede Jedem Jeden Jeder Jedes Jedoch Jene Jetzt Kein Keine Keinen Keiner Konkret Können Künftig Laut Lediglich
    Letztlich Man Manche Mehr Mehrere Meist Mit Mitte Mittlerweile Möglich Muss Nach Nachdem Natürlich Neben Nein
    Nicht Nichts Noch Nun Nur Ob Obgleich Obwohl Oder Offenbar Oft Ohne Per Schließlich Schon Sechs Sehr Sei Sein
    Seine Seinem Seinen Seiner Seit Seitdem Seither Selbst Sie Sind So Sobald Sofern Sogar Solche Solange Soll
    Sollte Sollten Somit Sondern Sonst Soweit Sowohl Später Statt Stattdessen Tatsächlich Trotz Trotzdem Um
    Umgekehrt Und Ungeachtet Uns Unser Unsere Unter Über Überdies Übrigens Viele Vielmehr Vom Von Vor Vorher Wann
    War Waren Warum Was Weder Wegen Weil Weitere Weiterhin Welche Welcher Welches Wem Wen Wenn Wenige Wer Werden
    Weshalb Wessen Wie Wieder Wir Wird Wo Wobei Wodurch Womit Wurde Wurden Während Zehn Zu Zudem Zuerst Zugleich
    Zuletzt Zum Zumal Zumindest Zunächst Zur Zusammen Zusätzlich Zuvor Zwar Zwei Zweitens Zwischen Allein Anfang
    Bald Demzufolge Drei Eher Ende Fast Freilich Hinter Kaum Lange Mal Nirgends Obschon Rund
    """
)
OPENERS_EN = word_set(
    """
    A According After Again All Also Although Among An And Another Any Apart As At Because Before Besides Both But
    By Consequently Despite During Each Either Even Every Finally First For From Further Furthermore Given Had Has
    Have He Hence Her Here His How However I If In Indeed Instead It Its Just Later Many Meanwhile More Moreover
    Most My Neither Nevertheless No Nobody None Nor Not Nothing Now Of On Once One Only Or Other Others Our Over
    She Similarly Since So Some Still Such That The Their Then There Therefore These They This Those Though
    Through Thus To Today Under Unless Until We What When Where Whereas Whether Which While Who Why With Within
    Without Yes Yet You Your
    """
)
MONTHS = word_set(
    """
    Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb Febr
    Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez
    """
)
LABELS = word_set(
    """
    kap kapitel teil art artikel nr nummer abs absatz ziff ziffer annex chapter part section anhang anlage no sec para
    paragraph abschnitt § §§ s seite fn punkt rn satz version phase platz stufe plattform netzwerk gruppe
    """
)
"""Before a number these make it a cardinal, before a Roman numeral too; before a single letter they make it a name."""
