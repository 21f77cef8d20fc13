"""What sentences say of projects and programmes: who runs them, takes part and pays, and since when."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable

from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts import work_words as say
from graph_builder.facts.clauses import BODY, WORK, AtHand, Clause, clause
from graph_builder.facts.grants import state_funding
from graph_builder.facts.projects import giver, items, told_by_layout
from graph_builder.layout import Block
from ontology import INNO, SCHEMA

READER = "undertakings"
_CO_OPERATION = re.compile(say.TOGETHER)
_FIELDS = frozenset({"funder", "operator", "leader", "partners", "begins", "period"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_READ = ("paragraph", "bullet", "heading", "field")


def read(draft: Draft) -> None:
    """Read the relations of bodies with the projects and programmes that the document names."""
    if not any(e.kind in ("Project", "Programme") for e in draft.entities):
        return
    following = AtHand(draft)
    listed = told_by_layout(draft)
    lists = [item.span for item, _, _ in items(draft)]
    for block in draft.layout.blocks:
        following.block()
        if block.kind == "heading":
            following.heading(block.start, block.end)
        if block.kind == "field" and block.label in _FIELDS and following.work:
            _field(draft, block, following.work)
            following.keep()
            continue
        if block.kind not in _READ:
            continue
        for sentence in draft.sentences(block):
            before = following.work
            words = following.words(sentence)
            said = clause(draft, sentence, words)
            if _within(sentence, listed):
                continue
            if BODY in said.text or said.sums or said.text.count(WORK) > 1:
                _read(draft, said, before)
            _dates(draft, said, following.work)
    for span in lists:
        _no_cooperation(draft, span)
    _leaders_of_listed(draft)
    _drop_partners_who_lead(draft)


def _no_cooperation(draft: Draft, span: Span) -> None:
    """The partners in an item of a list are those of the project, not said to work together beyond it."""
    for fact in list(draft.all_facts()):
        if fact.reader == READER and fact.predicate == INNO.collaboratesWith and _within(fact.span, [span]):
            draft.retract(fact.subject, fact.predicate, fact.object)


def _field(draft: Draft, block: Block, work: Entity) -> None:
    """«Finansiører: A og B», «Startår: 2031» below words on a programme."""
    if work.kind != "Programme":
        return
    span = (block.start, block.end)
    bodies = [draft.entity(m) for m in draft.mentions_in(*span, "Organisation") if m in draft.of_mention]
    for body in bodies:
        if block.label == "funder":
            state_funding(draft, work, body, span, None, READER)
        elif block.label in ("operator", "leader"):
            draft.state(work, INNO.operatedBy, body, span, READER)
        elif block.label == "partners":
            draft.state(work, INNO.partner, body, span, READER)
    years = _YEAR.findall(draft.text, *span)
    if years and block.label in ("begins", "period"):
        draft.state(work, SCHEMA.startDate, Value(years[0], "gYear"), span, READER)
    if len(years) > 1 and block.label == "period":
        draft.state(work, SCHEMA.endDate, Value(years[1], "gYear"), span, READER)


def _dates(draft: Draft, said: Clause, at_hand: Entity | None) -> None:
    """«Programmet startet i 2019», «Ordningen varer til 2028», «Programmet (2026–2030)»."""
    for predicate, pattern in say.DATES:
        for match in pattern.finditer(said.text):
            for work in _works(said, match, at_hand):
                if work.kind == "Programme":
                    draft.state(work, predicate, Value(match["year"], "gYear"), _span(said, match), READER)


def _leaders_of_listed(draft: Draft) -> None:
    """In the prose of a list's item the body that is named first owns the project, unless another is said to."""
    for item, project, _ in items(draft):
        for role, span in item.parts:
            said = clause(draft, span, {}) if role == "prose" and not _led(draft, project) else None
            first = said.text.find(BODY) if said else -1
            if said and first >= 0:
                for body in said.entities(first):
                    draft.state(project, INNO.ledBy, body, said.places[first], READER)


def _drop_partners_who_lead(draft: Draft) -> None:
    """Who leads a project or runs a programme is not also told of as taking part in it."""
    for work in draft.entities:
        if work.kind in ("Project", "Programme"):
            for body in _led(draft, work):
                draft.retract(work, INNO.partner, body)


def _within(sentence: Span, spans: list[Span]) -> bool:
    at = bisect_right(spans, (sentence[0], sys.maxsize)) - 1
    return at >= 0 and sentence[1] <= spans[at][1]


