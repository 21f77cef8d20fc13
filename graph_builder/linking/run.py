"""Asking a register for many things: a batch at a time, made smaller where an answer is too large or too slow."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from graph_builder.linking.book import IRI, LONGEST_IRI, Book, Entry, Proposal
from graph_builder.linking.polite import Away, Polite
from graph_builder.linking.queries import PROBE, Shape, describe, find
from graph_builder.linking.score import Told, judge
from graph_builder.linking.wanted import Wanted
from settings import LinkSettings
from store.errors import EndpointError, EndpointSlow, EndpointTooMuch

# Rows of an answer; more means that the question was too wide.
_MOST_ROWS = 5_000
# Things of the register that are looked at for one of ours, and that are described in one question.
_MOST_FOUND = 50
_DESCRIBED = 40
# After so many things in a row that could not be asked for, the end point is taken to be away.
_MOST_FAILED = 3
_LONGEST_TEXT = 500
_MOST_VALUES = 500
Progress = Callable[[int, int, str], None]


@dataclass
class Outcome:
    """What a run has done: things asked for, with proposals, proposals in all, and why others could not be asked.

    `away` says why the run ended before all was asked.
    """

    asked: int = 0
    found: int = 0
    proposals: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    away: str = ""


@dataclass
class _Run:
    polite: Polite
    shape: Shape
    own: LinkSettings
    base_iri: str
    refused: Collection[frozenset[str]]
    loose: bool


def shape_of(polite: Polite) -> Shape:
    """How a register has its data. Raises `EndpointError` when it is no SPARQL end point, or is away."""
    return "wikidata" if polite.select(PROBE) else "general"


def link(
    things: Sequence[Wanted],
    polite: Polite,
    book: Book,
    base_iri: str,
    *,
    shape: Shape | None = None,
    refused: Collection[frozenset[str]] = (),
    loose: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Ask for things that the book does not have, and write what is proposed into it, batch after batch.

    `refused` are pairs of IRIs that a steward's decision says are two. Raises `EndpointError` when nothing can be asked
    there at all, and `BookError`; what goes wrong later is told in the outcome.
    """
    run = _Run(polite, shape or shape_of(polite), polite.own, base_iri, refused, loose)
    outcome = Outcome()
    size = polite.own.batch
    failed_in_a_row = 0
    with book.writing():
        for start in range(0, len(things), size):
            for part, entries, why in _batches(run, things[start : start + size]):
                if why:
                    outcome.failed |= {thing.iri: why for thing in part}
                    failed_in_a_row += len(part)
                else:
                    failed_in_a_row = 0
                    book.add(entries)
                    outcome.asked += len(entries)
                    outcome.found += sum(bool(entry.proposals) for entry in entries)
                    outcome.proposals += sum(len(entry.proposals) for entry in entries)
                if isinstance(why, _Gone) or failed_in_a_row >= _MOST_FAILED:
                    outcome.away = str(why)
                    return outcome
            if progress:
                done = min(start + size, len(things))
                progress(done, len(things), things[done - 1].names[0])
    return outcome


class _Gone(str):
    """Why an end point is taken to be away."""


def _batches(run: _Run, things: Sequence[Wanted]) -> Iterator[tuple[Sequence[Wanted], list[Entry], str]]:
    """The entries of a batch, or of its halves where it is too much; else why a thing could not be asked for."""
    try:
        yield things, _ask(run, things), ""
    except (EndpointTooMuch, EndpointSlow, _TooMany) as error:
        if len(things) > 1:
            half = len(things) // 2
            yield from _batches(run, things[:half])
            yield from _batches(run, things[half:])
        elif isinstance(error, EndpointSlow):
            yield things, [], str(error)
        else:
            yield things, [_entry(things[0], (), "the register has too many of this name")], ""
    except Away as error:
        yield things, [], _Gone(error)
    except EndpointError as error:
        yield things, [], _Gone(error)


class _TooMany(Exception):
    """An answer has more rows than were asked for."""


def _ask(run: _Run, things: Sequence[Wanted]) -> list[Entry]:
    names = [name for thing in things for name in thing.names]
    found: dict[str, set[str]] = defaultdict(set)
    for row in _select(run, find(run.shape, names, _MOST_ROWS, run.loose)):
        name, other = row.get("name"), row.get("thing")
        if isinstance(name, Literal) and isinstance(other, NamedNode) and _is_outside(other.value, run.base_iri):
            found[name.value.casefold()].add(other.value)
    of_thing = {
        thing.iri: sorted({other for name in thing.names for other in found[name.casefold()]})[: _MOST_FOUND + 1]
        for thing in things
    }
    if any(len(others) > _MOST_FOUND for others in of_thing.values()):
        raise _TooMany
    told = _described(run, sorted({other for others in of_thing.values() for other in others}))
    entries = []
    for thing in things:
        judged = (judge(thing, told[other]) for other in of_thing[thing.iri] if other in told)
        kept = [
            each
            for each in judged
            if each and each.score >= run.own.at_least and frozenset((thing.iri, each.iri)) not in run.refused
        ]
        kept.sort(key=lambda each: (-each.score, each.iri))
        entries.append(_entry(thing, tuple(kept[: run.own.most])))
    return entries


def _described(run: _Run, iris: Sequence[str]) -> dict[str, Told]:
    """What the register says of its things; of one that it says too much of, nothing."""
    told: dict[str, Told] = {}
    parts = [iris[start : start + _DESCRIBED] for start in range(0, len(iris), _DESCRIBED)]
    while parts:
        part = parts.pop()
        try:
            rows = _select(run, describe(run.shape, part, _MOST_ROWS))
        except (EndpointTooMuch, EndpointSlow, _TooMany):
            if len(part) > 1:
                parts += [part[: len(part) // 2], part[len(part) // 2 :]]
            continue
        for row in rows:
            _note(told, row.get("thing"), row.get("what"), getattr(row.get("value"), "value", ""))
    return told


def _note(told: dict[str, Told], thing: object, what: object, text: str) -> None:
    if not isinstance(thing, NamedNode) or not isinstance(what, Literal) or not text:
        return
    about = told.setdefault(thing.value, Told(thing.value))
    values = {
        "label": about.labels,
        "name": about.names,
        "said": about.said,
        "kind": about.kinds,
        "around": about.around,
        "date": about.dates,
    }.get(what.value)
    if values is not None and len(values) < _MOST_VALUES:
        values.append(text[:_LONGEST_TEXT])


def _select(run: _Run, sparql: str) -> list[dict[str, object]]:
    found = run.polite.select(sparql)
    if len(found) > _MOST_ROWS:
        raise _TooMany
    return [dict(row) for row in found]


def _is_outside(iri: str, base_iri: str) -> bool:
    return bool(re.fullmatch(IRI, iri)) and len(iri) <= LONGEST_IRI and not iri.startswith(base_iri)


def _entry(thing: Wanted, proposals: tuple[Proposal, ...], note: str = "") -> Entry:
    return Entry(thing=thing.iri, names=thing.names, asked=datetime.now(UTC).date(), proposals=proposals, note=note)
