"""What a paragraph of a Word file is, by its style and numbering."""

import re
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

# The names of styles are English whatever language Word speaks.
_HEADING = re.compile(r"heading (\d)\b")
_LIST = re.compile(r"list (bullet|number)(?: (\d))?$")
_CONTENTS = re.compile(r"toc( heading| \d)$|table of figures$")
_VAL = qn("w:val")
_BODY_LEVEL = 9


@dataclass(frozen=True)
class Look:
    """A paragraph: the level of a heading (0: none), the list it is an item of, or a line of the table of contents."""

    heading: int = 0
    list: str = ""
    depth: int = 0
    numbered: bool = False
    contents: bool = False


class Styles:
    """The styles and lists of one file."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(qn("w:styleId"), ""): style for style in document.styles.element.iter(qn("w:style"))}
        self._formats = _list_formats(document)
        title = {name for name, style in self._styles.items() if _value(style, "w:name").lower() == "title"}
        used = {_value(p, "w:pPr/w:pStyle") for p in document.element.body.iter(qn("w:p"))}
        # The headings stand below the title, when there is one.
        self._titles = title
        self._below = 1 if title & used else 0

    def look_of(self, paragraph: etree._Element) -> Look:
        """What a paragraph is."""
        style = _value(paragraph, "w:pPr/w:pStyle")
        chain = self._chain(style)
        names = [_value(item, "w:name").lower() for item in chain]
        if any(_CONTENTS.match(name) for name in names):
            return Look(contents=True)
        if style in self._titles:
            return Look(heading=1)
        outline = next(filter(None, (_value(item, "w:pPr/w:outlineLvl") for item in [paragraph, *chain])), "")
        level = next((int(found[1]) for name in names if (found := _HEADING.match(name))), 0)
        if not level and outline.isdigit() and int(outline) < _BODY_LEVEL:
            level = int(outline) + 1
        if level:
            return Look(heading=min(level + self._below, 6))
        return self._item(paragraph, chain, names)

    def _item(self, paragraph: etree._Element, chain: list[etree._Element], names: list[str]) -> Look:
        number = next(filter(None, (_value(item, "w:pPr/w:numPr/w:numId") for item in [paragraph, *chain])), "")
        if number == "0":
            return Look()
        named = next((found for name in names if (found := _LIST.match(name))), None)
        depth = int(named[2] or 1) - 1 if named else 0
        if number:
            level = next(filter(None, (_value(item, "w:pPr/w:numPr/w:ilvl") for item in [paragraph, *chain])), "0")
            form = self._formats.get((number, level), "bullet")
            depth = max(depth, min(int(level), 8) if level.isdigit() else 0)
            return Look(list=number, depth=depth, numbered=form == "decimal")
        return Look(list=named[0], depth=depth, numbered=named[1] == "number") if named else Look()

    def _chain(self, style: str) -> list[etree._Element]:
        """The style and those that it is based on."""
        chain: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in chain:
            chain.append(self._styles[style])
            style = _value(chain[-1], "w:basedOn")
        return chain


def _list_formats(document: Document) -> dict[tuple[str, str], str]:
    """(list, depth) → the form of its numbers: decimal, bullet, lowerLetter …"""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    kinds = {kind.get(qn("w:abstractNumId")): kind for kind in numbering.iter(qn("w:abstractNum"))}
    found = {}
    for number in numbering.iter(qn("w:num")):
        kind = kinds.get(_value(number, "w:abstractNumId"))
        for level in kind.iter(qn("w:lvl")) if kind is not None else ():
            found[number.get(qn("w:numId"), ""), level.get(qn("w:ilvl"), "")] = _value(level, "w:numFmt")
    return found


def _value(element: etree._Element, path: str) -> str:
    """The value of the element at `path` below `element`; empty when there is none."""
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return (found.get(_VAL) or "") if found is not None else ""
