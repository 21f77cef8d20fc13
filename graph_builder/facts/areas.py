"""Priority areas: «ti hovedgrep: 1) …, 2) …», «fire områder: …», and the chapters that measures stand under."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.at_hand import paper_at_hand
from graph_builder.facts.owners import with_government, with_issuers
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from ontology import INNO

READER = "areas"
_TRIGGER = re.compile(
    r"\b(?:hovedgrep|hovudgrep|innsatsområder|innsatsområde|satsingsområder|satsingsområde|fokusområder|indsatsområder|insatsområden|"
    r"prioriterte områder|prioriterede områder|prioriterade områden|(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|två|fyra|two|three|four|five|\d+)\s(?:\w+\s)?(?:områder|områden|areas)|priority areas|focus areas)\b[^:.?]{0,90}:\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b\d{1,2}\)\s*(?P<name>.+?)(?=,?\s+(?:og|och|and|samt)?\s*\d{1,2}\)|[.;]?\s*$)", re.DOTALL)
_GENERIC = re.compile(
    rf"(?:{alternatives(words('headings', 'general'))}(?:\s(?:for|i|og|med|mot|framover|fremover)\b.*)?|om .+|.+ sier|.+\s(?:vil|skal|ska|vill|will)(?:\s\w+)?)",
    re.IGNORECASE,
)
# «Innsatsområde 1: Tau i alle havner»
_LABEL = re.compile(
    r"(?:\d+\.?\s)?(?:innsatsområde|insatsområde|indsatsområde|satsings?område|satsningsområde|fokusområde|hovedgrep|hovedområde|hovudgrep|hovudområde|huvudområde|område|prioritering|prioritet|tema|pillar|pilar|priority(?: area)?|focus area|action area)"
    r"\s(?:\d+|[A-F]|[IVX]+)\s?[:.–—-]\s+(?=\S)",
    re.IGNORECASE,
)
# «Vi vil derfor», «Därför ska vi», «We will»
_LEADS_LIST = re.compile(
    rf"(?:\w+\s){{0,3}}{alternatives(words('will', 'verbs'))}(?:\s\w+){{0,3}}|{alternatives(words('measures', 'headings'))}",
    re.IGNORECASE,
)
# A label of these alone is that of a talk or a chapter too, unless measures stand below it.
_LOOSE = re.compile(r"(?:\d+\.?\s)?(?:område|tema|prioritet|pillar|pilar)\b", re.IGNORECASE)
# «Boks 2.1 Taubanken i Tindvik» tells a story beside the chapter's text.
_BOX = re.compile(
    r"(?:boks|box|ramme|faktaboks|faktaruta|faktaramme|figur|figure|tabell|table|tabel|ruta)\s\d", re.IGNORECASE
)


def read(draft: Draft) -> None:
    """Read the areas that are listed as such."""
    for block in draft.layout.blocks:
        if block.kind == "heading" and _label(draft, block) and not _LOOSE.match(draft.text, block.start, block.end):
            _named_by(draft, block)
        if block.kind not in ("paragraph", "bullet"):
            continue
        for sentence in draft.sentences(block):
            trigger = _TRIGGER.search(draft.text, *sentence)
            if trigger:
                for span in _items(draft.text, trigger.end(), sentence[1]):
                    _state(draft, span, (sentence[0], span[1]), block)


def heading_of(draft: Draft, block: Block) -> Block | None:
    """The nearest heading above `block` that names an area: not the title, not «Veien videre».

    Where areas are labelled («Innsatsområde 2: …») it is the last such, though the lead of the list («Vi vil derfor»)
    may look like a heading beside it; another heading between ends the area.
    """
    for heading in reversed(draft.layout.blocks[: draft.layout.blocks.index(block)]):
        if heading.kind == "heading":
            if _label(draft, heading):
                return heading
            if not _LEADS_LIST.fullmatch(draft.printed((heading.start, heading.end)).rstrip(" :.")):
                break
    for heading in draft.layout.headings_of(block):
        name = draft.printed((heading.start, heading.end)).rstrip(" :.")
        if heading.level > 1 and not _GENERIC.fullmatch(name) and not _BOX.match(name):
            return heading
    return None


def of_block(draft: Draft, block: Block) -> Entity | None:
    """The area that a measure in `block` belongs to: the nearest heading, unless it is a general one.

    News of no paper has no areas: its headings only part the text.
    """
    heading = heading_of(draft, block)
    if heading is None or (paper_at_hand(draft) is None and not _label(draft, heading)):
        return None
    return _named_by(draft, heading)


def _label(draft: Draft, heading: Block) -> re.Match[str] | None:
    return _LABEL.match(draft.text, heading.start, heading.end)


def _named_by(draft: Draft, heading: Block) -> Entity:
    label = _label(draft, heading)
    start = label.end() if label else heading.start
    span = (start, start + len(draft.text[start : heading.end].rstrip(" :.")))
    name = draft.printed(span)
    area = draft.find("PriorityArea", name)
    if area is None:
        area = draft.new("PriorityArea", name, span)
    else:
        area.called(name, span)
    paper = paper_at_hand(draft)
    for owner in with_issuers(draft, with_government(draft, [paper] if paper else [])):
        draft.state(owner, INNO.hasPriorityArea, area, span, READER)
    return area


def _items(text: str, start: int, end: int) -> list[Span]:
    numbered = [(start + m.start("name"), start + m.end("name")) for m in _NUMBERED.finditer(text[start:end])]
    if len(numbered) >= 2:
        return [_strip(text, *span) for span in numbered]
    # «to områder: politikernes rolle i X og samarbeid på tvers.»: parted by commas and the last «og».
    stop = re.search(r"\s[–—]\s|[;:]", text[start:end])
    end = start + stop.start() if stop else end
    pieces = []
    position = start
    for match in re.finditer(
        r",\s+(?:og\s+|och\s+|and\s+)?|\s(?:og|och|and)\s(?=\w+(?:\s\w+)*[.\s]*$)", text[start:end]
    ):
        pieces.append((position, start + match.start()))
        position = start + match.end()
    pieces.append((position, end))
    spans = [_strip(text, *piece) for piece in pieces]
    return [s for s in spans if 3 <= s[1] - s[0] <= 120]


def _strip(text: str, start: int, end: int) -> Span:
    stripped = text[start:end].strip(" .;,:")
    offset = text.index(stripped, start)
    return offset, offset + len(stripped)


def _state(draft: Draft, span: Span, evidence: Span, block: Block) -> None:
    name = draft.printed(span)
    area = draft.find("PriorityArea", name) or draft.new("PriorityArea", name, span)
    paper = paper_at_hand(draft)
    for owner in with_issuers(draft, with_government(draft, [paper] if paper else [])):
        draft.state(owner, INNO.hasPriorityArea, area, evidence, READER)
    bodies = [m for m in draft.mentions_in(evidence[0], span[0], "Organisation") if m in draft.of_mention]
    if bodies:
        draft.state(draft.entity(bodies[0]), INNO.hasPriorityArea, area, evidence, READER)
