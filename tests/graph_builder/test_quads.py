"""What holds for every quad of every build of the documents at hand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph_builder.build import GraphResult, build_graph
from ontology import FOAF, INNO, NIF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, vocabulary
from tests.graph_builder.conftest import DOCUMENTS, FOLDERS, SETTINGS

BASE = SETTINGS.base_iri
BUILT_IN = (RDF, RDFS, XSD, "http://www.w3.org/2002/07/owl#", "http://www.w3.org/ns/shacl#")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.parent.name)
def result(request: pytest.FixtureRequest, built: dict[Path, GraphResult]) -> GraphResult:
    return built[request.param]


def graph(quads: Iterable[Quad], name: str) -> list[Quad]:
    return [quad for quad in quads if quad.graph_name == NamedNode(BASE + name)]


def about(quads: Iterable[Quad]) -> dict[object, dict[str, list[object]]]:
    """Subject → predicate → objects."""
    found: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[quad.subject][quad.predicate.value].append(quad.object)
    return found


def one(values: list[object]) -> str:
    (value,) = values
    assert isinstance(value, NamedNode | Literal)
    return value.value


def test_every_statement_has_evidence_and_all_evidence_a_statement(result: GraphResult) -> None:
    for document in result.documents:
        said = {(q.subject, q.predicate, q.object) for q in graph(result.quads, f"graph/{document.stem}")}
        told = set()
        for node in about(graph(result.quads, f"evidence/{document.stem}")).values():
            if RDF.subject in node:
                (s,), (p,), (o,) = node[RDF.subject], node[RDF.predicate], node[RDF.object]
                told.add((s, p, o))
        assert said
        assert told == said, document.stem


def test_the_build_has_a_name_in_each_language_of_the_pages(result: GraphResult) -> None:
    names = about(graph(result.quads, "graph/build"))[NamedNode(f"{BASE}build")][RDFS.label]
    assert {getattr(name, "language", "") for name in names} == {"nb", "nn", "en"}


def test_every_evidence_node_is_complete(result: GraphResult) -> None:
    for document in result.documents:
        nodes = about(graph(result.quads, f"evidence/{document.stem}"))
        for node, has in nodes.items():
            if RDF.subject not in has:
                continue
            assert str(node.value).startswith(f"{BASE}evidence/{document.stem}/")
            assert {t.value for t in has[RDF.type]} == {INNO.Evidence, RDF.Statement}
            assert one(has[INNO.extractor])
            (confidence,) = has[INNO.confidence]
            assert confidence.datatype.value == XSD.decimal
            assert 0 < float(confidence.value) < 1
            (span,) = has[PROV.wasDerivedFrom]
            assert span in nodes


def test_every_span_has_the_documents_text_at_its_offsets(result: GraphResult) -> None:
    for document in result.documents:
        spans = {
            node: has
            for node, has in about(graph(result.quads, f"evidence/{document.stem}")).items()
            if RDF.subject not in has
        }
        assert spans
        for node, has in spans.items():
            begin, end = int(one(has[NIF.beginIndex])), int(one(has[NIF.endIndex]))
            assert node.value == f"{BASE}doc/{document.stem}#char={begin},{end}"
            assert document.body_start <= begin < end <= len(document.text)
            assert one(has[NIF.anchorOf]) == document.text[begin:end]
            assert one(has[NIF.referenceContext]) == f"{BASE}doc/{document.stem}"
            assert one(has[RDF.type]) == INNO.Span


def test_names_stand_in_the_words_that_they_were_read_from(result: GraphResult) -> None:
    for document in result.documents:
        for quad in graph(result.quads, f"graph/{document.stem}"):
            if quad.predicate.value == SCHEMA.mentions:
                assert quad.subject == NamedNode(f"{BASE}doc/{document.stem}")
        nodes = about(graph(result.quads, f"evidence/{document.stem}"))
        for has in nodes.values():
            if has.get(RDF.predicate) == [NamedNode(RDFS.label)] and "/id/person/" in one(has[RDF.subject]):
                words = one(nodes[has[PROV.wasDerivedFrom][0]][NIF.anchorOf])
                assert " ".join(words.split()) == one(has[RDF.object])


def test_no_blank_nodes(result: GraphResult) -> None:
    assert [q for q in result.quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)] == []


def test_every_term_is_declared(result: GraphResult) -> None:
    used = set()
    for quad in result.quads:
        name = quad.graph_name.value.removeprefix(BASE)
        if name in ("graph/ontology", "graph/shapes"):
            continue
        used.add(quad.predicate.value)
        if isinstance(quad.object, NamedNode) and (
            quad.predicate.value in (RDF.type, RDF.predicate) or quad.object.value.startswith(INNO)
        ):
            used.add(quad.object.value)
    assert {INNO.Person, ORG.member, INNO.confidence} <= used
    assert sorted(term for term in used if not term.startswith(BUILT_IN) and term not in vocabulary().declared) == []


def test_superclasses_and_superproperties_are_inferred(result: GraphResult) -> None:
    stated = {q.triple for d in result.documents for q in graph(result.quads, f"graph/{d.stem}")}
    inferred = {q.triple for q in graph(result.quads, "graph/inferred")}
    people = {t.subject for t in stated if t.predicate.value == RDF.type and t.object == NamedNode(INNO.Person)}
    assert people
    for person in people:
        classes = {t.object.value for t in inferred if t.subject == person and t.predicate.value == RDF.type}
        assert {FOAF.Person, SCHEMA.Person, PROV.Person} <= classes
    assert all(t.subject.value.startswith(BASE) for t in inferred)
    for triple in stated:
        for above in vocabulary().superproperties(triple.predicate.value):
            assert any(
                t.subject == triple.subject and t.object == triple.object and t.predicate.value == above
                for t in inferred
            )


def test_each_thing_has_one_label_a_language_and_its_type(result: GraphResult) -> None:
    labels: Counter[tuple[str, str]] = Counter()
    seen = set()
    for document in result.documents:
        for node, has in about(graph(result.quads, f"graph/{document.stem}")).items():
            if "/id/" not in str(node.value):
                continue
            assert len(has[RDF.type]) >= 1
            if any(f"/id/{kind}/" in node.value for kind in ("membership", "grant", "amount")):
                continue
            assert has[RDFS.label] or has[SKOS.altLabel]
            if "/id/person/" in node.value and has[RDFS.label]:
                assert {v.value for v in has[FOAF.name]} == {v.value for v in has[RDFS.label]}
                assert {v.language for v in has[FOAF.name]} == {None}
            for value in has[RDFS.label]:
                assert value.language == document.language
                if (node, value) not in seen:
                    labels[node.value, value.language] += 1
                seen.add((node, value))
    assert labels
    assert [key for key, n in labels.items() if n > 1] == []


def test_every_thing_that_a_fact_points_to_is_described_in_the_same_graph(result: GraphResult) -> None:
    for document in result.documents:
        nodes = about(graph(result.quads, f"graph/{document.stem}"))
        for has in nodes.values():
            for values in has.values():
                for value in values:
                    if isinstance(value, NamedNode) and value.value.startswith(f"{BASE}id/"):
                        assert RDF.type in nodes[value], value


def test_the_builds_graph_tells_of_every_document_and_no_time(result: GraphResult) -> None:
    nodes = about(graph(result.quads, "graph/build"))
    for document in result.documents:
        has = nodes[NamedNode(f"{BASE}doc/{document.stem}")]
        assert one(has[INNO.sha256]) == document.sha256
        assert one(has[INNO.fileName]) == document.path.name
        assert one(has[INNO.characters]) == str(len(document.text))
        assert one(has[RDF.type]) == INNO.SourceDocument
    assert "T" not in {
        value.value[10:11] for q in graph(result.quads, "graph/build") if isinstance(value := q.object, Literal)
    }


def test_counts(result: GraphResult) -> None:
    assert result.problems == []
    assert result.counts["documents"] == len(result.documents) == len(result.facts)
    assert result.counts["quads"] == len(set(result.quads))
    assert result.counts["facts"] == sum(result.facts.values())
    assert result.facts == {d.stem: len(set(graph(result.quads, f"graph/{d.stem}"))) for d in result.documents}
    things = {
        q.subject for q in result.quads if q.predicate.value == RDF.type and q.subject.value.startswith(f"{BASE}id/")
    }
    named = {n for n in things if "/id/membership/" not in n.value}
    authority = {q.subject for q in graph(result.quads, "graph/authority")}
    assert len(named - authority) <= result.counts["entities"] <= len(named)


def test_the_order_of_paths_and_the_number_of_processes_do_not_matter(shipped: GraphResult) -> None:
    paths = sorted(DOCUMENTS.glob("*.*"), reverse=True)
    paths = [path for path in paths if path.name != "corpus.toml"]
    told: list[tuple[int, int, str]] = []
    again = build_graph(paths, SETTINGS, jobs=2, progress=lambda *event: told.append(event))
    assert set(again.quads) == set(shipped.quads)
    assert again.counts == shipped.counts
    assert [(done, of) for done, of, _ in told] == [(n, len(paths)) for n in range(1, len(paths) + 1)]
    assert [name for _, _, name in told] == [d.stem for d in shipped.documents]


def test_another_base_moves_every_iri(shipped: GraphResult) -> None:
    other = "http://localhost:8000/graf/"
    moved = build_graph([DOCUMENTS], SETTINGS.model_copy(update={"base_iri": other}))
    assert moved.counts == shipped.counts
    lines = {str(quad) for quad in moved.quads}
    assert [line for line in lines if BASE in re.sub(r"https://w3id.org/innograf/(def|shapes)[#>/]", "", line)] == []
    assert {line.replace(other, BASE) for line in lines} == {str(quad) for quad in shipped.quads}


def test_no_documents_is_a_graph_without_facts(tmp_path: Path) -> None:
    empty = build_graph([tmp_path], SETTINGS)
    assert (empty.documents, empty.problems, empty.counts["facts"]) == ([], [], 0)
    assert {q.graph_name.value.removeprefix(BASE) for q in empty.quads} >= {"graph/ontology", "graph/build"}
