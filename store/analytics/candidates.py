"""What a filter can let through, found without asking the engine.

A filter on a literal (a range of dates, a year, characters in a text) gets a `VALUES` with all literals that could pass
it. They are a few too many, never one too few, and the filter stays, so the answer is the same: but the engine starts
from these in place of looking at every literal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ontology import XSD
from store.analytics.columns import Columns, Ids, lower, seconds
from store.analytics.parts import Parts, Unfit, plain
from store.tokens import Token

# More than this, and looking each up is no faster than looking at all.
MOST = 2000
# Fewer triples than this are looked at in no time.
FEWEST = 500
# Time zones, casts of times to dates, and years as if all were equally long.
_SLACK = 4 * 86400.0
_TEMPORAL = {XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
_TEXT = {"CONTAINS", "STRSTARTS", "STRENDS"}
# A pattern that stands for itself; the anchors only narrow it.
_LITERALLY = re.compile(r"\^?([A-Za-z0-9À-ÖØ-öø-ÿ][A-Za-z0-9À-ÖØ-öø-ÿ -]*)\$?")


@dataclass
class Allowed:
    """What filters let through for one variable: between two moments, and with one of the texts of each list."""

    first: float = -np.inf
    last: float = np.inf
    texts: list[list[bytes]] = field(default_factory=list)


def narrowed(parts: Parts, columns: Columns) -> tuple[str, list[str]] | None:
    """Return a variable and all terms that it can have after the filters; None if no filter says it."""
    best: tuple[str, Ids] | None = None
    for variable, allowed in _allowed(parts).items():
        for pattern in parts.group.patterns:
            if pattern.object == variable and pattern.predicates:
                found = _among(columns, pattern.predicates, allowed)
                if found is not None and (best is None or len(found) < len(best[1])):
                    best = variable, found
    return (best[0], [columns.term(int(number)) for number in best[1]]) if best else None


def _among(columns: Columns, predicates: tuple[str, ...], allowed: Allowed) -> Ids | None:
    """The objects of `predicates` that are allowed; None if they are too many or too few to be worth it."""
    known = [column for name in predicates if (column := columns.column(name)) is not None]
    # The characters of IRIs are not searched.
    if sum(map(len, known)) < FEWEST or any(column.by_object.keys[-1] >= columns.literals for column in known):
        return None
    objects = [column.by_object.keys for column in known]
    found: Ids | None = None
    if allowed.first > -np.inf or allowed.last < np.inf:
        low, high = np.searchsorted(columns.keys, (allowed.first, allowed.last))
        if high - low <= 20 * MOST:
            found = _within(np.sort(columns.dated[low:high]), objects)
    for texts in allowed.texts:
        if found is None or len(found) > MOST:
            hits = _with_text(columns, texts)
            if hits is not None:
                found = _within(hits, objects if found is None else [found])
    return found if found is not None and len(found) <= MOST else None


def _within(numbers: Ids, sets: list[Ids]) -> Ids:
    """Those of `numbers` that are in one of the sorted `sets`."""
    kept = np.zeros(len(numbers), bool)
    for known in sets:
        if len(known):
            places = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
            kept |= known[places] == numbers
    return numbers[kept]


def _with_text(columns: Columns, texts: list[bytes]) -> Ids | None:
    """The literals that have one of the texts; None when there are far too many."""
    lines: list[int] = []
    for text in texts:
        at = columns.text.find(text)
        while at >= 0:
            line = int(np.searchsorted(columns.text_ends, at, side="right"))
            lines.append(line)
            if len(lines) > 4 * MOST:
                return None
            at = columns.text.find(text, int(columns.text_ends[line]))
    return np.unique(np.array(lines, np.int32))


def _allowed(parts: Parts) -> dict[str, Allowed]:
    found: dict[str, Allowed] = {}
    for constraint in parts.group.filters:
        for condition in split(bare(constraint), "&"):
            _add(found, bare(condition))
    return found


def _add(found: dict[str, Allowed], condition: list[Token]) -> None:
    between = _range(condition)
    if between:
        variable, first, last = between
        allowed = found.setdefault(variable, Allowed())
        allowed.first, allowed.last = max(allowed.first, first), min(allowed.last, last)
        return
    choices = [_text(bare(choice)) for choice in split(condition, "|")]
    known = [choice for choice in choices if choice is not None]
    if known and len(known) == len(choices) and len({variable for variable, _ in known}) == 1:
        found.setdefault(known[0][0], Allowed()).texts.append([text for _, text in known])


def bare(condition: list[Token]) -> list[Token]:
    """Leave out brackets around the whole."""
    while len(condition) > 1 and condition[0].text == "(" and _closing(condition) == len(condition) - 1:
        condition = condition[1:-1]
    return condition


def split(condition: list[Token], mark: str) -> list[list[Token]]:
    """Cut an expression at `&&` or `||`, outside brackets. At `&&` an expression with `||` is one piece."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    tokens = iter(condition)
    for token in tokens:
        depth += token.kind == "mark" and token.text in {"(", "{", "["}
        depth -= token.kind == "mark" and token.text in {")", "}", "]"}
        if depth == 0 and token.kind == "mark" and token.text in {"&", "|"}:
            if token.text != mark:
                # && binds more than ||, so the whole is a choice; and a choice of both together is not told apart.
                return [condition]
            next(tokens, None)
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _closing(tokens: list[Token]) -> int:
    depth = 0
    for index, token in enumerate(tokens):
        if token.kind == "mark":
            depth += token.text in {"(", "{", "["}
            depth -= token.text in {")", "}", "]"}
        if depth == 0:
            return index
    return -1


