"""Making builds: the id, the documents' text, what is refused, several builders at once."""

import hashlib
import io
import multiprocessing
import os
import random
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from store import BuildStore, DocumentNotFound, StoreError

XSD = "http://www.w3.org/2001/XMLSchema#"

# Written forms that Oxigraph changes.
REWRITTEN = [
    ("01", "integer"),
    ("2.50", "decimal"),
    ("7", "int"),
    ("1", "boolean"),
    ("1e400", "double"),
    ("2026-01-01T10:00:00+00:00", "dateTime"),
    ("2026-01-01T24:00:00", "dateTime"),
    ("--11-24", "gMonthDay"),
    ("PT36H", "dayTimeDuration"),
    ("not a number", "integer"),
]


def literals(quad):
    for number, (text, datatype) in enumerate(REWRITTEN):
        yield quad(f"n{number}", "value", ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))
    yield quad("å", "label", ox.Literal("«tab\t, linje\r\n\u2028 og 😀»", language="nb-NO"))


def test_id_is_the_hash_of_the_sorted_dump(builds, quad, tmp_path):
    build = builds.create(literals(quad), {})
    dump = tmp_path / "all.nq"
    with dump.open("wb") as out:
        build.dump("nq", out)
    sort = subprocess.run(["sort", dump], env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=True)
    assert hashlib.sha256(sort.stdout).hexdigest() == build.id
    assert build.path.name == build.id


def test_id_survives_dump_and_load(builds, quad, tmp_path):
    build = builds.create(literals(quad), {})
    out = io.BytesIO()
    build.dump("nq", out)
    again = BuildStore(tmp_path / "other").create(ox.parse(out.getvalue(), ox.RdfFormat.N_QUADS), {})
    assert again.id == build.id


def test_order_repeats_time_and_texts_do_not_change_the_id(builds, quad, info, tmp_path):
    quads = [*literals(quad), quad("a", "p"), quad("b", "p", graph="graph/y.nn")]
    build = builds.create(quads, {"x.nb": "tekst"}, info)
    random.Random(1).shuffle(quads)
    again = BuildStore(tmp_path / "other").create([*quads, quads[0]], {}, {"seconds": 12.5, "machine": "another"})
    assert again.id == build.id


def test_the_same_build_twice_keeps_the_first(builds, quad, info):
    first = builds.create([quad("a", "p")], {}, info)
    second = builds.create([quad("a", "p")], {}, {**info, "builder": "later"})
    assert second.manifest == first.manifest
    assert len(builds.builds()) == 1


def test_manifest_counts_quads_by_graph(builds, quad, info):
    build = builds.create([quad("a", "p"), quad("b", "p"), quad("c", "p", graph="evidence/x.nb")], {}, info)
    assert build.manifest.counts == {"documents": 1, "entities": 2, "facts": 3, "quads": 3}
    assert build.manifest.graphs == {
        "https://example.org/evidence/x.nb": 1,
        "https://example.org/graph/x.nb": 2,
    }
    assert build.graphs() == sorted(build.manifest.graphs)
    assert builds.open(build.id).manifest == build.manifest


def test_texts_are_kept_to_the_byte(builds, quad):
    texts = {"x.nb": "én\r\nto\rtre\n\n", "a.b.c.sv": "", "bom": "\ufefftekst \u2028 😀"}
    build = builds.create([quad("a", "p")], texts)
    assert build.stems == sorted(texts)
    assert {stem: build.text(stem) for stem in texts} == texts


@pytest.mark.parametrize("stem", ["", ".", "..", "../x", "a/b", "a\\b", ".x", "a\0b", "a\nb", "å" * 126])
def test_a_stem_that_is_no_file_name_is_refused(builds, quad, stem):
    with pytest.raises(StoreError, match="stem"):
        builds.create([quad("a", "p")], {stem: "text"})
    assert list(builds.root.iterdir()) == []


@pytest.mark.parametrize("stem", ["../manifest", "y", "x.nb.txt", "/etc/hostname", ""])
def test_only_documents_of_the_build_are_read(builds, quad, stem):
    build = builds.create([quad("a", "p")], {"x.nb": "text"})
    (builds.root / "manifest.txt").write_text("outside")
    with pytest.raises(DocumentNotFound):
        build.text(stem)


@pytest.mark.parametrize(
    "bad",
    [
        ox.Quad(ox.BlankNode(), ox.NamedNode("https://e.org/p"), ox.Literal("x"), ox.NamedNode("https://e.org/g")),
        ox.Quad(ox.NamedNode("https://e.org/s"), ox.NamedNode("https://e.org/p"), ox.BlankNode(), ox.NamedNode("x:g")),
        ox.Quad(ox.NamedNode("https://e.org/s"), ox.NamedNode("https://e.org/p"), ox.Literal("x")),
    ],
)
def test_blank_nodes_and_the_default_graph_are_refused(builds, quad, bad):
    with pytest.raises(StoreError, match=r"blank nodes|named graph"):
        builds.create([quad("a", "p"), bad], {})
    assert list(builds.root.iterdir()) == []


def test_an_unknown_manifest_field_is_refused(builds, quad):
    with pytest.raises(StoreError, match="'colour'"):
        builds.create([quad("a", "p")], {}, {"colour": "red"})


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path, quad):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        BuildStore(tmp_path / "file" / "builds").create([quad("a", "p")], {})


def test_a_damaged_build_is_replaced(builds, quad):
    build = builds.create([quad("a", "p")], {"x": "text"})
    for file in (build.path / "quads").glob("*.sst"):
        file.unlink()
    again = builds.create([quad("a", "p")], {"x": "text"})
    assert again.is_whole()
    assert builds.clean() != []
    assert again.is_whole()


def _make_builds(root: Path, seed: int) -> None:
    store = BuildStore(root)
    graph = ox.NamedNode("https://example.org/graph/x")
    for number in range(6):
        # Half of the builds are the same for all processes, half are not.
        name = f"https://example.org/{seed if number % 2 else 'same'}-{number}"
        quads = [ox.Quad(ox.NamedNode(name), ox.NamedNode(name), ox.Literal(str(i)), graph) for i in range(50)]
        build = store.create(quads, {"x": name})
        store.publish(build.id)
        assert build.is_whole()


def test_builders_at_the_same_time_do_not_disturb_each_other(builds):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_make_builds, args=(builds.root, seed)) for seed in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    found = builds.builds()
    assert len(found) == 3 + 3 * 3
    assert all(builds.open(item.id).is_whole() for item in found)
    names = sorted(["current", "history.sqlite", *(item.id for item in found)])
    assert sorted(path.name for path in builds.root.iterdir()) == names
    assert builds.history.publications()[-1].build == builds.current_id()
