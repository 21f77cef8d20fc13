"""One item of the queue: the statement, the words, the alternatives, what would change, and what can be decided."""

from dataclasses import replace
from urllib.parse import urlsplit

import pyoxigraph
from flask import Response, make_response, render_template, request, url_for

from ontology import SCHEMA
from server.evidence import quote_of, word_of
from server.layouts import short
from server.live import Live, current
from server.reader import Place
from server.shape_texts import shapes
from server.shown import Ref, source_href
from server.steward import records
from server.steward.consequences import consequences
from server.steward.deciding import states, verdicts
from server.steward.desk import blueprint, is_here
from server.steward.forms import common, takes_decisions
from server.steward.items import Item
from server.steward.lines import lines, value_name
from server.steward.nearest import nearest
from server.steward.queue import queue_of
from server.steward.reasons import reasons_of, score_of
from server.steward.sessions import desk
from server.steward.sides import sides_of
from server.steward.stated import Stated, stands_between, stated, triples_of
from server.steward.things import others_like


@blueprint.route("/item/<id>", methods=["GET", "POST"])
@takes_decisions
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
        said = triples_of(live, found.subject)
        facts = stated(live, {triple: stems for triple, stems in said.items() if triple[1] != SCHEMA.mentions}, chosen)
        found = replace(found, others=nearest(live, found))
        row = replace(row, item=found)
    (line,) = lines(live, [row], settled.assigned)
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
            shape_name=value_name(live, "about", found.about),
            missing=_missing(live, found, facts),
            decided=settled.of.get(id),
            iri=found.subject,
            is_node=stands_between(live, found.subject),
            back=_back(),
            record=records.one(live, found.about) if found.kind == "stale" else None,
            verdicts=verdicts(),
            states=states(),
            **common(live),
        )
    )


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
    if request.method == "POST":
        kept = request.form.get("next", "")
        return kept if is_here(kept) else url_for("steward.queue")
    came = urlsplit(request.referrer or "")
    queue = url_for("steward.queue")
    return f"{queue}?{came.query}" if (came.netloc, came.path) == (request.host, queue) and came.query else queue


def _gone(id: str) -> Response:
    """An item that is not in this build: it has been mended, or decided."""
    page = render_template("steward/gone.html", id=id)
    return make_response(page, 404)


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
