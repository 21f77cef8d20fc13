"""Which queries may run.

Oxigraph follows `SERVICE` to any address and cannot be told not to, so a query that has it must never reach it.
Oxigraph also reads more than the grammar has: keywords need no space around them (`1SERVICE<…>{}`,
`SERVICEex:a{}`), and `<` in an expression wins over an IRI. So in a text that has the letters of SERVICE at all,
whatever could be read in two ways is refused as well.
"""

import re
from collections.abc import Collection

from store.errors import QueryRefused, QueryTooDeep
from store.tokens import Token, tokens

UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
# Oxigraph's parser calls itself for each bracket in a bracket; at some thousand its process dies for want of stack.
MOST_NESTED = 200
_SERVICE = "SERVICE"
_FULL_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ESCAPED = re.compile(r"\\[uU]")
_OPERANDS = {"variable", "iri", "string", "blank", "language", "name", "number", "word"}


def plain(sparql: str) -> bool:
    """Say whether a look at its letters tells that a query may run: nothing of SERVICE, no escapes, few brackets.

    Whether it is an update is not told; the engine reads no update as a query.
    """
    if "\\" in sparql or sum(map(sparql.count, "({[")) > MOST_NESTED:
        return False
    return not calls(sparql)


def check(sparql: str, services: Collection[str] = ()) -> str:
    """Return the form of a query (`SELECT`, `ASK`, …; empty if there is none); its syntax is not checked.

    `services` are the end points that SERVICE may call, each of which has to stand behind it as it stands there.
    Raises `QueryRefused` if it is an update or calls others, `QueryTooDeep` if its brackets are nested too deeply.
    """
    found = list(tokens(sparql))
    _refuse_depth(sparql, found)
    form = _form(found)
    if form in UPDATES:
        raise QueryRefused(
            form, f"{form} is an update; the graph is read-only. Ask with SELECT, ASK, CONSTRUCT or DESCRIBE."
        )
    if calls(sparql):
        _refuse_service(sparql, found, services)
    return form


def calls(sparql: str) -> bool:
    """Say whether a query may call another server, from a look at its letters."""
    return _SERVICE in sparql.upper()


def _refuse_depth(sparql: str, found: list[Token]) -> None:
    depth = 0
    for token in found:
        if token.text in {"(", "{", "["}:
            depth += 1
        elif token.text in {")", "}", "]"}:
            depth -= 1
        if depth > MOST_NESTED:
            raise QueryTooDeep(MOST_NESTED, *_place(sparql, token.start))


def _form(found: list[Token]) -> str:
    """Return the first keyword after BASE and PREFIX."""
    words = (token.text.upper() for token in found if token.kind == "word")
    return next((word for word in words if word not in {"BASE", "PREFIX", "VERSION"}), "")


def _refuse_service(sparql: str, found: list[Token], services: Collection[str]) -> None:
    if _ESCAPED.search(sparql):
        advice = "write the character itself in place of \\u and \\U"
        raise _refused("escape", advice, sparql, sparql.find("\\"))
    brackets: list[str] = []
    before = Token("mark", "", 0)
    for index, token in enumerate(found):
        after = found[index + 1].text if index + 1 < len(found) else ""
        if token.kind == "word" and _SERVICE in token.text.upper():
            if not services:
                raise _refused("service", "no other server is called from here", sparql, token.start)
            if not _calls_one_of(found[index : index + 4], services):
                listed = ", ".join(f"<{address}>" for address in services)
                raise _refused("endpoint", f"only these may be called: {listed}", sparql, token.start, listed)
        if token.kind == "unknown":
            raise _refused("unknown", f"the character {token.text!r} fits nothing", sparql, token.start, token.text)
        if token.kind == "name" and after == "{" and before.text.upper() != "GRAPH":
            # `service:a {` can be the keyword followed by `:a`.
            prefix = token.text.partition(":")[0]
            if _SERVICE in prefix.upper():
                raise _refused("prefix", f"give the prefix {prefix}: another name", sparql, token.start, prefix)
        if token.kind == "iri" and brackets[-1:] == ["("] and _may_compare(before, token):
            raise _refused("iri", "put a space after '<'", sparql, token.start)
        if token.text in {"(", "{", "["}:
            brackets.append(token.text)
        elif token.text in {")", "}", "]"} and brackets:
            brackets.pop()
        before = token


def _calls_one_of(clause: list[Token], services: Collection[str]) -> bool:
    """Say whether tokens begin with SERVICE and an end point that may be called, written out."""
    words = [token.text.upper() for token in clause]
    after = clause[2 if words[1:2] == ["SILENT"] else 1 :]
    if words[0] != _SERVICE or len(after) < 2:
        return False
    address, bracket = after[:2]
    return address.kind == "iri" and address.text[1:-1] in services and bracket.text == "{"


def _may_compare(before: Token, token: Token) -> bool:
    """Say whether what looks like an IRI, as in `(?a<'#>' ) SERVICE …`, is a comparison to Oxigraph and hides text."""
    after_operand = before.kind in _OPERANDS or before.text == ")"
    return after_operand and not _FULL_IRI.match(token.text) and bool(set(token.text) & {"'", "#"})


def _refused(reason: str, advice: str, sparql: str, at: int, culprit: str = "") -> QueryRefused:
    line, column = _place(sparql, at)
    message = f"SERVICE is not allowed (line {line}, column {column}): {advice}."
    return QueryRefused(_SERVICE, message, reason, culprit)


def _place(sparql: str, at: int) -> tuple[int, int]:
    return sparql.count("\n", 0, at) + 1, at - sparql.rfind("\n", 0, at)
