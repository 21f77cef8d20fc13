"""What reports say, in a form that those of several engines can be compared in."""

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.path_text import path_text

EX = "http://example.org/"
Result = tuple[str, str, str, str, str]


def told(report: Graph, *, rewritten: bool = False) -> set[Result]:
    """Focus node, path, value, component and severity of each result; blank nodes are alike.

    `rewritten`: literals as rdflib rewrites them, for engines whose reports come by it.
    """
    return {_told(report, node, rewritten) for node in report.objects(None, SH.result)}


def _told(report: Graph, node: Node, rewritten: bool) -> Result:
    path = report.value(node, SH.resultPath)
    component = str(report.value(node, SH.sourceConstraintComponent)).removeprefix(str(SH))
    return (
        _short(report.value(node, SH.focusNode), rewritten),
        "-" if path is None else path_text(path, report).replace(EX, ":"),
        _short(report.value(node, SH.value), rewritten),
        component.removesuffix("ConstraintComponent"),
        str(report.value(node, SH.resultSeverity)).removeprefix(str(SH)),
    )


def _short(node: Node | None, rewritten: bool) -> str:
    if node is None:
        return "-"
    if isinstance(node, BNode):
        return "_:"
    if isinstance(node, URIRef):
        return f":{node.removeprefix(EX)}" if node.startswith(EX) else str(node)
    assert isinstance(node, Literal)
    if rewritten:
        node = Literal(str(node), lang=node.language, datatype=node.datatype)
    if node.language:
        return f'"{node}"@{node.language.lower()}'
    datatype = str(node.datatype or "").rpartition("#")[2]
    if datatype == "integer" and str(node).isdigit():
        return str(node)
    return f'"{node}"' if datatype in ("", "string") else f'"{node}"^^xsd:{datatype}'
