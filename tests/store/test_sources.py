"""A build from quads, from a store in memory and from a file: the same one, in however many pieces it is made."""

import pyoxigraph as ox
import pytest

from store import BuildStore, StoreError, canonical, writing

XSD = "http://www.w3.org/2001/XMLSchema#"
NQ = ox.RdfFormat.N_QUADS


@pytest.fixture
def quads(quad):
    several = [quad(f"n{n % 40}", f"p{n % 3}", f"text {n % 50}", f"graph/{n % 4}") for n in range(400)]
    return [
        *several,
        quad("a", "p", ox.Literal("007", datatype=ox.NamedNode(XSD + "int"))),
        quad("a", "p", ox.Literal("Ord\r\n _: << \u2028 «»", language="nb-NO")),
        quad("a", "p", "text", "evidence/x.nb"),
    ]


def sources(quads, tmp_path):
    memory = ox.Store()
    memory.extend(quads)
    file = tmp_path / "some.nq"
    # Twice, and not as Oxigraph would write it.
    text = b"# a comment\n" + b"".join(str(quad).replace("> <", ">\t<").encode() + b" .\n" for quad in [*quads, *quads])
    file.write_bytes(text)
    return iter(quads), memory, file


@pytest.mark.parametrize("size", [100, 1_000_000])
def test_every_source_in_pieces_of_any_size_gives_the_same_build(quads, tmp_path, info, monkeypatch, size):
    monkeypatch.setattr(canonical, "PIECE_BYTES", 100 * size)
    monkeypatch.setattr(canonical, "PIECE_QUADS", size)
    monkeypatch.setattr(writing, "PART_LINES", size)
    expected = ox.Store()
    expected.extend(quads)
    ids = set()
    for number, source in enumerate(sources(quads, tmp_path)):
        build = BuildStore(tmp_path / str(number)).create(source, {}, info)
        assert build.is_whole()
        assert set(build.quads) == set(expected)
        assert build.manifest.counts["quads"] == len(build.quads) == sum(build.manifest.graphs.values())
        ids.add(build.id)
    assert len(ids) == 1


def test_the_union_has_each_triple_once_and_no_evidence(builds, quads, info):
    build = builds.create(quads, {}, info)
    union = [quad.triple for quad in build.with_union.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    evidence = ox.NamedNode("https://example.org/evidence/x.nb")
    assert len(union) == len(set(union))
    assert set(union) == {quad.triple for quad in build.quads if quad.graph_name != evidence}
    named = [quad for quad in build.with_union if quad.graph_name != ox.DefaultGraph()]
    assert set(named) == set(build.quads)


def test_the_two_stores_share_their_files(builds, quads, info):
    path = builds.create(quads, {}, info).path
    kept = {file.stat().st_ino for file in (path / "quads").glob("*.sst")}
    assert kept & {file.stat().st_ino for file in (path / "union").glob("*.sst")}


def test_a_line_that_is_no_quad_is_named(builds, tmp_path, monkeypatch):
    monkeypatch.setattr(canonical, "PIECE_BYTES", 10)
    file = tmp_path / "some.nq"
    file.write_text("<x:a> <x:b> <x:c> <x:g> .\n\n<x:a> <x:b> <x:d> <x:g> .\n<x:a> nonsense .\n")
    with pytest.raises(StoreError, match=r"some\.nq, line 4: this is not N-Quads"):
        builds.create(file, {})
    assert list(builds.root.iterdir()) == []


@pytest.mark.parametrize("line", ["<x:a> <no-scheme> <x:c> <x:g> .", '<x:a> <x:b> "t"@x <x:g> .'])
def test_a_term_that_is_not_valid_is_named(builds, tmp_path, line):
    file = tmp_path / "some.nq"
    file.write_text(f"# a comment\n<x:a> <x:b> <x:c> <x:g> .\n{line}\n")
    with pytest.raises(StoreError, match=r"some\.nq, line 3: this is not N-Quads"):
        builds.create(file, {})
    assert list(builds.root.iterdir()) == []


@pytest.mark.parametrize(
    "line", ["_:a <x:b> <x:c> <x:g> .", "<x:a> <x:b> _:c <x:g> .", "<x:a> <x:b> <x:c> .", "<x:a> <x:b> <x:c> _:g ."]
)
def test_what_a_build_does_not_take_is_refused_in_files_too(builds, tmp_path, line):
    file = tmp_path / "some.nq"
    file.write_text(f"<x:a> <x:b> <x:d> <x:g> .\n{line}\n")
    with pytest.raises(StoreError, match=r"blank nodes|named graph"):
        builds.create(file, {})


def test_a_file_that_is_not_there_is_said_plainly(builds, tmp_path):
    with pytest.raises(StoreError, match=r"gone\.nq"):
        builds.create(tmp_path / "gone.nq", {})
