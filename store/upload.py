"""Writing to another engine by the SPARQL 1.1 Graph Store Protocol."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph
import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPDigestAuth
from urllib3 import Retry

from store.endpoint import TRIPLES, Endpoint
from store.errors import EndpointError

# Triples in one request: some megabytes, so that one that fails is soon sent again.
BATCH = 20_000
CONNECT = 10.0
# An engine may take its time to write.
WRITE = 600.0
TRIES = 3
LONGEST_MESSAGE = 300


class Uploader:
    """Replaces, extends and removes whole graphs. Every request may be sent twice: nothing has blank nodes."""

    def __init__(self, endpoint: Endpoint) -> None:
        if not endpoint.graph_store:
            raise EndpointError(
                f"Where does {endpoint.query} take graphs? Name its Graph Store Protocol address with --graph-store."
            )
        self.address = endpoint.graph_store
        self.session = requests.Session()
        # Settings of the user's other programs (.netrc) are not for this.
        self.session.trust_env = False
        if endpoint.user:
            password = endpoint.password()
            self.session.auth = (
                HTTPDigestAuth(endpoint.user, password) if endpoint.digest else (endpoint.user, password)
            )
        retry = Retry(TRIES, backoff_factor=0.5, status_forcelist=(429, 502, 503), allowed_methods=None)
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, HTTPAdapter(max_retries=retry))

    def put(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Make a graph hold these triples only; a long one goes in several requests. Raises `EndpointError`."""
        given = iter(triples)
        self._send("PUT", graph, list(islice(given, BATCH)))
        for batch in _batches(given):
            self._send("POST", graph, batch)

    def add(self, graph: str, triples: Iterable[pyoxigraph.Triple]) -> None:
        """Add triples to a graph. Raises `EndpointError`."""
        for batch in _batches(iter(triples)):
            self._send("POST", graph, batch)

    def remove(self, graph: str) -> None:
        """Remove a graph, if it is there. Raises `EndpointError`."""
        self._send("DELETE", graph, None)

    def _send(self, method: str, graph: str, triples: list[pyoxigraph.Triple] | None) -> None:
        body = None
        headers = {}
        if triples is not None:
            out = io.BytesIO()
            pyoxigraph.serialize(triples, out, pyoxigraph.RdfFormat.N_TRIPLES)
            body = out.getvalue()
            headers["Content-Type"] = TRIPLES
        try:
            answer = self.session.request(
                method, self.address, params={"graph": graph}, data=body, headers=headers, timeout=(CONNECT, WRITE)
            )
        except requests.RequestException as error:
            raise EndpointError(f"{self.address} cannot be written to: {_reason(error)}", passing=True) from None
        if answer.ok or (method == "DELETE" and answer.status_code == 404):
            return
        said = " ".join(answer.text.split())[:LONGEST_MESSAGE]
        if answer.status_code in {401, 403}:
            raise EndpointError(
                f"{self.address} does not let us write (it answered {answer.status_code}). Name a user who may with "
                f"INNOGRAF_ENDPOINT_USER and INNOGRAF_ENDPOINT_PASSWORD_FILE, and how with INNOGRAF_ENDPOINT_AUTH."
            )
        raise EndpointError(f"{self.address} answered {answer.status_code} to {method} of {graph}: {said}")


def _batches(triples: Iterator[pyoxigraph.Triple]) -> Iterator[list[pyoxigraph.Triple]]:
    while batch := list(islice(triples, BATCH)):
        yield batch


def _reason(error: Exception) -> str:
    """What went wrong, without the objects that were at work."""
    reason = error.args[0] if error.args else error
    reason = getattr(reason, "reason", reason)
    return str(reason).rpartition(">: ")[2] or type(error).__name__
