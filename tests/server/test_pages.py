"""What the pages show."""

import re
from collections import Counter, deque
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.server import sample

# Where a page says the IRI of its thing on purpose.
_IRIS = r"<code>.*?</code>|<link[^>]*>|<script type=.application/ld.json.*?</script>|<p class=.citation.*?</p>"
NB = {"Accept-Language": "nb", "Accept": "text/html"}


class Seen(HTMLParser):
    """The text and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.text = ""
        self._href: str | None = None
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(str(values["id"]))
        if tag == "a":
            self._href, self._inside = values.get("href"), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href is not None:
            self.links.append((self._href, self._inside.strip()))
            self._href = None

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"
        self._inside += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def see(client: FlaskClient, path: str, language: str = "nb") -> Seen:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return Seen(answer.text)


def test_home_counts_what_documents_say_and_links_to_lists(client: FlaskClient) -> None:
    home = see(client, "/")
    links = dict(home.links)
    assert links["/browse/person"] == "3 Personer"
    assert links["/browse/event"] == "4 Arrangementer"
    assert "/browse/membership" not in links
    newest = [href for href, _ in home.links if href.startswith("/source/") and href != "/source/"]
    assert newest == ["/source/besog.da", "/source/programdag.nb", "/source/melding.nb", "/source/ondsinnet.nb"]


def test_lists_are_in_norwegian_order_and_paged(sample_root: Path, make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(sample_root, page_size=2)
    first = see(client, "/browse/person")
    second = see(client, "/browse/person?page=2")
    names = [text for page in (first, second) for href, text in page.links if href.startswith("/page/person/")]
    assert names == ["Kari Nordmann", "Pål Test", "Åse Ødegård"]
    assert "/browse/person?page=2" in dict(first.links)
    assert "/browse/person" in dict(second.links)


@pytest.mark.parametrize("text", ["åse", "ÅSE ØDEGÅRD", "ase odegard", "ødeg", "degard"])
def test_search_ignores_case_and_accents(client: FlaskClient, text: str) -> None:
    page = see(client, f"/search?q={text}")
    assert "/page/person/ase-odegard" in dict(page.links)


def test_search_finds_other_forms_and_can_be_held_to_a_kind(client: FlaskClient) -> None:
    assert "/page/organisation/provedirektoratet" in dict(see(client, "/search?q=prøvestyrelsen").links)
    assert "/page/organisation/provedirektoratet" not in dict(see(client, "/search?q=prøve&kind=person").links)
    assert "Ingenting har det i seg" in see(client, "/search?q=zzzzzz").words
    assert client.get("/search").status_code == 200


def test_person_page_has_roles_in_one_row_each(client: FlaskClient) -> None:
    html = client.get("/page/person/ase-odegard", headers=NB).text
    rows = [Seen(row).words for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)]
    assert any(row.startswith("direktør Prøvedirektoratet") for row in rows)
    assert any(row.startswith("vert Programdag om nye løsninger") for row in rows)
    assert "/page/membership/" not in html


def test_organisation_page_has_its_people_and_what_it_arranges(client: FlaskClient) -> None:
    page = see(client, "/page/organisation/provedirektoratet")
    links = dict(page.links)
    assert "/page/person/ase-odegard" in links
    assert "Arrangør av" in page.words
    assert "/page/event/programdag" in links
    assert "Prøvestyrelsen" in page.words
    assert "dansk" in page.words
    assert {"/source/programdag.nb", "/source/besog.da"} <= set(links)


def test_event_page_has_its_programme_in_order_of_time(client: FlaskClient) -> None:
    html = client.get("/page/event/programdag", headers=NB).text
    rows = [Seen(row).words for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)]
    programme = [row for row in rows if re.match(r"\d\d\.\d\d ", row)]
    assert [row[:5] for row in programme] == ["09.30", "10.00", "10.45"]
    # Who speaks, and beside them the body that the same document gives them.
    assert "Kari Nordmann ( Byen kommune ), Pål Test" in programme[2].replace(" )", " )").replace(") ,", "),")
    assert "17. november 2020" in Seen(html).words


def test_policy_page_groups_measures_by_area(client: FlaskClient) -> None:
    words = see(client, "/page/policy/meld-st-99-2019-2020").words
    first = words.index("gi etatene rom")
    assert words.rindex("Handlingsrom", 0, first) > 0
    assert first < words.index("rydde i rapporteringskrav") < words.index("dele erfaringer")
    areas = see(client, "/page/policy/meld-st-99-2019-2020").links
    names = [text for href, text in areas if href.startswith("/page/priority-area/")]
    assert names == ["Handlingsrom", "Kompetanse", "Avslutning"]
    assert "Meld. St. 99 (2019–2020)" in words
    assert "19. juni 2020" in words


def test_source_page_has_the_whole_text_and_every_span(client: FlaskClient) -> None:
    for document in sample.documents()[:3]:
        html = client.get(f"/source/{document.stem}", headers=NB).text
        texts = re.findall(r'<p class="text"[^>]*>(.*?)</p>', html, re.DOTALL)
        shown = "".join(Seen(f"<p>{text}</p>").text for text in texts)
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", document.text)
        ids = Seen(html).ids
        for quad in document.quads:
            if "wasDerivedFrom" in quad.predicate.value:
                assert quad.object.value.partition("#")[2] in ids  # type: ignore[union-attr]


def test_source_page_segments_overlapping_spans(client: FlaskClient) -> None:
    html = client.get("/source/programdag.nb", headers=NB).text
    segments = re.findall(r'data-facts="([\d ]+)"[^>]*>([^<]+)<', html)
    inside = [(numbers, text) for numbers, text in segments if "Åse Ødegård" in text]
    around = [(numbers, text) for numbers, text in segments if "direktør i" in text]
    assert set(around[0][0].split()) < set(inside[0][0].split())
    assert 'href="/page/person/ase-odegard"' in html


def test_facts_beside_the_text_lead_to_words_and_things(client: FlaskClient) -> None:
    page = see(client, "/source/melding.nb")
    assert "/page/organisation/provedepartementet" in dict(page.links)
    for href, _ in page.links:
        if href.startswith("#"):
            assert href[1:] in page.ids, href


def test_a_long_document_is_shown_in_parts(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    from tests.server.conftest import publish

    text = "Et avsnitt om prøving.\n\n" * 6000 + "Langt nede står Prøvedirektoratet.\n"
    document = sample.Writer("lang.nb", "nb", "Lang", "2020-01-01", text)
    document.named(sample.thing("organisation", "provedirektoratet"), "Prøvedirektoratet")
    publish(tmp_path, [document])
    client = make_client(tmp_path)
    answer = client.get("/source/lang.nb", headers=NB)
    assert len(answer.data) < 1_500_000
    start = text.index("Prøvedirektoratet")
    evidence = client.get("/evidence/lang.nb/1", headers=NB).headers["Location"]
    assert evidence == f"/source/lang.nb?char={start},{start + 17}#char={start},{start + 17}"
    part = see(client, evidence.partition("#")[0])
    assert f"char={start},{start + 17}" in part.ids
    assert client.get("/source/lang.nb?page=99").status_code == 404
    assert client.get("/source/lang.nb.txt").text == text


def test_evidence_leads_to_its_words_also_in_a_long_document(client: FlaskClient) -> None:
    answer = client.get("/evidence/melding.nb/1", headers=NB)
    assert re.fullmatch(r"/source/melding\.nb#char=\d+,\d+", answer.headers["Location"])
    turtle = client.get("/evidence/melding.nb/1.ttl")
    assert "anchorOf" in turtle.text
    assert client.get("/evidence/melding.nb/99999").status_code == 404


def test_definition_page_has_every_term_with_its_use(client: FlaskClient) -> None:
    from ontology import INNO, vocabulary

    page = see(client, "/def")
    for iri in vocabulary().declared:
        if iri.startswith(INNO):
            assert iri.removeprefix(INNO) in page.ids, iri
    assert "Et navngitt menneske." in page.words
    assert "A named human being." in see(client, "/def", "en").words
    assert re.search(r"inno:Person 3\b", page.words)


def test_long_lists_of_a_thing_have_pages_of_their_own(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    from tests.server.conftest import publish

    client = make_client(tmp_path, page_size=50)
    publish(tmp_path, [many_sessions(130)])
    page = see(client, "/page/person/kari-nordmann")
    more = next(href for href, _ in page.links if "?in=schema:performer" in href)
    # The page of the thing has the first of a long list, the list's own pages all of it.
    assert sum(1 for href, _ in page.links if href.startswith("/page/event/")) == 20
    names = []
    for number in (1, 2, 3):
        part = see(client, f"{more}&page={number}")
        names += [text for href, text in part.links if re.match(r"/page/event/s-\d+$", href)]
    assert len(names) == len(set(names)) == 130
    assert client.get(f"{more}&page=4").status_code == 404


def test_a_group_that_a_thing_does_not_have_is_not_found(client: FlaskClient) -> None:
    for group in ("no:such", "schema:organizer", "javascript:alert(1)", "<x>", "org://x"):
        assert client.get("/page/person/kari-nordmann", query_string={"in": group}, headers=NB).status_code == 404


def many_sessions(number: int) -> sample.Writer:
    lines = [f"{n:05d} Innslag nummer {n}" for n in range(number)]
    document = sample.Writer("mange.nb", "nb", "Mange", "2020-01-01", "Kari Nordmann\n\n" + "\n".join(lines))
    kari = document.named(sample.thing("person", "kari-nordmann"), "Kari Nordmann")
    for n, line in enumerate(lines):
        session = document.named(sample.thing("event", f"s-{n}"), f"Innslag nummer {n}", line)
        document.fact(session, "https://schema.org/performer", kari, line)
    return document


@pytest.mark.parametrize("number", [3, 60])
def test_a_page_asks_the_same_number_of_queries_however_rich_the_thing(
    tmp_path: Path, make_client: Callable[..., FlaskClient], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    from server.reader import Reader
    from tests.server.conftest import publish

    publish(tmp_path, [many_sessions(number)])
    # As over an engine without columns.
    monkeypatch.setattr(Reader, "ways", None)
    asked = []
    original = Reader.select
    monkeypatch.setattr(Reader, "select", lambda self, query: asked.append(query) or original(self, query))
    see(make_client(tmp_path), "/page/person/kari-nordmann")
    assert len(asked) == 4
    asked.clear()
    see(make_client(tmp_path), "/source/mange.nb")
    assert len(asked) == 3


def test_every_local_link_of_every_page_answers(client: FlaskClient) -> None:
    todo, seen = deque(["/"]), {"/"}
    # Networks and timelines lead on to ever more of them.
    queries = Counter[str]()
    while todo:
        path = todo.popleft()
        # As browsers have it: what is linked may be no page.
        answer = client.get(path, headers={**NB, "Accept": "text/html,*/*;q=0.8"})
        assert answer.status_code in {200, 303}, path
        if answer.mimetype != "text/html" or path.startswith("/language/"):
            continue
        for href, _ in Seen(answer.text).links:
            target = href.partition("#")[0]
            assert not target.startswith(sample.BASE), f"{path} links to {target} in place of this server"
            if not target.startswith("/") or target in seen or target.startswith("/language/"):
                continue
            page, query, _ = target.partition("?")
            queries[page] += bool(query)
            if queries[page] <= 40:
                seen.add(target)
                todo.append(target)
    assert len(seen) > 80


def test_pages_of_the_shipped_documents(real_root: Path, make_client: Callable[..., FlaskClient]) -> None:
    """Every thing of a real build has a page with a name that is no IRI, and every document its text."""
    client = make_client(real_root)
    live = client.application.extensions["innograf"].keeper.live()
    for kind in live.names.counts:
        for entry in live.names.of_kind(kind, ("nb", "nn", "da", "sv", "en")):
            path = entry.iri.replace(f"{live.base}id/", "/page/")
            answer = client.get(path, headers=NB)
            assert answer.status_code == 200, path
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
            assert heading
            assert not heading[1].startswith("http")
            assert live.base not in re.sub(_IRIS, "", answer.text, flags=re.DOTALL), path
    for stem in live.documents:
        page = see(client, f"/source/{stem}")
        assert sum(1 for name in page.ids if name.startswith("char=")) > 20
