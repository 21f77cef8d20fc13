"""`innograf build`: what it makes, prints, publishes, and how it ends."""

import re

import pytest
import rdflib

import cli.build
import shapes
import shapes.validator
from cli.validation import validation_quads
from ontology import SH
from store import BuildStore


class Failed:
    """A report with violations."""

    conforms = False
    graph = rdflib.Graph()
    made_with = ""
    results = ()
    shapes = 1
    notes = ()

    def summary(self):
        return {"conforms": False, "violations": 2, "warnings": 1, "infos": 0, "by_shape": {"x:shape": 2}}


@pytest.fixture
def violations(monkeypatch):
    monkeypatch.setattr(shapes.validator, "validate", lambda *_, **__: Failed())
    monkeypatch.setattr(shapes, "validate", lambda *_, **__: Failed(), raising=False)


def told(result):
    """What the command said it did, by name."""
    return dict(re.split(r"\s{1,}", line, maxsplit=1) for line in result.stdout.splitlines())


def test_it_says_what_it_did_and_publishes(place):
    result = place.run("build")
    assert result.exit_code == 0
    said = told(result)
    build = place.builds.open()
    assert said["documents"] == "2"
    assert said["quads"] == str(len(build.quads)) == str(build.manifest.counts["quads"])
    assert int(said["facts"]) > 0
    assert said["validation"].startswith("conforms: 0 violations, ")
    assert said["build"] == build.id
    assert said["published"] == "yes"
    assert "meeting.en" in result.stderr


def test_the_manifest_tells_of_documents_and_validation(built):
    build = built.builds.open()
    manifest = build.manifest
    assert [record["stem"] for record in manifest.documents] == ["meeting.en", "plan.nb"]
    assert manifest.documents[0]["title"] == "Breakfast meeting on innovation"
    assert manifest.documents[0]["issued"] == "2024-03-05"
    assert sum(record["facts"] for record in manifest.documents) == manifest.counts["facts"]
    assert manifest.validation["conforms"]
    assert manifest.seconds > 0
    assert build.text("plan.nb") == (built.folder / "data/documents/plan.nb.md").read_text()


def test_the_same_documents_give_the_same_id_in_any_order_with_any_number_of_workers(built):
    first = built.builds.current_id()
    documents = [str(path) for path in sorted((built.folder / "data/documents").iterdir(), reverse=True)]
    again = built.run("build", "--jobs", "2", "--data", "elsewhere", *documents)
    assert told(again)["build"] == first


def test_another_text_gives_another_build_and_the_old_one_stays(built):
    first = built.builds.current_id()
    built.write("data/documents/plan.nb.md", "# Plan\n\nIngenting.\n")
    assert built.run("build").exit_code == 0
    assert built.builds.current_id() != first
    assert {item.id for item in built.builds.builds()} == {first, built.builds.current_id()}


def test_a_bad_document_is_named_and_the_others_are_built_and_published(place):
    place.write("data/documents/latin.nb.txt", "Bl\u00e5b\u00e6r".encode("latin-1"))
    place.write("data/documents/empty.nb.txt", "")
    result = place.run("build")
    assert result.exit_code == 2
    assert re.search(r"latin\.nb\.txt: .*UTF-8", result.stderr)
    assert re.search(r"empty\.nb\.txt: .*empty", result.stderr)
    build = place.builds.open()
    assert build.stems == ["meeting.en", "plan.nb"]
    assert sorted(item["file"] for item in build.manifest.problems) == ["empty.nb.txt", "latin.nb.txt"]


def test_nothing_is_built_of_nothing_but_bad_documents(place):
    bad = place.write("bad/empty.txt", "")
    result = place.run("build", str(bad))
    assert result.exit_code == 2
    assert "nothing was built" in result.stderr
    assert place.builds.builds() == []


