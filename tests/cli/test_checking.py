"""Validation in a process of its own says what validation here says."""

import os
import signal

import pyoxigraph
import pytest

import cli.checking
from cli.checking import Checker, check
from ontology import INNO, RDF
from shapes.saved import load
from store import BuildStore, Changes

BASE = "https://example.org/"


def quad(name: str, kind: str) -> pyoxigraph.Quad:
    terms = (f"{BASE}id/place/{name}", RDF.type, kind, f"{BASE}graph/a.nb")
    return pyoxigraph.Quad(*map(pyoxigraph.NamedNode, terms))


@pytest.fixture
def builds(tmp_path):
    return BuildStore(tmp_path)


@pytest.fixture
def before(builds):
    memory = pyoxigraph.Store()
    memory.add(quad("one", INNO.Place))
    return builds.create(memory, {}, {"base_iri": BASE}, {"validation": check(memory, BASE).saved})


@pytest.mark.parametrize("processes", [None, 1])
def test_what_differs_is_checked(builds, before, monkeypatch, processes):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    change = [quad("two", INNO.Place)]
    with Checker(before, BASE, processes) as checker, builds.revise(before) as revision:
        if processes is None:
            monkeypatch.setattr(cli.checking, "check", None)
        revision.change(Changes([], change))
        found = checker.begin(revision, change)()
        monkeypatch.undo()
        expected = check(revision.quads, BASE)
    assert found.summary == expected.summary
    assert found.summary["violations"] > 0
    assert len(load(found.saved).graph) == len(load(expected.saved).graph)


def test_a_process_that_dies_is_done_without(builds, before, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    change = [quad("two", INNO.Place)]
    with Checker(before, BASE) as checker, builds.revise(before) as revision:
        revision.change(Changes([], change))
        for process in checker._pool._processes.values():
            os.kill(process.pid, signal.SIGKILL)
        found = checker.begin(revision, change)()
        assert found.summary == check(revision.quads, BASE).summary
