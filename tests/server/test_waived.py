"""What a steward let stand is told as such wherever results are told, until its last day."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from flask.testing import FlaskClient

from cli.waived import waived_violations
from graph_builder.records import write_record
from graph_builder.records.record import record
from ontology import INNO
from server import decided
from settings import Settings
from store import BuildStore
from tests.server import sample
from tests.server.test_quality import checked_root, data, see  # noqa: F401

LAST = date(2031, 5, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "decisions"


@pytest.fixture
def client(checked_root: Path, make_client: Callable[..., FlaskClient], folder: Path) -> FlaskClient:  # noqa: F811
    return make_client(checked_root, records=folder)


def waive(client: FlaskClient, folder: Path) -> str:
    """Let one of eight violations stand; its id."""
    violation, *_ = data(client, "/quality.json?severity=Violation")["results"]  # type: ignore[misc]
    values = {"who": "kari", "when": datetime.now(UTC), "why": "Skal <b>rettes</b> av havna", "expires": LAST}
    write_record(folder, record(verdict="waive", item=f"result-{violation['id']}", **values), sample.BASE)
    return str(violation["id"])


def test_pages_tell_it_at_once_and_can_be_narrowed_to_it(client: FlaskClient, folder: Path) -> None:
    assert "unntatt" not in see(client, "/quality")
    tag = client.get("/quality.json").headers["ETag"]
    id = waive(client, folder)
    page = see(client, "/quality")
    assert "1 resultat er unntatt for en tid." in page
    assert "kari lar dette stå til 1. mai 2031: Skal &lt;b&gt;rettes&lt;/b&gt; av havna" in page
    assert 'href="/quality?waived=yes"' in page
    assert client.get("/quality.json", headers={"If-None-Match": tag}).status_code == 200
    (only,) = data(client, "/quality.json?waived=yes")["results"]  # type: ignore[misc]
    others = data(client, "/quality.json?waived=no")["results"]
    assert only["id"] == id
    assert others
    assert id not in {result["id"] for result in others}  # type: ignore[attr-defined]
    assert data(client, "/quality.json?waived=yes&document=havn.nb")["total"] == 1
    assert client.get("/quality?waived=perhaps").status_code == 404


def test_every_form_tells_it(client: FlaskClient, folder: Path) -> None:
    id = waive(client, folder)
    said = data(client, "/quality.json")
    assert said["waived"] == 1
    (waived,) = [result["waived"] for result in said["results"] if result["id"] == id]  # type: ignore[attr-defined]
    assert (waived["who"], waived["until"]) == ("kari", "2031-05-01")
    (row,) = [row for row in csv.DictReader(io.StringIO(client.get("/quality.csv").text)) if row["id"] == id]
    assert (row["waived_by"], row["waived_until"]) == ("kari", "2031-05-01")
    suite = ElementTree.fromstring(client.get("/quality.junit.xml").text).find("testsuite")
    assert suite is not None
    assert suite.get("failures") == "7"
    (run,) = json.loads(client.get("/quality.sarif").text)["runs"]
    (suppressed,) = [result for result in run["results"] if "suppressions" in result]
    assert suppressed["partialFingerprints"].popitem()[1] == id
    assert suppressed["suppressions"][0]["status"] == "accepted"
    graph = rdflib.Graph().parse(data=client.get("/quality.ttl").text, format="turtle")
    (pair,) = graph.subject_objects(rdflib.URIRef(INNO.waivedBy))
    assert str(pair[0]) == f"{sample.BASE}quality/{id}"
    assert str(pair[1]) == f"{sample.BASE}decision/{waived['decision']}"


def test_it_ends_with_its_last_day(client: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "8 violations" in client.get("/quality/badge.svg").text
    waive(client, folder)
    monkeypatch.setattr(decided, "today", lambda: LAST)
    kept = client.get("/quality/badge.svg")
    assert "7 violations" in kept.text
    monkeypatch.setattr(decided, "today", lambda: date(2031, 5, 2))
    assert "8 violations" in client.get("/quality/badge.svg", headers={"If-None-Match": kept.headers["ETag"]}).text
    assert data(client, "/quality.json")["waived"] == 0


def test_commands_count_it(checked_root: Path, client: FlaskClient, folder: Path) -> None:  # noqa: F811
    build = BuildStore(checked_root).open()
    settings = Settings(data=checked_root, records=folder)
    assert waived_violations(build, settings) == 0
    waive(client, folder)
    assert waived_violations(build, settings) == 1
