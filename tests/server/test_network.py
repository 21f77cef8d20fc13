"""The network around things and the path between two: relations as people see them, bounds, filters, formats."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad

from ontology import INNO, ORG, SCHEMA
from server import neighbours, paths
from server.asking import QueryFault
from tests.server import sample
from tests.server.conftest import publish

PAGE = {"Accept": "text/html", "Accept-Language": "nb"}


def network(client: FlaskClient, query: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/network.json?{query}").json
    return found


def edges(said: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    return {(edge["source"], edge["name"], edge["target"]) for edge in said["edges"]}


def test_a_role_is_one_relation_with_its_title(client: FlaskClient) -> None:
    said = network(client, "of=person/ase-odegard")
    assert edges(said) == {
        ("person/ase-odegard", "Direktør", "organisation/provedirektoratet"),
        ("person/ase-odegard", "Vert", "event/programdag"),
        ("event/velkommen", "Medvirkende", "person/ase-odegard"),
    }
    assert not [node for node in said["nodes"] if node["kind"] == "membership"]
    role = next(edge for edge in said["edges"] if edge["name"] == "Direktør")
    assert client.get(role["evidence"], headers=PAGE).status_code == 200
    talk = next(edge for edge in said["edges"] if edge["name"] == "Medvirkende")
    assert (talk["relation"], talk["inverse"]) == ("schema:performer", "Medvirker på")
    assert "Velkommen til deling" in client.get(talk["evidence"], headers=PAGE).text


def test_every_relation_leads_to_its_evidence(client: FlaskClient) -> None:
    said = network(client, "of=event/programdag&of=policy/meld-st-99-2019-2020&of=organisation/byen-kommune")
    assert len(said["edges"]) == 16
    assert {client.get(edge["evidence"], headers=PAGE).status_code for edge in said["edges"]} == {200}
    assert {client.get(node["page"], headers=PAGE).status_code for node in said["nodes"]} == {200}


def test_relations_can_be_chosen(client: FlaskClient) -> None:
    said = network(client, "of=event/programdag&relation=schema:organizer&relation=schema:location")
    assert {edge["relation"] for edge in said["edges"]} == {"schema:organizer", "schema:location"}
    page = client.get("/network?of=event/programdag&relation=schema:organizer", headers=PAGE).text
    assert 'value="schema:organizer" checked' in page
    assert 'value="schema:superEvent" autocomplete' in page
    assert "Storsalen" not in page


def test_the_table_says_what_the_drawing_does(client: FlaskClient) -> None:
    address = "/network?of=event/programdag&of=person/kari-nordmann"
    page = client.get(address, headers=PAGE).text
    data = json.loads(page.split('id="net-data">')[1].split("</script>")[0])
    assert edges(data) == edges(network(client, address.partition("?")[2]))
    for node in data["nodes"]:
        assert f'href="{node["page"]}"' in page
    for edge in data["edges"]:
        assert edge["evidence"].replace("&", "&amp;") in page


def test_what_grows_and_closes_is_an_address(client: FlaskClient) -> None:
    page = client.get("/network?of=event/programdag", headers=PAGE).text
    assert 'href="/network?of=event/programdag&amp;of=place/storsalen"' in page
    both = client.get("/network?of=event/programdag&of=place/storsalen", headers=PAGE).text
    assert 'href="/network?of=place/storsalen"' in both
    assert client.get("/page/event/programdag", headers=PAGE).text.count('href="/network?of=event/programdag"') == 1


def test_names_mean_what_they_name(client: FlaskClient) -> None:
    answer = client.get("/network?of=ase odegard", headers=PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/network?of=person/ase-odegard")
    answer = client.get("/network?from=Storsalen&to=person/pal-test", headers=PAGE)
    assert answer.headers["Location"] == "/network?from=place/storsalen&to=person/pal-test"
    choice = client.get("/network?of=prøve", headers=PAGE).text
    assert 'href="/network?of=organisation/provedirektoratet"' in choice
    assert 'href="/network?of=organisation/provedepartementet"' in choice
    unknown = client.get("/network?of=zzzzz", headers=PAGE)
    assert unknown.status_code == 404
    assert "«zzzzz»" in unknown.text
    assert client.get("/network.json?of=Storsalen").status_code == 404


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("of=event/programdag&relation=schema:nothing", "unknown-relation"),
        (f"{'&'.join(f'of=a/{n}' for n in range(13))}", "too-many-things"),
    ],
)
def test_what_cannot_be_is_refused(client: FlaskClient, query: str, code: str) -> None:
    answer = client.get(f"/network?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json["code"] == code


def test_formats(client: FlaskClient) -> None:
    answer = client.get("/network?of=event/programdag", headers={"Accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0] == ["source", "source_name", "relation", "name", "target", "target_name", "evidence"]
    assert ["event/programdag", "Programdag om nye løsninger", "schema:location", "Sted"] in [row[:4] for row in rows]
    graph = ElementTree.fromstring(client.get("/network.graphml?of=event/programdag").data)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(graph.findall(".//g:edge", space)) == len(rows) - 1
    ids = {node.get("id") for node in graph.findall(".//g:node", space)}
    assert {edge.get(end) for edge in graph.findall(".//g:edge", space) for end in ("source", "target")} <= ids
    etag = answer.headers["ETag"]
    again = client.get("/network?of=event/programdag", headers={"Accept": "text/csv", "If-None-Match": etag})
    assert again.status_code == 304
    assert client.get("/network?of=event/no", headers={"Accept": "text/csv", "If-None-Match": etag}).status_code == 404


def test_a_hostile_name_stays_text(client: FlaskClient) -> None:
    page = client.get("/network?of=organisation/ondsinnet", headers=PAGE).text
    assert "<script>alert" not in page
    assert "onerror" not in page.replace("onerror=alert(1)&gt;", "").replace("onerror=alert(1)\\u003e", "")
    assert client.get("/network.graphml?of=organisation/ondsinnet").status_code == 200


def test_hubs_are_cut_and_say_so(make_client: Callable[..., FlaskClient], tmp_path: Path) -> None:
    client = make_client(hub(tmp_path, 300))
    said = network(client, "of=organisation/havneradet")
    assert said["cut"] == [
        {
            "thing": "organisation/havneradet",
            "relation": "schema:organizer",
            "outward": False,
            "shown": 59,
            "total": 300,
        }
    ]
    # The short relation is whole.
    assert len(said["edges"]) == neighbours.MOST
    assert [edge["name"] for edge in said["edges"] if edge["relation"] == "org:Membership"] == ["Leder"]
    page = client.get("/network?of=organisation/havneradet", headers=PAGE).text
    assert "Arrangør av: 59 av 300 vises." in page
    assert 'href="/page/organisation/havneradet?in=schema:organizer"' in page


def hub(root: Path, events: int) -> Path:
    """A body with a leader that arranges many meetings; the last has a speaker, who has a role at a school."""
    lines = [f"Møte {n:03d} i Havnerådet" for n in range(events)]
    doc = sample.Writer(
        "moter.nb", "nb", "Møter", "2020-01-01", "\n".join([*lines, "Leder Ola Vik", "Siri By, lærer, Tindvik skole"])
    )
    body = doc.named(sample.thing("organisation", "havneradet"), "Havnerådet")
    for n, line in enumerate(lines):
        meeting = doc.named(sample.thing("event", f"mote-{n:03d}"), f"Møte {n:03d}", line)
        doc.fact(meeting, SCHEMA.organizer, body, line)
    leader = doc.named(sample.thing("person", "ola-vik"), "Ola Vik")
    doc.role(leader, "Leder", body, "Leder Ola Vik")
    speaker = doc.named(sample.thing("person", "siri-by"), "Siri By")
    doc.fact(meeting, SCHEMA.performer, speaker, lines[-1])
    doc.role(
        speaker,
        "lærer",
        doc.named(sample.thing("organisation", "tindvik-skole"), "Tindvik skole"),
        "Siri By, lærer, Tindvik skole",
    )
    publish(root, [doc])
    return root


def test_the_path_between_two_things(client: FlaskClient) -> None:
    said = network(client, "from=person/pal-test&to=organisation/provedirektoratet")
    assert said["path"]["things"] == [
        "person/pal-test",
        "event/apne-data",
        "event/programdag",
        "organisation/provedirektoratet",
    ]
    assert said["path"]["whole"]
    assert edges(said) == {
        ("event/apne-data", "Medvirkende", "person/pal-test"),
        ("event/apne-data", "Del av", "event/programdag"),
        ("event/programdag", "Arrangør", "organisation/provedirektoratet"),
    }
    page = client.get("/network?from=person/pal-test&to=organisation/provedirektoratet", headers=PAGE).text
    assert "3 steg" in page
    assert page.index("Åpne data uten omveier") < page.index("Programdag om nye løsninger")


def test_a_path_by_chosen_relations(client: FlaskClient) -> None:
    ends = "from=person/ase-odegard&to=organisation/provedirektoratet"
    assert len(network(client, ends)["path"]["things"]) == 2
    around = network(client, f"{ends}&relation=schema:performer&relation=schema:superEvent&relation=schema:organizer")
    assert len(around["path"]["things"]) == 4
    none = network(client, f"{ends}&relation=schema:location")["path"]
    assert (none["things"], none["whole"]) == ([], True)
    page = client.get(f"/network?{ends}&relation=schema:location", headers=PAGE).text
    assert "Ingen vei fører fra den ene til den andre gjennom disse forbindelsene." in page


def test_a_path_goes_through_a_hub_but_follows_only_some_of_it(
    make_client: Callable[..., FlaskClient], tmp_path: Path
) -> None:
    client = make_client(hub(tmp_path, 300))
    said = network(client, "from=person/ola-vik&to=organisation/tindvik-skole")
    assert said["path"]["things"] == [
        "person/ola-vik",
        "organisation/havneradet",
        "event/mote-299",
        "person/siri-by",
        "organisation/tindvik-skole",
    ]


def test_a_search_that_takes_too_long_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise QueryFault("time")

    monkeypatch.setattr("server.pool.Pool.ask_and_wait", fail)
    answer = client.get("/network?from=person/pal-test&to=place/storsalen", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["code"]) == (504, "too-slow")


def around(graph: Mapping[str, str]) -> paths.Ask:
    """Neighbours in a graph that is given as letters: `{"a": "bc"}`; both ways."""
    found: dict[str, set[str]] = {}
    for one, others in graph.items():
        for other in others:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)

    def ask(asked: Sequence[str]) -> dict[str, list[str]]:
        return {thing: sorted(found.get(thing, ())) for thing in asked}

    return ask


def test_the_shortest_of_several_is_found() -> None:
    ask = around({"a": "bcd", "b": "e", "e": "f", "f": "z", "c": "g", "g": "z", "d": "h", "h": "i"})
    assert paths.shortest(ask, "a", "z").things == ("a", "c", "g", "z")
    assert paths.shortest(ask, "z", "a").things == ("z", "g", "c", "a")
    assert paths.shortest(ask, "a", "a").things == ("a",)
    apart = paths.shortest(ask, "a", "lonely")
    assert (apart.things, apart.whole) == ((), True)


def test_a_search_stops_at_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    line = around({chr(97 + n): chr(98 + n) for n in range(20)})
    assert len(paths.shortest(line, "a", "i").things) == paths.MOST_STEPS + 1
    far = paths.shortest(line, "a", "j")
    assert (far.things, far.whole) == ((), False)
    monkeypatch.setattr(paths, "MOST_FOLLOWED", 2)
    star = around({"a": "bcdz", "z": "efgh"})
    cut = paths.shortest(star, "b", "h")
    assert (cut.things, cut.hubs, cut.whole) == ((), ("a",), False)
    # Nothing shorter than two steps goes by a hub that is one step away.
    assert paths.shortest(star, "b", "c") == paths.Path(("b", "a", "c"), 4)
    monkeypatch.setattr(paths, "MOST_THINGS", 3)
    assert not paths.shortest(line, "a", "h").whole


def test_a_change_is_one_relation_and_what_follows_from_another_is_left_out(
    make_client: Callable[..., FlaskClient], tmp_path: Path
) -> None:
    doc = sample.Writer("endring.nb", "nb", "Endring", "2020-01-01", "Tindvik kommune ble Haukvik kommune. Kaia enhet")
    old = doc.named(sample.thing("organisation", "tindvik"), "Tindvik kommune")
    new = doc.named(sample.thing("organisation", "haukvik"), "Haukvik kommune")
    unit = doc.named(sample.thing("organisation", "kaia"), "Kaia enhet")
    change = f"{sample.BASE}change/1"
    doc.fact(change, ORG.originalOrganization, old, doc.text)
    doc.fact(change, ORG.resultingOrganization, new, doc.text)
    doc.fact(unit, ORG.unitOf, new, "Kaia enhet")
    doc.fact(unit, INNO.collaboratesWith, new, "Kaia enhet")
    doc.fact(new, INNO.collaboratesWith, unit, "Kaia enhet")
    inferred = NamedNode(f"{sample.BASE}graph/inferred")
    publish(tmp_path, [doc], [Quad(NamedNode(unit), NamedNode(ORG.subOrganizationOf), NamedNode(new), inferred)])
    client = make_client(tmp_path)
    said = network(client, "of=organisation/haukvik")
    assert sorted(edge["relation"] for edge in said["edges"]) == [
        "inno:collaboratesWith",
        "org:ChangeEvent",
        "org:unitOf",
    ]
    became = next(edge for edge in said["edges"] if edge["relation"] == "org:ChangeEvent")
    assert (became["source"], became["name"], became["inverse"]) == (
        "organisation/tindvik",
        "Nytt organ",
        "Tidligere organ",
    )
    assert client.get(became["evidence"], headers=PAGE).status_code == 200
    path = network(client, "from=organisation/kaia&to=organisation/haukvik")
    assert sorted(edge["relation"] for edge in path["edges"]) == ["inno:collaboratesWith", "org:unitOf"]
