"""The look-ups that code makes in the ontology."""

import rdflib
from pyoxigraph import Literal, NamedNode, Quad

import ontology
from ontology import DCTERMS, FOAF, INNO, ORG, PROV, RDF, RDFS, SCHEMA, SKOS

VOCABULARY = ontology.vocabulary()


def test_namespaces_give_plain_strings() -> None:
    assert SCHEMA.startDate == "https://schema.org/startDate"
    assert INNO["policy-white-paper"] == "https://w3id.org/innograf/def#policy-white-paper"
    assert DCTERMS.title == "http://purl.org/dc/terms/title", "a method of str must not hide the term"
    assert type(SCHEMA.startDate) is str
    assert f"{FOAF}name" == FOAF.name == "http://xmlns.com/foaf/0.1/name"
    assert INNO.Person.startswith(INNO)


def test_prefixes_are_those_of_the_declarations() -> None:
    prefixes = ontology.prefixes()
    assert next(iter(prefixes)) == "inno"
    assert prefixes["schema"] == SCHEMA
    graph = rdflib.Graph().parse(ontology.files()[0])
    bound = {prefix: str(space) for prefix, space in graph.namespaces()}
    assert prefixes.items() <= bound.items(), "sh:declare and @prefix must say the same"


def test_kinds_are_the_segments_of_iris_in_page_order() -> None:
    assert list(VOCABULARY.kinds) == [
        *("person", "organisation", "event", "policy", "goal", "principle", "priority-area", "measure", "programme"),
        *("project", "award", "publication", "place", "observation", "membership", "grant", "amount"),
    ]
    assert VOCABULARY.kinds["policy"] == INNO.PolicyDocument
    assert VOCABULARY.kind_of(ORG.Membership) == "membership"
    assert VOCABULARY.kind_of(FOAF.Person) is None


def test_superclasses_are_closed_and_sorted() -> None:
    above = VOCABULARY.superclasses(INNO.Person)
    assert {FOAF.Person, FOAF.Agent, SCHEMA.Person, SCHEMA.Thing, PROV.Person, PROV.Agent} == set(above)
    assert list(above) == sorted(above)
    assert VOCABULARY.superclasses("https://example.org/unknown") == ()


def test_superproperties_are_closed() -> None:
    assert VOCABULARY.superproperties(INNO.hasGoal) == (DCTERMS.relation, INNO.hasElement)
    assert VOCABULARY.superproperties(INNO.operatedBy) == (SCHEMA.provider,)


def test_labels_fall_back_and_are_never_iris() -> None:
    assert VOCABULARY.label(INNO.Event, "nb") == "arrangement"
    assert VOCABULARY.label(INNO.Event, "en") == "event"
    assert VOCABULARY.label(INNO.Event, "sv") == "arrangement"
    assert VOCABULARY.label(VOCABULARY.concept("policy", "bill") or "", "sv") == "proposition"
    assert VOCABULARY.label("https://example.org/def#someThing-else/", "en") == "some thing else"
    assert VOCABULARY.comment(INNO.Event, "en").startswith("Something held")


def test_concepts_are_found_by_scheme_and_notation() -> None:
    assert VOCABULARY.concept("organisation", "ministry") == INNO["organisation-ministry"]
    assert VOCABULARY.concept("event", "ministry") is None
    assert VOCABULARY.notations("policy") == (
        *("white-paper", "official-report", "recommendation", "bill", "act", "regulation"),
        *("strategy", "plan", "declaration", "agreement"),
    )
    assert VOCABULARY.label(VOCABULARY.concept("policy", "official-report") or "", "nb") == "offentlig utredning"
    assert len(VOCABULARY.notations("organisation")) == 15


def test_declared_holds_classes_properties_and_concepts() -> None:
    wanted = {INNO.Person, SCHEMA.organizer, ORG.member, DCTERMS.creator, RDFS.label, INNO["event-session"]}
    assert wanted <= VOCABULARY.declared
    assert INNO["prefix-inno"] not in VOCABULARY.declared


def quad(subject: str, predicate: str, value: str | Literal, graph: str = "https://e.org/graph/x") -> Quad:
    node = value if isinstance(value, Literal) else NamedNode(value)
    return Quad(NamedNode(subject), NamedNode(predicate), node, NamedNode(graph))


def test_infer_adds_what_follows_and_nothing_that_is_said() -> None:
    person, policy, goal, target = (f"https://e.org/id/{x}" for x in ("person/p", "policy/d", "goal/g", "inferred"))
    given = [
        quad(person, RDF.type, INNO.Person),
        quad(person, RDF.type, FOAF.Person),
        quad(policy, INNO.hasGoal, goal),
        quad(policy, INNO.hasGoal, goal, "https://e.org/graph/y"),
        quad(person, RDFS.label, Literal("A B")),
        quad(person, SKOS.altLabel, Literal("B")),
    ]
    added = ontology.infer(given, target)
    assert added == ontology.infer(reversed(given), target)
    assert {q.graph_name for q in added} == {NamedNode(target)}
    assert not {q.triple for q in added} & {q.triple for q in given}
    assert {(q.subject.value, q.predicate.value, q.object.value) for q in added} == {
        *((person, RDF.type, iri) for iri in VOCABULARY.superclasses(INNO.Person) if iri != FOAF.Person),
        (policy, INNO.hasElement, goal),
        (policy, DCTERMS.relation, goal),
    }


def test_load_store_has_the_whole_ontology() -> None:
    store = ontology.load_store()
    assert len(store) == sum(len(rdflib.Graph().parse(path)) for path in ontology.files())
