"""Lay a document out in blocks: headings, paragraphs, bullets, programme sessions, fields, photo lines, signatures.

The text itself is never changed. `Layout.flat` is a copy of the same length in which markup, no-break spaces and the
line breaks inside a block are plain spaces, so that every offset in it is an offset in the document.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph_builder.layout_lines import Line, split_lines
from graph_builder.lexicon import alternatives, months, words
from graph_builder.read import Document

_PHOTO = r"(?:Foto|Photo|FOTO|Fotograf|Illustrasjon)"
_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_SESSION = re.compile(
    rf"[ \t|]*(?:kl\.?[ ]*)?(?P<begin>{_CLOCK})(?:[ ]*(?:[-–—]|til|to)[ ]*(?:kl\.?[ ]*)?(?P<finish>{_CLOCK}))?"
    r"(?:[ ]?(?P<half>[AaPp]\.?[Mm]\.?)(?![\w]))?(?P<gap>[ \t|:–-]*)(?P<rest>.*)",
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_SIGNATURE = re.compile(
    r"(?:med\s+)?(?:vennlig|venleg|beste|venlig|vänlig|vänliga|kind|best|yours)\s+"
    r"(?:hilsen|helsing|hälsning|hälsningar|regards|sincerely)",
    re.IGNORECASE,
)
# «Regjeringen vil» alone on a line leads its bullets in.
_LEADS_IN = re.compile(rf"\s{alternatives(words('will', 'verbs'))}\s*:?$")
_LONGEST_HEADING = 130
_LONGEST_LABEL = 30  # a longer line that ends in a colon leads a list in; a shorter one is its heading
_AROUND = " \t\r|\u00a0\u2007\u202f\u200b\ufeff"
_MAX_GAP_LINES = 40  # two time lines further apart than this belong to different programmes


@dataclass(frozen=True)
class Block:
    """A piece of the document, `[start, end)` in code points, without its marker.

    `kind`: heading, paragraph, bullet, session, field, photo, signature. `heading` is the index of the heading that it
    stands under; `level` is a heading's depth; `number` what the heading or bullet was numbered with; `label` a
    field's label; `begins`, `finishes` a session's times (HH:MM) and `clock` where they stand; `lines` its lines.
    """

    kind: str
    start: int
    end: int
    heading: int | None = None
    level: int = 0
    number: str = ""
    label: str = ""
    begins: str = ""
    finishes: str = ""
    clock: tuple[int, int] = (0, 0)
    programme: int = -1
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Layout:
    """The blocks in the order of the text, and the text flattened to one line a block."""

    blocks: tuple[Block, ...]
    flat: str

    def headings_of(self, block: Block) -> list[Block]:
        """The headings that `block` stands under, the nearest first."""
        chain: list[Block] = []
        index = block.heading
        while index is not None:
            chain.append(self.blocks[index])
            index = self.blocks[index].heading
        return chain

    def at(self, offset: int) -> Block | None:
        """The block that `offset` falls in."""
        return next((b for b in self.blocks if b.start <= offset < b.end), None)


def lay_out(document: Document) -> Layout:
    """Find the blocks of `document`."""
    lines = split_lines(document)
    programmes = _programmes(lines)
    drafts = _group(lines, programmes)
    blocks: list[Block] = []
    open_headings: list[tuple[int, int]] = []  # (level, index)
    for draft in drafts:
        if draft.kind == "heading":
            while open_headings and open_headings[-1][0] >= draft.level:
                open_headings.pop()
        parent = open_headings[-1][1] if open_headings else None
        blocks.append(_under(draft, parent))
        if draft.kind == "heading":
            open_headings.append((draft.level, len(blocks) - 1))
    return Layout(tuple(blocks), _flatten(lines, blocks, document))


def _under(block: Block, heading: int | None) -> Block:
    return Block(**{**block.__dict__, "heading": heading})


def _programmes(lines: list[Line]) -> dict[int, tuple[re.Match[str], int]]:
    """Line index → (match, programme number) of the lines that begin a session: two or more, times not going back."""
    candidates = [(i, m) for i, line in enumerate(lines) if (m := _SESSION.fullmatch(line.text)) and _is_clock(m, line)]
    found: dict[int, tuple[re.Match[str], int]] = {}
    run: list[tuple[int, re.Match[str]]] = []
    number = 0

    def close() -> None:
        nonlocal number
        if len(run) >= 2:
            found.update({i: (m, number) for i, m in run})
            number += 1
        run.clear()

    for i, match in candidates:
        earlier = bool(run) and _clock_of(match, "begin") < _clock_of(run[-1][1], "begin")
        if run and (i - run[-1][0] > _MAX_GAP_LINES or earlier):
            close()
        run.append((i, match))
    close()
    return found


def clock(text: str) -> str:
    """`9.05` or `09:05` → `09:05`."""
    hours, minutes = re.split(r"[.:]", text)
    return f"{int(hours):02d}:{minutes}"


def _clock_of(match: re.Match[str], group: str) -> str:
    """The time of a session's line as HH:MM, «2:30 PM» as 14:30."""
    time = clock(match[group])
    half = (match["half"] or "").lower()[:1]
    hours = int(time[:2])
    if half == "p" and hours < 12:
        return f"{hours + 12:02d}{time[2:]}"
    return f"00{time[2:]}" if half == "a" and hours == 12 else time


