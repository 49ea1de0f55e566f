"""Words that decide where a German sentence ends: abbreviations (lower case, without the last full stop) and openers.

What the lists mean says ``facts.SentenceRules``. Of all rules that were tried, the two lists of abbreviations and
the openers paid most.
"""

from __future__ import annotations

from igglossary.languages.facts import SentenceRules
from igglossary.text.word_lists import word_set

NEVER = word_set(
    """
    abb abk abs abschn abt adj allg anh anl anm ant aufl az bd bde bearb begr beil bes bez bf bgbl bl bsp bspw bzgl
    bzw ca dat dipl doc dr einschl engl entspr erg ev evtl exkl fa fig fn fr frz fußn gem ges gesch gez ggf
    ggü griech hg hl hr hrsg hs ill incl ing inkl insb insbes int intl inv jg jgg jr kap kl kgl lat lfd lit lt med
    mind mr mrs ms nachm nr nrn op orig org par pers phil pl prof pfd pos priv prot ps publ rd ref reg rel resp rn röm
    russ rz schr sen sg sh sog sp span spec spez st stellv suppl tab teilw tgl tlr trad übers übertr unv urspr v var
    verb verf vergl verh veröff vgl vol vors vs vorm wg wiss zit zl ziff zt ztr zus zzgl zw
    vizepräs min.präs staatssekr bundesmin botsch gouv lt.gen hptm
    """
)
SOMETIMES = word_set(
    """
    ebd ebda
    usw usf etc al pp ff f jh jhdt jhs mio mrd bio tsd inc ltd corp e.v u.a u.s u.n u.s.a o.ä u.ä o.g a.m p.m p.a chr
    v.chr n.chr s min std sek tel str mill bill dgl a.a.o ii co ph.d ll.m b.a m.a abg
    ag alt art dir gen max red mo di mi do sa jan feb febr mär mrz apr jun jul aug sep sept okt nov dez
    """
)
"""With words of every day (dieser Art, hilft Dir), months and units, which a sentence may well end with."""
CLOSING = word_set("usw usf etc pp dgl o.ä u.ä")
"""They close an enumeration: a noun with its verb behind it begins a sentence, as an opener does."""
FINITE_VERBS = word_set(
    """
    ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können konnte konnten soll sollen sollte
    sollten muss müssen musste mussten will wollen wollte darf dürfen gibt gab bleibt blieb sagte sagten fordert
    forderte kam kamen geht ging steht stand gilt galt macht machte nennt nannte
    """
)
"""Verbs that stand second in a German main clause more often than most."""
OPENERS = word_set(
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
RULES = SentenceRules(NEVER, SOMETIMES, OPENERS, CLOSING, FINITE_VERBS, MONTHS, LABELS, has_ordinals=True)
