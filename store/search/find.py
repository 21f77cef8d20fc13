"""Reading the indexes of a build. One `Search` may be used by all threads of a process."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from store.errors import StoreError
from store.names import Name
from store.search import schema
from store.search.asked import Asked, Clause
from store.search.filters import ANY, Facets, Filters, build_query, count_facets, counted
from store.search.index import is_there
from store.search.things import EDGES
from store.search.words import fold, plain, words

# With fewer hits than these, words that are written almost so are looked for too.
FEW = 3
# In larger indexes no search looks inside words: it takes longer than the rest together.
MOST_TO_LOOK_INSIDE = 200_000
# Candidates for completion that are put in order here.
CANDIDATES = 40
# Lists without words whose facets are kept.
MOST_COUNTED = 500
# Numbers of things that are kept, and years that are told apart.
MOST_COUNTS = 20_000
MOST_YEARS = 2_000
# From here on a list by name is put in order in two steps.
FAR = 500


@dataclass(frozen=True)
class Hit:
    """A thing that was found. `facts` is how many statements there are of it, `date` its first."""

    iri: str
    kind: str
    names: Mapping[str, tuple[Name, ...]]
    facts: int
    date: str = ""


@dataclass(frozen=True)
class Place:
    """A passage that was found: characters `start` up to `end` of a document's text."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """A page of hits, and how many there are. `wide`: words that are written almost so were looked for too."""

    total: int
    hits: Sequence[Hit] = ()
    places: Sequence[Place] = ()
    facets: Facets = field(default_factory=dict)
    wide: bool = False


