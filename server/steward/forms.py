"""Pages with forms: a form that cannot be followed is shown again, with what was typed and what is wrong."""

from collections.abc import Callable
from functools import wraps

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from ontology import vocabulary
from server import layouts, words
from server.faults import Refusal, wants_page
from server.live import Live, current
from server.locale import page_language
from server.steward.deciding import decide
from server.steward.sessions import desk

View = Callable[..., Response]
# Faults that are mended on the page.
_MENDED_THERE = frozenset({"form", "no-record", "old-form"})


def init(app: Flask) -> None:
    """Give templates what they fill forms with."""
    app.jinja_env.globals.update(is_again=is_again, typed=typed, is_ticked=is_ticked)


def takes_decisions(view: View) -> View:
    """A page whose forms are sent to its own address; what they decide is done there."""

    @wraps(view)
    def shown(**given: str) -> Response:
        if request.method != "POST":
            return view(**given)
        try:
            return decide()
        except Refusal as error:
            if error.name not in _MENDED_THERE or not wants_page():
                raise
            g.fault = error.detail
            try:
                response = view(**given)
            except HTTPException:
                # What the page was about is gone meanwhile.
                raise error from None
            response.status_code = error.status
            return response

    return shown


def is_again(*verdicts: str) -> bool:
    """Whether the form with one of the verdicts was sent to this page and could not be followed."""
    return "fault" in g and request.form.get("verdict") in verdicts


def typed(verdicts: str, name: str, default: str = "") -> str:
    """What stands in a field: what was typed when the form (its verdicts, with spaces between) is shown again."""
    if not is_again(*verdicts.split()):
        return default
    if name in {"from", "to"} and request.form.get("build") != current().build.id:
        # Offsets are those of the text as it was.
        return ""
    return request.form.get(name, "")


def is_ticked(verdicts: str, name: str, value: str, default: bool) -> bool:
    """Whether a box with a value is ticked, or a button of a group chosen."""
    return value in request.form.getlist(name) if is_again(*verdicts.split()) else default


def common(live: Live) -> dict[str, object]:
    """What every page with forms needs."""
    language = page_language()
    kinds = [(kind, words.singular(kind, language)) for kind in vocabulary().kinds if kind not in layouts.BETWEEN]
    return {
        "base_iri": live.base,
        "build_id": live.build.id,
        "people": sorted(desk().users.all()),
        "kinds_of_things": kinds,
    }
