"""What is found in a build by what people type."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology import INNO, RDFS, SCHEMA, SKOS, XSD
from store import Build, BuildStore
from store.search import Asked, Filters, Search, open_search

BASE = "https://example.org/"
RECORDS = [
    {"stem": "a", "language": "nb", "issued": "2020-05-01", "sha256": "1"},
    {"stem": "b", "language": "en", "issued": "2022", "sha256": "2"},
]
TEXTS = {
    "a": "---\ntitle: Tittelen\n---\n"
    "Havnerådet holdt årsmøtet sitt i Tindvik.\n\nKommunene deler erfaringer. 😀 Deling.\n",
    "b": "The councils were sharing.\n",
}


def quad(thing: str, predicate: str, value: ox.Literal | ox.NamedNode, graph: str = "a") -> ox.Quad:
    node = ox.NamedNode(f"{BASE}id/{thing}")
    return ox.Quad(node, ox.NamedNode(predicate), value, ox.NamedNode(f"{BASE}graph/{graph}"))


def named(thing: str, name: str, graph: str = "a", language: str = "nb", predicate: str = RDFS.label) -> ox.Quad:
    return quad(thing, predicate, ox.Literal(name, language=language), graph)


def node(thing: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}id/{thing}")


QUADS = [
    named("organisation/havneradet", "Havnerådet"),
    named("organisation/havneradet", "The Port Council", "b", "en", SKOS.altLabel),
    quad(
        "organisation/havneradet", "http://www.w3.org/ns/org#classification", ox.NamedNode(INNO["organisation-agency"])
    ),
    named("organisation/havnelaget", "Havnelaget i Tindvik"),
    named("person/ase", "Åse Ødegård"),
    named("person/asegard", "Ase Odegard"),
    named("person/oystein", "Øystein Næss"),
    quad("person/ase", SCHEMA.affiliation, node("organisation/havneradet")),
    quad("person/oystein", SCHEMA.affiliation, node("organisation/havneradet"), "b"),
    named("event/arsmote", "Havnerådets «Årsmøte»\n2021"),
    quad("event/arsmote", SCHEMA.startDate, ox.Literal("2021-03-04", datatype=ox.NamedNode(XSD.date))),
    quad("event/arsmote", SCHEMA.organizer, node("organisation/havneradet")),
    named("event/kurs", "Kurs i kommunene", "b"),
    named("organisation/bare-kjent", "Havneverket", "authority"),
    named("grant/tilskudd", "Tilskudd til havner"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Build:
    builds = BuildStore(tmp_path_factory.mktemp("builds"))
    return builds.create(QUADS, TEXTS, {"base_iri": BASE, "documents": RECORDS})


@pytest.fixture
def build(whole: Build, tmp_path: Path) -> Build:
    """A copy to damage."""
    return Build(Path(shutil.copytree(whole.path, tmp_path / "copy")))


@pytest.fixture(scope="module")
def search(whole: Build) -> Search:
    found = open_search(whole.path)
    assert found
    return found


def slugs(search: Search, text: str, **given: object) -> list[str]:
    return [hit.iri.rpartition("/")[2] for hit in search.things(Asked.read(text), **given).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["årsmøte", "arsmote", "AARSMOETE", "årsmöte", "a\u030arsmøte", "årsm", '"årsmøte 2021"', "arsmøtene"]
)
def test_letters_are_found_as_people_type_them(search: Search, text: str) -> None:
    assert "arsmote" in slugs(search, text)


def test_the_very_letters_come_first(search: Search) -> None:
    assert slugs(search, "Åse Ødegård") == ["ase", "asegard"]
    assert slugs(search, "Ase Odegard") == ["asegard", "ase"]
    assert [hit.iri[-3:] for hit in search.complete("ås")] == ["ase", "ard"]


def test_endings_do_not_matter_and_whole_names_come_first(search: Search) -> None:
    assert slugs(search, "kommuner") == ["kurs"]
    assert slugs(search, "havnerådet")[0] == "havneradet"
    assert slugs(search, "port council") == ["havneradet"]


def test_a_small_fault_is_forgiven_when_little_is_found(search: Search) -> None:
    found = search.things(Asked.read("Øystien Næss"))
    assert [hit.iri for hit in found.hits] == [f"{BASE}id/person/oystein"]
    assert found.wide
    assert slugs(search, "radets") == ["arsmote"]
    assert not slugs(search, "xyzzyx")


def test_words_may_be_left_out_and_kept_together(search: Search) -> None:
    assert slugs(search, "havn* -tindvik -råd") == slugs(search, "havn -tindvik")
    assert "havnelaget" in slugs(search, "tindvik havnelaget")
    assert "havnelaget" not in slugs(search, '"tindvik havnelaget"')
    assert "havnelaget" not in slugs(search, "havn -tindvik")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        "-",
        '-"',
        "a:b AND (foo]",
        "*",
        "iri:x",
        "\x00\ud800",
        "[1 TO 2}",
        "/.*/",
        "^2 ~3 +",
        "a" * 999,
        "x " * 500,
        "😀",
        ".*",
    ],
)
def test_any_text_is_answered(search: Search, text: str) -> None:
    search.things(Asked.read(text), facets=("kind",))
    search.passages(Asked.read(text))
    search.complete(text)


def test_facets_count_and_hold(search: Search) -> None:
    found = search.things(Asked(()), facets=("kind", "class", "document", "year"), limit=0)
    assert dict(found.facets["kind"]) == {"organisation": 2, "person": 3, "event": 2, "grant": 1}
    assert found.facets["class"] == [(INNO["organisation-agency"], 1)]
    assert dict(found.facets["document"]) == {"a": 7, "b": 2}
    # The council is told of in documents of two years; the meeting has a year of its own.
    assert dict(found.facets["year"]) == {"2020": 6, "2022": 2, "2021": 1}
    assert search.things(Asked(()), facets=("kind", "class", "document", "year")).facets == found.facets
    assert list(search.things(Asked(()), Filters(kind="person"), facets=("kind",)).facets) == ["kind"]
    held = search.things(Asked.read("havn"), Filters(kind="event"), facets=("kind", "year"))
    assert [hit.iri for hit in held.hits] == [f"{BASE}id/event/arsmote"]
    assert dict(held.facets["kind"]) == {"organisation": 2, "event": 1, "grant": 1}
    assert held.facets["year"] == [("2021", 1)]
    assert slugs(search, "", filters=Filters(year=2022, class_=INNO["organisation-agency"])) == ["havneradet"]
    assert "tilskudd" not in slugs(search, "tilskudd", filters=Filters(without=("grant",)))


def test_facets_of_a_list_without_words_are_counted_once(whole: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    search = Search(whole.path)
    first = search.things(Asked(()), Filters(kind="person"), facets=("kind", "year")).facets
    monkeypatch.setattr("store.search.find.count_facets", lambda *given: {})
    assert search.things(Asked(()), Filters(kind="person"), facets=("kind", "year"), offset=1).facets == first
    assert search.things(Asked(()), Filters(kind="event"), facets=("kind", "year")).facets == {}
    assert search.things(Asked.read("åse"), Filters(kind="person"), facets=("kind", "year")).facets == {}


def test_lists_are_put_in_order(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    people = Filters(kind="person")
    assert slugs(search, "", filters=people, order="name") == ["asegard", "oystein", "ase"]
    assert slugs(search, "", order="facts")[0] == "havneradet"
    assert slugs(search, "", order="date")[0] == "arsmote"
    whole = slugs(search, "", order="name")
    monkeypatch.setattr("store.search.find.FAR", 0)
    assert [slugs(search, "", order="name", offset=at, limit=1)[0] for at in range(len(whole))] == whole
    assert slugs(search, "", order="name", offset=99) == []


def test_facts_are_counted_from_both_ends(search: Search) -> None:
    facts = {hit.iri.rpartition("/")[2]: hit.facts for hit in search.things(Asked(()), limit=50).hits}
    assert facts["havneradet"] == 6
    assert facts["oystein"] == 2


def test_only_the_authority_file_knows_it(search: Search) -> None:
    assert "bare-kjent" not in slugs(search, "havneverket")
    assert search.unmentioned == {"organisation": 1}
    assert search.kinds["organisation"] == 2


def test_completion_by_beginnings(search: Search) -> None:
    complete: Callable[[str], list[str]] = lambda text: [hit.iri.rpartition("/")[2] for hit in search.complete(text)]  # noqa: E731
    assert complete("arsm") == ["arsmote"]
    assert complete("havnerå") == ["havneradet", "arsmote"]
    assert complete("næ øy") == ["oystein"]
    assert complete("Øysteim") == ["oystein"]
    assert complete("") == complete("?") == []
    assert [hit.iri for hit in search.complete("til", without=("grant",))] == []


def test_passages_of_texts_with_their_offsets(search: Search) -> None:
    found = search.passages(Asked.read("arsmote"), facets=("document", "year"))
    assert [TEXTS[place.stem][place.start : place.end] for place in found.places] == [
        "Havnerådet holdt årsmøtet sitt i Tindvik."
    ]
    assert found.facets == {"document": [("a", 1)], "year": [("2020", 1)]}
    deling = search.passages(Asked.read("deling")).places[0]
    assert TEXTS["a"][deling.start : deling.end] == "Kommunene deler erfaringer. 😀 Deling."
    assert not search.passages(Asked.read("tittelen")).total
    assert search.passages(Asked.read("shared")).places[0].stem == "b"
    assert not search.passages(Asked.read("deling"), Filters(document="b")).total
    assert not search.passages(Asked.read("-deling")).total


def test_a_build_without_an_index_has_no_search(build: Build) -> None:
    (build.path / "search" / "version").write_text("0")
    assert open_search(build.path) is None


def test_a_damaged_index_is_none(build: Build) -> None:
    (build.path / "search" / "things" / "meta.json").write_text("{")
    assert open_search(build.path) is None


def test_a_folder_that_nobody_may_write_to_is_read(build: Build) -> None:
    folder = build.path / "search" / "things"
    before = sorted(folder.iterdir())
    assert open_search(build.path)
    assert sorted(folder.iterdir()) == before
