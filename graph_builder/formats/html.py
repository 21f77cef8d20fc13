"""Web pages: the main text, without menus and footers, and title, date, publisher, language and address."""

import codecs
import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import use_config

from graph_builder.formats.extracted import Extracted, FormatError, extracted
from graph_builder.formats.pieces import Bullet, Heading, Paragraph, Piece, Table, clean

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
# What browsers write at the top of a page that they save.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")
# The first and last day that a page may be of; without the last, what is found would depend on today's date.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-01-01"}
# What stands in a `div` that is no stretch of text itself.
_BLOCKS = {"address", "article", "aside", "blockquote", "div", "dl", "figure", "footer", "form", "header", "hr"} | {
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_LEVELS = {f"h{level}": level for level in range(1, 7)}


def convert(data: bytes) -> Extracted:
    """Read a web page. Raises `FormatError` when it is no HTML, or has no text."""
    page = _decode(data)
    tree = _parse(page)
    pieces = _main_text(tree)
    told = trafilatura.extract_metadata(deepcopy(tree), date_config=_DATES)
    title = _only_heading(tree) or (told.title if told else None) or ""
    if title and not _has(pieces, title):
        pieces.insert(0, Heading(1, title))
    saved = _SAVED_FROM.search(page[:5000])
    return extracted(
        pieces,
        {
            "title": title,
            "issued": told.date if told else None,
            "publisher": _body_name(told.sitename if told else None),
            "source": saved[1] if saved else told.url if told else None,
            "language": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        },
    )


def _decode(data: bytes) -> str:
    """The page's characters: UTF-8, else what the page says of itself, else what old pages in our languages are in."""
    for mark, name in (
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF8, "utf-8-sig"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace").replace("\x00", "")
    try:
        return data.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
    try:
        # Browsers take this for the older one, too: it has the same letters, and dashes besides.
        name = named[1].decode().lower() if named else "windows-1252"
        name = "windows-1252" if name in ("utf-8", "iso-8859-1", "latin1", "us-ascii") else name
        return data.decode(name, "replace").replace("\x00", "")
    except LookupError:
        return data.decode("windows-1252", "replace").replace("\x00", "")


def _parse(page: str) -> HtmlElement:
    try:
        # As bytes, since a declaration of some other encoding in the page would be an error in a text.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise FormatError(f"it is not a web page: {error}.") from None


def _prepared(tree: HtmlElement) -> HtmlElement:
    """A copy in which every stretch of text is in a paragraph: what stands in a bare `div` would be passed over.

    The lines below pictures name who is on them, so they are kept; what one has to click on to see is seen.
    """
    tree = deepcopy(tree)
    for element in list(tree.iter("figcaption", "figure", "picture", "details", "summary")):
        element.tag = "p" if element.tag in ("figcaption", "summary") else "div"
    for element in list(tree.iter("div", "section", "address")):
        if any(child.tag in _BLOCKS for child in element.iterdescendants()):
            continue
        if clean(element.text_content()):
            element.tag = "p"
    # A menu is links and nothing else; a name in a sentence or a table that is a link is a name.
    for link in list(tree.iter("a")):
        parent = link.getparent()
        own = "".join([parent.text or "", *(child.tail or "" for child in parent)]) if parent is not None else ""
        if parent is not None and (parent.tag == "td" or "," in own or len(_letters(own)) > 2):
            link.drop_tag()
    return tree


def _main_text(tree: HtmlElement) -> list[Piece]:
    """The pieces of the page's main text; of all its text when no part of it looks like the main one."""
    pieces = _found(_prepared(tree))
    if tree.find(".//main") is None and tree.find(".//article") is None and not _headings(pieces):
        # On a page that does not say where its text is, trafilatura may take the paragraphs and leave their headings.
        marked = _prepared(tree)
        body = marked.find("body")
        if body is not None:
            body.tag = "main"
            etree.SubElement(marked, "body").append(body)
            more = _found(marked)
            pieces = more if _headings(more) else pieces
    return pieces or [Paragraph(str(p.text_content())) for p in tree.iter("p", "li", "td", "h1", "h2", "h3")]


def _found(tree: HtmlElement) -> list[Piece]:
    config = use_config()
    # For a shorter text than this, all that is on the page is taken in one lump; a notice is short.
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "20"
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, config=config
    )
    body = getattr(found, "body", None)
    return list(_pieces(body)) if body is not None else []


def _headings(pieces: list[Piece]) -> int:
    return sum(isinstance(piece, Heading) for piece in pieces)


def _pieces(parent: etree._Element) -> Iterator[Piece]:
    """The pieces of what trafilatura found (its elements are those of TEI: head, p, list, item, table, row, cell)."""
    for element in parent:
        tag = element.tag
        if tag == "head":
            yield Heading(_LEVELS.get(element.get("rend", ""), 2), _text(element))
        elif tag == "list":
            yield from _list(element, 0)
        elif tag == "table":
            yield Table(tuple(tuple(_text(cell) for cell in row.iter("cell")) for row in element.iter("row")))
        elif tag in ("div", "quote", "body", "main") and any(
            child.tag in ("p", "head", "list", "table", "quote", "div") for child in element
        ):
            if element.text and element.text.strip():
                yield Paragraph(element.text)
            yield from _pieces(element)
        elif tag != "graphic":
            yield Paragraph(_text(element))
        if element.tail and element.tail.strip():
            yield Paragraph(element.tail)


def _list(element: etree._Element, depth: int) -> Iterator[Piece]:
    label = ""
    number = 0
    for item in element:
        if item.tag != "item":
            yield from _list(item, depth + 1) if item.tag == "list" else [Bullet(_text(item), depth)]
            continue
        rend = item.get("rend", "")
        if rend.startswith("dt"):
            if label:
                yield Paragraph(label)
            label = clean(_text(item)).rstrip(":")
            continue
        number += 1
        text = _text(item, without="list")
        if rend.startswith("dd"):
            # «Sted» with «Tindvik» below it is «Sted: Tindvik».
            yield Paragraph(f"{label}: {clean(text)}" if label else text)
            label = ""
        else:
            yield Bullet(text, depth, str(number) if element.get("rend") == "ol" else "")
        for inner in item.iter("list"):
            if inner.getparent() is item:
                yield from _list(inner, depth + 1)
    if label:
        yield Paragraph(label)


def _text(element: etree._Element, without: str = "") -> str:
    """The words in an element, a line break for each `lb`, without those in elements named `without`."""
    parts = [_one_line(element.text)]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag != without:
            inner = _text(child, without)
            parts.append(f"\n{inner}\n" if child.tag in ("p", "head", "item", "list") else inner)
        parts.append(_one_line(child.tail))
    return "".join(parts)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _only_heading(tree: HtmlElement) -> str:
    """The words of the page's main heading, when it has just one."""
    headings = [clean(h.text_content()).replace("\n", " ") for h in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    return headings[0] if len(headings) == 1 else ""


def _has(pieces: list[Piece], title: str) -> bool:
    wanted = _letters(title)
    return any(wanted == _letters(piece.text) for piece in pieces[:5] if not isinstance(piece, Table))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _body_name(sitename: str | None) -> str | None:
    """The name of who runs the site; the site's address or its name in a social network is none."""
    if not sitename or sitename.startswith("@") or re.fullmatch(r"(?:\w[\w-]*\.)+\w{2,}", sitename):
        return None
    return sitename
