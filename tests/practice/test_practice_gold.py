"""The practice documents' gold is in the form that gold files have, and names what stands in the texts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph_builder.gold import LITERAL, PREDICATES, read_gold
from ontology import vocabulary

PRACTICE = Path(__file__).parent
GOLD = sorted(PRACTICE.glob("*.json"))
TEXTS = sorted(path for path in PRACTICE.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md")
KEYS = {"document", "language", "title", "issued", "entities", "relations"}
ENTITY_KEYS = {"id", "type", "name", "aliases", "class"}
FIGURE_KEYS = {"value", "unit", "date"}
RELATION_KEYS = {"s", "p", "o", "role", "amount", "currency", "subject", "date"}
SCHEMES = {"Organisation": "organisation", "Event": "event", "PolicyDocument": "policy"}
DATE = re.compile(r"(\d{4}|-)(-(\d\d|W\d\d)(-\d\d)?(T\d\d:\d\d)?)?")


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    path: Path = request.param
    read_gold(path)
    return {**json.loads(path.read_text(encoding="utf-8")), "stem": path.stem}


def test_every_text_has_its_gold() -> None:
    assert GOLD
    assert {path.stem for path in TEXTS} == {path.stem for path in GOLD}


def test_the_head_fits_the_text(gold: dict[str, Any]) -> None:
    assert KEYS | {"stem"} == set(gold)
    assert Path(gold["document"]).stem == gold["stem"]
    assert gold["stem"].endswith(f".{gold['language']}")
    assert gold["language"] in {"nb", "nn", "da", "sv", "en"}
    assert _plain(gold["title"]) in _text(gold)
    assert gold["issued"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", gold["issued"])


def test_entities_have_known_keys_and_classes(gold: dict[str, Any]) -> None:
    for entity in gold["entities"]:
        figure = FIGURE_KEYS if entity["type"] == "Observation" else set()
        assert set(entity) <= ENTITY_KEYS | figure, entity
        assert entity["type"] != "Observation" or entity["value"] is not None, entity
        if entity.get("class"):
            assert vocabulary().concept(SCHEMES[entity["type"]], entity["class"]), entity


def test_relations_are_well_formed(gold: dict[str, Any]) -> None:
    ids = {entity["id"]: entity["type"] for entity in gold["entities"]}
    seen = set()
    for relation in gold["relations"]:
        assert set(relation) <= RELATION_KEYS, relation
        assert relation["p"] == "role" or relation["p"] in PREDICATES, relation
        assert ids[relation["s"]] == "Person" or relation["p"] != "role", relation
        assert relation["p"] == "role" or relation["o"], relation
        if relation["p"] in LITERAL - {"identifier"}:
            assert DATE.fullmatch(relation["o"]), relation
        key = tuple(str(relation.get(part)) for part in ("s", "p", "o", "role"))
        assert key not in seen, relation
        seen.add(key)


def test_names_stand_in_the_text(gold: dict[str, Any]) -> None:
    text = _text(gold)
    for entity in gold["entities"]:
        # The name of an observation is its statement in the fewest words, not a quotation.
        if entity["type"] == "Observation":
            continue
        aliases = entity.get("aliases") or []
        assert all(_plain(alias) in text for alias in aliases), entity
        # «Lyngvik og Storås kommune» names Lyngvik kommune: its words stand there, and a shorter form in one piece.
        words = all(word in text for word in _plain(entity["name"]).split())
        assert _plain(entity["name"]) in text or (words and aliases), entity


def _text(gold: dict[str, Any]) -> str:
    return _plain((PRACTICE / gold["document"]).read_text(encoding="utf-8"))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold())
