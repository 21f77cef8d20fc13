"""`innograf decide` writes the records that the desk writes, and says what is wrong with what it is given."""

from datetime import date, timedelta

import pytest
from pyoxigraph import Literal, NamedNode

from graph_builder.records import VERDICTS, Record, read_records
from ontology import ORG
from settings import Settings
from tests.cli.conftest import Workplace

BASE = Settings().base_iri
TEXT = "# Møte\n\nAda Berg, direktør i Havnerådet, åpnet møtet.\n\nPer Moe, rådgiver i Elveverket, talte.\n"
HARBOUR, RIVER = "organisation/havneraadet", "organisation/elveverket"
AT = ("--in", "a.nb", "--quote", "Ada Berg, direktør i Havnerådet")
LATER = (date.today() + timedelta(days=30)).isoformat()


@pytest.fixture
def built(place: Workplace) -> Workplace:
    place.write("documents/a.nb.md", TEXT)
    assert place.run("build", "--force", "documents").exit_code == 0
    return place


def role(place: Workplace) -> str:
    quads = place.builds.open().quads
    (quad,) = quads.quads_for_pattern(None, NamedNode(ORG.organization), NamedNode(f"{BASE}id/{HARBOUR}"), None)
    return str(quad.subject.value).removeprefix(f"{BASE}id/")  # type: ignore[union-attr]


def records(place: Workplace) -> dict[str, Record]:
    return read_records(place.folder / "data" / "authority" / "decisions", BASE).records


def arguments(place: Workplace, verdict: str) -> tuple[str, ...]:
    fact = (role(place), "org:organization")
    given: dict[str, tuple[str, ...]] = {
        "accept": (*fact, *AT),
        "reject": (*fact, HARBOUR, *AT),
        "correct": (*fact, "--to", RIVER, *AT),
        "add": (HARBOUR, "dcterms:identifier", "Åpner møter", "--language", "nb", "--in", "a.nb", "--char", "42,53"),
        "retype": (RIVER, "programme"),
        "rename": (RIVER, "Elveverket AS"),
        "merge": (HARBOUR, RIVER),
        "distinct": (HARBOUR, RIVER),
        "split": (HARBOUR, "--name", "Et annet", "--in", "a.nb", "--quote", "Havnerådet"),
        "link": (HARBOUR, "https://register.example/1"),
        "waive": ("0a1b", "--until", LATER, "--why", "Det er slik."),
        "assign": ("result-0a1b", "kari"),
    }
    return given[verdict]


@pytest.mark.parametrize("verdict", sorted(set(VERDICTS) - {"undo"}))
def test_each_verdict_of_the_desk_makes_its_record_and_can_be_undone(built: Workplace, verdict: str) -> None:
    assert built.run("user", "add", "kari", "--no-password").exit_code == 0
    done = built.run("decide", verdict, *arguments(built, verdict), "--who", "kari")
    assert done.exit_code == 0, done.stderr
    id = done.stdout.strip()
    said = records(built)[id]
    assert (said.verdict, said.who) == (verdict, "kari")
    assert f"{id}.ttl" in done.stderr
    undone = built.run("decide", "undo", id, "--who", "kari")
    assert records(built)[undone.stdout.strip()].undoes == id


def test_what_is_decided_holds_from_the_next_build(built: Workplace) -> None:
    subject = NamedNode(f"{BASE}id/{role(built)}")
    property = NamedNode(ORG.organization)
    id = built.run("decide", "correct", *arguments(built, "correct"), "--why", "Han byttet.").stdout.strip()
    said = records(built)[id]
    assert said.value == NamedNode(f"{BASE}id/{RIVER}")
    assert said.quotes[0].exact == "Ada Berg, direktør i Havnerådet"
    assert said.why == "Han byttet."
    assert built.run("build", "--force", "documents").exit_code == 0
    quads = built.builds.open().quads.quads_for_pattern(subject, property, None, None)
    assert {quad.object for quad in quads} == {said.value}


def test_text_keeps_its_language_and_a_name_too(built: Workplace) -> None:
    added = built.run("decide", "add", *arguments(built, "add")).stdout.strip()
    assert records(built)[added].fact is not None
    assert records(built)[added].fact[2] == Literal("Åpner møter", language="nb")  # type: ignore[index]
    named = built.run("decide", "rename", RIVER, "Elveverket", "--language", "nn").stdout.strip()
    assert records(built)[named].value == Literal("Elveverket", language="nn")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("merge", HARBOUR, "organisation/borte"), "no thing 'organisation/borte'"),
        (("merge", HARBOUR, HARBOUR), "are the same thing"),
        (("retype", HARBOUR, "skip"), "no kind of thing"),
        (("link", HARBOUR, "javascript:alert(1)"), "no thing elsewhere"),
        (("accept", HARBOUR, "schema:nothing", *AT), "no property of the vocabulary"),
        (("accept", HARBOUR, "schema:location", *AT), "Nothing says"),
        (("accept", HARBOUR, "rdf:type", "--in", "b.nb", "--quote", "Ada"), "no document 'b.nb'"),
        (("split", HARBOUR, "--in", "a.nb", "--quote", "Tindvik"), "do not stand in a.nb"),
        (("split", HARBOUR, "--in", "a.nb", "--quote", "er"), "times"),
        (("split", HARBOUR, "--in", "a.nb", "--char", "5,4"), "--char 5,4"),
        (("split", HARBOUR, "--in", "a.nb", "--char", "5,99999"), "--char 5,99999"),
        (("split", HARBOUR, "--in", "a.nb"), "--quote, or with --char"),
        (("waive", "x", "--until", "2020-01-01", "--why", "Slik."), "has passed"),
        (("waive", "x", "--until", LATER), "reason"),
        (("assign", "x", "nobody"), "no user 'nobody'"),
        (("undo", "20200101T000000Z-00000000"), "no decision"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(built: Workplace, given: tuple[str, ...], message: str) -> None:
    result = built.run("decide", *given, "--who", "kari")
    assert result.exit_code == 2
    assert message in result.stderr
    assert records(built) == {}
