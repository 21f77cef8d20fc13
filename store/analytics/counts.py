"""Counts by group, made on the columns.

`SELECT … COUNT … WHERE { triple patterns } GROUP BY …` becomes the same query over a `VALUES` with the groups and their
counts; filters on the groups, projection, HAVING, ORDER BY and LIMIT stay with the engine. Where the largest or
smallest counts are asked for, only groups that can be among them are listed.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from store.analytics.candidates import bare, split
from store.analytics.columns import Columns, Ids
from store.analytics.join import Table, join, pair
from store.analytics.parts import Parts, Pattern, Unfit, iri
from store.tokens import Token

# The engine reads some 400 groups a millisecond.
MOST_GROUPS = 20_000
_OTHERS = {"SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "EXISTS", "VALUES"}
Numbers = npt.NDArray[np.int64]


@dataclass
class Wish:
    """What is asked: the groups' keys, the counts by the variable that stands for each, and what is done with them."""

    keys: list[str] = field(default_factory=list)
    # What COUNT has in its brackets: a variable with DISTINCT, empty without.
    counts: dict[str, str] = field(default_factory=dict)
    head: list[Token] = field(default_factory=list)
    # Filters on the keys, and on other variables.
    filters: list[list[Token]] = field(default_factory=list)
    inner: list[list[Token]] = field(default_factory=list)
    having: list[list[Token]] = field(default_factory=list)
    rest: list[Token] = field(default_factory=list)


def counted(parts: Parts, columns: Columns) -> str | None:
    """Return an equal query in which the counts are made already; None if it does not count. Raises `Unfit`."""
    words = {token.text.upper() for token in parts.head + parts.tail if token.kind == "word"}
    if parts.form != "SELECT" or "COUNT" not in words:
        return None
    patterns = parts.group.patterns
    if words & _OTHERS or parts.group.more or not patterns:
        raise Unfit
    if not all(len(pattern.predicates) == 1 and pattern.subject and pattern.object for pattern in patterns):
        raise Unfit
    wish = _wish(parts)
    _check(wish, patterns)
    groups, counts = _simple(wish, patterns, columns) or _grouped(wish, parts, columns)
    which = _leading(wish, parts, groups, counts, columns)
    if which is not None:
        groups, counts = [numbers[which] for numbers in groups], [numbers[which] for numbers in counts]
    if len(counts[0]) > MOST_GROUPS:
        raise Unfit
    terms = [[columns.term(int(number)) for number in numbers] for numbers in groups]
    rows = zip(*terms, *([str(count) for count in numbers] for numbers in counts), strict=True)
    names = " ".join(wish.keys + list(wish.counts))
    values = " ".join(f"({' '.join(row)})" for row in rows)
    filters = " ".join(f"FILTER({_text(condition)})" for condition in wish.filters + wish.having)
    return (
        f"{parts.prologue} SELECT {_text(wish.head)} WHERE {{ VALUES ({names}) {{ {values} }} {filters} }}"
        f" {_text(wish.rest)}"
    )


def _wish(parts: Parts) -> Wish:
    wish = Wish()
    wish.head = _without_counts(parts, parts.head, wish.counts)
    tail = _without_counts(parts, parts.tail, wish.counts)
    at = 0
    if _words(tail[:2]) == ["GROUP", "BY"]:
        at = 2
        while at < len(tail) and tail[at].kind == "variable":
            wish.keys.append(f"?{tail[at].text[1:]}")
            at += 1
        # A key may be named twice, a column of VALUES only once.
        wish.keys = list(dict.fromkeys(wish.keys))
        if not wish.keys:
            raise Unfit
    for condition in parts.group.filters:
        on_keys = bool(_variables(condition)) and _variables(condition) <= set(wish.keys)
        (wish.filters if on_keys else wish.inner).append(condition)
    if _words(tail[at : at + 1]) == ["HAVING"]:
        at += 1
        while at < len(tail) and tail[at].text == "(":
            end = at + _closing(tail[at:])
            wish.having.append(tail[at : end + 1])
            at = end + 1
        if not wish.having:
            raise Unfit
    wish.rest = tail[at:]
    if wish.rest and _words(wish.rest[:1])[0] not in {"ORDER", "LIMIT", "OFFSET"}:
        raise Unfit
    return wish


