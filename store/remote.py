"""Builds in another engine, read through its SPARQL end point.

`innograf publish --endpoint` puts them there (see `store.publishing`): each graph under the build's own name for it,
the union that a query without FROM sees, the manifest and the texts as literals, and last a pointer to the build.
"""

import io
import json
import math
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, cast
from urllib.parse import quote

import pyoxigraph

from ontology import DCTERMS, RDF
from store import manifest
from store.build import SUFFIX
from store.endpoint import RESULTS, TRIPLES, Endpoint
from store.errors import BuildNotFound, DocumentNotFound, EndpointError, StoreError
from store.interface import Node, Row, Value
from store.manifest import Manifest
from store.renaming import Renaming

# The graphs that hold the pointer, and the list of builds that are there.
POINTER = "current"
CATALOGUE = "builds"
# A server asks where the pointer points this often, in seconds, however many requests come.
POINTER_KEPT = 1.0
_MEMBER = f"{RDF}_"
# Virtuoso's answer to ASK is a table.
_ASKED = "__ASK_RETVAL"
_TRUE = {"1", "true"}


class RemoteStore:
    """The builds in one engine; reads as `BuildStore` does."""

    def __init__(self, endpoint: Endpoint, base: str) -> None:
        self.endpoint = endpoint
        self.base = base
        self._pointer: tuple[float, str | None] = (-math.inf, None)
        # Why the pointer could not be read the last time.
        self._away: EndpointError | None = None

    def current_id(self) -> str | None:
        """Return the id of the build that the pointer names, None without one. Raises `EndpointError`.

        One that cannot be read, or is being replaced just now, names the build that it named before.
        """
        asked, known = self._pointer
        if time.monotonic() - asked < POINTER_KEPT:
            return self._known(known)
        graph = f"{self.base}{POINTER}"
        self._away = None
        try:
            found = self._rows(f"SELECT ?id WHERE {{ GRAPH <{graph}> {{ <{graph}> <{DCTERMS.identifier}> ?id }} }}")
        except EndpointError as error:
            found = []
            self._away = error
        current = found[0]["id"].value if len(found) == 1 else known
        self._pointer = (time.monotonic(), current)
        return self._known(current)

    def look_again(self) -> None:
        """Read the pointer at the next call, also when that comes at once."""
        self._pointer = (-math.inf, self._pointer[1])

    def _known(self, current: str | None) -> str | None:
        if current is None and self._away is not None:
            raise self._away
        return current

    def ids(self) -> list[str]:
        """Return the ids of all builds that were ever begun here and not removed."""
        graph = f"{self.base}{CATALOGUE}"
        rows = self._rows(f"SELECT ?id WHERE {{ GRAPH <{graph}> {{ ?build <{DCTERMS.identifier}> ?id }} }}")
        return sorted(row["id"].value for row in rows)

    def builds(self) -> list[Manifest]:
        """Return the manifests of the builds that are here, the newest first."""
        found = []
        for one in self.ids():
            try:
                found.append(self.open(one).manifest)
            except BuildNotFound:
                # Being published just now.
                continue
        return sorted(found, key=lambda item: (item.made, item.id), reverse=True)

    def open(self, ref: str = POINTER) -> "RemoteBuild":
        """Open a build by its whole id, or the one that the pointer names. Raises `BuildNotFound`, `EndpointError`."""
        if ref != POINTER:
            return RemoteBuild(self.endpoint, self.base, ref)
        current = self.current_id()
        if current is None:
            raise BuildNotFound(
                f"No build of {self.base} is published at {self.endpoint.query}; "
                "run `innograf publish --endpoint …` first."
            )
        return RemoteBuild(self.endpoint, self.base, current)

    def _rows(self, sparql: str) -> list[Row]:
        return rows(results(self.endpoint.ask(sparql, RESULTS)))


