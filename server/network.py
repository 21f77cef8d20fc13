"""The network around things, and the path between two: as a drawing with an equal table, and as data."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as WerkzeugResponse

from server import finding, network_data
from server.faults import Refusal
from server.formats import CSV, HTML, JSON, Format
from server.live import Live, current
from server.locale import DEFAULT, page_language
from server.negotiation import finish, negotiate, unchanged
from server.network_view import Network, network_of
from server.paths import MOST_FOLLOWED
from server.reader import Reader
from server.relations import relations
from server.shown import Ref
from server.statements import is_known
from server.wanted import LONGEST, Wanted
from store.search import Filters

blueprint = Blueprint("network", __name__)
GRAPHML = Format("graphml", "GraphML", ("application/graphml+xml",))
OFFERED = (HTML, JSON, CSV, GRAPHML)
# Things that one page shows all neighbours of.
MOST_OPEN = 12
# Things that a name may mean, of which the reader chooses.
MOST_CHOICES = 8


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the things to show all neighbours of, both ends of a path, names of relations.

    Things are `kind/slug`, as addresses have them.
    """

    of: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    relation: tuple[str, ...] = ()

    @classmethod
    def read(cls) -> "Asked":
        """Read this request's address. Raises `Refusal`, 400."""
        given = request.args
        asked = cls(
            tuple(dict.fromkeys(word[:LONGEST] for word in given.getlist("of") if word.strip())),
            given.get("from", "")[:LONGEST].strip(),
            given.get("to", "")[:LONGEST].strip(),
            tuple(dict.fromkeys(given.getlist("relation"))),
        )
        if len(asked.of) > MOST_OPEN:
            detail = _("At most %(most)s things can be open at once; leave some of “of” out.", most=MOST_OPEN)
            raise Refusal(400, "too-many-things", detail, most=MOST_OPEN)
        for name in asked.relation:
            if name not in relations():
                detail = _(
                    "There is no relation “%(name)s”; “relation” is one of %(names)s.",
                    name=name[:LONGEST],
                    names=", ".join(relations()),
                )
                raise Refusal(400, "unknown-relation", detail)
        return asked

    def href(self, format: str = "") -> str:
        """The address of this; `format` is a suffix."""
        given: dict[str, Any] = {"of": self.of, "from": self.start, "to": self.end, "relation": self.relation}
        values = {name: value for name, value in given.items() if value}
        address = url_for("network.page_as", suffix=format, **values) if format else url_for("network.page", **values)
        # As people write them; both are right in a query (RFC 3986, 3.4).
        return address.replace("%2F", "/").replace("%3A", ":")

    def opened(self, thing: str) -> "Asked":
        """The same with one more thing open."""
        return replace(self, of=(*self.of, thing))

    def closed(self, thing: str) -> "Asked":
        """The same with a thing closed."""
        return replace(self, of=tuple(other for other in self.of if other != thing))


@blueprint.get("/network")
def page() -> Response | WerkzeugResponse:
    """The network that the address asks for; without one, forms to ask for one."""
    return _answer(None)


@blueprint.get("/network.<any(html, json, csv, graphml):suffix>")
def page_as(suffix: str) -> Response | WerkzeugResponse:
    """The same in the format of the suffix."""
    return _answer(suffix)


def _answer(suffix: str | None) -> Response | WerkzeugResponse:
    live, asked = current(), Asked.read()
    format = negotiate(OFFERED, suffix)
    named = [name for name in (*asked.of, asked.start, asked.end) if name]
    unknown = next((name for name in named if not _is_thing(live, name)), None)
    if unknown is not None:
        if format is not HTML:
            abort(404)
        return _meant(live, asked, unknown)
    links = [(asked.href(other.name), {"rel": "alternate", "type": other.type}) for other in OFFERED[1:]]
    location = asked.href(format.name)
    known = unchanged(format, location=location, links=links)
    if known is not None:
        return known
    if format is not HTML:
        network = _network(live, asked, DEFAULT)
        return finish(_data(network, format), format, location=location, links=links, live=live)
    return _quiet(finish(_html(live, asked), HTML, location=location, links=links, live=live))


def _data(network: Network, format: Format) -> str | bytes:
    if format is JSON:
        return network_data.as_json(network)
    return network_data.as_csv(network) if format is CSV else network_data.as_graphml(network)


def _html(live: Live, asked: Asked, **more: Any) -> str:
    network = _network(live, asked, page_language())
    return render_template(
        "network.html",
        asked=asked,
        network=network,
        data=network_data.members(network),
        formats=OFFERED[1:],
        full=len(asked.of) >= MOST_OPEN,
        most=MOST_OPEN,
        most_followed=MOST_FOLLOWED,
        **more,
    )


def _network(live: Live, asked: Asked, language: str) -> Network:
    iris = [f"{live.base}id/{name}" for name in asked.of]
    ends = (f"{live.base}id/{asked.start}", f"{live.base}id/{asked.end}") if asked.start and asked.end else None
    return network_of(Reader(live), iris, ends, asked.relation, language)


def _is_thing(live: Live, name: str) -> bool:
    kind, _slash, slug = name.partition("/")
    return bool(kind and slug and "/" not in slug) and is_known(live, f"{live.base}id/{name}")


def _meant(live: Live, asked: Asked, name: str) -> Response | WerkzeugResponse:
    """For a name that is typed: the network of the only thing that it can mean, else those to choose from; or 404."""
    filters = Filters(without=Wanted.read().filters.without)
    found = finding.things(live, Wanted(name, filters, language=page_language()), 0, MOST_CHOICES)
    rows = finding.rows(live, found, page_language())
    same = [row for row in rows if name.casefold() in {row.ref.text.casefold(), *map(str.casefold, row.others)}]
    meant = same if len(same) == 1 else rows
    choices: list[tuple[Ref, str]] = []
    for row in meant:
        thing = row.hit.iri.removeprefix(f"{live.base}id/")
        start, end = (thing if other == name else other for other in (asked.start, asked.end))
        of = tuple(thing if other == name else other for other in asked.of)
        choices.append((row.ref, replace(asked, of=of, start=start, end=end).href()))
    if len(choices) == 1:
        return redirect(choices[0][1], 302)
    empty = _html(live, Asked(), name=name, choices=choices, typed=asked)
    response = _quiet(finish(empty, HTML, live=live))
    if not choices:
        response.status_code = 404
    return response


def _quiet(response: Response) -> Response:
    """There is no end of such pages, so none is for a search engine."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
