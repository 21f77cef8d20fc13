"""Blocks: headings, bullets, fields, photo lines, signatures; and what holds for the layout of any text."""

import re

import pytest

from graph_builder.layout import Block, lay_out
from graph_builder.read import Document, read_documents
from tests.graph_builder.conftest import FOLDERS
from tests.graph_builder.reading import blocks, document, layout

NASTY = (
    "\ufeffTindbrua\r\n\r\n1.9 Tre\x0bog stål\r\n\u2028 • kai 🌉 én\xa0meter\x85 • kai to\r\n\r\n"
    "kl 09:00\r\n\r\nVelkommen\r\n\r\n\u200b\r\n10:00\tSlutt\x1c| 11:00 | Båt |\r\n  \r\nVennlig hilsen\r\nKai\x0c"
)


def every_document() -> list[Document]:
    read = [document for folder in FOLDERS for document in read_documents([folder], 10**7)[0]]
    return [*read, document(NASTY, stem="nasty"), document(NASTY, form="markdown", stem="nasty-md")]


@pytest.mark.parametrize("text", every_document(), ids=lambda d: d.stem)
def test_blocks_lie_in_the_text_in_order_without_overlap(text: Document) -> None:
    laid = lay_out(text)
    assert len(laid.flat) == len(text.text)
    assert laid.blocks
    end = text.body_start
    for index, block in enumerate(laid.blocks):
        assert end <= block.start < block.end <= len(text.text)
        end = block.end
        words = laid.flat[block.start : block.end]
        assert words == words.strip()
        ends = {line_end - block.start for _, line_end in block.lines}
        assert {n for n, letter in enumerate(words) if letter == "\n"} <= ends
        assert laid.at(block.start) is block
        assert laid.at(block.end) is not block
        assert (block.lines[0][0], block.lines[-1][1]) == (block.start, block.end)
        assert all(a < b for a, b in block.lines)
        assert [b.kind for b in laid.headings_of(block)] == ["heading"] * len(laid.headings_of(block))
        assert block.heading is None or block.heading < index


@pytest.mark.parametrize("text", every_document(), ids=lambda d: d.stem)
def test_flat_text_has_the_letters_of_the_text_at_their_place(text: Document) -> None:
    flat = lay_out(text).flat
    for place, (shown, printed) in enumerate(zip(flat, text.text, strict=True)):
        assert shown == printed or shown in " \n,", f"{printed!r} became {shown!r} at {place}"
    if text.format == "text":
        lost = [c for c, shown in zip(text.text, flat, strict=True) if c.isalnum() and not shown.isalnum()]
        assert lost == []


def heading(name: str, text: str, form: str = "text") -> Block:
    laid = layout(text, form)
    (found,) = [b for b in laid.blocks if laid.flat[b.start : b.end] == name]
    return found