def _read(draft: Draft, said: Clause, at_hand: Entity | None) -> None:
    work = _only_work(said) or (at_hand if WORK not in said.text else None)
    for patterns, of_project in ((say.LEADS, False), (say.OWNS, True)):
        for pattern, match in _matches(patterns, said):
            for what in _works(said, match, work):
                if of_project and (what.kind != "Project" or (pattern is not say.OWNS[0] and _led(draft, what))):
                    continue
                _state(draft, said, match, what, INNO.ledBy if what.kind == "Project" else INNO.operatedBy)
    for _, match in _matches(say.BESIDE, said):
        for what in _works(said, match, None):
            if what.kind == "Programme":
                _state(draft, said, match, what, INNO.operatedBy)
    for _, match in _matches(say.OWNS_AT_HAND, said):
        if work and work.kind == "Project" and not _led(draft, work):
            _state(draft, said, match, work, INNO.ledBy)
    for _, match in _matches(say.MADE, said):
        for what in _works(said, match, work):
            if not _led(draft, what):
                _state(draft, said, match, what, INNO.ledBy if what.kind == "Project" else INNO.operatedBy)
    for patterns in (say.PARTNERS, say.PARTNERS_AT_HAND):
        for _, match in _matches(patterns, said):
            for what in _works(said, match, work):
                _partners(draft, said, match, what)
    _funding(draft, said, work, at_hand)
    for _, match in _matches(say.JOINT, said):
        for what in _works(said, match, work):
            _joint(draft, said, match, what)


def _matches(patterns: Iterable[re.Pattern[str]], said: Clause) -> Iterable[tuple[re.Pattern[str], re.Match[str]]]:
    return ((pattern, match) for pattern in patterns for match in pattern.finditer(said.text))


def _only_work(said: Clause) -> Entity | None:
    named = {id(e): e for n, entities in said.names.items() if said.text[n] == WORK for e in entities}
    return next(iter(named.values())) if len(named) == 1 else None


def _works(said: Clause, match: re.Match[str], at_hand: Entity | None) -> list[Entity]:
    """The projects or programmes that a match is of."""
    if match.re.groupindex.get("w") and match["w"]:
        return said.entities(match.start("w"))
    return [at_hand] if at_hand else []


def _led(draft: Draft, work: Entity) -> list[Entity]:
    found = [*draft.objects(work, INNO.ledBy), *draft.objects(work, INNO.operatedBy)]
    return [e for e in found if isinstance(e, Entity)]


def _state(draft: Draft, said: Clause, match: re.Match[str], work: Entity, predicate: str) -> None:
    for body in said.entities(match.start("o")):
        if body.notation != "government":
            draft.state(work, predicate, body, _span(said, match), READER)


def _partners(draft: Draft, said: Clause, match: re.Match[str], work: Entity) -> None:
    leaders = _led(draft, work)
    for body in said.entities(match.start("o")):
        if body in leaders or body.notation == "government":
            continue
        draft.state(work, INNO.partner, body, _span(said, match), READER)
        if _CO_OPERATION.search(match[0]):
            for leader in leaders:
                draft.state(leader, INNO.collaboratesWith, body, _span(said, match), READER)


def _joint(draft: Draft, said: Clause, match: re.Match[str], work: Entity) -> None:
    """«X er et samarbeid mellom A og B»: they run a programme, and take part in a project or partnership."""
    runs = work.kind == "Programme" and "partner" not in match[0].lower()
    if runs:
        _state(draft, said, match, work, INNO.operatedBy)
    else:
        _partners(draft, said, match, work)


def _funding(draft: Draft, said: Clause, at_hand: Entity | None, before: Entity | None) -> None:
    found = False
    for patterns in (say.FUNDERS, say.FUNDERS_AT_HAND):
        for _, match in _matches(patterns, said):
            through = say.THROUGH.search(said.text, match.end("x"))
            for work in _works(said, match, before if through and before else at_hand):
                for place in (match.start("x"), through.start("x") if through else -1):
                    for funder in said.entities(place):
                        if funder is not work and funder.kind != "Project":
                            _fund(draft, said, match, work, funder)
                            found = True
    if found:
        return
    # «X får 2 millioner til Y»: of the programme or body that the text says gives the money.
    for _, match in _matches((*say.OWNS[:3], *say.OWNS_AT_HAND, *say.GRANTED), said):
        for work in _works(said, match, at_hand):
            given = giver(draft, said.span[0])
            if given and work.kind == "Project" and said.sums and given not in _led(draft, work):
                _fund(draft, said, match, work, given)


def _fund(draft: Draft, said: Clause, match: re.Match[str], work: Entity, funder: Entity) -> None:
    inside = [amount for place, amount in said.sums.items() if match.start() <= place < match.end()]
    amounts = inside or list(said.sums.values())
    state_funding(draft, work, funder, _span(said, match), amounts[0] if len(amounts) == 1 or inside else None, READER)


def _span(said: Clause, match: re.Match[str]) -> Span:
    return said.printed(match.start(), match.end())
