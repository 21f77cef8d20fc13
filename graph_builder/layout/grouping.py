"""From lines to blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph_builder.layout.blocks import Block
from graph_builder.layout.kinds import begins_signature, field_of, is_card, is_day_heading, looks_like_heading
from graph_builder.layout.lines import Line
from graph_builder.layout.times import Programmes
from graph_builder.lexicon import months

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_MOST_SPEAKERS = 4  # lines that follow a session's own after a blank one, and how long each may be
_LONGEST_SPEAKER = 140
_LONGEST_TOP = 50  # a heading that stands right on its text is no longer
_LONG_LINE = 100  # a line that only a paragraph has
_AROUND = " \t\r|\u00a0\u2007\u202f\u200b\ufeff"


def group(lines: list[Line], programmes: Programmes) -> list[Block]:
    """The blocks that the lines make, in their order; what heading each stands under is not yet known."""
    blocks: list[Block] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.kind == "skip" or not line.text.strip():
            i += 1
            continue
        if i in programmes:
            found, i = _session(lines, i, programmes)
            blocks += found
        else:
            block, i = _plain(lines, i, programmes)
            blocks += [block] if block is not None else []
    return _with_levels(blocks)


def _session(lines: list[Line], i: int, programmes: Programmes) -> tuple[list[Block], int]:
    """A time line and its lines: up to a blank one, or, when the time stands alone, up to the next time.

    Bullets below its title are blocks of their own, with the label `part`.
    """
    time = programmes[i]
    base = lines[i].start
    alone = not lines[i].text[time.rest :].strip()
    following = [n for n in programmes if n > i and programmes[n].programme == time.programme]
    last = min(following) if following else len(lines)
    j = i + 1
    while j < last and lines[j].kind not in ("heading", "skip"):
        text = lines[j].text.strip()
        if not text and (
            (not alone and not _goes_on(lines, j, following)) or (not following and j > i + 1 and _done(lines, i, j))
        ):
            break
        if text and is_day_heading(text):
            break
        j += 1
    items = [n for n in range(i + 1, j) if lines[n].kind == "bullet"]
    if not alone or any(lines[n].text.strip() for n in range(i + 1, items[0] if items else j)):
        own = items[0] if items else j
    else:
        own, items = j, []  # bullets with no title above them are the session
    spans = [(base + time.rest, lines[i].end)] if not alone else []
    spans += [(line.start, line.end) for line in lines[i + 1 : own]]
    spans = [s for s in (_trim(lines, *span) for span in spans) if s]
    if not spans:
        return [], j
    session = Block(
        "session", spans[0][0], spans[-1][1], begins=time.begins, finishes=time.finishes,
        clock=time.clock, programme=time.programme, lines=tuple(spans), track=time.track,
        label="track" if time.opens else "",
    )  # fmt: skip
    return [session, *_parts(lines, items, j, session)], j


def _parts(lines: list[Line], items: list[int], end: int, session: Block) -> Iterator[Block]:
    """The bullets that begin in the lines `items` and end before the line `end`."""
    for first, following in pairwise([*items, end]):
        spans = _spans(lines, first, following)
        if spans:
            yield replace(
                session, start=spans[0][0], end=spans[-1][1], begins="", finishes="", label="part", lines=tuple(spans)
            )


def _goes_on(lines: list[Line], j: int, following: list[int]) -> bool:
    """Whether only a line or two of this session, its speakers, stand between the blank line `j` and the next one."""
    if not following:
        return False
    between = [line for line in lines[j : min(following)] if line.text.strip()]
    return len(between) <= _MOST_SPEAKERS and all(
        line.kind in ("text", "bullet") and len(line.text.strip()) <= _LONGEST_SPEAKER for line in between
    )


def _done(lines: list[Line], i: int, j: int) -> bool:
    """Whether the last session of a programme (its time alone on line `i`) has its text before the blank line `j`."""
    return any(line.text.strip() for line in lines[i + 1 : j]) and not any(
        line.text.strip()[:1].islower() for line in lines[j + 1 : j + 2]
    )


def _plain(lines: list[Line], i: int, programmes: Programmes) -> tuple[Block | None, int]:
    line = lines[i]
    text = line.text.strip()
    span = _trim(lines, line.start + line.indent, line.end)
    if span is None:
        return None, i + 1
    if line.kind == "heading":
        return _heading(span, text, line.level), i + 1
    field = field_of(text) or _of_bullet(line)
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
    first = not any(earlier.text.strip() for earlier in lines[:i])
    if (alone or _tops(lines, i) or _above_day(lines, i)) and looks_like_heading(text, first=first):
        return _heading(span, text, 0), i + 1
    j = i + 1
    while (
        j < len(lines) and j not in programmes and lines[j].kind == "text" and lines[j].text.strip()
        and not field_of(lines[j].text.strip())
    ):  # fmt: skip
        j += 1
    spans = _spans(lines, i, j)
    signed = begins_signature(text) or is_card([item.text.strip() for item in lines[i:j]])
    kind = "signature" if signed else "paragraph"
    return Block(kind, spans[0][0], spans[-1][1], lines=tuple(spans)), j


def _of_bullet(line: Line) -> tuple[str, str] | None:
    """«• Tid: 12. mars» is the field that it would be without its mark, where the label is one of an event's."""
    field = field_of(line.text[line.indent :].strip()) if line.kind == "bullet" else None
    return field if field and field[0] in ("when", "where", "organiser", "moderator") else None


def _tops(lines: list[Line], i: int) -> bool:
    """Whether line `i` is a short one at the top of a list or of a long line: a heading with no blank line after it."""
    text, following = lines[i].text.strip(), lines[i + 1] if i + 1 < len(lines) else None
    if following is None or (i and lines[i - 1].text.strip()) or len(text) > _LONGEST_TOP or text[-1] in ":!?":
        return False
    below = following.text.strip()
    return following.kind == "bullet" or (len(below) > _LONG_LINE and not below[:1].islower())


def _above_day(lines: list[Line], i: int) -> bool:
    """Whether line `i` names what is held on the day that the line right below begins with."""
    if i + 1 >= len(lines) or (i and lines[i - 1].text.strip()) or lines[i + 1].kind != "text":
        return False
    text, below = lines[i].text.strip(), lines[i + 1].text.strip()
    return is_day_heading(below) and not is_day_heading(text) and text[-1] not in ":,"


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
