"""What pySHACL does otherwise than the standard says, put right, and what it does in vain, left out.

Each is described in `docs/validation.md`, and written as a change of pySHACL's own code in `docs/patches`.
Importing this module changes pySHACL for the process.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

import pyshacl.shape
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.constraints.core import value_range_constraints
from pyshacl.constraints.core.other_constraints import ClosedConstraintComponent
from pyshacl.constraints.core.property_pair_constraints import (
    LessThanConstraintComponent,
    LessThanOrEqualsConstraintComponent,
)
from pyshacl.constraints.core.string_based_constraints import (
    LanguageInConstraintComponent,
    MinLengthConstraintComponent,
    PatternConstraintComponent,
)
from pyshacl.constraints.core.value_constraints import DatatypeConstraintComponent
from pyshacl.constraints.sparql.sparql_based_constraint_components import AskConstraintValidator
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError
from pyshacl.helper import expression_helper
from pyshacl.rdfutil.compare import compare_literal
from rdflib import RDF, XSD, BNode, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.xsd import is_well_typed, regular_expression

Values = Mapping[Node, Iterable[Node]]
Found = tuple[bool, list[Any]]


def _pairs(accepts: Callable[[int], bool]) -> Callable[..., Found]:
    """The comparison of sh:lessThan and sh:lessThanOrEquals: values that cannot be compared are results.

    pySHACL stops the validation at a blank node or at times with and without zone, and compares IRIs as texts.
    """

    def compare(self: Any, values: Iterable[Node], others: Iterable[Node], graph: Any, focus: Any) -> Found:
        rest = list(others)
        results = [
            self.make_v_result(graph, focus, value_node=value)
            for value in values
            for other in rest
            if not _compares(value, other, accepts)
        ]
        return bool(results), results

    return compare


def _compares(value: Node, other: Node, accepts: Callable[[int], bool]) -> bool:
    if not isinstance(value, Literal) or not isinstance(other, Literal):
        return False
    try:
        return accepts(_order(value, other))
    except (TypeError, NotImplementedError):
        return False


def _order(left: Literal, right: Literal) -> int:
    """-1, 0 or 1 as SPARQL orders literals. Raises `TypeError` for those that it does not compare.

    rdflib orders all literals, one datatype after the other: `true` before any time.
    """
    kind = _kind(left)
    if kind is None or kind != _kind(right):
        raise TypeError("values that cannot be compared")
    return int(compare_literal(left, right))  # type: ignore[no-untyped-call]


def _kind(literal: Literal) -> object:
    """Literals of one kind can be compared; None for those that cannot be compared at all."""
    value = literal.value
    if value is None or literal.language or not is_well_typed(str(literal), str(literal.datatype or XSD.string)):
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return "number"
    return type(value)


def _min_length(self: Any, least: Any, graph: Any, values: Values) -> Found:
    """sh:minLength. pySHACL lets a blank node pass when the least is 0."""
    results = [
        self.make_v_result(graph, focus, value_node=value)
        for focus, of_focus in values.items()
        for value in of_focus
        if isinstance(value, BNode) or len(str(value)) < int(least)
    ]
    return bool(results), results


def _datatype(self: Any, _: Any, graph: Any, values: Values, __: Any) -> Found:
    """sh:datatype. pySHACL takes `20210203` for a date, and any literal for an rdfs:Literal."""
    results = [
        self.make_v_result(graph, focus, value_node=value)
        for focus, of_focus in values.items()
        for value in of_focus
        if not _is_of(value, self.datatype_rule)
    ]
    return not results, results


def _is_of(value: Node, datatype: Node) -> bool:
    if not isinstance(value, Literal):
        return False
    own = RDF.langString if value.language else value.datatype or XSD.string
    return own == datatype and is_well_typed(str(value), str(datatype))


def _language_in(self: Any, ranges: Node, graph: Any, values: Values) -> Found:
    """sh:languageIn by basic filtering: pySHACL does not find that `en-GB-oxendict` is in `en-GB`."""
    wanted = [str(each).lower() for each in self.shape.sg.graph.items(ranges)]
    results = [
        self.make_v_result(graph, focus, value_node=value)
        for focus, of_focus in values.items()
        for value in of_focus
        if not any(_in_range(value, each) for each in wanted)
    ]
    return bool(results), results


def _in_range(value: Node, language: str) -> bool:
    tag = (value.language or "").lower() if isinstance(value, Literal) else ""
    return bool(tag) and (language == "*" or tag == language or tag.startswith(f"{language}-"))


def _read_pattern(self: Any, shape: Any) -> None:
    """Reads sh:pattern and sh:flags. pySHACL reads the pattern as Python does, and knows two of the flags."""
    super(PatternConstraintComponent, self).__init__(shape)
    self.string_rules = list(shape.objects(SH.pattern))
    self.flags = next(iter(shape.objects(SH.flags)), None)
    if not all(isinstance(each, Literal) for each in self.string_rules):
        raise ConstraintLoadError("sh:pattern must be a literal.", _SPEC)  # type: ignore[no-untyped-call]
    try:
        flags = "" if self.flags is None else str(self.flags)
        self.compiled_cache = {each: regular_expression(str(each), flags) for each in self.string_rules}
    except ValueError as error:
        message = f"sh:pattern is no regular expression of XPath: {error}."
        raise ConstraintLoadError(message, _SPEC) from None  # type: ignore[no-untyped-call]


def _path_values(
    sg: Any, focus: Any, path_val: Any, target_graph: Any, inverse: bool = False, recursion: int = 0
) -> set[Any]:
    """The values of a path. pySHACL follows a sequence that is turned round in the order that it is written in."""
    if not inverse or (path_val, RDF.first, None) not in sg.graph:
        return set(_plain_path_values(sg, focus, path_val, target_graph, inverse, recursion))
    nodes, parts = {focus}, list(sg.graph.items(path_val))
    if len(parts) < 2:
        raise ReportableRuntimeError(f"the path {path_val} is a list of fewer than two paths.")
    for part in reversed(parts):
        nodes = {each for node in nodes for each in _path_values(sg, node, part, target_graph, True, recursion + 1)}
    return nodes


def _asked(self: Any, *given: Any, **more: Any) -> set[tuple[Node, Any]]:
    """The values to which an ASK validator says no. Each is the sh:value, which pySHACL leaves out at a path."""
    return {(value, (None, None, value)) for value, _ in _plain_asked(self, *given, **more)}


_plain_asked = AskConstraintValidator.validate
_plain_path_values = expression_helper.value_nodes_from_path
_SPEC = "https://www.w3.org/TR/shacl/#PatternConstraintComponent"

LessThanConstraintComponent._compare_lt = _pairs(lambda order: order < 0)  # type: ignore[method-assign]
LessThanOrEqualsConstraintComponent._compare_ltoe = _pairs(lambda order: order <= 0)  # type: ignore[method-assign]
value_range_constraints.compare_literal = _order  # type: ignore[attr-defined]
MinLengthConstraintComponent._evaluate_string_rule = _min_length  # type: ignore[method-assign]
DatatypeConstraintComponent.evaluate = _datatype  # type: ignore[method-assign, assignment]
LanguageInConstraintComponent._evaluate_string_rule = _language_in  # type: ignore[method-assign]
PatternConstraintComponent.__init__ = _read_pattern  # type: ignore[method-assign]
expression_helper.value_nodes_from_path = _path_values
pyshacl.shape.value_nodes_from_path = _path_values  # type: ignore[attr-defined]
AskConstraintValidator.validate = _asked  # type: ignore[method-assign]
# A closed shape does not allow `a rdfs:Resource` either, unless it says so.
ClosedConstraintComponent.ALWAYS_IGNORE = set()

# The text that pySHACL writes about each result is not used, and takes most of the time.
ConstraintComponent.make_v_result_description = lambda *_, **__: ""  # type: ignore[method-assign]
