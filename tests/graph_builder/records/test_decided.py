"""What each verdict changes in a build, that it lasts, and that an incremental build has the same."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import shapes
from graph_builder import changes
from graph_builder.build import GraphResult, build_graph
from graph_builder.records import Quote, Record, write_record
from graph_builder.records.record import record
from ontology import DCTERMS, FOAF, INNO, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, vocabulary
from settings import Settings
from store import BuildStore
from tests.graph_builder.test_changes import make

BASE = Settings().base_iri
FIRST = """---
title: Møte i Havnerådet
language: nb
---

# Møte i Havnerådet

Ada Berg, direktør i Havnerådet, åpnet møtet.

Nils Haukvik, rådgiver i Elveverket, talte.
"""
SECOND = """---
title: Elveverket
language: nb
---

# Elveverket

Sigrun Tind, leder i Elveverket, talte.

Per Moe, rådgiver i Havnerådet, talte.
"""
HARBOUR, RIVER = (f"{BASE}id/organisation/{slug}" for slug in ("havneraadet", "elveverket"))


class Desk:
    """Two documents and a folder of records."""

    def __init__(self, folder: Path) -> None:
        self.documents = folder / "documents"
        self.documents.mkdir()
        (folder / "authority").mkdir()
        self.settings = Settings(
            cache=folder / "cache",
            documents=self.documents,
            authority=folder / "authority",
            records=folder / "authority" / "decisions",
        )
        self.write("first.nb", FIRST)
        self.write("second.nb", SECOND)
        # So that few of the documents change.
        for number in range(8):
            self.write(f"other{number}.nb", f"---\ntitle: Annet {number}\nlanguage: nb\n---\n\nIngenting her.\n")
        self.builds = BuildStore(folder / "builds")
        self.scratch = BuildStore(folder / "scratch")
        self.build = make(self.builds, self.read())
        self.result: GraphResult
        self.number = 0
        # The shapes that are to fail after a decision.
        self.wrong: set[str] = set()

    def write(self, stem: str, text: str) -> None:
        (self.documents / f"{stem}.md").write_text(text, encoding="utf-8")

    def read(self, cached: bool = True, **given: Any) -> GraphResult:
        return build_graph([self.documents], self.settings, cached=cached, **given)

    def decide(self, verdict: str, **values: Any) -> Record:
        """Write a record, and build: by what differs and from scratch, which must be the same."""
        self.number += 1
        when = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=self.number)
        said = record(verdict=verdict, who="kari", when=when, why="Slik er det.", **values)
        write_record(self.settings.records, said, BASE)
        self.again()
        return said

    def again(self) -> None:
        self.result = self.read(before=self.build)
        self.build = make(self.builds, self.result, self.build)
        whole = self.read(cached=False)
        assert self.build.id == make(self.scratch, whole).id
        assert self.result.decisions == whole.decisions
        # A build with violations is not published, and a decision would not be seen.
        found = shapes.validate(self.build.quads, base_iri=BASE).results
        wrong = {each.shape.rpartition("#")[2] for each in found if each.severity == "Violation"}
        assert wrong == self.wrong

    def state(self, said: Record) -> str:
        return self.result.decisions[said.id]["state"]

    def quads(self, *pattern: Any, graph: str | None = None) -> list[Quad]:
        terms = [None if term is None else NamedNode(term) if isinstance(term, str) else term for term in pattern]
        terms += [None] * (3 - len(terms))
        found = self.build.quads.quads_for_pattern(*terms, None if graph is None else NamedNode(BASE + graph))
        return [quad for quad in found if "/evidence/" not in quad.graph_name.value]  # type: ignore[union-attr]

    def role(self, person: str) -> str:
        """The role of a person: a thing between them and a body."""
        (quad,) = self.quads(None, ORG.member, f"{BASE}id/person/{person}")
        return str(quad.subject.value)  # type: ignore[union-attr]

    def evidence(self, subject: str, predicate: str) -> set[tuple[str, str]]:
        rows = self.build.quads.query(
            f"SELECT ?x ?c {{ GRAPH ?g {{ ?e <{RDF.subject}> <{subject}> ; <{RDF.predicate}> <{predicate}> ; "
            f"<{INNO.extractor}> ?x ; <{INNO.confidence}> ?c }} }}"
        )
        return {(row["x"].value, row["c"].value) for row in rows}  # type: ignore[union-attr]


def words(stem: str, text: str, exact: str) -> Quote:
    start = text.index(exact)
    end = start + len(exact)
    return Quote(
        stem=stem,
        exact=exact,
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
        start=start,
        end=end,
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def of_role(desk: Desk) -> dict[str, Any]:
    """That Ada Berg's role is in Havnerådet, and the words that say it."""
    fact = (desk.role("ada-berg"), ORG.organization, NamedNode(HARBOUR))
    return {"fact": fact, "quotes": (words("first.nb", FIRST, "Ada Berg, direktør i Havnerådet"),)}


