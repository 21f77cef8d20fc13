"""A web server for each test."""

from collections.abc import Iterator

import pytest

from tests.graph_builder.fetch.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web
