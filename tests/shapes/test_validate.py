"""The validator: what it reads, what it says of data that it cannot read, and that it is quick and fetches nothing."""

import re
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
from shapes import reports

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
    assert set(report.notes[0]) == {"nb", "nn", "en"}


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("ttl", "<#kari> <urn:p> 1 ."),
        ("rdf", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
         '<r:Description r:ID="kari"><u:p>1</u:p></r:Description></r:RDF>'),
        ("jsonld", '{"@id": "#kari", "urn:p": 1}'),
    ],
)  # fmt: skip
def test_relative_iris_start_with_where_the_file_is(suffix: str, text: str, tmp_path: Path) -> None:
    data, own = tmp_path / f"data.{suffix}", tmp_path / "shapes.ttl"
    data.write_text(text, encoding="utf-8")
    own.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<#s> sh:targetSubjectsOf <urn:p> ; sh:in () .\n")
    (result,) = shapes.validate(data, shapes=(own,)).results
    assert (result.focus, result.shape) == (f"{data.as_uri()}#kari", f"{own.as_uri()}#s")


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
    with pytest.raises(shapes.DataError, match=r"use one of ttl, nt, nq, trig"):
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


def turtle(text: str) -> rdflib.Graph:
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in ontology.prefixes().items())
    return rdflib.Graph().parse(data=f"@base <{BASE}id/> .\n{prefixes}{text}", format="turtle")


def test_a_term_that_the_ontology_lacks_is_named_with_the_thing_that_has_it(quads: list[Quad]) -> None:
    event = NamedNode(f"{BASE}id/event/a")
    wrong = [
        Quad(event, NamedNode(RDF.type), NamedNode(INNO.Evnt), NamedNode(f"{BASE}graph/authority")),
        Quad(event, NamedNode(INNO.foo), Literal("x"), NamedNode(f"{BASE}graph/authority")),
        Quad(event, NamedNode(INNO.foo), Literal("y"), NamedNode(f"{BASE}graph/authority")),
    ]
    for data in ([*quads, *wrong], [q.triple for q in wrong]):
        given = [q if isinstance(q, Quad) else Quad(q.subject, q.predicate, q.object) for q in data]
        results = shapes.validate(given, BASE).results
        assert [(r.focus, r.path, r.message("en")) for r in results] == [
            (event.value, RDF.type, f"The ontology has no class {INNO.Evnt}."),
            (event.value, INNO.foo, f"The ontology has no property {INNO.foo}."),
        ]
        assert not any("{" in r.message("nb") for r in results)


def test_data_cannot_declare_a_term_of_ours() -> None:
    report = shapes.validate(turtle("inno:Evnt a owl:Class . <event/a> a inno:Evnt ."), BASE)
    assert found(report) == {"class-declared"}


def test_a_term_that_a_document_uses_wrongly_is_told_once(quads: list[Quad]) -> None:
    fact = Quad(
        NamedNode(f"{BASE}id/place/town-0"),
        NamedNode(INNO.foo),
        Literal("x"),
        NamedNode(f"{BASE}graph/made-0.en"),
    )
    assert found(shapes.validate([*quads, fact], BASE)) == {"property-declared", "fact-evidence"}


def test_names_in_one_language_are_told() -> None:
    data = turtle(
        '<place/a> a inno:Place ; rdfs:label "B"@nb, "A"@nb, "C"@nb, "D"@en, "F"@da, "E"@da .'
        '<place/b> a inno:Place ; rdfs:label "H", "G", "I"@nb .'
    )
    results = shapes.validate(data, BASE).results
    told = sorted(r.message("en").split(" (rdfs:label) ")[1].split(".")[0] for r in results)
    assert told == [
        "in the language da: «E», «F»",
        "in the language nb: «A», «B», «C»",
        "without a language: «G», «H»",
    ]
    assert any("på språket nb: «A», «B», «C»" in r.message("nb") for r in results)


def test_the_name_of_a_person_may_be_inferred_as_a_label_without_language() -> None:
    person = '<person/a> a inno:Person ; foaf:name "A B" ; rdfs:label "A B", "A B"@nb'
    assert shapes.validate(turtle(f"{person} ."), BASE).results == ()
    assert found(shapes.validate(turtle(f'{person}, "C" .'), BASE)) == {"name-untagged"}


