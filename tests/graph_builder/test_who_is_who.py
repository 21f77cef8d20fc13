"""Namesakes, what documents share, stewards' decisions, and what a build tells of them."""

from pathlib import Path

import pytest

from graph_builder.decisions import Decision, Decisions, DecisionsError, load_decisions
from graph_builder.draft import Draft
from graph_builder.identity_report import identity_report
from graph_builder.iris import assign
from graph_builder.packing import pack, unpack
from tests.graph_builder.reading import document, entity, named, read, roles

BASE = "https://example.org/g/"
COUNCIL = "Sigrun Haukvik, rådgiver i Havnerådet, kom."
AGENCY = "Sigrun Haukvik, lege i Bruetaten, kom."


def iris(found: list[Draft], decisions: Decisions | None = None) -> dict[tuple[str, str], str]:
    """(stem, label) → IRI without the base, of persons and bodies."""
    given, _ = assign(found, BASE, (), decisions or Decisions())
    return {
        (d.document.stem, e.label): given[id(e)].removeprefix(BASE)
        for d in found
        for e in d.entities
        if e.kind in ("Person", "Organisation")
    }


def persons(texts: dict[str, str], decisions: Decisions | None = None) -> dict[str, str]:
    """Stem → the IRI of Sigrun Haukvik there."""
    drafts = [read(text, stem=stem, issued=f"2031-01-0{n}") for n, (stem, text) in enumerate(texts.items(), start=1)]
    return {
        stem: iri.rpartition("/")[2]
        for (stem, label), iri in iris(drafts, decisions).items()
        if label == "Sigrun Haukvik"
    }


def test_namesakes_in_two_documents_are_two_when_their_bodies_differ() -> None:
    assert persons({"a": COUNCIL, "b": AGENCY}) == {"a": "sigrun-haukvik", "b": "sigrun-haukvik-bruetaten"}


def test_the_first_told_of_keeps_the_name_whatever_the_order_of_reading() -> None:
    drafts = [read(AGENCY, stem="b", issued="2031-02-01"), read(COUNCIL, stem="a", issued="2031-01-01")]
    assert iris(drafts)["a", "Sigrun Haukvik"] == "id/person/sigrun-haukvik"
    assert iris(drafts) == iris(drafts[::-1])


def test_a_body_in_common_or_none_makes_them_one() -> None:
    linked = "Sigrun Haukvik, rådgiver i Havnerådet og lege i Bruetaten, kom."
    assert set(persons({"a": COUNCIL, "b": AGENCY, "c": linked}).values()) == {"sigrun-haukvik"}
    assert set(persons({"a": COUNCIL, "b": "Vi takket Sigrun Haukvik."}).values()) == {"sigrun-haukvik"}


def test_a_units_body_is_the_persons_too() -> None:
    unit = "Sigrun Haukvik, rådgiver i avdeling for tau, Havnerådet, kom."
    assert set(persons({"a": COUNCIL, "b": unit}).values()) == {"sigrun-haukvik"}


def test_namesakes_side_by_side_are_two() -> None:
    draft = read("Kari Moe (Havnerådet) og Kari Moe (Bruetaten) møttes.")
    assert roles(draft) == {("Kari Moe", "", "Havnerådet"), ("Kari Moe", "", "Bruetaten")}
    assert len([e for e in draft.entities if e.kind == "Person"]) == 2
    given, _ = assign([draft], BASE)
    assert len({given[id(e)] for e in draft.entities if e.kind == "Person"}) == 2


def test_one_of_two_roles_is_one() -> None:
    assert named(read("Kari Moe, leder i Havnerådet og rådgiver i Bruetaten, kom. Kari Moe gikk."), "Person") == {
        "Kari Moe"
    }


def decided(verdict: str, *names: str, documents: tuple[str, ...] = (), kind: str = "Person") -> Decisions:
    return Decisions((Decision(kind=kind, names=names, documents=documents, verdict=verdict),), Path("who.toml"))  # type: ignore[arg-type]


def test_a_steward_makes_two_names_one() -> None:
    drafts = [read("Sigrun Haukvik kom.", stem="a"), read("Sigrun H. Haukvik kom.", stem="b")]
    found = iris(drafts, decided("same", "Sigrun Haukvik", "Sigrun H. Haukvik"))
    assert set(found.values()) == {"id/person/sigrun-h-haukvik"}


def test_a_steward_names_things_by_iri() -> None:
    both = decided("same", "id/person/sigrun-haukvik", BASE + "id/person/sigrun-haukvik-bruetaten")
    assert len(set(persons({"a": COUNCIL, "b": AGENCY}, both).values())) == 1


def test_a_steward_parts_one_name_in_a_document() -> None:
    texts = {"a": COUNCIL, "b": COUNCIL}
    assert persons(texts, decided("different", "Sigrun Haukvik", documents=("b",))) == {
        "a": "sigrun-haukvik",
        "b": "sigrun-haukvik-b",
    }


