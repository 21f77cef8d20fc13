"""The IRI of a record is answered for, as a page and as RDF."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph
import pytest
from flask.testing import FlaskClient

from graph_builder.records import Quote, write_record
from graph_builder.records.record import Record, record
from ontology import INNO, PROV, SCHEMA
from tests.server import sample
from tests.server.conftest import publish

WORDS = Quote(stem="programdag.nb", exact="Storsalen", start=0, end=9)
FACT = (sample.thing("event", "programdag"), SCHEMA.location, pyoxigraph.NamedNode(sample.thing("place", "storsalen")))


@pytest.fixture
def said() -> Record:
    values = {"who": "kari", "when": datetime(2031, 5, 1, 12, tzinfo=UTC), "why": "</p><script>alert(1)</script>"}
    return record(verdict="reject", fact=FACT, quotes=(WORDS,), **values)


@pytest.fixture
def client(sample_root: Path, make_client: Callable[..., FlaskClient], tmp_path: Path, said: Record) -> FlaskClient:
    write_record(tmp_path / "records", said, sample.BASE)
    return make_client(sample_root, records=tmp_path / "records")


def test_people_see_who_decided_what_and_why(client: FlaskClient, said: Record) -> None:
    page = client.get(f"/decision/{said.id}", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    # The words are told by where they stand now.
    at = sample.PROGRAMME.index("Storsalen")
    for text in ("kari", "Storsalen", f'href="/source/programdag.nb#char={at},{at + 9}"', f"/decision/{said.id}.ttl"):
        assert text in page.text
    assert '<span class="quiet">location</span>' in page.text
    assert "csrf" not in page.text


def test_evidence_and_text_tell_who_decided(
    make_client: Callable[..., FlaskClient], tmp_path: Path, said: Record
) -> None:
    write_record(tmp_path / "records", said, sample.BASE)
    writer = sample.Writer("ny.nb", "nb", "Ny", "2020-01-02", "Havnerådet møtes i Tindvik.")
    body = writer.named(sample.thing("organisation", "havneraadet"), "Havnerådet")
    place = writer.named(sample.thing("place", "tindvik"), "Tindvik")
    writer.fact(body, SCHEMA.location, place, "Havnerådet møtes i Tindvik")
    graph = pyoxigraph.NamedNode(f"{sample.BASE}evidence/ny.nb")
    about = pyoxigraph.NamedNode(f"{graph.value}/{writer.count}")
    decision = pyoxigraph.NamedNode(f"{sample.BASE}decision/{said.id}")
    writer.quads.append(pyoxigraph.Quad(about, pyoxigraph.NamedNode(PROV.wasInfluencedBy), decision, graph))
    publish(tmp_path / "builds", [writer])
    asked = {"Accept": "text/html", "Accept-Language": "en"}
    for records, told in (("records", True), ("none", False)):
        client = make_client(tmp_path / "builds", records=tmp_path / records)
        link = f'href="/decision/{said.id}" rel="nofollow">decided by kari</a>'
        for path in (
            "/evidence?s=organisation/havneraadet&p=schema:location&o=place/tindvik",
            "/source/ny.nb",
        ):
            page = client.get(path, headers=asked).text
            assert page.count(link) == told, path
            # The record may be gone; what it changed is not.
            assert ("decided by a steward" in page) is not told
        other = client.get("/evidence?s=organisation/havneraadet&p=rdfs:label&o=%22Havnerådet%22@nb", headers=asked)
        assert (other.status_code, "decided by" in other.text) == (200, False)


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf"])
def test_programs_get_the_record(client: FlaskClient, said: Record, suffix: str) -> None:
    answer = client.get(f"/decision/{said.id}.{suffix}")
    format = pyoxigraph.RdfFormat.from_extension(suffix)
    assert format is not None
    found = {(q.subject.value, q.predicate.value, str(q.object)) for q in pyoxigraph.parse(answer.data, format)}  # type: ignore[union-attr]
    node = f"{sample.BASE}decision/{said.id}"
    assert (node, INNO.verdict, '"reject"') in found
    again = client.get(f"/decision/{said.id}.{suffix}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_there_is_no_other(client: FlaskClient) -> None:
    assert client.get("/decision/20310501T120000Z-00000000").status_code == 404
    assert client.get("/decision/..%2F..%2Fx").status_code == 404
