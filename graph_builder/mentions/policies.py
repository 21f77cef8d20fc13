"""Policy documents: numbered papers, named strategies, plans, acts, agreements, and «meldingen» at hand."""

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import add, layout_of, squeeze, text_of
from graph_builder.mentions.phrases import phrase_end

_SESSION_YEARS = r"\s?\(\d{4}\s?[-–—]\s?\d{2,4}\)"
_NUMBERED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), notation)
    for pattern, notation in (
        (rf"\b(?:Meld\.\s?St\.|St\.\s?meld\.)\s?(?:nr\.\s?)?\d+(?:{_SESSION_YEARS})?", "white-paper"),
        (rf"\bInnst\.\s?(?:St\.\s?)?(?:nr\.\s?)?\d+\s?[SLO]?\b(?:{_SESSION_YEARS})?", "recommendation"),
        (
            rf"\b(?:Prop\.|Ot\.\s?prp\.|St\.\s?prp\.)\s?(?:nr\.\s?)?\d+(?:/\d+:\d+)?\s?(?:[SL]+\b)?(?:{_SESSION_YEARS})?",
            "bill",
        ),
        (r"\b(?:NOU|SOU)\s?\d{4}:\s?\d+", "official-report"),
        (rf"\bDokument\s(?:nr\.\s?)?\d+:\d+(?:{_SESSION_YEARS})?", ""),
        (r"\b(?:Skr\.|[Ss]krivelse)\s?\d{4}/\d{2,4}:\d+", "white-paper"),
        (r"\b(?:[Pp]roposition|prop\.)\s?\d{4}/\d{2,4}:\d+", "bill"),
        (r"\b[Aa]nmodningsvedtak(?:et)?\s(?:nr\.\s?)?\d+", ""),
        (r"\b(?:[Dd]ir\.|[Kk]ommittédirektiv)\s?\d{4}:\d+", "regulation"),
        (r"\bDs\s?\d{4}:\d+", "official-report"),
        (
            r"\b(?:[Ff]orordning|[Dd]irektiv|[Rr]egulation|[Dd]irective)\s?\((?:EU|EF|EC)\)\s?(?:nr\.\s?|No\s?)?\d+/\d+",
            "regulation",
        ),
    )
)
_TITLE = re.compile(
    r"[;:,]?\s*(?:«(?P<quoted>[^«»]{5,160})»|(?P<plain>[A-ZÆØÅ][a-zæøå]+melding(?:en|a)\b|[A-ZÆØÅ][^.;()«»\n]{8,140}?)(?=,?\s(?:og\s(?:på|i|med|til|av|om|for)|ble|blei|blev|var|er|har|hadde|som|viser|peker|gjelder|kom|kommer|la|gir|fikk|omtaler|sier|is|was|has|came)\b|,?\s\d{1,2}\.\s|[.;(\n]|$))"
)
# A document's kind by its word, with what may be glued before it: «samarbeidsavtale», «digitaliseringsstrategien».
_KINDS: tuple[tuple[str, str], ...] = (
    (r"(?:[Ss]tortingsmelding|[Mm]elding til Stortinget|[Ww]hite [Pp]aper)(?:en|a)?", "white-paper"),
    (r"(?:[Dd]en )?[Ss]trategiske? (?:ramme|plan|program)(?:n|en)?|[\w-]*[Ss]trategi(?:en|n)?|[Ss]trategy", "strategy"),
    (
        r"[\w-]*[Hh]andlings?plan(?:en)?|[\w-]*[Hh]andlingsprogram(?:met)?|[Ll]angtids?plan(?:en)?|[Tt]emaplan(?:en)?|[Aa]ction [Pp]lan|[Rr]oadmap|[Vv]eikart(?:et)?|"
        r"[Vv]egkart(?:et)?|[Ff]ärdplan(?:en)?|[Hh]andlingsplan(?:en)?|[Ii]nnovasjonsplan(?:en)?|[Uu]tviklingsplan(?:en)?",
        "plan",
    ),
    (r"[Ee]rklæring(?:en|a)?|[Dd]eklaration(?:en)?|[Dd]eclaration", "declaration"),
    (
        r"[\w-]*[Aa]vtale(?:n)?|[\w-]*[Aa]ftale(?:n)?|[\w-]*[Aa]vtal(?:et)?|[Öö]verenskommelse(?:n)?|[Aa]greement|[Mm]emorandum of [Uu]nderstanding|[Ii]ntensjonsavtale(?:n)?",
        "agreement",
    ),
    (r"[Ff]orskrift(?:en|a)?|[Ff]örordning(?:en)?|[Bb]ekendtgørelse(?:n)?", "regulation"),
    (r"[Ll]ov(?:en|a)?|[Ll]ag(?:en)?|[Aa]ct", "act"),
    (r"[Ll]ovproposisjon(?:en)?|[Ll]ovforslag(?:et)?", "bill"),
)
_HEAD = "|".join(pattern for pattern, _ in _KINDS)
_ABOUT = re.compile(
    rf"\b(?P<head>{_HEAD}|(?:(?<=\n)|(?<=\A))(?:Plan|Nasjonal strategi|National strategi|Nationell strategi)|[Nn]asjonal(?:e)? strategi|[Nn]ational(?:e)? strategi|[Nn]ationell(?:a)? strategi)\s+(?:om|for|on|mot|för|of(?=\s[A-Z]))\s+"
)
# «digitaliseringsstrategien Framtidens havn, som …», «handlingsplanen «Kai for alle»».
_NAMED = re.compile(
    rf"\b(?P<head>{_HEAD})\s+(?:[«»“\"”](?P<quoted>[^«»“”\"]{{4,160}})[«»”“\"]|(?P<plain>[A-ZÆØÅÄÖ][a-zæøåäö]+(?:\s[a-zæøåäö]+){{1,7}}?(?:\s[A-ZÆØÅ][a-zæøå]+)?)(?=,|\.\s|\s(?:som|ble|blei|blev|er|är|var|fra|frå|från|skal|ska)\b|\n))"
)
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), notation)
    for pattern, notation in (
        (
            r"\b[A-ZÆØÅa-zæøå]{3,}meldingen\b|\b[Mm]eldingen(?=s?\b)|\b[Ss]tortingsmelding(?:en|a)(?=s?\b)|\b[Mm]eldinga\b",
            "white-paper",
        ),
        (r"\b[Ii]nnstillingen\b|\b[Ii]nnstillinga\b", "recommendation"),
        (r"\b[A-ZÆØÅa-zæøå][a-zæøå]{3,}lov(?:en|a)?\b", "act"),
        (r"\b[A-ZÅÄÖa-zåäö][a-zåäö]{4,}(?<!s)(?<!bo)(?<!under)(?<!an)lagen\b", "act"),
        (r"\b[a-zæøå]{4,}(?:instruksen|forskriften)\b", "regulation"),
        (r"\b(?:den årlige )?[a-zæøå]*proposisjonen\b", "bill"),
        (r"\b[A-ZÆØÅÄÖa-zæøåäö]{4,}strategi(?:en|n)\b", "strategy"),
        (r"\b[A-ZÆØÅÄÖa-zæøåäö]{4,}aftalen\b|\b[a-zæøå]{4,}avtalen\b|\b[a-zåäö]{4,}avtalet\b", "agreement"),
        (r"\b(?:neste|forrige|ny|gjeldende) langtidsplan\b|\b[Ll]angtidsplanen\b", "plan"),
        (r"\b(?:ny(?:e)?|den nye) strategiske? ramme\b", "strategy"),
        (r"\bStatens \w+politikk\b", "strategy"),
        (r"\b[A-ZÆØÅ][a-zæøå]+-?plattform(?:en|a)\b", "agreement"),
        (
            r"\b(?:de årlige |dei årlege )?(?:budsjett|kommune|kommuneøkonomi)proposisjon(?:en|ane|ene)(?:\sfor\s(?:19|20)\d\d)?\b|\b[Bb]udgetpropositionen(?:\sför\s(?:19|20)\d\d)?\b",
            "bill",
        ),
        (r"\b[Tt]ildelingsbrev(?:et|ene|a)\b|\b[Rr]egleringsbrev(?:et|en)\b", "regulation"),
        (r"\b(?:[Dd]en\s|[Nn]y\s|[Ss]in\s)(?:[a-zæøåäö]+\s)?[a-zæøåäö]{4,}strategi\b", "strategy"),
        (
            r"\b(?:[Ss]tatsbudsjettet|[Ss]tatsbudgeten|[Ff]inansloven|[Øø]konomiaftalen|[Kk]ommuneøkonomiproposisjonen|[Rr]evidert nasjonalbudsjett)(?:\s(?:for|för)\s(?:19|20)\d\d)?\b",
            "bill",
        ),
    )
)
# What stands for a paper named before.
_STAND_INS = tuple(
    (re.compile(rf"\b(?:[Dd]enne |[Dd]enna |[Dd]en nye |[Dd]en nya |[Tt]he )?(?:{pattern})\b"), notation)
    for pattern, notation in (
        (r"[Ss]trategi(?:en|n)|(?<=[Tt]he )strategy", "strategy"),
        (r"(?:[Hh]andlings)?[Pp]lan(?:en)|[Hh]andlingsprogrammet|(?<=[Tt]he )(?:action )?plan", "plan"),
        (r"[Aa]vtal(?:en|et)|[Aa]ftalen|[Öö]verenskommelsen|(?<=[Tt]he )agreement", "agreement"),
        (r"[Ll]oven|[Ll]ova|(?<=[Tt]he )[Aa]ct", "act"),
        (r"[Uu]tredningen|[Uu]tgreiinga|[Bb]etänkandet", "official-report"),
    )
)
_AGREEMENT_WITH = re.compile(
    r"\b(?:en|ein|ei|et|eit|ett|a|an)\s(?P<name>(?:ny |nye |new |nytt |felles |fælles )?[\w-]*(?:aftale|avtale|avtal|agreement|överenskommelse))\s(?:med|with)\s(?:[a-zæøåäö]+(?:ske|ska|e)\s|the\s)?"
)
_ABOUT_QUOTED = re.compile(
    r"\b(?P<name>[\w-]*(?:[Aa]ftale|[Aa]vtale|[Aa]vtal|[Aa]greement|[Öö]verenskommelse)n?\s(?:om|on)\s[«»”“\"][^«»”“\"\n]{3,80}[«»”“\"])"
)
_SWEDISH_ACT = re.compile(r"\b(?P<head>[Ff]örordning(?:en)?|[Ll]ag(?:en)?)\s\(\d{4}:\d+\)(?P<om>\som\s)?")
_DECLARATION = re.compile(
    r"\b[A-ZÆØÅ]{2,8}['’]?s? (?P<rest>(?:erklæring|prinsipper|retningslinjer|anbefaling(?:er)?|rekommendation(?:er)?|anbefalinger|principles|guidelines|recommendation|declaration) (?:for|om|on|för|of) )"
)


