"""Which things of a build are asked for, by which names, and what is known around them."""

import pytest

from graph_builder.build import build_graph
from graph_builder.linking.wanted import Wanted, wanted
from settings import Settings
from store import Build, BuildStore

BASE = Settings().base_iri
AUTHORITY = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix inno: <https://w3id.org/innograf/def#> .
<{BASE}id/organisation/elveverket> a inno:Organisation ; skos:prefLabel "Elveverket"@nb ;
    owl:sameAs <https://register.example/id/7> .
<{BASE}id/organisation/bruetaten> a inno:Organisation ; skos:prefLabel "Bruetaten"@nb .
"""
PROGRAMME = """---
title: Havnedagen
language: nb
---

# Havnedagen

Tid: 12. mars 2031 kl. 08.30–10.00

Program

08.30 Velkommen. Sigrun Haukvik, rådgiver, Havnerådet
08.45 Hva lærte vi av kaiene? Nils Moe, direktør, Elveverket
"""
NOTE = "Sigrun Haukvik, rådgiver i Havnerådet, kom. Haukvik gikk. Direktoratet for bruer (DFB) ble nevnt.\n"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("linking")
    for name in ("documents", "authority"):
        (folder / name).mkdir()
    (folder / "authority" / "bodies.ttl").write_text(AUTHORITY, "utf-8")
    (folder / "documents" / "day.nb.md").write_text(PROGRAMME, "utf-8")
    (folder / "documents" / "note.nb.txt").write_text(NOTE, "utf-8")
    settings = Settings(authority=folder / "authority", records=folder / "decisions", cache=folder / "cache")
    result = build_graph([folder / "documents"], settings)
    texts = {document.stem: document.text for document in result.documents}
    info = {"base_iri": BASE, "documents": result.records(), "counts": result.counts}
    return BuildStore(folder / "builds").create(result.quads, texts, info)


def found(build: Build, **more: object) -> dict[str, Wanted]:
    return {thing.iri.removeprefix(f"{BASE}id/"): thing for thing in wanted(build, **more)}  # type: ignore[arg-type]


def test_what_documents_mention_is_asked_for_those_that_more_mention_first(build: Build) -> None:
    things = found(build)
    assert {"person/sigrun-haukvik", "person/nils-moe", "organisation/havneraadet"} <= set(things)
    assert {next(iter(things)), list(things)[1]} == {"person/sigrun-haukvik", "organisation/havneraadet"}


def test_what_has_an_identity_outside_is_not_asked_for(build: Build) -> None:
    assert "organisation/elveverket" not in found(build)
    linked = {f"{BASE}id/person/nils-moe"}
    assert "person/nils-moe" not in found(build, linked=linked)


def test_entries_that_no_document_mentions_are_asked_for_when_that_is_wanted(build: Build) -> None:
    assert "organisation/bruetaten" not in found(build)
    assert "organisation/bruetaten" in found(build, unmentioned=True)


def test_talks_are_not_asked_for_but_their_event_is(build: Build) -> None:
    names = {thing.names[0] for thing in found(build, kinds=["event"]).values()}
    assert names == {"Havnedagen"}


def test_a_thing_goes_by_all_its_names_a_person_not_by_the_surname(build: Build) -> None:
    things = found(build)
    assert things["person/sigrun-haukvik"].names == ("Sigrun Haukvik",)
    assert set(things["organisation/direktoratet-for-bruer"].names) == {"Direktoratet for bruer", "DFB"}


def test_what_stands_around_a_thing_is_known(build: Build) -> None:
    things = found(build)
    assert "havnerådet" in things["person/sigrun-haukvik"].around
    (event,) = found(build, kinds=["event"]).values()
    assert event.years == {"2031"}
