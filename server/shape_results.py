"""What validation found in the build that is shown, by shape: how many results, and which things have them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

import pyoxigraph

from ontology import RDF, SH
from server.links import thing_of
from server.live import Live
from store import Build

# Results of one shape that are kept to be listed; the report of the build has all of them.
MOST = 1000
_WANTED = {SH.sourceShape, SH.focusNode, SH.value, SH.resultMessage}


@dataclass(frozen=True)
class Result:
    """A thing that does not meet a shape, the value at fault, and messages by language."""

    focus: str
    value: pyoxigraph.NamedNode | pyoxigraph.Literal | None
    messages: Mapping[str, str]


@dataclass
class Found:
    """The first results of each shape, by its IRI, and how many it has on things of each kind."""

    first: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)


# Read once for each build that is shown.
_kept: WeakKeyDictionary[Live, Found] = WeakKeyDictionary()
_lock = Lock()


def counts(live: Live) -> dict[str, int] | None:
    """How many results each shape has, by its IRI; None for a build that was not validated."""
    validation = live.build.manifest.validation
    if validation is None:
        return None
    return {iri: int(number) for iri, number in validation.get("by_shape", {}).items()}


def found(live: Live) -> Found:
    """The results in the report of the build; none where it is not at hand, as of one in another engine."""
    with _lock:
        if live not in _kept:
            report = live.build.report("validation") if isinstance(live.build, Build) else None
            _kept[live] = read(report["graph"], live.base) if report else Found()
        return _kept[live]


def read(graph: str, base: str) -> Found:
    """The results in a report as N-Triples, in the order of their things."""
    nodes: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    results = set()
    for quad in pyoxigraph.parse(graph, format=pyoxigraph.RdfFormat.N_TRIPLES):
        subject, predicate = str(quad.subject), quad.predicate.value
        if predicate == RDF.type and getattr(quad.object, "value", "") == SH.ValidationResult:
            results.add(subject)
        elif predicate in _WANTED:
            nodes[subject][predicate].append(quad.object)
    by_shape: dict[str, list[Result]] = defaultdict(list)
    kinds: Counter[tuple[str, str]] = Counter()
    for node in results:
        said = nodes[node]
        focus = next((term.value for term in said[SH.focusNode] if isinstance(term, pyoxigraph.NamedNode)), "")
        values = [term for term in said[SH.value] if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)]
        texts = {
            text.language or "": text.value for text in said[SH.resultMessage] if isinstance(text, pyoxigraph.Literal)
        }
        thing = thing_of(focus, base)
        for shape in said[SH.sourceShape]:
            iri = str(getattr(shape, "value", shape))
            by_shape[iri].append(Result(focus, values[0] if values else None, texts))
            kinds[iri, thing.kind if thing else ""] += 1
    first = {iri: tuple(sorted(each, key=_place)[:MOST]) for iri, each in by_shape.items()}
    return Found(first, kinds)


def _place(result: Result) -> tuple[str, str]:
    return result.focus, str(result.value)