_SAYS_KIND = re.compile(
    rf"(?:(?:[Rr]egjeringens|[Rr]egjeringa sin|[Rr]egeringens|[Nn]asjonal(?:e)?|[Nn]ational(?:e)?|[Nn]ationell|[Ff]elles|[Ff]ælles|[Ff]ællesoffentlig|[Dd]en|[Ee]n|[Ee]in|[Aa]n?|[Tt]he|[A-ZÆØÅ][\w-]+(?:\s[a-zæøåäö]+)?s)\s){{0,3}}(?P<head>{_HEAD})\b"
)
# «Lys i havna – strategi for tau og tjære»
_AFTER_DASH = re.compile(
    rf"[^–—:]{{3,80}}\s?[–—:]\s(?:(?:en|ein|ei|a|an|nasjonal|national|nationell)\s)?(?P<head>{_HEAD})\s(?:for|för|om|mot|on)\s"
)
_SPLIT_NUMBER = re.compile(r"(?:Regeringens skrivelse|Regeringens proposition)\s+\d{4}/\d{2}:\d+")
# A title of news has a verb.
_NEWS = re.compile(
    r"\b(?:lanser\w*|lancer\w*|legger|legg|lägger|får|fikk|fekk|vil|skal|ska|vill|presenter\w*|præsenter\w*|inviter\w*|bjud\w*|søker|søger|söker|vant|vinner|er|är|is|har|has|launch\w*|sign\w*|inngår|indgår|ingår|klar|på plass|høring|vedtatt|vedtok|skriver|mangler|møter|"
    r"åpner|gir|ger|giver|publis\w*|public\w*|offentliggj?ø\w*|samarbeider|deltar|styrker|vækker|lover|kommer|viser|starter)\b",
    re.IGNORECASE,
)
_LONGEST_TITLE = 140
_TITLE_REGION = 4  # blocks at the top of a document that its title and number stand in


