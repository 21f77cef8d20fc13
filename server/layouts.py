"""How some facts are laid out: nodes that stand between two things, programmes with times, measures by area.

A membership is a person, a role and a body in one row; a grant is who gives and how much. Such nodes have a page too,
but nobody has to go by way of it. All else is a plain list.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph
from flask_babel import gettext as _

import ontology
from ontology import INNO, ORG, SCHEMA
from server import values
from server.links import thing_of
from server.names import sort_key
from server.reader import Term
from server.shown import Group, Ref, Shower

BETWEEN = {"membership", "grant", "amount"}
PROGRAMME = ("in", SCHEMA.superEvent)
MEASURES = ("out", INNO.hasMeasure)

Facts = Mapping[str, list[tuple[str, Term]]]
Groups = Mapping[tuple[str, str], list[Term]]


def short(iri: str) -> str:
    """A property as `prefix:name`, for addresses and anchors; the IRI itself when no prefix fits."""
    for prefix, space in ontology.prefixes().items():
        if iri.startswith(space) and iri != space:
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def full(name: str) -> str:
    """The IRI that `short` made a name of."""
    prefix, colon, local = name.partition(":")
    space = ontology.prefixes().get(prefix)
    return f"{space}{local}" if colon and space and not local.startswith("//") else name


def is_node(term: Term, base: str) -> bool:
    """Say whether a term is a node that stands between things."""
    thing = thing_of(term.value, base) if isinstance(term, pyoxigraph.NamedNode) else None
    return thing is not None and thing.kind in BETWEEN


def nodes(found: Groups, base: str) -> set[str]:
    """The neighbours whose own facts the page needs."""
    wanted = {term.value for terms in found.values() for term in terms if is_node(term, base)}
    for key in (PROGRAMME, MEASURES):
        wanted |= {term.value for term in found.get(key, []) if isinstance(term, pyoxigraph.NamedNode)}
    return wanted


def inner_nodes(facts: Facts, base: str) -> set[str]:
    """The nodes behind nodes: the amount of a grant."""
    return {term.value for said in facts.values() for _, term in said if is_node(term, base)} - set(facts)


def columns(group: Group, property: str, terms: Iterable[Term], base: str) -> tuple[str, ...]:
    """The headings of a group that is a table, as property IRIs in words; empty for a plain list."""
    key = (group.direction, property)
    if key == PROGRAMME:
        return (_("Time"), _("Session"), _("Contributors"))
    if key == ("in", ORG.member):
        return (_("Role"), _("Body"))
    if key in {("in", ORG.organization), ("in", SCHEMA.memberOf)}:
        return (_("Person"), _("Role"))
    return ()


def cells(direction: str, property: str, term: Term, iri: str, shower: Shower, facts: Facts) -> list[list[Ref]]:
    """The cells of one fact's row."""
    said = facts.get(term.value, [])
    key = (direction, property)
    if key == PROGRAMME:
        return [[Ref(_time(said, shower))], [shower.ref(term)], _refs(said, shower, SCHEMA.performer)]
    if not is_node(term, shower.live.base) or not said:
        return [[shower.ref(term)]]
    person = _refs(said, shower, ORG.member)
    role = _refs(said, shower, SCHEMA.roleName)
    body = _refs(said, shower, ORG.organization, SCHEMA.memberOf)
    if key == ("in", ORG.member):
        return [role, body]
    if person or role:
        return [person, role] if body and any(ref.iri == iri for ref in body) else [person, role, body]
    return [_money(said, shower, facts) or [shower.ref(term)]]


def order(term: Term, shower: Shower, facts: Facts) -> tuple[str, tuple[str, str], str]:
    """The order of facts in a group: by date where there is one, then by name."""
    if isinstance(term, pyoxigraph.Literal):
        return "", sort_key(term.value), term.value
    dates = shower.names.get(term.value, {}).get(SCHEMA.startDate, [])
    # Without a date of its own a thing follows those that have one.
    when = min((name.text for name in dates), default="~")
    said = facts.get(term.value, [])
    area = [other.value for property, other in said if property == INNO.inArea]
    if area:
        when = shower.name(area[0]).text
    if any(property == ORG.member for property, _ in said):
        # A role that is not named follows those that are.
        name = " ".join(_end(said, property, shower) or "~" for property in (ORG.member, SCHEMA.roleName))
    else:
        name = shower.name(term.value).text
    return when, sort_key(name), term.value


def _end(said: list[tuple[str, Term]], property: str, shower: Shower) -> str:
    found = [term for name, term in said if name == property]
    return "" if not found else shower.ref(found[0]).text


def heading(direction: str, property: str, term: Term, shower: Shower, facts: Facts) -> str:
    """The heading that a fact stands under in its group: the area of a measure."""
    if (direction, property) != MEASURES:
        return ""
    areas = [other.value for name, other in facts.get(term.value, []) if name == INNO.inArea]
    return shower.name(sorted(areas)[0]).text if areas else ""


def _refs(said: list[tuple[str, Term]], shower: Shower, *properties: str) -> list[Ref]:
    refs = [shower.ref(term) for property, term in said if property in properties]
    return sorted(set(refs), key=lambda ref: sort_key(ref.text))


def _time(said: list[tuple[str, Term]], shower: Shower) -> str:
    """From and to, as `09.30–10.15`; the date when no time is given."""
    ends = {}
    for property, term in said:
        if property in {SCHEMA.startDate, SCHEMA.endDate} and isinstance(term, pyoxigraph.Literal):
            datatype = term.datatype.value
            shown = values.clock_of(term.value, datatype, shower.language)
            ends[property] = shown or values.show(term.value, datatype, shower.language)
    return "–".join(dict.fromkeys(ends[end] for end in (SCHEMA.startDate, SCHEMA.endDate) if end in ends))


def _money(said: list[tuple[str, Term]], shower: Shower, facts: Facts) -> list[Ref]:
    """A grant or an amount: the sum with its currency, and who gives it."""
    refs = []
    for property, term in said:
        if property == SCHEMA.amount:
            refs += _money(facts.get(term.value, []), shower, facts)
        elif property == SCHEMA.funder:
            refs.append(shower.ref(term))
    amounts = [shower.ref(term).text for property, term in said if property == SCHEMA.value]
    currencies = [term.value for property, term in said if property == SCHEMA.currency]
    if amounts:
        refs.insert(0, Ref(" ".join([*currencies[:1], amounts[0]])))
    return refs
