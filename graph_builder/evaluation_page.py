"""An evaluation as one HTML page, without script: the texts with what is right, too much and missed marked."""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise

from graph_builder.findings import Counts, Evaluation, Finding, Span, faults
from graph_builder.printed import around

# Verdict → the sign that stands before a mark, and its word. Colour is never alone.
VERDICTS = {"right": ("✓", "right"), "wrong": ("+", "too much"), "missed": ("−", "missed")}
_HEAD = ("precision", "recall", "F1", *(word for _, word in VERDICTS.values()))


def evaluation_page(found: Evaluation, texts: Mapping[str, str]) -> str:
    """The page. `texts` has the text of each document by stem; one that is not there is shown without its text."""
    stems = sorted(found.findings)
    contents = "".join(f'<li><a href="#{_e(stem)}">{_e(stem)}</a></li>' for stem in stems)
    totals = {what: found.overall(what) for what in ("entity", "relation")}
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Evaluation</title><style>{_STYLE}</style></head><body><h1>Evaluation</h1>"
        f"<h2>Legend</h2><p>{' '.join(_mark(verdict, word) for verdict, (_, word) in VERDICTS.items())}</p>"
        "<p>The marks are those of entities: <em>right</em> is read and annotated, <em>too much</em> is read and not "
        "annotated, <em>missed</em> is annotated and not read. Relations are listed below each text.</p>"
        f"<h2>All documents</h2>{_table('', totals)}{_table('kind', found.kinds)}{_table('reader', found.readers)}"
        f"<h2>Documents</h2><ul>{contents}</ul>"
        + "".join(_document(found, stem, texts.get(stem, "")) for stem in stems)
        + "</body></html>\n"
    )


def _document(found: Evaluation, stem: str, text: str) -> str:
    findings = found.findings[stem]
    entities = [f for f in findings if f.what == "entity"]
    shown = f'<div class="text" dir="auto">{_marked(text, entities)}</div>' if text else "<p>It was not read.</p>"
    nowhere = [f for f in faults(entities) if not f.spans]
    listed = [*nowhere, *faults(f for f in findings if f.what == "relation")]
    items = "".join(_item(finding, text) for finding in listed)
    return (
        f'<section id="{_e(stem)}"><h2>{_e(stem)}</h2>{_table("", found.documents[stem])}{shown}'
        + (f"<h3>Relations, and entities that are printed otherwise</h3><ul>{items}</ul>" if items else "")
        + "</section>"
    )


def _item(finding: Finding, text: str) -> str:
    by = f" <small>({_e(', '.join(sorted(finding.readers)))})</small>" if finding.readers else ""
    words = _e(around(text, finding.spans)).replace("[[", "<b>").replace("]]", "</b>")
    return f"<li>{_mark(finding.verdict, finding.told)}{by}" + (f"<br><q>{words}</q>" if words else "") + "</li>"


def _marked(text: str, findings: Iterable[Finding]) -> str:
    """The text with a mark for each stretch; one that crosses another is cut where the other begins or ends."""
    spans: dict[Span, list[Finding]] = {}
    for finding in findings:
        for span in finding.spans:
            spans.setdefault(span, []).append(finding)
    cuts = sorted({0, len(text), *(place for span in spans for place in span)})
    inside: list[tuple[Span, Finding]] = []
    waiting = sorted(
        ((span, f) for span, found in spans.items() for f in found), key=lambda item: item[0], reverse=True
    )
    parts = []
    for start, end in pairwise(cuts):
        inside = [item for item in inside if item[0][1] > start]
        while waiting and waiting[-1][0][0] <= start:
            inside.append(waiting.pop())
        piece = _e(text[start:end])
        for verdict in reversed(VERDICTS):  # where several are, faults are innermost and cover the others' colour
            mine = [f for span, f in inside if f.verdict == verdict]
            if mine:
                told = "; ".join(sorted({f.told for f in mine}))
                first = any(span[0] == start and f.verdict == verdict for span, f in inside)
                piece = _mark(verdict, piece, told, sign=first, escaped=True)
        parts.append(piece)
    return "".join(parts)


def _mark(verdict: str, words: str, told: str = "", *, sign: bool = True, escaped: bool = False) -> str:
    symbol, name = VERDICTS[verdict]
    title = f' title="{_e(name)}: {_e(told)}"' if told else ""
    before = f'<span class="sign">{symbol}</span>' if sign else ""
    return f'<mark class="{verdict}"{title}>{before}{words if escaped else _e(words)}</mark>'


def _table(name: str, counts: Mapping[str, Counts]) -> str:
    head = "".join(f'<th scope="col">{word}</th>' for word in (name, *_HEAD))
    rows = "".join(
        f'<tr><th scope="row">{_e(key)}</th>'
        + "".join(f"<td>{100 * share:.1f}</td>" for share in (one.precision, one.recall, one.f1))
        + f"<td>{one.right}</td><td>{one.wrong}</td><td>{one.missed}</td></tr>"
        for key, one in counts.items()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _e(text: str) -> str:
    return escape(text, quote=True)


_STYLE = """
:root{color-scheme:light dark;--right:#d5efd8;--wrong:#fbe3c0;--missed:#f8d3dc;--line:#555;--ink:#1a1a1a;--page:#fff}
@media(prefers-color-scheme:dark){
:root{--right:#1d4a28;--wrong:#5d4310;--missed:#5f2336;--line:#bbb;--ink:#eee;--page:#161616}}
body{font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--page)}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);padding:1rem}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
th,td{padding:.2rem .6rem;text-align:right;border-bottom:1px solid var(--line)}th:first-child{text-align:left}
mark{color:inherit;border-bottom:3px solid var(--line);padding:0 .1em}
mark.right{background:var(--right)}
mark.wrong{background:var(--wrong);border-bottom-style:double}
mark.missed{background:var(--missed);border-bottom-style:dashed}
.sign{font-weight:bold;margin-right:.15em}
li{margin:.4rem 0}a{color:inherit}
"""
