"""A register on this machine: a SPARQL end point over a small graph, which can be told to fail."""

import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph

JSON = "application/sparql-results+json"
OUTSIDE = "https://register.example/id/"
GENERAL = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix r: <https://register.example/id/> .
r:1 a schema:Organization ; skos:prefLabel "Havnerådet"@nb ; skos:altLabel "HR" ; schema:location r:9 ;
    schema:description "Et råd for havner"@nb ; schema:foundingDate "1991-01-01" .
r:2 a schema:Organization ; schema:name "Elveverket" .
r:3 a schema:Organization ; rdfs:label "Elveverket"@nb ; schema:location r:9 .
r:4 a schema:Person ; rdfs:label "Havnerådet" .
r:5 a schema:Person ; rdfs:label "Sigrun Haukvik"@nb ; schema:worksFor r:1 .
r:9 a schema:Place ; rdfs:label "Tindvik"@nb .
"""
WIKIDATA = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <http://schema.org/> .
wd:P31 <http://wikiba.se/ontology#directClaim> wdt:P31 .
wd:Q9001 rdfs:label "Harbour Council"@en ; skos:altLabel "Havnerådet"@nb ; wdt:P31 wd:Q327333 ; wdt:P131 wd:Q9002 ;
    schema:description "agency for harbours"@en .
wd:Q9002 rdfs:label "Tindvik"@nb ; wdt:P31 wd:Q755707 .
wd:Q9003 rdfs:label "Havnerådet"@nb ; wdt:P31 wd:Q4167410 .
wd:Q9004 rdfs:label "Sigrun Haukvik"@mul ; wdt:P31 wd:Q5 .
"""


@dataclass
class Answer:
    """Something else than an answer to the query."""

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass
class Register:
    """The end point: its address, what it answers first, what it always answers, and what it was asked."""

    url: str
    store: pyoxigraph.Store
    first: list[Answer] = field(default_factory=list)
    always: Answer | None = None
    # Answers with `always` only to questions that have this in them.
    when: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def queries(self, part: str) -> list[str]:
        return [query for query, _headers in self.asked if part in query]


@contextmanager
def serving(turtle: str) -> Iterator[Register]:
    store = pyoxigraph.Store()
    store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            query = form["query"][0]
            register.asked.append((query, dict(self.headers)))
            answer = register.first.pop(0) if register.first else None
            if answer is None and register.always and register.when in query:
                answer = register.always
            if answer is None:
                body = store.query(query).serialize(format=pyoxigraph.QueryResultsFormat.JSON)  # type: ignore[union-attr]
                answer = Answer(body=body or b"")
            time.sleep(answer.seconds)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            # Who has waited too long is gone.
            with contextlib.suppress(BrokenPipeError):
                self.wfile.write(answer.body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    register = Register(f"http://127.0.0.1:{server.server_address[1]}/sparql", store)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield register
    finally:
        server.shutdown()
        server.server_close()
