"""One programme line: where its title ends, who speaks, and whether it is a break."""

import re
from dataclasses import dataclass, field

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.session_lines import cell_ends, line_break, parts
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention
from graph_builder.mentions.people import is_title

_BY = re.compile(
    r"[,.;–-]?\s*(?:\bv/\s*|\bv\.\s+(?=\S)|\bved\b\s+|\bvid\s+(?=[A-ZÆØÅÄÖ])|\bmed\s+(?=[A-ZÆØÅÄÖ])|\bw/\s*|\b[Mm]ed\b\s+(?=\S+\s+[A-ZÆØÅ]|[A-ZÆØÅ])|\b[Bb]y\b\s+|\b[Ww]ith\b\s+(?=[A-Z])|\b(?:leia|leiast|ledet|ledes|ledd|leds|moderert|modereres|led|chaired|moderated)\s+(?:av|af|by)\s+|(?<![\w])–\s+|(?<=\s)-\s+)"
)
_PANEL = re.compile(
    r"\b(?:Panelsamtale|Paneldebatt|Panelsamtal|Paneldiskusjon|Panel|Samtale|Samtal|Debatt|Debat|Paneldebat|Panel discussion|Ordskifte)\b(?P<among>\s+(?:mellom|mellem|med|with|between|mellan))?"
)
# «Tau og tjære – en samtale mellom …», «Hva nå? Innlegg ved …»
_JOINED_BY = re.compile(
    r"\s+[–-]\s+(?:(?:ett?|en|eit|ei|a)\s+)?(?:panel\w*|samtal\w*|debatt?\w*|conversation|discussion)\s+(?:mellom|mellem|mellan|med|with|between)\b"
    r"|(?<=[.?!»”\"])\s+(?:Innlegg|Oplæg|Foredrag|Föredrag|Keynote|Presentasjon|Presentation|Inlägg|Talk)\s+(?=ved|av|af|by|v/|med)"
)
# ««Tau og tjære», foredrag ved …»
_QUOTED_FIRST = re.compile(
    r"(?P<title>[«“\"][^«»“”\"]{4,120}[»”\"]),?\s+(?:\w+\s){0,2}?(?:foredrag|føredrag|föredrag|innlegg|inlägg|oplæg|samtale?|talk|lecture|keynote|verksted|workshop)\b"
)
_AMONG = re.compile(r"\s+(?:mellom|mellem|mellan|med|with|between|among)\b")
_LISTED = re.compile(
    r"\b(?:Deltakere|Deltakarar|Deltagere|Deltagare|Medvirkende|Medverkande|Medvirkande|Innledere|Innleiarar|Participants|Speakers?|"
    r"Foredragsholdere?|Talare|Panel|Moderator|Oplægsholdere?)\s*:"
)
# Between a person and the body that the person is of: «Kari Moe (», «Kari Moe, rådgiver i », «Kari Moe fra ».
_AFFILIATED = re.compile(
    r"\s*\((?:[^()]*[\s,])?|\s*,\s*[^,;.]{3,60}(?:,|\si|\shos|\sved|\sat|\sof)\s+|\s+(?:i|fra|frå|från|hos|ved|vid|at|from|of|in)\s+"
)
# What is written before a name and is neither title nor talk.
_HONORIFIC = re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Ph\.?D)\.?\s*$")
_BREAK = re.compile(
    rf"(?:\w*(?:pause|paus|lunsj|lunch|fika|kaffe|mingel|mingling)|{alternatives(words('break_words'))})\b",
    re.IGNORECASE,
)
_END = re.compile(rf"{alternatives(words('end_words'))}\b", re.IGNORECASE)
_TRAILING = " \t,.;:–-(/|"


_COLON = re.compile(r"[^:|\t«“\"\n]{0,80}?(?::\s+|\s*\|\s*|\s*\t\s*|\s(?=[«“\"]))")
_CEREMONY = re.compile(r"utdel|uddel|overrek|åpning|foredrag|innlegg|ceremon|award", re.IGNORECASE)


@dataclass
class Session:
    """A programme line, read: `hosts` are (person, the word for it, span) of «Møteleder: …», `places` the halls.

    `also` is where a longer form of the title stands: «Samtale mellom Havnerådet og Bruetaten».
    """

    block: Block
    title: str
    title_span: Span
    speakers: list[tuple[Entity, Span]] = field(default_factory=list)
    hosts: list[tuple[Entity, str, Span]] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    also: Span | None = None
    is_break: bool = False
    is_end: bool = False


