"""The pages of things: one layout a kind, the evidence of every statement, citations, what search engines read."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from flask.testing import FlaskClient

from ontology import INNO, ORG, RDF, RDFS, SCHEMA
from tests.server import sample
from tests.server.conftest import publish
from tests.server.test_pages import NB, Seen, see

thing = sample.thing

MORE = """Havnedagen 2021

Havnerådet arrangerer Havnedagen i Tindvik. Haukvik er prosjektleder i Havnerådet.
Havnerådet samarbeider med Tindvik kommune om ordningen Åpen kai, som Havnerådet driver.
Prosjektet Stille motor fikk 250 000 kroner fra Åpen kai og ledes av Tindvik kommune.
Kaiprisen 2021 på 50 000 kroner deles ut av Havnerådet; Stille motor vant, Haukvik satt i juryen.
Ordet går til Haukvik og Ea Strand. Rent vann i alle havner er målet. 40 båter er med.
"""


def harbour() -> sample.Writer:
    """A document with the kinds that the sample does not have."""
    doc = sample.Writer("havn.nb", "nb", "Havnedagen 2021", "2021-05-04", MORE)
    council = doc.named(thing("organisation", "havneradet"), "Havnerådet")
    town = doc.named(thing("organisation", "tindvik-kommune"), "Tindvik kommune")
    day = doc.named(thing("event", "havnedagen"), "Havnedagen")
    place = doc.named(thing("place", "tindvik"), "Tindvik")
    haukvik = doc.named(thing("person", "haukvik"), "Haukvik")
    strand = doc.named(thing("person", "ea-strand"), "Ea Strand")
    quay = doc.named(thing("programme", "apen-kai"), "Åpen kai")
    engine = doc.named(thing("project", "stille-motor"), "Stille motor")
    prize = doc.named(thing("award", "kaiprisen-2021"), "Kaiprisen 2021")
    goal = doc.named(thing("goal", "rent-vann"), "Rent vann i alle havner")
    boats = doc.named(thing("observation", "40-bater"), "40 båter er med")
    doc.role(haukvik, "prosjektleder", council, "Haukvik er prosjektleder i Havnerådet")
    doc.fact(day, SCHEMA.organizer, council, "Havnerådet arrangerer Havnedagen")
    doc.fact(day, SCHEMA.location, place, "i Tindvik")
    for person in (haukvik, strand):
        doc.fact(day, SCHEMA.performer, person, "Ordet går til Haukvik og Ea Strand")
    doc.fact(council, INNO.collaboratesWith, town, "Havnerådet samarbeider med Tindvik kommune")
    doc.fact(quay, INNO.operatedBy, council, "som Havnerådet driver")
    doc.fact(engine, INNO.ledBy, town, "ledes av Tindvik kommune")
    doc.fact(engine, SCHEMA.funder, quay, "fra Åpen kai")
    doc.fact(prize, INNO.conferredBy, council, "deles ut av Havnerådet")
    doc.fact(prize, INNO.winner, engine, "Stille motor vant")
    doc.fact(prize, INNO.juror, haukvik, "Haukvik satt i juryen")
    doc.fact(goal, INNO.statedBy, council, "Rent vann i alle havner er målet")
    doc.fact(boats, INNO.statedBy, council, "40 båter er med")
    for slug, sum, words in (("motor", 250_000, "250 000 kroner"), ("pris", 50_000, "50 000 kroner")):
        amount = thing("amount", slug)
        doc.fact(amount, RDF.type, SCHEMA.MonetaryAmount, words)
        doc.fact(amount, SCHEMA.value, pyoxigraph.Literal(sum), words)
        doc.fact(amount, SCHEMA.currency, pyoxigraph.Literal("NOK"), "kroner")
    grant = thing("grant", "motor")
    doc.fact(grant, RDF.type, SCHEMA.MonetaryGrant, "fikk 250 000 kroner")
    doc.fact(grant, SCHEMA.funder, quay, "fra Åpen kai")
    doc.fact(grant, SCHEMA.amount, thing("amount", "motor"), "250 000 kroner")
    doc.fact(engine, SCHEMA.funding, grant, "fikk 250 000 kroner")
    doc.fact(prize, SCHEMA.amount, thing("amount", "pris"), "50 000 kroner")
    return doc


@pytest.fixture
def harbour_client(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> FlaskClient:
    publish(tmp_path, [*sample.documents(), harbour()])
    return make_client(tmp_path)


def html(client: FlaskClient, path: str, language: str = "nb") -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.text


def headings(page: str) -> list[str]:
    found = re.findall(r"<h[23][^>]*>(.*?)</h[23]>|<dt[^>]*>(.*?)</dt>", page, re.DOTALL)
    return [re.sub(r" \d+\+?$", "", Seen(first or second).words) for first, second in found]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("person/haukvik", ["Roller", "Medvirker på", "Medvirker på det samme", "Jurymedlem for"]),
        (
            "organisation/havneradet",
            ["Personer etter rolle", "Arrangør av", "Har sagt", "Driver", "Samarbeider med", "Deler ut"],
        ),
        ("organisation/provedirektoratet", ["Type organisasjon", "Personer etter rolle", "Arrangør av"]),
        (
            "event/programdag",
            ["Arrangementstype", "Start", "Sted", "Arrangør", "Personer med roller ved dette", "Program"],
        ),
        (
            "policy/meld-st-99-2019-2020",
            ["Dokumenttype", "Nummer", "Dato", "Forfatter eller utsteder", "Mål", "Innsatsområder", "Tiltak"],
        ),
        ("programme/apen-kai", ["Drives av", "Finansierer"]),
        ("project/stille-motor", ["Ledes av", "Finansieres av", "Tildeling", "Har vunnet"]),
        ("award/kaiprisen-2021", ["Deles ut av", "Beløp", "Vinnere", "Jury"]),
        ("place/tindvik", ["Her"]),
        ("priority-area/kompetanse", ["Står i", "Tiltak"]),
        ("measure/tiltak-0-0", ["Står i", "I innsatsområde"]),
    ],
)
def test_each_kind_has_its_facts_in_the_order_of_its_layout(
    harbour_client: FlaskClient, path: str, expected: list[str]
) -> None:
    found = headings(html(harbour_client, f"/page/{path}"))
    assert [heading for heading in found if heading in expected] == expected


def test_a_kind_that_nobody_foresaw_gets_a_page_too(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    doc = sample.Writer(
        "skip.nb", "nb", "Skip", "2021-01-01", "Skonnerten Ternen er bygd i Tindvik. Haukvik er skipper."
    )
    ship, skipper = thing("vessel", "ternen"), doc.named(thing("person", "haukvik"), "Haukvik")
    doc.fact(ship, RDF.type, "https://example.org/Vessel", "Skonnerten Ternen")
    doc.fact(ship, RDFS.label, pyoxigraph.Literal("Ternen", language="nb"), "Ternen")
    doc.fact(ship, "https://example.org/builtAt", pyoxigraph.Literal("Tindvik"), "bygd i Tindvik")
    doc.fact(ship, "https://example.org/skipper", skipper, "Haukvik er skipper")
    publish(tmp_path, [doc])
    client = make_client(tmp_path)
    page = see(client, "/page/vessel/ternen")
    assert "/page/person/haukvik" in dict(page.links)
    assert "Built at" in page.words
    assert "Tindvik" in page.words
    assert "← skipper" in see(client, "/page/person/haukvik").words


def test_people_who_speak_at_the_same_events_stand_together(harbour_client: FlaskClient) -> None:
    page = html(harbour_client, "/page/person/haukvik")
    row = next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if "ea-strand" in row)
    assert {"/page/person/ea-strand", "/page/event/havnedagen"} <= {href for href, _ in Seen(row).links}
    alone = see(harbour_client, "/page/person/haukvik?part=co-speakers")
    assert "/page/person/ea-strand" in dict(alone.links)


def test_roles_tell_when_they_were_stated_the_newest_first(
    tmp_path: Path, make_client: Callable[..., FlaskClient]
) -> None:
    docs = []
    for stem, year, role in (("a.nb", "2015", "rådgiver"), ("b.nb", "2019", "leder")):
        text = f"Haukvik er {role} i Havnerådet."
        doc = sample.Writer(stem, "nb", stem, f"{year}-01-01", text)
        person = doc.named(thing("person", "haukvik"), "Haukvik")
        body = doc.named(thing("organisation", "havneradet"), "Havnerådet")
        node = thing("membership", role)
        doc.fact(node, RDF.type, ORG.Membership, text)
        doc.fact(node, ORG.member, person, text)
        doc.fact(node, ORG.organization, body, text)
        doc.fact(node, SCHEMA.roleName, pyoxigraph.Literal(role, language="nb"), role)
        docs.append(doc)
    publish(tmp_path, docs)
    page = html(make_client(tmp_path), "/page/person/haukvik")
    rows = [Seen(row).words for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    assert [row for row in rows if row.startswith(("leder", "rådgiver"))] == [
        "leder Havnerådet 2019 ”",
        "rådgiver Havnerådet 2015 ”",
    ]


def test_sums_have_their_currency(harbour_client: FlaskClient) -> None:
    assert "NOK 250 000" in see(harbour_client, "/page/project/stille-motor").words.replace("\xa0", " ")
    assert "NOK 50 000" in see(harbour_client, "/page/award/kaiprisen-2021").words.replace("\xa0", " ")


def marks(page: str) -> list[str]:
    return [
        href.replace("&amp;", "&").replace("&#34;", '"') for href in re.findall(r'class="mark" href="([^"]+)"', page)
    ]


@pytest.mark.parametrize("path", ["policy/meld-st-99-2019-2020", "event/programdag", "organisation/provedirektoratet"])
def test_every_fact_has_a_mark_that_opens_its_evidence(client: FlaskClient, path: str) -> None:
    page = html(client, f"/page/{path}")
    rows = re.findall(r"<li><span>.*?</li>|<tr role=\"row\">(?:(?!<th).)*?</tr>", page, re.DOTALL)
    assert len(rows) >= 4
    assert all('class="mark"' in row for row in rows)
    for href in marks(page):
        shown = html(client, href)
        (title, words, source) = re.search(
            r'<h2[^>]*><a[^>]*>([^<]+)</a>.*?<mark>(.*?)</mark>.*?href="(/source/[^"]+)"', shown, re.DOTALL
        ).groups()  # type: ignore[union-attr]
        assert title
        document, _, fragment = source.partition("#")
        start, end = map(int, fragment.removeprefix("char=").split(","))
        text = next(doc.text for doc in sample.documents() if document == f"/source/{doc.stem}")
        assert text[start:end] == words.replace("&#39;", "'")
        assert "sikkerhet 0,97" in Seen(shown).words
        assert "sample" in shown


def test_evidence_shows_the_sentence_around_the_words(client: FlaskClient) -> None:
    shown = html(client, "/evidence?s=event/programdag&p=schema:location&o=place/storsalen")
    assert re.search(r"<blockquote>Sted: <mark>Storsalen</mark></blockquote>", shown)
    # How often the reader is right stands on the page about the data.
    assert 'href="/dataset#reader-sample"><code>sample</code></a>' in shown
    shown = html(client, "/evidence?s=membership/kari-nordmann-byen-kommune")
    assert "fagsjef" in Seen(shown).words
    assert "<mark>Kari Nordmann, fagsjef, Byen kommune</mark>" in shown


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?s=event/programdag",
        "?s=event/programdag&p=schema:location",
        "?s=event/programdag&p=schema:location&o=place/finnes-ikke",
        "?s=event/finnes-ikke&p=schema:location&o=place/storsalen",
        "?s=event/programdag&p=schema:location&o=%22x",
        '?s=event/programdag&p=schema:location&o="x" . <x:a> <x:b> <x:c>',
        "?s=<no iri>&p=x y&o=<z>",
        "?s=event/programdag&p=x y&o=place/storsalen",
    ],
)
def test_evidence_of_nothing_is_not_found(client: FlaskClient, query: str) -> None:
    assert client.get(f"/evidence{query}", headers=NB).status_code == 404


def test_the_authority_file_is_evidence_too(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    name = pyoxigraph.Literal("Prøvedirektoratet for alt", language="nb")
    body = pyoxigraph.NamedNode(thing("organisation", "provedirektoratet"))
    label = pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    extra = [pyoxigraph.Quad(body, label, name, pyoxigraph.NamedNode(f"{sample.BASE}graph/authority"))]
    publish(tmp_path, sample.documents(), extra)
    client = make_client(tmp_path)
    page = html(client, "/page/organisation/provedirektoratet")
    href = next(href for href in marks(page) if "for%20alt" in href or "for+alt" in href)
    assert "autoritetsfilen" in html(client, href)


@pytest.mark.parametrize("number", [30, 130])
def test_long_lists_that_point_here_wait_until_they_are_asked_for(
    tmp_path: Path, make_client: Callable[..., FlaskClient], number: int
) -> None:
    lines = [f"Notat {n:03d} om Havnerådet" for n in range(number)]
    doc = sample.Writer("notater.nb", "nb", "Notater", "2020-01-01", "\n".join(lines))
    body = doc.named(thing("organisation", "havneradet"), "Havnerådet")
    for n, line in enumerate(lines):
        note = doc.named(thing("publication", f"notat-{n}"), f"Notat {n:03d}", line)
        doc.fact(note, "https://example.org/concerns", body, line)
    publish(tmp_path, [doc])
    client = make_client(tmp_path, page_size=20)
    page = html(client, "/page/organisation/havneradet")
    assert "notat-1" not in page
    href = re.search(r'<details[^>]*data-load="([^"]+)"', page)[1].replace("&amp;", "&")  # type: ignore[index]
    assert f"Vis alle {number}" in Seen(page).words
    assert len(set(re.findall(r"/page/publication/notat-\d+", html(client, href)))) == 20


def test_appears_in_lists_documents_the_newest_first(client: FlaskClient) -> None:
    page = html(client, "/page/organisation/provedirektoratet")
    listed = re.search(r'<ul class="sources">(.*?)</ul>', page, re.DOTALL)
    assert listed
    assert [href for href, _ in Seen(listed[1]).links] == ["/source/besog.da", "/source/programdag.nb"]


def test_citations(client: FlaskClient) -> None:
    iri = thing("person", "ase-odegard")
    page = see(client, "/page/person/ase-odegard").words
    assert "«Åse Ødegård» (Person). Innograf, bygg" in page
    bibtex = client.get("/page/person/ase-odegard.bib")
    assert bibtex.mimetype == "application/x-bibtex"
    assert "title = {Åse Ødegård}" in bibtex.text
    assert f"url = {{{iri}}}" in bibtex.text
    csl = client.get("/page/person/ase-odegard", headers={"Accept": "application/vnd.citationstyles.csl+json"})
    (item,) = json.loads(csl.text)
    assert (item["title"], item["URL"]) == ("Åse Ødegård", iri)
    assert item["issued"]["date-parts"] == [[2026, 1, 2]]


def test_a_name_cannot_break_out_of_what_search_engines_and_tex_read(client: FlaskClient) -> None:
    page = html(client, "/page/organisation/ondsinnet")
    embedded = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert embedded
    assert json.loads(embedded[1])["name"].endswith(sample.HOSTILE)
    assert "<" not in embedded[1]
    from server.citing import Citation

    entry = Citation(
        "50 % {av} alt\\n & #1_a", "x", "https://x.no/id/a/b", "f" * 64, "2026-01-02T00:00:00+00:00"
    ).bibtex()
    assert r"title = {50 \% \{av\} alt\textbackslash{}n \& \#1\_a}" in entry


def test_search_engines_find_what_the_page_is_about(client: FlaskClient) -> None:
    page = html(client, "/page/event/programdag")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert data["@type"] == ["Event"]
    assert data["startDate"] == "2020-11-17"
    assert data["organizer"]["name"] == "Prøvedirektoratet"
    assert '<link rel="canonical" href="http://localhost/page/event/programdag">' in page
    assert '<meta property="og:title" content="Programdag om nye løsninger">' in page
    assert re.search(r'<meta name="description" content="Arrangement: [^"]+Nevnt i 1 dokument\.">', page)


def test_a_page_that_the_client_has_is_not_made_again(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/page/person/ase-odegard", headers=NB)
    assert not first.headers["ETag"].startswith("W/")
    monkeypatch.setattr("server.entity.describe", lambda *_: pytest.fail("the page was made"))
    again = client.get("/page/person/ase-odegard", headers={**NB, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Accept-Language" in again.headers["Vary"]


def test_labels_follow_the_declared_order_of_languages(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    doc = sample.Writer("navn.nb", "nb", "Navn", "2020-01-01", "Harbour Council, Havnrådet, Havneraadet")
    body = thing("organisation", "havneradet")
    doc.fact(body, RDF.type, INNO.Organisation, "Harbour Council")
    for name, language in (("Harbour Council", "en"), ("Havneraadet", "da"), ("Havnrådet", "sv")):
        doc.fact(body, RDFS.label, pyoxigraph.Literal(name, language=language), name)
    publish(tmp_path, [doc])
    client = make_client(tmp_path)
    # A Norwegian page takes Danish before Swedish and English; an English one English.
    assert re.search(r"<h1[^>]*lang=\"da\"[^>]*>Havneraadet<", html(client, "/page/organisation/havneradet"))
    assert re.search(r"<h1[^>]*>Harbour Council<", html(client, "/page/organisation/havneradet", "en"))


def test_a_body_tells_what_it_came_from(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    authority = pyoxigraph.NamedNode(f"{sample.BASE}graph/authority")
    change = pyoxigraph.NamedNode(f"{sample.BASE}change/2020-01-01/tindvik-kommune")
    old, new = (pyoxigraph.NamedNode(thing("organisation", slug)) for slug in ("gamle-tindvik", "tindvik-kommune"))
    label, name = pyoxigraph.NamedNode(RDFS.label), pyoxigraph.Literal("Gamle Tindvik", language="nb")
    extra = [
        pyoxigraph.Quad(change, pyoxigraph.NamedNode(ORG.originalOrganization), old, authority),
        pyoxigraph.Quad(change, pyoxigraph.NamedNode(ORG.resultingOrganization), new, authority),
        pyoxigraph.Quad(old, label, name, authority),
    ]
    publish(tmp_path, [harbour()], extra)
    client = make_client(tmp_path)
    page = see(client, "/page/organisation/tindvik-kommune")
    assert "Kom av 1 Gamle Tindvik" in page.words
    assert "/page/organisation/gamle-tindvik" in dict(page.links)
    assert "Ble til 1 Tindvik kommune" in see(client, "/page/organisation/gamle-tindvik").words
