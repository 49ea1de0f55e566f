"""Words that tell publishers, titles, places and pinpoints apart in the head of a footnote."""

from __future__ import annotations

import re

from igglossary.text.word_lists import word_set

ORGANISATION_WORDS = word_set(
    """
    administration agency command alliance amt assembly association authority bank bbc behörde blog board broadcasting
    bulletin bund bundesamt bundesministerium bundesregierung bundestag bureau cabinet caucus center centre
    chronicle club coalition commission committee community company confederation congress consortium consulting
    corporation council courier court daily delegation department directorate dispatch embassy examiner express
    fakultät federation forum foundation fund gazette gesellschaft government group guardian herald hochschule
    house insider institut institute institution internetausgabe journal journalists kammer kommission
    lab laboratory league library magazin magazine mail media mercury ministerium ministry mission
    monitor museum nachrichten nachrichtenagentur network news newspaper newsroom newswire observatory observer
    office online organisation organization parliament partnership platform police post press presse project
    quarterly radio rat record register registry reporter review roundtable rundfunk school secretariat
    sekretariat senate service services society standard star stiftung sun telegraph television think times today
    tribune tribunal tv union universität university unit verband verein verlag watch weekly wire world
    zeitschrift zeitung zentrum bundeskanzleramt regierung rundschau spiegel anzeiger kurier tagesspiegel
    tageszeitung nachrichtendienst dienst panel secretary-general generalsekretär generalsekretärin ministers
    außenministerium taskforce union's books publishers publishing publications e.v gmbh inc ltd llc plc ag
    """
)
ORGANISATION_TAILS = (
    "ministerium",
    "amt",
    "behörde",
    "verband",
    "zeitung",
    "institut",
    "stiftung",
    "kommission",
    "gesellschaft",
    "rat",
    "agentur",
    "zentrum",
    "bund",
    "universität",
    "hochschule",
    "kammer",
    "blatt",
    "rundfunk",
    "verlag",
    "anzeiger",
    "dienst",
)
"""Last parts of German compounds that name an organisation."""
PUBLISHERS = word_set(
    """
    afp ap ard article19 associated bbc bloomberg brookings carnegie cnet cnn diplomacy dpa dw economist eff
    euractiv faz focus forbes gartner guardian handelsblatt heise huffington interfax itar kyodo lawfare lemonde
    medium merics netzpolitik netzpolitik.org npr nytimes nzz orf politico prnewswire reuters ria sputnik statista
    swp sz tass taz techcrunch theintercept time welt wired wsj xinhua zdf zdnet zeit guancha ifla circleid axios
    slate vox quartz newsweek verge
    suhrkamp springer routledge nomos gruyter vandenhoeck siebeck rowohlt hanser reclam transcript wallstein elsevier
    wiley palgrave macmillan brill polity penguin zenodo oldenbourg böhlau steiner saur klett-cotta vieweg budrich
    c.h.beck campus
    """
)
DOCUMENT_WORDS = word_set(
    """
    initiative act action address agenda agreement analysis annex announcement answer appeal application assessment
    background bericht beschluss brief briefing call charter charta closing code comment comments communique
    communiqué compact compendium conclusions consultation contribution convention covenant declaration decision
    denkschrift directive document draft entwurf erklärung essay examination explanatory factsheet findings
    framework gesetz gesetzentwurf guide guidelines handbook index input intervention interview joint keynote law
    leitfaden leitlinien letter manifest manifesto manual memo memorandum message minutes mitteilung motion note notes
    offener opening opinion outcome outline outlook overview pact pakt paper petition plan planning policy
    position positionspapier pressemitteilung principles programm programme proceedings programme proposal
    protocol protokoll rapport recommendation recommendations rede reflections regulation release remarks report
    reports resolution response roadmap roundup rules schlussfolgerungen speech standards statement stellungnahme
    strategie strategy study studie submission submissions summary survey testimony text toolkit transcript
    transkript treaty update version verordnung vertrag whitepaper zusammenfassung brief schreiben grußwort
    eröffnungsrede video webcast aufzeichnung tweet grundsatzrede pressekonferenz antwort anfrage drucksache
    """
)
PREPOSITIONS = word_set(
    """
    of on to for in at by from with against about between into over under der des die das den dem von vom für zur
    zum zu über im am beim mit gegen zwischen durch und and the a an de la du
    """
)
PLACES = word_set(
    """
    abu dhabi abidjan abuja accra addis abeba addis ababa algier algiers almaty amman amsterdam ankara antalya
    apia aspen astana athen athens austin bagdad baghdad baku bali bangkok barcelona basel beijing peking beirut
    belgrad belgrade berlin bern biarritz bogota bogotá bologna bonn boston brasilia brasília bratislava brügge
    brüssel brussels budapest buenos aires bukarest bucharest cannes canberra cancun cancún cannes cape town
    kapstadt caracas cartagena casablanca charlevoix chicago colombo cotonou daressalam davos delhi den haag the
    hague dhaka doha dresden dubai dublin durban düsseldorf edinburgh elmau essen florence florenz frankfurt
    garmisch geneva genf genève guadalajara hamburg hangzhou hannover hanoi harare havanna havana helsinki
    hiroshima hong kong hongkong hyderabad isfahan islamabad istanbul jakarta jekaterinburg jerusalem johannesburg
    kabul kairo cairo kathmandu katowice kiew kyiv kigali kingston kinshasa kobe köln cologne kopenhagen
    copenhagen krakau kuala lumpur kuwait lagos lausanne leipzig lima lissabon lisbon ljubljana london los angeles
    luxemburg luxembourg lyon macau madrid mailand milan manama manila marrakesch marrakech mexiko-stadt mexico
    city minsk montevideo montreal montréal moskau moscow mumbai münchen munich muscat nairobi new delhi neu-delhi
    new york newyork nizza nice nicosia nikosia osaka oslo ottawa panama panama-stadt paris port louis porto
    alegre prag prague pretoria qingdao quito rabat ramallah reykjavik riga rio de janeiro riad riyadh rom rome
    rotterdam salzburg samarkand san francisco san josé santiago sao paulo são paulo sarajevo seattle seoul
    shanghai sharm el-sheikh shenzhen singapur singapore skopje sofia sotschi stanford st. gallen st. petersburg
    stockholm strassburg straßburg strasbourg stuttgart suva sydney taipei taipeh tallinn taormina taschkent
    teheran tehran tel aviv tiflis tbilisi tirana tokio tokyo toronto toulouse tunis ulan bator valletta vancouver
    venedig venice vilnius warschau warsaw washington washington d.c. washington dc wellington wien vienna wuzhen
    xiamen yokohama zagreb zürich zurich online virtuell hybrid
    """
)
"""Single words of places where such meetings and publishers are; a place of two words is recognised by its words."""

