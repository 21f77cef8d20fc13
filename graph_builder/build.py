"""The whole road from files to quads."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph_builder.authority import Authority, Entry, load_authority
from graph_builder.draft import Draft
from graph_builder.facts import BUILT_IN, read_facts, registry
from graph_builder.facts.precision import load_precision
from graph_builder.facts.reader import Reader, ReaderError
from graph_builder.files import Problem
from graph_builder.identity import identify
from graph_builder.iris import assign_iris
from graph_builder.layout import lay_out
from graph_builder.mentions import find_mentions
from graph_builder.provenance import build_quads
from graph_builder.quads import choose_labels, document_quads
from graph_builder.read import Document, read_documents
from ontology import files as ontology_files
from ontology import infer, skolemise
from settings import Settings
from shapes import files as shape_files

Progress = Callable[[int, int, str], None]


@dataclass
class GraphResult:
    """What a build is made of: the quads of all named graphs, the documents read, what was left out, and counts.

    `notes` says what a person should know of it that is no fault; `readers` are those that ran.
    """

    quads: list[Quad]
    documents: list[Document]
    problems: list[Problem]
    counts: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)

    def records(self) -> list[dict[str, str | int | None]]:
        """What a build's manifest tells of each document; `original_sha256` is that of a file that is no text."""
        return [
            {
                "stem": document.stem,
                "title": document.title,
                "language": document.language,
                "issued": document.metadata.issued,
                "retrieved": document.metadata.retrieved,
                "file": document.path.name,
                "format": document.media_type,
                "sha256": document.sha256,
                "original_sha256": document.original.sha256 if document.original else None,
                "characters": len(document.text),
                "facts": self.facts.get(document.stem, 0),
            }
            for document in self.documents
        ]


def build_graph(
    paths: Iterable[Path], settings: Settings, jobs: int = 1, progress: Progress | None = None
) -> GraphResult:
    """Read the documents below `paths` and make their graph.

    `jobs` processes read at the same time; `progress(done, of, name)` is told of each document. A file that cannot be
    read is in `problems`, and the others are read. Raises `AuthorityError` for an authority file that cannot be used,
    `ReaderError` for a reader that is unknown or cannot be loaded, and `PrecisionError` for a table of precisions that
    cannot be used.
    """
    base = settings.base_iri
    readers = registry.chosen(settings.readers)
    precision = load_precision(settings.gold)
    authority, notes = _authority(settings)
    documents, problems = read_documents(paths, settings.max_document_bytes, settings.formats, jobs)
    drafts: list[Draft] = []
    for n, (document, outcome) in enumerate(
        zip(documents, _read_all(documents, authority, readers, jobs), strict=True), start=1
    ):
        if isinstance(outcome, Draft):
            drafts.append(outcome)
        else:
            problems.append(Problem(document.path, outcome))
        if progress:
            progress(n, len(documents), document.stem)
    documents = [draft.document for draft in drafts]
    iris = assign_iris(drafts, base, authority.entries)
    labels = choose_labels(drafts, iris, authority, base)
    said = [quad for draft in drafts for quad in document_quads(draft, iris, labels, base, precision)]
    facts = _count_facts(said, base)
    stated = [q for q in said if _graph_name(q).startswith(f"{base}graph/")] + list(authority.quads)
    quads = [
        *said,
        *authority.quads,
        *infer(stated, f"{base}graph/inferred"),
        *skolemise(ontology_files(), f"{base}graph/ontology", base),
        *skolemise(shape_files(), f"{base}graph/shapes", base),
        *build_quads(documents, base, version("innograf")),
    ]
    counts = {
        "documents": len(documents),
        "entities": len({iri for iri in iris.values() if "/id/membership/" not in iri}),
        "facts": sum(facts.values()),
        "quads": len(set(quads)),
    }
    return GraphResult(quads, documents, problems, counts, facts, notes, readers)


def _authority(settings: Settings) -> tuple[Authority, list[str]]:
    """The authority files. A folder that somebody named must be there; the usual one may be missing, which is said."""
    if settings.authority.is_dir() or "authority" in settings.model_fields_set:
        return load_authority(settings.authority, settings.base_iri), []
    note = f"There are no authority files in {settings.authority}: bodies are named as the documents print them."
    return Authority(), [note]


def read_draft(document: Document, authority: Authority, readers: Iterable[Reader] = BUILT_IN) -> Draft:
    """Read one document: lay it out, find mentions, identify, read facts. Raises `ReaderError`."""
    layout = lay_out(document)
    draft = Draft(document, layout, find_mentions(layout, document.language, authority))
    identify(draft)
    read_facts(draft, readers)
    return draft


def _try_to_read(document: Document, authority: Authority, readers: Iterable[Reader]) -> Draft | str:
    """The draft, or the reason why there is none: a fault of ours in one document must not lose the others."""
    try:
        return read_draft(document, authority, readers)
    except ReaderError as error:
        return str(error)
    except Exception as error:
        return (
            f"reading it failed ({type(error).__name__}: {error}). This is a fault in Innograf; the others are built."
        )


def _read_all(
    documents: Sequence[Document], authority: Authority, names: Sequence[str], jobs: int
) -> Iterator[Draft | str]:
    readers = registry.load(names)
    if jobs <= 1 or len(documents) <= 1:
        for document in documents:
            yield _try_to_read(document, authority, readers)
        return
    # The authority goes to each process once, not with each document; readers are loaded there by their names.
    context = get_context("spawn")
    pool = ProcessPoolExecutor(
        min(jobs, len(documents)), context, initializer=_start_worker, initargs=(authority.entries, names)
    )
    with pool:
        yield from pool.map(_read_in_worker, documents)


_worker_authority = Authority()
_worker_readers: tuple[Reader, ...] = BUILT_IN


def _start_worker(entries: Mapping[str, Entry], names: Sequence[str]) -> None:
    global _worker_authority, _worker_readers
    _worker_authority = Authority(entries)
    _worker_readers = registry.load(names)


def _graph_name(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _read_in_worker(document: Document) -> Draft | str:
    return _try_to_read(document, _worker_authority, _worker_readers)


def _count_facts(quads: Iterable[Quad], base: str) -> dict[str, int]:
    """Statements in each document's graph, by stem."""
    prefix = f"{base}graph/"
    counts: dict[str, set[Quad]] = {}
    for quad in quads:
        if _graph_name(quad).startswith(prefix):
            counts.setdefault(_graph_name(quad)[len(prefix) :], set()).add(quad)
    return {stem: len(found) for stem, found in counts.items()}
