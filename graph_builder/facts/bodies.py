"""Between bodies: units, places, co-operation, contracts and their subcontractors."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations, pairwise

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import body_words as say
from graph_builder.facts.clauses import BODY, Clause, clause
from graph_builder.facts.projects import items
from graph_builder.mentions.model import Mention
from ontology import INNO, ORG, SCHEMA

READER = "bodies"
_PART_OF = re.compile(r"(?:\s*,\s*(?:ved|under|i|at)?\s*|\s+(?:i|ved|under|hos|at|of|in|vid|på)\s+)")
_INSTITUTION = re.compile(
    r"\b\w*(?:skole|skule|skola|barnehage|sykehjem|sjukeheim|plejehjem(?:met)?|bibliotek|helsestasjon|vårdcentral|elevrådet|eldreråd|ungdomsråd|school|kindergarten)\b",
    re.IGNORECASE,
)
_HOSTED = re.compile(r"(?:Senter|Center|Centrum|Institutt|Institut|Institution|Fakultet|Centre|Department|Faculty)")
_MOST_HOSTS = 4
_MOST = 8  # a longer list of bodies is not one co-operation


def read(draft: Draft) -> None:
    """Read the relations between bodies."""
    lists = [item.span for item, _, _ in items(draft)]
    for block in draft.layout.blocks:
        found = [m for m in draft.mentions_in(block.start, block.end, "Organisation") if m in draft.of_mention]
        for first, second in pairwise(found):
            _units(draft, first, second)
        if not found:
            continue
        for sentence in draft.sentences(block):
            said = clause(draft, sentence, {})
            if BODY in said.text:
                _places(draft, said)
                _own_units(draft, said)
                if block.kind != "session" and not any(a <= sentence[0] and sentence[1] <= b for a, b in lists):
                    _cooperation(draft, said)
                    _contracts(draft, said)
    _subcontractors(draft)
    _organisers(draft)


def _organisers(draft: Draft) -> None:
    """Those who arrange an event together work together on it."""
    for event in [e for e in draft.entities if e.kind == "Event" and e.scope != "session"]:
        bodies = [b for b in draft.objects(event, SCHEMA.organizer) if isinstance(b, Entity)]
        if len(bodies) <= _MOST_HOSTS:
            for one, other in combinations(bodies, 2):
                said = draft.facts[event, SCHEMA.organizer, other][0].span
                if (other, INNO.collaboratesWith, one) not in draft.facts:
                    draft.state(one, INNO.collaboratesWith, other, said, READER)


def _units(draft: Draft, first: Mention, second: Mention) -> None:
    """«avdeling for IKT, departementet», «Bydel Nord i Oslo kommune», «KS' innovasjonsavdeling»."""
    unit, body = draft.entity(first), draft.entity(second)
    between = draft.text[first.end : second.start]
    span = (first.start, second.end)
    local = body.notation in ("municipality", "city-district", "county")
    if (
        (first.notation in ("unit", "city-district") and _PART_OF.fullmatch(between) and second.notation != "unit")
        or (re.fullmatch(r"\s*,?\s*(?:ved|under|vid|at)\s+", between) and _could_host(unit, body))
        or (re.fullmatch(r"\s*,\s*", between) and _could_host(unit, body) and _in_signature(draft, first, second))
        or (local and _INSTITUTION.search(first.name) and re.fullmatch(r"\s+(?:i|in|ved)\s+", between))
    ):
        draft.state(unit, ORG.unitOf, body, span, READER)
    elif second.notation == "unit" and re.fullmatch(r"['’]?s?\s*", between) and first.notation != "unit":
        draft.state(body, ORG.unitOf, unit, span, READER)


def _in_signature(draft: Draft, first: Mention, second: Mention) -> bool:
    """Whether the two are the last words of a line on a person: «NN, rådgiver, Senter for tau, Tindvik universitet»."""
    block = draft.layout.at(first.start)
    people = draft.mentions_in(block.start, first.start, "Person") if block else ()
    return bool(people) and bool(re.match(r"[.)]?\s*(?:\n|$)", draft.text[second.end : second.end + 4]))


def _could_host(unit: Entity, body: Entity) -> bool:
    return any(_HOSTED.match(name) for name in unit.names) and body.notation == "university"


def _matches(patterns: Iterable[re.Pattern[str]], said: Clause) -> Iterable[re.Match[str]]:
    return (match for pattern in patterns for match in pattern.finditer(said.text))