def read_session(draft: Draft, whole: Block) -> Session:
    """Part a programme line into title and speakers."""
    block, labelled = parts(draft, whole)
    people = [m for m in draft.mentions_in(block.start, block.end, "Person") if m in draft.of_mention]
    bodies = [m for m in draft.mentions_in(block.start, block.end, "Organisation") if m in draft.of_mention]
    start = _title_start(draft, block, people)
    body_of_title = [m for m in bodies if m.start >= start]
    end = _title_end(draft, block, start, [m for m in people if m.start >= start], body_of_title)
    span = _trimmed(draft.text, start, end) or _trimmed(draft.text, block.start, block.end) or (block.start, block.end)
    title = draft.printed(span)
    session = Session(whole, title, span, is_break=_is_break(title, bool(people)), is_end=bool(_END.match(title)))
    for mention in people:
        if mention.start >= end or mention.end <= start:
            session.speakers.append((draft.entity(mention), (mention.start, mention.end)))
    for mention in bodies:
        if mention.start >= end and _speaks(draft, block, end, mention, people):
            session.speakers.append((draft.entity(mention), (mention.start, mention.end)))
    panel = _PANEL.match(draft.text, *span)
    if panel and panel["among"] is None and panel.end() == span[1] and _AMONG.match(draft.text, span[1], block.end):
        session.also = (span[0], (block.lines[0] if block.lines else (0, block.end))[1])
    for line in labelled:
        if line.label == "where":
            session.places.append(line.value)
        for mention in draft.mentions_in(*line.value, "Person") if line.label == "moderator" else []:
            if mention in draft.of_mention:
                session.hosts.append((draft.entity(mention), line.word, (line.value[0], mention.end)))
    return session


def is_talk(draft: Draft, session: Session) -> bool:
    """Whether a bullet is a talk, with a title and who gives it, and not a name with title and body."""
    if not session.speakers or session.is_break:
        return False
    named = draft.mentions_in(*session.title_span, "Person", "Organisation")
    first = re.match(r"[\w-]+", session.title)
    return first is not None and not is_title(first[0]) and all(m.start > session.title_span[0] for m in named)


def _is_break(title: str, people: bool) -> bool:
    """Whether nothing is said at that time: a pause, a meal, an end without a word of what it holds."""
    words_ = title.split()
    if _CEREMONY.search(title) or (_END.match(title) and ":" in title):
        return False
    found = _BREAK.match(title) or (words_ and len(words_) <= 3 and _BREAK.fullmatch(words_[-1]))
    return bool(found) and not (people and not _END.match(title))


def _title_start(draft: Draft, block: Block, people: list[Mention]) -> int:
    """Where the title begins: after the speaker, when the line begins with one («Kari Moe, Havnerådet: Tau og tjære»)."""
    if not people:
        return block.start
    first = people[0]
    before = re.findall(r"[\w-]+", draft.text[block.start : first.start])
    if len(before) > 3 or any(not is_title(word) for word in before if word[0].islower() or len(before) == 1):
        return block.start
    match = _COLON.match(draft.document.text, first.end, block.end)
    if not match or len(draft.text[match.end() : block.end].strip()) < 5:
        return block.start
    if any(p.start - match.end() in (0, 1) for p in people[1:]):
        return block.start
    return match.end()


