"""Closed word lists of term mining: what cannot be part of a term, what is too light to head one, and genders.

All lists are grammar, not terminology: function words and light nouns do not depend on the subject. Everything is
lower case. Sources: the closed classes of any reference grammar (Duden 4, Quirk et al.), written down by hand.
"""

from __future__ import annotations

GERMAN_STOP = frozenset(
    """
    ab aber abseits all alle allein allem allen aller allerdings alles allzu als also am an ander andere anderem anderen
    anderer anderes anders anhand anstatt auch auf aufgrund aus außer außerdem außerhalb bald beide beiden beider beides
    beim bei beispielsweise bereits besonders bevor bis bisher bislang bloß bzw da dabei dadurch dafür dagegen daher
    dahin damals damit danach daneben dann dar daran darauf daraus darf darin darüber darum darunter das dass davon davor
    dazu dein deine dem demnach den denen denn dennoch der deren derer derzeit des deshalb dessen desto dich die dies
    diese diesem diesen dieser dieses dir doch dort drei drittens du durch dürfen ebenfalls ebenso eher ehe eigen eigene
    eigenen eigener ein eine einem einen einer eines einige einigen einiger einiges einmal einschließlich ausschließlich entlang entsprechend entweder
    er erneut erst erste ersten erster erstes erstens sechste sechsten sechster siebte siebten achte achten neunte neunten zehnte zehnten vierte vierten vierter fünfte fünften fünfter dritte dritten dritter drittes es etc etwa etwas euch euer eure falls fast ferner für fünf gab
    ganz ganze ganzen ganzer gar gegen gegenüber gemäß gegebenenfalls genau genug ggf gibt gilt hat hatte hatten hätte
    hätten haben her heute hier hierbei hierfür hierzu hin hingegen hinsichtlich hinter hinzu höchst ich ihm ihn ihnen
    ihr ihre ihrem ihren ihrer ihres im immer immerhin in indem infolge innerhalb ins insbesondere insgesamt inzwischen
    irgend ist ja je jede jedem jeden jeder jedes jedoch jemals jemand jene jenem jenen jener jenes jenseits jeweilige
    jeweiligen jeweils kann kaum kein keine keinem keinen keiner keines keinerlei können könne könnte könnten künftig
    lassen laut ledig lediglich letzte letzten letzter letztlich man manch manche manchen mancher manches mehr mehrere
    mehreren mehrerer mein meine meist meisten meistens mich minder mindestens mir mit mithilfe mittels mittlerweile
    möchte möchten muss müssen müsste müssten nach nachdem nächste nächsten nächster namens neben nein nicht nichts nie
    niemand noch nun nur ob oben oberhalb obgleich obwohl oder oft oftmals ohne paar per pro rund samt sämtliche
    sämtlichen schließlich schon sehr sei seid seien sein seine seinem seinen seiner seines seit seitdem selber selbst
    sich sie siehe sind so sobald sodass sofern sogar sogenannte sogenannten sogenannter solange solch solche solchem
    solchen solcher solches soll sollen sollte sollten somit sondern sonst sonstige sonstigen sonstiger soweit sowie
    sowohl statt stattdessen stets teils teilweise trotz trotzdem über überhaupt übrigens um umso und uns unser unsere
    unserem unseren unserer unter usw verschieden verschiedene verschiedenen verschiedener viel viele vielem vielen
    vieler vieles vielleicht vier völlig vom von vor vorher wann war waren wäre wären warum was weder wegen weil weit
    weitere weiterem weiteren weiterer weiteres weiterhin weitgehend welche welchem welchen welcher welches wem wen
    wenig wenige wenigen weniger wenigstens wenn wer werden werde wessen wie wieder wir wird wo wobei wodurch wohl wollen
    wollte worden worin wurde wurden würde würden zehn zu zudem zueinander zufolge zuletzt zum zumal zumindest zunächst
    zur zurück zusammen zusätzlich zuvor zwar zwei zweite zweiten zweiter zweitens zwischen zwölf
    abb abs art bd bzgl ca dr evtl fn hrsg kap mio mrd nr prof rn st tsd vgl ziff
    januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch
    donnerstag freitag samstag sonntag
    """.split()
)
"""German words that are never a term, nor the adjective of one."""

