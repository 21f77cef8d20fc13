"""The validator: what it reads, what it says of data that it cannot read, and that it is quick and fetches nothing."""

import socket
import time
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from synthetic_build import BASE, build

import ontology
import shapes
from ontology import INNO, ORG, RDF, RDFS, SHAPE, XSD

PERSON = f"{BASE}id/person/kari"
BAD = f"<{PERSON}> <{RDF.type}> <{INNO.Person}> .\n"


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return build(documents=2, events=3)


def found(report: shapes.Report) -> set[str]:
    return {result.shape.removeprefix(SHAPE) for result in report.results}


def test_a_whole_build_conforms(quads: list[Quad]) -> None:
    report = shapes.validate(quads, BASE)
    assert report.results == ()
    assert report.conforms
    assert report.notes == ()
    assert report.shapes > 100


def test_a_fact_without_evidence_is_found_with_its_document_thing_and_property(quads: list[Quad]) -> None:
    fact = Quad(
        NamedNode(f"{BASE}id/person/p-0-0"),
        NamedNode(ontology.SKOS.altLabel),
        Literal("P"),
        NamedNode(f"{BASE}graph/made-0.en"),
    )
    (result,) = shapes.validate([*quads, fact], BASE).results
    assert result.shape == SHAPE["fact-evidence"]
    assert result.severity == "Violation"
    assert (result.focus, result.focus_label) == (f"{BASE}doc/made-0.en", "Made up 0")
    assert (result.path, result.value) == (ontology.SKOS.altLabel, f"{BASE}id/person/p-0-0")
    assert result.value_label == "Person 0-0"
    assert "har ikke belegg" in result.message("nb")
    assert "has no evidence" in result.message("en")
    assert result.shape_name == "Every fact has evidence"


def test_evidence_of_another_document_does_not_count(quads: list[Quad]) -> None:
    moved = Quad(
        NamedNode(f"{BASE}id/place/town-0"),
        NamedNode(RDF.type),
        NamedNode(INNO.Place),
        NamedNode(f"{BASE}graph/made-1.en"),
    )
    assert found(shapes.validate([*quads, moved], BASE)) == {"fact-evidence"}


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl", "nt", "rdf", "jsonld"])
def test_files_of_every_format(suffix: str, tmp_path: Path) -> None:
    store = pyoxigraph.Store()
    store.load(BAD.encode(), format=RdfFormat.N_QUADS)
    path = tmp_path / f"data.{suffix}"
    form = RdfFormat.from_extension(suffix)
    graph = None if form.supports_datasets else pyoxigraph.DefaultGraph()
    path.write_bytes(store.dump(format=form, from_graph=graph))
    report = shapes.validate(path, BASE)
    assert found(report) == {"name", "person-name"}
    assert not report.conforms
    assert "not checked" in report.notes[0]["en"], "without document graphs the report says what it could not check"
    assert set(report.notes[0]) == {"nb", "en"}


def test_rdflib_graphs_and_datasets(quads: list[Quad]) -> None:
    graph = rdflib.Graph().parse(data=BAD, format="nt")
    assert found(shapes.validate(graph)) == {"name", "person-name"}
    store = pyoxigraph.Store()
    store.extend(quads)
    dataset = rdflib.Dataset()
    dataset.parse(data=store.dump(format=RdfFormat.N_QUADS), format="nquads")
    assert shapes.validate(dataset, BASE).results == ()


def test_a_store_is_not_written_to(quads: list[Quad]) -> None:
    for given in (quads, [q for q in quads if "graph/ontology" not in q.graph_name.value]):
        store = pyoxigraph.Store()
        store.extend(given)
        before = len(store)
        assert shapes.validate(store, BASE).results == ()
        assert len(store) == before


def test_a_build_on_disk_is_validated_read_only(quads: list[Quad], tmp_path: Path) -> None:
    store = pyoxigraph.Store(str(tmp_path / "quads"))
    store.extend(quads)
    store.flush()
    del store
    assert shapes.validate(pyoxigraph.Store.read_only(str(tmp_path / "quads")), BASE).conforms


