"""A query cut into what the columns can help with: the triple patterns and filters directly in its outermost group.

Nothing is understood beyond that; `Unfit` is raised for a query that is written in another way.
"""

import re
from dataclasses import dataclass, field

from ontology import RDF
from store.tokens import Token, tokens

_OPEN, _CLOSE = {"(": ")", "{": "}", "[": "]"}, {")", "}", "]"}
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\\]*>")
# What a plain string in quotes may hold so that it needs no decoding.
_PLAIN = re.compile(r"""(?:"([^"\\\x00-\x1f\x7f]*)"|'([^'"\\\x00-\x1f\x7f]*)')""")
# A term that is not looked up: a number, a literal with a datatype, a blank node.
OTHER = ""
# Another dataset than the default graph, or nothing that has a group.
_ELSEWHERE = {"FROM", "GRAPH", "SERVICE", "DESCRIBE"}
# To the engine, `<` in an expression is less-than, so what looks like an IRI may hide a bracket or a variable.
_NO_IRI = re.compile(r"[?$&()]")


# The predicates of a step of a path, and whether it goes from object to subject.
Step = tuple[tuple[str, ...], bool]


class Unfit(Exception):
    """The query is left as it is."""


@dataclass(frozen=True)
class Pattern:
    """A triple pattern: variables as `?x`, other terms as N-Triples writes them.

    `predicates` are those of a plain pattern or of a path that names several (`a|b`); empty for any other path, and
    for a variable.
    """

    subject: str
    predicates: tuple[str, ...]
    object: str


@dataclass
class Group:
    """What stands directly in the outermost group; `start` and `end` are where its braces are in the text."""

    start: int = 0
    end: int = 0
    patterns: list[Pattern] = field(default_factory=list)
    filters: list[list[Token]] = field(default_factory=list)
    # Whether there is anything else, as OPTIONAL, UNION, BIND or VALUES.
    more: bool = False


@dataclass
class Parts:
    """A query: its form, the tokens between that and the group, the group, and the tokens after it."""

    text: str
    form: str
    head: list[Token]
    group: Group
    tail: list[Token]
    prefixes: dict[str, str]
    # The text before the form.
    prologue: str


def read(sparql: str, prefixes: dict[str, str]) -> Parts:
    """Cut a query into parts; `prefixes` are known without being declared. Raises `Unfit`."""
    if "\\u" in sparql or "\\U" in sparql:
        raise Unfit
    return _Reader(sparql, prefixes).query()


