"""The page of a Markdown document: front matter put away, headings as headings, every offset as it was."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.source_blocks import blocks_of, body_start, front_of, headings_apart
from store import BuildStore
from tests.server import sample

TEXT = """---
title: "Prøve # en"
language: nb
---

# Første del ved Byen kommune

## Under
Rett etter overskriften.

#emneknagg er ingen overskrift
"""
BODY = TEXT.index("# Første")


@pytest.fixture
def client(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> FlaskClient:
    doc = sample.Writer("prove.nb", "nb", "Prøve", "2020-01-01", TEXT)
    doc.named(sample.thing("organisation", "byen-kommune"), "Byen kommune")
    doc.named(sample.thing("policy", "forste-del"), "Første del", "# Første del")
    records = [{**record, "file": "prove.nb.md"} for record in sample.records([doc])]
    builds = BuildStore(tmp_path)
    build = builds.create(doc.quads, {doc.stem: TEXT}, {"base_iri": sample.BASE, "documents": records})
    builds.publish(build.id)
    return make_client(tmp_path)


def test_front_matter_is_put_away_and_headings_are_headings(client: FlaskClient) -> None:
    page = client.get("/source/prove.nb", headers={"Accept": "text/html", "Accept-Language": "nb"}).text
    front = re.search(r"<details class=\"front\">\s*<summary>([^<]+)</summary>(.*?)</details>", page, re.DOTALL)
    assert front
    assert front[1] == "Metadata øverst i filen"
    assert "language: nb" in front[2]
    assert "language: nb" not in page.replace(front[0], "")
    headings = re.findall(r"<(h[2-6]) class=\"text text-heading\"[^>]*>(.*?)</\1>", page, re.DOTALL)
    assert [(tag, html.unescape(re.sub(r"<[^>]+>", "", text))) for tag, text in headings] == [
        ("h2", "# Første del ved Byen kommune"),
        ("h3", "## Under"),
    ]
    assert '<span class="md-mark">## </span>Under' in headings[1][1]
    assert re.search(r'<a class="span [^"]*md-mark"[^>]*># </a>', headings[0][1])


def test_no_offset_moves_and_no_character_is_lost(client: FlaskClient) -> None:
    page = client.get("/source/prove.nb", headers={"Accept": "text/html"}).text
    start = TEXT.index("Byen")
    assert f'<span class="anchor" id="char={start},{start + len("Byen kommune")}"></span>' in page
    assert f'<span class="anchor" id="char={BODY},{BODY + len("# Første del")}"></span>' in page
    shown = html.unescape(re.sub(r"<[^>]+>", "", page.partition('<div class="reading"')[2].partition(">")[2]))
    for line in TEXT.splitlines():
        assert line in shown
    assert client.get("/source/prove.nb.txt").data.decode() == TEXT


def test_places_of_front_matter_and_headings() -> None:
    assert [TEXT[a:b] for a, b in front_of(TEXT, 0, len(TEXT))] == [TEXT[: BODY - 2]]
    assert [TEXT[a:b] for a, b in front_of(TEXT, 0, 10)] == [TEXT[:10].rstrip()]
    assert front_of(TEXT, BODY, len(TEXT)) == []
    assert front_of("Ingen metadata", 0, 14) == []
    assert body_start("---\ntitle: [\n---\nx") == 0
    blocks = headings_apart(TEXT, blocks_of(TEXT, body_start(TEXT), len(TEXT)))
    assert [TEXT[a:b] for a, b in blocks] == [
        "# Første del ved Byen kommune",
        "## Under",
        "Rett etter overskriften.",
        "#emneknagg er ingen overskrift",
    ]