def test_a_line_that_stands_alone_is_a_heading() -> None:
    assert blocks("Nye kaier\n\nVi bygger kaier av tre.\nDe holder lenge.\n\nGamle kaier\n\nVi river dem.") == [
        ("heading", "Nye kaier"),
        ("paragraph", "Vi bygger kaier av tre. De holder lenge."),
        ("heading", "Gamle kaier"),
        ("paragraph", "Vi river dem."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Vi bygger kaier av tre.",
        "og så bygger vi kaier",
        "– Vi bygger kaier",
        "Les mer om kaiene",
        "Dette er grunnen til at vi bygger kaier:",
        "Kaien " * 30,
        "12 %",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert [kind for kind, _ in blocks(f"Tekst først.\n\n{line}\n\nTekst etter.")] == ["paragraph"] * 3


def test_numbered_chapters_are_headings_by_depth_and_no_times() -> None:
    text = "1.9 Verkemiddel\n\nTekst.\n\n1.10 Samarbeid\n\nTekst.\n\n1.10.1 Kaier\n\nTekst.\n\n1.11 Kunnskap\n\nTekst."
    laid = layout(text)
    assert [b.kind for b in laid.blocks] == ["heading", "paragraph"] * 4
    assert [(b.number, laid.flat[b.start : b.end]) for b in laid.blocks if b.kind == "heading"] == [
        ("1.9", "Verkemiddel"), ("1.10", "Samarbeid"), ("1.10.1", "Kaier"), ("1.11", "Kunnskap"),
    ]  # fmt: skip
    last = [laid.flat[h.start : h.end] for h in laid.headings_of(laid.blocks[5])]
    assert last == ["Kaier", "Samarbeid"]


def test_a_date_that_stands_alone_is_not_numbered() -> None:
    laid = layout("Kaidagen\n\n7. juni\n\nTekst om dagen.")
    assert [(laid.flat[b.start : b.end], b.number) for b in laid.blocks[:2]] == [("Kaidagen", ""), ("7. juni", "")]


def test_the_title_stands_over_all_others() -> None:
    text = "Brua\n\nTekst.\n\nKaien\n\nTekst om kaien."
    assert heading("Brua", text).level == 1
    assert heading("Kaien", text).heading == 0


def test_markdown_headings_have_their_level() -> None:
    text = "# Brua\n\n## Kaien\n\nTekst.\n\n### 2.1 Båten ###\n\n## **Ferja**\n\nTekst om *ferja*."
    laid = layout(text, "markdown")
    assert [(laid.flat[b.start : b.end], b.level) for b in laid.blocks if b.kind == "heading"] == [
        ("Brua", 1), ("Kaien", 2), ("Båten", 3), ("Ferja", 2),
    ]  # fmt: skip
    assert [laid.flat[h.start : h.end] for h in laid.headings_of(laid.blocks[-1])] == ["Ferja", "Brua"]


def test_bullets_of_plain_text() -> None:
    text = "Vi vil:\n • bygge bruer\n • male ferjene\n   før vinteren\n* selge kaien\n 1) kjøpe tau\n\n– Ja, sa hun.\n"
    assert blocks(text) == [
        ("paragraph", "Vi vil:"),
        ("bullet", "bygge bruer"),
        ("bullet", "male ferjene før vinteren"),
        ("bullet", "selge kaien"),
        ("bullet", "kjøpe tau"),
        ("paragraph", "– Ja, sa hun."),
    ]
    assert layout(text).blocks[4].number == "1"


def test_bullets_of_markdown() -> None:
    text = (
        "Vi vil:\n\n- bygge **bruer**\n- male\n  ferjene\n\n1. kjøpe [tau](https://example.org/tau)\n2. selge `kai`\n"
    )
    assert blocks(text, "markdown")[1:] == [
        ("bullet", "bygge bruer"),
        ("bullet", "male ferjene"),
        ("bullet", "kjøpe tau"),
        ("bullet", "selge kai"),
    ]
    assert [b.number for b in layout(text, "markdown").blocks[3:]] == ["1", "2"]


def test_code_and_rules_are_left_out() -> None:
    text = "Tekst om brua.\n\n```\nkode = 1\n```\n\n---\n\n| a | b |\n|---|---|\n| kai | tau |\n"
    assert re.findall("kode|---", " ".join(words for _, words in blocks(text, "markdown"))) == []
    assert ("paragraph", "Tekst om brua.") in blocks(text, "markdown")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Tid: 6. mai 2031", "when"),
        ("Tidspunkt: kl. 10.00", "when"),
        ("Datum: 6 maj", "when"),
        ("Stad: Kulturhuset", "where"),
        ("Venue: The Old Quay", "where"),
        ("Arrangør: Bruetaten", "organiser"),
        ("Ordstyrer: Sigrun Haukvik", "moderator"),
    ],
)
def test_lines_with_a_known_label_are_fields(line: str, label: str) -> None:
    laid = layout(f"Brua\n\nTekst om brua.\n{line}\nMer tekst om brua.")
    assert [(b.kind, b.label) for b in laid.blocks] == [
        ("heading", ""), ("paragraph", ""), ("field", label), ("paragraph", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["Merk: brua er stengt i dag.", "Sted:", "Tidlig: brua er stengt i dag."])
def test_other_lines_with_a_colon_are_not(line: str) -> None:
    assert "field" not in [kind for kind, _ in blocks(f"Tekst om brua.\n{line}\nMer tekst.")]


@pytest.mark.parametrize("line", ["Foto: Sigrun Haukvik", "Brua i går. Foto: Sigrun Haukvik", "Photo: S. Haukvik"])
def test_photo_lines(line: str) -> None:
    assert blocks(f"Tekst om brua.\n{line}\nMer tekst om brua.")[1] == ("photo", line)


@pytest.mark.parametrize("greeting", ["Vennlig hilsen", "Med venleg helsing", "Venlig hilsen", "Kind regards"])
def test_the_lines_of_a_signature_are_apart(greeting: str) -> None:
    assert blocks(f"Tekst om brua.\n\n{greeting}\nSigrun Haukvik\ndirektør") [1] == (
        "signature", f"{greeting},Sigrun Haukvik,direktør",
    )  # fmt: skip


def test_hyphens_in_a_row_are_a_list_and_one_alone_is_not() -> None:
    assert [kind for kind, _ in blocks("- Tau er bra, sier hun.\n")] == ["paragraph"]
    assert [kind for kind, _ in blocks("Vi har:\n- tau\n- tjære\n")] == ["paragraph", "bullet", "bullet"]


def test_lines_that_stop_short_stay_apart_and_wrapped_ones_are_joined() -> None:
    records = "Sigrun Haukvik, rådgiver i Havnerådet i Tindvik\nMads Moe, journalist\nKari Berg, direktør"
    wrapped = (
        "En lang tekst om hverdagen på kaia, skrevet av Sigrun\nHaukvik, som er rådgiver i Havnerådet i Tindvik\n"
        "ved havet."
    )
    assert layout(records).flat.strip().count("\n") == 2
    assert "\n" not in layout(wrapped).flat.strip()
