"""Closed word lists of term mining: what cannot be part of a term, what is too light to head one, and genders.

All lists are grammar, not terminology: function words and light nouns do not depend on the subject. Everything is
lower case. Sources: the closed classes of any reference grammar (Duden 4, Quirk et al.), written down by hand.
"""

from __future__ import annotations

from igglossary.languages.english.words import FUNCTION_WORDS as ENGLISH
from igglossary.languages.german.words import FUNCTION_WORDS as GERMAN
from igglossary.text.word_lists import word_set

GERMAN_STOP = GERMAN | word_set(
    """
    ab abb abs abseits achte achten all allein allerdings allzu ander andere anderem anderen anderer anderes anders
    anhand anstatt april art aufgrund august ausschließlich außer außerdem außerhalb bald bd beide beiden beider
    beides beispielsweise besonders bevor bisher bislang bloß bzgl ca dadurch dagegen daher dahin damals danach
    daneben dar darum darunter darüber davor dein deine demnach denen dennoch derer derzeit deshalb desto dezember
    dich dienstag dir donnerstag dr drei dritte dritten drittens dritter drittes du ebenfalls ebenso ehe eher eigen
    eigene eigenen eigener einigen einiger einiges einmal einschließlich entlang entsprechend entweder erneut erst
    erste ersten erstens erster erstes etc etwas euer eure evtl falls fast februar ferner fn freitag fünf fünfte
    fünften fünfter gab ganz ganze ganzen ganzer gar gegebenenfalls gegenüber gemäß genau genug ggf her heute
    hierbei hierfür hierzu hin hingegen hinsichtlich hinzu hrsg hätte hätten höchst immerhin indem infolge innerhalb
    ins insgesamt inzwischen irgend ja januar jedem jeden jedes jedoch jemals jemand jenem jenen jenes jenseits
    jeweilige jeweiligen jeweils juli juni kap kaum keinem keinen keiner keinerlei keines könnte künftig lassen laut
    ledig lediglich letzte letzten letzter letztlich mai manch manche manchen mancher manches mehrere mehreren
    mehrerer mein meine meist meisten meistens minder mindestens mio mithilfe mittels mittlerweile mittwoch montag
    mrd märz möchte möchten müsste müssten nachdem namens nein neunte neunten nichts nie niemand november nr nächste
    nächsten nächster oben oberhalb obgleich obwohl oft oftmals oktober paar per pro prof rn samstag samt
    schließlich sechste sechsten sechster seid seines seitdem selber selbst september siebte siebten siehe sobald
    sodass sofern sogar sogenannte sogenannten sogenannter solange solch solche solchem solchen solcher solches
    somit sondern sonntag sonst sonstige sonstigen sonstiger soweit sowohl st statt stattdessen stets sämtliche
    sämtlichen teils teilweise trotz trotzdem tsd umso unserem unserer usw verschieden verschiedene verschiedenen
    verschiedener vgl viel vielem vieler vieles vielleicht vier vierte vierten vierter vorher völlig weder weit
    weitere weiterem weiteren weiterer weiteres weiterhin weitgehend welchem wenig wenige wenigen weniger wenigstens
    werde wessen wobei wodurch wohl wollen wollte worin wären zehn zehnte zehnten ziff zudem zueinander zufolge
    zuletzt zumal zumindest zunächst zurück zusammen zusätzlich zuvor zwei zweite zweiten zweitens zweiter zwölf
    überhaupt übrigens
    """
)
"""German words that are never a term, nor the adjective of one."""

GERMAN_LIGHT = word_set(
    """
    abend absatz abschnitt anfang anlass anzahl art artikel aspekt aufbau aufgabe basis bedarf bedeutung beginn
    begriff beispiel bereich bestandteil bezug definition dinge ebene einführung element ende entwicklung ergebnis
    fall fassung folge folgende form frage förderung gefahr gelegenheit grad grenze grund grundlage grundsatz gruppe
    hilfe hinblick hinsicht hintergrund idee inhalt interesse jahr kapitel kern konzept kreis lage lösung mangel maß
    mehrheit menge minderheit mitglied mitglieder mittel mittelpunkt möglichkeit name nutzung ort papier phase
    position prinzip problem prozent prozess punkt rahmen rand rat reihe rolle satz schaffung schritt seite
    sicht sinn spitze stand standpunkt stelle stärkung summe tag teil text thema titel typ umfang umsetzung
    unterschied verbesserung vereinfachung verhältnis verlauf version vertreter vielfalt vielzahl vorteil weg weise
    welt wert wirkung wunsch zahl zeichen zeit zentrum ziel zugang zusammenhang zustand zweck überwindung
    """
)
"""Nouns so light that ``noun + genitive`` with them as head is a phrase of grammar and no term."""