def test_what_is_rejected_is_gone_also_when_the_document_changes_and_comes_back_when_undone(desk: Desk) -> None:
    before = desk.build.id
    given = of_role(desk)
    role = given["fact"][0]
    assert desk.quads(role, ORG.organization)
    said = desk.decide("reject", **given)
    assert desk.result.changes is not None
    assert not desk.quads(role, ORG.organization)
    assert desk.quads(role, ORG.member)
    assert not desk.evidence(role, ORG.organization)
    desk.write(
        "first.nb", FIRST.replace("åpnet møtet", "åpnet det store møtet").replace("# Møte", "Ny linje.\n\n# Møte")
    )
    desk.again()
    assert not desk.quads(role, ORG.organization)
    assert desk.state(said) == "applied"
    desk.write("first.nb", FIRST)
    desk.decide("undo", undoes=said.id)
    assert desk.state(said) == "undone"
    assert desk.quads(role, ORG.organization)
    assert desk.build.id == before


def test_what_is_no_thing_is_mentioned_no_more(desk: Desk) -> None:
    body = NamedNode(HARBOUR)
    documents = {f"{BASE}doc/{stem}" for stem in ("first.nb", "second.nb")}

    def mentioning() -> set[str]:
        return {str(quad.subject.value) for quad in desk.quads(None, SCHEMA.mentions, body)}  # type: ignore[union-attr]

    assert mentioning() == documents
    kind = (HARBOUR, RDF.type, NamedNode(vocabulary().kinds["organisation"]))
    places = [at for at in range(len(FIRST)) if FIRST.startswith("Havnerådet", at)]
    quotes = tuple(
        Quote(
            stem="first.nb",
            exact="Havnerådet",
            prefix=FIRST[:at][-32:],
            suffix=FIRST[at + 10 :][:32],
            start=at,
            end=at + 10,
        )
        for at in places
    )
    said = desk.decide("reject", fact=kind, quotes=quotes)
    assert desk.state(said) == "applied"
    assert mentioning() == {f"{BASE}doc/second.nb"}
    desk.decide("undo", undoes=said.id)
    assert mentioning() == documents


def test_a_decision_whose_words_are_gone_is_stale_and_told(desk: Desk) -> None:
    said = desk.decide("reject", **of_role(desk))
    desk.write("first.nb", FIRST.replace("Ada Berg, direktør i Havnerådet, åpnet møtet.", "Møtet ble utsatt."))
    desk.again()
    assert desk.state(said) == "stale"
    assert any(said.id in note and "stale" in note for note in desk.result.notes)
    (desk.documents / "first.nb.md").unlink()
    desk.again()
    assert "no document first.nb" in desk.result.decisions[said.id]["why"]


def test_what_is_accepted_is_sure(desk: Desk) -> None:
    given = of_role(desk)
    ((reader, measured),) = desk.evidence(given["fact"][0], ORG.organization)
    assert measured != "1.00"
    desk.decide("accept", **given)
    assert {(who, float(sure)) for who, sure in desk.evidence(given["fact"][0], ORG.organization)} == {(reader, 1.0)}


