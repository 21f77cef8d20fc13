"""The forms of bodies' names: regular expressions, with the kind of body and the weight of each."""

import re

from graph_builder.lexicon import alternatives, words

CAP = r"[A-ZÆØÅÄÖÉ][\w’-]*[a-zæøåäöéü]"
# A word of a company's name: also «4C», «AI», «&», «Next.io».
_WORD = r"(?!(?:AS|ASA|AB|ApS|HF|KF|Ltd|GmbH)\b)[A-ZÆØÅÄÖÉ0-9][\w’.+-]*"
FOR = (
    r"(?:Statens|Norges|Danmarks|Nordisk|Norsk|Nasjonalt|Nationalt|Nationellt|Regionalt) (?:senter|center|centrum|institutt|institut|råd|utvalg|nettverk|forbund|forening|direktorat)|"
    r"(?:(?:Nasjonalt|Regionalt|Nordisk|Nationalt|Nationellt) )?(?:[A-ZÆØÅ][a-zæøåäö]*)?"
    r"(?:[Dd]irektoratet|Senter|Væksthus|[Ss]enteret|Center|[Cc]entret|Centrum|Institutt|Institut|[Ii]nstituttet|[Rr]ådet|[Ss]tyrelsen|"
    r"[Mm]yndigheten|[Ff]orbundet|Forening|Förening|[Ff]oreningen|[Ff]öreningen|[Ff]oreininga|Nettverk|[Nn]ettverket|Netværk|[Nn]etværket|[Nn]ätverket|"
    r"Stiftelse|[Ss]tiftelsen|[Dd]epartementet|[Mm]inisteriet|[Aa]kademiet|[Ii]nspektionen|[Nn]ämnden|Kommission|[Kk]ommissionen|[Uu]tvalget|[Uu]tvalet|[Uu]dvalget)"
    r"|Råd|Hovudutval|Hovedutvalg|Ekspertutvalg|Fagutvalg|Utvalg|Utval|Udvalg|Klyngen?|Fakultetet|Fakultet|Kontoret"
    r"|(?:(?:Norwegian|Swedish|Danish|Finnish|Nordic|European|National|Royal) )*(?:Department|Ministry|Agency|Centre|Center|Institute|Office|Council|Directorate|Association|Network|Committee|Commission|Authority|Board)"
)
# Bodies that are told of with a small letter: «et nytt råd for …», «the committee for …».
TOLD_FOR = (
    r"(?:(?:[Dd]et )?(?:ny[et] )?nasjonalt? )?(?:(?:[Dd]et )?(?:nye )?nasjonale )?(?:ressurs|kompetanse|kunnskaps|forsknings|videns|kompetence|forskar)?(?:senter|senteret|center|centret|centrum)|(?:fag|samarbeids|rådgivende )?råd|"
    r"(?:ekspert)?(?:utvalg|utval|udvalg)|kommisjon|kommission|direktorat|tilsyn"
)
_HEADS = (
    r"etaten|direktoratet|tilsynet|verket|styrelsen|myndigheten|ombudet|ombodet|senteret|centret|rådet|utvalget|utvalet|komit[eé]en|"
    r"registrene|registeret|biblioteket|forskning|bygg|vesenet|forbundet|sekretariatet|nettverket|kommisjonen|kommissionen|banken|instituttet|"
    r"departementet|ministeriet|organisasjonen|foreningen|föreningen|foreninga|etat|klinikken|sykehuset|sjukehuset|sygehus|sjukhuset|fondet|hospital|"
    r"inspektionen|nämnden|nævnet|nemnda|nemnden|förvaltningen|forvaltningen|kansliet|universitetet|högskolan|højskolen|høgskolen|høgskulen|"
    r"institutet|stiftelsen|fonden|museet|revisjonen|administrasjonen|forvalteren|forvaltaren|akademiet|foretaket|klyngen|klynga|alliansen|"
    r"partiet|tinget|kassan|kassen|förmedlingen|revisionen|hospitalet|instituttet|unionen|regionen|selskapet|forskningsinstitutt"
)
_LOWER_HEADS = (
    r"forskningsråd|institutt|institut|universitet|høgskole|høyskole|høgskule|högskola|universitetssykehus|sykehus|sjukehus|sjukhus|sygehus|"
    r"organisasjon|organisation|ministerium|ministerråd|hospital|kommuneforening|folkehøgskole|forskningsinstitutt|direktorat|"
    r"forbund|forening|förening|stiftelse|museum|bibliotek|vegvesen|forum|nettverk|bygdekvinnelag|idrettslag|ungdomslag|servicecenter|senter|center|fond|kommunalförbund|länsstyrelse|revisjon|bank|"
    r"forskningssenter|kunnskapssenter|kompetansesenter|innovasjonssenter|næringsforening|kommunesamarbeid|næringsråd|ungdomsråd|folkebibliotek"
)
_COMPANY = r"AS|ASA|A/S|AB|ApS|IVS|P/S|I/S|HF|SA|KF|BA|ANS|DA|IKS|RHF|Oyj?|BV|AG|LLC|PLC|plc|SpA|Lda|SARL|Inc|Ltd|GmbH|SE|NV|Consulting|Group|Holding|Management Consulting"
OWNED = r"Norges|Statens|Sveriges|Danmarks|Finlands|Islands|Nordisk|Nordiska|Norsk|Svensk|Svenska|Dansk|Danske|Nasjonalt|Nasjonal|Europeisk"
_STADEN = r"kommune|Kommune|kommun|stad|kommunestyre|bystyre"

