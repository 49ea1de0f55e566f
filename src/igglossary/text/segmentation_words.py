"""Words that decide where a sentence ends: abbreviations (lower case, without the last full stop) and openers.

``NEVER_*`` never end a sentence, ``SOMETIMES_*`` only before a word of ``OPENERS_*``. Of all rules that
design/language.md §1 tried, the two lists and the openers paid most.
"""

from __future__ import annotations

from igglossary.text.word_lists import word_set

NEVER_DE = word_set(
    """
    abb abk abs abschn abt adj allg anh anl anm ant aufl az bd bde bearb begr beil bes bez bf bgbl bl bsp bspw bzgl
    bzw ca dat dipl doc dr einschl engl entspr erg ev evtl exkl fa fig fn fr frz fußn gem ges gesch gez ggf
    ggü griech hg hl hr hrsg hs ill incl ing inkl insb insbes int intl inv jg jgg jr kap kl kgl lat lfd lit lt ltd med
    mind mr mrs ms nachm nr nrn op orig org par pers phil pl prof pfd pos priv prot ps publ rd ref reg rel resp rn röm
    russ rz schr sen sg sh sog sp span spec spez st stellv suppl tab teilw tgl tlr trad übers übertr unv urspr v var
    verb verf vergl verh veröff vgl vol vors vs vorm wg wiss zit zl ziff zt ztr zus zzgl zw
    vizepräs min.präs staatssekr bundesmin botsch gouv lt.gen hptm
    """
)
SOMETIMES_DE = word_set(
    """
    ebd ebda
    usw usf etc al pp ff f jh jhdt jhs mio mrd bio tsd inc ltd corp e.v u.a u.s u.n u.s.a o.ä u.ä o.g a.m p.m p.a chr
    v.chr n.chr s min std sek tel str mill bill dgl a.a.o ii co ph.d ll.m b.a m.a abg
    ag alt art dir gen max red mo di mi do sa jan feb febr mär mrz apr jun jul aug sep sept okt nov dez
    """
)
"""With words of every day (dieser Art, hilft Dir), months and units, which a sentence may well end with."""
CLOSING_DE = word_set("usw usf etc pp dgl o.ä u.ä")
"""They close an enumeration: a noun with its verb behind it begins a sentence, as an opener does."""
FINITE_VERBS_DE = word_set(
    """
    ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können konnte konnten soll sollen sollte
    sollten muss müssen musste mussten will wollen wollte darf dürfen gibt gab bleibt blieb sagte sagten fordert
    forderte kam kamen geht ging steht stand gilt galt macht machte nennt nannte
    """
)
"""Verbs that stand second in a German main clause more often than most."""
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
