"""Results as plain values, CSV and RDF, each with the words that they came from."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology import INNO, RDF, SH
from shapes.report import choose
from shapes.results.read import Row
from shapes.results.waiver import Waiver
from shapes.results.words import Words
from shapes.results.write import term_of

COLUMNS = (
    *("id", "severity", "shape", "shape_name", "kind", "focus", "focus_label", "path", "value", "message"),
    *("component", "documents", "document", "start", "end", "words", "waived_by", "waived_until", "waived_why"),
)


@dataclass(frozen=True)
class Told:
    """A result with the words that it came from and the waiver that lets it stand, where there are any."""

    row: Row
    words: Words | None = None
    waiver: Waiver | None = None


def as_dict(told: Told) -> dict[str, Any]:
    """A result as JSON-ready values; names and messages in all languages."""
    result, words = told.row.result, told.words
    return {
        "id": result.id,
        "severity": result.severity,
        "shape": result.shape,
        "shape_name": dict(sorted(result.shape_names.items())),
        "focus": result.focus,
        "focus_label": result.thing("en"),
        "path": result.path,
        "value": result.value,
        "message": dict(sorted(result.messages.items())),
        "component": result.component,
        "kind": told.row.kind,
        "documents": list(told.row.documents),
        "words": {"document": words.stem, "start": words.start, "end": words.end, "text": words.quote}
        if words
        else None,
        "waived": asdict(told.waiver) if told.waiver else None,
    }


def as_csv(each: Iterable[Told], lang: str = "en") -> str:
    """A table with a line for the names of its columns; names and messages in `lang`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for told in each:
        values = as_dict(told)
        words = values["words"] or {}
        values |= {"shape_name": choose(values["shape_name"], lang), "message": choose(values["message"], lang)}
        values |= {"documents": " ".join(values["documents"]), "focus_label": told.row.result.thing(lang)}
        waiver = values["waived"] or {}
        values |= {"waived_by": waiver.get("who"), "waived_until": waiver.get("until"), "waived_why": waiver.get("why")}
        values |= {"document": words.get("document"), "start": words.get("start"), "end": words.get("end")}
        writer.writerow([_cell(values[name] if name != "words" else words.get("text")) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # A spreadsheet runs a cell that starts so as a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def triples(each: Iterable[Told], base_iri: str, conforms: bool, report: str = "quality") -> Iterator[Triple]:
    """A `sh:ValidationReport` of the results, each under `{base}quality/{id}`; `report` is the IRI's last part.

    `conforms` is that of the whole validation, also when these are only some of its results.
    """
    head = NamedNode(f"{base_iri}{report}")
    yield Triple(head, NamedNode(RDF.type), NamedNode(SH.ValidationReport))
    yield Triple(head, NamedNode(SH.conforms), Literal(conforms))
    for told in each:
        node = NamedNode(f"{base_iri}quality/{told.row.result.id}")
        yield Triple(head, NamedNode(SH.result), node)
        yield from _result(node, told)
        if told.waiver:
            yield Triple(node, NamedNode(INNO.waivedBy), NamedNode(f"{base_iri}decision/{told.waiver.decision}"))


def _result(node: NamedNode, told: Told) -> Iterator[Triple]:
    result = told.row.result
    yield Triple(node, NamedNode(RDF.type), NamedNode(SH.ValidationResult))
    said: list[tuple[str, str | None]] = [
        (SH.focusNode, result.focus),
        (SH.resultSeverity, SH[result.severity]),
        (SH.sourceShape, result.shape),
        (SH.sourceConstraintComponent, result.component),
    ]
    for predicate, text in said:
        if text:
            yield Triple(node, NamedNode(predicate), _node(text))
    if result.term:
        yield Triple(node, NamedNode(SH.value), BlankNode() if result.term == "_:" else term_of(result.term))
    for language, text in result.messages.items():
        literal = Literal(text, language=language) if language else Literal(text)
        yield Triple(node, NamedNode(SH.resultMessage), literal)
    if result.path:
        path: list[Triple] = []
        end = _path(result.path, path)
        if end is not None:
            yield Triple(node, NamedNode(SH.resultPath), end)
            yield from path


def _node(text: str) -> NamedNode | BlankNode:
    try:
        return NamedNode(text)
    except ValueError:
        return BlankNode()


def _path(text: str, said: list[Triple]) -> NamedNode | BlankNode | None:
    """The node of a path as `Result.path` writes it; what it is made of goes to `said`. None for no such path."""
    if text.startswith("(") and text[-1] in "*+?":
        way = {"*": SH.zeroOrMorePath, "+": SH.oneOrMorePath, "?": SH.zeroOrOnePath}[text[-1]]
        return _told(way, _path(text[1:-2], said), said)
    for sign in (" | ", " / "):
        if sign in text:
            parts = [_path(part, said) for part in text.split(sign)]
            if any(part is None for part in parts):
                return None
            head = _list([part for part in parts if part is not None], said)
            return _told(SH.alternativePath, head, said) if sign == " | " else head
    if text.startswith("^"):
        return _told(SH.inversePath, _path(text[1:], said), said)
    node = _node(text)
    return node if isinstance(node, NamedNode) else None


def _told(way: str, value: NamedNode | BlankNode | None, said: list[Triple]) -> BlankNode | None:
    if value is None:
        return None
    node = BlankNode()
    said.append(Triple(node, NamedNode(way), value))
    return node


def _list(parts: list[NamedNode | BlankNode], said: list[Triple]) -> NamedNode | BlankNode:
    rest: NamedNode | BlankNode = NamedNode(RDF.nil)
    for part in reversed(parts):
        node = BlankNode()
        said += [Triple(node, NamedNode(RDF.first), part), Triple(node, NamedNode(RDF.rest), rest)]
        rest = node
    return rest
