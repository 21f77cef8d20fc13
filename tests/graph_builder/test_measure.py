"""The confidence of a fact is the measured precision of its reader."""

import tomllib
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph_builder import measure, precision
from graph_builder.evaluate import Counts, evaluate
from graph_builder.precision import UNMEASURED, PrecisionError, confidence, load_precision, shipped
from ontology import INNO
from tests.graph_builder.conftest import ROOT, SETTINGS


def test_precision_with_one_right_and_one_wrong_added() -> None:
    readers = {"roles": Counts(right=7, wrong=1), "awards": Counts(), "areas": Counts(wrong=3, missed=9)}
    assert measure.precision_table(readers) == {"areas": 0.2, "awards": 0.5, "roles": 0.8}


def test_the_table_is_kept_where_the_builder_reads_it(tmp_path: Path) -> None:
    path = measure.save_precision({"policy-title": Counts(right=1), "areas": Counts(right=8)}, tmp_path)
    assert load_precision(tmp_path) == {"areas": 0.9, "policy-title": 0.67}
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#")
    assert measure.COMMAND in text


def test_a_folder_without_table_has_that_of_innograf(tmp_path: Path) -> None:
    assert load_precision(tmp_path) == shipped() == load_precision(ROOT / "data" / "gold")


def test_an_installed_package_has_a_copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert wheel["force-include"]["data/gold/precision.toml"] == "graph_builder/precision.toml"
    monkeypatch.setattr(precision, "__file__", str(tmp_path / "site-packages/graph_builder/precision.py"))
    monkeypatch.setattr(precision, "files", lambda _: ROOT / "data" / "gold")
    assert shipped.__wrapped__() == shipped()


@pytest.mark.parametrize(
    "content", ["[precision", "[other]\nroles = 1", "[precision]\nroles = 'much'", "[precision]\nroles = 2"]
)
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "precision.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PrecisionError, match=r"precision\.toml .*innograf evaluate --write"):
        load_precision(tmp_path)


def test_the_table_is_what_evaluation_measures(shipped_store: Store) -> None:
    gold = sorted((ROOT / "data" / "gold").glob("*.json"))
    measured = measure.precision_table(evaluate(shipped_store, SETTINGS.base_iri, gold).readers)
    assert shipped() == measured, f"The readers have changed. Run: {measure.COMMAND}"


def test_evidence_has_the_confidence_of_its_reader(shipped_store: Store) -> None:
    rows = shipped_store.query(
        f"SELECT DISTINCT ?e ?c {{ GRAPH ?g {{ ?n <{INNO.extractor}> ?e ; <{INNO.confidence}> ?c }} }}"
    )
    found = {row["e"].value: float(row["c"].value) for row in rows}
    assert {"roles", "people", "programme", "measures"} <= set(found)
    assert found == {reader: pytest.approx(confidence(shipped(), reader)) for reader in found}


def test_a_reader_that_nobody_measured() -> None:
    assert confidence(shipped(), "nobody") == UNMEASURED == 0.5
