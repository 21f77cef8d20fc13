"""SPARQL cut into tokens, as the grammar of SPARQL 1.1 (section 19.8) has them.

Only as much as is needed to tell a keyword from the same letters in a string, a comment, an IRI or a name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040\\-"
_NAME = f"[{_BASE}_0-9][{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040]*"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = f"(?:[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?)?"
_LOCAL = f"(?:[{_BASE}_0-9:]|{_PLX})(?:(?:[{_CHARS}.:]|{_PLX})*(?:[{_CHARS}:]|{_PLX}))?"
_ESCAPE = r"\\(?:[tbnrf\\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"

_TOKEN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "space": r"[ \t\r\n]+|\#[^\r\n]*",
            "iri": rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_ESCAPE})*>",
            "string": rf"\"\"\"(?:[^\"\\]|{_ESCAPE}|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|{_ESCAPE}|'(?!''))*'''"
            rf"|\"(?:[^\"\\\r\n]|{_ESCAPE})*\"|'(?:[^'\\\r\n]|{_ESCAPE})*'",
            "variable": rf"[?$]{_NAME}",
            "blank": f"_:[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?",
            "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
            "name": f"{_PREFIX}:(?:{_LOCAL})?",
            "number": r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?",
            "word": r"[A-Za-z][A-Za-z0-9_]*",
            "mark": r"[{}()\[\];,.=!<>|&+*/^?-]",
            "unknown": r".",
        }.items()
    ),
    re.DOTALL,
)


class Token(NamedTuple):
    """A token: its kind (`word`, `iri`, `string`, `name`, `mark`, …), its characters and where they start."""

    kind: str
    text: str
    start: int


def tokens(sparql: str) -> Iterator[Token]:
    """Cut a query or update into tokens; spaces and comments are left out, what fits nothing is `unknown`."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup and match.lastgroup != "space":
            yield Token(match.lastgroup, match[0], match.start())
