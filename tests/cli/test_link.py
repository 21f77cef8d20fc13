"""`innograf link` against end points on this machine: ours over a small build, and one that fails."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from graph_builder.records import write_record
from graph_builder.records.record import Record, record
from ontology import INNO, RDF, RDFS
from settings import Settings
from store import BuildStore
from tests.cli.conftest import ROOT, Workplace
from tests.graph_builder.linking.register import GENERAL, OUTSIDE, Answer, Register, serving
from tests.server.conftest import free_port
from tests.server.conftest import serving as our_server

BASE = Settings().base_iri
COUNCIL, WORKS = (f"{BASE}id/organisation/{slug}" for slug in ("havneraadet", "elveverket"))
MEETING = "Sigrun Haukvik, rådgiver i Havnerådet, og Nils Moe, direktør i Elveverket, møttes i Tindvik.\n"


@pytest.fixture
def desk(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    for name in ("meeting.en.md", "plan.nb.md"):
        (place.folder / "data" / "documents" / name).unlink()
    place.write("data/documents/note.nb.txt", MEETING)
    assert place.run("build").exit_code == 0
    monkeypatch.setenv("INNOGRAF_LINK__DELAY", "0")
    return place


@pytest.fixture
def register() -> Iterator[Register]:
    with serving(GENERAL) as found:
        yield found


def entries(place: Workplace) -> dict[str, list[str]]:
    (path,) = (place.folder / "data" / "links").glob("*.jsonl")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()[1:]]
    return {line["thing"]: [each["iri"] for each in line.get("proposals", ())] for line in lines}


def test_it_tells_what_was_asked_and_where_the_proposals_are(desk: Workplace, register: Register) -> None:
    result = desk.run("link", "--endpoint", register.url)
    assert result.exit_code == 0, result.output
    asked = len(entries(desk))
    assert f"asked       {asked} of {asked} things" in result.stdout
    assert "found       4\n" in result.stdout
    assert "file        data/links/127-0-0-1-sparql-" in result.stdout
    assert "Asking: " in result.stderr
    assert entries(desk)[COUNCIL] == [f"{OUTSIDE}1"]
    before = len(register.asked)
    again = desk.run("link", "--endpoint", register.url)
    assert again.exit_code == 0
    assert "has been asked for before" in again.stderr
    assert len(register.asked) == before
    assert desk.run("link", "--endpoint", register.url, "--again", "--kind", "organisation").exit_code == 0
    assert len(register.asked) > before


def test_kinds_and_a_limit_narrow_what_is_asked(desk: Workplace, register: Register) -> None:
    assert desk.run("link", "--endpoint", register.url, "--kind", "person", "--limit", "1").exit_code == 0
    (thing,) = entries(desk)
    assert "/id/person/" in thing


def test_no_link_is_in_the_graph_until_a_decision_says_so(desk: Workplace, register: Register) -> None:
    def same() -> str:
        return desk.run("query", "SELECT ?o { ?s owl:sameAs ?o }", "--format", "csv").stdout

    assert desk.run("link", "--endpoint", register.url).exit_code == 0
    assert desk.run("build").exit_code == 0
    assert OUTSIDE not in same()
    write_record(desk.folder / "data/authority/decisions", _said("link", (COUNCIL,), f"{OUTSIDE}1"), BASE)
    assert desk.run("build").exit_code == 0
    assert f"{OUTSIDE}1" in same()
    desk.run("link", "--endpoint", register.url, "--again")
    # Now it has an identity outside.
    assert '"Havnerådet"@nb' not in register.queries("VALUES ?name")[-1]


def test_what_is_decided_to_be_another_is_not_proposed_again(desk: Workplace, register: Register) -> None:
    assert desk.run("link", "--endpoint", register.url).exit_code == 0
    write_record(desk.folder / "data/authority/decisions", _said("distinct", (COUNCIL, f"{OUTSIDE}1")), BASE)
    assert desk.run("link", "--endpoint", register.url, "--again").exit_code == 0
    assert entries(desk)[COUNCIL] == []


def _said(verdict: str, entities: tuple[str, ...], value: str = "") -> Record:
    when = datetime(2031, 1, 1, tzinfo=UTC)
    return record(
        verdict=verdict, who="kari", when=when, entities=entities, value=ox.NamedNode(value) if value else None
    )


def test_our_own_server_is_a_register_too(desk: Workplace, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A graph of the same vocabulary under another base, behind our own SPARQL end point."""
    other = tmp_path_factory.mktemp("other")
    elsewhere = "https://graph.example/"
    thing, graph = ox.NamedNode(f"{elsewhere}id/organisation/hr"), ox.NamedNode(f"{elsewhere}graph/note")
    quads = [
        ox.Quad(thing, ox.NamedNode(RDF.type), ox.NamedNode(INNO.Organisation), graph),
        ox.Quad(thing, ox.NamedNode(RDFS.label), ox.Literal("Havnerådet", language="nb"), graph),
    ]
    builds = BuildStore(other)
    build = builds.create(quads, {}, {"base_iri": elsewhere, "documents": [], "counts": {}})
    builds.publish(build.id)
    settings = Settings(data=other, base_iri=elsewhere, port=free_port(), server_workers=1, query_workers=1)
    with our_server(settings) as address:
        result = desk.run("link", "--endpoint", f"{address}/sparql")
    assert result.exit_code == 0, result.output
    assert entries(desk)[COUNCIL] == [f"{elsewhere}id/organisation/hr"]


