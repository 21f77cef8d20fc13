"""Schemathesis over the OpenAPI document: requests of its making, and whether the answers are as the document says."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PROMISED = ["2xx", "3xx", "4xx", "503", "504", "507"]
# Queries that must be answered, refused or stopped, one way or another.
QUERIES = [
    "ASK { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "DESCRIBE <https://w3id.org/innograf/id/person/kari-nordmann>",
    "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } } LIMIT 3",
    "SELECT * { ?s (<a:b>|!<a:b>)* ?o }",
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "SELECT (1/0 AS ?x) (STRDT('x', <a:b>) AS ?y) {}",
    f"ASK {'{' * 300}{'}' * 300}",
    'SELECT ?x { VALUES ?x { "\\uD800" } }',
    "SELECT ?x { FILTER REGEX('a', '(a+)+$') ",
]
schemathesis.openapi.format("sparql", st.one_of(st.sampled_from(QUERIES), st.text()))
CONFIGURED = SchemathesisConfig.from_dict({"checks": {"not_a_server_error": {"expected-statuses": PROMISED}}})
ACCEPTS = ["*/*", "", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json", "image/png", "x;q=é, */*;q=nan"]


@schemathesis.serializer("application/sparql-query")
def _query(_context: object, value: object) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


def described(address: str) -> BaseSchema:
    """The document of a running server."""
    return schemathesis.openapi.from_url(f"{address}/openapi.json", config=CONFIGURED)


def described_by(app: Any) -> BaseSchema:
    """The document of a Flask application, which is asked without a server."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app, config=CONFIGURED)


def operations(schema: BaseSchema) -> list[APIOperation]:
    """Every operation in the document. Raises for one that cannot be read."""
    return [result.ok() for result in schema.get_all_operations()]


def check(operation: APIOperation, most: int) -> int:
    """Ask the examples of an operation, and `most` requests each that fit and that do not fit the document.

    Returns how many were asked; raises `schemathesis.core.failures.FailureGroup` with the first that went wrong.
    """
    types = [kind for said in operation.definition.raw["responses"].values() for kind in said.get("content", {})]
    accepts = st.sampled_from([*ACCEPTS, *sorted(set(types))])
    asked = 0
    for strategy, needed in (
        *((found, True) for found in operation.get_strategies_from_examples()),
        (operation.as_strategy(generation_mode=GenerationMode.POSITIVE), True),
        # Where any text is right, none is wrong.
        *([(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), False)] if _is_strict(operation) else []),
    ):

        @settings(
            max_examples=most, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=strategy, accept=accepts)
        def ask(case: Case, accept: str) -> None:
            nonlocal asked
            asked += 1
            headers = {"Accept": accept.encode("latin-1")} if operation.app is None else {"Accept": accept}
            case.validate_response(case.call(headers=headers), checks=CHECKS)

        try:
            ask()
        except Unsatisfiable:
            if needed:
                raise
    return asked


def _is_strict(operation: APIOperation) -> bool:
    """Say whether some text can be wrong for a parameter or the body."""
    parameters = [parameter.definition for parameter in operation.iter_parameters()]
    return bool(operation.body) or any(set(found.get("schema", {})) - {"type", "format"} for found in parameters)
