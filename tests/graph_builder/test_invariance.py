"""What a document says does not depend on how its file was saved."""

from dataclasses import replace

import pytest

from graph_builder.build import read_draft
from graph_builder.metadata import split_front_matter
from graph_builder.read import Document, read_documents
from tests.graph_builder.conftest import FOLDERS
from tests.graph_builder.reading import NO_AUTHORITY, facts, read, roles

SAVED = {
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "an emoji at the end": lambda text: text + "\n\n🌉\n",
    "blank lines at the end": lambda text: text.rstrip("\n") + "\n" * 5,
}


def said(document: Document, text: str) -> set[tuple[object, ...]]:
    draft = read_draft(replace(document, text=text, body_start=split_front_matter(text)[1]), NO_AUTHORITY)
    for fact in draft.all_facts():
        assert 0 <= fact.span[0] < fact.span[1] <= len(text)
    return {*facts(draft), *roles(draft)}


DOCUMENTS = [document for folder in FOLDERS for document in read_documents([folder], 10**7)[0]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.stem)
def test_the_same_facts_however_it_was_saved(document: Document) -> None:
    plain = said(document, document.text)
    assert plain
    for way, save in SAVED.items():
        assert said(document, save(document.text)) == plain, way


def test_offsets_count_code_points() -> None:
    text = "🌉👩‍🔧 e\u0301 Sigrun Haukvik, rådgiver i Havnerådet, kom.\n"
    draft = read(text)
    for person in (e for e in draft.entities if e.kind != "Membership"):
        for name, spans in person.names.items():
            assert [text[a:b] for a, b in spans] == [name]
    assert roles(draft) == {("Sigrun Haukvik", "rådgiver", "Havnerådet")}