def _is_clock(match: re.Match[str], line: Line) -> bool:
    # «1.10 Samarbeid» is a chapter, «20.10 2018» a date: a clock has two digits of hours, or a small hour with a colon.
    begin = match["begin"]
    if line.kind in ("heading", "skip"):
        return False
    if len(re.split(r"[.:]", begin)[0]) < 2 and ":" not in begin and not 7 <= int(begin[0]) <= 9:
        return False
    return not re.match(r"[.]?\s*\d{4}\b|[.]\d", match["rest"])


def _group(lines: list[Line], programmes: dict[int, tuple[re.Match[str], int]]) -> list[Block]:
    blocks: list[Block] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.kind == "skip" or not line.text.strip():
            i += 1
            continue
        if i in programmes:
            block, i = _session(lines, i, programmes)
        else:
            block, i = _plain(lines, i, programmes)
        if block is not None:
            blocks.append(block)
    return _with_levels(blocks)


def _session(lines: list[Line], i: int, programmes: dict[int, tuple[re.Match[str], int]]) -> tuple[Block | None, int]:
    """A time line and its lines: up to a blank one, or, when the time stands alone, up to the next time."""
    match, number = programmes[i]
    alone = not match["rest"].strip()
    following = [n for n in programmes if n > i and programmes[n][1] == number]
    last = min(following) if following else len(lines)
    j = i + 1
    while j < last and lines[j].kind not in ("heading", "skip"):
        if not lines[j].text.strip() and (not alone or (not following and j > i + 1 and _done(lines, i, j))):
            break
        j += 1
    base = lines[i].start
    spans = [(base + match.start("rest"), lines[i].end)] if not alone else []
    spans += [(line.start, line.end) for line in lines[i + 1 : j]]
    spans = [s for s in (_trim(lines, *span) for span in spans) if s]
    begins = _clock_of(match, "begin")
    finishes = _clock_of(match, "finish") if match["finish"] else ""
    finish = match.end("finish") if match["finish"] else match.end("begin")
    where = (base + match.start("begin"), base + finish)
    if not spans:
        return None, j
    return Block(
        "session", spans[0][0], spans[-1][1], begins=begins, finishes=finishes, clock=where, programme=number,
        lines=tuple(spans),
    ), j  # fmt: skip


def _done(lines: list[Line], i: int, j: int) -> bool:
    """Whether the last session of a programme (its time alone on line `i`) has its text before the blank line `j`."""
    return any(line.text.strip() for line in lines[i + 1 : j]) and not any(
        line.text.strip()[:1].islower() for line in lines[j + 1 : j + 2]
    )


