"""Patterns are tried only on lines that have what they need, and find what they find without that."""

import re

import pytest

from graph_builder.mentions.body_forms import FORMS
from graph_builder.mentions.guarded import find_all, needed
from graph_builder.read import read_documents
from tests.graph_builder.conftest import DOCUMENTS

TEXTS = [document.text for document in read_documents([DOCUMENTS], 10**7)[0]]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"\bkai\w*", [{"kai"}]),
        (r"[Kk]ai(?:en|er)?\b", [{"kai"}]),
        (r"\w+(?:rådet|verket) i \w+", [{"rådet", "verket"}]),
        (r"(?:havne|by)?råd", [{"råd"}]),
        (r"(?i:HAVN)[ ]+ved", [{"havn"}]),
        (r"(?:tau){2,}", [{"tau"}]),
        (r"«(?P<name>[^«»]+)»\s+[«“]", [{"«"}, {"»"}, {"«", "“"}]),
        (r"(?:en|et)\s", []),
        (r"(?:kai)?", []),
        (r"kai|\w+", []),
        (r"(?!kai)\w+", []),
        (r"[Kk\d]ai", []),
        (r"a[bc]d", []),
    ],
)
def test_what_every_match_needs(pattern: str, texts: list[set[str]]) -> None:
    assert needed(re.compile(pattern)) == {frozenset(found) for found in texts}


@pytest.mark.parametrize("pattern", [pattern for pattern, _, _ in FORMS], ids=lambda pattern: pattern.pattern[:40])
def test_the_same_is_found(pattern: re.Pattern[str]) -> None:
    for text in TEXTS:
        lines = [(m.start(), m.end()) for m in pattern.finditer(text) if "\n" not in m[0]]
        assert [m.span() for m in find_all(pattern, text)] == lines


def test_what_stands_before_and_after_a_line_counts() -> None:
    text = "Rådet møttes.\nRådet\nav havner\nsa rådet"
    assert [m.start() for m in find_all(re.compile(r"(?i:rådet)(?=\n|$)"), text)] == [14, 33]
    assert [m.start() for m in find_all(re.compile(r"(?<=\n)(?i:rådet)"), text)] == [14]
    assert [m[0] for m in find_all(re.compile(r"Rådet\s+av"), text)] == []
