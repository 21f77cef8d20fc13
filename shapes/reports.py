"""A report as text, HTML, JSON, CSV, JUnit XML, SARIF or RDF.

Labels, values and messages come from documents, so each form escapes them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby

import ontology
from shapes.report import Report, Result, choose
from shapes.results import Index, Row, Words
from shapes.results.forms import Told, as_csv, as_dict
from shapes.results.junit import junit
from shapes.results.sarif import sarif
from shapes.results.waiver import Waiver, standing

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
    "waived all": {
        "nb": "Dataene følger formene, bortsett fra brudd som det er gitt unntak for.",
        "nn": "Dataa følgjer formene, bortsett frå brot som det er gjeve unntak for.",
        "en": "The data conform to the shapes, apart from violations that are waived.",
    },
    "waived": {
        "nb": "unntak til {} fra {}: {}",
        "nn": "unntak til {} frå {}: {}",
        "en": "waived until {} by {}: {}",
    },
    "are waived": {"nb": "{} har unntak.", "nn": "{} har unntak.", "en": "{} waived."},
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
    "words": {"nb": "ord", "nn": "ord", "en": "words"},
    "message": {"nb": "Melding", "nn": "Melding", "en": "Message"},
}
_LONGEST = 120
MOST = 50
"""Results of a shape in the text for a terminal."""


def text(
    report: Report,
    lang: str = "en",
    limit: int | None = MOST,
    words: Callable[[str], Words | None] | None = None,
    waivers: Mapping[str, Waiver] | None = None,
) -> str:
    """For a person at a terminal: counts by shape first, then at most `limit` results of each shape (None: all).

    `words` gives what a result came from, by its id; `waivers` are those of results, by their ids.
    """
    waivers = waivers or {}
    counts = ", ".join(f"{n} {_word(s if n == 1 else s + 's', lang)}" for s, n in report.severities.items())
    lines = [_verdict(report, lang, waivers), f"{_word('shapes', lang).format(report.shapes)} {counts}."]
    if waived := sum(result.id in waivers for result in report.results):
        lines[-1] += f" {_word('are waived', lang).format(waived)}"
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
            if waiver := waivers.get(result.id):
                said = _word("waived", lang).format(waiver.until, waiver.who, waiver.why)
                lines.append(f"      {_shorten(said, 300)}")
            if words and (found := words(result.id)):
                place = f"{found.stem}#char={found.start},{found.end}"
                lines.append(f"      {_word('words', lang)}: «{_shorten(found.quote)}»  {_visible(place)}")
        if count > len(results):
            lines.append(f"  … {_word('more', lang).format(count - len(results))}")
    return "\n".join(lines) + "\n"


def told_of(
    report: Report,
    index: Index | None = None,
    words: Callable[[Row], Words | None] | None = None,
    waivers: Mapping[str, Waiver] | None = None,
) -> list[Told]:
    """The results of a report; with its index also the documents, and with `words` what they came from."""
    rows = index.each() if index else (Row(result, "", ()) for result in report.results)
    return [Told(row, words(row) if words else None, (waivers or {}).get(row.result.id)) for row in rows]


def as_json(report: Report, lang: str = "en", each: Sequence[Told] | None = None) -> str:
    """For programs: the counts and every result. `lang` chooses nothing; names and messages are in all languages."""
    results = [as_dict(told) for told in (told_of(report) if each is None else each)]
    whole = {**report.summary(), "shapes": report.shapes, "notes": [dict(n) for n in report.notes], "results": results}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_table(report: Report, lang: str = "en", each: Sequence[Told] | None = None) -> str:
    """CSV: a line for each result."""
    return as_csv(told_of(report) if each is None else each, lang)


def as_junit(report: Report, lang: str = "en", each: Sequence[Told] | None = None) -> str:
    """JUnit XML for CI."""
    return junit(told_of(report) if each is None else each, lang, _verdict(report, lang))


def as_sarif(report: Report, lang: str = "en", each: Sequence[Told] | None = None) -> str:
    """SARIF 2.1.0; `sarif` itself takes where the documents are."""
    return sarif(told_of(report) if each is None else each, lang)


def _rdf(form: str) -> Callable[[Report, str], str]:
    def write(report: Report, lang: str = "en") -> str:
        for prefix, namespace in ontology.prefixes().items():
            report.graph.bind(prefix, namespace, replace=True)
        return report.graph.serialize(format=form)

    write.__doc__ = "The sh:ValidationReport."
    return write


turtle = _rdf("turtle")


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
    "junit": as_junit,
    "csv": as_table,
    "sarif": as_sarif,
    "ttl": turtle,
    "nt": _rdf("nt"),
    "jsonld": _rdf("json-ld"),
    "rdf": _rdf("pretty-xml"),
}
"""Name of a format to the function that writes it."""

OF_RESULTS: Mapping[str, Callable[[Report, str, Sequence[Told]], str]] = {
    "json": as_json,
    "junit": as_junit,
    "csv": as_table,
    "sarif": as_sarif,
}
"""Those that also take results with documents and words (`told_of`)."""

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #767676;overflow-wrap:anywhere}"
)


def _word(key: str, lang: str) -> str:
    return choose(_WORDS[key], lang)


def _verdict(report: Report, lang: str, waivers: Mapping[str, Waiver] | None = None) -> str:
    if report.conforms or not waivers:
        return _word("conforms" if report.conforms else "fails", lang)
    return _word("fails" if standing(report.results, waivers) else "waived all", lang)


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
