"""The whole road from files to quads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph_builder import changes
from graph_builder.authority import Authority, load_authority
from graph_builder.cache import Cache
from graph_builder.decisions import load_decisions
from graph_builder.draft import Draft
from graph_builder.facts import registry
from graph_builder.files import Problem
from graph_builder.fingerprint import fingerprint_of_formats
from graph_builder.formats.converter import Known
from graph_builder.identity_report import Report, identity_report
from graph_builder.iris import assign
from graph_builder.mentions import check_settings
from graph_builder.precision import load_precision
from graph_builder.provenance import build_quads
from graph_builder.quads import choose_labels, document_quads
from graph_builder.read import Document, read_documents
from graph_builder.reading import Means, processors, read_all, read_draft
from graph_builder.records import Decided, read_records
from graph_builder.shelf import Shelf
from ontology import files as ontology_files
from ontology import infer, skolemise
from settings import Settings
from shapes import files as shape_files
from store import Build, Changes

__all__ = ["GraphResult", "build_graph", "read_draft"]
# How much of the cache is for texts that were made of web pages, Word files and PDFs: one part in so many.
_PART_OF_TEXTS = 10
Progress = Callable[[int, int, str], None]


@dataclass
class GraphResult:
    """What a build is made of: the quads of all named graphs, the documents read, what was left out, and counts.

    `notes` says what a person should know of it that is no fault; `readers` are those that ran;
    `tell_identity` makes `identity` (see `identity_report`). `parts` has a hash by stem (see `graph_builder.changes`);
    `changes` is what differs from the build before, and then there are no `quads`. `decisions` are the states of
    stewards' records by id.
    """

    quads: list[Quad]
    documents: list[Document]
    problems: list[Problem]
    counts: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    tell_identity: Callable[[], Report] = dict
    parts: dict[str, str] = field(default_factory=dict)
    changes: Changes | None = None
    decisions: dict[str, dict[str, str]] = field(default_factory=dict)

    @cached_property
    def identity(self) -> Report:
        """What was merged and why, made when it is asked for."""
        return self.tell_identity()

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
    paths: Iterable[Path],
    settings: Settings,
    jobs: int | None = 1,
    progress: Progress | None = None,
    cached: bool = False,
    before: Build | None = None,
) -> GraphResult:
    """Read the documents below `paths` and make their graph.

    `jobs` processes read at the same time (None: as many as the documents are worth); `progress(done, of, name)` is
    told of each document. With `cached`, what has not changed since it was last read is taken from the cache; where
    there is also a build `before` of nearly the same documents, only what differs from it is made, as `changes`. A file
    that cannot be read is in `problems`, and the others are read. Raises `AuthorityError` for an authority file that
    cannot be used, `DecisionsError` for a file of decisions that cannot, `ReaderError` for a reader that is unknown or
    cannot be loaded, `PrecisionError` for a table of precisions that cannot be used, and `FinderError` or `ModelError`
    for settings of mentions that cannot be used.
    """
    base = settings.base_iri
    readers = registry.chosen(settings.readers)
    precision = load_precision(settings.gold)
    check_settings(settings.mentions)
    authority, notes = _authority(settings)
    shelf = Shelf(settings.cache / "texts", settings.cache_bytes // _PART_OF_TEXTS)
    texts = Known(shelf, fingerprint_of_formats()) if cached else None
    documents, problems = read_documents(
        paths, settings.max_document_bytes, settings.formats, jobs or processors(), texts
    )
    decisions = load_decisions(settings.decisions)
    means = Means(authority, tuple(readers), decisions, settings.read_timeout, settings.mentions)
    room = settings.cache_bytes - settings.cache_bytes // _PART_OF_TEXTS
    cache = Cache(settings.cache, means.fingerprint(), room) if cached else None
    drafts: list[Draft] = []
    for n, (document, outcome) in enumerate(
        zip(documents, read_all(documents, means, cache, jobs), strict=True), start=1
    ):
        if isinstance(outcome, Draft):
            drafts.append(outcome)
        else:
            problems.append(Problem(document.path, outcome))
        if progress:
            progress(n, len(documents), document.stem)
    if cache:
        notes += _of_cache(cache, len(documents))
    documents = [draft.document for draft in drafts]
    iris, who = assign(drafts, base, authority.entries, decisions)
    notes += who.notes
    decided = Decided(read_records(settings.records, base), base, {each.stem: each.text for each in documents})
    notes += decided.folder.problems
    iris = decided.iris(iris)
    labels = decided.labels(choose_labels(drafts, iris, authority, base, decided))
    parts = changes.parts(drafts, cache, iris, labels, base, precision, decided) if cache else {}
    fresh = changes.changed(before, parts) if before and cache else None
    said: list[Quad] = []
    for draft in drafts:
        # What became of a record is told also when its document is as it was.
        if fresh is None or draft.document.stem in fresh or draft.document.stem in decided.stems:
            quads = document_quads(draft, iris, labels, base, precision, decided)
            said += quads if fresh is None or draft.document.stem in fresh else ()
    others = [
        *decided.authority(authority.quads),
        *skolemise(ontology_files(), f"{base}graph/ontology", base),
        *skolemise(shape_files(), f"{base}graph/shapes", base),
        *build_quads(documents, base, version("innograf"), fresh),
    ]
    facts = _count_facts(said, base)
    told = partial(identity_report, drafts, iris, who, decided.apart)
    states = decided.report()
    notes += (f"The decision {id} is stale: {state['why']}." for id, state in states.items() if "why" in state)
    result = GraphResult([], documents, problems, {}, facts, notes, readers, told, parts, decisions=states)
    if before is None or fresh is None:
        stated = changes.as_stored(quad for quad in (*said, *others) if changes.is_stated(quad, base))
        result.quads = [*said, *others, *infer(stated, f"{base}graph/inferred")]
        result.counts["quads"] = len(set(result.quads))
    else:
        result.changes = changes.changes(before, parts.keys() - fresh, said, others, base)
        result.facts = {record["stem"]: record["facts"] for record in before.manifest.documents} | facts
        result.facts = {stem: result.facts[stem] for stem in parts}
    result.counts |= {
        "documents": len(documents),
        "entities": len({iri for iri in iris.values() if "/id/membership/" not in iri}),
        "facts": sum(result.facts.values()),
    }
    return result


def _authority(settings: Settings) -> tuple[Authority, list[str]]:
    """The authority files. A folder that somebody named must be there; the usual one may be missing, which is said."""
    if settings.authority.is_dir() or "authority" in settings.model_fields_set:
        return load_authority(settings.authority, settings.base_iri), []
    note = f"There are no authority files in {settings.authority}: bodies are named as the documents print them."
    return Authority(), [note]


def _of_cache(cache: Cache, documents: int) -> list[str]:
    notes = []
    if cache.hits:
        notes.append(f"{cache.hits} of {documents} documents have not changed and were taken from the cache.")
    if cache.fault:
        notes.append(f"The cache cannot be written ({cache.fault}), so the next build reads all documents again.")
    return notes


def _graph_name(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _count_facts(quads: Iterable[Quad], base: str) -> dict[str, int]:
    """Statements in each document's graph, by stem."""
    prefix = f"{base}graph/"
    counts: dict[str, set[Quad]] = {}
    for quad in quads:
        if _graph_name(quad).startswith(prefix):
            counts.setdefault(_graph_name(quad)[len(prefix) :], set()).add(quad)
    return {stem: len(found) for stem, found in counts.items()}
