"""What whoever runs the server needs: is it alive, is it ready, its numbers, its log, a stop that loses nothing."""

import json
import re
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import click
import pytest
import yaml
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from cli.main import main
from server import logs
from server.bridge import address
from settings import fields, variable
from tests.server import sample
from tests.server.conftest import free_port, publish, serving, settings_for
from tests.server.test_gateway import get
from tests.server.test_limits import BOMB, QUICK, Make

# Takes about a second and a half.
SLOW = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{place} {{ {' '.join(map(str, range(100)))} }}" for place in range(3))
    + " }"
)


def numbers(text: str) -> dict[tuple[str, str], float]:
    return {
        (one.name, ",".join(one.labels.values())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_it_is_alive_without_a_build_but_not_ready(tmp_path: Path, make_client: Make) -> None:
    client = make_client(tmp_path)
    assert client.get("/healthz").get_json()["build"] is None
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "no-build")
    build = publish(tmp_path, [sample.news()])
    assert client.get("/healthz").get_json()["build"] == build.id
    assert client.get("/readyz").get_json() == {"status": "ready", "build": build.id, "workers": 1}


def test_without_processes_for_queries_it_is_not_ready(
    sample_root: Path, make_client: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.workers.MODULE", "server.no_such_module")
    answer = make_client(sample_root).get("/readyz")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "no-workers")


def test_numbers_of_queries_kills_and_the_cache(sample_root: Path, make_client: Make) -> None:
    client: FlaskClient = make_client(sample_root, query_timeout=0.5)
    for query in (QUICK, QUICK, "ASK {", BOMB):
        client.get("/sparql", query_string={"query": query})
    found = numbers(client.get("/metrics").text)
    assert found["innograf_queries_total", "answered"] == 1
    assert found["innograf_queries_total", "cached"] == 1
    assert found["innograf_queries_total", "syntax"] == 1
    assert found["innograf_queries_total", "time"] == 1
    assert found["innograf_workers_killed_total", ""] == 1
    assert found["innograf_query_seconds_count", ""] == 3
    assert found["innograf_workers", ""] == 1
    assert found["innograf_queries_in_hand", ""] == 0
    assert found["innograf_cache_bytes", ""] > 0
    open_metrics = client.get("/metrics", headers={"Accept": "application/openmetrics-text"})
    assert open_metrics.text.endswith("# EOF\n")


@pytest.mark.parametrize("workers", [1, 2])
def test_the_server_logs_queries_by_their_hash_and_counts_for_all_its_processes(tmp_path: Path, workers: int) -> None:
    publish(tmp_path, [sample.news()])
    values = {"log_format": "json", "server_workers": workers, "query_workers": 1, "query_cache_bytes": 0}
    settings = settings_for(tmp_path, port=free_port()).model_copy(update=values)
    with serving(settings) as address:
        for number in range(8):
            status, _, headers = get(address, f"{QUICK} # secret {number}", **{"X-Request-Id": f"mine-{number}"})
            assert (status, headers["X-Request-Id"]) == (200, f"mine-{number}")
        assert get(address, QUICK, **{"X-Request-Id": "no\u00e9 good"})[2]["X-Request-Id"] != "no\u00e9 good"
        with urllib.request.urlopen(f"{address}/metrics") as answer:
            found = numbers(answer.read().decode())
        assert found["innograf_queries_total", "answered"] == 9
        assert found["innograf_requests_total", "GET,200"] >= 9
        # A query that is asked on the page, and one that goes wrong there.
        for number, query in enumerate((f"{QUICK} # on a page", "ASK { SERVICE <http://a.example/> {} }")):
            get(address, query, **{"X-Request-Id": f"page-{number}", "Accept": "text/html"})
    text = (tmp_path / "server.log").read_text()
    assert "secret" not in text
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    mine = {line["request"]: line for line in lines if str(line.get("request", "")).startswith("mine")}
    assert len(mine) == 8
    line = mine["mine-3"]
    assert (line["status"], line["outcome"], line["method"]) == (200, "answered", "GET")
    assert line["query"] == logs.query_hash(f"{QUICK} # secret 3")
    pages = {line["request"]: line for line in lines if str(line.get("request", "")).startswith("page")}
    assert pages["page-0"]["query"] == logs.query_hash(f"{QUICK} # on a page")
    assert [pages[f"page-{number}"]["outcome"] for number in range(2)] == ["answered", "refused"]


def test_nobody_writes_lines_of_the_log(tmp_path: Path) -> None:
    publish(tmp_path, [sample.news()])
    settings = settings_for(tmp_path, port=free_port(), log_requests="all")
    with serving(settings) as address, pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{address}/page/%0A2026-01-01%20ERROR%20innograf%20forged")
    text = (tmp_path / "server.log").read_text()
    assert "forged" in text
    assert not any(line.startswith("2026-01-01 ERROR") for line in text.splitlines())


def test_a_stop_waits_for_the_answers_under_way(tmp_path: Path) -> None:
    publish(tmp_path, [sample.news()])
    answers: list[int] = []
    with serving(settings_for(tmp_path, port=free_port())) as address:
        get(address, QUICK)
        thread = threading.Thread(target=lambda: answers.append(get(address, SLOW)[0]))
        thread.start()
        time.sleep(0.3)
    thread.join(20)
    assert answers == [200]


def test_only_proxies_that_are_trusted_tell_the_address_and_the_host(sample_root: Path, make_client: Make) -> None:
    headers = {"X-Forwarded-For": "9.9.9.9, 8.8.8.8", "X-Forwarded-Host": "data.example", "X-Forwarded-Proto": "https"}
    for trusted, expected in ((0, "http://localhost/sparql"), (1, "https://data.example/sparql")):
        client = make_client(sample_root, trusted_proxies=trusted)
        assert f"<{expected}>" in client.get("/sparql?format=nt", headers=headers).text


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [(0, "1.1.1.1", "7.7.7.7"), (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"), (2, "1.1.1.1, 2.2.2.2", "1.1.1.1"),
     (2, "1.1.1.1", "7.7.7.7"), (1, "", "7.7.7.7")],
)  # fmt: skip
def test_the_address_of_a_client_behind_proxies(proxies: int, forwarded: str, expected: str) -> None:
    scope = {"client": ("7.7.7.7", 1)}
    assert address(scope, {b"x-forwarded-for": forwarded.encode()}, proxies) == expected


def test_the_unit_and_the_compose_file_name_settings_and_commands_that_exist() -> None:
    deploy = Path(__file__).parents[2] / "docs" / "deploy"
    compose = yaml.safe_load((deploy / "compose.yaml").read_text("utf-8"))
    unit = (deploy / "innograf.service").read_text("utf-8")
    named = {*compose["services"]["innograf"]["environment"], *re.findall(r"Environment=(\w+)=", unit)}
    assert named <= {variable(name) for name in fields()}
    assert len(named) == 2
    for text in (unit, compose["services"]["innograf"]["command"]):
        for call in re.findall(r"bin/innograf (\w+[^\"&\n]*)", text):
            name, *rest = call.split()
            command = main.get_command(click.Context(main), name)
            assert command is not None, name
            options = {option for one in command.params for option in one.opts}
            assert {word for word in rest if word.startswith("--")} <= options
