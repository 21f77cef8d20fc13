"""Publications: «rapporten «…»», «NIFU-rapporten «…»», «Brukarundersøkinga 2024», «Les også: …», «Last ned … (pdf)»."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import add, layout_of, squeeze, text_of

_KIND = rf"(?:(?P<body>[A-ZÆØÅÄÖ][\w&]+)-)?[\w-]*{alternatives(words('publications', 'kinds'))}"
_OPEN, _CLOSE = '«»“"”„', '«»”“"'  # Danish has »these«, Swedish ”these”
_QUOTED = re.compile(
    rf"\b(?i:{_KIND}),?\s+(?:[^\W\d_][\w-]*\s+){{0,2}}?[{_OPEN}](?P<title>[^{_OPEN}{_CLOSE}]{{3,200}})[{_CLOSE}]"
)
_PLAIN = re.compile(
    rf"\b(?i:{_KIND})(?<=[net])\s+(?P<title>[A-ZÆØÅÄÖ][a-zæøåäö]+(?:[\s,][a-zæøåäö]+){{1,9}}?)(?=\.\s|,\s|\s(?:som|ble|blei|blev|er|är|var|viser|syner|visar|fra|frå|från)\b|\s\(|\n|$)"
)
# «Kartleggingen heter Rundt i havna», «rapporten Rydningsarbejde (2024)», «Analysen, Tiden i havna, kom i 2024»
_CALLED = re.compile(
    rf"\b(?i:{_KIND})(?:(?<=[net])\s+(?:heter|heiter|hedder|har tittelen|er kalt|is called)\s+(?P<title>[A-ZÆØÅÄÖ][^.,;:()«»\n]{{2,100}}?)(?=[.,;(]|\s(?:og|och|and)\s)"
    rf"|,?\s+(?P<title2>[A-ZÆØÅÄÖ][^.;:()«»\n]{{2,100}}?)(?=\s\((?:19|20)\d\d(?::\d+)?\))|(?<=[netr]),\s+(?P<title3>[A-ZÆØÅÄÖ][a-zæøåäö]+(?:\s[a-zæøåäö]+){{1,9}})(?=\.\s|\.\n|\.$|,\s(?:{alternatives(words('issuing', 'verbs'))}|er|ble|blev|var)\s))"
)
# «OECDs rapport Harbours at a Glance»: a title in English has capitals throughout.
_ENGLISH = re.compile(
    r"(?<=s\s)(?i:rapport|bok|bog|studie|artikkel|artikel|veileder|guide)\s+(?P<title>[A-Z][a-z]+(?:\s(?:at|a|an|of|the|in|and|for|on|to|by|with))*(?:\s[A-Z][a-z]+(?:\s(?:at|a|an|of|the|in|and|for|on|to|by|with))*)*\s[A-Z][a-z]+)"
)
# A survey with its year is that year's results.
_EDITION = re.compile(
    rf"\b(?P<title>(?:KS[’']?s?\s)?[\w-]*(?:{alternatives(words('publications', 'surveys'))})(?:\s(?:i|for|om|blant|bland)\s[a-zæøåäö]+)?(?:\s(?:fra|frå|från|for|för|from))?\s(?:19|20)\d\d)\b(?![–-]\d)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:slutt|del|evaluerings|slut|del|års)rapport(?:en)\b|\b(?:[Tt]he )?(?:final|evaluation) report\b"
)
_READ_MORE = re.compile(
    r"(?:Læs|Les|Läs|Read|Se)(?:\s+(?:mere|mer|også|også|meir|more|även|saken|artikkelen|artikeln|hele saken|heile saka))?\s*:\s*[«“\"]?(?P<title>[^\s«“\"][^«»“”\"\n]{5,200}?)[»”\"]?$"
)
_DOWNLOAD = re.compile(
    r"(?:Les|Last ned|Lest|Læs|Hent|Download|Läs|Ladda ner|Ladda ned|Read|Se)\s+(?:hele\s+|heile\s+|hela\s+|the\s+(?:full\s+)?)?(?P<title>[^()\n:]{6,120}?)\s*\((?:pdf|PDF|docx?|lenke|link|ekstern lenke)[^)]*\)\s*$"
)
_SOME_REPORT = re.compile(
    rf"\b(?i:en|ein|ei|et|eit|ett|a|an)\s(?:(?:ny|fersk|ekstern|uavhengig|intern|recent|new|annan)\s)?(?P<kind>[\w-]*{alternatives(words('publications', 'unnamed'))})\s(?P<of>som|fra|frå|från|av|af|from|by|that|which)\s(?:the\s)?"
)
_DONE = re.compile(
    rf"\s(?:har\s|has\s|nylig\s|har nylig\s)?(?:{alternatives([*words('issuing', 'verbs'), *words('issuing', 'makers'), 'gjennomført', 'genomfört', 'gennemført'])})\b"
)
_WEIGHT = 44


@Language.component("inno_publications")
def find_publications(doc: Doc) -> Doc:
    """Add a mention for each publication, and for the body that is glued to its kind («NIFU-rapporten»)."""
    text = text_of(doc)
    for pattern in (_QUOTED, _PLAIN, _CALLED, _ENGLISH):
        for match in find_all(pattern, text):
            _add(doc, match, _WEIGHT)
            if pattern is not _ENGLISH and match["body"] and (match["body"].isupper() or match["body"][-1:].isupper()):
                add(doc, match.start("body"), match.end("body"), "Organisation", finder="publications", weight=30)
    for match in find_all(_EDITION, text):
        _add(doc, match, _WEIGHT)
    for match in find_all(_ALONE, text):
        add(doc, match.start(), match.end(), "Publication", finder="publications", weight=12)
    _unnamed(doc)
    for block in layout_of(doc).blocks:
        if block.kind in ("paragraph", "bullet"):
            more = _READ_MORE.match(text, block.start, block.end) or _DOWNLOAD.match(text, block.start, block.end)
            if more:
                _add(doc, more, 55)
    return doc


def _unnamed(doc: Doc) -> None:
    """«en undersøkelse som Havneetaten har gjennomført», «ein rapport frå …»: a report that has no other name than whose it is."""
    text = text_of(doc)
    bodies = {m.start: m for m in doc._.mentions if m.kind == "Organisation"}
    for match in find_all(_SOME_REPORT, text):
        body = bodies.get(match.end())
        if body is None:
            continue
        done = _DONE.match(text, body.end)
        name = squeeze(text[match.start("kind") : done.end() if done else body.end])
        if match["of"] not in ("som", "that", "which") or done:
            add(
                doc, *match.span("kind"), "Publication", finder="publications", weight=_WEIGHT, name=name,
            )  # fmt: skip


def _add(doc: Doc, match: re.Match[str], weight: int) -> None:
    group = next(name for name, value in match.groupdict().items() if name.startswith("title") and value)
    start, end = match.span(group)
    add(doc, start, end, "Publication", finder="publications", weight=weight)