def test_what_is_corrected_says_the_new_value_at_the_same_words(desk: Desk) -> None:
    given = of_role(desk)
    role = given["fact"][0]
    desk.decide("correct", **given, value=NamedNode(RIVER))
    assert [quad.object.value for quad in desk.quads(role, ORG.organization)] == [RIVER]
    assert {(who, float(sure)) for who, sure in desk.evidence(role, ORG.organization)} == {("steward", 1.0)}
    spans = {
        quad.object.value
        for each in desk.build.quads.quads_for_pattern(None, NamedNode(RDF.object), NamedNode(RIVER), None)
        for quad in desk.build.quads.quads_for_pattern(each.subject, NamedNode(PROV.wasDerivedFrom), None, None)
        if next(desk.build.quads.quads_for_pattern(each.subject, NamedNode(RDF.subject), NamedNode(role), None), None)
    }
    start = FIRST.index("Ada Berg, direktør")
    assert any(f"char={start}," in span for span in spans), spans


def test_a_fact_is_added_with_its_words(desk: Desk) -> None:
    fact = (HARBOUR, SKOS.hiddenLabel, Literal("Åpnerne", language="nb"))
    said = desk.decide("add", fact=fact, quotes=(words("first.nb", FIRST, "åpnet møtet"),))
    (quad,) = desk.quads(HARBOUR, SKOS.hiddenLabel)
    assert (quad.object, quad.graph_name) == (fact[2], NamedNode(f"{BASE}graph/first.nb"))
    ((about, decision),) = [
        (each.subject, each.object) for each in desk.build.quads if each.predicate.value == PROV.wasInfluencedBy
    ]
    assert decision == NamedNode(f"{BASE}decision/{said.id}")
    (stated,) = desk.build.quads.quads_for_pattern(about, NamedNode(RDF.object), None, None)
    assert stated.object == fact[2]
    assert {who for who, _ in desk.evidence(HARBOUR, SKOS.hiddenLabel)} == {"steward"}
    desk.decide("undo", undoes=said.id)
    assert not desk.quads(HARBOUR, SKOS.hiddenLabel)


def test_two_that_are_merged_are_one_and_two_again_when_it_is_undone(desk: Desk) -> None:
    before = desk.build.id
    said = desk.decide("merge", entities=(HARBOUR, RIVER))
    assert {quad.object.value for quad in desk.quads(None, ORG.organization)} == {HARBOUR}
    assert {quad.graph_name.value for quad in desk.quads(RIVER)} == {
        f"{BASE}graph/{name}" for name in ("authority", "inferred")
    }  # type: ignore[union-attr]
    (replaced,) = desk.quads(RIVER, DCTERMS.isReplacedBy)
    assert (replaced.object.value, replaced.graph_name.value) == (HARBOUR, f"{BASE}graph/authority")  # type: ignore[union-attr]
    names = {quad.object.value for name in (RDFS.label, SKOS.altLabel) for quad in desk.quads(HARBOUR, name)}
    assert {"Havnerådet", "Elveverket"} <= names
    assert len(desk.quads(HARBOUR, RDFS.label)) == len({quad.graph_name for quad in desk.quads(HARBOUR, RDFS.label)})
    desk.decide("undo", undoes=said.id)
    assert desk.build.id == before


def test_merges_that_lead_on_end_at_the_last_and_a_circle_changes_nothing(desk: Desk) -> None:
    other = f"{BASE}id/organisation/samlet"
    desk.decide("merge", entities=(HARBOUR, RIVER))
    desk.decide("merge", entities=(other, HARBOUR))
    assert {quad.object.value for quad in desk.quads(None, ORG.organization)} == {other}
    desk.decide("merge", entities=(RIVER, other))
    assert {quad.object.value for quad in desk.quads(None, ORG.organization)} == {HARBOUR, RIVER}


def test_mentions_are_split_off_with_what_is_said_at_them(desk: Desk) -> None:
    desk.decide(
        "split",
        entities=(HARBOUR,),
        quotes=(words("second.nb", SECOND, "Havnerådet"),),
        value=Literal("Havnerådet i sør"),
    )
    (quad,) = desk.quads(desk.role("per-moe"), ORG.organization)
    new = quad.object.value
    assert new.startswith(f"{BASE}id/organisation/havneraadet-i-soer-")
    assert [each.object for each in desk.quads(new, RDFS.label)] == [Literal("Havnerådet i sør", language="nb")]
    assert desk.quads(new, RDF.type, graph="graph/second.nb")
    (kept,) = desk.quads(desk.role("ada-berg"), ORG.organization)
    assert kept.object.value == HARBOUR