def _without_counts(parts: Parts, tokens: list[Token], counts: dict[str, str]) -> list[Token]:
    """Put a variable in the place of each COUNT."""
    left: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "word" and token.text.upper() == "COUNT":
            end = at + 1 + _closing(tokens[at + 1 :])
            inner = tokens[at + 2 : end]
            distinct = _words(inner[:1]) == ["DISTINCT"]
            inner = inner[distinct:]
            if len(inner) != 1 or not (inner[0].kind == "variable" or (inner[0].text == "*" and not distinct)):
                raise Unfit
            # Every variable of the patterns has a value in every solution, so that COUNT(?x) is COUNT(*).
            what = f"{'D' if distinct else ' '}{inner[0].text[1:]}"
            name = next((name for name, known in counts.items() if known == what), f"?count{len(counts)}_")
            if name in parts.text:
                raise Unfit
            counts[name] = what
            left.append(Token("variable", name, token.start))
            at = end
        else:
            left.append(token)
        at += 1
    return left


def _check(wish: Wish, patterns: list[Pattern]) -> None:
    """Raise `Unfit` unless each variable is a key, a count or a name given in SELECT, as the standard has it."""
    bound = {term for pattern in patterns for term in (pattern.subject, pattern.object) if term.startswith("?")}
    named = {
        f"?{after.text[1:]}"
        for before, after in pairwise(wish.head)
        if before.kind == "word" and before.text.upper() == "AS"
    }
    keys = set(wish.keys)
    made = keys | set(wish.counts)
    start = 1 if _words(wish.head[:1]) in (["DISTINCT"], ["REDUCED"]) else 0
    if not (
        wish.counts
        and wish.head[start].text != "*"
        and keys <= bound
        and not named & (bound | made)
        and {f"?{what[1:]}" for what in wish.counts.values() if what.strip()} <= bound
        and _variables(wish.head) <= made | named
        and _variables(wish.rest) <= made | named
        and all(_variables(condition) <= made for condition in wish.having)
    ):
        raise Unfit
    if any(token.text == "{" for condition in wish.filters + wish.inner + wish.having for token in condition):
        raise Unfit


def _simple(wish: Wish, patterns: list[Pattern], columns: Columns) -> tuple[list[Ids], list[Numbers]] | None:
    """The groups of a single pattern by its object or its subject: the columns have them. None for anything else."""
    pattern = patterns[0]
    column = columns.column(pattern.predicates[0])
    if len(patterns) > 1 or wish.inner or len(wish.keys) != 1 or column is None or pattern.subject == pattern.object:
        return None
    if not (pattern.subject.startswith("?") and pattern.object.startswith("?")):
        return None
    side = column.by_object if wish.keys[0] == pattern.object else column.by_subject
    if any(what == f"D{wish.keys[0][1:]}" for what in wish.counts.values()):
        return None
    # A graph has a triple once, so all that go with a key are distinct.
    return [side.keys], [np.diff(side.starts).astype(np.int64) for _ in wish.counts]


