"""Two things that may be one, side by side: names, statements and the words of each."""

from dataclasses import dataclass, field

import pyoxigraph
from flask_babel import gettext as _

from ontology import ORG, RDF, SCHEMA, vocabulary
from server import words
from server.live import Live
from server.locale import page_language
from server.names import LABELS, OTHER_FORMS
from server.reader import Reader, node
from server.shown import Ref, Shower
from server.steward.items import Item
from server.steward.things import Mention, mentioning, mentions

MOST_ROWS = 14
MOST_WORDS = 4
_MOST_READ = 200
_NAMES = frozenset({*LABELS, *OTHER_FORMS})
_OF_A_ROLE = (ORG.organization, SCHEMA.memberOf, SCHEMA.roleName)


@dataclass
class Side:
    """One of the things: how many documents mention it, its other names, what is said of it, and where."""

    ref: Ref
    documents: int = 0
    names: list[str] = field(default_factory=list)
    rows: dict[str, list[Ref]] = field(default_factory=dict)
    words: list[Mention] = field(default_factory=list)
    text: str = ""


def sides_of(live: Live, item: Item) -> list[Side]:
    """The things of a pair, the item's own first; of a thing outside, what its register tells."""
    if item.kind not in {"duplicate", "link"} or len(item.others) != 1:
        return []
    own = _own(live, item.subject)
    return [own, _own(live, item.others[0]) if item.kind == "duplicate" else _outside(item)]


def _own(live: Live, iri: str) -> Side:
    reader, shower = Reader(live), Shower(live, page_language())
    role = ", ".join(map(node, _OF_A_ROLE))
    rows = reader.select(
        f"SELECT DISTINCT ?p ?v WHERE {{ {{ {node(iri)} ?p ?v }} UNION "
        f"{{ ?m {node(ORG.member)} {node(iri)} ; ?p ?v . FILTER(?p IN ({role})) }} }} ORDER BY ?p ?v LIMIT {_MOST_READ}"
    )
    things = {row["v"].value for row in rows if isinstance(row["v"], pyoxigraph.NamedNode)}
    shower.names = reader.names(things | {iri})
    side = Side(shower.thing(iri))
    for row in rows:
        property, value = row["p"].value, row["v"]
        shown = shower.ref(value)
        if property in _NAMES:
            if shown.text != side.ref.text and shown.text not in side.names:
                side.names.append(shown.text)
        elif property != SCHEMA.mentions and (property != RDF.type or value.value in vocabulary().kinds.values()):
            label = _("Kind") if property == RDF.type else words.label(property, shower.language)
            if label in side.rows or len(side.rows) < MOST_ROWS:
                values = side.rows.setdefault(label, [])
                values += [shown] if shown not in values else []
    side.documents = mentioning(live, iri)
    side.words = mentions(live, iri)[:MOST_WORDS]
    return side


def _outside(item: Item) -> Side:
    told: dict[str, list[str]] = {}
    for reason in item.reasons:
        told.setdefault(reason[0], []).append(reason[-1])
    label, *names = told.get("called", [item.others[0]])
    side = Side(Ref(label, href=item.others[0], iri=item.others[0], outside=True), names=names)
    side.text = next(iter(told.get("said", [])), "")
    if "class" in told:
        side.rows[_("Kind")] = [Ref(name) for name in told["class"]]
    side.rows[_("Address")] = [Ref(item.others[0], href=item.others[0], outside=True)]
    side.rows[_("Register")] = [Ref(item.about)]
    return side
