"""The desk's pages to decide from: the queue, an item of it, a statement, a thing."""

from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pyoxigraph
from flask import Response, abort, make_response, render_template, request, url_for
from flask_babel import gettext as _

from ontology import SCHEMA, vocabulary
from server import between, layouts, words
from server.configured import settings
from server.evidence import quote_of, read_word, word_of
from server.finding import Value
from server.layouts import full, short
from server.links import local_href, thing_of
from server.live import Live, current
from server.locale import page_language, pick
from server.paging import pages
from server.reader import Place, Reader
from server.shape_texts import shapes
from server.shown import Ref, Shower, source_href
from server.steward import records
from server.steward.consequences import consequences
from server.steward.desk import blueprint
from server.steward.items import Item
from server.steward.nearest import nearest
from server.steward.queue import FILTERS, Queue, Row, queue_of
from server.steward.reasons import reasons_of, score_of
from server.steward.sessions import desk
from server.steward.sides import sides_of
from server.steward.stated import Stated, stated, triples_of
from server.steward.things import mentions, others_like

# Values of a filter that are shown.
MOST_VALUES = 40


@dataclass(frozen=True)
class Line:
    """A row of the queue as a page shows it."""

    row: Row
    href: str
    kind: str
    subject: Ref
    property: str
    value: Ref | None
    others: list[Ref]
    text: str
    severity: str
    person: str


@blueprint.get("", endpoint="queue", strict_slashes=False)
def _queue() -> Response:
    """The queue, filtered by what the address says, page by page."""
    live = current()
    queue, settled = queue_of(live, desk().own), records.settled(live)
    chosen = {name: value for name in FILTERS if (value := request.args.get(name))}
    rows = queue.wanted(chosen, settled.hidden)
    person = request.args.get("person", "")
    if person:
        rows = [row for row in rows if settled.assigned.get(row.id, "") == ("" if person == "-" else person)]
    paging = pages(len(rows), settings().page_size)
    shown = rows[max(0, paging.first_row - 1) : paging.last_row]
    return make_response(
        render_template(
            "steward/queue.html",
            lines=_lines(live, shown, settled.assigned),
            paging=paging,
            facets=_facets(live, queue, chosen, settled.hidden),
            people=_people(person),
            total=len(queue.rows),
        )
    )


def _lines(live: Live, rows: list[Row], assigned: dict[str, str]) -> list[Line]:
    shower = Shower(live, page_language())
    iris = {iri for row in rows for iri in (row.item.subject, *row.item.others)}
    iris |= {row.item.value.value for row in rows if isinstance(row.item.value, pyoxigraph.NamedNode)}
    shower.names = between.names(Reader(live), iris, shower.order)
    return [_line(row, shower, assigned.get(row.id, "")) for row in rows]


def _line(row: Row, shower: Shower, person: str) -> Line:
    item = row.item
    return Line(
        row,
        url_for("steward.item", id=row.id),
        kinds()[item.kind],
        shower.thing(item.subject),
        words.label(item.predicate, shower.language) if item.predicate else "",
        shower.ref(item.value) if item.value is not None else None,
        [shower.thing(iri) for iri in item.others],
        pick(item.texts, shower.language) or item.note,
        severities().get(item.severity, ""),
        person,
    )


def kinds() -> dict[str, str]:
    """What the kinds of items are called."""
    return {
        "result": _("Result of validation"),
        "fact": _("Uncertain fact"),
        "duplicate": _("Possible duplicate"),
        "name": _("Name without a thing"),
        "stale": _("Decision that no longer fits"),
        "link": _("Proposed link"),
    }


def severities() -> dict[str, str]:
    """What the severities are called."""
    return {"Violation": _("Violation"), "Warning": _("Warning"), "Info": _("Note")}


def _facets(
    live: Live, queue: Queue, chosen: dict[str, str], hidden: frozenset[str]
) -> list[tuple[str, str, list[Value]]]:
    titles = {
        "kind": _("What it is"),
        "severity": _("Severity"),
        "thing": _("Kind of thing"),
        "about": _("Found by"),
        "doc": _("Document"),
    }
    counts = queue.counts(chosen, hidden)
    facets = []
    for name, title in titles.items():
        values = [
            Value(_value(live, name, value), number, _address(chosen, name, value), chosen.get(name) == value)
            for value, number in _most(counts[name], chosen.get(name))
        ]
        if len(values) > 1 or name in chosen:
            facets.append((name, title, values))
    return facets


