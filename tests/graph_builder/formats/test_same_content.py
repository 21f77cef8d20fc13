"""One document in five formats gives nearly the same facts, and each has its evidence in the text of its own."""

import re
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from graph_builder.authority import Authority
from graph_builder.build import read_draft
from graph_builder.draft import Draft
from graph_builder.read import read_document
from tests.graph_builder.formats.pdf_file import flow, pdf
from tests.graph_builder.formats.test_docx import word
from tests.graph_builder.reading import facts, roles

LIMIT = 1_000_000
BLOCKS = [
    ("title", "Havnedagen 2031"),
    ("lines", "Tidspunkt: 18. april 2031, kl. 09.00 til 11.00\nSted: Tindvik\nArrangør: Havnerådet"),
    ("text", "Havnerådet inviterer til en dag om tang og tare, sammen med Kystdirektoratet og kommunene langs kysten."),
    ("heading", "Program"),
    (
        "lines",
        "09.00 Velkommen, v/direktør Kaia Lund, Havnerådet\n"
        "09.10 Hva lærte vi av forsøket? Forsker Ola Vik, Kelpforsk\n"
        "10.15 Veien videre. Panelsamtale mellom Havnerådet og Kystdirektoratet.",
    ),
    ("heading", "Kultur for nyskaping"),
    ("text", "Regjeringen vil:"),
    ("bullet", "gi ledere opplæring i nyskaping"),
    (
        "bullet",
        "la ansatte bytte arbeidsplass for en tid, slik at de lærer av hverandre og tar med seg det de har lært",
    ),
]


def txt() -> bytes:
    marks = {"bullet": "• "}
    return "\n\n".join(marks.get(kind, "") + text for kind, text in BLOCKS).encode()


def md() -> bytes:
    marks = {"title": "# ", "heading": "## ", "bullet": "- "}
    return "\n\n".join(marks.get(kind, "") + text for kind, text in BLOCKS).encode()


def html() -> bytes:
    tags = {"title": "h1", "heading": "h2", "bullet": "li"}
    items = (f"<{tags.get(k, 'p')}>{t}</{tags.get(k, 'p')}>".replace("\n", "<br>") for k, t in BLOCKS)
    page = "".join(items).replace("</p><li>", "</p><ul><li>") + "</ul>"
    return f"<html><body><nav><a href='/'>Hjem</a></nav><article>{page}</article></body></html>".encode()


def docx() -> bytes:
    def fill(document: WordDocument) -> None:
        for kind, text in BLOCKS:
            if kind in ("title", "heading"):
                document.add_heading(text, 0 if kind == "title" else 1)
            else:
                document.add_paragraph(text, style="List Bullet" if kind == "bullet" else None)

    return word(fill)


MADE = {"txt": txt, "md": md, "html": html, "docx": docx, "pdf": lambda: pdf(flow(*BLOCKS))}


def drafted(folder: Path, ending: str) -> Draft:
    path = folder / f"dag.nb.{ending}"
    path.write_bytes(MADE[ending]())
    return read_draft(read_document(path, LIMIT), Authority())


def said(draft: Draft) -> set[tuple[str, ...]]:
    return {tuple(map(str, fact)) for fact in facts(draft) | roles(draft)}


@pytest.mark.parametrize("ending", MADE)
def test_the_facts_are_nearly_those_of_markdown(tmp_path: Path, ending: str) -> None:
    expected, found = said(drafted(tmp_path, "md")), said(drafted(tmp_path, ending))
    assert len(expected) > 15
    assert len(expected & found) >= 0.9 * len(expected | found), (expected - found, found - expected)


@pytest.mark.parametrize("ending", MADE)
def test_the_evidence_is_in_the_text(tmp_path: Path, ending: str) -> None:
    draft = drafted(tmp_path, ending)
    spans = [fact.span for fact in draft.all_facts()]
    assert any("Kaia Lund" in draft.document.text[start:end] for start, end in spans)
    # Marks of Markdown are spaces to the reader; the words are those of the text.
    assert all(words(draft.document.text[start:end]) == words(draft.text[start:end]) for start, end in spans)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
