"""Records of decisions: what they must say, as files, and which of them stand."""

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode

import shapes
from graph_builder.records import VERDICTS, Quote, Record, RecordError, read_records, write_record
from graph_builder.records.folder import Folder
from graph_builder.records.places import find
from graph_builder.records.record import LONGEST_TEXT, record
from graph_builder.records.turtle import from_turtle, to_turtle, triples
from ontology import INNO

BASE = "https://w3id.org/innograf/"
THEN = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
HOSTILE = '"""\n> . <x> <y> """ \\ \u2028 </script><script>alert(1)</script> \U0001f309 \'\'\' @prefix : <http://x/> .'
PERSON, BODY, OTHER = (f"{BASE}id/{path}" for path in ("person/ada-berg", "organisation/havneraadet", "organisation/x"))
FACT = (PERSON, "http://www.w3.org/ns/org#memberOf", NamedNode(BODY))
WORDS = (Quote(stem="mote.nb", exact=HOSTILE, prefix="før «", suffix="» etter\n", start=7, end=90),)
GIVEN: dict[str, dict[str, Any]] = {
    "accept": {"fact": FACT, "quotes": WORDS},
    "reject": {"fact": (PERSON, "https://schema.org/name", Literal(HOSTILE, language="nb")), "quotes": WORDS},
    "correct": {"fact": FACT, "quotes": WORDS, "value": Literal(HOSTILE)},
    "retype": {"entities": (BODY,), "kind": "programme"},
    "rename": {"entities": (BODY,), "value": Literal(HOSTILE, language="nn")},
    "merge": {"entities": (OTHER, BODY)},
    "split": {"entities": (BODY,), "quotes": WORDS * 2, "value": Literal("Elveverket")},
    "add": {
        "fact": (
            PERSON,
            "https://schema.org/startDate",
            _date := Literal("2020", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
        ),
        "quotes": WORDS,
    },
    "waive": {"item": "result-1", "expires": date(2027, 1, 31), "entities": (BODY,)},
    "assign": {"item": "result-1", "person": "kari"},
    "undo": {"undoes": "20260301T123005Z-00000000"},
    "link": {"entities": (BODY,), "value": NamedNode("https://www.wikidata.org/entity/Q1")},
    "distinct": {"entities": (BODY, OTHER)},
}


def said(verdict: str, after: int = 0, **values: Any) -> Record:
    given = {**GIVEN[verdict], "who": HOSTILE[:100], "why": HOSTILE, **values}
    return record(verdict=verdict, when=THEN + timedelta(seconds=after), **given)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_shapes_let_every_record_pass(verdict: str) -> None:
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*triple) for triple in triples(said(verdict), BASE))
    assert [(each.shape, each.value) for each in shapes.validate(store).results if "decision" in each.focus] == []


def test_a_record_that_was_written_as_at_first_is_read() -> None:
    written = said("merge", who="kari")
    agent = f"{BASE}decision/{written.id}#steward"
    old = [
        pyoxigraph.Triple(each.subject, NamedNode("http://purl.org/dc/terms/creator"), Literal("kari"))
        if each.object == NamedNode(agent)
        else each
        for each in triples(written, BASE)
        if each.subject != NamedNode(agent)
    ]
    assert from_turtle(pyoxigraph.serialize(old, format=pyoxigraph.RdfFormat.TURTLE) or b"", BASE) == written


def test_the_shapes_ask_for_what_a_record_must_have() -> None:
    """Each statement that is needed to read a record again, the shapes miss as well."""
    for verdict in VERDICTS:
        whole = triples(said(verdict), BASE)
        for missing in whole:
            rest = [triple for triple in whole if triple != missing]
            data = pyoxigraph.serialize(rest, format=pyoxigraph.RdfFormat.TURTLE)
            try:
                readable = from_turtle(data or b"", BASE) is not None
            except RecordError:
                readable = False
            if readable:
                continue
            store = pyoxigraph.Store()
            store.extend(pyoxigraph.Quad(*triple) for triple in rest)
            focus = [each.focus for each in shapes.validate(store).results if "decision" in each.focus]
            assert focus or missing.object == NamedNode(INNO.Decision), (verdict, str(missing))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_record_is_the_same_when_it_is_read_again(tmp_path: Path, verdict: str) -> None:
    written = said(verdict)
    path = write_record(tmp_path / "decisions", written, BASE)
    folder = read_records(tmp_path / "decisions", BASE)
    assert folder.problems == ()
    assert folder.records == {path.stem: written} == {written.id: written}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_no_text_begins_another_statement(verdict: str) -> None:
    plain = {"who": "kari", "why": "for", "quotes": (WORDS[0].model_copy(update={"exact": "ord"}),)}
    values = {name: value for name, value in plain.items() if name != "quotes" or "quotes" in GIVEN[verdict]}
    if verdict == "split":
        values["quotes"] = plain["quotes"] * 2
    harmless, hostile = (
        [*pyoxigraph.parse(to_turtle(each, BASE), pyoxigraph.RdfFormat.TURTLE)]
        for each in (said(verdict, **values), said(verdict))
    )
    assert [quad.predicate for quad in harmless] == [quad.predicate for quad in hostile]


