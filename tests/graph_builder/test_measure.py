"""The confidence of a fact is the measured precision of its reader."""

import tomllib
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph_builder import measure
from graph_builder.evaluate import Counts, evaluate
from graph_builder.facts.precision import UNMEASURED, confidence
from ontology import INNO
from tests.graph_builder.conftest import ROOT, SETTINGS


def test_precision_with_one_right_and_one_wrong_added() -> None:
    readers = {"roles": Counts(right=7, wrong=1), "awards": Counts(), "areas": Counts(wrong=3, missed=9)}
    assert measure.precision_table(readers) == {"areas": 0.2, "awards": 0.5, "roles": 0.8}


def test_the_table_is_kept_where_the_builder_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "precision_file", lambda: tmp_path / "precision.toml")
    path = measure.save_precision({"policy-title": Counts(right=1), "areas": Counts(right=8)})
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"precision": {"areas": 0.9, "policy-title": 0.67}}
    assert text.startswith("#")
    assert measure.COMMAND in text


def test_the_table_is_what_evaluation_measures(shipped_store: Store) -> None:
    gold = sorted((ROOT / "data" / "gold").glob("*.json"))
    measured = measure.precision_table(evaluate(shipped_store, SETTINGS.base_iri, gold).readers)
    kept = tomllib.loads(measure.precision_file().read_text(encoding="utf-8"))["precision"]
    assert kept == measured, f"The readers have changed. Run: {measure.COMMAND}"


def test_evidence_has_the_confidence_of_its_reader(shipped_store: Store) -> None:
    rows = shipped_store.query(
        f"SELECT DISTINCT ?e ?c {{ GRAPH ?g {{ ?n <{INNO.extractor}> ?e ; <{INNO.confidence}> ?c }} }}"
    )
    found = {row["e"].value: float(row["c"].value) for row in rows}
    assert {"roles", "people", "programme", "measures"} <= set(found)
    assert found == {reader: pytest.approx(confidence(reader)) for reader in found}


def test_a_reader_that_nobody_measured() -> None:
    assert confidence("nobody") == UNMEASURED == 0.5