def _range(condition: list[Token]) -> tuple[str, float, float] | None:
    """The variable and the moments that a comparison allows: `?v >= "2020-01-01"^^xsd:date`, `2020 = YEAR(?v)`."""
    at = next((index for index, token in enumerate(condition) if token.kind == "mark" and token.text in "<>="), -1)
    if at < 1:
        return None
    operator = condition[at].text
    after = at + 1
    if operator != "=" and condition[after : after + 1] and condition[after].text == "=":
        operator, after = f"{operator}=", after + 1
    left, right = condition[:at], condition[after:]
    for one, other, sign in ((left, right, operator), (right, left, _MIRRORED[operator])):
        variable, of_year = _moment_of(one)
        moment = _year(other) if of_year else _constant(other)
        if variable and moment:
            first, last = moment
            return (
                variable,
                first - _SLACK if ">" in sign or sign == "=" else -np.inf,
                (last + _SLACK if "<" in sign or sign == "=" else np.inf),
            )
    return None


def _moment_of(tokens: list[Token]) -> tuple[str, bool]:
    """The variable of `?v`, `YEAR(?v)` (and True) or a cast of it to a date; empty for anything else."""
    if len(tokens) == 1 and tokens[0].kind == "variable":
        return f"?{tokens[0].text[1:]}", False
    if len(tokens) == 4 and tokens[2].kind == "variable" and (tokens[1].text, tokens[3].text) == ("(", ")"):
        variable = f"?{tokens[2].text[1:]}"
        if tokens[0].text.upper() == "YEAR":
            return variable, True
        if tokens[0].text in {"xsd:date", "xsd:dateTime"}:
            return variable, False
    return "", False


def _year(tokens: list[Token]) -> tuple[float, float] | None:
    if len(tokens) == 1 and tokens[0].text.isdigit() and len(tokens[0].text) == 4:
        year = int(tokens[0].text)
        return _start(str(year)), _start(str(year + 1).zfill(4))
    return None


def _constant(tokens: list[Token]) -> tuple[float, float] | None:
    """When `"2020-01-01"^^xsd:date` is, or another literal of time."""
    if len(tokens) == 4 and tokens[0].kind == "string" and tokens[1].text == tokens[2].text == "^":
        type = tokens[3].text
        if type in {f"xsd:{name.removeprefix(str(XSD))}" for name in _TEMPORAL} or type[1:-1] in _TEMPORAL:
            try:
                moments = list(seconds(f'"{plain(tokens[0])}"'.encode()))
            except Unfit:
                return None
            return (moments[0], moments[0]) if moments else None
    return None


def _start(year: str) -> float:
    return next(iter(seconds(f'"{year}"'.encode())))


def _text(condition: list[Token]) -> tuple[str, bytes] | None:
    """The variable and the text of `CONTAINS(LCASE(STR(?v)), "text")`, `STRSTARTS`, `STRENDS` or `REGEX`."""
    if len(condition) < 6 or condition[0].kind != "word" or _closing(condition[1:]) != len(condition) - 2:
        return None
    function = condition[0].text.upper()
    arguments = list(_arguments(condition[2:-1]))
    if function not in _TEXT | {"REGEX"} or not 2 <= len(arguments) <= 3:
        return None
    variable = _characters_of(arguments[0])
    string = arguments[1]
    if len(string) == 4 and (string[0].text.upper(), string[1].text, string[3].text) == ("LCASE", "(", ")"):
        string = string[2:3]
    string = string[:1]
    if not variable or not string or string[0].kind != "string":
        return None
    try:
        wanted = plain(string[0])
        if function == "REGEX":
            if any(plain(token) != "i" for flags in arguments[2:] for token in flags) or len(arguments[1]) > 1:
                return None
            literally = _LITERALLY.fullmatch(wanted)
            wanted = literally[1] if literally else ""
    except Unfit:
        return None
    # A Greek s at the end of a word has another form in lower case.
    if not wanted or "σ" in wanted.lower() or "ς" in wanted.lower():
        return None
    return variable, lower(wanted)


def _characters_of(tokens: list[Token]) -> str:
    """The variable in `?v`, `STR(?v)`, `LCASE(STR(?v))`; empty for anything else."""
    while len(tokens) > 3 and tokens[0].text.upper() in {"STR", "LCASE"} and tokens[1].text == "(":
        if _closing(tokens[1:]) != len(tokens) - 2:
            return ""
        tokens = tokens[2:-1]
    return f"?{tokens[0].text[1:]}" if len(tokens) == 1 and tokens[0].kind == "variable" else ""


def _arguments(tokens: list[Token]) -> Iterator[list[Token]]:
    depth = 0
    argument: list[Token] = []
    for token in tokens:
        if token.kind == "mark":
            depth += token.text in {"(", "[", "{"}
            depth -= token.text in {")", "]", "}"}
        if depth == 0 and token.text == ",":
            yield argument
            argument = []
        else:
            argument.append(token)
    yield argument
