"""What a page reads in the columns of a build is what the engine answers without them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest

from ontology import vocabulary
from server import gather
from server.gather import Wanted
from server.live import Live
from server.reader import Reader
from server.totals import totals
from shapes.pages.layout import parts_of
from store import BuildStore

ENOUGH = 10_000


@pytest.fixture(scope="module")
def live(real_root: Path) -> Live:
    return Live(BuildStore(real_root).open(), "test")


def things(live: Live) -> Iterator[tuple[str, str]]:
    """Every thing of the build, with its class."""
    for class_iri in vocabulary().kinds.values():
        for row in live.build.select(f"SELECT DISTINCT ?s WHERE {{ ?s a <{class_iri}> }}"):
            yield row["s"].value, class_iri


def without_columns(live: Live) -> Reader:
    reader = Reader(live)
    reader.ways = None
    return reader


def wanted(reader: Reader, iri: str, class_iri: str, limit: int) -> list[Wanted]:
    declared = [Wanted(part.id, part.path, limit) for part in parts_of(class_iri)]
    return [*declared, *(Wanted(f"{way}", ((way,),), limit) for way in totals(reader, iri))]


def test_rows_are_those_of_a_query(live: Live) -> None:
    compared = 0
    for iri, class_iri in things(live):
        asked = wanted(Reader(live), iri, class_iri, ENOUGH)
        found = gather.rows(Reader(live), iri, asked)
        expected = gather.rows(without_columns(live), iri, asked)
        assert {key: set(rows) for key, rows in found.items()} == {key: set(rows) for key, rows in expected.items()}
        assert all(len(rows) == len(set(rows)) for rows in found.values())
        compared += sum(map(len, expected.values()))
    assert compared > 1000


def test_a_page_of_rows_goes_on_where_the_one_before_ended(live: Live) -> None:
    longest = max(
        (rows for iri, class_iri in things(live) for rows in _rows(live, iri, class_iri)), key=lambda rows: len(rows[2])
    )
    iri, item, whole = longest
    assert len(whole) > 6
    pages = [
        gather.rows(Reader(live), iri, [Wanted("x", item.path, 4, start)])["x"] for start in range(0, len(whole), 4)
    ]
    assert [row for page in pages for row in page] == whole


def _rows(live: Live, iri: str, class_iri: str) -> Iterator[tuple[str, Wanted, list[gather.Found]]]:
    asked = [item for item in wanted(Reader(live), iri, class_iri, ENOUGH) if len(item.path[-1]) == 1]
    found = gather.rows(Reader(live), iri, asked)
    yield from ((iri, item, found[item.key]) for item in asked)


@pytest.mark.parametrize(
    "read",
    [
        lambda reader, iris, paths: [
            {start: sorted(map(str, ends)) for start, ends in answer.items()}
            for answer in gather.follow(reader, [(path, iris) for path in paths])
        ],
        lambda reader, iris, paths: {
            iri: {name: sorted(map(str, found)) for name, found in names.items()}
            for iri, names in reader.names(iris).items()
        },
        lambda reader, iris, paths: {iri: gather.appears_in(reader, iri) for iri in iris},
    ],
    ids=["columns of tables", "names", "documents"],
)
def test_what_is_looked_up_is_what_a_query_says(live: Live, read: Callable[..., object]) -> None:
    iris = [iri for iri, _ in things(live)][::3]
    paths = sorted({path for kind in vocabulary().kinds.values() for part in parts_of(kind) for path in _paths(part)})
    assert len(paths) > 5
    found = read(Reader(live), iris, paths)
    assert found == read(without_columns(live), iris, paths)
    assert found


def _paths(part: object) -> list[gather.Path_]:
    return [column.path for column in getattr(part, "columns", ()) if column.path]


def test_graphs_of_facts_are_found_in_one_go_and_one_by_one(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    quads = [quad for quad in live.build.matching() if not quad.graph_name.value.startswith(f"{live.base}evidence/")]  # type: ignore[union-attr]
    facts = [(quad.subject.value, quad.predicate.value, quad.object) for quad in quads[::5]]  # type: ignore[union-attr]
    together = gather.documents_of(Reader(live), facts)
    monkeypatch.setattr(gather, "_AROUND", 0)
    assert together == gather.documents_of(Reader(live), facts)
    assert any(said.stems for said in together.values())
    nobody = (f"{live.base}id/person/nobody", quads[0].predicate.value, pyoxigraph.Literal("x"))
    assert not gather.documents_of(Reader(live), [nobody])[nobody].stems