def test_a_text_where_a_thing_should_be_is_told_once() -> None:
    event = '<event/a> a inno:Event ; rdfs:label "A"@nb ; schema:organizer "KS" .'
    (result,) = shapes.validate(turtle(event), BASE).results
    assert (result.shape, result.value) == (SHAPE["event-organizer"], "KS")


def test_a_blank_node_is_told_once_and_has_no_made_up_name() -> None:
    report = shapes.validate(turtle('[] a inno:Event ; rdfs:label "A"@nb . <event/b> schema:startDate [] .'), BASE)
    (result,) = (r for r in report.results if r.shape == SHAPE.Event)
    assert (result.thing("en"), result.thing("nb")) == ("A (node without IRI)", "A (node uten IRI)")
    assert len(list(report.graph.objects(None, rdflib.SH.result))) == len(report.results)
    (dated,) = (r for r in report.results if r.shape == SHAPE["date-form"])
    assert dated.value_thing("en") == "node without IRI"
    assert dated.message("nb").startswith("Datoen «node uten IRI» må")
    for lang in ("nb", "nn", "en"):
        hexadecimal = re.compile("[0-9a-f]{20}")
        assert not hexadecimal.search(reports.text(report, lang))
        assert not hexadecimal.search(re.sub("(?s)<style>.*</style>", "", reports.html(report, lang)))


def test_values_with_backslashes_or_braces_stand_in_messages_as_they_are() -> None:
    (one, two) = ("A\\q\\g<5> {?language}", "B {?names}")
    data = turtle("")
    for name in (one, two):
        place = rdflib.URIRef(f"{BASE}id/place/a")
        data.add((place, rdflib.RDF.type, rdflib.URIRef(INNO.Place)))
        data.add((place, rdflib.RDFS.label, rdflib.Literal(name, lang="nb")))
    (result,) = shapes.validate(data, BASE).results
    assert f"«{one}», «{two}»" in result.message("en")
    assert f"«{one}», «{two}»" in result.message("nb")


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


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("sh:minCont 1", "sh:minCont, which SHACL 1.0 does not have. Is it misspelt"),
        ("sh:js [ sh:jsFunctionName 'f' ]", "JavaScript is not run"),
        ("sh:target [ a <urn:target-type> ]", "the target of urn:s is of urn:target-type"),
        ("sh:entailment <http://www.w3.org/ns/entailment/RDFS>", "sh:entailment"),
        ("sh:values [ sh:path <urn:p> ]", "sh:values"),
    ],
)
def test_what_nothing_supports_is_refused_by_name(said: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    text = f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; {said} .\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(shapes.ShapesError, match=why):
        shapes.validate([], shapes=(path,))


RULES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:property <urn:property> ;
    sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate <urn:p> ; sh:object <urn:o> ] .
<urn:property> sh:path <urn:p> ; sh:maxCount 0 .
"""


def test_shapes_with_rules_are_run_by_pyshacl_and_write_nothing(tmp_path: Path, quads: list[Quad]) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(RULES, encoding="utf-8")
    store = pyoxigraph.Store()
    store.extend(quads)
    (result,) = shapes.validate(store, BASE, shapes=(path,)).results
    assert (result.focus, result.path) == ("urn:x", "urn:p")
    assert len(store) == len(quads)


def test_a_shape_keeps_what_hangs_on_it_when_another_shape_uses_it(tmp_path: Path) -> None:
    """The properties of a shape without other users get its targets; of one that is used they must stay."""
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<urn:used> sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] .\n"
        "<urn:user> sh:targetNode <urn:x> ; sh:node <urn:used> .\n"
        "<urn:off> sh:targetNode <urn:x> ; sh:deactivated true ; sh:property [ sh:path <urn:q> ; sh:minCount 1 ] .\n",
        encoding="utf-8",
    )
    (result,) = shapes.validate([], shapes=(path,)).results
    assert (result.focus, result.shape) == ("urn:x", "urn:user")
