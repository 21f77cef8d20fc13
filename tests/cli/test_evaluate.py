"""`innograf evaluate`: what it keeps, and what it says of a gold file that cannot be used."""

import json
import re
import tomllib

from graph_builder import measure


def gold(built, name="meeting.en.json", kind="Person"):
    entities = [{"id": "p1", "type": kind, "name": "Kari Nordmann"}]
    return built.write(name, json.dumps({"entities": entities, "relations": []}))


def test_precision_is_kept_when_asked_for(built, tmp_path, monkeypatch):
    kept = tmp_path / "precision.toml"
    monkeypatch.setattr(measure, "precision_file", lambda: kept)
    path = gold(built)
    assert built.run("evaluate", str(path)).exit_code == 0
    assert not kept.exists()
    result = built.run("evaluate", str(path), "--save-precision")
    assert result.exit_code == 0, result.output
    assert str(kept) in result.stderr
    # Of the two persons that the document names this gold file has one: (1 + 1) / (2 + 2).
    assert tomllib.loads(kept.read_text(encoding="utf-8"))["precision"]["people"] == 0.5


def test_readers_have_a_precision_and_no_recall(built):
    lines = built.run("evaluate", str(gold(built))).stdout.splitlines()
    assert [line for line in lines if re.match(r"reader +precision +right +wrong$", line)]
    assert [line for line in lines if re.match(r"people +50\.0 +1 +1$", line)]


def test_precision_is_not_kept_when_a_document_is_missing(built, tmp_path, monkeypatch):
    kept = tmp_path / "precision.toml"
    monkeypatch.setattr(measure, "precision_file", lambda: kept)
    result = built.run("evaluate", str(gold(built, "other.json")), "--save-precision")
    assert result.exit_code == 2
    assert not kept.exists()


def test_a_bad_gold_file_is_named(built):
    result = built.run("evaluate", str(gold(built, kind="Preson")))
    assert result.exit_code == 2
    assert "meeting.en.json: entities[0]" in result.stderr
    assert "Preson" in result.stderr
    assert "Traceback" not in result.output
