"""The real server: granian, its web processes and their workers, asked by clients that others wrote."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from server.serve import ServeError, check_address, environment, run
from tests.server import sample
from tests.server.conftest import free_port, serving, settings_for

SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/innograf/def#Person> } ORDER BY ?s"


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("format", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_selects(server: str, method: str, format: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(format)
    result = wrapper.query().convert()
    if format == JSON:
        assert len(result["results"]["bindings"]) == 3
    else:
        text = result.toxml() if format == XML else result.decode()
        assert text.count("/id/person/") == 3


@pytest.mark.parametrize("format", [RDFXML, TURTLE, N3, XML])
def test_sparqlwrapper_constructs(server: str, format: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql")
    wrapper.setQuery("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 7")
    wrapper.setReturnFormat(format)
    result = wrapper.query().convert()
    graph = result if isinstance(result, rdflib.Graph) else rdflib.Graph().parse(data=result, format="turtle")
    assert len(graph) == 7


def test_sparqlwrapper_posts_directly_and_asks(server: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql", returnFormat=JSON)
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery("ASK { ?s ?p ?o }")
    assert wrapper.query().convert()["boolean"] is True
    wrapper.addParameter("default-graph-uri", f"{sample.BASE}graph/nothing")
    assert wrapper.query().convert()["boolean"] is False


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(server: str, method: str) -> None:
    json_only = SPARQLStore(query_endpoint=f"{server}/sparql", method=method, returnFormat="json")
    assert len(list(rdflib.Graph(store=json_only).query(SELECT))) == 3
    graph = rdflib.Graph(store=SPARQLStore(query_endpoint=f"{server}/sparql", method=method))
    assert len(list(graph.query(SELECT))) == 3
    kari = rdflib.URIRef(f"{sample.BASE}id/person/kari-nordmann")
    assert rdflib.Literal("Kari Nordmann", lang="nb") in set(graph.objects(kari, rdflib.RDFS.label))
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert len(graph.query(f"DESCRIBE <{kari}>").graph or ()) > 3


def test_rdflib_reads_a_thing_by_its_address(server: str) -> None:
    graph = rdflib.Graph().parse(f"{server}/id/person/kari-nordmann")
    assert (rdflib.URIRef(f"{sample.BASE}id/person/kari-nordmann"), None, None) in graph


def test_slow_query_is_stopped_and_pages_go_on(server: str) -> None:
    bomb = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(100)))} }}" for n in range(6))
    address = f"{server}/sparql?" + urllib.parse.urlencode({"query": f"SELECT (COUNT(*) AS ?n) {{ {bomb} }}"})
    started = time.monotonic()
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(address, timeout=30)
    assert caught.value.code == 504
    assert time.monotonic() - started < 10
    assert urllib.request.urlopen(f"{server}/page/person/kari-nordmann", timeout=10).status == 200


def test_body_without_length_is_read(server: str) -> None:
    """Chunked bodies, which many Java clients send."""
    parts = urllib.parse.urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request(
        "POST",
        "/sparql",
        body=iter([b"ASK ", b"{ ?s ?p ?o }"]),
        headers={"Content-Type": "application/sparql-query", "Accept": "application/json"},
        encode_chunked=True,
    )
    answer = connection.getresponse()
    assert (answer.status, json.load(answer)["boolean"]) == (200, True)


def test_long_query_in_the_address(server: str) -> None:
    query = urllib.parse.urlencode({"query": f"ASK {{ ?s ?p ?o }} # {'x' * 20_000}"})
    assert urllib.request.urlopen(f"{server}/sparql?{query}", timeout=20).status == 200


def test_busy_port_and_missing_build_are_told(sample_root: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServeError, match=r"Port \d+ on 127\.0\.0\.1 cannot be had"):
            run(settings_for(sample_root, port=taken.getsockname()[1]))
    with pytest.raises(ServeError, match="innograf build"):
        run(settings_for(tmp_path))
    with pytest.raises(ServeError, match="no address"):
        check_address("nowhere.invalid", 8000)


def test_environment_carries_every_setting(sample_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from settings import load
    from settings.model import ReaderSettings

    given = settings_for(sample_root, port=8123, query_timeout=1.5, base_iri="https://e.example/")
    given = given.model_copy(update={"readers": ReaderSettings(skip=("roles",))})
    for name, value in environment(given).items():
        monkeypatch.setenv(name, value)
    found = load()
    assert (found.data, found.port, found.query_timeout) == (sample_root.resolve(), 8123, 1.5)
    assert found.base_iri == "https://e.example/"
    assert found.readers == given.readers


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[3]) == leader:
                found.append(int(stat.parent.name))
    return found


def test_stopping_the_server_leaves_no_process(sample_root: Path) -> None:
    settings = settings_for(sample_root, port=free_port())
    code = "from server.serve import run; from settings import load; run(load())"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, **environment(settings)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout
    assert f"http://127.0.0.1:{settings.port}".encode() in process.stdout.readline()
    address = f"http://127.0.0.1:{settings.port}/sparql?query=ASK%7B%7D"
    for _ in range(200):
        try:
            assert urllib.request.urlopen(address, timeout=5).status == 200
            break
        except OSError:
            time.sleep(0.1)
    # None of them is stopped in the middle of its work by another that has something to do.
    assert {os.sched_getscheduler(pid) for pid in session(process.pid)} == {os.SCHED_BATCH}
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    process.stdout.close()
    for _ in range(50):
        try:
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        except ProcessLookupError:
            break
    else:
        pytest.fail("processes are left")


def test_a_real_build_is_served(real_root: Path) -> None:
    with serving(settings_for(real_root, port=free_port())) as address:
        graph = rdflib.Graph(store=SPARQLStore(query_endpoint=f"{address}/sparql"))
        (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?s a <http://xmlns.com/foaf/0.1/Person> }")
        assert int(row[0]) > 10  # type: ignore[index]
