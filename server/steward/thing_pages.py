"""A statement and a thing, each on a page to decide about it; other pages lead here."""

import pyoxigraph
from flask import Response, abort, make_response, render_template, request

from ontology import SCHEMA
from server import between
from server.evidence import read_word
from server.layouts import full
from server.links import local_href, thing_of
from server.live import current
from server.locale import page_language
from server.paging import pages
from server.reader import Reader
from server.shown import Shower
from server.steward import things
from server.steward.desk import blueprint
from server.steward.forms import common, takes_decisions
from server.steward.stated import stands_between, stated, triples_of
from server.steward.things import mentioning, mentions


@blueprint.route("/fact", methods=["GET", "POST"])
@takes_decisions
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
            is_node=stands_between(live, subject.value),
            **common(live),
        )
    )


@blueprint.route("/thing/<kind>/<slug>", methods=["GET", "POST"])
@takes_decisions
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
    paging = pages(mentioning(live, iri), things.MOST_DOCUMENTS)
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
            mentions=mentions(live, iri, paging.page),
            paging=paging,
            other=request.args.get("with", ""),
            **common(live),
        )
    )