def _state(draft: Draft, said: Clause, match: re.Match[str], one: str, predicate: str, other: str) -> None:
    """State the predicate between every body of one group of the match and every one of the other."""
    for subject in said.entities(match.start(one)):
        for value in said.entities(match.start(other)):
            draft.state(subject, predicate, value, said.printed(match.start(), match.end()), READER)


def _places(draft: Draft, said: Clause) -> None:
    for match in _matches(say.LOCATED, said):
        _state(draft, said, match, "a", SCHEMA.location, "l")
    for match in _matches(say.PART_OF, said):
        _state(draft, said, match, "a", ORG.unitOf, "b")


def _own_units(draft: Draft, said: Clause) -> None:
    """«X har opprettet en ny avdeling for …», «X var representert ved rådgiver i Avdeling Y»: units of X."""
    for match in _matches(say.OWN_UNIT, said):
        for unit in said.entities(match.start("b")):
            if unit.notation == "unit":
                for body in said.entities(match.start("a")):
                    draft.state(unit, ORG.unitOf, body, said.printed(match.start(), match.end()), READER)


def _cooperation(draft: Draft, said: Clause) -> None:
    for match in _matches(say.TWO_COOPERATE, said):
        _state(draft, said, match, "a", INNO.collaboratesWith, "b")
    for match in _matches(say.ALL_COOPERATE, said):
        bodies = list(dict.fromkeys(said.entities(match.start("a"))))
        if len(bodies) <= _MOST:
            for one, other in combinations(bodies, 2):
                draft.state(one, INNO.collaboratesWith, other, said.printed(match.start(), match.end()), READER)


def _contracts(draft: Draft, said: Clause) -> None:
    for match in _matches(say.CONTRACTED, said):
        suppliers, buyers = said.entities(match.start("c")), said.entities(match.start("b"))
        if _sells(buyers) and not _sells(suppliers):
            suppliers, buyers = buyers, suppliers
        _contract(draft, suppliers, buyers, said.printed(match.start(), match.end()))
    for match in _matches(say.COMMISSIONED, said):
        if _sells(said.entities(match.start("c"))):
            _state(draft, said, match, "c", INNO.contractedBy, "b")
    for match in _matches(say.WON, said):
        suppliers = said.entities(match.start("c"))
        if _sells(suppliers) and not any(draft.objects(s, INNO.contractedBy) for s in suppliers):
            buyer = _buyer(draft)
            _contract(draft, suppliers, [buyer] if buyer else [], said.printed(match.start(), match.end()))


def _contract(draft: Draft, suppliers: list[Entity], buyers: list[Entity], span: Span) -> None:
    for supplier in suppliers:
        for buyer in buyers:
            if buyer.notation != "company":
                draft.state(supplier, INNO.contractedBy, buyer, span, READER)


def _sells(bodies: list[Entity]) -> bool:
    return any(body.notation in ("company", "research-institution", "") for body in bodies)


def _buyer(draft: Draft) -> Entity | None:
    """Who buys in a text that does not say so beside the contract: the public body that it names most."""
    counts: Counter[Entity] = Counter(
        draft.entity(m)
        for m in draft.mentions
        if m.kind == "Organisation" and m in draft.of_mention and draft.entity(m).notation in say.PUBLIC
    )
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) < 2 or ranked[0][1] > ranked[1][1]) else None


def _subcontractors(draft: Draft) -> None:
    """«X AS, med underleverandørene Y og Z, vant»; where the main supplier is not named, the one of the document."""
    suppliers = list(dict.fromkeys(f.subject for f in draft.all_facts() if f.predicate == INNO.contractedBy))
    for block in draft.layout.blocks:
        for sentence in draft.sentences(block):
            if not say.SUBCONTRACTOR.search(draft.text, *sentence):
                continue
            said = clause(draft, sentence, {})
            told = list(_matches(say.SUBCONTRACTED, said))
            for match in told:
                _state(draft, said, match, "c", INNO.subcontractorOf, "m")
            if not told and len(suppliers) == 1:
                for match in _matches(say.AS_SUBCONTRACTOR, said):
                    for body in said.entities(match.start("c")):
                        span = said.printed(match.start(), match.end())
                        draft.state(body, INNO.subcontractorOf, suppliers[0], span, READER)
