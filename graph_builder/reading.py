"""From documents to drafts: one by one or in several processes, and only those that the cache does not know."""

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context

from graph_builder.authority import Authority
from graph_builder.cache import Cache
from graph_builder.decisions import NO_DECISIONS, Decisions
from graph_builder.draft import Draft
from graph_builder.facts import BUILT_IN, READERS, read_facts, registry
from graph_builder.facts.reader import Reader, ReaderError
from graph_builder.fingerprint import fingerprint
from graph_builder.identity import identify
from graph_builder.layout import lay_out
from graph_builder.mentions import find_mentions
from graph_builder.mentions.trained import model_hash
from graph_builder.packing import pack, unpack
from graph_builder.read import Document
from graph_builder.time_limit import TookTooLong, time_limit
from settings import MentionSettings

MENTIONS = MentionSettings()
# A process takes seconds to start: as much text as one reads in that time is worth another.
_WORTH_A_PROCESS = 500_000
_MOST_PROCESSES = 4
# A worker gets this many documents at a time, so that it seldom waits for the next.
_CHUNK = 8


@dataclass(frozen=True)
class Means:
    """What documents are read with: the authority, the readers that run, stewards' decisions, how names are found.

    `timeout` is how many seconds one document may take, 0 for any number.
    """

    authority: Authority = field(default_factory=Authority)
    readers: tuple[str, ...] = tuple(READERS)
    decisions: Decisions = field(default_factory=Decisions)
    timeout: float = 0.0
    mentions: MentionSettings = MENTIONS

    def fingerprint(self) -> str:
        """A hash that changes with all that reading depends on, but for the document."""
        names = (self.mentions, model_hash(self.mentions.model))
        return fingerprint(self.authority, registry.load(self.readers), self.decisions.all, *names)


def read_draft(
    document: Document,
    authority: Authority,
    readers: Iterable[Reader] = BUILT_IN,
    decisions: Decisions = NO_DECISIONS,
    mentions: MentionSettings = MENTIONS,
) -> Draft:
    """Read one document: lay it out, find mentions, identify, read facts. Raises `ReaderError` and `ModelError`."""
    layout = lay_out(document)
    draft = Draft(document, layout, find_mentions(layout, document.language, authority, mentions), decisions)
    identify(draft)
    read_facts(draft, readers)
    return draft


def read_all(
    documents: Sequence[Document], means: Means, cache: Cache | None = None, jobs: int | None = None
) -> Iterator[Draft | str]:
    """The draft of each document in turn, or the reason why there is none.

    What `cache` has is not read again. `jobs` processes read; None: as many as the text is worth.
    """
    known = _known(documents, cache)
    unread = [document for document, draft in zip(documents, known, strict=True) if draft is None]
    read = _read(unread, means, _processes(unread, jobs))
    for document, draft in zip(documents, known, strict=True):
        if draft is not None:
            yield draft
            continue
        outcome = next(read)
        if isinstance(outcome, str):
            yield outcome
            continue
        if cache:
            cache.put(document, outcome)
        yield unpack(outcome, document)
    if cache and unread:
        cache.prune()


def _known(documents: Sequence[Document], cache: Cache | None) -> list[Draft | None]:
    if not cache:
        return [None] * len(documents)
    # Python would look through all these objects for garbage again and again, though there is none among them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return [cache.get(document) for document in documents]
    finally:
        if collecting:
            gc.enable()


def processors() -> int:
    """How many processes may run at the same time without being asked for: as many as processors, four at most."""
    return min(_MOST_PROCESSES, os.cpu_count() or 1)


def _processes(documents: Sequence[Document], jobs: int | None) -> int:
    if jobs is None:
        characters = sum(len(document.text) for document in documents)
        jobs = min(processors(), 1 + characters // _WORTH_A_PROCESS)
    return min(jobs, len(documents))


def _read(documents: Sequence[Document], means: Means, processes: int) -> Iterator[bytes | str]:
    """The packed draft of each document, or the reason why there is none."""
    if processes <= 1:
        readers = registry.load(means.readers)
        for document in documents:
            yield _try_to_read(document, means, readers)
        return
    # The authority goes to each process once, not with each document; readers are loaded there by their names. Its
    # quads are not wanted there.
    small = replace(means, authority=Authority(means.authority.entries))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_start_worker, initargs=(small,))
    chunk = max(1, min(_CHUNK, len(documents) // (4 * processes)))
    with pool:
        yield from pool.map(_read_in_worker, documents, chunksize=chunk)


def _try_to_read(document: Document, means: Means, readers: Iterable[Reader]) -> bytes | str:
    """The packed draft, or the reason why there is none: a fault in one document must not lose the others."""
    try:
        with time_limit(means.timeout):
            return pack(read_draft(document, means.authority, readers, means.decisions, means.mentions))
    except TookTooLong:
        return f"reading it took longer than {means.timeout:g} seconds (setting read_timeout)."
    except ReaderError as error:
        return str(error)
    except Exception as error:
        return (
            f"reading it failed ({type(error).__name__}: {error}). This is a fault in Innograf; the others are built."
        )


_worker_means = Means()
_worker_readers: tuple[Reader, ...] = BUILT_IN


def _start_worker(means: Means) -> None:
    global _worker_means, _worker_readers
    _worker_means = means
    _worker_readers = registry.load(means.readers)


def _read_in_worker(document: Document) -> bytes | str:
    return _try_to_read(document, _worker_means, _worker_readers)
