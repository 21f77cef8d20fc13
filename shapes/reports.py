"""A report as text, JSON, HTML, JUnit XML or Turtle.

Labels, values and messages come from documents, so each form escapes them.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from itertools import groupby
from xml.etree import ElementTree

import ontology
from shapes.report import Report, Result, choose

_WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"nb": "Valideringsrapport", "nn": "Valideringsrapport", "en": "Validation report"},
    "conforms": {
        "nb": "Dataene følger formene.",
        "nn": "Dataa følgjer formene.",
        "en": "The data conform to the shapes.",
    },
    "fails": {
        "nb": "Dataene følger ikke formene.",
        "nn": "Dataa følgjer ikkje formene.",
        "en": "The data do not conform to the shapes.",
    },
    "shapes": {"nb": "{} former er kontrollert.", "nn": "{} former er kontrollerte.", "en": "{} shapes were checked."},
    "Violations": {"nb": "brudd", "nn": "brot", "en": "violations"},
    "Warnings": {"nb": "advarsler", "nn": "åtvaringar", "en": "warnings"},
    "Infos": {"nb": "merknader", "nn": "merknader", "en": "infos"},
    "Violation": {"nb": "brudd", "nn": "brot", "en": "violation"},
    "Warning": {"nb": "advarsel", "nn": "åtvaring", "en": "warning"},
    "Info": {"nb": "merknad", "nn": "merknad", "en": "info"},
    "more": {"nb": "og {} til", "nn": "og {} til", "en": "and {} more"},
    "count": {"nb": "Antall", "nn": "Tal", "en": "Count"},
    "severity": {"nb": "Alvor", "nn": "Alvor", "en": "Severity"},
    "shape": {"nb": "Form", "nn": "Form", "en": "Shape"},
    "thing": {"nb": "Ting", "nn": "Ting", "en": "Thing"},
    "path": {"nb": "Egenskap", "nn": "Eigenskap", "en": "Property"},
    "value": {"nb": "Verdi", "nn": "Verdi", "en": "Value"},
    "message": {"nb": "Melding", "nn": "Melding", "en": "Message"},
}
_LONGEST = 120


def text(report: Report, lang: str = "en", limit: int | None = 50) -> str:
    """For a person at a terminal: counts by shape first, then at most `limit` results of each shape (None: all)."""
    counts = ", ".join(f"{n} {_word(s if n == 1 else s + 's', lang)}" for s, n in report.severities.items())
    lines = [_verdict(report, lang), f"{_word('shapes', lang).format(report.shapes)} {counts}."]
    lines += [_visible(choose(note, lang)) for note in report.notes]
    if report.results:
        lines.append("")
    lines += [f"{n:>6}  {_word(first.severity, lang):<9}  {first.name(lang)}" for first, n in report.by_shape]
    shown = {shape: list(results) for shape, results in groupby(report.results, key=lambda r: r.shape)}
    for first, count in report.by_shape:
        results = shown[first.shape][:limit]
        lines += ["", f"{first.name(lang)} ({_word(first.severity, lang)}, {count})"]
        for result in results:
            iri = "" if result.focus_blank else f"  <{_visible(result.focus)}>"
            lines.append(f"  {_shorten(result.thing(lang))}{iri}")
            said = " = ".join(part for part in (_path(result), _value(result, lang)) if part)
            lines += [f"      {said}"] if said else []
            lines.append(f"      {_shorten(result.message(lang), 300)}")
        if count > len(results):
            lines.append(f"  … {_word('more', lang).format(count - len(results))}")
    return "\n".join(lines) + "\n"


def as_json(report: Report, lang: str = "en") -> str:
    """For programs: the counts and every result. `lang` chooses nothing; names and messages are in all languages."""
    results = [
        {
            "severity": r.severity,
            "shape": r.shape,
            "shape_name": dict(sorted(r.shape_names.items())),
            "focus": r.focus,
            "focus_label": r.thing("en"),
            "path": r.path,
            "value": r.value,
            "message": dict(sorted(r.messages.items())),
            "component": r.component,
        }
        for r in report.results
    ]
    whole = {**report.summary(), "shapes": report.shapes, "notes": [dict(n) for n in report.notes], "results": results}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def junit(report: Report, lang: str = "en") -> str:
    """For CI: a test case for each result, failed when it is a Violation; one that passes when there are none."""
    violations = report.severities["Violation"]
    root = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name="SHACL",
        tests=str(max(1, len(report.results))),
        failures=str(violations),
        errors="0",
        skipped=str(len(report.results) - violations),
    )
    if not report.results:
        ElementTree.SubElement(suite, "testcase", classname="shapes", name=_verdict(report, lang))
    for result in report.results:
        case = ElementTree.SubElement(
            suite, "testcase", classname=_curie(result.shape), name=_xml(f"{result.name(lang)}: {result.thing(lang)}")
        )
        kind = "failure" if result.severity == "Violation" else "skipped"
        fault = ElementTree.SubElement(case, kind, message=_xml(result.message(lang)))
        fault.text = _xml("\n".join(part for part in (result.focus, _path(result), result.value or "") if part))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def turtle(report: Report, lang: str = "en") -> str:
    """The sh:ValidationReport."""
    for prefix, namespace in ontology.prefixes().items():
        report.graph.bind(prefix, namespace, replace=True)
    return report.graph.serialize(format="turtle")


def html(report: Report, lang: str = "en") -> str:
    """A page on its own: no scripts, no files beside it."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{_e(_word(r.severity, lang))}</td>"
        f'<td><a href="#{_e(_local(r.shape))}">{_e(r.name(lang))}</a></td></tr>'
        for r, n in report.by_shape
    )
    sections = []
    shown = {shape: list(results) for shape, results in groupby(report.results, key=lambda r: r.shape)}
    for first, count in report.by_shape:
        body = "".join(
            f"<tr><td>{_focus(r, lang)}</td><td>{_e(_path(r))}</td><td>{_e(_value(r, lang))}</td>"
            f"<td>{_e(r.message(lang))}</td></tr>"
            for r in shown[first.shape]
        )
        head = _head(lang, "thing", "path", "value", "message")
        sections.append(
            f'<h2 id="{_e(_local(first.shape))}">{_e(first.name(lang))} ({count})</h2>'
            f"<table>{head}<tbody>{body}</tbody></table>"
        )
    counts = f"<table>{_head(lang, 'count', 'severity', 'shape')}<tbody>{rows}</tbody></table>" if rows else ""
    notes = "".join(f"<p>{_e(choose(note, lang))}</p>" for note in report.notes)
    title = _e(_word("title", lang))
    shapes = _e(_word("shapes", lang).format(report.shapes))
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"<p><strong>{_e(_verdict(report, lang))}</strong> {shapes}</p>"
        f"{notes}{counts}{''.join(sections)}</body></html>\n"
    )


