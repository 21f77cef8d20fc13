"""Gold files, and what is said of those that cannot be used."""

import json
from pathlib import Path

import pytest

from graph_builder.gold import GoldError, GoldRelation, read_gold

PERSON = {"id": "p", "type": "Person", "name": "Sigrun Haukvik", "aliases": ["Haukvik"]}


def test_a_gold_file(tmp_path: Path) -> None:
    path = tmp_path / "kai.nb.json"
    relations = [{"s": "p", "p": "role", "o": None, "role": "rådgiver"}, {"s": "p", "p": "startDate", "o": 2031}]
    path.write_text(json.dumps({"entities": [PERSON], "relations": relations}), encoding="utf-8")
    found = read_gold(path)
    assert (found.stem, found.entities[0].kind, found.entities[0].names) == (
        "kai.nb", "Person", ("Sigrun Haukvik", "Haukvik"),
    )  # fmt: skip
    assert found.relations == (GoldRelation("p", "role", None, "rådgiver"), GoldRelation("p", "startDate", "2031"))


ROLE = {"s": "p", "p": "role", "o": None}


def of(entities: object, *relations: object) -> dict[str, object]:
    return {"entities": entities, "relations": list(relations)}


BAD = {
    "no JSON": ("{", "not JSON"),
    "latin-1": (b'{"a": "\xf8"}', "not JSON"),
    "a list": ("[]", "`entities` and `relations`"),
    "no relations": ({"entities": []}, "`entities` and `relations`"),
    "entities are no list": (of({}), "`entities` and `relations`"),
    "entity without name": (of([PERSON, {"id": "q", "type": "Person"}]), r"entities\[1\]"),
    "entity that is text": (of(["p"]), r"entities\[0\]"),
    "aliases that are text": (of([{**PERSON, "aliases": "Haukvik"}]), r"entities\[0\]"),
    "aliases that are numbers": (of([{**PERSON, "aliases": [1]}]), r"entities\[0\]"),
    "the same id twice": (of([PERSON, PERSON]), r"entities\[1\].*'p'"),
    "unknown type": (of([{**PERSON, "type": "Preson"}]), r"entities\[0\].*'Preson'"),
    "relation without object": (of([PERSON], {"s": "p", "p": "role"}), r"relations\[0\]"),
    "unknown subject": (of([PERSON], {**ROLE, "s": "x"}), r"relations\[0\].*'x'"),
    "unknown predicate": (of([PERSON], ROLE, {**ROLE, "p": "rolle"}), r"relations\[1\].*'rolle'"),
    "unknown object": (of([PERSON], {**ROLE, "o": "x"}), r"relations\[0\].*'x'"),
    "role that is a number": (of([PERSON], {**ROLE, "role": 1}), r"relations\[0\]"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_named_with_the_place_in_it(tmp_path: Path, case: str) -> None:
    content, telling = BAD[case]
    path = tmp_path / "kai.nb.json"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    with pytest.raises(GoldError, match=telling) as caught:
        read_gold(path)
    assert "kai.nb.json" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"borte\.json cannot be read"):
        read_gold(tmp_path / "borte.json")
