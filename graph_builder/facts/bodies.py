"""Between bodies: units, who runs a programme, co-operation, contracts."""

import re
from itertools import pairwise

from graph_builder.draft import Draft, Entity
from graph_builder.mentions.model import Mention
from ontology import INNO, ORG

READER = "bodies"
_PART_OF = re.compile(r"(?:\s*,\s*(?:ved|under|i|at)?\s*|\s+(?:i|ved|under|hos|at|of|in)\s+)")
_BETWEEN = re.compile(
    r"\b(?:samarbeid|samarbeide|samarbejde|samarbete|partnerskap|cooperation|collaboration|aftale|avtale)\s+(?:mellom|mellem|mellan|between)\s+",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:driver|drives av|etablerte|etablerer|startet|lanserte|lanserer|har lansert|forvalter|forvaltes av|utvikler|operated by|run by|run)\b"
)


def read(draft: Draft) -> None:
    """Read the relations between bodies, and of bodies with programmes."""
    for block in draft.layout.blocks:
        found = [
            m for m in draft.mentions_in(block.start, block.end, "Organisation", "Programme") if m in draft.of_mention
        ]
        for first, second in pairwise(found):
            _units(draft, first, second)
            _owned(draft, first, second)
        for match in _BETWEEN.finditer(draft.text, block.start, block.end):
            _cooperation(draft, match, [m for m in found if m.start >= match.end()], found)
        _subcontractors(draft, block.start, block.end, found)


def _units(draft: Draft, first: Mention, second: Mention) -> None:
    """«avdeling for IKT, departementet», «Bydel Nord i Oslo kommune», «KS' innovasjonsavdeling»."""
    unit, body = draft.entity(first), draft.entity(second)
    between = draft.text[first.end : second.start]
    if (
        first.notation in ("unit", "city-district")
        and body.kind == "Organisation"
        and _PART_OF.fullmatch(between)
        and second.notation != "unit"
    ) or (
        first.kind == second.kind == "Organisation"
        and re.fullmatch(r"\s*,?\s*(?:ved|under)\s+", between)
        and _could_host(unit, body)
    ):
        draft.state(unit, ORG.unitOf, body, (first.start, second.end), READER)
    elif (
        second.notation == "unit"
        and re.fullmatch(r"['’]?s?\s*", between)
        and first.notation != "unit"
        and body is not unit
    ):
        draft.state(body, ORG.unitOf, unit, (first.start, second.end), READER)


def _could_host(unit: Entity, body: Entity) -> bool:
    return (
        any(re.match(r"(?:Senter|Center|Institutt|Institut|Fakultet|Centre)", n) for n in unit.names)
        and body.notation == "university"
    )


def _owned(draft: Draft, first: Mention, second: Mention) -> None:
    """«COI's Innovationsbarometer», «KS Partnerskap for …», «etablerte KS i 2019 et Partnerskap for …»."""
    body, programme = draft.entity(first), draft.entity(second)
    if body.kind != "Organisation" or programme.kind != "Programme" or body.notation == "government":
        return
    between = draft.text[first.end : second.start]
    before = draft.text[max(0, first.start - 14) : first.start]
    if (re.fullmatch(r"(?:['’]s?|s)?\s+(?:sin |sitt |sine )?", between) and " og " not in between) or (
        len(between) < 70 and (_RUNS.search(between) or _RUNS.search(before)) and not re.search(r"[.;:]\s", between)
    ):
        draft.state(programme, INNO.operatedBy, body, (first.start, second.end), READER)


def _cooperation(draft: Draft, match: re.Match[str], after: list[Mention], found: list[Mention]) -> None:
    """«X er et samarbeid mellom A og B»: A and B work together, and run X when it is a programme."""
    partners: list[Mention] = []
    position = match.end()
    for mention in after:
        if mention.kind != "Organisation" or not re.fullmatch(
            r"(?:\s*\(?\w*\)?\s*(?:,|og|och|and|&)?\s*)", draft.text[position : mention.start]
        ):
            break
        partners.append(mention)
        position = mention.end
    bodies: list[Entity] = []
    for mention in partners:
        if draft.entity(mention) not in bodies:
            bodies.append(draft.entity(mention))
    if len(bodies) < 2:
        return
    programme = next(
        (m for m in found if m.kind == "Programme" and m.end <= match.start() and match.start() - m.end < 12), None
    )
    span = (match.start(), partners[-1].end)
    for other in bodies[1:]:
        draft.state(bodies[0], INNO.collaboratesWith, other, span, READER)
    if programme:
        for body in bodies:
            draft.state(draft.entity(programme), INNO.operatedBy, body, (programme.start, span[1]), READER)


def _subcontractors(draft: Draft, start: int, end: int, found: list[Mention]) -> None:
    """«X AS, med underleverandørene Y og Z, vant konkurransen»."""
    match = re.search(r"\b(?:med\s+)?underleverandør\w*\s+|\bwith subcontractors?\s+", draft.text[start:end])
    if not match:
        return
    main = [m for m in found if m.end <= start + match.start()]
    position = start + match.end()
    for mention in (m for m in found if m.start >= position):
        if not main or not re.fullmatch(r"\s*(?:,|og|och|and)?\s*", draft.text[position : mention.start]):
            break
        span = (main[-1].start, mention.end)
        draft.state(draft.entity(mention), INNO.subcontractorOf, draft.entity(main[-1]), span, READER)
        position = mention.end