GERMAN_LIGHT_ADJECTIVES = word_set(
    """
    aktuell allgemein alt angemessen ausreichend bedeutend bekannt besonder besser best breit derzeitig deutlich
    eigen einfach einzeln eng enorm entsprechend erforderlich erheblich ernst etlich folgend frisch früh früher ganz
    gegenwärtig genannt gering gesamt gewiss gleich groß größer größt gut halb heutig hoch hoh häufig interessant
    jetzig jung jährlich klar klein kleiner knapp konkret kurz künftig lang langjährig laufend leicht letzt link
    mehrer möglich nah neu notwendig nächst offen passend rein relevant richtig rund schlecht schnell schwach schwer
    schwierig selten spezifisch spät später stark ständig stärker tatsächlich tief typisch umfassend unterschiedlich
    vergangen verschieden viel vielfältig voll vorig vorliegend wachsend wahr weit wenig wesentlich wichtig
    wichtigst wirklich zahlreich zentral zukünftig zunehmend zuständig zusätzlich üblich übrig
    """
)
"""Stems of adjectives that make no term with a simple noun."""

ENGLISH_STOP = ENGLISH | word_set(
    """
    above according across afterwards again ago ahead albeit almost alone along already although always am amid
    among amongst another anybody anyone anything anyway april around aside august away back became become becomes
    behind below beneath beside besides best better beyond billion cannot certain december despite doing done down
    dozen due eg eight either eleven else elsewhere enough especially etc even ever every everybody everyone
    everything everywhere except far february fewer fifteen fifty first five former forty four friday further
    furthermore generally having hence hers herself highly him himself however hundred ie including indeed instead
    itself january july june just last later latter least less let like likely long many march maybe me mere merely
    million mine monday moreover mostly much my myself namely near nearly necessary need needs neither never
    nevertheless new next nine nobody none nonetheless nothing november now nowhere october off often once one onto
    others otherwise ought ours ourselves out outside overall particular particularly per perhaps please possible
    quite rather really recent recently regarding saturday september seven several simply since six sixty somebody
    someone something sometimes somewhat somewhere soon sunday ten theirs themselves thereby therefore therein third
    thirty though thousand three throughout thursday thus together toward towards trillion tuesday twelve twenty
    twice two unless unlike up upon usually various versus via wednesday well whatever whenever whereas whereby
    wherein wherever whether whoever whole within without yet yours yourself yourselves
    """
)
"""English words that a term neither begins nor ends with."""

ENGLISH_INNER = word_set("of for on in to the a an")
"""Function words that may stand inside an English term (burden of proof, right to privacy)."""

ENGLISH_LY = word_set(
    """
    ally anomaly assembly bully butterfly daily early elderly family fly friendly hourly monopoly monthly oligopoly
    orderly quarterly rally reassembly reply scholarly supply timely weekly yearly
    """
)
"""Nouns and adjectives that end like adverbs."""

ENGLISH_VERBS = word_set(
    """
    accelerate accept accuse achieve acknowledge add address adhere adopt affect agree aim allow announce appear
    apply argue ask assert assist assume attempt attract avoid award base be bear become befall begin believe belong
    bring build call carry cause choose circumvent claim come comment compel complement comprise compromise concern
    conclude conduct confirm consider consist constitute construe contain continue contribute create decide declare
    deem deepen define deliver deny depend derail describe determine develop differ disrupt do earn emphasise
    emphasize enable encourage endanger enhance enjoy ensure erode establish examine exclude exhaust expect explain
    explore express extend face facilitate fail fall feel file find follow foster fulfil function gain get give go
    grow happen have help hold identify impede implement imply improve include increase inform insist intend
    interfere introduce invite involve issue keep know lack launch lay lead learn leave let lie live look lose
    maintain make mean meet mention must need note obtain occur offer omit operate oppose overcome owe participate
    perform permit place play point pose possess prefer prepare present prevent proceed produce prohibit promote
    propose protect prove provide publish pursue put raise reach read receive recognise recognize recommence
    recommend refer reflect refuse refute regard reinforce reject relate rely remain remove render repeat replace
    represent require resolve rest result retain revamp review run say see seek seem send serve set share show speak
    spend stand start state stay stem stipulate stop strengthen strive submit suggest support take talk tend think
    thrive touch try turn underline undermine understand undertake unfold upgrade urge use view wait want warn
    weaken welcome wish work write
    """
)
"""Lemmas that are mostly verbs in running text; a term neither begins nor ends with a form of them, unless the form
is listed as a noun of its own (a single word like *review* is only kept out at the edge of longer runs)."""

ENGLISH_VERB_NOUNS = word_set(
    """
    address aim award base bridge call cause claim comment compromise concern conduct function increase issue launch
    lead lie need note offer place play point present process produce promise protect regard relate render rest
    result review run serve set share show stand start state stay stop support talk touch turn upgrade use view
    welcome work
    """
)
"""Verbs of the list above that are nouns as well: allowed as a whole or as head, not as the first word of a run."""

