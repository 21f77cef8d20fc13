"""Keeping `GRAPH ?g` to the graphs of one build, in an engine that holds more.

The dataset of the protocol would do it, but a build has two graphs for each document, and engines bear no lists of
hundreds. So the query says it itself: what stands outside GRAPH is asked of the union, and behind each `GRAPH ?g { … }`
stands a FILTER on its name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.tokens import Token, tokens

_FULL_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass
class Wanted:
    """Which graphs a query names after GRAPH, and whether a variable stands there somewhere."""

    constant: list[Token] = field(default_factory=list)
    variable: bool = False


def asked_graphs(found: Sequence[Token]) -> Wanted:
    """What stands after GRAPH in a query."""
    wanted = Wanted()
    for place, token in enumerate(found[:-1]):
        if _is(token, "GRAPH"):
            if found[place + 1].kind == "variable":
                wanted.variable = True
            else:
                wanted.constant.append(found[place + 1])
    return wanted


def can_be_confined(found: Sequence[Token]) -> bool:
    """Say whether a query is one that `confined` surely reads as every engine does.

    DESCRIBE looks beyond its WHERE. What looks like an IRI and could be a comparison with a text behind it
    (`?a<'#>'`) might hide a bracket.
    """
    form = next((token for token in found if _is(token, "SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), None)
    if form is None or _is(form, "DESCRIBE"):
        return False
    return not any(
        token.kind == "unknown"
        or (token.kind == "iri" and set(token.text) & {"'", "#"} and not _FULL_IRI.match(token.text))
        for token in found
    )


def confined(sparql: str, union: str, suffix: str) -> str:
    """The query over the graphs whose names end in `suffix`, with `union` as the default graph."""
    found = list(tokens(sparql))
    parts: list[str] = []
    opened: list[str] = []
    at = 0
    is_data = False
    for place, token in enumerate(found):
        end = token.start + len(token.text)
        if _is(token, "VALUES"):
            is_data = True
        elif token.text == "{" and token.kind == "mark":
            outermost = not opened and not is_data and not (place and _is(found[place - 1], "CONSTRUCT"))
            variable = found[place - 1].text if place > 1 and _is(found[place - 2], "GRAPH") else ""
            behind = f' FILTER(STRENDS(STR({variable}), "{suffix}"))' if variable[:1] in {"?", "$"} else ""
            opened.append(" }" if outermost else behind)
            is_data = False
            if outermost:
                parts += [sparql[at:end], f" GRAPH <{union}> {{"]
                at = end
        elif token.text == "}" and token.kind == "mark" and opened and (behind := opened.pop()):
            parts += [sparql[at:end], behind]
            at = end
    return "".join([*parts, sparql[at:]])


def _is(token: Token, *words: str) -> bool:
    return token.kind == "word" and token.text.upper() in words
