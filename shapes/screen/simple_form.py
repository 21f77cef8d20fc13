"""Which queries may be run once for all focus nodes, with `$this` left unbound.

They have a simple form: `$this` is bound by a triple pattern wherever it is used, and nothing counts or cuts off rows
across nodes. `is_simple` says so only when that is certain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

HIDDEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'|" + r'<[^<>"{}|^`\\\s]*>|#[^\n]*'
)
_WORD = re.compile(r"[?$]\w+|[{}()*]|[A-Za-z_][\w:.-]*")
_THIS = ("$this", "?this")
_FORBIDDEN = {"LIMIT", "OFFSET", "VALUES", "SERVICE", "MINUS", "$PATH", "$currentShape", "$shapesGraph"}
_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}


@dataclass
class _Group:
    """What stands between braces: the words outside all parentheses, those within, and the groups."""

    before: str = ""
    words: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    groups: list["_Group"] = field(default_factory=list)

    @property
    def is_select(self) -> bool:
        return "SELECT" in self.words

    def mentions(self) -> bool:
        """Whether `$this` is used here or in a group that is not of EXISTS, where it is bound for certain."""
        own = any(word in _THIS for word in (*self.words, *self.within))
        return own or any(group.mentions() for group in self.groups if group.before != "EXISTS")

    def binds(self) -> bool:
        """Whether each row of this group has `$this` bound."""
        if self.is_select:
            return self._projects() and all(group.binds() for group in self.groups)
        if any(word in _THIS for word in self.words):
            return True
        return any(all(group.binds() for group in branches) for branches in self._joined())

    def sound(self) -> bool:
        """Whether the rows for a node are the same with `$this` unbound."""
        if not self.mentions():
            return True
        if not self.binds():
            return False
        if self.is_select and not self._groups_by_this():
            return False
        return all(group.sound() for group in self.groups if group.before != "EXISTS")

    def _projects(self) -> bool:
        shown = self.words[self.words.index("SELECT") :]
        shown = shown[: shown.index("{")] if "{" in shown else shown
        return any(word in (*_THIS, "*") for word in shown)

    def _groups_by_this(self) -> bool:
        if "GROUP" in self.words:
            return any(word in _THIS for word in self.words[self.words.index("GROUP") :])
        return not _AGGREGATES.intersection((*self.words, *self.within))

    def _joined(self) -> Iterator[list["_Group"]]:
        """The groups that are joined, each with its alternatives."""
        branches: list[_Group] = []
        for group in self.groups:
            if group.before == "UNION":
                branches.append(group)
                continue
            if branches:
                yield branches
            branches = [] if group.before in ("OPTIONAL", "EXISTS") else [group]
        if branches:
            yield branches


def is_simple(query: str) -> bool:
    """Whether `$this` may be left unbound, so that one run tells the rows of every node."""
    words = [word if word[0] in "?$" else word.upper() for word in _WORD.findall(HIDDEN.sub(" ", query))]
    if _FORBIDDEN.intersection(word.replace("?", "$") for word in words):
        return False
    root = _Group()
    open_groups: list[tuple[_Group, int]] = [(root, 0)]
    last = ""
    for word in words:
        group, depth = open_groups[-1]
        if word == "{":
            group.words.append("{")
            inner = _Group(before=last)
            group.groups.append(inner)
            open_groups.append((inner, 0))
        elif word == "}":
            if len(open_groups) == 1:
                return False
            open_groups.pop()
        elif word in "()":
            open_groups[-1] = (group, depth + (1 if word == "(" else -1))
        else:
            (group.within if depth else group.words).append(word)
        last = word
    return len(open_groups) == 1 and root.is_select and len(root.groups) == 1 and root.sound()


def start_of_pattern(query: str) -> int:
    """Where the outermost group begins: after its brace."""
    return HIDDEN.sub(lambda hidden: " " * len(hidden[0]), query).index("{") + 1