def _plain(lines: list[Line], i: int, programmes: dict[int, tuple[re.Match[str], int]]) -> tuple[Block | None, int]:
    line = lines[i]
    text = line.text.strip()
    span = _trim(lines, line.start + line.indent, line.end)
    if span is None:
        return None, i + 1
    if line.kind == "heading":
        return _heading(span, text, line.level), i + 1
    field = _field(text)
    if field:
        label, kind = field
        return Block(kind, span[0], span[1], label=label, lines=(span,)), i + 1
    if line.kind == "bullet":
        j = i + 1
        while j < len(lines) and j not in programmes and _continues(lines[j], line):
            j += 1
        spans = _spans(lines, i, j)
        return Block("bullet", spans[0][0], spans[-1][1], number=line.number, lines=tuple(spans)), j
    alone = (i == 0 or not lines[i - 1].text.strip() or lines[i - 1].kind in ("heading", "skip")) and (
        i + 1 == len(lines) or not lines[i + 1].text.strip() or i + 1 in programmes
    )
    if alone and _looks_like_heading(text):
        return _heading(span, text, 0), i + 1
    j = i + 1
    while (
        j < len(lines) and j not in programmes and lines[j].kind == "text" and lines[j].text.strip()
        and not _field(lines[j].text.strip())
    ):  # fmt: skip
        j += 1
    spans = _spans(lines, i, j)
    kind = "signature" if _SIGNATURE.match(text) else "paragraph"
    return Block(kind, spans[0][0], spans[-1][1], lines=tuple(spans)), j


def _spans(lines: list[Line], i: int, j: int) -> list[tuple[int, int]]:
    spans = (_trim(lines, line.start + line.indent, line.end) for line in lines[i:j])
    return [span for span in spans if span]


def _continues(line: Line, bullet: Line) -> bool:
    """Whether `line` goes on with the bullet before it: no marker of its own, indented or without a capital."""
    text = line.text.strip()
    if line.kind != "text" or not text:
        return False
    return line.text[:1] in " \t" or text[:1].islower()


def _trim(lines: list[Line], start: int, end: int) -> tuple[int, int] | None:
    line = lines[bisect_right(lines, start, key=lambda item: item.start) - 1]
    text = line.text[start - line.start : end - line.start]
    stripped = text.strip(_AROUND)
    if not stripped:
        return None
    offset = start + text.index(stripped)
    return offset, offset + len(stripped)


def _heading(span: tuple[int, int], text: str, level: int) -> Block:
    number = _NUMBERED.match(text)
    start = span[0]
    if number and text[number.end() :].split()[0].lower() in months():
        number = None  # «7. juni»
    if number:
        start += number.end()
        level = level or 10 + number["number"].count(".")
    return Block(
        "heading",
        start,
        span[1],
        level=level or 100,
        number=number["number"] if number else "",
        lines=((start, span[1]),),
    )


def _with_levels(blocks: list[Block]) -> list[Block]:
    """The document's first unnumbered heading is its title and stands above all others."""
    for n, block in enumerate(blocks):
        if block.kind == "heading":
            if block.level == 100:
                blocks[n] = Block(**{**block.__dict__, "level": 1})
            break
    return blocks


def _looks_like_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]", text):
        return False
    if (
        text[-1] in ".;,"
        or text[0].islower()
        or text[0] in '–—-"“„'
        or (text[-1] == ":" and len(text) > _LONGEST_LABEL)
    ):
        return False
    if _LEADS_IN.search(text):
        return False
    if re.match(r"(?:les|læs|läs|read|se|see|link|klikk)\b", text, re.IGNORECASE):
        return False
    return len(text) <= 60 or not re.search(r"[.!?:]\s+[A-ZÆØÅÄÖ]|[.!]\s", text)


def _field(text: str) -> tuple[str, str] | None:
    """(label, block kind) when the line is `Label: value` with a label that we know."""
    label, colon, value = text.partition(":")
    label = label.strip().lower()
    if not colon:
        return None
    if re.search(rf"{_PHOTO}: ?\S", text):
        return "photo", "photo"
    for name, labels in words("fields").items():
        if label in labels and (value.strip() or name == "photo"):
            return name, "photo" if name == "photo" else "field"
    return None


def _flatten(lines: list[Line], blocks: list[Block], document: Document) -> str:
    flat = [" "] * len(document.text)
    for line in lines:
        flat[line.start : line.end] = line.text
    # A signature's lines are apart; any other line break inside a block is a space.
    for block in blocks:
        if block.kind == "signature":
            for (_, end), _next in zip(block.lines, block.lines[1:], strict=False):
                flat[end] = ","
        before = block.start - 1
        if before >= 0:
            flat[before] = "\n"
        if block.end < len(flat):
            flat[block.end] = "\n"
    return "".join(flat).translate(_SPACES)


# Marks that steer how text is shown, and no-break and zero-width spaces.
_INVISIBLE = (0x00AD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SPACES = dict.fromkeys(_INVISIBLE, " ") | {
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    0x0009: " ",
    0x000D: " ",
    0x200B: " ",
    0xFEFF: " ",
}
