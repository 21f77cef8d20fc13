"""The real server over another engine."""

import json
import urllib.parse
import urllib.request
from pathlib import Path

from click.testing import CliRunner

from cli.main import main
from store import Build
from store.endpoint import Endpoint
from store.publishing import publish
from tests.server.conftest import free_port, serving, settings_for

WORD = "a-word-that-nobody-may-see"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_it_serves_pages_and_queries_and_tells_nobody_the_password(
    local: Build, engine: Endpoint, tmp_path: Path
) -> None:
    publish(local, engine)
    (tmp_path / "password").write_text(WORD)
    values = {"endpoint": engine.query, "endpoint_user": "reader", "endpoint_password_file": tmp_path / "password"}
    settings = settings_for(tmp_path, port=free_port(), **values)
    with serving(settings) as address:
        page = urllib.request.urlopen(f"{address}/page/person/kari-nordmann", timeout=30).read()
        assert "Kari Nordmann" in page.decode()
        for _ in range(2):
            question = f"{address}/sparql?{urllib.parse.urlencode({'query': COUNT, 'format': 'json'})}"
            found = json.load(urllib.request.urlopen(question, timeout=30))
            assert int(found["results"]["bindings"][0]["n"]["value"]) == len(local.select("SELECT * { ?s ?p ?o }"))
        said = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
        assert not any(WORD.encode() in line for line in said)
    assert WORD not in (tmp_path / "server.log").read_text()


def test_it_does_not_start_without_an_engine_or_a_build(engine: Endpoint) -> None:
    for address, base, told in (
        ("http://127.0.0.1:9/query", "https://example.org/", "cannot be reached"),
        (engine.query, "https://example.org/nothing/", "No build of https://example.org/nothing/ is published"),
        ("127.0.0.1:9", "https://example.org/", "must be an http or https address"),
    ):
        done = CliRunner().invoke(main, ["serve", "--endpoint", address, "--base-iri", base])
        assert done.exit_code == 2
        assert told in done.stderr
        assert "Traceback" not in done.stderr
