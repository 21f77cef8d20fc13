"""Builds that many tests look at, made once."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph_builder.build import GraphResult, build_graph
from settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "data" / "documents"
# Whole texts, of which those that we ship are digests. They lie beside the repository where it is developed.
WHOLE_TEXTS = ROOT.parent / "shared" / "documents"
FOLDERS = [folder for folder in (DOCUMENTS, WHOLE_TEXTS) if folder.is_dir()]
SETTINGS = Settings(authority=ROOT / "data" / "authority")


@pytest.fixture(scope="session")
def built() -> dict[Path, GraphResult]:
    """The graph of each folder of documents."""
    return {folder: build_graph([folder], SETTINGS) for folder in FOLDERS}


@pytest.fixture(scope="session")
def shipped(built: dict[Path, GraphResult]) -> GraphResult:
    """The graph of the documents that we ship."""
    return built[DOCUMENTS]


@pytest.fixture(scope="session")
def shipped_store(shipped: GraphResult) -> Store:
    """The same, to ask."""
    store = Store()
    store.bulk_extend(shipped.quads)
    return store