PINPOINT = re.compile(
    r"(?:(?:siehe|vgl\.?|dort|hier|insb\.?)\s+)?(?:Art(?:\.|ikels?|icles?\b)|Abs(?:\.|atz)|Ziff(?:\.|er)|Kap(?:\.|itel)|S\.|Seiten?\b|pp?\.|pages?\b|"
    r"[Pp]aras?\b\.?|[Pp]aragraphs?\b|R[nz]\.|Randnummer|Nrn?\.|No\.|Erwägungsgr[uü]nde?|Erwgr\.|Recitals?\b|Punkte?\b|Pkt\.|§§?|[Ss]ec(?:\.|tions?\b)|"
    r"Ch(?:\.|apters?\b)|Anhang|Anlage|Annex|Abschnitt|Abschn\.|Teil|Part|Tz\.|Bl\.|Sp\.|Min(?:\.|uten?\b)|Buchst\.|lit\.|"
    r"Zeilen?\b|Z\.|[Rr]ules?\b|Regel|Pos\.|H\.|t\.|Vol\.|Bd\.|Band|Heft|Jg\.|Jahrgang|Ausgabe|Issue|Folie|Slide|Tabelle|Table|Abb\.|Präambel|Preamble|Absätze|Clause|Principle|Prinzip)"
    r"(?:\s*[\dIVXLCivxlc(][^,]*|\s*|\s*[a-z](?:\s*[-–—].*)?)\Z",
)
PAGES_ONLY = re.compile(r"\d+[a-z]?(?:\s*(?:[-–—]|u\.|und|and|&)\s*\d+[a-z]?)*\s*(?:ff?)?\.?\Z")
SYMBOL = re.compile(
    r"(?:(?:UN[- ])?Doc\.?\s*)?[A-Z]{1,8}(?:/[\w.]+)+\Z|(?:Drucksache|BT-Drs\.|COM)\s?\(?[\d/() ]+\Z"
    r"|[A-Z]{1,8}\((?:19|20)\d\d\)\s?\d+\Z",  # CM(2024)52
)
ISSUE = re.compile(r"\d{1,2}/(?:19|20)\d\d\Z|(?:19|20)\d\d/\d{1,2}\Z")
NUMBERED = re.compile(r"\b(?:No\.|Nr\.|Doc\.|Version|Rev\.|[A-Z]{1,8}/[\w/.]+\d)", re.IGNORECASE)
REMARK = re.compile(
    r"(?:(?:zuletzt\s+)?(?:abgerufen|aufgerufen|eingesehen|besucht|abgefragt|geprüft|zugegriffen)|(?:letzter\s+)?(?:Zugriff|Abruf|Aufruf)|"
    r"(?:last\s+)?(?:accessed|visited|retrieved|checked)|Stand\b|Übers(?:\.|etzung)|eigene\s+Übers|Hervorh|emphasis|translation|"
    r"(?:dt|deutsche)\s+Fassung|Original\s+in|Herv\.|Anm\.\s*d\.|eig\.\s+Übers|i\.\s?O\.|im\s+Original)",
    re.IGNORECASE,
)
SIGNAL = re.compile(
    r"(?:a\.\s?A\.|anders|dagegen|(?:siehe|vgl\.?|vergleiche|see|cf\.?)(?:\s+(?:auch|dazu|hierzu|etwa|also|zum\s+Beispiel|z\.\s?B\.:?|u\.\s?a\.|beispielsweise))*|so(?:\s+(?:auch|etwa))?|zit(?:iert|\.)\s+nach|"
    r"(?:Quellen?|Source|Originaltext|Originalzitat|Wortlaut|Im\s+Original|Originalwortlaut|Zitat|Im\s+Wortlaut|Text|Auszug)(?=:)|ähnlich|"
    r"dazu|hierzu|ausführlich|grundlegend|ferner|außerdem|s\.\s*a\.|s\.(?=\s+[^\W\d]))(?::\s*|\s+)",
    re.IGNORECASE,
)


