"""The lines of a document, with their kind: plain text, or Markdown as markdown-it-py reads it."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from graph_builder.lexicon import months
from graph_builder.read import Document

_BULLET = re.compile(r"[ \t\xa0]*(?:[•·◦▪‣]|[*+–-](?=[ \t\xa0]))[ \t\xa0]*(?=\S)")
_LIST_NUMBER = re.compile(r"[ \t\xa0]+(\d{1,2})[.)][ \t\xa0]+(?=\S)")
_MARKUP = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_DASH = re.compile(r"[–-][ \t\xa0]+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,2})[.)][ \t\xa0]+(?=\S)")
# «a) …», «(ii) …», «(3) …»
_LETTERED = re.compile(r"[ \t]*(?:\(?(?:[a-h]|i{1,3}|iv|vi{0,3})\)|\(\d{1,2}\))[ \t\xa0]+(?=\S)")
_NEAR = 2  # lines at most from one lettered item to the next
_ENDS = (".", ":", ";", "!", "?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<(https?://[^>\s]+)>")


@dataclass(frozen=True)
class Line:
    """One line: `[start, end)` without its line break; `text` is of the same length, markup as spaces.

    `kind`: text, heading, bullet, skip (code, rules of tables); `indent` is how far its marker reaches.
    """

    start: int
    end: int
    text: str
    kind: str = "text"
    level: int = 0
    number: str = ""
    indent: int = 0


def split_lines(document: Document) -> list[Line]:
    """The lines of the document's body."""
    raw = []
    offset = document.body_start
    for piece in document.text[offset:].splitlines(keepends=True):
        text = piece.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        raw.append((offset, text))
        offset += len(piece)
    if document.format == "markdown":
        return _markdown(raw, document.text[document.body_start :])
    return _with_lists([_plain(start, text) for start, text in raw])


def _with_lists(lines: list[Line]) -> list[Line]:
    """Neighbouring lines that begin with «-», «a)», «(i)», or with 1, 2, 3 …, are bullets.

    A single «– …» is somebody's words.
    """
    marked = list(lines)
    dashes = [n for n, line in enumerate(lines) if line.kind == "text" and _DASH.match(line.text)]
    for n in dashes:
        # «– øke antallet …» goes on with a lead above; «– Vi er glade» is said.
        if n - 1 in dashes or n + 1 in dashes or lines[n].text[_after(lines[n].text) :][:1].islower():
            marked[n] = _as_bullet(lines[n], _DASH)
    lettered = [n for n, line in enumerate(lines) if line.kind == "text" and _LETTERED.match(line.text)]
    for n in lettered:
        if any(0 < abs(n - other) <= _NEAR for other in lettered):
            marked[n] = _as_bullet(lines[n], _LETTERED)
    run: list[int] = []
    for n, line in enumerate([*lines, Line(0, 0, "")]):
        number = _NUMBERED.match(line.text) if line.kind == "text" else None
        if number and int(number[1]) == len(run) + 1:
            run.append(n)
            continue
        if line.text.strip() and not number and run and _goes_on(lines, run[-1], n):
            continue
        if not line.text.strip() and n < len(lines) and run and lines[run[-1]].text.rstrip()[-1:] in _ENDS:
            continue
        if len(run) >= 2:
            for item in run:
                marked[item] = _as_bullet(lines[item], _NUMBERED)
        run = [n] if number and int(number[1]) == 1 else []
    return marked


def _after(text: str) -> int:
    found = _DASH.match(text)
    return found.end() if found else 0


def _goes_on(lines: list[Line], item: int, n: int) -> bool:
    """Whether line `n` goes on with the list item that begins in line `item`: not parted, no capital first."""
    return all(line.text.strip() for line in lines[item:n]) and lines[n].text.strip()[:1].islower()


def _as_bullet(line: Line, marker: re.Pattern[str]) -> Line:
    found = marker.match(line.text)
    number = (found[1] or "") if found and found.re.groups else ""
    return Line(line.start, line.end, line.text, "bullet", number=number, indent=found.end() if found else 0)


def _plain(start: int, text: str) -> Line:
    bullet = _BULLET.match(text)
    if bullet and not text.lstrip(" \t\xa0").startswith(("– ", "- ")):
        return Line(start, start + len(text), text, "bullet", indent=bullet.end())
    if bullet and text[:1] in " \t\xa0":
        return Line(start, start + len(text), text, "bullet", indent=bullet.end())
    number = _LIST_NUMBER.match(text)
    if number:
        return Line(start, start + len(text), text, "bullet", number=number[1], indent=number.end())
    return Line(start, start + len(text), text)


def _markdown(raw: list[tuple[int, str]], source: str) -> list[Line]:
    marks: dict[int, tuple[str, int, str]] = {}
    ordered: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        first = token.map[0] if token.map else 0
        if token.type in ("bullet_list_open", "ordered_list_open"):
            ordered.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            ordered.pop()
        elif token.type == "heading_open":
            marks[first] = ("heading", int(token.tag[1]), "")
        elif token.type == "list_item_open":
            if ordered[-1] == "ordered_list_open" and _is_date(raw[first][1]):
                continue  # «7. juni» begins a sentence, whatever Markdown makes of it
            marks[first] = ("bullet", 0, token.info if ordered[-1] == "ordered_list_open" else "")
        elif token.type in ("fence", "code_block", "html_block") and token.map:
            marks.update(dict.fromkeys(range(*token.map), ("skip", 0, "")))
    lines = []
    for n, (start, text) in enumerate(raw):
        kind, level, number = marks.get(n, ("text", 0, ""))
        if kind == "text" and re.fullmatch(r"[ \t]*(?:[-*_][ \t]*){3,}|[ \t|:-]*\|[ \t|:-]*", text):
            kind = "skip"
        lines.append(_masked(start, text, kind, level, number))
    return lines


def _is_date(text: str) -> bool:
    found = re.match(r"[ \t>]*\d{1,2}\.[ \t]+(\w+)", text)
    return bool(found) and found[1].lower() in months()  # type: ignore[index]


def _masked(start: int, text: str, kind: str, level: int, number: str) -> Line:
    """The line with its Markdown syntax as spaces: same length, so same offsets."""
    indent = 0
    if kind == "heading":
        marker = re.match(r"[ \t]*#+[ \t]*", text)
        indent = marker.end() if marker else 0
    elif kind == "bullet":
        marker = re.match(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+", text)
        indent = marker.end() if marker else 0
    elif text.lstrip().startswith(">"):
        indent = re.match(r"[ \t>]*", text).end()  # type: ignore[union-attr]
    shown = " " * indent + text[indent:]
    shown = _LINK.sub(lambda m: _only_group(m, 1 if m[2] is None else 2), shown)
    shown = _MARKUP.sub(lambda m: " " * len(m[0]), shown)
    shown = re.sub(r"[ \t]*#*[ \t]*$", lambda m: " " * len(m[0]), shown) if kind == "heading" else shown
    return Line(start, start + len(text), shown, kind, level, number, indent)


def _only_group(match: re.Match[str], group: int) -> str:
    before = match.start(group) - match.start()
    return " " * before + match[group] + " " * (match.end() - match.end(group))
