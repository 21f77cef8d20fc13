"""Blank nodes become IRIs, the same ones however the file is written."""

from pathlib import Path

from pyoxigraph import BlankNode, NamedNode

import ontology

GRAPH, BASE = "https://e.org/graph/shapes", "https://e.org/"
FIRST = '@prefix : <urn:x:> . :a :p [ :q "1" ] ; :r ( :x :y ) . :b :p _:z . _:z :q "2" .'
SECOND = '@prefix : <urn:x:> . _:other :q "2" . :b :p _:other . :a :r ( :x :y ) . :a :p _:k . _:k :q "1" .'


def write(folder: Path, text: str) -> Path:
    folder.mkdir()
    path = folder / "file.ttl"
    path.write_text(text, encoding="utf-8")
    return path


def test_same_names_in_any_order(tmp_path: Path) -> None:
    first = ontology.skolemise([write(tmp_path / "a", FIRST)], GRAPH, BASE)
    second = ontology.skolemise([write(tmp_path / "b", SECOND)], GRAPH, BASE)
    assert first == second
    assert len(first) == 9
    for quad in first:
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert quad.graph_name == NamedNode(GRAPH)
    genids = {q.subject.value for q in first if q.subject.value.startswith(BASE)}
    assert all(iri.startswith("https://e.org/.well-known/genid/file-") for iri in genids)
    assert len(genids) == 4


def test_nodes_of_two_files_do_not_meet(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    for path in (one, two):
        path.write_text('<urn:x:a> <urn:x:p> [ <urn:x:q> "1" ] .', encoding="utf-8")
    assert len(ontology.skolemise([one, two], GRAPH, BASE)) == 4


def test_the_ontology_becomes_as_many_quads_as_it_has_triples() -> None:
    assert len(ontology.skolemise(ontology.files(), GRAPH, BASE)) == len(ontology.load_store())
