"""The shipped documents have metadata, and their annotations fit them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph_builder.evaluate import PREDICATES
from graph_builder.read import read_documents
from ontology import vocabulary
from tests.docs.conftest import ROOT

GOLD = sorted((ROOT / "data" / "gold").glob("*.json"))
DOCUMENTS = {document.path.name: document for document in read_documents([ROOT / "data" / "documents"], 10**7)[0]}
TYPES = {
    "Person", "Organisation", "Event", "PolicyDocument", "Goal", "Principle", "PriorityArea", "Measure",
    "Programme", "Project", "Award", "Publication", "Place", "Observation",
}  # fmt: skip
SCHEMES = {"Organisation": "organisation", "Event": "event", "PolicyDocument": "policy"}


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    path: Path = request.param
    return {**json.loads(path.read_text(encoding="utf-8")), "stem": path.stem}


def test_every_document_is_annotated_and_described() -> None:
    assert len(DOCUMENTS) == 5
    assert {document.stem for document in DOCUMENTS.values()} == {path.stem for path in GOLD}
    for document in DOCUMENTS.values():
        metadata = document.metadata
        assert metadata.title and metadata.language and metadata.issued and metadata.publisher, document.stem
        assert metadata.licence == "CC0-1.0", document.stem


def test_an_annotation_belongs_to_its_document(gold: dict[str, Any]) -> None:
    document = DOCUMENTS[gold["document"]]
    assert document.stem == gold["stem"]
    assert document.language == gold["language"]


def test_relations_join_entities_of_the_file(gold: dict[str, Any]) -> None:
    ids = [entity["id"] for entity in gold["entities"]]
    assert len(ids) == len(set(ids))
    seen = set()
    for relation in gold["relations"]:
        assert relation["p"] == "role" or relation["p"] in PREDICATES, relation
        assert relation["s"] in ids, relation
        literal = relation["p"] in {"startDate", "endDate", "issued", "identifier"}
        assert literal or relation["o"] in ids or (relation["p"] == "role" and relation["o"] is None), relation
        key = tuple(str(relation.get(part)) for part in ("s", "p", "o", "role"))
        assert key not in seen, relation
        seen.add(key)


def test_entities_have_a_type_and_a_known_class(gold: dict[str, Any]) -> None:
    for entity in gold["entities"]:
        assert entity["type"] in TYPES, entity
        if entity["type"] in SCHEMES and "class" in entity:
            assert vocabulary().concept(SCHEMES[entity["type"]], entity["class"]), entity


def test_names_and_wordings_stand_in_the_text(gold: dict[str, Any]) -> None:
    text = _plain(DOCUMENTS[gold["document"]].text)
    for entity in gold["entities"]:
        # The name of an observation is its statement in the fewest words, not a quotation.
        if entity["type"] != "Observation":
            for name in (entity["name"], *entity.get("aliases", [])):
                assert _plain(name) in text, (entity["id"], name)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold())
