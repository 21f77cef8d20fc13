"""A build that was revised is the same as one made of its quads from scratch."""

import random

import pyoxigraph as ox
import pytest

from store import BuildStore, Changes, StoreError, lines
from store.build import LINES

GRAPHS = ["graph/a", "graph/b", "evidence/a", "evidence/b"]


@pytest.fixture
def any_quads(quad):
    """Some of the few quads there are, so that graphs share triples; canonical, as a store gives them."""

    def some(chance, most):
        store = ox.Store()
        for _ in range(chance.randint(0, most)):
            value = chance.choice(["text", "æ\n\t«»", ox.Literal(chance.randint(0, 3)), ox.NamedNode("x:a")])
            store.add(quad(f"s{chance.randint(0, 9)}", f"p{chance.randint(0, 2)}", value, chance.choice(GRAPHS)))
        return set(store)

    return some


def columns(build):
    """What the files of columns hold, by name."""
    return {path.name: path.read_bytes() for path in (build.path / "columns").glob("*")}


@pytest.mark.parametrize("seed", range(4))
def test_any_changes_one_after_another_give_the_build_from_scratch(seed, tmp_path, any_quads, info, monkeypatch):
    monkeypatch.setattr(lines, "LINES_IN_FILE", 7)
    chance = random.Random(seed)
    builds, scratch = BuildStore(tmp_path / "revised"), BuildStore(tmp_path / "scratch")
    now = any_quads(chance, 60) or any_quads(random.Random(99), 60)
    build = builds.create(now, {"x": "text", "y": "text"}, info)
    for turn in range(3):
        after = any_quads(chance, 60) if turn == 1 else (now | any_quads(chance, 9)) - any_quads(chance, 60)
        half = set(chance.sample(sorted(now - after, key=str), len(now - after) // 2))
        with builds.revise(build) as revision:
            # What goes and comes again at once has not changed.
            revision.change(Changes([*half, *(now & after)], []))
            revision.change(Changes([*(now - after - half)], [*(after - now), *(now & after)]))
            assert set(revision.quads) == after
            build = builds.keep(revision, {"x": "text", "z": f"text {turn}"}, info)
        expected = scratch.create(after, {"x": "text", "z": f"text {turn}"}, info)
        assert build.id == expected.id
        assert build.is_whole()
        assert set(build.with_union) == set(expected.with_union)
        assert columns(build) == columns(expected)
        assert build.manifest.graphs == expected.manifest.graphs
        assert build.manifest.counts == expected.manifest.counts
        if after != now:
            assert {stem: build.text(stem) for stem in build.stems} == {"x": "text", "z": f"text {turn}"}
        now = after
        if not now:
            break


def test_a_graph_that_has_lost_all_is_not_there_any_more(builds, quad, info):
    last = quad("b", "p", graph="graph/b")
    before = builds.create([quad("a", "p", graph="graph/a"), last], {}, info)
    with builds.revise(before) as revision:
        revision.change(Changes([last], []))
        after = builds.keep(revision, {}, info)
    for store in (after.quads, after.with_union):
        assert [row["g"].value[-7:] for row in store.query("SELECT ?g { GRAPH ?g { } }")] == ["graph/a"]


def test_what_has_not_changed_is_linked(builds, quad, info, monkeypatch):
    monkeypatch.setattr(lines, "LINES_IN_FILE", 50)
    before = builds.create([quad(f"s{n:03}", "p") for n in range(300)], {"x": "text"}, info)
    with builds.revise(before) as revision:
        revision.change(Changes([], [quad("s150", "q")]))
        after = builds.keep(revision, {"x": "text"}, info)
    linked = [path.name for path in (after.path / LINES).iterdir() if path.samefile(before.path / LINES / path.name)]
    assert len(linked) == 5
    assert (after.path / "documents" / "x.txt").samefile(before.path / "documents" / "x.txt")
    assert before.is_whole()


def test_no_change_is_the_same_build(builds, quad, info):
    before = builds.create([quad("a", "p")], {}, info)
    with builds.revise(before) as revision:
        assert builds.keep(revision, {}, info) is before
    assert [path.name for path in builds.root.iterdir()] == [before.id]


def test_the_same_quads_again_have_the_new_reports_and_are_not_read_to_the_end(builds, quad, info, monkeypatch):
    one, other = quad("a", "p"), quad("b", "p")
    first = builds.create([one], {"x": "text"}, info, {"told": 1, "kept": 1})
    with builds.revise(first) as revision:
        revision.change(Changes([], [other]))
        second = builds.keep(revision, {"x": "text"}, info, {"told": 2, "kept": 1})
    # To hash all quads takes longer than all else when little has changed.
    monkeypatch.setattr("store.build.hash_of", None)
    with builds.revise(second) as revision:
        revision.change(Changes([other], []))
        back = builds.keep(revision, {"x": "text"}, info, {"told": 3, "kept": 1})
    assert back.id == first.id
    assert [builds.open(build.id).report("told") for build in (first, second)] == [3, 2]
    stamps = [first.report_stamp(name) for name in ("told", "kept")]
    with builds.revise(back) as revision:
        assert builds.keep(revision, {"x": "text"}, info, {"told": 4, "kept": 1}).report("told") == 4
    assert first.report_stamp("told") != stamps[0]
    assert first.report_stamp("kept") == stamps[1]
    assert first.report_stamp("nothing") == (0,)


def test_a_damaged_build_gives_way_to_a_revised_one_of_the_same_quads(builds, quad, info):
    one, other = quad("a", "p"), quad("b", "p")
    first = builds.create([one], {}, info)
    with builds.revise(first) as revision:
        revision.change(Changes([], [other]))
        second = builds.keep(revision, {}, info)
    for name in ("quads", "union"):
        for file in (first.path / name).glob("*.sst"):
            file.unlink()
    with builds.revise(second) as revision:
        revision.change(Changes([other], []))
        assert builds.keep(revision, {}, info).is_whole()


def test_a_revision_that_is_not_kept_leaves_nothing(builds, quad, info):
    before = builds.create([quad("a", "p")], {}, info)
    with pytest.raises(ZeroDivisionError), builds.revise(before) as revision:
        revision.change(Changes([], [quad("b", "p")]))
        raise ZeroDivisionError
    assert [path.name for path in builds.root.iterdir()] == [before.id]
    assert before.is_whole()


@pytest.mark.parametrize("fault", ["removed", "added", "damaged", "missing"])
def test_lines_that_are_not_those_of_the_quads_are_refused(builds, quad, info, fault):
    before = builds.create([quad("a", "p"), quad("b", "p")], {}, info)
    file = next((before.path / LINES).iterdir())
    if fault == "damaged":
        file.write_bytes(b"x")
    if fault == "missing":
        file.unlink()
    changes = {"removed": ([quad("c", "p")], []), "added": ([], [quad("a", "p")])}.get(fault, ([], [quad("d", "p")]))
    with pytest.raises(StoreError, match="lines"), builds.revise(before) as revision:
        revision.change(Changes(*changes))
        builds.keep(revision, {}, info)


def test_blank_nodes_are_refused(builds, quad, info):
    before = builds.create([quad("a", "p")], {}, info)
    bad = ox.Quad(ox.BlankNode(), ox.NamedNode("x:p"), ox.Literal("x"), ox.NamedNode("x:g"))
    with pytest.raises(StoreError, match="blank nodes"), builds.revise(before) as revision:
        revision.change(Changes([], [bad]))


@pytest.mark.parametrize("kept", ["none", "packed otherwise"])
def test_a_build_of_an_older_version_is_not_revised(builds, quad, info, kept):
    before = builds.create([quad("a", "p")], {}, info)
    if kept == "none":
        (before.path / LINES).rename(before.path / "else")
    else:
        (before.path / LINES / "000000.zst").rename(before.path / LINES / "000000")
    with pytest.raises(StoreError, match="older version"), builds.revise(before):
        pass


def test_a_snapshot_stays_as_it_was_and_is_no_part_of_the_build(builds, quad, info):
    one, two = quad("a", "p"), quad("b", "p")
    before = builds.create([one], {}, info)
    with builds.revise(before) as revision:
        revision.change(Changes([], [two]))
        path = revision.snapshot()
        revision.change(Changes([one], []))
        assert set(ox.Store.read_only(str(path))) == {one, two}
        after = builds.keep(revision, {}, info)
    assert set(after.quads) == {two}
    assert {item.name for item in after.path.iterdir()} <= {item.name for item in before.path.iterdir()}
