"""The OpenAPI document says what the server does: every address, every format, nothing else; and so does its page."""

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient

from graph_builder.records import write_record
from graph_builder.records.record import record
from ontology import prefixes
from server import api, api_document, create_app
from server.app import DIST
from server.configured import EXTENSION
from server.security import is_private
from store.dumps import SUMS, write_dumps
from tests.server import sample
from tests.server.conftest import publish, settings_for, validated

Document = dict[str, Any]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A server of a build with its files."""
    root = tmp_path_factory.mktemp("dumped")
    write_dumps(validated(root, publish(root, sample.documents())), prefixes())
    records = tmp_path_factory.mktemp("records")
    when = datetime(2031, 5, 1, tzinfo=UTC)
    write_record(records, record(verdict="assign", who="kari", when=when, item="x", person="kari"), sample.BASE)
    app = create_app(settings_for(root, records=records))
    yield app.test_client(use_cookies=False)
    app.extensions[EXTENSION].pool.close()


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Document:
    found: Document = client.get("/openapi.json").json
    return found


def differences(document: Document, app: Flask) -> set[tuple[str, str]]:
    """Addresses with their methods that only one of the two has; the steward's desk has forms for people alone."""
    said = {(path, name.upper()) for path, item in document["paths"].items() for name in item if name != "parameters"}
    done = {
        (re.sub(r"<(?:[^<>:]*:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if not is_private(rule.rule)
    }
    return said ^ done


def test_every_route_is_described_and_nothing_else(document: Document, app: Flask) -> None:
    assert differences(document, app) == set()


def test_a_route_that_nobody_described_is_found(document: Document) -> None:
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/new/<int:number>", "new", lambda number: "")
    assert ("/new/{number}", "GET") in differences(document, app)
    assert ("/sparql", "POST") in differences(document, app)


# Besides the examples in the document, since not every value has every format.
MORE = {
    "asset": [path.name for path in DIST.glob("*.*") if path.suffix in {".svg", ".js", ".css", ".woff2"}],
    "graph-name": ["inferred"],
    "file": ["innograf.trig.zst", SUMS],
}


def candidates(document: Document, path: str) -> list[str]:
    """Addresses of an operation: with each example of its parameters, and without those that may be left out."""
    item = document["paths"][path]
    choices: list[list[tuple[str, str, str | None]]] = []
    for node in [*item.get("parameters", []), *item["get"].get("parameters", [])]:
        parameter = api.resolved(document, node)
        values = [parameter["example"]] if "example" in parameter else []
        values += [found["value"] for found in parameter.get("examples", {}).values()]
        values += parameter["schema"].get("enum", []) if parameter["in"] == "path" else []
        values += MORE.get(node.get("$ref", "").rpartition("/")[2], [])
        given: list[str | None] = [*values] if parameter["in"] == "path" else [None, *values]
        assert given, f"{path}: no example of {parameter['name']}"
        choices.append([(parameter["in"], parameter["name"], value) for value in given])
    found = []
    for choice in itertools.product(*choices):
        address, query = path, {}
        for where, name, value in choice:
            if where == "path":
                address = address.replace(f"{{{name}}}", quote(str(value), safe=""))
            elif value is not None:
                query[name] = value
        found.append(f"{address}?{urlencode(query)}" if query else address)
    return found


def test_every_documented_format_is_answered_and_no_other(document: Document, client: FlaskClient) -> None:
    for path, item in document["paths"].items():
        said = item["get"]["responses"].get("200", {}).get("content", {})
        got = set()
        for address in candidates(document, path):
            for accept in [*said, "*/*", None]:
                answer = client.get(address, headers={"Accept": accept} if accept else {})
                statuses = item["get"]["responses"]
                assert str(answer.status_code) in statuses, f"{address} as {accept}: {answer.status}"
                if answer.status_code == 200:
                    got.add(answer.mimetype)
        assert got == set(said), path


def test_yaml_says_the_same(client: FlaskClient, document: Document) -> None:
    answer = client.get("/openapi.yaml")
    assert answer.mimetype == "application/yaml"
    assert yaml.safe_load(answer.data) == document


def test_examples_are_things_of_this_build(client: FlaskClient, document: Document) -> None:
    given = [parameter for parameter in document["components"]["parameters"].values() if parameter["name"] == "slug"]
    assert client.get(f"/page/organisation/{given[0]['example']}").status_code == 200
    for path in ("/page/{kind}/{slug}", "/source/{stem}", "/builds/{id}/{name}", "/evidence/{stem}/{number}"):
        item = document["paths"][path]
        parameters = [api.resolved(document, node) for node in item["parameters"]]
        address = api.example(path, parameters)
        assert address
        assert client.get(address).status_code in {200, 303}, address


def test_a_client_that_has_it_gets_no_body(client: FlaskClient) -> None:
    for address in ("/openapi.json", "/openapi.yaml", "/api"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_it_is_there_before_any_build(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client()
    assert client.get("/openapi.json").json["openapi"].startswith("3.1")
    assert client.get("/openapi.yaml").status_code == 200
    assert "/sparql" in client.get("/api").text


def test_programs_are_told_of_it(client: FlaskClient) -> None:
    for address in ("/", "/sparql", "/dataset", "/api"):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert '</openapi.json>; rel="service-desc"; type="application/json"' in answer.headers.getlist("Link"), address
        assert '<link rel="service-desc" type="application/json" href="/openapi.json">' in answer.text
        assert '<a class="ds-link" href="/api">' in answer.text


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_every_operation_with_its_statuses(client: FlaskClient, document: Document) -> None:
    page = client.get("/api")
    seen = _Seen()
    seen.feed(page.text)
    for path, item in document["paths"].items():
        for method in set(item) & set(api.SHOWN):
            assert f"{method.upper()} {path}" in seen.text
            assert item[method]["summary"] in seen.text
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    assert "`" not in seen.text


def test_the_page_is_in_the_readers_language(client: FlaskClient) -> None:
    page = client.get("/api", headers={"Accept-Language": "nb"}).text
    assert "For programmer" in page
    headings = re.findall(r'href="#(?:part-\d+|faults)"[^>]*>([^<]+)<', page)
    assert headings[:4] == ["Spørringer", "Ting", "Dokumenter", "Lister og søk"]
    assert headings[-1] == "Feil"
    assert (
        '<h1 class="ds-heading" data-size="md">For programs'
        in client.get("/api", headers={"Accept-Language": "en"}).text
    )


def test_head_and_options_are_described_once(document: Document) -> None:
    assert document["paths"]["/sparql"]["head"]["responses"]["504"]["description"]
    assert document["paths"]["/sparql"]["options"]["responses"].keys() == {"200"}
    assert "x-everywhere" not in api_document.written()