def _most(counted: Counter[str], chosen: str | None) -> list[tuple[str, int]]:
    most = counted.most_common(MOST_VALUES)
    return most if not chosen or chosen in dict(most) else [(chosen, counted[chosen]), *most]


def _address(chosen: dict[str, str], name: str, value: str) -> str:
    """The queue with one filter more, or without it when it is chosen."""
    rest = {other: kept for other, kept in chosen.items() if other != name}
    person = request.args.get("person")
    asked = rest if chosen.get(name) == value else {**rest, name: value}
    return url_for("steward.queue", **asked, person=person)  # type: ignore[arg-type]


def _value(live: Live, name: str, value: str) -> str:
    if name == "kind":
        return kinds().get(value, value)
    if name == "severity":
        return severities().get(value, value)
    if name == "thing":
        return words.plural(value, page_language())
    if name == "doc":
        return live.title(value)
    shape = shapes().get(value)
    return (pick(shape.names, page_language()) or shape.name) if shape else short(value)


def _people(person: str) -> list[tuple[str, str, bool]]:
    """Whose items to show: name, address, whether chosen."""
    asked = request.args.to_dict()
    asked.pop("page", None)
    names = [("", _("Everybody’s")), ("-", _("Nobody’s")), *((name, name) for name in sorted(desk().users.all()))]
    return [
        (label, url_for("steward.queue", **{**asked, "person": name or None}), name == person)  # type: ignore[arg-type]
        for name, label in names
    ]


@blueprint.get("/item/<id>")
def item(id: str) -> Response:
    """One item: the statement, the words, the alternatives, what would change, and what can be decided."""
    live = current()
    queue = queue_of(live, desk().own)
    row = queue.by_id.get(id)
    if row is None:
        return _gone(id)
    found = row.item
    settled = records.settled(live)
    chosen = (found.stem, found.start, found.end) if found.stem and found.start >= 0 else None
    facts: list[Stated] = []
    if found.kind == "fact":
        facts = stated(live, triples_of(live, found.subject, found.predicate, found.value), chosen)
    elif found.kind == "result":
        # Where something is missing, all that is said of the thing tells what it is, and whether it is right at all.
        said = triples_of(live, found.subject, found.predicate or None) or triples_of(live, found.subject)
        facts = stated(live, said)
    elif found.kind == "name":
        found = replace(found, others=nearest(live, found))
        row = replace(row, item=found)
    (line,) = _lines(live, [row], settled.assigned)
    sides = sides_of(live, found)
    # As the form proposes: what more documents mention is kept.
    by_documents = sorted(sides, key=lambda side: -side.documents)
    things = [side.ref for side in by_documents] if found.kind == "duplicate" else [line.subject, *line.others]
    if found.kind == "name":
        # What is known is kept.
        things = [*line.others[:1], line.subject]
    return make_response(
        render_template(
            "steward/item.html",
            line=line,
            changes=consequences(live, found, queue, facts, things),
            item=found,
            facts=facts,
            alternatives=_alternatives(live, found),
            passage=_passage(live, found),
            likes=_likes(live, found),
            sides=sides,
            reasons=reasons_of(live, found),
            score=score_of(found),
            shape=shapes().get(found.about),
            shape_name=_value(live, "about", found.about),
            missing=_missing(live, found, facts),
            decided=settled.of.get(id),
            iri=found.subject,
            is_node=_stands_between(live, found.subject),
            back=_back(),
            **common(live),
        )
    )


def _stands_between(live: Live, iri: str) -> bool:
    thing = thing_of(iri, live.base)
    return thing is not None and thing.kind in layouts.BETWEEN