@Language.component("inno_policies")
def find_policies(doc: Doc) -> Doc:
    """Add a mention for each policy document."""
    text = text_of(doc)
    for pattern, notation in _NUMBERED:
        for match in find_all(pattern, text):
            add(doc, match.start(), match.end(), "PolicyDocument", finder="policies", weight=50, notation=notation)
            title = _TITLE.match(text, match.end())
            if title:
                group = "quoted" if title["quoted"] else "plain"
                add(
                    doc, title.start(group), title.end(group), "PolicyDocument", finder="policy-title", weight=49,
                    notation=notation,
                )  # fmt: skip
    for match in find_all(_ABOUT, text):
        end = phrase_end(text, match.end(), 9)
        if end > match.end():
            end = _with_brackets(text, end)
            add(
                doc,
                match.start(),
                end,
                "PolicyDocument",
                finder="policies",
                weight=48,
                notation=_notation(match["head"]),
            )
    for match in find_all(_NAMED, text):
        group = "quoted" if match["quoted"] else "plain"
        notation = _notation(match["head"])
        add(
            doc,
            match.start("head"),
            match.end("head"),
            "PolicyDocument",
            finder="policies",
            weight=48,
            notation=notation,
        )
        add(
            doc, match.start(group), match.end(group), "PolicyDocument", finder="policy-title", weight=49,
            notation=notation,
        )  # fmt: skip
    _own_title(doc)
    _agreements(doc)
    for match in find_all(_SWEDISH_ACT, text):
        end = max(match.end("om"), phrase_end(text, match.end("om"), 4)) if match["om"] else match.end()
        notation = "act" if match["head"].lower().startswith("lag") else "regulation"
        add(doc, match.start(), end, "PolicyDocument", finder="policies", weight=50, notation=notation)
    for match in find_all(_DECLARATION, text):
        add(
            doc, match.start("rest"), phrase_end(text, match.end(), 4), "PolicyDocument", finder="policies", weight=46,
            notation="declaration",
        )  # fmt: skip
    for pattern, notation in _STAND_INS:
        for match in find_all(pattern, text):
            add(
                doc, match.start(), match.end(), "PolicyDocument", finder="policy-stand-in", weight=8, notation=notation
            )
    for pattern, notation in _WORDS:
        for match in find_all(pattern, text):
            add(doc, match.start(), match.end(), "PolicyDocument", finder="policies", weight=15, notation=notation)
            quoted = re.match(r"\s+«([^«»]{5,160})»", text[match.end() :])
            if quoted and notation == "white-paper":
                start = match.end() + quoted.start(1)
                add(
                    doc, start, match.end() + quoted.end(1), "PolicyDocument", finder="policy-title", weight=49,
                    notation=notation,
                )  # fmt: skip
    return doc


