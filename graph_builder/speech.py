"""Who says what: quotes, «… sier NN», «ifølge NN», and whose voice a text without them is."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.people import is_title
from ontology import ORG

_SAYS = alternatives(words("saying", "verbs"))
_SAYING = re.compile(rf"\b{_SAYS}\b", re.IGNORECASE)
_PRONOUN = re.compile(
    rf"\b(?:{_SAYS}\s+(?:hun|han|ho|hon|she|he|hen)|(?:hun|han|ho|hon|she|he|hen)\s+{_SAYS})\b", re.IGNORECASE
)
_ACCORDING = re.compile(rf"\b{alternatives(words('saying', 'according'))}\s+", re.IGNORECASE)
_THAT = re.compile(
    rf"\b(?:{_SAYS}|{alternatives(words('saying', 'showing'))})\b[^.:;«»\"“”]{{0,40}}?,?\s+(?:at|that|att)\s+",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"«(?P<a>[^«»]{12,})»|“(?P<b>[^“”]{12,})”|\"(?P<c>[^\"]{12,})\"|”(?P<d>[^“”]{12,})”|(?<!\S)»(?P<f>[^«»]{12,})[«»]|„(?P<e>[^„“”]{12,})[“”]"
)
_OPEN = re.compile(r"[«“\"”„](?P<rest>[^«»“”\"„]{12,})$")  # closed in a later paragraph
_DASH = re.compile(r"[–—-]\s*(?=[A-ZÆØÅÄÖ])")
_COMMA_WORD = re.compile(r"[,?!]\s+(?P<word>[^\W\d_]+)\s+")
_FEWEST_WORDS = 4  # fewer words in quotation marks are a name or a word spoken of


@dataclass(frozen=True)
class Speech:
    """The characters `[start, end)` are what `speaker` says; `indirect` when the text tells of it in its own words."""

    start: int
    end: int
    speaker: Entity
    indirect: bool = False


class Speeches:
    """All that somebody is said to say in a document, in the order of the text."""

    def __init__(self, found: list[Speech]) -> None:
        self._found = sorted(found, key=lambda s: (s.start, -s.end))
        self._starts = [speech.start for speech in self._found]

    def at(self, offset: int) -> Speech | None:
        """The speech that `offset` falls in, the innermost."""
        for n in range(bisect_right(self._starts, offset) - 1, -1, -1):
            speech = self._found[n]
            if offset < speech.end:
                return speech
            if offset - speech.start > _FAR:
                return None
        return None


_FAR = 5000  # no speech within one paragraph is longer


def speeches(draft: Draft) -> Speeches:
    """The speeches of the document, read once and kept with the draft."""
    if draft.speeches is None:
        draft.speeches = Speeches(_find(draft))
    return draft.speeches


def body_of(draft: Draft, person: Entity) -> Entity | None:
    """The body that `person` is said to hold a role in, and of a unit the body that it is part of."""
    bodies = [
        body
        for role in draft.roles_of(person)
        for body in draft.objects(role, ORG.organization)
        if not isinstance(body, Value)
    ]
    if not bodies:
        return None
    wholes = [whole for whole in draft.objects(bodies[0], ORG.unitOf) if not isinstance(whole, Value)]
    return wholes[0] if wholes else bodies[0]


def _find(draft: Draft) -> list[Speech]:
    found: list[Speech] = []
    last: tuple[int, Entity] | None = None  # index of the block that a speech ended in, and its speaker
    for n, block in enumerate(draft.layout.blocks):
        if block.kind not in ("paragraph", "bullet"):
            continue
        spans = _quoted(draft, block)
        speaker = _speaker(draft, block, spans)
        if speaker is None and spans:
            outside = _outside(draft, block, spans)
            if not outside.strip(" .,:;") or _PRONOUN.search(outside):
                speaker = _introduced(draft, n) or (last[1] if last and n - last[0] <= 2 else None)
        if speaker and spans:
            found += [Speech(*span, speaker) for span in spans]
            last = n, speaker
        found += _indirect(draft, block, spans, speaker)
    return found


def _quoted(draft: Draft, block: Block) -> list[Span]:
    text = draft.text
    spans = []
    for match in _QUOTE.finditer(text, block.start, block.end):
        group = next(name for name in "abcdef" if match[name])
        if len(match[group].split()) >= _FEWEST_WORDS:
            spans.append(match.span(group))
    opened = _OPEN.search(text, spans[-1][1] + 1 if spans else block.start, block.end)
    if opened and len(opened["rest"].split()) >= _FEWEST_WORDS:
        spans.append(opened.span("rest"))
    if spans:
        return spans
    dash = _DASH.match(text, block.start, block.end)
    if not dash or block.kind != "paragraph":
        return []
    said = _attribution(draft, dash.end(), block.end)
    if said is None:
        return [(dash.end(), block.end)]
    spans = [(dash.end(), said.start())]
    after = draft.sentence(block, said.end())[1]
    if after < block.end:
        spans.append((after, block.end))
    return spans


def _attribution(draft: Draft, start: int, end: int) -> re.Match[str] | None:
    """Where «…, sier NN» begins: a comma, a verb of saying, or any one word that a person's name or title follows."""
    for match in _COMMA_WORD.finditer(draft.text, start, end):
        if _SAYING.match(match["word"]):
            return match
        person = next(iter(draft.mentions_in(match.end(), min(end, match.end() + 60), "Person")), None)
        if person and not re.search(r"[.,;:]", draft.text[match.end() : person.start]) and match["word"].islower():
            between = draft.text[match.end() : person.start].split()
            if not between or is_title(between[0]):
                return match
    return None