class RemoteBuild:
    """One build in another engine. May be shared by threads."""

    def __init__(self, endpoint: Endpoint, base: str, id: str) -> None:
        self.endpoint = endpoint
        self.base = base
        self.id = id
        # The manifest is read before the names of the graphs are known.
        self._names = Renaming(base, id, ())
        self.manifest: Manifest = manifest.parse(self._file(manifest.FILE), f"{endpoint.query}, build {id}")
        self._names = Renaming(base, id, self.manifest.graphs)

    def __repr__(self) -> str:
        return f"RemoteBuild({self.endpoint.query!r}, {self.id[:12]!r})"

    @cached_property
    def stems(self) -> list[str]:
        """The stems of the documents, sorted."""
        return sorted(str(record["stem"]) for record in self.manifest.documents)

    def prepare(self) -> None:
        """Do nothing: the manifest was read, and there is nothing to open."""

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(self.manifest.graphs)

    def text(self, stem: str) -> str:
        """Return the text of a document, every character and newline. Raises `DocumentNotFound`."""
        if stem not in self.stems:
            raise DocumentNotFound(f"Build {self.id[:12]} has no document {stem!r}.")
        return self._file(f"documents/{stem}{SUFFIX}")

    def matching(
        self, subject: Node = None, predicate: Node = None, object: Value | None = None, graph: Node = None
    ) -> Iterator[pyoxigraph.Quad]:
        """Give the quads that fit a pattern; None fits anything."""
        given = {"s": subject, "p": predicate, "o": object, "g": graph}
        term = {name: f"?{name}" if value is None else str(value) for name, value in given.items()}
        pattern = f"GRAPH {term['g']} {{ {term['s']} {term['p']} {term['o']} }}"
        only = self.only("?g") if graph is None else ""
        free = [name for name, value in given.items() if value is None]
        names = " ".join(f"?{name}" for name in free) or "(1 AS ?found)"
        for row in self.select(f"SELECT {names} WHERE {{ {pattern} {only} }}"):
            found: dict[str, Any] = {name: row.get(name) if name in free else given[name] for name in given}
            yield pyoxigraph.Quad(found["s"], found["p"], found["o"], found["g"])

    def select(self, sparql: str) -> list[Row]:
        """Return the rows of a SELECT query of ours, over the graphs, or over their union when it has no GRAPH."""
        return rows(results(self._own(sparql, RESULTS)))

    def construct(self, sparql: str) -> list[pyoxigraph.Triple]:
        """Return the triples of a CONSTRUCT query of ours, over the same."""
        return list(dict.fromkeys(triples(self._own(sparql, TRIPLES))))

    def only(self, variable: str) -> str:
        """Return a FILTER that keeps a variable for graphs to this build's."""
        return f'FILTER(STRENDS(STR({variable}), "{self._names.suffix}"))'

    def query(
        self, sparql: str, form: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """Run a stranger's query, which `store.query` has looked at; `form` is its form. Raises `EndpointError`."""
        asked = self._names.asked(sparql, default_graphs, named_graphs)
        accept = TRIPLES if form in {"CONSTRUCT", "DESCRIBE"} else RESULTS
        body = self.endpoint.ask(asked.text, accept, asked.default_graphs, asked.named_graphs)
        body = self._names.answer(body)
        if accept == RESULTS:
            return results(body)
        memory = pyoxigraph.Store()
        memory.bulk_extend(pyoxigraph.Quad(*triple) for triple in triples(body))
        # As a result of a query, so that callers need not know where it comes from.
        return cast(pyoxigraph.QueryTriples, memory.query("CONSTRUCT WHERE { ?s ?p ?o }"))

    def _own(self, sparql: str, accept: str) -> bytes:
        union = () if "GRAPH" in sparql else (self._names.union,)
        return self._names.answer(self.endpoint.ask(self._names.own(sparql), accept, union))

    def _file(self, name: str) -> str:
        """The content of a file of the build, which is there in numbered parts. Raises `BuildNotFound`."""
        graph = self._names.files
        sparql = f"SELECT ?n ?part WHERE {{ GRAPH <{graph}> {{ <{file_iri(self.base, name)}> ?n ?part }} }}"
        found = rows(results(self.endpoint.ask(sparql, RESULTS)))
        parts = {int(row["n"].value.removeprefix(_MEMBER)): row["part"].value for row in found}
        if not parts or sorted(parts) != list(range(1, len(parts) + 1)):
            raise BuildNotFound(f"{self.endpoint.query} has no {name} of build {self.id}; publish it again.")
        try:
            return "".join(json.loads(parts[number]) for number in sorted(parts))
        except ValueError:
            raise StoreError(f"{self.endpoint.query} has a damaged {name} of build {self.id}.") from None


def file_iri(base: str, name: str) -> str:
    """The IRI under which an engine has a file of a build."""
    return f"{base}files/{quote(name)}"


def results(body: bytes) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    """Results in JSON as the engine sent them. Raises `EndpointError` when they are none."""
    try:
        return pyoxigraph.parse_query_results(io.BytesIO(_repaired(body)), format=pyoxigraph.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise EndpointError(f"The engine's answer is no result: {error}") from None


def _repaired(body: bytes) -> bytes:
    """Virtuoso's answer to ASK made one; any other as it is."""
    if len(body) > 1000 or _ASKED.encode() not in body:
        return body
    said = json.loads(body)
    if said.get("head", {}).get("vars") != [_ASKED]:
        return body
    bindings = said["results"]["bindings"]
    return json.dumps({"head": {}, "boolean": bool(bindings) and bindings[0][_ASKED]["value"] in _TRUE}).encode()


def rows(found: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean) -> list[Row]:
    """The rows of a table. Raises `EndpointError` for what is none or is broken off."""
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise EndpointError("The engine answered SELECT with yes or no.")
    names = [variable.value for variable in found.variables]
    try:
        return [{name: solution[name] for name in names if isinstance(solution[name], Value)} for solution in found]
    except (SyntaxError, ValueError) as error:
        raise EndpointError(f"The engine's answer is broken: {error}") from None


def triples(body: bytes) -> Iterator[pyoxigraph.Triple]:
    """The triples of an answer in N-Triples. Raises `EndpointError` when it is something else."""
    try:
        for quad in pyoxigraph.parse(io.BytesIO(body), format=pyoxigraph.RdfFormat.N_TRIPLES):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise EndpointError(f"The engine's answer is no N-Triples: {error}") from None