GERMAN_LIGHT = frozenset(
    """
    abend absatz abschnitt anfang anlass anzahl art artikel aspekt aufbau aufgabe basis bedarf bedeutung beginn begriff beispiel bereich bestandteil definition
    bezug dinge ebene einführung element ende entwicklung ergebnis fall fassung folge form folgende förderung frage gefahr gelegenheit
    grad grenze grund grundlage grundsatz gruppe hilfe hinblick hinsicht hintergrund idee inhalt interesse jahr kapitel kern
    konzept kreis lage lösung mangel maß mehrheit menge minderheit mitglied mitglieder mittel mittelpunkt möglichkeit
    nutzung name ort papier phase position prinzip problem prozent prozess punkt rahmen rand rat recht reihe rolle schaffung schritt seite sicht
    sinn spitze stand standpunkt stärkung stelle summe satz tag teil text thema titel typ überwindung umfang umsetzung unterschied
    verbesserung vereinfachung verhältnis verlauf version vertreter vielfalt vielzahl vorteil weg weise welt wert
    wirkung wunsch zahl zeichen zeit zentrum ziel zugang zusammenhang zustand zweck
    """.split()
)
"""Nouns so light that ``noun + genitive`` with them as head is a phrase of grammar and no term."""

GERMAN_LIGHT_ADJECTIVES = frozenset(
    """
    aktuell allgemein alt angemessen ausreichend bedeutend bekannt best besonder besser breit derzeitig deutlich eigen
    einfach einzeln eng enorm folgend entsprechend erforderlich erheblich ernst etlich frisch früher früh ganz gegenwärtig
    genannt gering gesamt gewiss gleich groß größer größt gut halb häufig heutig hoch hoh interessant jährlich jetzig
    jung klar klein kleiner knapp konkret kurz künftig lang langjährig laufend leicht letzt link mehrer möglich nah
    neu notwendig nächst offen passend rein relevant richtig rund schlecht schnell schwach schwer schwierig selten
    spezifisch spät später stark stärker ständig tatsächlich tief typisch umfassend unterschiedlich vergangen
    verschieden viel vielfältig voll vorig vorliegend wachsend wahr weit wenig wesentlich wichtig wichtigst
    wirklich zahlreich zentral zukünftig zunehmend zusätzlich zuständig übrig üblich
    """.split()
)
"""Stems of adjectives that make no term with a simple noun."""

GERMAN_PLURAL_ONLY = frozenset(
    """
    angelegenheiten daten eltern ferien finanzen geschwister immobilien kosten lebensmittel leute medien metadaten
    nationen personalien rohstoffe spesen streitkräfte unkosten
    """.split()
)
"""Nouns whose dictionary entry is the plural, or whose singular means something else (Medien, Daten)."""

ENGLISH_PLURAL_ONLY = frozenset(
    """
    affairs analytics arms athletics clothes customs data dynamics economics electronics ethics 
    goods graphics headquarters logistics mathematics means media metadata metrics nations news
    people physics politics premises proceedings proceeds robotics savings series software species statistics
    tactics thanks trousers
    """.split()
)
"""English nouns that keep their form as a base form."""

