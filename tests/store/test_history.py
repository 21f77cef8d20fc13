"""What was published, what is gone, what differs by lines, and which builds are kept."""

import os

import pyoxigraph as ox
import pytest

from ontology import RDF
from store import BuildNotFound, files
from store.history import History
from store.line_difference import line_difference
from tests.store.conftest import BASE


def _typed(name):
    thing, graph = ox.NamedNode(f"{BASE}id/person/{name}"), ox.NamedNode(f"{BASE}graph/x.nb")
    return ox.Quad(thing, ox.NamedNode(RDF.type), ox.NamedNode(f"{BASE}def#Person"), graph)


@pytest.fixture
def made(builds, quad, info):
    """Make a build of people by name; `more` tells two builds of the same people apart."""

    def make(names, more=""):
        return builds.create([quad("rest", "p", f"{names}{more}"), *map(_typed, names)], {}, info)

    return make


def test_each_publication_is_written_down_once(builds, made):
    first, second = made(["a"]), made(["a", "b"])
    for build in (first, second, second, first):
        builds.publish(build.id)
    told = builds.history.publications()
    assert [(item.number, item.build, item.before) for item in told] == [
        (1, first.id, None),
        (2, second.id, first.id),
        (3, first.id, second.id),
    ]


def test_what_went_is_known_also_when_its_build_is_removed(builds, made):
    for names in (["haukvik", "tindvik"], ["tindvik"], ["tindvik", "c"], ["tindvik", "d"]):
        builds.publish(made(names).id, keep=2)
    gone = builds.history.gone(f"{BASE}id/person/haukvik")
    assert gone is not None
    with pytest.raises(BuildNotFound):
        builds.open(gone.build)
    assert builds.history.gone(f"{BASE}id/person/tindvik") is None
    assert builds.history.gone(f"{BASE}id/person/never") is None
    assert len(builds.builds()) == 2


def test_a_publication_whose_history_was_not_written_is_made_up_for(builds, made):
    first, second, third = made(["a", "b"]), made(["b"]), made(["b"], "more")
    builds.publish(first.id)
    (builds.root / "current").unlink()
    (builds.root / "current").symlink_to(second.id)
    builds.publish(third.id)
    assert builds.history.gone(f"{BASE}id/person/a")


def test_the_published_build_the_one_before_and_one_in_use_are_kept(builds, made):
    held, before, now = made(["a"]), made(["b"]), made(["c"])
    newer = [made([str(number)]) for number in range(3)]
    handle = files.hold(held.path)
    builds.publish(before.id)
    builds.publish(now.id, keep=2)
    assert {item.id for item in builds.builds()} == {held.id, before.id, now.id, newer[1].id, newer[2].id}
    os.close(handle)
    builds.publish(before.id, keep=2)
    assert held.id not in {item.id for item in builds.builds()}


def test_no_history_is_no_fault(tmp_path):
    assert History(tmp_path).publications() == []
    assert History(tmp_path).gone("https://example.org/id/person/a") is None


def test_lines_differ_as_quads_do(builds, made, quad, info, monkeypatch):
    monkeypatch.setattr("store.lines.LINES_IN_FILE", 7)
    one = builds.create([quad(str(number), "p", number % 5) for number in range(60)], {}, info)
    other = builds.create([quad(str(number), "p", number % 4) for number in range(10, 80)], {}, info)
    for before, after in ((one, other), (other, one), (one, one)):
        found = set(line_difference(before, after))
        old, new = ({f"{item} .".encode() for item in build.quads} for build in (before, after))
        assert found == {(False, line) for line in old - new} | {(True, line) for line in new - old}


def test_a_revised_build_is_compared_by_the_files_that_changed(builds, quad, info, monkeypatch):
    from store import Changes

    monkeypatch.setattr("store.lines.LINES_IN_FILE", 10)
    before = builds.create([quad(f"{number:03}", "p") for number in range(100)], {}, info)
    with builds.revise(before) as revision:
        revision.change(Changes([quad("050", "p")], [quad("050", "p", "new"), quad("999", "p")]))
        after = builds.keep(revision, {}, {})
    read = []
    from store import lines

    def counted(path):
        read.append(path)
        return lines.read_lines(path)

    monkeypatch.setattr("store.line_difference.read_lines", counted)
    assert len(list(line_difference(before, after))) == 3
    assert len(read) < 8
