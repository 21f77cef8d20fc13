"""What was published: the page, the Atom feed, and the event stream that a client can follow to the present."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from ontology import DCTERMS, PROV, RDF, RDFS
from server import changes, stream
from server.stream import LDES, TREE
from store import Build
from tests.server import sample
from tests.server.conftest import publish

Make = Callable[..., FlaskClient]
HTML = {"Accept": "text/html", "Accept-Language": "en"}
AUTHORITY = NamedNode(f"{sample.BASE}graph/authority")
ATOM = "{http://www.w3.org/2005/Atom}"


def place(name: str, label: str) -> list[Quad]:
    thing = NamedNode(sample.thing("place", name))
    return [
        Quad(thing, NamedNode(RDF.type), NamedNode("https://schema.org/Place"), AUTHORITY),
        Quad(thing, NamedNode(RDFS.label), Literal(label, language="nb"), AUTHORITY),
    ]


@pytest.fixture
def three(tmp_path: Path) -> list[Build]:
    """Haukvik gets another name, Tindvik comes, then all of the programme goes and Tindvik too."""
    documents = sample.documents()
    rest = [document for document in documents if document.stem != "programdag.nb"]
    return [
        publish(tmp_path, documents, place("haukvik", "Haukvik")),
        publish(tmp_path, documents, place("haukvik", "Haukvika") + place("tindvik", "Tindvik")),
        publish(tmp_path, rest, place("haukvik", "Haukvika")),
    ]


@pytest.fixture
def client(three: list[Build], make_client: Make) -> FlaskClient:
    return make_client()


def follow(client: FlaskClient, accept: str = "text/turtle") -> tuple[dict[str, set[tuple[str, str]]], int]:
    """The state of all things, as a client has it that follows every relation; and how many pages it read."""
    waiting, seen = ["/changes"], set()
    members: dict[str, tuple[str, int, str, set[tuple[str, str]]]] = {}
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address, headers={"Accept": accept})
        assert answer.status_code == 200, address
        format = ox.RdfFormat.from_media_type(answer.mimetype)
        assert format is not None
        store = ox.Store()
        store.load(answer.data, format)

        def objects(subject: object, property: str, store: ox.Store = store) -> list[ox.NamedNode | ox.Literal]:
            return [quad.object for quad in store.quads_for_pattern(subject, NamedNode(property), None, None)]  # type: ignore[arg-type, misc]

        for relation in objects(None, TREE.relation):
            waiting += [node.value.removeprefix("http://localhost") for node in objects(relation, TREE.node)]
        for member in objects(None, TREE.member):
            (of,), (at,) = objects(member, DCTERMS.isVersionOf), objects(member, PROV.generatedAtTime)
            own = {DCTERMS.isVersionOf, PROV.generatedAtTime}
            said = {
                (quad.predicate.value, str(quad.object))
                for quad in store.quads_for_pattern(member, None, None, None)  # type: ignore[arg-type]
                if quad.predicate.value not in own
            }
            number = int(member.value.rpartition("-")[2])
            assert member.value not in members, "a member stands on one page"
            members[member.value] = (of.value, number, at.value, said)
    state = {}
    for of, _number, _at, said in sorted(members.values(), key=lambda each: each[1]):
        state[of] = said
    deleted = (RDF.type, f"<{stream.DELETE}>")
    return {of: said for of, said in state.items() if deleted not in said}, len(seen)


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json"])
def test_following_the_stream_gives_what_the_graph_says_now(
    client: FlaskClient, three: list[Build], monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    monkeypatch.setattr(changes, "MOST", 5)
    state, pages = follow(client, accept)
    assert pages > 6
    now: dict[str, set[tuple[str, str]]] = {}
    for quad in three[-1].quads:
        graph = quad.graph_name.value  # type: ignore[union-attr]
        subject = quad.subject.value  # type: ignore[union-attr]
        if subject.startswith(f"{sample.BASE}id/") and not graph.startswith(f"{sample.BASE}evidence/"):
            now.setdefault(subject, set()).add((quad.predicate.value, str(quad.object)))
    assert state == now
    assert sample.thing("place", "tindvik") not in state
    assert (RDFS.label, '"Haukvika"@nb') in state[sample.thing("place", "haukvik")]


def test_pages_are_for_good_and_the_root_is_not(client: FlaskClient) -> None:
    root = client.get("/changes.ttl")
    assert root.headers["Cache-Control"] == "no-cache"
    assert client.get("/changes.ttl", headers={"If-None-Match": root.headers["ETag"]}).status_code == 304
    page = client.get("/changes/2/from/1.ttl")
    assert "immutable" in page.headers["Cache-Control"]
    assert client.get("/changes/2/from/1.ttl", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    assert LDES.EventStream in client.get("/changes.nt").text
    assert f"<{LDES.versionOfPath}> <{DCTERMS.isVersionOf}>" in client.get("/changes.nt").text
    assert LDES.retentionPolicy not in client.get("/changes.nt").text


def test_a_member_is_where_its_version_is_shown(client: FlaskClient, three: list[Build]) -> None:
    page = client.get("/changes/2/from/1.nt").text
    member = f"{sample.BASE}page/place/tindvik?build={three[1].id[:16]}#version-2"
    assert member in page
    path = member.removeprefix(sample.BASE.rstrip("/")).partition("#")[0]
    assert client.get(path, headers=HTML).status_code == 200


def test_what_is_kept_is_said(three: list[Build], make_client: Make) -> None:
    (three[0].path).rename(three[0].path.parent / "away")
    client = make_client(keep_builds=2)
    said = client.get("/changes.nt").text
    assert f"<{LDES.retentionPolicy}>" in said
    assert f"<{LDES.startingFrom}>" in said
    state, _pages = follow(client)
    assert sample.thing("place", "haukvik") in state
    assert sample.thing("place", "tindvik") not in state
    assert client.get("/changes/1/from/0").status_code == 404


@pytest.mark.parametrize(
    "path", ["/changes/9/from/0", "/changes/1/from/2", "/changes/2/from/x", "/changes/1/from/0?after=http://x/"]
)
def test_what_is_no_page_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_feed_has_an_entry_for_each_publication(make_client: Make, three: list[Build]) -> None:
    client = make_client(page_size=2)
    first = client.get("/changes", headers={"Accept": "application/atom+xml"})
    assert first.mimetype == "application/atom+xml"
    entries, address, ids = [], "/changes.atom", []
    while address:
        feed = ET.fromstring(client.get(address).data)
        links = {item.get("rel"): item.get("href", "") for item in feed.findall(f"{ATOM}link")}
        entries += feed.findall(f"{ATOM}entry")
        address = links.get("next", "").removeprefix("http://localhost")
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated")
        ids.append(entry.findtext(f"{ATOM}id"))
    assert ids == [f"{sample.BASE}changes#publication-{number}" for number in (3, 2, 1)]
    hrefs = [link.get("href", "") for link in entries[0].findall(f"{ATOM}link")]
    assert hrefs[0] == f"http://localhost/builds/{three[1].id}/diff/{three[2].id}"


def test_the_page_lists_publications_with_what_changed(client: FlaskClient, three: list[Build]) -> None:
    page = client.get("/changes", headers=HTML)
    assert f"/builds/{three[1].id}/diff/{three[2].id}" in page.text
    assert 'type="application/atom+xml"' in page.text
    assert '</changes.atom>; rel="alternate"; type="application/atom+xml"' in page.headers.getlist("Link")
    assert client.get("/changes", headers={"Accept": "image/png"}).status_code == 406