ENGLISH_GOVERNORS = word_set(
    """
    and/or can cannot could don't help i let may might must not please shall should they to we will would you
    """
)
"""Words that make a verb of the next word if it can be one."""

ENGLISH_ADJECTIVE_ENDINGS = ("able", "al", "ary", "ful", "ible", "ic", "ical", "ish", "ive", "less", "ous")
"""Endings of words that are hardly ever the last word of a noun phrase, with exceptions below."""

ENGLISH_NOUNS_LIKE_ADJECTIVES = word_set(
    """
    academic adversary alternative animal appeal approval archive arrival arsenal boundary budgetary cable canal
    capital chemical clinic collective comic commentary commercial committal constable corporal credential criminal
    critic cynic deal decimal denial detective diary dictionaries dictionary directive disposal drive electronic
    epidemic executive external fabric festival fiscal five goal heal hospital imperative incentive individual
    initiative intellectual interval itinerary journal judiciary lexical liberal library live logic magic manual
    material meal mercenary metal military mineral missionary motive music narrative native nuclear objective
    official operative original pal panic parable parish perspective petal picnic polish portal potential
    preliminary primary principal professional profile proposal public rebuttal referral refusal removal renewal
    republic retrieval retroactive revival rival royal rubric sabbatical salary sanctuary secretary seminary serial
    signal statutory subsidiary summary survival syllable table terminal topic traffic trail trial tribunal tutorial
    variable vegetable virus vocabulary withdrawal
    """
)
"""Nouns with an adjective's ending."""

FEMININE_ENDINGS = word_set(
    """
    ansicht antwort anz arbeit aufsicht auskunft bahn bank basis datei ei enz firmware form frist haft hand hardware
    heit herkunft ie ik ion ität keit kluft kraft krise kunst last luft lücke macht malware norm not person pflicht
    politik post schaft schrift seite sicherheit sicht sis software stadt thek tät ung ur ursache wahl ware welt
    wirtschaft zahl zeit zukunft
    """
)
"""Endings and heads of feminine nouns; longest match of all three lists decides."""

MASCULINE_ENDINGS = word_set(
    """
    abschluss abstand ag akt akteur anbieter and anfall ang angriff ansatz anschlag anspruch anstand ant anteil
    antrag asmus aufbau aufenthalt aufruf auftrag ausdruck ausschuss austausch bau beamte bedarf begriff beitrag
    bericht beschluss bestand besuch betrag betreiber bonus boom bote browser bürger campus chip code computer
    cyberspace datenschutz delegierte dialog dienst diplomat diskurs druck eingriff einsatz einspruch ent entwurf er
    erbe eur experte export faktor fall fonds fortschritt frieden gebrauch gedanke gehalt glaube graph grundsatz
    handel hass haushalt held ich ig import index inhalt ismus ist kandidat kern konflikt kongress konsens konsum
    kontakt kreis krieg kunde kurs ling link loge markt mensch missbrauch modus nachbar nachteil name nutzer
    or ort pakt plan prozess punkt rahmen rat raub raum rekurs report rhythmus router ruf sachverhalt satz schaden
    schlag schritt schutz schwerpunkt sektor server soldat space staat stand standard standpunkt status strom tag
    tausch test text trend umgang umsatz verband verbrauch verkehr versuch vertrag virus vorbehalt vorfall vorschlag
    vorteil vorwurf wandel weg wert wettbewerb widerspruch widerstand wille zeitraum zugang zugriff zusatz zweck
    zyklus
    """
)
"""Endings and heads of masculine nouns."""

NEUTER_ENDINGS = word_set(
    """
    abkommen adjektiv amt angebot archiv ausland beispiel bewusstsein bild buch budget bündnis büro chen datum
    darlehen dokument drama eigentum element ende ereignis ergebnis event feld format forum gebiet gebot gebäude
    geheimnis geld gericht gerät geschäft gesetz gespräch gesuch gewicht gipfeltreffen glied gremium grünbuch gut
    hacking handy hosting inland instrument interesse internet ium jahr journal kabel kapital kapitel klima konto
    konzept kriterium label land leben lein mandat marketing material medium meeting menschenrecht ment ministerium
    mitglied mittel modell modul monitoring monopol motiv museum netz netzwerk objekt original paket papier
    parlament passwort phishing potenzial prinzip problem produkt profiling programm projekt protokoll quartal recht
    referat regime risiko schema schreiben sekretariat signal spiel sprachmodell studium subjekt symbol system team
    thema ticket tool tracking training treffen tribunal tum um umfeld unternehmen urteil verbot verbrechen
    verfahren verhalten verhältnis verständnis vertrauen verzeichnis vorhaben vorurteil wachstum web weißbuch werk
    wesen wissen wort zentrum zertifikat zeugnis ziel ökosystem öl übel übereinkommen
    """
)
"""Endings and heads of neuter nouns."""