def test_some_mentions_of_one_document_are_split_off(desk: Desk) -> None:
    both = FIRST + "\nSenere talte Per Moe, rådgiver i Havnerådet.\n"
    desk.write("first.nb", both)
    desk.again()
    place = both.rindex("Havnerådet")
    quote = Quote(stem="first.nb", exact="Havnerådet", prefix=both[place - 32 : place], start=place, end=place + 10)
    desk.decide("split", entities=(HARBOUR,), quotes=(quote,))
    roles = {quad.subject.value for quad in desk.quads(None, ORG.member, f"{BASE}id/person/per-moe")}  # type: ignore[union-attr]
    bodies = {quad.object.value for role in roles for quad in desk.quads(role, ORG.organization)}
    (new,) = bodies - {HARBOUR}
    assert desk.quads(new, RDFS.label, graph="graph/first.nb")
    (kept,) = desk.quads(desk.role("ada-berg"), ORG.organization)
    assert kept.object.value == HARBOUR


TWICE = """---
title: Talere
language: nb
---

# Talere

Direktør i Havnerådet Tove Bergsdal åpnet dagen.

Senere talte direktør i Havnerådet Tove Bergsdal igjen.
"""


def test_a_person_who_was_merged_is_split_again_mention_by_mention(desk: Desk) -> None:
    desk.write("second.nb", TWICE)
    desk.again()
    ada, other = (f"{BASE}id/person/{slug}" for slug in ("ada-berg", "tove-bergsdal"))
    desk.decide("merge", entities=(ada, other))

    def named(iri: str) -> tuple[set[str], set[str]]:
        names = [{quad.object.value for quad in desk.quads(iri, name)} for name in (RDFS.label, FOAF.name)]
        return names[0], names[1]

    def holders() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for quad in desk.quads(None, ORG.member):
            found.setdefault(quad.subject.value, set()).add(quad.object.value)  # type: ignore[union-attr]
        return found

    assert named(ada) == ({"Tove Bergsdal"}, {"Tove Bergsdal"})
    at = [place for place in range(len(TWICE)) if TWICE.startswith("Tove Bergsdal", place)]
    quotes = [
        Quote(stem="second.nb", exact="Tove Bergsdal", prefix=TWICE[place - 32 : place], start=place, end=place + 13)
        for place in at
    ]
    # One of two mentions in a document: both are called something, and no role has two holders.
    first = desk.decide("split", entities=(ada,), quotes=(quotes[0],), value=Literal("Ada Tind"))
    new = f"{BASE}id/person/ada-tind-{first.id.rpartition('-')[2]}"
    assert named(new) == ({"Ada Tind"}, {"Ada Tind"})
    assert named(ada) == ({"Tove Bergsdal"}, {"Tove Bergsdal"})
    assert desk.quads(ada, RDF.type, graph="graph/second.nb")
    assert {len(each) for each in holders().values()} == {1}
    assert {new, ada} <= {person for each in holders().values() for person in each}
    for role in (role for role, persons in holders().items() if persons & {new, ada}):
        assert desk.quads(role, RDF.type, ORG.Membership)
        assert desk.quads(role, ORG.organization, HARBOUR)
        assert desk.quads(role, SCHEMA.roleName)
    # The other as well: what is left goes by the name that it has left.
    second = desk.decide("split", entities=(ada,), quotes=(quotes[1],))
    assert named(ada) == ({"Ada Berg"}, {"Ada Berg"})
    parted = f"{BASE}id/person/ada-berg-{second.id.rpartition('-')[2]}"
    assert named(parted) == ({"Tove Bergsdal"}, {"Tove Bergsdal"})
    assert {len(each) for each in holders().values()} == {1}


