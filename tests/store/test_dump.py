"""Writing a build out."""

import io

import pyoxigraph as ox
import pytest

from store import StoreError


@pytest.fixture
def build(builds, quad, info):
    quads = [
        quad("b", "p"),
        quad("a", "p"),
        quad("a", "p", graph="graph/y.nn"),
        quad("e", "p", graph="evidence/x.nb"),
    ]
    return builds.create(quads, {}, info)


def written(build, form, prefixes=None):
    out = io.BytesIO()
    build.dump(form, out, prefixes)
    return out.getvalue()


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_formats_with_graphs_hold_every_quad(build, form):
    known = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}[form]
    assert set(ox.parse(written(build, form), known)) == set(build.quads)


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
def test_formats_without_graphs_hold_the_union_once_and_no_evidence(build, form):
    known = ox.RdfFormat.from_extension(form)
    subjects = sorted(quad.subject.value for quad in ox.parse(written(build, form), known))
    assert subjects == ["https://example.org/id/a", "https://example.org/id/b"]


def test_prefixes_are_used(build):
    assert b"@prefix def: <https://example.org/def#>" in written(build, "ttl", {"def": "https://example.org/def#"})


def test_an_unknown_format_is_refused(build):
    with pytest.raises(StoreError, match="'xls'"):
        written(build, "xls")