def _outside(draft: Draft, block: Block, spans: list[Span]) -> str:
    """The block's text with spaces in the place of what is quoted."""
    text = draft.text[block.start : block.end]
    for start, end in spans:
        text = text[: start - block.start] + " " * (end - start) + text[end - block.start :]
    return re.sub(r"[«»“”\"„]|^[–—-]", " ", text)


def _speaker(draft: Draft, block: Block, spans: list[Span]) -> Entity | None:
    """Who is named beside a verb of saying, else the one person named outside the quotes."""
    if not spans:
        return None
    outside = _outside(draft, block, spans)
    actors = [
        m
        for m in draft.mentions_in(block.start, block.end, "Person", "Organisation")
        if m in draft.of_mention and not any(a <= m.start < b for a, b in spans)
    ]
    people = [m for m in actors if m.kind == "Person"]
    verbs = [block.start + m.start() for m in _SAYING.finditer(outside)]
    if not verbs and people and _DASH.match(draft.text, block.start, block.end):
        return draft.entity(people[0])
    if verbs and people:
        nearest = min(people, key=lambda m: min(abs(m.start - v) if m.start > v else v - m.end + 20 for v in verbs))
        return draft.entity(nearest)
    if verbs:
        beside = [m for m in actors if any(0 < m.start - v < 40 for v in verbs)]
        return draft.entity(beside[0]) if beside else None
    return draft.entity(people[-1]) if len({draft.entity(m) for m in people}) == 1 else None


def _introduced(draft: Draft, n: int) -> Entity | None:
    """«NN forklarer:» in the paragraph before."""
    before = draft.layout.blocks[n - 1] if n else None
    if before is None or before.kind != "paragraph" or draft.text[before.end - 1] != ":":
        return None
    sentence = draft.sentences(before)[-1]
    people = [m for m in draft.mentions_in(*sentence, "Person") if m in draft.of_mention]
    if not people and _PRONOUN.search(draft.text, *sentence):  # «NN leder havna. Hun forklarer:»
        people = [m for m in draft.mentions_in(before.start, before.end, "Person") if m in draft.of_mention]
    return draft.entity(people[-1]) if people else None


def _indirect(draft: Draft, block: Block, spans: list[Span], speaker: Entity | None) -> list[Speech]:
    """«NN sier at …», «ifølge NN …»: the sentence."""
    found = []
    for start, end in draft.sentences(block):
        if any(a <= start < b for a, b in spans):
            continue
        kinds = ("Person", "Organisation", "Publication", "PolicyDocument")
        actors = [m for m in draft.mentions_in(start, end, *kinds) if m in draft.of_mention]
        that = _THAT.search(draft.text, start, end)
        if that:
            named = [m for m in actors if m.end <= that.end()]
            who = draft.entity(named[0]) if named else (speaker if _PRONOUN.search(that[0]) else None)
            if who:
                begin = start if who.kind == "Publication" else that.end()
                found.append(Speech(begin, end, who, indirect=True))
                continue
        according = _ACCORDING.search(draft.text, start, end)
        if according:
            close = [m for m in actors if 0 <= m.start - according.end() <= 60]
            near = next((m for m in close if m.kind == "Publication"), next(iter(close), None))
            if near:
                found.append(Speech(start, end, draft.entity(near), indirect=True))
                continue
        study = next((m for m in actors if m.kind == "Publication"), None)
        if study:
            found.append(Speech(start, end, draft.entity(study), indirect=True))
    return found