def _missing(live: Live, item: Item, facts: list[Stated]) -> str:
    """Where to add what validation misses: the text that tells of the thing, with the form filled in."""
    at = next((at for fact in facts for at in fact.at), None)
    if item.kind != "result" or at is None:
        return ""
    about, property = word_of(pyoxigraph.NamedNode(item.subject), live.base), short(item.predicate)
    return url_for(
        "steward.mark", stem=at.stem, char=f"{at.start},{at.end}", entity=about, property=property, _anchor="words"
    )


def _back() -> str:
    """The queue as the steward has left it: filtered, at a page."""
    came = urlsplit(request.referrer or "")
    queue = url_for("steward.queue")
    return f"{queue}?{came.query}" if (came.netloc, came.path) == (request.host, queue) and came.query else queue


def _gone(id: str) -> Response:
    """An item that is not in this build: it has been mended, or decided."""
    page = render_template("steward/gone.html", id=id)
    return make_response(page, 404)


def common(live: Live) -> dict[str, object]:
    """What every page with forms needs."""
    language = page_language()
    kinds_ = [(kind, words.singular(kind, language)) for kind in vocabulary().kinds if kind not in layouts.BETWEEN]
    return {
        "base_iri": live.base,
        "build_id": live.build.id,
        "people": sorted(desk().users.all()),
        "kinds_of_things": kinds_,
    }


def _alternatives(live: Live, item: Item) -> list[Stated]:
    """What else is said by the same property of the same thing."""
    if item.kind != "fact":
        return []
    found = triples_of(live, item.subject, item.predicate)
    found.pop((item.subject, item.predicate, item.value), None)  # type: ignore[arg-type]
    return stated(live, found)


def _passage(live: Live, item: Item) -> tuple[str, str, str, str, str] | None:
    """The words of an item that is no statement: the title, the text before, the words, after, and the address."""
    if not item.stem or item.start < 0 or item.stem not in live.documents:
        return None
    text = live.build.text(item.stem)
    place = Place(item.stem, item.start, item.end, text[item.start : item.end], "")
    quote = quote_of(live, text, place)
    href = source_href(live, item.stem, item.start, item.end)
    return live.title(item.stem), quote.before, quote.words, quote.after, href


def _likes(live: Live, item: Item) -> list[tuple[Ref, int]]:
    """The things that an item of a duplicate or name may be one with, and how many documents mention each."""
    return others_like(live, [item.subject, *item.others]) if item.others else []


@blueprint.get("/fact")
def fact() -> Response:
    """A statement, `s`, `p` and `o` as at `/evidence`; `s` alone means all that is said of a role or sum."""
    live = current()
    subject, value = (read_word(request.args.get(name, ""), live.base) for name in ("s", "o"))
    property = full(request.args.get("p", ""))
    if not isinstance(subject, pyoxigraph.NamedNode) or (value is None) != (not property):
        abort(404)
    try:
        found = triples_of(live, subject.value, property or None, value)
    except ValueError:
        abort(404)
    if not found:
        abort(404)
    facts = stated(live, found)
    alternatives = []
    if property and value is not None:
        others = triples_of(live, subject.value, property)
        others.pop((subject.value, property, value), None)
        alternatives = stated(live, others)
    return make_response(
        render_template(
            "steward/fact.html",
            facts=facts,
            alternatives=alternatives,
            iri=subject.value,
            is_node=_stands_between(live, subject.value),
            **common(live),
        )
    )


@blueprint.get("/thing/<kind>/<slug>")
def thing(kind: str, slug: str) -> Response:
    """A thing: its names and where it is mentioned, to rename, retype, merge, split, link."""
    live = current()
    iri = f"{live.base}id/{kind}/{slug}"
    try:
        found = triples_of(live, iri)
    except ValueError:
        abort(404)
    if not found or thing_of(iri, live.base) is None:
        abort(404)
    shower = Shower(live, page_language())
    shower.names = between.names(Reader(live), [iri], shower.order)
    facts = [fact for fact in stated(live, found) if fact.triple[1] != SCHEMA.mentions]
    return make_response(
        render_template(
            "steward/thing.html",
            about=shower.thing(iri),
            iri=iri,
            kind=kind,
            slug=slug,
            href=local_href(iri, live.base),
            facts=facts,
            mentions=mentions(live, iri),
            other=request.args.get("with", ""),
            **common(live),
        )
    )
