"""The end point as clients meet it: the application by itself, and the real server with its gateway."""

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from server import create_app
from server.configured import EXTENSION
from settings import Settings
from store import BuildStore
from tests.server.sparql import region

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The word for a fault in its problem details."""
        assert self.type == "application/problem+json", self.body[:200]
        return str(self.json()["code"])

    def values(self) -> list[tuple[str | None, ...]]:
        """The rows of a SELECT in JSON, sorted: the value of each variable."""
        assert self.status == 200, self.body[:300]
        found = self.json()
        rows = [
            tuple(row[name]["value"] if name in row else None for name in found["head"]["vars"])
            for row in found["results"]["bindings"]
        ]
        return sorted(rows, key=repr)


class Endpoint:
    """`/sparql` behind one way to send a request."""

    def send(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        raise NotImplementedError

    def request(
        self, method: str, target: str, body: str | bytes = b"", type: str = "", accept: str | None = None, **more: str
    ) -> Reply:
        """Send a request; no `Accept` at all when `accept` is None."""
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if type:
            headers["Content-Type"] = type
        if accept is not None:
            headers["Accept"] = accept
        return self.send(method, target, headers, body.encode() if isinstance(body, str) else body)

    def ask(self, query: str, accept: str | None = None, **parameters: str | list[str]) -> Reply:
        """A query by GET; a name as `default_graph_uri` is a parameter of the protocol."""
        pairs = {"query": query} | {name.replace("_", "-"): value for name, value in parameters.items()}
        return self.request("GET", "/sparql?" + urlencode(pairs, doseq=True), accept=accept)


class OfApplication(Endpoint):
    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def send(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        answer = self.client.open(target, method=method, headers=dict(headers), data=body)
        return Reply(answer.status_code, dict(answer.headers), answer.data)


class OfServer(Endpoint):
    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc

    def send(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body or method in {"POST", "PUT", "PATCH"}:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            named = {name.title() if name != "etag" else "ETag": value for name, value in answer.getheaders()}
            return Reply(answer.status, named, answer.read())
        finally:
            connection.close()


@pytest.fixture(params=["application", "server"], scope="session")
def endpoint(request: pytest.FixtureRequest) -> Iterator[Endpoint]:
    if request.param == "application":
        yield OfApplication(request.getfixturevalue("app"))
    else:
        yield OfServer(request.getfixturevalue("server"))


def form(**values: str | list[str]) -> str:
    """A form's content."""
    return urlencode({name.replace("_", "-"): value for name, value in values.items()}, doseq=True)


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfApplication]:
    """The end point over the graph of `region`."""
    root = tmp_path_factory.mktemp("towns")
    builds = BuildStore(root)
    builds.publish(builds.create(region.quads(), {}, {"base_iri": region.BASE}).id)
    app = create_app(Settings(data=root, server_workers=1, query_workers=1))
    yield OfApplication(app)
    app.extensions[EXTENSION].pool.close()
