"""A small folder of builds to test with."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from store import BuildStore

BASE = "https://example.org/"


@pytest.fixture
def builds(tmp_path: Path) -> BuildStore:
    return BuildStore(tmp_path / "builds")


@pytest.fixture
def quad() -> Callable[..., ox.Quad]:
    """Make a quad from short names: quad("s", "p", "text" or a term, "graph/x.nb")."""

    def make(subject: str, predicate: str, value: object = "text", graph: str = "graph/x.nb") -> ox.Quad:
        term = value if isinstance(value, ox.NamedNode | ox.Literal) else ox.Literal(str(value))
        return ox.Quad(
            ox.NamedNode(f"{BASE}id/{subject}"),
            ox.NamedNode(f"{BASE}def#{predicate}"),
            term,
            ox.NamedNode(BASE + graph),
        )

    return make


@pytest.fixture
def info() -> dict[str, object]:
    return {"base_iri": BASE, "builder": "test", "counts": {"documents": 1, "entities": 2, "facts": 3}}