FORMATS: Mapping[str, Callable[[Report, str], str]] = {
    "text": text,
    "json": as_json,
    "html": html,
    "junit": junit,
    "ttl": turtle,
}
"""Name of a format to the function that writes it."""

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #767676;overflow-wrap:anywhere}"
)


def _word(key: str, lang: str) -> str:
    return choose(_WORDS[key], lang)


def _verdict(report: Report, lang: str) -> str:
    return _word("conforms" if report.conforms else "fails", lang)


def _head(lang: str, *keys: str) -> str:
    cells = "".join(f'<th scope="col">{_e(_word(key, lang))}</th>' for key in keys)
    return f"<thead><tr>{cells}</tr></thead>"


def _e(value: str) -> str:
    return escape(value, quote=True)


def _focus(result: Result, lang: str) -> str:
    iri, label = result.focus, _e(result.thing(lang))
    # Only web addresses become links: an IRI in a file may start with javascript:.
    if iri.startswith(("https://", "http://")):
        return f'<a href="{_e(iri)}" rel="noopener">{label}</a>'
    return label if result.focus_blank else f"{label} ({_e(iri)})"


def _path(result: Result) -> str:
    """The path with prefixes for namespaces."""
    if result.path is None:
        return ""
    return " ".join(_curie(part) for part in result.path.split(" "))


def _value(result: Result, lang: str) -> str:
    if result.value is None or result.value == result.focus:
        return ""
    if result.value_blank:
        return _shorten(result.value_thing(lang))
    if result.value_label:
        return f"{_shorten(result.value_label)} <{_visible(result.value)}>"
    return f"«{_shorten(result.value)}»"


@cache
def _curie(iri: str) -> str:
    bare = iri.removeprefix("^")
    for prefix, namespace in ontology.prefixes().items():
        if bare.startswith(namespace):
            return f"{iri[: len(iri) - len(bare)]}{prefix}:{bare[len(namespace) :]}"
    return iri


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _shorten(value: str, longest: int = _LONGEST) -> str:
    value = _visible(value)
    return value if len(value) <= longest else value[: longest - 1] + "…"


def _visible(value: str) -> str:
    """On one line, without control characters, which could move a terminal's cursor."""
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in value)


def _xml(value: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(c for c in value if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