ENGLISH_STOP = frozenset(
    """
    a about above according across after afterwards again against ago ahead albeit all almost alone along already also
    although always am amid among amongst an and another any anybody anyone anything anyway are around as aside at away
    back be became because become becomes been before behind being below beneath beside besides best better between
    beyond both but by can cannot certain could despite did do does doing done down due during each eg either else
    elsewhere enough especially etc even ever every everybody everyone everything everywhere except far few fewer first
    five for former four from further furthermore generally had has have having he hence her here hers herself
    highly him himself his how however i ie if in including indeed instead into is it its itself just last later latter
    least less let like likely long many may maybe me mere merely might mine more moreover most mostly much must my
    myself namely near nearly necessary need needs neither never nevertheless new next no nobody none nonetheless nor not
    nothing now nowhere of off often on once one only onto or other others otherwise ought our ours ourselves out
    outside over overall own particular particularly per perhaps please possible quite rather really recent recently
    regarding same several shall she should simply since six so some somebody someone something sometimes somewhat
    somewhere soon still such ten than that the their theirs them themselves then there thereby therefore therein these
    they third this those though three through throughout thus to together too toward towards twice two under unless
    unlike until up upon us usually various versus very via was we well were what whatever when whenever where whereas
    whereby wherein wherever whether which while who whoever whole whom whose why will with within without would yet you
    your yours yourself yourselves
    hundred thousand million billion trillion dozen seven eight nine eleven twelve fifteen twenty thirty forty fifty sixty
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday
    """.split()
)
"""English words that a term neither begins nor ends with."""

ENGLISH_INNER = frozenset("of for on in to the a an".split())
"""Function words that may stand inside an English term (burden of proof, right to privacy)."""

ENGLISH_VERBS = frozenset(
    """
    accept accuse assist accelerate achieve acknowledge add address adhere adopt affect agree aim allow announce appear apply argue ask
    assert assume attempt attract avoid award base be bear become befall begin believe belong bring build call carry cause choose
    circumvent claim come comment compel complement comprise compromise concern conclude conduct confirm consider
    consist constitute construe contain continue contribute create decide declare deem deepen define deliver deny depend
    derail describe determine develop differ disrupt do earn emphasize emphasise enable encourage endanger enhance enjoy
    ensure erode establish examine exclude exhaust expect explain explore express extend face facilitate fail fall feel
    file find follow foster fulfil function gain get give go grow happen have help hold identify impede implement imply improve
    include increase inform insist intend interfere introduce invite involve issue keep know lack launch lay lead learn
    leave let lie live look lose maintain make mean meet mention must need note obtain occur offer omit operate oppose
    overcome owe participate perform permit place play point pose possess prefer prepare present prevent proceed
    produce prohibit promote propose protect prove provide publish pursue put raise reach read receive recognize
    recognise recommend recommence reflect refer refuse refute regard reinforce reject relate rely remain remove
    render repeat replace represent require resolve rest result retain revamp review run say see seek seem
    send serve set share show speak spend stand start state stay stem stipulate stop strengthen strive submit suggest
    support take talk tend think thrive touch try turn underline undermine understand undertake unfold upgrade urge use
    view wait want warn weaken welcome wish work write
    """.split()
)
"""Lemmas that are mostly verbs in running text; a term neither begins nor ends with a form of them, unless the form
is listed as a noun of its own (a single word like *review* is only kept out at the edge of longer runs)."""

ENGLISH_VERB_NOUNS = frozenset(
    """
    address aim award base bridge call cause claim comment compromise concern conduct function increase issue launch lead
    need note offer place play point present produce promise protect regard relate render rest result review run
    serve set share show stand start state stay stop support talk touch turn upgrade use view work process welcome lie
    """.split()
)
"""Verbs of the list above that are nouns as well: allowed as a whole or as head, not as the first word of a run."""

ENGLISH_GOVERNORS = frozenset(
    """
    to can cannot could will would shall should may might must we you they i not don't please let help and/or
    """.split()
)
"""Words that make a verb of the next word if it can be one."""

ENGLISH_ADJECTIVE_ENDINGS = ("able", "al", "ary", "ful", "ible", "ic", "ical", "ish", "ive", "less", "ous")
"""Endings of words that are hardly ever the last word of a noun phrase, with exceptions below."""

