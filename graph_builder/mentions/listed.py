"""Lists of funded undertakings, in the layouts that they are printed in: labelled lines, tables, and items of a list.

What a list tells is read twice: for the names that stand in it, and, when these are known, for the facts.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from graph_builder.layout import Block, Layout
from graph_builder.mentions.items import Split, Splitter
from graph_builder.mentions.listing import LONGEST_TITLE, ROLES, SUM_AFTER, Listed, Span, labels, role_of, titled
from graph_builder.mentions.sectioned import sections
from graph_builder.mentions.tabled import of_tables
from graph_builder.sums import find_sums

_RUNNING = re.compile(
    r"(?:\b[a-zæøåäö]{2,} ){3}[a-zæøåäö]{2,}\b|\b(?:leder|eier|eig|äger|ejer|leads) (?:prosjektet|projektet|the project)"
)
_NOT_TITLES = re.compile(
    r"(?:fakta\w*|facts?|om|about|kontakt\w*|contact\w*|her er|these|disse|desse|program\w*|les|read|mer|more|prosjekt\w*|projekt\w*|projects?)\b[^–]{0,40}$",
    re.IGNORECASE,
)
_MOST_LINES = 5  # of a title with bodies and a sum below it
_OF_AN_EVENT = frozenset({"when", "where", "organiser", "moderator"})


def listed(layout: Layout, bodies: Sequence[Span], people: Sequence[Span], language: str) -> list[Listed]:
    """The undertakings that the document lists. `bodies` and `people` are where such names stand."""
    found = [
        *of_tables(layout),
        *_of_fields(layout),
        *of_sections(layout, bodies),
        *_of_records(layout, bodies, language),
    ]
    taken = [(item.span[0], item.span[1]) for item in found]
    for item in _of_items(layout, Splitter(layout.flat, bodies, people, language)):
        if not any(item.span[0] < end and start < item.span[1] for start, end in taken):
            found.append(item)
    return sorted(found, key=lambda item: item.title)


def _of_fields(layout: Layout) -> list[Listed]:
    """A title, and below it lines as «Prosjekteier: …»."""
    found: list[Listed] = []
    blocks = layout.blocks
    n = 0
    while n < len(blocks):
        if blocks[n].kind != "field":
            n += 1
            continue
        last = n
        while last < len(blocks) and blocks[last].kind == "field":
            last += 1
        for group in _records(blocks[n:last]):
            item = _record(layout, group, n if group[0] is blocks[n] else None)
            if item:
                found.append(item)
        n = last
    return found if len(found) > 1 or any(len(item.parts) > 1 for item in found) else []


def _records(fields: Sequence[Block]) -> Iterator[list[Block]]:
    """Fields that follow each other: a new record begins where «Prosjekt: …» comes again."""
    group: list[Block] = []
    for field in fields:
        if field.label == "project" and group:
            yield group
            group = []
        group.append(field)
    if group:
        yield group


def _record(layout: Layout, fields: list[Block], before: int | None) -> Listed | None:
    names = {field.label for field in fields}
    if names & _OF_AN_EVENT or not names & {"leader", "partners", "sum"}:
        return None
    parts: tuple[tuple[str, Span], ...] = ()
    for field in fields:
        if field.label in ROLES and field.label != "project":
            parts += tuple(_labelled(layout.flat, field.label, *_value(layout.flat, field)))
    own = next((f for f in fields if f.label == "project"), None)
    where = _value(layout.flat, own) if own else _title_above(layout, before)
    after = SUM_AFTER.search(layout.flat, *where) if where else None
    if where and after:
        parts += (("sum", after.span()),)
        where = (where[0], after.start())
    name, short = titled(layout.flat, *where) if where else (None, None)
    if name is None or (own is None and _NOT_TITLES.match(layout.flat[slice(*name)])):
        return None
    return Listed(name, parts, (name[0], fields[-1].end), short)


def _value(text: str, field: Block) -> Span:
    return text.index(":", field.start) + 1, field.end


def _title_above(layout: Layout, n: int | None) -> Span | None:
    """The heading or line above the fields; a description may stand between."""
    for block in layout.blocks[max(0, n - 2) : n][::-1] if n else ():
        if block.kind not in ("heading", "paragraph", "bullet"):
            return None
        start, end = block.lines[0] if block.lines else (block.start, block.end)
        # A line that wraps goes on with a small letter or fills the width.
        if len(block.lines) == 2 and layout.flat[block.lines[1][0]].islower() and layout.flat[block.end - 1] != ".":
            end = block.end
        if layout.flat[end - 1] not in ".:" and end - start <= LONGEST_TITLE:
            return start, end
    return None


def of_sections(layout: Layout, bodies: Sequence[Span]) -> Iterator[Listed]:
    """Titles with prose below each; what the prose says is read as that of any sentence."""
    for where in sections(layout, bodies):
        after = SUM_AFTER.search(layout.flat, *where)
        name, short = titled(layout.flat, where[0], after.start() if after else where[1])
        if name and not _NOT_TITLES.match(layout.flat[slice(*name)]):
            yield Listed(name, (("sum", after.span()),) if after else (), where, short)


def _of_records(layout: Layout, bodies: Sequence[Span], language: str) -> list[Listed]:
    """A title on a line of its own, and below it a line of bodies and one with a sum."""
    starts = {start for start, _ in bodies}
    # «Taubane til øya: en prøve» is a title though its first words look like a body's name.
    titles = {start for start, end in bodies if layout.flat[end : end + 2] == ": "}
    found: list[Listed] = []
    for n, block in enumerate(layout.blocks):
        lines = list(block.lines)
        before = layout.blocks[n - 1] if n else None
        if block.kind == "paragraph" and before and before.kind == "heading" and lines[0][0] in starts:
            lines.insert(0, (before.start, before.end))
        if block.kind != "paragraph" or not 2 <= len(lines) <= _MOST_LINES or lines[0][0] in starts - titles:
            continue
        rest = lines[1:]
        of_bodies = [(a, b) for a, b in rest if a in starts and not _RUNNING.search(layout.flat, a, b)]
        name, short = titled(layout.flat, *lines[0])
        if (
            name
            and of_bodies
            and layout.flat[lines[0][1] - 1] not in ".:"
            and find_sums(layout.flat, rest[0][0], rest[-1][1], language)
        ):
            # Lines of bodies below each other: who applied, then who takes part.
            several = len(of_bodies) > 1
            roles = {
                line: ("leader" if n == 0 else "partners") if several else "bodies" for n, line in enumerate(of_bodies)
            }
            parts = [(roles.get(line, ""), line) for line in rest]
            found.append(Listed(name, tuple(parts), (name[0], rest[-1][1]), short))
    return found if len(found) > 1 else []


def _of_items(layout: Layout, splitter: Splitter) -> Iterator[Listed]:
    """Bullets, or lines alike, of which most can be parted into a title, a body and perhaps a sum."""
    for run, before, certain in _runs(layout):
        tried = [(item, splitter.split(*item, labels(), certain=certain)) for item in run]
        if certain and splitter.about_projects(before):
            tried = _alike(splitter, tried)
        groups = [tried] if certain else _together(tried)
        for group in groups:
            yield from _of_group(layout, splitter, group, before)


def _alike(splitter: Splitter, tried: list[tuple[Span, Split | None]]) -> list[tuple[Span, Split | None]]:
    """In a list of projects whose items are parted alike, those too whose body is not known as one."""
    filled = [(item, split or splitter.by_dash(*item)) for item, split in tried]
    return filled if all(split for _, split in filled) else tried


def _together(tried: list[tuple[Span, Split | None]]) -> Iterator[list[tuple[Span, Split | None]]]:
    """Of lines that may be items those that follow each other and tell what each is about."""
    for told, group in groupby(tried, key=lambda item: item[1] is not None and item[1].told):
        if told:
            yield list(group)


def _of_group(
    layout: Layout, splitter: Splitter, group: list[tuple[Span, Split | None]], before: str
) -> Iterator[Listed]:
    found = [(item, split) for item, split in group if split]
    told = [split for _, split in found if split.told]
    if len(found) == 1 and len(labels().findall(layout.flat, *found[0][0])) < 2:
        return
    if not found or (len(found) > 1 and not splitter.about_projects(before) and len(told) < 2):
        return
    if 2 * sum(split.first for _, split in found) > len(found):
        found = [(i, s if s.first else splitter.after_colon(*i) or s) for i, s in found]
    for item, split in found:
        name, short = titled(layout.flat, *split.title)
        if name:
            yield Listed(name, (*_unknown(split), *_parts(layout.flat, item, name)), item, short)


def _unknown(split: Split) -> list[tuple[str, Span]]:
    return [("leader", split.body)] if split.body else []


def _parts(text: str, item: Span, title: Span) -> Iterator[tuple[str, Span]]:
    """What stands around the title, parted at labels."""
    if item[0] < title[0]:
        yield "", (item[0], title[0])
    yield from _labelled(text, "", title[1], item[1])


def _labelled(text: str, role: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """`[start, end)` parted at labels; what stands before the first has `role`."""
    for match in labels().finditer(text, start, end):
        yield _prose(text, role, start, match.start()), (start, match.start())
        role, start = role_of(match["label"]), match.end()
    yield _prose(text, role, start, end), (start, end)


def _prose(text: str, role: str, start: int, end: int) -> str:
    """`prose` for what has no label and is running text, which is read as any sentence is."""
    return "prose" if not role and _RUNNING.search(text, start, end) else role


def _runs(layout: Layout) -> Iterator[tuple[list[Span], str, bool]]:
    """Items that may be a list, the text that leads it in, and whether it is one by its marks."""
    blocks = layout.blocks
    n = 0
    while n < len(blocks):
        last = n + 1
        bullets = blocks[n].kind == "bullet"
        while last < len(blocks) and blocks[last].kind == "bullet" and bullets:
            last += 1
        before = " ".join(layout.flat[b.start : b.end] for b in blocks[max(0, n - 3) : n])
        if bullets:
            yield [(b.start, b.end) for b in blocks[n:last]], before, True
        elif blocks[n].kind == "paragraph" and len(blocks[n].lines) > 1:
            yield list(blocks[n].lines), before, _led_in(layout, n)
        elif _single(blocks[n]):
            while last < len(blocks) and _single(blocks[last]):
                last += 1
            # The first may be the list's heading.
            yield [(b.start, b.end) for b in blocks[n:last]], before, False
        n = last


def _led_in(layout: Layout, n: int) -> bool:
    """Whether the lines of block `n` are what the text before them ends with a colon for, all begun alike."""
    if not n or layout.flat[layout.blocks[n - 1].end - 1] != ":":
        return False
    return all(layout.flat[start].isupper() or layout.flat[start] in '«“"' for start, _ in layout.blocks[n].lines)


def _single(block: Block) -> bool:
    return block.kind in ("heading", "paragraph") and len(block.lines) == 1