# Words that no company's name has between two of its words.
_LITTLE = alternatives([*words("phrase_stops"), *words("phrase_verbs")])

FORMS: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern.replace(" ", "[ ]{1,8}")), notation, weight)
    for pattern, notation, weight in (
        # «Nærings- og fiskeridepartementet», «Finansdepartementet», «Indenrigs- og Boligministeriet»
        (
            rf"\b(?:{CAP}-,? (?:\w+-,? )?(?:og|och|and) )?(?:[A-ZÆØÅ]|(?<=og\s)[a-zæøå])\w+(?:departementet|ministeriet)(?=s?\b)",
            "ministry",
            30,
        ),
        # «Ministry of Finance and Economic Affairs»: more than the «Ministry of Finance» that the authority knows
        (rf"\b(?:Ministry|Department) (?:of|for) (?:the )?(?:{CAP}(?: {CAP}){{0,2}}, )?{CAP}(?: {CAP})? and {CAP}(?: (?:and )?{CAP}){{0,2}}(?=s?\b)", "ministry", 62),
        # «Arbeids- og velferdsdirektoratet», «Kontroll- og konstitusjonskomiteen»
        (rf"\b{CAP}-(?:,? [\wæøå]+-)*,? (?:og|och) [a-zæøåäö]{{3,}}(?:{_HEADS})(?=s?\b)", "agency", 30),
        (rf"\b(?:{CAP} )?{CAP} (?:fylkeskommune|Fylkeskommune|County Council|County)(?=s?\b)", "county", 30),
        (
            rf"\b(?!(?:Hver|Kvar|Denne|Vår|Egen|Mange|Alle|En|Ei|Ein|Noen|Nokon|Enkelte|Varje|Hvert|Every|Each|Sin|Annen|Ny|Nye|Stor|Liten|Smart|Digital|Grønn|Grøn|Cirkulär|Sirkulær|Robust|Attraktiv|Innovativ|Moderne|Bærekraftig|Åpen|Trygg|Framtidens|Fremtidens|God|Aldersvennlig|Any|Nordic|Local|Small|Norwegian|Danish|Swedish|Finnish|Host|Another|Norske|Danske|Svenska) ){CAP}(?:(?:-| ){CAP})? (?:{_STADEN}|Municipality|municipality|City Council)(?=s?\b)",
            "municipality",
            30,
        ),
        (
            rf"\b(?!The |This |Our |Each )(?:{CAP} ){{1,4}}(?:Agency|Authority|Directorate|Council|Institute|Association|Commission|Foundation|Ministry|Committee|Network|Alliance|Union|Hospital|Board|Laboratory)\b(?! of | for )",
            "agency",
            28,
        ),
        (rf"\b(?:Midtre|Indre|Ytre|Øvre|Nedre|Nordre|Søndre|Nord|Sør|Vest|Øst|Aust|Nye|Store|Evje og|Nore og) {CAP} (?:kommune|Kommune)(?=s?\b)", "municipality", 44),
        # «Research Council of Norway», «Swedish National Audit Office», «Oulu University Hospital»
        (
            rf"\b(?!The |This |Our ){CAP}(?: {CAP}){{0,3}} (?:Council|Agency|Institute|Association|Academy|Delegation|Federation|Union|Office|Society) of (?:the )?{CAP}(?: {CAP})?",
            "agency",
            34,
        ),
        (rf"\b(?!The |This |Our )(?:{CAP} ){{2,4}}(?:Office|Academy|Observatory)\b(?! of | for )", "agency", 28),
        (rf"\b(?!The |This |Our )(?:{CAP} ){{1,3}}University Hospital\b", "agency", 41),
        (rf"\b(?!The |This |Our ){CAP} {CAP} University\b(?! of | Hospital)", "university", 41),
        # «Departementenes sikkerhets- og serviceorganisasjon», «Tindvik bo- og aktivitetssenter»
        (rf"\b{CAP} [a-zæøåäö]+- (?:og|och) [a-zæøåäö]*(?:{_LOWER_HEADS}|tjeneste|teneste)(?=s?\b)", "agency", 30),
        (rf"\b(?:Dagbladet|Nettavisen|Magasinet|Tidsskriftet|Tidningen|Bladet) {CAP}", "company", 24),
        (r"\b(?:[Ss]tortinget|[Ff]olketinget|[Rr]iksdagen|[Aa]ltinget|[Ss]ametinget)(?=s?\b)", "parliament", 19),
        (rf"\bRegion {CAP}(?: län)?\b", "county", 25),
        (rf"\b(?:City|Municipality|County) of {CAP}", "municipality", 30),
        (rf"\bBydel {CAP}(?: {CAP})?", "city-district", 30),
        (
            rf"\b(?:Universitetet|Høgskolen|Høgskulen|Høyskolen|Handelshøyskolen|Politihøgskolen|University|Högskolan|Teknologisk institutt) (?:i|på|of|in|for) {CAP}(?:[- ]{CAP})?",
            "university",
            30,
        ),
        (
            rf"\b(?:Statsforvalteren|Statsforvaltaren|Fylkesmannen|Länsstyrelsen) i {CAP}(?:(?: og (?!\w+(?:en|et|ane|ene)\b)|-){CAP})?(?: län)?(?! kommune)",
            "agency",
            30,
        ),
        (rf"\b(?:Universitetssykehuset|Universitetssjukehuset|Sykehuset|Sjukehuset|Helse|Sykehusene) (?:i )?{CAP}(?:-{CAP})?(?: HF| RHF)?", "agency", 32),
        (
            rf"\b(?!(?:Et|Eit|Ett|Each|The|Hvert|Alle|Vårt) ){CAP}(?: {CAP})? (?:Universitet|University|universitet|högskola|Business School|Universitetshospital|universitetssykehus|universitetssjukehus)\b",
            "university",
            29,
        ),
        # «Luleå tekniska universitet», «VID vitenskapelige høgskole»
        (rf"\b(?:{CAP}|[A-ZÆØÅ]{{2,6}}) (?:[\w-]+- og )?[a-zæøåäö]+(?:ska|ske|ige|iga) (?:{_LOWER_HEADS})(?=s?\b)", "university", 42),
        (rf"\b(?:{_WORD})(?:(?: & | \+ | ){_WORD}){{0,4}} (?:{_COMPANY}|ekonomisk förening)(?![\w/-])", "company", 42),
        # «Ålesund havn KF», «Buss i Nord AS»
        (rf"\b{CAP} (?!{_LITTLE}\b)[a-zæøåäö]{{4,}} (?:{_COMPANY})(?![\w/-])", "company", 43),
        (rf"(?:(?<=\bmed\s)|(?<=\bog\s)|(?<=\bhos\s)|(?<=\bav\s)|(?<=\bfra\s)|(?<=selskapet\s)|(?<=firmaet\s)){CAP} (?:i|på) {CAP} (?:AS|SA|KF|AB|ApS|IKS)(?![\w/-])", "company", 43),
        # «Norges geologiske institutt», «Statens institutt for folkehelse», «Nordisk ministerråd»
        (rf"\b(?:{OWNED})(?: (?!(?:og|i|for)\b)[\wæøåäö-]+(?: og [\wæøåäö-]+)?)?? (?:\w*(?:{_LOWER_HEADS}))(?=s?\b)", "agency", 26),
        (rf"\b(?:St\. )?{CAP}(?: {CAP}s)? (?:{_LOWER_HEADS})(?=s?\b)", "agency", 24),
        (rf"\b[A-ZÆØÅ][a-zæøåäö-]{{2,}}(?:{_HEADS})(?=s?\b)", "agency", 20),
        # «Forsvarsministeriets Ejendomsstyrelse», «Ungdommens fylkesting»
        (
            r"\b[A-ZÆØÅ][a-zæøåäö]+s (?:[A-ZÆØÅ]+-)?[A-ZÆØÅa-zæøåäö]\w*(?:styrelse|fond|panel|råd|ting|tjenester|tjenester|institut|institutt|selskab|forbund|forening|förening|sekretariat|center|senter|museum|nævn)(?=s?\b)",
            "agency",
            31,
        ),
        # «Kvaløysletta skole», «Plejehjemmet Sankt Jørgen»
        (
            rf"\b{CAP}(?: {CAP})? (?:(?:barne|ungdoms|grunn|folkehøg)?skole|(?:vidaregåande |videregående )?skule|videregående skole|barnehage|sykehjem|sjukeheim|helsehus|omsorgssenter|gymnasium|plejehjem)(?=s?\b)",
            "unit",
            22,
        ),
        (
            rf"\b(?:Plejehjemmet|Ungdomsskolen|Sykehjemmet|Barnehagen|Sygehuset|Skolen|Hospice) {CAP}(?: {CAP})?",
            "unit",
            29,
        ),
        (rf"(?<=[a-zæøåäö,:]\s)(?:Norsk|Dansk|Danske|Svensk|Svenska|Nordisk) (?!Innov){CAP}(?=s?\b)", "interest-organisation", 15),
        (rf"\b(?!(?:Både|Også|Hele|Digitale|Fra) ){CAP} (?:Danmark|Norge|Noreg|Sverige|Norway|Sweden|Denmark|Finland|Norden)(?=s?\b)", "agency", 24),
        (rf"\b{CAP} (?:Foreningen|Fonden|Stiftelsen|Förbundet|Fondet)\b", "interest-organisation", 24),
        (r"\b(?:[Kk]ommunestyret|[Bb]ystyret|[Ff]ylkestinget|[Kk]ommunfullmäktige|[Kk]ommunalbestyrelsen)(?= (?:i \w+ )?(?:har |skal |vil )?(?:ved\w+|beslut\w+|behandl\w+|godkj\w+|godk\w+|bestem\w+|sa |sa ja|bad )\b)", "parliament", 10),
        (rf"\b{CAP}-(?:utvalget|utvalet|udvalget|kommisjonen|kommissionen|klyngen|gruppen|nettverket|alliansen)(?=s?\b)", "committee", 21),
        (rf"\b{CAP}(?: {CAP})? (?:Lab|Hub|Living Lab|Science Park|Innovation|Kommuneforening|Næringsforening|Unlimited)\b", "company", 17),
        (rf"\b(?:Sveriges|Danmarks|Norges|Finlands) (?!(?:Og|I)\b){CAP}(?: (?:og|och) {CAP})?", "interest-organisation", 18),
        (r"\b(?:NAV|Nav) (?!Kommune)[A-ZÆØÅ][a-zæøå]+(?: og [A-ZÆØÅ][a-zæøå]+(?! kommune))?", "unit", 45),
    )
)  # fmt: skip
