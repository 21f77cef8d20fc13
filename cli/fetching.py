"""Fetching the triples of a SPARQL end point, whole or not at all."""

import json
from urllib.parse import urlsplit

import click
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from cli.output import InputError, note, number
from store.endpoint import RESULTS, TRIPLES, Endpoint

MOST = 1_000_000
SECONDS = 300.0
# An N-Triples line is some 150 bytes; one of long texts is more.
BYTES_A_TRIPLE = 1_000
_DEFAULT = "?s ?p ?o"
_NAMED = "GRAPH ?g { ?s ?p ?o }"


def check_address(address: str) -> str:
    """The address, when it is one of the web. Raises `click.UsageError`."""
    try:
        parts = urlsplit(address)
        right = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        right = False
    if not right:
        raise click.UsageError(f"--endpoint must be the web address of a SPARQL end point, not {address!r}.")
    return address


def fetch(address: str, query: str | None, most: int) -> list[Quad]:
    """What a CONSTRUCT query gives, or without one all triples of the default graph; if that is empty, of the named.

    Says on standard error what is fetched. Raises `InputError` for more than `most` triples, or when fewer come than
    there are; `EndpointError` when the end point does not answer.
    """
    endpoint = Endpoint(address, timeout=SECONDS, max_bytes=most * BYTES_A_TRIPLE)
    expected = None
    if query is None:
        pattern = _DEFAULT
        expected = _count(endpoint, pattern)
        if not expected:
            note(f"The default graph of {address} is empty; its named graphs are fetched.")
            pattern = _NAMED
            expected = _count(endpoint, pattern)
        _refuse_more(address, expected, most)
        note(f"Fetching {number(expected)} triples from {address} …")
        query = f"CONSTRUCT {{ {_DEFAULT} }} WHERE {{ {pattern} }}"
    else:
        note(f"Fetching what the query gives from {address} …")
    try:
        triples = dict.fromkeys(quad.triple for quad in parse(endpoint.ask(query, TRIPLES), format=RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        raise InputError(f"{address} answered with N-Triples that cannot be read: {error}") from None
    _refuse_more(address, len(triples), most)
    if expected is not None and len(triples) < expected:
        raise InputError(
            f"{address} gave {number(len(triples))} of its {number(expected)} triples: it limits its answers. "
            "Ask for a part of them with --query."
        )
    return [Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in triples]


def _count(endpoint: Endpoint, pattern: str) -> int:
    asked = f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }} }}"
    try:
        return int(json.loads(endpoint.ask(asked, RESULTS))["results"]["bindings"][0]["n"]["value"])
    except (ValueError, LookupError, TypeError):
        raise InputError(f"{endpoint.query} did not say how many triples it has; is it a SPARQL end point?") from None


def _refuse_more(address: str, found: int, most: int) -> None:
    if found > most:
        raise InputError(
            f"{address} has {number(found)} triples, more than {number(most)}. "
            "Raise --most, or ask for a part of them with --query."
        )
