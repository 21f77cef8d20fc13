"""`innograf decisions` lists records with their states."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pyoxigraph import Literal

from graph_builder.records import write_record
from graph_builder.records.record import record
from settings import Settings
from tests.cli.conftest import Workplace

BASE = Settings().base_iri
NAME = Literal("Et annet navn", language="nb")


def decide(place: Workplace, verdict: str, after: int, **values: Any) -> str:
    when = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=after)
    said = record(verdict=verdict, who="kari", when=when, why="Slik er det.", **values)
    write_record(place.folder / "data" / "authority" / "decisions", said, BASE)
    return said.id


def states(place: Workplace, *options: str) -> tuple[int, dict[str, str]]:
    result = place.run("decisions", "--format", "json", *options)
    return result.exit_code, {row["id"]: row["state"] for row in json.loads(result.stdout)}


def test_each_decision_has_its_state(place: Workplace) -> None:
    assert place.run("decisions").stderr.startswith("No decisions in ")
    place.write("documents/a.nb.md", "# Møte\n\nAda Berg, direktør i Havnerådet, åpnet møtet.\n")
    body = f"{BASE}id/organisation/havneraadet"
    first = decide(place, "rename", 1, entities=(body,), value=NAME)
    assert states(place) == (0, {first: "waiting"})
    second = decide(place, "rename", 2, entities=(f"{body}-borte",), value=NAME)
    third = decide(place, "link", 3, entities=(body,), value=NAME)
    undo = decide(place, "undo", 4, undoes=third)
    waiver = decide(place, "waive", 5, item="result-1", expires=date(2026, 3, 2))
    result = place.run("build", "--force", "documents")
    assert f"{second} is stale: nothing has the IRI" in result.stderr
    expected = {first: "applied", second: "stale", third: "undone", undo: "applied", waiver: "expired"}
    assert states(place) == (1, expected)
    shown = place.run("decisions").stdout
    assert "stale: nothing has the IRI" in shown
    assert "organisation/havneraadet" in shown


def test_states_are_told_anew_when_the_same_quads_are_built(place: Workplace) -> None:
    place.write("documents/a.nb.md", "# Møte\n\nAda Berg, direktør i Havnerådet, åpnet møtet.\n")
    body = f"{BASE}id/organisation/havneraadet"
    place.run("build", "documents")
    first = decide(place, "rename", 1, entities=(body,), value=NAME)
    place.run("build", "documents")
    undo = decide(place, "undo", 2, undoes=first)
    place.run("build", "documents")
    assert states(place) == (0, {first: "undone", undo: "applied"})
    again = decide(place, "rename", 3, entities=(body,), value=NAME)
    stale = decide(place, "rename", 4, entities=(f"{body}-borte",), value=NAME)
    place.run("build", "documents")
    assert states(place) == (1, {first: "undone", undo: "applied", again: "applied", stale: "stale"})


def test_a_file_that_is_no_record_is_told(place: Workplace) -> None:
    place.write("data/authority/decisions/x.ttl", "<a> <b")
    result = place.run("decisions", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])
    assert "x.ttl is left out" in result.stderr
