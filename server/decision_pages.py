"""`/decision/{id}`: what a steward decided, when, why and on which words; the IRI of the record, as a page and as RDF.

Read from the folder of records, so that it is there before the next build, and stays when a build is removed.
"""

from flask import Blueprint, Response, abort, render_template, url_for

from graph_builder.records.turtle import triples
from server.decided import folder_of
from server.formats import HTML, RDF, write
from server.live import current
from server.negotiation import finish, negotiate, split_suffix
from server.steward import records
from server.steward.deciding import states, verdicts

blueprint = Blueprint("decision_pages", __name__)
OFFERED = (HTML, *RDF)


@blueprint.get("/decision/<id>")
def page(id: str) -> Response:
    """One record."""
    id, suffix = split_suffix(id, OFFERED)
    live = current()
    said = folder_of(live.base).records.get(id)
    shown = records.one(live, id)
    if said is None or shown is None:
        abort(404)
    format = negotiate(OFFERED, suffix)
    location = url_for("decision_pages.page", id=f"{id}.{format.name}")
    links = [
        (url_for("decision_pages.page", id=f"{id}.{other.name}"), {"rel": "alternate", "type": other.type})
        for other in RDF
    ]
    if format is HTML:
        names = {"verdicts": verdicts(), "states": states()}
        body: str | bytes = render_template("decision.html", record=shown, **names)
    else:
        body = write(triples(said, live.base), format)
    # The record never changes; whether it is applied or undone does.
    return finish(body, format, location=location, links=links, live=live, stamp=shown.state)
