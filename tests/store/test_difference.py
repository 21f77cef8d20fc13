"""Comparing two builds."""

from store import diff


def test_differences_are_counted_by_graph(builds, quad):
    before = builds.create([quad("a", "p"), quad("b", "p"), quad("b", "p", graph="graph/y")], {})
    after = builds.create([quad("a", "p"), quad("c", "p"), quad("d", "p", graph="graph/z")], {})
    found = diff(before, after)
    assert found.added == {"https://example.org/graph/x.nb": 1, "https://example.org/graph/z": 1}
    assert found.removed == {"https://example.org/graph/x.nb": 1, "https://example.org/graph/y": 1}
    assert {str(item.subject) for item in found.added_quads()} == {
        "<https://example.org/id/c>",
        "<https://example.org/id/d>",
    }
    assert {str(item.subject) for item in found.removed_quads()} == {"<https://example.org/id/b>"}
    assert not found.is_empty


def test_a_build_does_not_differ_from_itself(builds, quad):
    build = builds.create([quad("a", "p")], {})
    assert diff(build, builds.open(build.id)).is_empty