def test_a_steward_forbids_a_merge_within_a_document() -> None:
    text = "Direktoratet for bruer (DFB) er her. DFB gikk."
    decisions = decided("different", "DFB", "Direktoratet for bruer", kind="Organisation")
    assert named(read(text), "Organisation") == {"Direktoratet for bruer"}
    assert named(read(text, decisions=decisions), "Organisation") == {"Direktoratet for bruer", "DFB"}


def test_a_surname_that_a_steward_took_from_a_person() -> None:
    text = "Sigrun Haukvik kom. Haukvik sa ja."
    decisions = decided("different", "Haukvik", "Sigrun Haukvik")
    assert set(entity(read(text, decisions=decisions), "Sigrun Haukvik").names) == {"Sigrun Haukvik"}


def test_a_name_that_nobody_has_is_told() -> None:
    _, found = assign([read(COUNCIL, stem="a")], BASE, (), decided("same", "Sigrun Haukvik", "Olga Nobody"))
    assert found.notes == [
        "who.toml: no Person is called 'Olga Nobody' (same: Sigrun Haukvik / Olga Nobody)."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[same", "Expected"),
        ("[[alike]]\nkind = 'Person'", "no table [[alike]]"),
        ("[same]\nkind = 'Person'", "two brackets"),
        ("[[same]]\nkind = 'Troll'\nnames = ['a', 'b']", "kind 'Troll' is none of"),
        ("[[same]]\nkind = 'Membership'\nnames = ['a', 'b']", "Project, Publication"),
        ("[[same]]\nkind = 'Person'\nnames = ['a']", "two names or more"),
        ("[[different]]\nkind = 'Person'\nnames = ['a']", "needs documents"),
        ("[[same]]\nkind = 'Person'\nnames = ['a', 'b']\nnote = 'x'", "note"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_of(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "who.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionsError) as error:
        load_decisions(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_no_file_decides_nothing(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "none.toml").all == ()


def test_the_report_tells_what_was_merged_where_and_why() -> None:
    text = "Direktoratet for bruer (DFB) og Sigrun Haukvik kom. Haukvik gikk."
    drafts = [read(text, stem="a"), read("Direktoratet for bruer gikk.", stem="b")]
    given, found = assign(drafts, BASE)
    report = identity_report(drafts, given, found)
    told = {(m["name"], m["other"], m["reason"], tuple(m["documents"])) for m in report["merges"]}
    assert told == {
        ("Direktoratet for bruer", "DFB", "introduced in brackets", ("a",)),
        ("Sigrun Haukvik", "Haukvik", "surname alone", ("a",)),
        ("Direktoratet for bruer", "DFB", "same name, number or date", ("a", "b")),
    }
    surname = next(m for m in report["merges"] if m["reason"] == "surname alone")
    assert text[surname["start"] : surname["end"]] == "Haukvik"


def test_names_nearly_alike_are_proposed_and_stay_apart() -> None:
    drafts = [read("Sigrun Haukvik kom.", stem="a"), read("Sigrun Haukvig kom.", stem="b")]
    given, found = assign(drafts, BASE)
    (proposal,) = identity_report(drafts, given, found)["proposals"]
    assert proposal["names"] == ["Sigrun Haukvig", "Sigrun Haukvik"]
    assert len(set(proposal["iris"])) == 2


def test_what_a_steward_decided_is_told_and_not_proposed_again() -> None:
    drafts = [read("Sigrun Haukvik kom.", stem="a"), read("Sigrun Haukvig kom.", stem="b")]
    for names in (("Sigrun Haukvik", "Sigrun Haukvig"), (f"{BASE}id/person/sigrun-haukvik", "Sigrun Haukvig")):
        given, found = assign(drafts, BASE, (), decided("different", *names))
        report = identity_report(drafts, given, found)
        assert report["proposals"] == []
        assert [d["decision"] for d in report["decisions"]] == [f"different: {' / '.join(names)}"]
    parted = [read(COUNCIL, stem="a"), read(COUNCIL, stem="b")]
    given, found = assign(parted, BASE, (), decided("different", "Sigrun Haukvik", documents=("b",)))
    assert identity_report(parted, given, found)["proposals"] == []


def test_a_name_that_nobody_has_is_told_of_things_decided_to_be_different() -> None:
    _, found = assign([read(COUNCIL, stem="a")], BASE, (), decided("different", "Sigrun Haukvik", "Olga Nobody"))
    assert found.notes == ["who.toml: no Person is called 'Olga Nobody' (different: Sigrun Haukvik / Olga Nobody)."]


def test_titles_and_words_that_stand_for_a_name_are_told() -> None:
    draft = read(
        "Direktør Sigrun Haukvik kom. Direktøren smilte. Direktøren gikk. Strategi for bruer er ny. Strategien er god."
    )
    assert [(m.name, m.other, m.reason) for m in draft.merges] == [
        ("Sigrun Haukvik", "Direktøren", "the one holder of the title"),
        ("Strategi for bruer", "Strategien", "the paper at hand"),
    ]


def test_what_was_merged_outlasts_packing() -> None:
    draft = read("Sigrun Haukvik kom. Haukvik gikk.")
    assert unpack(pack(draft), document("")).merges == draft.merges
