"""Funded projects: a list of bullets «Title – body, sammen med body og body» after words on projects."""

import re

from graph_builder.draft import Draft, Entity
from graph_builder.facts.lists import following_bullets
from graph_builder.layout import Block
from ontology import INNO, SCHEMA

READER = "projects"
_LEAD = re.compile(r"\b(?:prosjekt\w*|projekt\w*|projects?|søknad\w*|første søknadsrunde\w*)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:sammen med|saman med|i samarbeid med|i samarbejde med|tillsammans med|together with|with partners?|med)\s+$|\b(?:sammen med|saman med|together with)\b"
)


def read(draft: Draft) -> None:
    """Read the projects that the document lists."""
    blocks = draft.layout.blocks
    for n, block in enumerate(blocks):
        bullets = following_bullets(blocks, n) if block.kind in ("paragraph", "heading") else []
        near = " ".join(draft.text[b.start : b.end] for b in blocks[max(0, n - 3) : n + 1])
        if (
            len(bullets) >= 2
            and _LEAD.search(near)
            and sum(_split(draft, bullet) is not None for bullet in bullets) >= 2
        ):
            programme = _programme(draft, blocks, n)
            for bullet in bullets:
                _project(draft, bullet, programme)


def _split(draft: Draft, bullet: Block) -> int | None:
    """Where the title ends: at the last dash that a body follows."""
    dashes = list(re.finditer(r"\s[–—-]\s", draft.text[bullet.start : bullet.end]))
    for dash in reversed(dashes):
        start = bullet.start + dash.end()
        if any(m.start == start for m in draft.mentions_in(start, bullet.end, "Organisation")):
            return bullet.start + dash.start()
    return None


def _programme(draft: Draft, blocks: tuple[Block, ...], n: int) -> Entity | None:
    """The programme that the section is about: the one it names first."""
    top = next((k for k in range(n - 1, -1, -1) if blocks[k].kind == "heading"), 0)
    named = draft.mentions_in(blocks[top].start, blocks[n].end, "Programme")
    return next((draft.entity(m) for m in named if m in draft.of_mention), None)


def _project(draft: Draft, bullet: Block, programme: Entity | None) -> None:
    cut = _split(draft, bullet)
    if cut is None:
        return
    span = (bullet.start, cut)
    name = draft.printed(span)
    project = draft.find("Project", name) or draft.new("Project", name, span)
    whole = (bullet.start, bullet.end)
    partner = False
    for mention in draft.mentions_in(cut, bullet.end, "Organisation"):
        if mention not in draft.of_mention:
            continue
        partner = partner or bool(_TOGETHER.search(draft.text[cut : mention.start]))
        draft.state(project, INNO.partner if partner else INNO.ledBy, draft.entity(mention), whole, READER)
    if programme:
        draft.state(project, SCHEMA.funder, programme, whole, READER)