def test_a_thing_gets_another_name(desk: Desk) -> None:
    said = desk.decide("rename", entities=(HARBOUR,), value=Literal("Det store havnerådet", language="nb"))
    (quad,) = desk.quads(HARBOUR, SKOS.prefLabel)
    assert (quad.object, quad.graph_name.value) == (said.value, f"{BASE}graph/authority")  # type: ignore[union-attr]
    assert {each.object.value for each in desk.quads(HARBOUR, SKOS.altLabel)} == {"Havnerådet"}
    assert [each.object.value for each in desk.quads(HARBOUR, RDFS.label)] == ["Det store havnerådet"]
    desk.decide("rename", entities=(HARBOUR,), value=Literal("Havneverket", language="nb"))
    assert [each.object.value for each in desk.quads(HARBOUR, RDFS.label)] == ["Havneverket"]
    names = {each.object.value for each in desk.quads(HARBOUR, SKOS.altLabel)}
    assert names == {"Havnerådet", "Det store havnerådet"}


def test_a_person_gets_another_name(desk: Desk) -> None:
    ada = f"{BASE}id/person/ada-berg"
    for name in ("Ada Bergh", "Ada M. Bergh"):
        desk.decide("rename", entities=(ada,), value=Literal(name, language="nb"))
        assert [each.object.value for each in desk.quads(ada, FOAF.name)] == [name]
        assert {each.object for each in desk.quads(ada, RDFS.label)} == {Literal(name, language="nb")}


def test_what_is_known_of_a_thing_that_is_not_there_is_not_said(desk: Desk) -> None:
    before = desk.build.id
    gone = f"{BASE}id/organisation/borte"
    desk.decide("rename", entities=(gone,), value=Literal("Nytt", language="nb"))
    desk.decide("link", entities=(gone,), value=NamedNode("https://register.example/x"))
    assert desk.build.id == before


def test_a_thing_is_of_another_kind(desk: Desk) -> None:
    # Nobody has a role in a programme, and that has to be told.
    desk.wrong = {"membership-body"}
    desk.decide("retype", entities=(RIVER,), kind="programme")
    new = f"{BASE}id/programme/elveverket"
    assert {quad.object.value for quad in desk.quads(new, RDF.type, graph="graph/second.nb")} == {
        vocabulary().kinds["programme"]
    }
    assert not desk.quads(new, ORG.classification)
    assert [quad.object.value for quad in desk.quads(RIVER, DCTERMS.isReplacedBy)] == [new]


def test_a_link_to_another_register_stands_with_the_authority(desk: Desk) -> None:
    there = NamedNode("https://register.example/havn")
    desk.decide("link", entities=(HARBOUR,), value=there)
    assert [quad.object for quad in desk.quads(HARBOUR, OWL.sameAs, graph="graph/authority")] == [there]


@pytest.mark.parametrize("verdict", ["merge", "rename", "retype", "link"])
def test_a_decision_on_a_thing_that_is_not_there_is_stale(desk: Desk, verdict: str) -> None:
    gone = f"{BASE}id/organisation/borte"
    given: dict[str, dict[str, Any]] = {
        "merge": {"entities": (HARBOUR, gone)},
        "rename": {"entities": (gone,), "value": Literal("Nytt")},
        "retype": {"entities": (gone,), "kind": "programme"},
        "link": {"entities": (gone,), "value": NamedNode("https://register.example/x")},
    }
    assert desk.state(desk.decide(verdict, **given[verdict])) == "stale"


def test_one_decision_makes_anew_only_what_it_touches(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[frozenset[str]] = []
    changed = changes.changed

    def kept(*given: Any) -> frozenset[str] | None:
        found = changed(*given)
        read.append(found or frozenset())
        return found

    monkeypatch.setattr(changes, "changed", kept)
    desk.decide("reject", **of_role(desk))
    assert read[0] == {"first.nb"}
    assert any("were taken from the cache" in note and note.startswith("10 of 10") for note in desk.result.notes)


def test_things_that_are_two_are_not_proposed_as_one_until_that_is_undone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("third.nb", SECOND.replace("Sigrun Tind", "Sigrun Tindd"))
    desk.again()

    def proposed() -> list[list[str]]:
        return [each["names"] for each in desk.result.identity["proposals"]]

    assert proposed() == [["Sigrun Tind", "Sigrun Tindd"]]
    pair = tuple(f"{BASE}id/person/{slug}" for slug in ("sigrun-tind", "sigrun-tindd"))
    said = desk.decide("distinct", entities=pair)
    assert proposed() == []
    desk.decide("undo", undoes=said.id)
    assert proposed() == [["Sigrun Tind", "Sigrun Tindd"]]
