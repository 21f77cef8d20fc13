"""What each decision about an item would change from the next build on, counted in the build that is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph
from flask_babel import gettext as _
from flask_babel import ngettext

from ontology import SCHEMA
from server.gather import AUTHORITY
from server.live import Live
from server.shown import Ref
from server.steward.items import Item
from server.steward.queue import Queue
from server.steward.stated import Stated

# Statements that are counted; where there are more, that is said.
MOST = 2_000


@dataclass(frozen=True)
class Change:
    """What a decision is called, what it would change in words, and the things whose pages would."""

    decision: str
    text: str
    pages: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Reach:
    """How many statements are about a thing or lead to it, in how many documents; `more` when there are still more."""

    statements: int
    documents: int
    more: bool


def consequences(live: Live, item: Item, queue: Queue, facts: list[Stated], sides: list[Ref]) -> list[Change]:
    """The changes that decisions about an item would make. `sides` are its things, what is kept first."""
    if item.kind in {"fact", "result"}:
        return [*_of_statements(item, queue, facts)]
    if item.kind in {"duplicate", "name"} and len(sides) > 1:
        # Nothing else is known of a name, so that it is there at all may be wrong.
        return [*_of_two(live, sides), *(_of_statements(item, queue, facts) if item.kind == "name" else ())]
    if item.kind == "name":
        return [*_of_statements(item, queue, facts)]
    if item.kind == "link" and item.others:
        outside = item.others[0]
        return [
            Change(_("Link"), _("The thing gets one statement: it is the same as %(iri)s.", iri=outside), (sides[0],)),
            Change(_("Not the same"), _("The graph stays as it is, and the link is not proposed again.")),
        ]
    if item.kind == "stale":
        return [Change(_("Undo"), _("The graph stays as it is, for the decision changes nothing any more."))]
    return []


def _of_statements(item: Item, queue: Queue, facts: list[Stated]) -> Iterator[Change]:
    if facts:
        elsewhere = [fact for fact in facts if _others(fact)]
        gone = len(facts) - len(elsewhere)
        said = []
        if gone:
            said.append(ngettext("%(num)s statement is gone.", "%(num)s statements are gone.", gone))
        if elsewhere:
            said.append(
                ngettext(
                    "%(num)s statement stays, for other words say it too.",
                    "%(num)s statements stay, for other words say them too.",
                    len(elsewhere),
                )
            )
        results = sum(row.item.kind == "result" and row.item.subject == item.subject for row in queue.rows)
        if results:
            said.append(
                ngettext(
                    "%(num)s result of validation is about the thing, and is looked at anew.",
                    "%(num)s results of validation are about the thing, and are looked at anew.",
                    results,
                )
            )
        yield Change(_("Reject"), " ".join(said), _pages(facts))
        yield Change(_("Accept"), _("The statement stays, with the confidence 1, and is not asked for again."))
        yield Change(_("Correct"), _("The value is another, with the confidence 1."), _pages(facts))
    if item.kind == "result":
        yield Change(_("Waive"), _("The graph stays as it is. The result is told as waived until a day that you set."))


def _others(fact: Stated) -> bool:
    """Whether something goes on saying a statement when the places that are ticked do not."""
    kept = {at.stem for at in fact.at if not at.chosen}
    return bool(kept) or fact.documents > len({at.stem for at in fact.at})


def _pages(facts: list[Stated]) -> tuple[Ref, ...]:
    found = {ref.iri: ref for fact in facts for ref in (fact.subject, fact.value) if ref.iri and ref.href}
    return tuple(found.values())


def _of_two(live: Live, sides: list[Ref]) -> Iterator[Change]:
    kept, gone = sides[0], sides[1]
    reach = reach_of(live, gone.iri)
    statements = ngettext("%(num)s statement", "%(num)s statements", reach.statements)
    documents = ngettext("%(num)s document", "%(num)s documents", reach.documents)
    said = _(
        "%(statements)s of %(documents)s about “%(gone)s” are said of “%(kept)s”, to which its address leads.",
        statements=_("more than %(number)s", number=statements) if reach.more else statements,
        documents=documents,
        gone=gone.text,
        kept=kept.text,
    )
    yield Change(_("Merge"), said, tuple(sides))
    yield Change(_("Not the same"), _("The graph stays as it is, and the pair is not proposed again."))


def reach_of(live: Live, iri: str) -> Reach:
    """What is said of a thing and leads to it in documents, `MOST` statements of each at most."""
    node, found, more = pyoxigraph.NamedNode(iri), 0, False
    stems = set()
    for subject, value in ((node, None), (None, node)):
        quads = list(islice(live.build.matching(subject, None, value), MOST + 1))
        more = more or len(quads) > MOST
        for quad in quads[:MOST]:
            graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
            stem = graph.removeprefix(f"{live.base}graph/")
            if stem in live.documents or stem == AUTHORITY:
                found += quad.predicate.value != SCHEMA.mentions
                stems.add(stem)
    return Reach(found, len(stems - {AUTHORITY}), more)