def _with_brackets(text: str, end: int) -> int:
    """«… elektronisk kommunikasjon (ekom)»: a short form in brackets belongs to the name."""
    match = re.match(r"\s\([a-zæøå]{2,12}\)", text[end:])
    return end + match.end() if match else end


def _notation(head: str) -> str:
    lower = head.lower()
    found = next((notation for pattern, notation in _KINDS if re.fullmatch(pattern, head)), "")
    return found or ("strategy" if "strategi" in lower else "plan")


def _agreements(doc: Doc) -> None:
    """«en ny avtale med svenske Havnverket»: an agreement that has no other name than with whom it is."""
    text = text_of(doc)
    bodies = {m.start: m for m in doc._.mentions if m.kind == "Organisation"}
    for match in find_all(_AGREEMENT_WITH, text):
        body = bodies.get(match.end())
        if body:
            name = squeeze(text[match.start("name") : body.end])
            add(
                doc, match.start("name"), match.end("name"), "PolicyDocument", finder="policies", weight=47, name=name,
                notation="agreement",
            )  # fmt: skip
    for match in find_all(_ABOUT_QUOTED, text):
        add(
            doc, match.start("name"), match.end("name"), "PolicyDocument", finder="policies", weight=49,
            notation="agreement",
        )  # fmt: skip


def _own_title(doc: Doc) -> None:
    """The title of a document that is a paper itself.

    It begins with its number, alone on a line, or its title or the line below says what it is: «Strategi for …»,
    «Regjeringens handlingsplan …», without a verb.
    """
    text = text_of(doc)
    lines = [(b, span) for b in layout_of(doc).blocks[:_TITLE_REGION] for span in (b.lines or ((b.start, b.end),))]
    lines = lines[:_TITLE_REGION]
    if len(lines) > _TITLE_REGION - 2 and _SPLIT_NUMBER.match(text, lines[0][1][0]):
        # «Regeringens skrivelse», and its number on the line below: the title comes next.
        start, end = lines[2][1]
        _add_own(doc, (start, start + len(re.split(r"\s{3,}|\t", text[start:end])[0])), "white-paper")
        return
    for (_, number), (block, title) in [*pairwise(lines), *((b, a) for a, b in pairwise(lines))]:
        printed = text[slice(*number)].strip(" .")
        notation = next((n for p, n in _NUMBERED if p.fullmatch(printed)), None)
        if notation is not None and block.kind == "heading" and not any(p.search(text, *title) for p, _ in _NUMBERED):
            _add_own(doc, title, notation)
            return
    for n, (_, span) in enumerate(lines):
        printed = text[slice(*span)]
        kind = _SAYS_KIND.match(printed) or _AFTER_DASH.match(printed)
        if kind and len(printed) <= _LONGEST_TITLE and printed[-1] not in ".:?!" and not _NEWS.search(printed):
            bodies = {(m.start, m.end) for m in doc._.mentions if m.kind == "Organisation"}
            if n and lines[n - 1][1] not in bodies:
                _add_own(doc, lines[n - 1][1], _notation(kind["head"]))  # «Kaier for alle» above «Strategi for …»
            _add_own(doc, span, _notation(kind["head"]))
            return


def _add_own(doc: Doc, span: tuple[int, int], notation: str) -> None:
    add(doc, *span, "PolicyDocument", finder="own-title", weight=60, notation=notation)
