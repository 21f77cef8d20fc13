"""What validation found in the build."""

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph

from ontology import RDF, SH
from server.live import Live
from server.steward.items import Item
from settings import StewardSettings
from shapes.identity import result_id
from store import Build

WEIGHTS = {SH.Violation: 1.0, SH.Warning: 0.5, SH.Info: 0.15}
_WANTED = {
    SH.sourceConstraintComponent,
    SH.sourceShape,
    SH.focusNode,
    SH.value,
    SH.resultMessage,
    SH.resultPath,
    SH.resultSeverity,
}
_NO_IRI = pyoxigraph.Literal("")


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each result in the build's report."""
    report = live.build.report("validation") if isinstance(live.build, Build) else None
    if not report:
        return
    nodes: dict[str, dict[str, list[pyoxigraph.NamedNode | pyoxigraph.Literal]]] = defaultdict(dict)
    results: dict[str, None] = {}
    for quad in pyoxigraph.parse(report["graph"], format=pyoxigraph.RdfFormat.N_TRIPLES):
        predicate = quad.predicate.value
        if predicate in _WANTED:
            # A path of several steps has no IRI.
            term = quad.object if isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal) else _NO_IRI
            nodes[str(quad.subject)].setdefault(predicate, []).append(term)
        elif predicate == RDF.type and getattr(quad.object, "value", "") == SH.ValidationResult:
            results[str(quad.subject)] = None
    for node in results:
        said = nodes[node]
        first = {name: values[0] for name, values in said.items()}
        if SH.focusNode not in first or SH.sourceShape not in first:
            continue
        severity = first[SH.resultSeverity].value if SH.resultSeverity in first else str(SH.Violation)
        path = first.get(SH.resultPath)
        yield Item(
            "result",
            first[SH.focusNode].value,
            predicate=path.value if isinstance(path, pyoxigraph.NamedNode) else "",
            value=first.get(SH.value),
            weight=WEIGHTS.get(severity, 1.0),
            severity=severity.rpartition("#")[2],
            about=first[SH.sourceShape].value,
            given=_name(first),
            texts={
                text.language or "": text.value
                for text in said.get(SH.resultMessage, [])
                if isinstance(text, pyoxigraph.Literal)
            },
        )


def _name(said: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal]) -> str:
    """The name that validation gives the result; empty where its path is none that the report names by an IRI."""
    if SH.sourceConstraintComponent not in said or not isinstance(said.get(SH.resultPath), pyoxigraph.NamedNode | None):
        return ""
    path, value = said.get(SH.resultPath), said.get(SH.value)
    return result_id(
        said[SH.sourceShape].value,
        said[SH.sourceConstraintComponent].value,
        said[SH.focusNode].value,
        path.value if path else None,
        value.value if isinstance(value, pyoxigraph.NamedNode) else str(value) if value is not None else "",
    )