def _grouped(wish: Wish, parts: Parts, columns: Columns) -> tuple[list[Ids], list[Numbers]]:
    distinct = {f"?{what[1:]}" for what in wish.counts.values() if what.startswith("D")}
    filtered = {name for condition in wish.inner for name in _variables(condition)}
    table = join(parts.group.patterns, columns, set(wish.keys) | distinct | filtered)
    for condition in wish.inner:
        passed = _passed(condition, table, parts, columns)
        if passed is None:
            raise Unfit
        table = {name: numbers[passed] for name, numbers in table.items()}
    size = len(next(iter(table.values())))
    if not wish.keys:
        codes = np.zeros(size, np.int64)
        groups: list[Ids] = []
        many = 1
    else:
        codes = table[wish.keys[0]].astype(np.int64)
        for key in wish.keys[1:]:
            codes = np.unique(pair(codes, table[key]), return_inverse=True)[1].astype(np.int64)
        _, firsts, codes = np.unique(codes, return_index=True, return_inverse=True)
        groups = [table[key][firsts] for key in wish.keys]
        many = len(firsts)
    counts = []
    for what in wish.counts.values():
        of = codes
        if what.startswith("D"):
            of = np.unique(pair(codes, table[f"?{what[1:]}"])) >> 32
        counts.append(np.bincount(of, minlength=many).astype(np.int64))
    return groups, counts


def _leading(
    wish: Wish, parts: Parts, groups: list[Ids], counts: list[Numbers], columns: Columns
) -> "npt.NDArray[np.intp] | None":
    """The groups that can be in the answer when it is ordered by a count and cut; None for all."""
    words = [token.text.upper() for token in wish.rest]
    limits = [int(after) for word, after in pairwise(words) if word in {"LIMIT", "OFFSET"}]
    if "LIMIT" not in words or words[:2] != ["ORDER", "BY"] or wish.having or _words(wish.head[:1])[0]:
        return None
    names = {
        wish.head[index + 2].text: wish.head[index].text
        for index in range(len(wish.head) - 2)
        if wish.head[index].text in wish.counts and wish.head[index + 1].text.upper() == "AS"
        if wish.head[index - 1].text == "("
    }
    order = wish.rest[2:6]
    descending = order[0].text.upper() == "DESC"
    if order[0].kind == "word":
        order = order[2:3] if order[1].text == "(" and order[3].text == ")" else order[:0]
    name = names.get(order[0].text, order[0].text) if order else ""
    if name not in wish.counts:
        return None
    by = counts[list(wish.counts).index(name)]
    kept = np.ones(len(by), bool)
    for condition in wish.filters:
        which = _passed(condition, dict(zip(wish.keys, groups, strict=True)), parts, columns)
        if which is None:
            return None
        kept &= which
    passed = np.flatnonzero(kept)
    by = by[passed]
    keep = min(sum(limits), len(by))
    if keep == 0:
        return passed[:0]
    by = -by if descending else by
    leading: npt.NDArray[np.intp] = passed[by <= np.partition(by, keep - 1)[keep - 1]]
    return leading


def _passed(constraint: list[Token], table: Table, parts: Parts, columns: Columns) -> "npt.NDArray[np.bool_] | None":
    """The rows that pass a filter that only says that variables are or are not IRIs; None for another filter."""
    kept = np.ones(len(next(iter(table.values()))), bool)
    for condition in split(bare(constraint), "&"):
        tokens = bare(condition)
        marks = "".join(token.text for token in tokens[1:-1])
        name = f"?{tokens[0].text[1:]}"
        if marks not in {"=", "!="} or name not in table or tokens[-1].kind not in {"iri", "name"}:
            return None
        number = columns.number(iri(tokens[-1], parts.prefixes))
        same = table[name] == (-1 if number is None else number)
        kept &= same if marks == "=" else ~same
    return kept


def _variables(tokens: list[Token]) -> set[str]:
    return {f"?{token.text[1:]}" for token in tokens if token.kind == "variable"}


def _words(tokens: list[Token]) -> list[str]:
    return [token.text.upper() if token.kind == "word" else "" for token in tokens]


def _closing(tokens: list[Token]) -> int:
    depth = 0
    for index, token in enumerate(tokens):
        depth += token.text == "("
        depth -= token.text == ")"
        if depth <= 0:
            return index
    raise Unfit


def _text(tokens: list[Token]) -> str:
    """The tokens with a space wherever something stood between them."""
    text, end = "", -1
    for token in tokens:
        text += token.text if token.start == end else f" {token.text}"
        end = token.start + len(token.text)
    return text
