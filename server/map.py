"""The map: places whose coordinates are known, and how much is there, as a picture and as a list."""

import json
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from server import map_view
from server.configured import settings
from server.formats import CSV, HTML
from server.lists import DATA_ROWS, OFFERED, csv_of
from server.live import Live, current
from server.locale import DEFAULT, page_language
from server.negotiation import finish, negotiate
from server.paging import page_number, pages
from server.places import Located
from server.reader import Reader
from server.shown import Ref, Shower

blueprint = Blueprint("map", __name__)
COLUMNS = ("iri", "name", "latitude", "longitude", "events", "others", "page")
# Circles on the map; the list has the rest.
MOST_MARKS = 300


@blueprint.get("/map")
def page() -> Response:
    """Places with how much is there, as a page, JSON or CSV."""
    return _answer(None)


@blueprint.get("/map.<any(html, json, csv):suffix>")
def page_as(suffix: str) -> Response:
    """The same in the format of the suffix."""
    return _answer(suffix)


def _answer(suffix: str | None) -> Response:
    live = current()
    format = negotiate(OFFERED, suffix)
    area = request.args.get("area", "")
    if area not in {"", *map_view.AREAS}:
        abort(404)
    links = [
        (url_for("map.page_as", suffix=other.name), {"rel": "alternate", "type": other.type})
        for other in OFFERED
        if other is not HTML
    ]
    location = url_for("map.page_as", suffix=format.name, **request.args.to_dict())  # type: ignore[arg-type]
    if format is HTML:
        return finish(_html(live, area), HTML, location=location, links=links)
    number = page_number()
    offset = (number - 1) * DATA_ROWS
    if number > 1 and offset >= len(live.places):
        abort(404)
    shown = live.places[offset : offset + DATA_ROWS]
    items = [_data(place, ref) for place, ref in zip(shown, _refs(live, shown, DEFAULT), strict=True)]
    more = offset + DATA_ROWS < len(live.places)
    following = url_for("map.page_as", suffix=format.name, page=number + 1) if more else None
    if following:
        links.append((following, {"rel": "next"}))
    said = {"total": len(live.places), "unplaced": _unplaced(live), "next": following, "items": items}
    body = csv_of(items, COLUMNS) if format is CSV else json.dumps(said, ensure_ascii=False) + "\n"
    return finish(body, format, location=location, links=links)


def _html(live: Live, area: str) -> str:
    language = page_language()
    drawn = live.places[:MOST_MARKS]
    refs = _refs(live, drawn, language)
    area = area or map_view.smallest(drawn)
    marks = map_view.marks(drawn, [ref.text for ref in refs], area)
    paging = pages(len(live.places), settings().page_size)
    shown = live.places[max(0, paging.first_row - 1) : paging.last_row]
    names = {"nordic": _("The Nordic countries"), "europe": _("Europe"), "world": _("The world")}
    hrefs = {place.iri: ref.href for place, ref in zip(drawn, refs, strict=True)}
    return render_template(
        "map.html",
        area=area,
        areas=[(code, names[code], url_for("map.page", area=code)) for code in map_view.AREAS],
        view=map_view.view(area),
        outline=map_view.AREAS[area][1],
        marks=marks,
        hrefs=hrefs,
        outside=len(live.places) - len(marks),
        rows=list(zip(shown, _refs(live, shown, language), strict=True)),
        paging=paging,
        unplaced=_unplaced(live),
    )


def _refs(live: Live, places: list[Located], language: str) -> list[Ref]:
    shower = Shower(live, language)
    shower.names = Reader(live).names([place.iri for place in places])
    return [shower.thing(place.iri) for place in places]


def _unplaced(live: Live) -> int:
    return max(0, live.counts.get("place", 0) - len(live.places))


def _data(place: Located, ref: Ref) -> dict[str, Any]:
    return {
        "iri": place.iri,
        "name": ref.text,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "events": place.events,
        "others": place.others,
        "page": ref.href,
    }
