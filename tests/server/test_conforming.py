"""Schemathesis over the OpenAPI document against the live server: no fault but those promised, nothing undocumented."""

from collections.abc import Iterator

import pytest
from flask import Flask
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import BaseSchema

from ontology import prefixes
from server import create_app
from server.configured import EXTENSION
from store.dumps import write_dumps
from tests.server import sample
from tests.server.conforming import check, described, described_by, operations
from tests.server.conftest import free_port, publish, serving, settings_for

MOST = 6
MOST_QUERIES = 30


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    root = tmp_path_factory.mktemp("asked")
    write_dumps(publish(root, sample.documents()), prefixes())
    with serving(settings_for(root, port=free_port(), query_timeout=0.5)) as address:
        yield described(address)


@pytest.fixture
def broken(sample_root: object) -> Iterator[Flask]:
    app = create_app(settings_for(sample_root))  # type: ignore[arg-type]
    yield app
    app.extensions[EXTENSION].pool.close()


def test_the_document_is_valid(schema: BaseSchema) -> None:
    schema.validate()


def test_every_answer_is_as_the_document_says(schema: BaseSchema) -> None:
    asked = {}
    for operation in operations(schema):
        most = MOST_QUERIES if operation.path == "/sparql" and operation.method in {"get", "post"} else MOST
        # A server has little to say to these.
        most = most if operation.method in {"get", "post"} else 2
        asked[operation.label] = check(operation, most)
    assert len(asked) > 90
    assert min(asked.values()) >= 1
    assert asked["GET /sparql"] > MOST_QUERIES


@pytest.mark.parametrize("fault", ["status", "media type", "shape"])
def test_what_the_document_does_not_say_is_found(broken: Flask, fault: str) -> None:
    def view() -> object:
        if fault == "status":
            raise RuntimeError("broken on purpose")
        return "text" if fault == "media type" else {"status": "well"}

    (operation,) = [found for found in operations(described_by(broken)) if found.label == "GET /healthz"]
    check(operation, MOST)
    broken.view_functions["system.health"] = view
    with pytest.raises(FailureGroup, match={"status": "500", "media type": "Content-Type", "shape": "schema"}[fault]):
        check(operation, MOST)
