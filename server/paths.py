"""A shortest path between two things: a search in breadth from both ends, held to so many things and steps.

Each step asks for the neighbours of many things with a few queries, which run in the pool under the limits of any
stranger's query. All the queries of a path have, between them, the time that one may have.
"""

import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from server.asking import QueryFault, Request
from server.configured import configured, settings
from server.layouts import BETWEEN
from server.links import thing_of
from server.live import Live
from server.passed import passed
from server.query_faults import refusal
from server.reader import node
from server.relations import Relation

# Steps of a path, things that a search looks at, and neighbours that it follows from each.
MOST_STEPS = 8
MOST_THINGS = 4_000
MOST_FOLLOWED = 200
# Things that one query asks about.
AT_ONCE = 40

Ask = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]
"""From things to the neighbours of each, at most one more than `MOST_FOLLOWED`."""


@dataclass(frozen=True)
class Path:
    """What a search came to: the things on the path from one end to the other, none when there is no path.

    `looked` is how many things were looked at. `hubs` are those of which not all neighbours were followed, where that
    may matter, and `whole` says that no end was left open: there is no path where none was found, and no shorter one.
    """

    things: tuple[str, ...]
    looked: int
    hubs: tuple[str, ...] = ()
    whole: bool = True


def shortest(ask: Ask, start: str, end: str) -> Path:
    """Search from both ends at once, always on the side that has fewer things to go on from."""
    if start == end:
        return Path((start,), 1)
    sides: tuple[dict[str, str], dict[str, str]] = ({start: ""}, {end: ""})
    edges = [[start], [end]]
    hubs: dict[str, int] = {}
    steps = [0, 0]
    whole = True
    for _step in range(MOST_STEPS):
        near = 0 if len(edges[0]) <= len(edges[1]) else 1
        if not edges[near]:
            break
        came, met, other = sides[near], [], sides[1 - near]
        found: list[str] = []
        for first in range(0, len(edges[near]), AT_ONCE):
            asked = edges[near][first : first + AT_ONCE]
            answer = ask(asked)
            for thing in asked:
                neighbours = answer.get(thing, ())
                if len(neighbours) > MOST_FOLLOWED:
                    hubs[thing] = steps[near]
                for neighbour in sorted(neighbours)[:MOST_FOLLOWED]:
                    if neighbour not in came:
                        came[neighbour] = thing
                        found.append(neighbour)
                        met += [neighbour] if neighbour in other else []
            if met or len(sides[0]) + len(sides[1]) > MOST_THINGS:
                break
        looked = len(sides[0]) + len(sides[1])
        if met:
            things = _joined(sides, min(met))
            # A way by a neighbour that was not followed has at least one step more than the way to the hub.
            shorter = tuple(hub for hub, away in hubs.items() if away + 1 < len(things) - 1)
            return Path(things, looked, shorter, not shorter)
        if looked > MOST_THINGS:
            whole = False
            break
        edges[near] = found
        steps[near] += 1
    else:
        whole = False
    return Path((), len(sides[0]) + len(sides[1]), tuple(hubs), whole and not hubs)


def _joined(sides: tuple[dict[str, str], dict[str, str]], middle: str) -> tuple[str, ...]:
    ways = []
    for came in sides:
        way, thing = [], came[middle]
        while thing:
            way.append(thing)
            thing = came[thing]
        ways.append(way)
    return (*reversed(ways[0]), middle, *ways[1])


def asker(live: Live, relations: Collection[Relation]) -> Ask:
    """What asks the pool for neighbours by some relations. Raises `Refusal` as a query of a stranger does."""
    path = "|".join(relation.sparql() for relation in relations)
    things = f"{live.base}id/"
    until = time.monotonic() + settings().query_timeout

    def ask(asked: Sequence[str]) -> Mapping[str, Sequence[str]]:
        parts = [
            f"{{ SELECT ({number} AS ?k) ?x WHERE {{ {node(iri)} ({path}) ?x "
            f'FILTER(STRSTARTS(STR(?x), "{things}")) }} LIMIT {MOST_FOLLOWED + 1} }}'
            for number, iri in enumerate(asked)
        ]
        query = f"SELECT DISTINCT ?k ?x WHERE {{ {' UNION '.join(parts)} }}"
        found: dict[str, list[str]] = {}
        for row in _run(live, query, until - time.monotonic()):
            thing = thing_of(row["x"]["value"], live.base)
            if thing and thing.kind not in BETWEEN:
                found.setdefault(asked[int(row["k"]["value"])], []).append(row["x"]["value"])
        return found

    return ask


def _run(live: Live, query: str, left: float) -> list[dict[str, dict[str, str]]]:
    came = passed()
    request = Request(live.build.id, query, (), (), "json", None)
    try:
        if left <= 0:
            raise QueryFault("time")
        answer = configured().pool.ask_and_wait(request, came.address, left, came.gone)
    except QueryFault as fault:
        raise refusal(fault) from None
    bindings: list[dict[str, dict[str, str]]] = json.loads(answer.all())["results"]["bindings"]
    return bindings
