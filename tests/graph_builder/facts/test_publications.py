"""Reports, books, articles that a text names."""

import pytest

from tests.graph_builder.reading import facts, named, read


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("nb", "Vi leste rapporten «Bruer som varer» i går.", "Bruer som varer"),
        ("nn", "Vi las boka «Bruer som varer» i går.", "Bruer som varer"),
        ("da", "Vi læste bogen «Broer som varer» i går.", "Broer som varer"),
        ("en", "We read the report “Bridges that last” today.", "Bridges that last"),
        ("nb", "Les også: Slik bygger du kai selv", "Slik bygger du kai selv"),
        ("da", "Læs mere: Sådan bygger du kaj selv", "Sådan bygger du kaj selv"),
    ],
)
def test_publications(language: str, text: str, title: str) -> None:
    assert named(read(text, language), "Publication") == {title}


def test_whose_a_publication_is() -> None:
    assert facts(read("Vi leste DBFs rapport «Bruer som varer» i går.")) == {("Bruer som varer", "creator", "DBF")}
    assert facts(read("DBF leste rapporten «Bruer som varer» i går.")) == set()


@pytest.mark.parametrize("text", ["Hun sa «ja takk» i rapporten.", "Båten «Terna» kom.", "Hun vil lese også: ja."])
def test_what_is_no_publication(text: str) -> None:
    assert named(read(text), "Publication") == set()
