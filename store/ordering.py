"""ORDER BY that puts values of many kinds in one order.

Where SPARQL says nothing on which of two values comes first, as a number and a text, Oxigraph takes them by their
letters. Then 9 < 10, "10" < "1a" and "1a" < "9", and a long enough list of such values makes it abort. With the kind of
value as a first key only values of one kind are compared, and what SPARQL says on their order still holds.
"""

from collections.abc import Iterator

from store.tokens import Token, tokens

# Without a value, blank node, IRI, number, no number, then literals by their datatype.
_KIND = (
    'COALESCE(IF(isNumeric({0}), IF({0} = {0}, "3", "4"), IF(isLiteral({0}), CONCAT("5", STR(DATATYPE({0}))), '
    'IF(isIRI({0}), "2", "1"))), "0")'
)
# What may stand behind the last condition.
_END = {"LIMIT", "OFFSET", "VALUES", "HAVING"}
_DIRECTIONS = {"ASC", "DESC"}


def by_kind(sparql: str) -> str | None:
    """Return the query with the kind of value before each condition of ORDER BY; None if it has none.

    The text must be SPARQL, that is, the engine must have read it without a fault.
    """
    found = list(tokens(sparql))
    parts: list[str] = []
    at = 0
    for place, direction, expression in _conditions(sparql, found):
        parts += [sparql[at:place], f" {direction}({_KIND.format(expression)}) "]
        at = place
    return "".join([*parts, sparql[at:]]) if parts else None


def _conditions(sparql: str, found: list[Token]) -> Iterator[tuple[int, str, str]]:
    """Each condition of each ORDER BY: where it starts, its direction, and what is compared."""
    index = 0
    while index + 1 < len(found):
        index += 1
        if _word(found[index]) != "BY" or _word(found[index - 1]) != "ORDER":
            continue
        index += 1
        while index < len(found) and found[index].text != "}" and _word(found[index]) not in _END:
            start, first = index, found[index]
            # A variable is a condition by itself; all others end with a bracket.
            if first.kind != "variable":
                index = _closing(found, index)
            index += 1
            text = sparql[first.start : _end(found[min(index, len(found)) - 1])]
            is_directed = _word(first) in _DIRECTIONS
            yield (
                found[start].start,
                _word(first) if is_directed else "ASC",
                text[len(first.text) :] if is_directed else text,
            )


def _closing(found: list[Token], index: int) -> int:
    """The place of the bracket that closes the next one."""
    depth = 0
    for place in range(index, len(found)):
        depth += {"(": 1, ")": -1}.get(found[place].text, 0)
        if found[place].text == ")" and depth == 0:
            return place
    return len(found) - 1


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else ""


def _end(token: Token) -> int:
    return token.start + len(token.text)
