"""Messages of queries, with the values that they found filled in."""

import re
from typing import Any

from pyshacl.constraints.constraint_component import ConstraintComponent
from rdflib import BNode, Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

_PLACE = re.compile(r"\{[?$](\w+)\}")


def _fill(_: ConstraintComponent, message: str, found: Any) -> str:
    """The message with each `{?name}` replaced by the value that the query bound to it."""
    values: dict[str, Any] = {}
    if isinstance(found, tuple):  # the node, path and value, and the other variables
        *three, others = found if len(found) == 4 else (*found, {})
        values = {**others, **{k: v for k, v in zip(("this", "path", "value"), three, strict=True) if v is not None}}
    elif isinstance(found, dict):
        values = found
    return _PLACE.sub(lambda place: node_text(values.get(place[1], place[0])), message)


def node_text(node: object) -> str:
    """A node as plain text: the IRI, the text of a literal, or `_:` and the name of a blank node."""
    return f"_:{node}" if isinstance(node, BNode) else str(node)


# pySHACL's own takes a value for a pattern of re.sub, so one backslash in a document's text would stop the validation.
ConstraintComponent._format_sparql_based_result_message = _fill  # type: ignore[method-assign]


def with_languages(filled: list[str], source: Graph, nodes: list[Node]) -> dict[str, str]:
    """Filled messages by language.

    pySHACL drops the language of a message that it fills, so `filled` are compared with the messages of `nodes` in
    the shapes `source`: the one that begins and ends most alike is where a text comes from.
    """
    templates = [t for node in nodes for t in source.objects(node, SH.message) if isinstance(t, Literal)]
    found: dict[str, str] = {}
    for text in filled:
        best = max(templates, key=lambda t: _same_start_and_end(str(t), text), default=None)
        # Two languages may say the same.
        same = [t for t in templates if best is not None and str(t) == str(best)]
        found.update({t.language or "": text for t in same} or {"": text})
    return found


def _same_start_and_end(template: str, text: str) -> int:
    def common(a: str, b: str) -> int:
        return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))

    return common(template, text) + common(template[::-1], text[::-1])
