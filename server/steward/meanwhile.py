"""What was decided about the same since the page was made that a form is on.

Nothing is lost when two decide at once: each decision is a record of its own. Whoever is second is told of the first.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import flash, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from graph_builder.records import Folder, Quote, Record

Records = Mapping[str, Record]
_OF_THINGS = frozenset({"merge", "distinct", "rename", "retype", "split", "link"})


def moment() -> str:
    """What a form says of when its page was made."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def since_the_form(folder: Folder) -> Records:
    """The records that stand and were written since this request's form was made; all when it does not say when."""
    try:
        made = datetime.fromisoformat(request.form.get("made", ""))
    except ValueError:
        return folder.standing
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    return {id: said for id, said in folder.standing.items() if said.when >= made}


def is_again(one: Record, other: Record) -> bool:
    """Whether two records are of one person and say the same: a form that was sent twice."""
    return one.model_copy(update={"when": other.when}) == other


def is_about_the_same(one: Record, other: Record) -> bool:
    """Whether two records decide about the same: an item, a statement at the same words, or a thing."""
    if "assign" in (one.verdict, other.verdict):
        return one.verdict == other.verdict and one.item == other.item
    if one.item and one.item == other.item:
        return True
    if one.fact and one.fact == other.fact:
        return any(_is_same(mine, theirs) for mine in one.quotes for theirs in other.quotes)
    return {one.verdict, other.verdict} <= _OF_THINGS and bool(set(one.entities) & set(other.entities))


def _is_same(one: Quote, other: Quote) -> bool:
    return (one.stem, one.exact, one.start) == (other.stem, other.exact, other.start)


def tell(others: Records, verdicts: Mapping[str, str]) -> None:
    """Tell who has sent the form of what others decided; `verdicts` is what the verdicts are called."""
    for id, other in others.items():
        said = _(
            "%(who)s has decided about the same meanwhile: %(verdict)s. Both decisions are recorded; if they do not "
            "agree, undo the one that is not to stand.",
            who=other.who,
            verdict=verdicts.get(other.verdict, other.verdict).lower(),
        )
        link = Markup('<a class="ds-link" href="{}">{}</a>').format(
            url_for("steward.decision", id=id), _("See that decision")
        )
        flash(escape(said) + " " + link, "told")
