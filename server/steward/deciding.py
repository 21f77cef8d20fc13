"""Deciding: what a form asks for becomes a record, and a build begins; and the list of all records."""

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from server.configured import settings
from server.decided import folder_of
from server.live import Live, current
from server.paging import pages
from server.shown import source_href
from server.steward import building, meanwhile, recording, records, wishes
from server.steward.desk import blueprint, is_here
from server.steward.lines import Line, lines
from server.steward.queue import queue_of
from server.steward.sessions import desk, user
from server.steward.wishes import Wish

# What is no word for the builder: it changes what the desk shows, not the graph.
_OF_THE_DESK = {"assign"}


@blueprint.post("/decide")
def decide() -> Response:
    """Write a record for each wish of the form."""
    wished = wishes.read()
    _write(wished)
    first = wished[0]
    added = first.verdict == "add" and first.words
    shown = source_href(current(), added.stem, added.start, added.end) if added else request.form.get("then", "")
    builds = any(wish.verdict not in _OF_THE_DESK for wish in wished)
    return _on(_after_the_build(shown) if shown and builds else request.form.get("next", ""))


def _after_the_build(address: str) -> str:
    """Where a page is shown as soon as a build has it with what was decided; where none begins, only the desk."""
    if not is_here(address) or not (settings().steward.build and building.can_build(settings())):
        return url_for("steward.decisions")
    return url_for("steward.build", then=address, since=meanwhile.moment())


@blueprint.post("/decisions/<id>/undo", endpoint="undo")
def _undo(id: str) -> Response:
    """Take a decision back, by another record."""
    found = records.one(current(), id)
    if found is None:
        abort(404)
    if found.can_be_undone:
        why = " ".join(request.form.get("why", "").split())[: wishes.LONGEST_WHY]
        _write([Wish("undo", why=why, undoes=id)])
    else:
        flash(_("That decision has been undone already."), "told")
    return _on(url_for("steward.decisions"))


def _write(wished: list[Wish]) -> None:
    who = user()
    if who is None:
        abort(401)
    live = current()
    # All of them can be written, or none is.
    said = [recording.made(wish, who.name) for wish in wished]
    before = meanwhile.since_the_form(folder_of(live.base)).values()
    fresh = [record for record in said if not any(meanwhile.is_again(record, other) for other in before)]
    for record in fresh:
        recording.write(live, record)
    if not fresh:
        flash(_("That is recorded already."), "done")
        return
    done = ngettext("%(num)s decision is recorded.", "%(num)s decisions are recorded.", len(fresh))
    builds = any(record.verdict not in _OF_THE_DESK for record in fresh) and building.start_after(settings(), who.name)
    soon = _("A build begins, and shows it in a moment.")
    flash(f"{done} {soon}" if builds else done, "done")
    # Looked up after writing, so that of two at once one at least is told.
    own = {record.id for record in fresh}
    others = {
        id: other
        for id, other in meanwhile.since_the_form(folder_of(live.base)).items()
        if id not in own and other.who != who.name and any(meanwhile.is_about_the_same(each, other) for each in fresh)
    }
    meanwhile.tell(others, verdicts())


def _on(address: str) -> Response:
    return make_response(redirect(address if is_here(address) else url_for("steward.queue"), 303))


@blueprint.get("/decisions")
def decisions() -> Response:
    """All decisions, the newest first: who, when, why, and whether each is in force."""
    live = current()
    found = records.listed(live)
    chosen = {name: value for name in ("verdict", "who", "state") if (value := request.args.get(name))}
    kept = [record for record in found if all(getattr(record, name) == value for name, value in chosen.items())]
    paging = pages(len(kept), settings().page_size)
    shown = kept[max(0, paging.first_row - 1) : paging.last_row]
    return make_response(
        render_template(
            "steward/decisions.html",
            records=shown,
            items=_items(live, shown),
            total=len(found),
            problems=records.problems(live),
            paging=paging,
            chosen=chosen,
            choices={name: sorted({getattr(record, name) for record in found}) for name in ("verdict", "who", "state")},
            verdicts=verdicts(),
            states=states(),
        )
    )


@blueprint.get("/decisions/<id>")
def decision(id: str) -> Response:
    """One decision: what it says, as its record has it, and undoing it."""
    live = current()
    found = records.one(live, id)
    if found is None:
        abort(404)
    names = {"verdicts": verdicts(), "states": states()}
    return make_response(render_template("steward/decision.html", record=found, items=_items(live, [found]), **names))


def _items(live: Live, shown: list[records.Record]) -> dict[str, Line]:
    """The items that records are about which say nothing of a thing, as waivers: by id, those that are still there."""
    queue = queue_of(live, desk().own)
    rows = [queue.by_id[each.item] for each in shown if not each.about and each.item in queue.by_id]
    return {line.row.id: line for line in lines(live, rows, {})}


def verdicts() -> dict[str, str]:
    """What the verdicts are called."""
    return {
        "accept": _("Accepted"),
        "reject": _("Rejected"),
        "correct": _("Corrected"),
        "retype": _("Of another kind"),
        "rename": _("Renamed"),
        "merge": _("Merged"),
        "split": _("Split"),
        "add": _("Added"),
        "waive": _("Waived"),
        "assign": _("Given to somebody"),
        "undo": _("Undone again"),
        "link": _("Linked"),
        "distinct": _("Kept apart"),
    }


def states() -> dict[str, str]:
    """What the states of records are called."""
    return {
        "waiting": _("waits for the next build"),
        "applied": _("in force"),
        "stale": _("no longer fits its document"),
        "undone": _("undone"),
        "expired": _("expired"),
    }