def is_document_word(word: str) -> bool:
    """True for a word, in lower case, that names a kind of document, also in the plural."""
    return word in DOCUMENT_WORDS or word.removesuffix("s") in DOCUMENT_WORDS


_LEAD_IN = re.compile(
    r"(?:(?:Zu[mr]?|Für|Bezüglich|Bei|Über|Eine?[nrs]?|Ausführlich|Näher)\b[^.:;„“\"]{2,140}?\s(?:vgl\.|siehe|s\.(?=\s[^\W\d]))(?:\s(?:auch|dazu|etwa))?"
    r"|Zum\sFolgenden|(?:Für|Zu[mr]?)\s(?:[\w-]+\s){0,2}[\w-]+(?=\s[A-ZÄÖÜ][\w-]+,\s[A-ZÄÖÜ][\w.-]+:)"
    r"|[A-ZÄÖÜ][^,:;„“\"]{2,80}?\s(?:von|bei|durch)(?=\s[A-ZÄÖÜ][\w-]+,\s[A-ZÄÖÜ][\w.-]+(?:\s[\w.-]+){0,2}:))[:,]?\s+"
)


def is_pinpoint(part: str) -> bool:
    """Whether a part of a citation says where in its source: ``S. 12``, ``Art. 3``, ``12–14``."""
    return PINPOINT.match(part) is not None or PAGES_ONLY.match(part) is not None


def without_signal(text: str) -> str:
    """A citation without the words that lead to it: ``Vgl. auch``, ``So``, ``Zur Lage siehe``, ``Für Bern``."""
    for _round in range(4):
        match = SIGNAL.match(text) or _LEAD_IN.match(text)
        shorter = text[match.end() :] if match else text
        if shorter == text:
            break
        text = shorter
    return text
