"""The indexes of a build that was revised find what those of one made from scratch find."""

import random

import pyoxigraph as ox
import pytest

from ontology import RDFS, SCHEMA, XSD
from store import BuildStore, Changes
from store.search import Asked, Filters, Search

BASE = "https://example.org/"
NAMES = ["Havnerådet", "Tindvik kommune", "Årsmøte", "Haukvik", "Åse Ødegård", "Deling"]


def some(chance: random.Random) -> set[ox.Quad]:
    quads = ox.Store()
    for number in range(12):
        thing = ox.NamedNode(f"{BASE}id/{chance.choice(['person', 'event'])}/{number}")
        graph = ox.NamedNode(f"{BASE}graph/{chance.choice(['a', 'b', 'authority'])}")
        if chance.random() < 0.8:
            quads.add(ox.Quad(thing, ox.NamedNode(RDFS.label), ox.Literal(chance.choice(NAMES), language="nb"), graph))
        if chance.random() < 0.5:
            day = ox.Literal(f"20{chance.randint(10, 20)}-01-02", datatype=ox.NamedNode(XSD.date))
            quads.add(ox.Quad(thing, ox.NamedNode(SCHEMA.startDate), day, graph))
        other = ox.NamedNode(f"{BASE}id/person/{chance.randint(0, 11)}")
        quads.add(ox.Quad(thing, ox.NamedNode(SCHEMA.about), other, graph))
    return set(quads)


def info(chance: random.Random, texts: dict[str, str]) -> dict[str, object]:
    records = [{"stem": stem, "issued": f"20{chance.randint(10, 20)}", "language": "nb"} for stem in texts]
    return {"base_iri": BASE, "documents": records}


def seen(search: Search) -> tuple[object, ...]:
    """All that an index gives, in an order of its own."""
    facets = ("kind", "class", "document", "year")
    every = search.things(Asked(()), order="name", limit=99, facets=facets)
    things = sorted((hit.iri, hit.facts, hit.date, sorted(map(str, hit.names.items()))) for hit in every.hits)
    found = [sorted(hit.iri for hit in search.things(Asked.read(name), limit=99).hits) for name in NAMES]
    years = [search.things(Asked(()), Filters(year=year)).total for year in range(2010, 2021)]
    texts = [(place.stem, place.start, place.end) for place in search.passages(Asked.read("tekst")).places]
    completed = [{hit.iri for hit in search.complete(name[:3])} for name in NAMES]
    return things, found, years, sorted(texts), every.facets, completed, search.unmentioned, every.total


@pytest.mark.parametrize("seed", range(3))
def test_changes_one_after_another_give_what_scratch_gives(seed: int, tmp_path) -> None:  # type: ignore[no-untyped-def]
    chance = random.Random(seed)
    builds, scratch = BuildStore(tmp_path / "revised"), BuildStore(tmp_path / "scratch")
    texts = {"a": "Første tekst.", "b": "Annen tekst.\n\nTekst til."}
    now = some(chance)
    build = builds.create(now, texts, info(chance, texts))
    for turn in range(3):
        after = some(chance) if turn == 1 else (now - set(chance.sample(sorted(now, key=str), 5))) | some(chance)
        texts = {"a": "Første tekst.", "c": f"En tekst som er ny: {turn}."} if turn else {"b": "Annen tekst."}
        given = info(chance, texts)
        with builds.revise(build) as revision:
            revision.change(Changes([*(now - after)], [*(after - now)]))
            build = builds.keep(revision, texts, given)
        expected = scratch.create(after, texts, given)
        assert build.id == expected.id
        assert seen(Search(build.path)) == seen(Search(expected.path))
        now = after


def test_a_build_before_without_an_index_gets_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    builds = BuildStore(tmp_path / "builds")
    first = some(random.Random(1))
    before = builds.create(first, {"a": "tekst"}, {"base_iri": BASE})
    (before.path / "search" / "version").unlink()
    with builds.revise(before) as revision:
        revision.change(Changes([], [quad for quad in some(random.Random(2)) if quad not in first]))
        after = builds.keep(revision, {"a": "tekst"}, {"base_iri": BASE})
    assert Search(after.path).things(Asked(())).total


def test_what_has_not_changed_is_linked(tmp_path) -> None:  # type: ignore[no-untyped-def]
    builds = BuildStore(tmp_path / "builds")
    first = some(random.Random(1))
    before = builds.create(first, {"a": "tekst"}, {"base_iri": BASE})
    with builds.revise(before) as revision:
        new = ox.Quad(
            ox.NamedNode(f"{BASE}id/person/ny"),
            ox.NamedNode(RDFS.label),
            ox.Literal("Ny"),
            ox.NamedNode(f"{BASE}graph/a"),
        )
        revision.change(Changes([], [new]))
        after = builds.keep(revision, {"a": "tekst"}, {"base_iri": BASE})
    old, now = (build.path / "search" / "things" for build in (before, after))
    linked = [path for path in now.iterdir() if (old / path.name).exists() and path.samefile(old / path.name)]
    assert len(linked) >= 5
    assert Search(before.path).things(Asked.read("Ny")).total == 0
    assert Search(after.path).things(Asked.read("Ny")).total == 1