def _title_end(draft: Draft, block: Block, start: int, people: list[Mention], bodies: list[Mention]) -> int:
    """The first place where speakers begin."""
    text = draft.text
    cuts = [block.end]
    actors = sorted([*people, *bodies], key=lambda m: m.start)
    for match in _BY.finditer(text, start + 1, block.end):
        following = text[match.end() : block.end].lstrip()
        word = re.match(r"[\w-]+", following)
        modified = word is not None and word[0].lower() in words("title_modifiers")
        starts_actor = any(m.start - match.end() in (0, 1) for m in actors)
        if (starts_actor or (word and (modified or is_title(word[0])) and people)) and not _inside(
            actors, match.start()
        ):
            cuts.append(match.start())
            break
    quoted = _QUOTED_FIRST.match(text, start, block.end)
    if quoted and actors:
        cuts.append(quoted.end("title"))
    panel = _PANEL.search(text, start, block.end)
    if panel and any(m.start >= panel.end() for m in actors):
        # «Panelsamtale mellom A og B» alone is its own title.
        if panel.start() > start:
            cuts.append(panel.start())
        elif panel["among"]:
            cuts.append(panel.start("among"))
    joined = _JOINED_BY.search(text, start + 1, block.end)
    if joined and actors and actors[-1].start >= joined.end():
        cuts.append(joined.start())
    listed = _LISTED.search(text, start + 1, block.end)
    if listed and actors and actors[-1].start > listed.start():
        cuts.append(listed.start())
    if people:
        cuts.append(max(start, _role_start(draft, block, people[0], bodies)))
    for (_, line_end), (line_start, _) in zip(block.lines, block.lines[1:], strict=False):
        # A line that begins with a body or a title: the title stood on the lines before.
        first = re.match(r"[\w-]+", text[line_start:].lstrip())
        if any(m.start == line_start for m in actors) or (first and is_title(first[0]) and people):
            cuts.append(line_end)
            break
    broken = line_break(draft, block)
    if broken is not None and broken > start:
        cuts.append(broken)
    cuts += [a for a, _ in cell_ends(draft, block) if a > start and not _inside(actors, a)][:1]
    return min(cut for cut in cuts if cut > start) if any(cut > start for cut in cuts) else block.end


def _role_start(draft: Draft, block: Block, person: Mention, bodies: list[Mention]) -> int:
    """Where the words begin that describe the first speaker: title and body before the name."""
    start = person.start
    honorific = _HONORIFIC.search(draft.text, block.start, start)
    start = honorific.start() if honorific else start
    lower = block.start + max([0, *(m.end() for m in re.finditer(r"[.?!:;]\s+", draft.text[block.start : start]))])
    before = draft.text[lower:start]
    body = next((m for m in bodies if lower <= m.start and re.fullmatch(r"\s+", draft.text[m.end : start])), None)
    head = draft.text[lower : body.start] if body else before
    title = re.search(
        r"(?:[A-ZÆØÅa-zæøåäö]+-\s+(?:og|och|and)\s+)?(?P<word>[\w-]+)\s+(?:(?:i|hos|ved|for|in|at|of)\s+(?:[^,.;:()]{2,60}\s)?)?$",
        head,
    )
    while title and not is_title(title["word"]):
        title = re.compile(r"(?P<word>[\w-]+)\s+$").search(head, title.end()) if title.end() < len(head) else None
    if title and is_title(title["word"]):
        return lower + title.start()
    return body.start if body else start


def _inside(mentions: list[Mention], position: int) -> bool:
    return any(m.start < position < m.end for m in mentions)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    bracket = re.search(
        r"\([^()]*\b(?:link|lenke|lenkje|länk|påmelding|via|se)\b[^()]*\)\s*$", text[start:end], re.IGNORECASE
    )
    if bracket:
        end = start + bracket.start()
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(_TRAILING))
    right = len(raw.rstrip(_TRAILING))
    return (start + left, start + right) if left < right else None


def _speaks(draft: Draft, block: Block, end: int, body: Mention, people: list[Mention]) -> bool:
    """Whether a body named after the title takes part itself, and is not only where a speaker works."""
    text = draft.text
    after = text[body.end : block.end]
    if re.match(r"\s*,?\s*(?:ved|v/|represented by)\s", after):
        return True
    if not people:
        return True
    panel = _PANEL.search(text, max(block.start, end - 1), block.end)
    if panel and panel.start() < body.start:
        before = max((p.end for p in people if p.end <= body.start), default=None)
        return before is None or not _AFFILIATED.fullmatch(text, before, body.start)
    line = next((span for span in block.lines if span[0] <= body.start < span[1]), None)
    alone = line and not any(line[0] <= p.start < line[1] for p in people) and line[0] == body.start
    return (
        bool(
            alone
            and re.fullmatch(r"\s*(?:#\w+)?\s*", text[body.end : line[1]])
            and line[0] > block.start
            and not text[: line[0]].rstrip().endswith(",")
        )
        if line
        else False
    )
