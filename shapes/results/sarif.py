"""Results as SARIF 2.1.0, which code hosts and editors show beside the lines that they are about.

Regions are of the text as it was read: for a text file its own lines and columns. Columns and offsets count code
points. Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from shapes.report import choose
from shapes.results.forms import Told

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://w3id.org/innograf/"
LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}
FINGERPRINT = "innografResult/v1"
_FOLDER = "DOCUMENTS"


def sarif(
    each: Iterable[Told],
    lang: str = "en",
    *,
    text: Callable[[str], str] = lambda stem: "",
    files: Mapping[str, str] | None = None,
    checked: str = "",
    page: str = "",
    more: Mapping[str, Any] | None = None,
) -> str:
    """A SARIF log with one run.

    `text` gives the text of a document by its stem, `files` the names of their files. `checked` is the file that was
    validated, for results without words. `page` is what the address of a result on the web starts with. `more` are
    properties of the run, as where the next results are.
    """
    rules: dict[str, dict[str, Any]] = {}
    lines = _Lines(text)
    results = []
    for told in each:
        result = told.row.result
        rule = rules.setdefault(result.shape, _rule(told, lang))
        found: dict[str, Any] = {
            "ruleId": rule["id"],
            "ruleIndex": list(rules).index(result.shape),
            "level": LEVELS[result.severity],
            "message": {"text": f"{result.thing(lang)}: {result.message(lang)}"},
            "partialFingerprints": {FINGERPRINT: result.id},
            "properties": {
                name: value
                for name, value in (("focus", result.focus), ("path", result.path), ("value", result.value))
                if value is not None
            },
        }
        location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": result.focus, "kind": "resource"}]}
        words = told.words
        if words:
            file = (files or {}).get(words.stem) or f"{words.stem}.txt"
            location["physicalLocation"] = {
                "artifactLocation": {"uri": quote(file), "uriBaseId": _FOLDER},
                "region": lines.region(words.stem, words.start, words.end, words.quote),
            }
        elif checked:
            location["physicalLocation"] = {"artifactLocation": {"uri": quote(checked)}}
        found["locations"] = [location]
        if told.waiver:
            said = f"{told.waiver.who}, until {told.waiver.until}: {told.waiver.why}"
            found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": said}]
        if page:
            found["hostedViewerUri"] = f"{page}{result.id}"
        results.append(found)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "Innograf", "informationUri": HOME, "rules": list(rules.values())}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_FOLDER: {"description": {"text": "The folder of the documents that were read."}}},
        "results": results,
    }
    if more:
        run["properties"] = dict(more)
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(told: Told, lang: str) -> dict[str, Any]:
    result = told.row.result
    rule: dict[str, Any] = {
        "id": result.shape.rpartition("#")[2].rpartition("/")[2],
        "shortDescription": {"text": choose(result.shape_names, lang) or result.shape},
        "defaultConfiguration": {"level": LEVELS[result.severity]},
    }
    if result.shape.startswith(("http://", "https://")):
        rule["helpUri"] = result.shape
    return rule


class _Lines:
    """Where in a text offsets are: line and column, both from 1. Keeps the line starts of each text."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self._text = text
        self._starts: dict[str, list[int]] = {}

    def region(self, stem: str, start: int, end: int, words: str) -> dict[str, Any]:
        if stem not in self._starts:
            whole = self._text(stem)
            self._starts[stem] = [0, *(place + 1 for place, char in enumerate(whole) if char == "\n")] if whole else []
        starts = self._starts[stem]
        region: dict[str, Any] = {"charOffset": start, "charLength": end - start}
        if starts:
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
            region |= {"startLine": first + 1, "startColumn": start - starts[first] + 1}
            region |= {"endLine": last + 1, "endColumn": end - starts[last] + 1}
        if words:
            region["snippet"] = {"text": words}
        return region