ENGLISH_NOUNS_LIKE_ADJECTIVES = frozenset(
    """
    academic adversary alternative animal appeal approval archive arrival arsenal boundary budgetary canal capital
    cable chemical clinic collective commentary comic commercial committal constable corporal credential criminal
    critic cynic deal decimal denial detective diary dictionary dictionaries directive disposal drive electronic
    epidemic executive external fabric festival fiscal five goal heal hospital imperative incentive individual
    initiative intellectual interval itinerary journal judiciary lexical library liberal live logic magic manual
    material meal metal mercenary military mineral missionary motive music narrative native nuclear objective official
    operative original panic pal parable parish perspective petal picnic polish portal potential preliminary primary
    principal professional profile proposal public rebuttal referral refusal removal renewal republic retrieval
    retroactive revival rival royal rubric sabbatical salary sanctuary secretary seminary serial signal statutory
    subsidiary summary survival syllable table terminal topic traffic trail trial tribunal tutorial variable vegetable
    virus vocabulary withdrawal
    """.split()
)
"""Nouns with an adjective's ending."""

FEMININE_ENDINGS = (
    "ung heit keit schaft tät ion ik ur enz anz ität sis thek wirtschaft politik macht kraft norm form zeit welt arbeit"
    " sicherheit antwort pflicht frist last wahl zahl hand stadt not kunst luft haft schrift sicht aufsicht ansicht kluft"
    " auskunft zukunft herkunft bank post bahn person ursache basis krise lücke software hardware firmware malware ware seite datei ie ei"
).split()
"""Endings and heads of feminine nouns; longest match of all three lists decides."""

MASCULINE_ENDINGS = (
    "ismus asmus ling or ant ent ist eur loge graph er ich ig ag ang and rat vertrag auftrag antrag beitrag betrag staat"
    " markt dienst bericht beschluss ausschuss abschluss prozess kongress zugriff angriff begriff eingriff zugang umgang"
    " krieg frieden schutz datenschutz satz grundsatz einsatz ansatz umsatz zusatz raum zeitraum fall vorfall anfall plan"
    " inhalt gehalt schaden aufbau bau akt pakt kontakt konflikt entwurf vorwurf handel wandel wert stand abstand verband"
    " bestand anstand widerstand wettbewerb druck ausdruck schritt fortschritt punkt standpunkt schwerpunkt raub"
    " standard cyberspace space server browser code computer router link chip dialog trend test hass name ort krise tag weg"
    " rahmen kreis bürger nutzer anbieter betreiber verkehr zweck anteil vorteil nachteil vorschlag anschlag schlag ruf"
    " aufruf strom text index haushalt aufenthalt sachverhalt vorbehalt anspruch einspruch widerspruch missbrauch"
    " gebrauch verbrauch versuch besuch austausch tausch export import bedarf kern konsens fonds kurs diskurs rekurs"
    " report sektor faktor akteur experte delegierte beamte bote erbe name glaube gedanke wille kunde nachbar mensch"
    " held soldat diplomat kandidat virus bonus status modus zyklus rhythmus campus konsum boom"
).split()
"""Endings and heads of masculine nouns."""

NEUTER_ENDINGS = (
    "chen lein tum ment um ium gremium ministerium zentrum datum museum recht menschenrecht gesetz netz netzwerk werk"
    " system ökosystem gerät gebiet geschäft gericht gewicht geheimnis gespräch gesuch amt land ausland inland jahr wort"
    " passwort kapital internet web forum protokoll modell sprachmodell regime risiko projekt objekt subjekt produkt"
    " programm problem mandat format referat sekretariat budget gut mittel kapitel instrument element dokument parlament"
    " abkommen übereinkommen verfahren vorhaben unternehmen vertrauen verhalten wesen leben verbrechen verbot angebot"
    " gebot ziel spiel beispiel bild feld umfeld geld ergebnis ereignis verhältnis verständnis bewusstsein interesse"
    " ende thema schema klima drama konzept prinzip kriterium medium ministerium studium verzeichnis zeugnis zertifikat"
    " vorurteil urteil papier grünbuch weißbuch buch wissen eigentum wachstum netzwerk bündnis gebäude"
    " mitglied glied gipfeltreffen treffen schreiben übel öl paket ticket tool signal potenzial material journal original"
    " tribunal quartal kabel label modul motiv archiv adjektiv monopol symbol handy konto büro"
    " team event meeting marketing hosting tracking profiling phishing training monitoring hacking"
).split()
"""Endings and heads of neuter nouns."""
