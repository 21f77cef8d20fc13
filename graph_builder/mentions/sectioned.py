"""Lists of projects of which each has a title and a paragraph of prose: the titles."""

import re
from collections.abc import Iterator, Sequence

from graph_builder.layout import Layout

Span = tuple[int, int]
_LONGEST = 100
# What leads the list in: «Prosjektene som får støtte», «The projects».
_LEAD = re.compile(
    r"\b(?:prosjektene|prosjekta|prosjekter som|prosjekt som|projekterne|projekter der|projekter, der|projekten|projekt som|the projects|projects receiving|projects that|projects funded|funded projects|"
    r"(?:\w+ )?projects\b|støttede projekter|beviljade projekt|nye prosjekter|nya projekt|nye projekter|vinnerprosjektene|pilotene|pilotprosjektene|forsøkene)",
    re.IGNORECASE,
)
# What the prose of a project says: who owns it, with whom, for how much.
_TELLS = re.compile(
    r"\b(?:leder|leiar|leads?|led by|ledes|leds|driver|koordiner\w+|eier|eig|äger|ejer|samarbeid\w*|samarbejd\w*|samarbet\w*|samverkan|partner\w*|partnar\w*|sammen med|saman med|tillsammans|together with|får|fikk|fekk|"
    r"receives?|kroner|kronor|mill|mio|NOK|SEK|DKK|EUR|projektparter|prosjekt\w*|projekt\w*|project)\b"
)
_PAID = re.compile(
    r"\d[\d., ]*(?:mi[lo]\w*\.?|kroner|kronor|kr\b|tusen)|(?:NOK|SEK|DKK|EUR|€) ?\d|\d ?(?:NOK|SEK|DKK|EUR|MNOK|MSEK)"
)
_PROJECTS = re.compile(
    r"prosjekt(?:er|a|ene)?\b|projekt(?:er|erne|en)?\b|projects\b|pilot(?:er|ar|s)\b|forsøk\b|satsingar|initiatives",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(r"(?:prosjektet|projektet|project) [«»\"“”A-ZÆØÅÄÖ]")


def sections(layout: Layout, bodies: Sequence[Span]) -> Iterator[Span]:
    """Where the titles stand: two or more in a row, below words that lead a list of projects in."""
    blocks = layout.blocks
    run: list[Span] = []
    lead = 0
    paid = 0
    n = 0
    while n <= len(blocks):
        found = _section(layout, n, bodies) if n < len(blocks) else None
        if found:
            if not run:
                lead = n
            run.append(found[0])
            n += found[1]
            paid += bool(_PAID.search(layout.flat, found[0][1], layout.blocks[n - 1].end))
            continue
        if len(run) >= 2 and (_led_in(layout, lead) or (paid == len(run) and _about(layout))):
            yield from run
        run, paid = [], 0
        n += 1


def _about(layout: Layout) -> bool:
    """Whether the document's title speaks of projects."""
    return bool(layout.blocks) and bool(_PROJECTS.search(layout.flat, layout.blocks[0].start, layout.blocks[0].end))


def _led_in(layout: Layout, n: int) -> bool:
    """Whether one of the two blocks above, or the heading that the section stands under, speaks of projects."""
    above = [*layout.blocks[max(0, n - 2) : n], *layout.headings_of(layout.blocks[n])[:1]]
    return any(_LEAD.search(layout.flat, b.start, b.end) for b in above)


def _section(layout: Layout, n: int, bodies: Sequence[Span]) -> tuple[Span, int] | None:
    """The title that block `n` is or begins with, and how many blocks the section has."""
    block = layout.blocks[n]
    if block.kind == "heading":
        title, prose, used = (block.start, block.end), layout.blocks[n + 1 : n + 2], 2
        if not prose or prose[0].kind != "paragraph" or prose[0].end - prose[0].start < 40:
            return None
        text = (prose[0].start, prose[0].end)
    elif block.kind == "paragraph" and len(block.lines) > 1:
        title, text, used = block.lines[0], (block.lines[1][0], block.end), 1
    else:
        return None
    return (title, used) if _tells(layout, title, text, bodies) else None


def _tells(layout: Layout, title: Span, prose: Span, bodies: Sequence[Span]) -> bool:
    flat = layout.flat
    return (
        title[1] - title[0] <= _LONGEST
        and flat[title[1] - 1] not in ".:,!?"
        and flat[title[0]].isupper()
        and not _LEAD.search(flat, *title)
        and "." in flat[prose[0] : prose[1]]
        and bool(_TELLS.search(flat, *prose))
        and not any(
            not flat.startswith(flat[title[0] : title[0] + 5], m.end() - 1) for m in _NAMES_ONE.finditer(flat, *prose)
        )
        and any(prose[0] <= start < prose[1] for start, _ in bodies)
    )
