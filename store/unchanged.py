"""Telling which N-Quads lines Oxigraph writes as they are, without asking it: most of a file that a program wrote.

A line counts only when its form is certain; all others are for the engine to read and write. IRIs are not checked.
"""

import re

_IRI = rb'<[^\x00-\x20<>"{}|^`\\]++>'
# The engine writes U+FFFE and U+FFFF as escapes; in UTF-8 they begin with EF.
_TEXT = rb'"(?:[^\x00-\x1f"\\\x7f\xef]++|\\["\\nr])*+"(?:@[a-z]{1,8}(?:-[a-z0-9]{1,8})*+)?'
_DAY = rb"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_TIME = rb"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[1-9]|1[0-3]):[0-5][0-9])?"
_TYPED = {
    b"integer": rb"(?:0|-?[1-9][0-9]{0,17})",
    b"decimal": rb"(?:0|-?[1-9][0-9]{0,8})\.[0-9]{0,7}[1-9]",
    b"date": _DAY,
    b"dateTime": _DAY + b"T" + _TIME,
}
_VALUE = b"|".join(rb'"%s"\^\^<http://www\.w3\.org/2001/XMLSchema#%s>' % (form, name) for name, form in _TYPED.items())
_LINES = re.compile(rb"(?:%s %s (?:%s|%s|%s) %s \.\n)*+" % (_IRI, _IRI, _IRI, _VALUE, _TEXT, _IRI))


def divide(text: bytes) -> tuple[bytes, bytes]:
    """Return the lines that the engine writes as they are, and the others, each in their order."""
    same, others = [], []
    at = 0
    while at < len(text):
        start, at = at, _end(text, at)
        same.append(text[start:at])
        if at < len(text):
            start, at = at, text.find(b"\n", at) + 1 or len(text)
            others.append(text[start:at])
    return b"".join(same), b"".join(others)


def _end(text: bytes, start: int) -> int:
    """Where the lines that are written as they are end."""
    found = _LINES.match(text, start)
    return found.end() if found else start