def test_a_missing_path_is_a_wrong_call(place):
    result = place.run("build", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_a_missing_folder_of_documents_is_explained(place, monkeypatch):
    monkeypatch.setenv("INNOGRAF_DOCUMENTS", "nowhere")
    result = place.run("build")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


@pytest.mark.usefixtures("violations")
def test_a_build_with_violations_is_kept_but_not_published(place):
    result = place.run("build")
    assert result.exit_code == 1
    assert told(result)["published"] == "no"
    assert "innograf validate --build" in result.stderr
    assert place.builds.current_id() is None
    (kept,) = place.builds.builds()
    assert kept.validation["violations"] == 2


@pytest.mark.usefixtures("violations")
def test_a_build_with_violations_is_published_when_told_to(place):
    result = place.run("build", "--force")
    assert result.exit_code == 1
    assert told(result)["published"] == "yes"
    assert place.builds.current_id() == place.builds.builds()[0].id


def test_no_publish_keeps_the_build_only(place):
    result = place.run("build", "--no-publish")
    assert (result.exit_code, told(result)["published"]) == (0, "no")
    assert place.builds.current_id() is None


def test_the_result_of_validation_is_in_the_builds_own_graph(built):
    build = built.builds.open()
    graph = "https://w3id.org/innograf/graph/build"
    found = [quad for quad in build.quads if quad.predicate.value == SH.conforms and quad.graph_name.value == graph]
    assert [quad.object.value for quad in found] == ["true"]


def test_validation_quads_tell_the_counts():
    quads = validation_quads(Failed().summary(), "https://example.org/")
    values = {quad.predicate.value.rpartition("#")[2]: quad.object.value for quad in quads}
    assert (values["conforms"], values["violations"], values["warnings"], values["infos"]) == ("false", "2", "1", "0")
    assert {quad.graph_name.value for quad in quads} == {"https://example.org/graph/build"}


def test_a_second_build_takes_what_has_not_changed_from_the_cache(place):
    assert "from the cache" not in place.run("build").stderr
    first = place.builds.current_id()
    again = place.run("build")
    assert "2 of 2 documents have not changed and were taken from the cache." in again.stderr
    assert place.builds.current_id() == first
    assert (place.folder / "data" / "cache").is_dir()
    assert "from the cache" not in place.run("build", "--no-cache").stderr
    assert place.builds.current_id() == first


def test_without_the_cache_nothing_is_kept(place):
    assert place.run("build", "--no-cache").exit_code == 0
    assert not (place.folder / "data" / "cache").exists()


@pytest.fixture
def revised(built, monkeypatch):
    """A place with a build, and one document that has changed; two documents are enough to build by what differs."""
    monkeypatch.setattr("graph_builder.changes._CHANGED", 0)
    path = built.folder / "data/documents/plan.nb.md"
    path.write_text(path.read_text(encoding="utf-8") + "- dele data\n", encoding="utf-8")
    return built


def from_scratch(place):
    place.run("build", "--no-cache", "--data", str(place.folder / "other"))
    return BuildStore(place.folder / "other").open()


def test_a_changed_document_gives_the_build_from_scratch(revised, monkeypatch):
    first = revised.builds.open()
    with monkeypatch.context() as only_by_what_differs:
        only_by_what_differs.setattr(BuildStore, "create", None)
        result = revised.run("build")
    assert result.exit_code == 0, result.output
    build, expected = revised.builds.open(), from_scratch(revised)
    assert build.id == expected.id != first.id
    assert build.manifest.counts == expected.manifest.counts
    assert build.manifest.validation == expected.manifest.validation
    assert told(result)["quads"] == str(len(build.quads))
    assert build.is_whole()


def test_a_build_that_was_checked_by_other_shapes_is_not_built_upon(revised, monkeypatch):
    with monkeypatch.context() as never_by_what_differs:
        never_by_what_differs.setattr("shapes.made_with.made_with", lambda shapes: "other shapes")
        never_by_what_differs.setattr(BuildStore, "revise", None)
        result = revised.run("build")
    assert result.exit_code == 0, result.output
    assert revised.builds.open().id == from_scratch(revised).id


def test_a_build_before_that_is_damaged_is_not_used(revised):
    for file in (revised.builds.open().path / "lines").iterdir():
        file.write_bytes(b"x")
    result = revised.run("build")
    assert result.exit_code == 0, result.output
    assert "All is made from scratch." in result.stderr
    assert revised.builds.open().id == from_scratch(revised).id


@pytest.mark.usefixtures("violations")
def test_violations_that_are_waived_hold_nothing_back(place, monkeypatch):
    monkeypatch.setattr(cli.build, "waived_violations", lambda *_: 2)
    result = place.run("build")
    assert result.exit_code == 0
    assert told(result)["published"] == "yes"
    assert "2 violations waived" in told(result)["validation"]