def test_some_that_could_not_be_asked_for_end_with_1_and_what_to_do(
    desk: Workplace, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOGRAF_LINK__RETRIES", "1")
    register.always, register.when = Answer(503), "VALUES ?name"
    result = desk.run("link", "--endpoint", register.url)
    assert result.exit_code == 1
    assert register.url in result.stderr
    assert "run the same command later" in result.stderr
    register.always = None
    assert desk.run("link", "--endpoint", register.url).exit_code == 0
    assert entries(desk)[COUNCIL] == [f"{OUTSIDE}1"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--endpoint", "ftp://register.example/"], "--endpoint must be the web address"),
        (["--endpoint", "register"], "--endpoint must be the web address"),
        ([], "Missing option '--endpoint'"),
        (["--endpoint", "http://127.0.0.1:9/sparql"], "Is http://127.0.0.1:9/sparql a SPARQL end point"),
        (["--endpoint", "http://127.0.0.1:9/sparql", "--build", "none"], "none"),
        (["--endpoint", "http://127.0.0.1:9/sparql", "--kind", "troll"], "'troll' is not one of"),
    ],
)
def test_a_wrong_call_is_told(
    desk: Workplace, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setenv("INNOGRAF_LINK__RETRIES", "0")
    result = desk.run("link", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_page_that_is_no_end_point_is_told(desk: Workplace, register: Register, monkeypatch) -> None:
    monkeypatch.setenv("INNOGRAF_LINK__RETRIES", "0")
    register.always = Answer(body=b"<html>Welcome</html>", kind="text/html")
    result = desk.run("link", "--endpoint", register.url)
    assert result.exit_code == 2
    assert "answered with text/html" in result.stderr
    assert not (desk.folder / "data" / "links").exists()


def test_a_run_that_was_interrupted_goes_on_where_it_was(
    desk: Workplace, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOGRAF_LINK__BATCH", "1")
    # The second batch does not come to an end.
    register.always, register.when = Answer(seconds=5), '"Elveverket"@nb'
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "link", "--endpoint", register.url, "--kind", "organisation"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    for _ in range(200):
        if register.queries('"Elveverket"@nb'):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "the same command goes on from there" in said
    register.always = None
    done = set(entries(desk))
    asked = len(register.asked)
    assert desk.run("link", "--endpoint", register.url, "--kind", "organisation").exit_code == 0
    assert set(entries(desk)) == {COUNCIL, WORKS}
    assert len([q for q, _h in register.asked[asked:] if "VALUES ?name" in q]) == 2 - len(done)