@pytest.mark.parametrize(
    ("verdict", "without", "message"),
    [
        ("reject", {"fact": None}, "fact"),
        ("reject", {"quotes": ()}, "words"),
        ("correct", {"value": None}, "value"),
        ("merge", {"entities": (BODY, BODY)}, "two things"),
        ("retype", {"kind": ""}, "kind"),
        ("waive", {"why": " "}, "reason"),
        ("waive", {"expires": None}, "last day"),
        ("undo", {"undoes": ""}, "record to undo"),
        ("reject", {"why": "x" * (LONGEST_TEXT + 1)}, "why"),
        ("reject", {"who": ""}, "who"),
    ],
)
def test_a_record_that_lacks_something_is_refused(verdict: str, without: dict[str, Any], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        said(verdict, **without)


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    records = [said("reject", why=f"for {number}") for number in range(40)]
    start = threading.Barrier(4)

    def write(some: list[Record]) -> None:
        start.wait()
        for each in some:
            write_record(tmp_path, each, BASE)

    threads = [threading.Thread(target=write, args=(records[number::4],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(read_records(tmp_path, BASE).records.values()) == set(records)


def test_a_record_is_never_written_over(tmp_path: Path) -> None:
    path = write_record(tmp_path, said("reject"), BASE)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="says the same already"):
        write_record(tmp_path, said("reject"), BASE)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "data",
    [
        b"<x> <y",
        b"",
        b"\xff\xfe",
        to_turtle(said("reject"), BASE).replace(b'verdict "reject"', b'verdict "burn"'),
        to_turtle(said("reject"), BASE).replace(b"2026-03-01T12:30:05Z", b"yesterday"),
        to_turtle(said("reject"), BASE).replace(b"2026-03-01T12:30:05Z", b"2026-03-01T12:30:05"),
        to_turtle(said("waive"), BASE).replace(b"2027-01-31", b"2027-02-31"),
    ],
)
def test_a_file_that_is_no_record_is_told_and_the_others_count(tmp_path: Path, data: bytes) -> None:
    write_record(tmp_path, said("merge"), BASE)
    (tmp_path / "broken.ttl").write_bytes(data)
    folder = read_records(tmp_path, BASE)
    assert [each.verdict for each in folder.records.values()] == ["merge"]
    (problem,) = folder.problems
    assert problem.startswith(str(tmp_path / "broken.ttl"))
    assert "Mend it" in problem


def test_no_folder_has_no_records(tmp_path: Path) -> None:
    assert read_records(tmp_path / "none", BASE) == Folder()


def test_what_is_undone_does_not_stand_unless_the_undoing_is_undone() -> None:
    first, second = said("reject"), said("merge", 1)
    undo = said("undo", 2, undoes=first.id)
    redo = said("undo", 3, undoes=undo.id)
    assert [*Folder({each.id: each for each in (first, second, undo)}).standing] == [second.id]
    assert [*Folder({each.id: each for each in (first, second, undo, redo)}).standing] == [first.id, second.id]


TEXT = "Havnerådet møttes. Ada Berg leder Havnerådet i Tindvik. Senere møttes Havnerådet igjen i Haukvik by."


def quote(exact: str, place: int = 0) -> Quote:
    start = [at for at in range(len(TEXT)) if TEXT.startswith(exact, at)][place]
    end = start + len(exact)
    return Quote(
        stem="x",
        exact=exact,
        prefix=TEXT[max(0, start - 16) : start],
        suffix=TEXT[end : end + 16],
        start=start,
        end=end,
    )


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: "En ny innledning.\n\n" + text,
        lambda text: text.replace("Senere", "Litt senere samme dag"),
        lambda text: text.replace(" møttes. Ada", " møttes i mai. Ada"),
    ],
)
def test_words_are_found_again_among_others_that_are_the_same(place: int, change: Any) -> None:
    changed = change(TEXT)
    expected = [at for at in range(len(changed)) if changed.startswith("Havnerådet", at)][place]
    assert find(quote("Havnerådet", place), changed) == (expected, expected + 10)


def test_words_that_changed_a_little_are_found_and_those_that_are_gone_are_not() -> None:
    wanted = quote("Ada Berg leder Havnerådet i Tindvik")
    changed = TEXT.replace("Ada Berg leder Havnerådet", "Ada Berg ledet Havnerådet")
    found = find(wanted, changed)
    assert found is not None
    assert "Berg ledet Havnerådet i" in changed[slice(*found)]
    assert find(wanted, "Noe helt annet står her, om andre ting og andre steder.") is None
    assert find(quote("Ada"), "Berg leder Havnerådet.") is None