def test_data_that_cannot_be_read_is_reported_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> nonsense .\n", encoding="utf-8")
    with pytest.raises(shapes.DataError, match=r"broken\.ttl, line 2"):
        shapes.validate(path)
    with pytest.raises(shapes.DataError, match=r"missing\.ttl"):
        shapes.validate(tmp_path / "missing.ttl")
    (tmp_path / "data.xyz").write_text("", encoding="utf-8")
    with pytest.raises(shapes.DataError, match=r"use one of nq, trig, ttl"):
        shapes.validate(tmp_path / "data.xyz")
    (tmp_path / "latin.nt").write_bytes(b'<urn:a> <urn:b> "bl\xe5" .\n')
    with pytest.raises(shapes.DataError, match=r"latin\.nt"):
        shapes.validate(tmp_path / "latin.nt")


def test_shapes_that_cannot_be_used_are_reported(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a sh:NodeShape ; nonsense .\n", encoding="utf-8"
    )
    with pytest.raises(shapes.ShapesError, match=r"broken\.ttl, line 2"):
        shapes.validate([], shapes=(broken,))
    query = tmp_path / "query.ttl"
    query.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ;\n"
        ' sh:sparql [ sh:select "SELECT $this WHERE { oops" ] .\n',
        encoding="utf-8",
    )
    with pytest.raises(shapes.ShapesError, match="SPARQL"):
        shapes.validate([], shapes=(query,))


def test_values_of_every_form_are_reported_and_stop_nothing() -> None:
    """Anything may stand in a file: the validator must report it, not fall over it."""
    values = [
        BlankNode("b"),
        NamedNode("urn:x"),
        Literal(""),
        Literal("x", language="nb"),
        *(
            Literal("wrong", datatype=NamedNode(XSD[kind]))
            for kind in ("date", "dateTime", "integer", "decimal", "gYear")
        ),
        Literal("2018-01-01T10:00:00Z", datatype=NamedNode(XSD.dateTime)),
        Literal("2018-01-01T10:00:00", datatype=NamedNode(XSD.dateTime)),
        Literal("5", datatype=NamedNode(XSD.integer)),
    ]
    vocabulary = ontology.vocabulary()
    # Classes of concepts are left out: their checks compare with the ontology's own.
    classes = [c for c in vocabulary.classes if c.startswith(INNO)] + [ORG.Membership]
    for value in values:
        subject = NamedNode(f"{BASE}id/person/x")
        quads = [Quad(subject, NamedNode(RDF.type), NamedNode(c)) for c in classes]
        quads += [Quad(subject, NamedNode(p), value) for p in vocabulary.properties if p != RDFS.label]
        other = Literal("2019", datatype=NamedNode(XSD.date))
        quads.append(Quad(subject, NamedNode(ontology.SCHEMA.endDate), other))
        assert not shapes.validate(quads).conforms


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the validator opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    imports = Quad(NamedNode("urn:o"), NamedNode(ontology.OWL.imports), NamedNode("http://127.0.0.1:9/ontology.ttl"))
    header = Quad(NamedNode("urn:o"), NamedNode(RDF.type), NamedNode(ontology.OWL.Ontology))
    assert shapes.validate([imports, header]).conforms


def test_results_are_in_a_fixed_order(quads: list[Quad]) -> None:
    broken = [q for q in quads if q.predicate.value != RDFS.label or "graph/ontology" in q.graph_name.value]
    first, second = shapes.validate(broken, BASE), shapes.validate(reversed(broken), BASE)
    assert [r.focus for r in first.results] == [r.focus for r in second.results]
    assert len(first.results) > 20


def test_five_documents_are_checked_in_seconds() -> None:
    """About 2,600 facts and 33,000 quads of evidence; one second alone on two cores, three with others at work."""
    large = build(documents=5, events=22)
    shapes.validate([], BASE)  # reads the shapes
    start = time.process_time()
    assert shapes.validate(large, BASE).conforms
    assert time.process_time() - start < 3