class _Reader:
    def __init__(self, sparql: str, prefixes: dict[str, str]) -> None:
        self.text = sparql
        self.prefixes = dict(prefixes)
        self.tokens = list(tokens(sparql))
        self.at = 0
        self.hidden = 0

    def query(self) -> Parts:
        if any(token.kind == "word" and token.text.upper() in _ELSEWHERE for token in self.tokens):
            raise Unfit
        if any(token.kind == "iri" and _NO_IRI.search(token.text) for token in self.tokens):
            raise Unfit
        form = self.word()
        while form == "PREFIX":
            name, value = self.next(), self.next()
            if name.kind != "name" or not _ABSOLUTE.fullmatch(value.text):
                raise Unfit
            self.prefixes[name.text[:-1]] = value.text[1:-1]
            form = self.word()
        if form not in {"SELECT", "ASK", "CONSTRUCT"}:
            raise Unfit
        prologue = self.text[: self.tokens[self.at - 1].start]
        if form == "CONSTRUCT":
            # CONSTRUCT WHERE { … } takes nothing but triple patterns.
            self.balanced("{")
        first = self.at
        while self.peek().text != "{":
            self.next()
        head = [token for token in self.tokens[first : self.at] if token.text.upper() != "WHERE"]
        group = self.group()
        return Parts(self.text, form, head, group, self.tokens[self.at :], self.prefixes, prologue)

    def group(self) -> Group:
        group = Group(start=self.next().start)
        while (token := self.peek()).text != "}":
            word = token.text.upper() if token.kind == "word" else token.text
            if word == ".":
                self.at += 1
            elif word == "FILTER":
                self.at += 1
                group.filters.append(self.constraint())
            elif word in {"OPTIONAL", "MINUS", "UNION", "{"}:
                group.more = True
                self.at += word != "{"
                self.balanced("{")
            elif word == "BIND":
                group.more = True
                self.at += 1
                self.balanced("(")
            elif word == "VALUES":
                group.more = True
                self.at += 1
                self.balanced("(") if self.peek().text == "(" else self.next()
                self.balanced("{")
            else:
                group.patterns += self.triples()
        group.end = self.next().start
        return group

    def constraint(self) -> list[Token]:
        first = self.at
        if self.peek().text != "(":
            word = self.next()
            if word.text.upper() == "NOT":
                word = self.next()
            if word.text.upper() == "EXISTS":
                self.balanced("{")
                return self.tokens[first : self.at]
        self.balanced("(")
        return self.tokens[first : self.at]

    def triples(self) -> list[Pattern]:
        """Triple patterns with one subject."""
        found: list[Pattern] = []
        subject = self.term()
        while True:
            steps = self.verb()
            found += self.chain(subject, steps, self.term())
            while self.peek().text == ",":
                self.at += 1
                found += self.chain(subject, steps, self.term())
            if self.peek().text != ";":
                return found
            while self.peek().text == ";":
                self.at += 1
            if self.peek().text in {".", "}"}:
                return found

    def chain(self, subject: str, steps: list[Step], object: str) -> list[Pattern]:
        """The patterns that a path like `^a/b` stands for, with variables in between that no query can name."""
        between = [f"?.{self.hidden + index}" for index in range(len(steps) - 1)]
        self.hidden += len(between)
        found = []
        for (predicates, inverse), left, right in zip(steps, [subject, *between], [*between, object], strict=True):
            found.append(Pattern(right, predicates, left) if inverse else Pattern(left, predicates, right))
        return found

    def verb(self) -> list[Step]:
        """The steps of a path; for one that is not made of steps, a single one without predicates."""
        if self.peek().kind == "variable":
            self.at += 1
            return [((), False)]
        names: list[str] = []
        inverse: list[bool] = []
        marks = set()
        while True:
            inverse.append(self.peek().text == "^")
            self.at += inverse[-1]
            if self.peek().text in {"!", "^"}:
                marks.add(self.next().text)
            if self.peek().text == "(":
                marks.add("(")
                self.balanced("(")
            else:
                names.append(self.predicate())
            if self.peek().text in {"*", "+", "?"}:
                marks.add(self.next().text)
            if self.peek().text not in {"/", "|"}:
                break
            marks.add(self.next().text)
        if marks <= {"/"}:
            return [((name,), back) for name, back in zip(names, inverse, strict=True)]
        return [(tuple(names) if marks == {"|"} and not any(inverse) else (), False)]

    def predicate(self) -> str:
        token = self.next()
        if token.kind == "word" and token.text == "a":
            return f"<{RDF.type}>"
        return iri(token, self.prefixes)

    def term(self) -> str:
        token = self.next()
        if token.kind == "variable":
            return f"?{token.text[1:]}"
        if token.kind == "string":
            return self.literal(token)
        if token.kind in {"number", "blank"} or token.text in {"true", "false"}:
            return OTHER
        return iri(token, self.prefixes)

    def literal(self, token: Token) -> str:
        after = self.peek()
        if after.kind == "language":
            self.at += 1
        elif after.text == "^":
            self.at += 2
            iri(self.next(), self.prefixes)
            return OTHER
        try:
            return f'"{plain(token)}"{after.text.lower() if after.kind == "language" else ""}'
        except Unfit:
            return OTHER

    def balanced(self, first: str) -> None:
        """Skip a bracket and all in it."""
        if self.next().text != first:
            raise Unfit
        closing = [_OPEN[first]]
        while closing:
            token = self.next()
            if token.kind != "mark":
                continue
            if token.text in _OPEN:
                closing.append(_OPEN[token.text])
            elif token.text in _CLOSE and token.text != closing.pop():
                raise Unfit

    def word(self) -> str:
        token = self.next()
        return token.text.upper() if token.kind == "word" else ""

    def peek(self) -> Token:
        if self.at >= len(self.tokens):
            raise Unfit
        return self.tokens[self.at]

    def next(self) -> Token:
        token = self.peek()
        self.at += 1
        return token


def iri(token: Token, prefixes: dict[str, str]) -> str:
    """The IRI of a token that is one or a prefixed name, in angle brackets. Raises `Unfit`."""
    if token.kind == "name" and "\\" not in token.text:
        prefix, _, local = token.text.partition(":")
        if prefix in prefixes:
            return f"<{prefixes[prefix]}{local}>"
    if token.kind == "iri" and _ABSOLUTE.fullmatch(token.text):
        return token.text
    raise Unfit


def plain(token: Token) -> str:
    """The characters of a string token. Raises `Unfit` when they would have to be decoded."""
    match = _PLAIN.fullmatch(token.text)
    if not match or token.kind != "string":
        raise Unfit
    return match[1] or match[2] or ""
