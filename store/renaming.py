"""What the graphs of a build are called in an engine that holds several builds side by side.

Every build brings the same graphs, `{base}graph/x` and so on. In another engine each has the build's id behind its
name (`…?build=…`), so that a build is whole or is not seen at all. It is put there in data and in queries, and taken
away from answers, so that no user of the server meets it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pyoxigraph

from store.confining import asked_graphs, can_be_confined, confined
from store.tokens import Token, tokens

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOCAL_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True)
class Asked:
    """A query as the engine gets it: its text, and the graphs that make up its dataset."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


class Renaming:
    """Names of one build's graphs, there and back."""

    def __init__(self, base: str, build: str, graphs: Iterable[str]) -> None:
        self.base = base
        self.suffix = f"?build={build}"
        self.graphs = frozenset(graphs)
        # Not with the suffix: these are no graphs of the build. What a query without FROM sees, each triple once; the
        # manifest and the texts; a graph that stays empty.
        self.union = f"{base}union?of={build}"
        self.files = f"{base}files?of={build}"
        self.nothing = f"{base}nothing?of={build}"

    def there(self, iri: str) -> str:
        """The engine's name for an IRI: that of a graph gets the suffix, any other stays as it is."""
        return f"{iri}{self.suffix}" if iri in self.graphs else iri

    def answer(self, body: bytes) -> bytes:
        """An answer of the engine's, in any format, in the build's own words."""
        return body.replace(self.suffix.encode(), b"")

    def triple(self, triple: pyoxigraph.Triple) -> pyoxigraph.Triple:
        """A triple as the engine gets it. One that speaks of a graph speaks of this build's."""
        return pyoxigraph.Triple(self._term(triple.subject), triple.predicate, self._term(triple.object))

    def _term(self, term: Any) -> Any:
        if isinstance(term, pyoxigraph.NamedNode) and term.value in self.graphs:
            return pyoxigraph.NamedNode(self.there(term.value))
        return term

    def own(self, sparql: str) -> str:
        """A query of ours as the engine gets it."""
        return self._rewritten(sparql, list(tokens(sparql)))[0]

    def asked(self, sparql: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Asked:
        """A stranger's query as the engine gets it, so that it reaches this build alone.

        `default_graphs` and `named_graphs` are the protocol's; they win over FROM, which is taken out of the text. A
        graph that the build does not have is an empty one.
        """
        found = list(tokens(sparql))
        text, default, named = self._rewritten(sparql, found)
        if default_graphs or named_graphs:
            default, named = list(default_graphs), list(named_graphs)
        if default or named:
            return Asked(text, self._known(default), self._known(named))
        wanted = asked_graphs(found)
        if not wanted.variable:
            scope = _Scope.of(found)
            return Asked(text, (self.union,), self._known([scope.iri(token) or "" for token in wanted.constant]))
        if can_be_confined(found):
            # Engines bear no long lists: Virtuoso answers with a header for each graph.
            return Asked(confined(text, self.union, self.suffix), (), ())
        extra = (self.nothing,) if self.nothing in text else ()
        return Asked(text, (self.union,), (*sorted(self.there(iri) for iri in self.graphs), *extra))

    def _known(self, iris: Sequence[str]) -> tuple[str, ...]:
        # Never without any: some engines take that for all that they have.
        return tuple(dict.fromkeys(self.there(iri) if iri in self.graphs else self.nothing for iri in iris)) or (
            self.nothing,
        )

    def _rewritten(self, sparql: str, found: list[Token]) -> tuple[str, list[str], list[str]]:
        """The text without FROM and with the engine's names, and the graphs that FROM and FROM NAMED gave."""
        scope = _Scope()
        parts: list[str] = []
        default: list[str] = []
        named: list[str] = []
        at = place = 0
        while place < len(found):
            token = found[place]
            word = token.text.upper() if token.kind == "word" else ""
            skipped = scope.declared(found, place) if word in {"PREFIX", "BASE"} else 0
            if word == "FROM":
                is_named = _word(found, place + 1) == "NAMED"
                last = found[min(place + 1 + is_named, len(found) - 1)]
                (named if is_named else default).append(scope.iri(last) or "")
                parts.append(sparql[at : token.start])
                at = last.start + len(last.text)
                skipped = 1 + is_named
            elif not skipped and token.kind in {"iri", "name"} and (iri := scope.iri(token)) is not None:
                after_graph = _word(found, place - 1) == "GRAPH"
                name = self.there(iri)
                if after_graph and name == iri:
                    # Engines do not agree on what a graph is that they do not have.
                    name = self.nothing
                if name != iri:
                    parts += [sparql[at : token.start], f"<{name}>"]
                    at = token.start + len(token.text)
            place += 1 + skipped
        return "".join([*parts, sparql[at:]]), default, named


class _Scope:
    """The prefixes and the base that a query declares."""

    def __init__(self) -> None:
        self.base = ""
        self.prefixes: dict[str, str] = {}

    @classmethod
    def of(cls, found: list[Token]) -> "_Scope":
        """What a whole query declares."""
        scope = cls()
        for place, token in enumerate(found):
            if token.kind == "word" and token.text.upper() in {"PREFIX", "BASE"}:
                scope.declared(found, place)
        return scope

    def declared(self, found: list[Token], place: int) -> int:
        """Take in the declaration that begins at a place; gives how many tokens it has after its first."""
        length = 2 if found[place].text.upper() == "PREFIX" else 1
        if place + length < len(found) and found[place + length].kind == "iri":
            iri = self.iri(found[place + length]) or ""
            if length == 1:
                self.base = iri
            else:
                self.prefixes[found[place + 1].text.removesuffix(":")] = iri
        return length

    def iri(self, token: Token) -> str | None:
        """The IRI that a token stands for; None when it is none."""
        if token.kind == "iri":
            text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), token.text[1:-1])
            return text if _ABSOLUTE.match(text) else urljoin(self.base, text)
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes:
            return None
        return self.prefixes[prefix] + _LOCAL_ESCAPE.sub(r"\1", local)


def _word(found: list[Token], place: int) -> str:
    return found[place].text.upper() if 0 <= place < len(found) and found[place].kind == "word" else ""
