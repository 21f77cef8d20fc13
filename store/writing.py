"""Writing the content of a build into a scratch folder, before it gets its name."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph

from store.build import DOCUMENTS, QUADS, REPORTS, SUFFIX, UNION, hash_of, is_evidence
from store.errors import StoreError

# File systems take 255 bytes a name; the suffix needs four.
LONGEST_STEM = 250


def write_quads(folder: Path, quads: Iterable[pyoxigraph.Quad], base_iri: str) -> tuple[str, dict[str, int]]:
    """Write the quads in `folder`, once as they are and once with their union, and close them.

    Returns their hash and the number of quads in each graph. Raises `StoreError` for a quad that cannot be published.
    """
    store = _filled(folder / QUADS, _checked(quads))
    counts = Counter(quad.graph_name.value for quad in store if isinstance(quad.graph_name, pyoxigraph.NamedNode))
    _filled(folder / UNION, (more for quad in store for more in _with_union(quad, base_iri)))
    return hash_of(store), dict(sorted(counts.items()))


def _filled(folder: Path, quads: Iterable[pyoxigraph.Quad]) -> pyoxigraph.Store:
    store = pyoxigraph.Store(str(folder))
    store.bulk_extend(quads)
    # Scans are two to four times faster afterwards.
    store.optimize()
    store.flush()
    return store


def _with_union(quad: pyoxigraph.Quad, base_iri: str) -> Iterator[pyoxigraph.Quad]:
    yield quad
    graph = quad.graph_name
    if isinstance(graph, pyoxigraph.NamedNode) and not is_evidence(graph.value, base_iri):
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _checked(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, pyoxigraph.NamedNode):
            raise StoreError(f"Every quad of a build must be in a named graph; this is not: {quad}")
        if not isinstance(quad.subject, pyoxigraph.NamedNode) or not isinstance(
            quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal
        ):
            # The names of blank nodes change from run to run, and the id with them.
            raise StoreError(f"A build takes no blank nodes and no triple terms; give the node an IRI: {quad}")
        yield quad


def write_documents(folder: Path, documents: Mapping[str, str]) -> None:
    """Write each text to `documents/{stem}.txt` in `folder`, as it is. Raises `StoreError` for an unusable stem."""
    target = folder / DOCUMENTS
    target.mkdir()
    for stem, text in documents.items():
        check_stem(stem)
        try:
            content = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise StoreError(f"The text of document {stem!r} cannot be written as UTF-8: {error}") from None
        # Bytes, since a text file would turn \r\n into something else on some systems and move every offset.
        (target / f"{stem}{SUFFIX}").write_bytes(content)


def check_stem(stem: str) -> None:
    """Raise `StoreError` unless `stem` can be the name of one file: no separator or control character, no dot first."""
    if (
        not stem
        or stem.startswith(".")
        or "/" in stem
        or "\\" in stem
        or any(ord(c) < 32 or ord(c) == 127 for c in stem)
    ):
        raise StoreError(f"{stem!r} cannot be the stem of a document: use letters, digits, '.', '-' and '_'.")
    if len(stem.encode()) > LONGEST_STEM:
        raise StoreError(f"The stem {stem[:40]!r}… is too long: {len(stem.encode())} bytes, {LONGEST_STEM} at most.")


def write_reports(folder: Path, reports: Mapping[str, Any]) -> None:
    """Write each report as `reports/{name}.json` in `folder`."""
    if reports:
        (folder / REPORTS).mkdir()
    for name, report in reports.items():
        text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        (folder / REPORTS / f"{name}.json").write_text(text, encoding="utf-8")
