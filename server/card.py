"""The card of a thing: what it is and the most telling facts, as a piece of a page that scripts put into one."""

from dataclasses import dataclass

import pyoxigraph
from flask import Blueprint, Response, abort, render_template

from ontology import ORG, RDF, SCHEMA, vocabulary
from server import words
from server.formats import HTML
from server.layouts import is_node
from server.live import Live, current
from server.locale import page_language
from server.names import LABELS, OTHER_FORMS
from server.negotiation import finish
from server.reader import Reader, Term, node
from server.shown import Ref, Shower

blueprint = Blueprint("card", __name__)
# A card is a glance: this many lines, and values a line, of the facts that are read.
MOST_LINES = 5
MOST_VALUES = 3
MOST_FACTS = 200
MOST_ROLES = 5
_UNSAID = {*LABELS, *OTHER_FORMS, RDF.type, SCHEMA.mentions}


@dataclass(frozen=True)
class Line:
    """One property with its first values; `more` says that there are others."""

    label: str
    values: tuple[Ref, ...]
    more: bool = False


@blueprint.get("/card/<kind>/<slug>")
def card(kind: str, slug: str) -> Response:
    """The card of a thing as a fragment of HTML, in the language of the page that asks."""
    live = current()
    reader = Reader(live)
    iri = f"{live.base}id/{kind}/{slug}"
    try:
        facts = _facts(reader, iri)
    except ValueError:
        abort(404)
    if not facts:
        abort(404)
    roles = _roles(reader, iri)
    near = {term.value for _, term in (*facts, *roles) if isinstance(term, pyoxigraph.NamedNode)}
    shower = Shower(live, page_language())
    shower.names = reader.names({iri, *near})
    lines = _lines(live, shower, facts, roles)
    body = render_template("card.html", thing=shower.thing(iri), lines=lines)
    response = finish(body, HTML)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _facts(reader: Reader, iri: str) -> list[tuple[str, Term]]:
    """The first facts of a thing, without those that follow from others, as `dcterms:relation` from `inno:hasGoal`."""
    rows = reader.select(f"SELECT DISTINCT ?p ?o WHERE {{ {node(iri)} ?p ?o }} LIMIT {MOST_FACTS}")
    facts = sorted({(row["p"].value, row["o"]) for row in rows}, key=lambda fact: (fact[0], str(fact[1])))
    follow = {(above, term) for property, term in facts for above in vocabulary().superproperties(property)}
    return [fact for fact in facts if fact not in follow]


def _roles(reader: Reader, iri: str) -> list[tuple[str, Term]]:
    """What a person is, and where: role names and bodies of the first memberships."""
    rows = reader.select(f"SELECT DISTINCT ?m WHERE {{ ?m {node(ORG.member)} {node(iri)} }} LIMIT {MOST_ROLES}")
    said = reader.facts_of({row["m"].value for row in rows})
    shown = (SCHEMA.roleName, ORG.organization)
    return list(dict.fromkeys((p, term) for facts in said.values() for p, term in facts if p in shown))


def _lines(live: Live, shower: Shower, facts: list[tuple[str, Term]], roles: list[tuple[str, Term]]) -> list[Line]:
    found: dict[str, list[Term]] = {}
    for property, term in (*roles, *facts):
        if property not in _UNSAID and not is_node(term, live.base):
            found.setdefault(property, []).append(term)
    return [
        Line(
            words.label(property, shower.language),
            tuple(shower.ref(term) for term in found[property][:MOST_VALUES]),
            len(found[property]) > MOST_VALUES,
        )
        for property in sorted(found, key=_place)[:MOST_LINES]
    ]


def _place(property: str) -> tuple[bool, int, str]:
    """Roles first, then the order of the ontology."""
    return property != SCHEMA.roleName, words.place(property), property