class Search:
    """The indexes of one build, open."""

    def __init__(self, folder: Path) -> None:
        self._things = _opened(folder / schema.FOLDER / schema.THINGS, schema.things())
        self._counts: dict[Filters, int] = {}
        self._counted: dict[tuple[Filters, tuple[str, ...]], Facets] = {}
        self._passages = _opened(folder / schema.FOLDER / schema.PASSAGES, schema.passages())

    def things(
        self,
        asked: Asked,
        filters: Filters = ANY,
        *,
        order: str = "",
        language: str = schema.SORTED[0],
        offset: int = 0,
        limit: int = 50,
        facets: Sequence[str] = (),
    ) -> Found:
        """Find things by what was typed, all things when that is nothing.

        `order` is `name`, `facts` (the most first), `date` (the newest first), `time` (the oldest first), or empty for
        how well the names fit.
        `facets` are those to count; one that is filtered by is counted as if it were not.
        """
        clauses = asked.clauses(schema.things(), names=True)
        query = build_query(schema.things(), clauses, filters)
        found = self._page(query, order, language, offset, limit)
        exactly = found.total
        for inside in (False, True):
            # To look inside words is to look at every word there is.
            few = found.total == 0 and self._things.num_docs < MOST_TO_LOOK_INSIDE if inside else found.total < FEW
            if few and asked.can_widen:
                clauses = asked.clauses(schema.things(), names=True, near=True, inside=inside)
                query = build_query(schema.things(), clauses, filters)
                found = self._page(query, order, language, offset, limit)
        wide = found.total > exactly
        key = None if asked.parts else (filters, tuple(facets))
        known = self._counted.get(key) if key else None
        if known is None:
            known = count_facets(self._things, schema.things(), query, clauses, filters, facets)
            # Lists of all of a kind are asked for most and take longest to count; a build never changes.
            if key and len(self._counted) < MOST_COUNTED:
                self._counted[key] = known
        return replace(found, wide=wide, facets=known)

    def _page(self, query: tantivy.Query, order: str, language: str, offset: int, limit: int) -> Found:
        if order == "name":
            return self._by_name(query, language if language in schema.SORTED else schema.SORTED[0], offset, limit)
        given: dict[str, Any] = {"weight_by_field": "facts"}
        if order == "time":
            given = {"order_by_field": "date", "order": tantivy.Order.Asc}
        elif order:
            given = {"order_by_field": order, "order": tantivy.Order.Desc}
        return self._found(query, offset, limit, given)

    def _by_name(self, query: tantivy.Query, language: str, offset: int, limit: int) -> Found:
        by_name = {"order_by_field": f"sort_{language}", "order": tantivy.Order.Asc}
        if offset < FAR:
            return self._found(query, offset, limit, by_name)
        # Texts are slow to put in order, numbers are not: by these, find what the page's names begin with.
        field_ = f"place_{language}"
        numbers = self._things.search(query, limit, offset=offset, order_by_field=field_, order=tantivy.Order.Asc)
        if not numbers.hits:
            return Found(_total(numbers))
        first, last = int(numbers.hits[0][0]), int(numbers.hits[-1][0])
        before = _total(self._things.search(_between(query, field_, 0, first - 1), 1)) if first else 0
        found = self._found(_between(query, field_, first, last), offset - before, limit, by_name)
        return replace(found, total=_total(numbers))

    def _found(self, query: tantivy.Query, offset: int, limit: int, order: Mapping[str, Any]) -> Found:
        result = self._things.search(query, max(1, limit), offset=offset, **order)
        return Found(_total(result), [_hit(self._things.doc(address)) for _, address in result.hits[:limit]])

    def passages(
        self,
        asked: Asked,
        filters: Filters = ANY,
        *,
        offset: int = 0,
        limit: int = 20,
        facets: Sequence[str] = (),
    ) -> Found:
        """Find passages of the documents' texts that have what was typed; none when that is nothing."""
        if not asked.wanted:
            return Found(0)
        clauses = asked.clauses(schema.passages(), names=False)
        query = build_query(schema.passages(), clauses, filters)
        result = self._passages.search(query, max(1, limit), offset=offset)
        found = [self._passages.doc(address).to_dict() for _, address in result.hits[:limit]]
        places = [Place(item["document"][0], item["start"][0], item["end"][0]) for item in found]
        counted = count_facets(self._passages, schema.passages(), query, clauses, filters, facets)
        return Found(_total(result), places=places, facets=counted)

    def complete(self, text: str, without: Sequence[str] = (), limit: int = 8) -> list[Hit]:
        """Find things with a name that begins, or has words that begin, with what was typed so far.

        Names that begin so come first, those with the very letters before those that only sound so.
        """
        typed = words(text[:60])[:6]
        if not typed:
            return []
        folded = [fold(word) for word in typed]
        form = schema.things()
        begin = [(tantivy.Occur.Must, _begins(form, word)) for word in folded]
        whole = _whole(form, " ".join(folded))
        tries: list[list[Clause]] = [[*begin, (tantivy.Occur.Must, whole)]]
        if folded != typed:
            exact = [(tantivy.Occur.Must, _exactly(form, word)) for word in typed]
            tries = [[*exact, (tantivy.Occur.Must, whole)], exact, *tries]
        hits: dict[str, Hit] = {}
        for clauses in [*tries, begin]:
            found = self._page(build_query(form, clauses, Filters(without=tuple(without))), "facts", "", 0, CANDIDATES)
            new = [hit for hit in found.hits if hit.iri not in hits]
            hits |= {hit.iri: hit for hit in sorted(new, key=lambda hit: not _has(hit, typed))}
            if len(hits) >= limit:
                break
        if not hits and len(folded[-1]) > EDGES:
            near = [
                *begin[:-1],
                (tantivy.Occur.Must, tantivy.Query.fuzzy_term_query(form, "folded", folded[-1], 1, True, True)),
            ]
            found = self._page(build_query(form, near, Filters(without=tuple(without))), "facts", "", 0, limit)
            hits = {hit.iri: hit for hit in found.hits}
        return list(hits.values())[:limit]

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many things there are of each kind, of those that documents mention."""
        return dict(self.things(Asked(()), limit=0, facets=["kind"]).facets["kind"])

    def dated(self, kind: str) -> bool:
        """Say whether any thing of a kind has a date."""
        query = build_query(schema.things(), [(tantivy.Occur.Must, tantivy.Query.exists_query("date"))], Filters(kind))
        return _total(self._things.search(query, 1)) > 0

    def count(self, filters: Filters) -> int:
        """How many things there are that the filters leave; kept, as a build never changes."""
        if filters not in self._counts:
            found = _total(self._things.search(build_query(schema.things(), (), filters), 1))
            if len(self._counts) >= MOST_COUNTS:
                self._counts.clear()
            self._counts[filters] = found
        return self._counts[filters]

    @cached_property
    def years(self) -> list[int]:
        """The years that things have, the first first."""
        given = {"years": {"terms": {"field": "year", "size": MOST_YEARS}}}
        buckets = self._things.aggregate(tantivy.Query.all_query(), given)["years"]["buckets"]
        return sorted(int(bucket["key"]) for bucket in buckets)

    @cached_property
    def unmentioned(self) -> dict[str, int]:
        """How many things of each kind only the authority file knows."""
        form = schema.things()
        query = tantivy.Query.term_query(form, "said", "no", "basic")
        return dict(counted(self._things, query, "kind"))


def open_search(folder: Path) -> Search | None:
    """Open the indexes of the build in `folder`; None when it has none that this version can read, or damaged ones."""
    try:
        return Search(folder) if is_there(folder) else None
    except (OSError, StoreError):
        return None


def _opened(folder: Path, form: tantivy.Schema) -> tantivy.Searcher:
    # Tantivy makes a lock in the folder that it opens, but whoever reads a build may not be allowed to write there. It
    # maps the files into memory, so their names may go.
    with tempfile.TemporaryDirectory() as scratch:
        for path in folder.iterdir():
            Path(scratch, path.name).symlink_to(path.resolve())
        try:
            index = tantivy.Index.open(scratch)
            index.config_reader("manual")
            if index.schema != form:
                raise StoreError(f"The search index in {folder} is not one of this version.")
            return index.searcher()
        except ValueError as error:
            raise StoreError(f"The search index in {folder} cannot be opened: {error}") from None


def _total(result: Any) -> int:
    """How many hits there are in all; Tantivy's stubs do not know of it."""
    return result.count or 0


