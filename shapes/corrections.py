"""What pySHACL does otherwise than the standard says, put right, and what it does in vain, left out.

Each is described in `docs/validation.md`. Importing this module changes pySHACL for the process.
"""

from collections.abc import Callable, Iterable
from typing import Any

from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.constraints.core.property_pair_constraints import (
    LessThanConstraintComponent,
    LessThanOrEqualsConstraintComponent,
)
from pyshacl.rdfutil.compare import compare_literal
from rdflib import Literal
from rdflib.term import Node


def _pairs(accepts: Callable[[int], bool]) -> Callable[..., tuple[bool, list[Any]]]:
    """The comparison of sh:lessThan and sh:lessThanOrEquals: values that cannot be compared are results.

    pySHACL stops the validation at a blank node or at times with and without zone, and compares IRIs as texts.
    """

    def compare(self: Any, values: Iterable[Node], others: Iterable[Node], graph: Any, focus: Any) -> Any:
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
    if isinstance(value.value, str) != isinstance(other.value, str):
        return False
    try:
        return accepts(compare_literal(value, other))  # type: ignore[no-untyped-call]
    except (TypeError, NotImplementedError):
        return False


LessThanConstraintComponent._compare_lt = _pairs(lambda order: order < 0)  # type: ignore[method-assign]
LessThanOrEqualsConstraintComponent._compare_ltoe = _pairs(lambda order: order <= 0)  # type: ignore[method-assign]

# The text that pySHACL writes about each result is not used, and takes most of the time.
ConstraintComponent.make_v_result_description = lambda *_, **__: ""  # type: ignore[method-assign]
