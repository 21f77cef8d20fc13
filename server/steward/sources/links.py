"""Things of registers outside that may be the same as ours, as `innograf link` found them."""

from collections.abc import Iterator
from itertools import islice

import pyoxigraph
from flask import current_app

from graph_builder.linking.book import SUFFIX, Book, Entry, Proposal, read_books
from graph_builder.records import read_records
from ontology import OWL, RDF, SKOS
from server.configured import settings
from server.live import Live
from server.steward.items import Item
from settings import StewardSettings

# More than any queue is worked through.
MOST = 100_000
# A score of 100 makes it this sure that two things are one.
_SURE = 0.008
Stamp = tuple[tuple[str, int, int], ...]


def stamp() -> Stamp:
    """What changes when other links are proposed."""
    try:
        found = [(path.name, path.stat()) for path in sorted(settings().link.folder.glob(f"[!.]*{SUFFIX}"))]
    except OSError:
        return ()
    return tuple((name, about.st_mtime_ns, about.st_size) for name, about in found)


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each proposal, where the thing is in the build and nobody has said whether it is that one."""
    books, problems = read_books(settings().link.folder)
    for problem in problems:
        current_app.logger.warning("Proposed links are left out of the queue: %s", problem)
    if any(book.entries for book in books):
        yield from islice(_items(live, books), MOST)


def _items(live: Live, books: list[Book]) -> Iterator[Item]:
    standing = read_records(settings().records, live.base).standing.values()
    decided = {said.entities[0] for said in standing if said.verdict == "link" and said.entities}
    apart = {frozenset(said.entities) for said in standing if said.verdict == "distinct"}
    for book in books:
        for entry in book.entries.values():
            if not entry.proposals or entry.thing in decided or not _is_wanted(live, entry):
                continue
            for proposal in entry.proposals:
                if frozenset((entry.thing, proposal.iri)) not in apart:
                    yield _item(entry, proposal, book.endpoint)


def _is_wanted(live: Live, entry: Entry) -> bool:
    """Whether the thing is in the build, and has no identity outside yet."""
    thing = pyoxigraph.NamedNode(entry.thing)
    # What was merged or went is still said to be replaced, but is nothing any more.
    kinds = live.build.matching(thing, pyoxigraph.NamedNode(RDF.type))
    if not entry.thing.startswith(f"{live.base}id/") or next(iter(kinds), None) is None:
        return False
    others = (
        quad.object
        for property in (OWL.sameAs, SKOS.exactMatch)
        for quad in live.build.matching(thing, pyoxigraph.NamedNode(property))
    )
    return all(isinstance(other, pyoxigraph.NamedNode) and other.value.startswith(live.base) for other in others)


def _item(entry: Entry, proposal: Proposal, endpoint: str) -> Item:
    reasons: list[tuple[str, ...]] = [
        ("names", "same" if proposal.alike == 100 else "alike", str(proposal.alike)),
        ("kind", proposal.kind),
    ]
    reasons += [("around", name) for name in proposal.around]
    reasons += [("called", name) for name in dict.fromkeys((proposal.label, proposal.name)) if name]
    reasons += [("said", proposal.said)] if proposal.said else []
    reasons += [("class", name) for name in proposal.kinds]
    reasons.append(("score", str(proposal.score)))
    return Item(
        "link",
        entry.thing,
        others=(proposal.iri,),
        weight=proposal.score * _SURE,
        about=endpoint,
        note=proposal.label,
        reasons=tuple(reasons),
    )