def _between(query: tantivy.Query, name: str, first: int, last: int) -> tantivy.Query:
    held = tantivy.Query.range_query(schema.things(), name, tantivy.FieldType.Integer, first, last)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, held)])


def _begins(form: tantivy.Schema, folded: str) -> tantivy.Query:
    if len(folded) <= EDGES:
        return tantivy.Query.term_query(form, "start", folded, "basic")
    return tantivy.Query.regex_query(form, "folded", f"{folded}.*")


def _exactly(form: tantivy.Schema, word: str) -> tantivy.Query:
    if len(word) > EDGES:
        return tantivy.Query.regex_query(form, "exact", f"{word}.*")
    mark = "=" if word != fold(word)[: len(word)] else ""
    return tantivy.Query.term_query(form, "start", f"{mark}{word}", "basic")


def _whole(form: tantivy.Schema, folded: str) -> tantivy.Query:
    if len(folded) <= EDGES and " " not in folded:
        return tantivy.Query.term_query(form, "start", f"^{folded}", "basic")
    return tantivy.Query.regex_query(form, "whole", f"{folded}.*")


def _has(hit: Hit, typed: Sequence[str]) -> bool:
    """Say whether a name has the words as they were typed, at the beginning of words."""
    texts = [f" {' '.join(words(name.text))}" for names in hit.names.values() for name in names]
    return any(all(f" {plain(word)}" in text for word in typed) for text in texts)


def _hit(document: tantivy.Document) -> Hit:
    values = document.to_dict()
    said = json.loads(bytes(values["names"][0]))
    names = {predicate: tuple(Name(*pair) for pair in group) for predicate, group in said.items()}
    date = values.get("date", [""])[0]
    return Hit(values["iri"][0], values["kind"][0], names, values["facts"][0], date)
