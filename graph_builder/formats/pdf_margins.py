"""What stands on the margins of a PDF's pages and is no part of the text: headers, footers, page numbers, contents."""

import re
from collections import Counter
from dataclasses import replace

from graph_builder.formats.pdf_lines import Grid, Line, Region

# How much of a page's height, above and below, headers and footers stand in.
_MARGIN = 0.09
_PAGE_NUMBER = re.compile(
    r"(?:side|sida|sidan|page|s\.|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—|]?(?:\s*(?:av|of|/|\|)\s*\d{1,4})?",
    re.IGNORECASE,
)
# A line of the table of contents: dots, and the page at the end.
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|·{4,})\s*\t?\s*\d{1,4}$")


def without_margins(regions: list[Region]) -> list[Region]:
    """The regions without the lines that every page has, page numbers, and lines of the table of contents."""
    pages = len({region.page for region in regions})
    seen: Counter[tuple[str, float]] = Counter()
    for key in {(line.page, _key(line)) for region in regions for line in _marginal(region)}:
        seen[key[1]] += 1

    def keeps(item: Line | Grid, region: Region) -> bool:
        if isinstance(item, Grid):
            return True
        if _CONTENTS.search(item.text):
            return False
        if not _in_margin(item, region):
            return True
        return not _PAGE_NUMBER.fullmatch(item.text.strip()) and seen[_key(item)] < min(3, max(2, pages))

    kept = [replace(region, items=tuple(item for item in region.items if keeps(item, region))) for region in regions]
    return [region for region in kept if region.items]


def _marginal(region: Region) -> list[Line]:
    return [item for item in region.items if isinstance(item, Line) and _in_margin(item, region)]


def _in_margin(line: Line, region: Region) -> bool:
    return line.bottom < _MARGIN * region.height or line.top > (1 - _MARGIN) * region.height


def _key(line: Line) -> tuple[str, float]:
    """What two headers have in common: their words and size, whatever the number beside the words."""
    return re.sub(r"\d+", "#", line.text) if re.search(r"[^\W\d_]{3}", line.text) else line.text, line.size
