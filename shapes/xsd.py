"""What XML Schema and XPath say of literals and regular expressions, by elementpath."""

import re
from functools import cache
from typing import Any

from elementpath.datatypes import builtin_atomic_types
from elementpath.regex import RegexError, translate_pattern

from ontology import XSD

_XSD = XSD["string"].removesuffix("string")
# A text is what it is; a name of two parts says nothing without its prefixes.
_NOT_CHECKED = {"string", "anyURI", "QName", "NOTATION", "anyAtomicType", "untypedAtomic", "error"}
_TYPES: dict[str, Any] = {
    _XSD + name.rpartition("}")[2]: kind
    for name, kind in builtin_atomic_types.items()
    if name.startswith("{") and name.rpartition("}")[2] not in _NOT_CHECKED
}
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}


def is_well_typed(text: str, datatype: str) -> bool:
    """Whether the text is one of the datatype's; True for a datatype that XML Schema does not have.

    Source: XML Schema 1.1 part 2, without the white space around it that RDF 1.1 does not take off.
    """
    kind = _TYPES.get(datatype)
    if kind is None:
        return True
    try:
        if not kind.is_valid(text):
            return False
        kind(text) if not hasattr(kind, "fromstring") else kind.fromstring(text)
    except OverflowError:
        return True  # a year that Python cannot count to
    except (ArithmeticError, TypeError, ValueError):
        return False
    return True


@cache
def regular_expression(pattern: str, flags: str) -> re.Pattern[str]:
    """A regular expression of XPath, as `fn:matches` and SPARQL's REGEX read it, for Python.

    Raises `ValueError` for one that is not of XPath, such as a look-ahead, and for flags that XPath does not have.
    """
    if unknown := set(flags) - {*_FLAGS, "x", "q"}:
        raise ValueError(f"XPath has no flag {''.join(sorted(unknown))!r}")
    number = re.RegexFlag(0)
    for flag in flags:
        number |= _FLAGS.get(flag, re.RegexFlag(0))
    if "q" in flags:
        return re.compile(re.escape(pattern), number & re.IGNORECASE)
    try:
        return re.compile(translate_pattern(_prepared(pattern, "x" in flags), int(number)), number)
    except (RegexError, re.error, OverflowError) as error:
        raise ValueError(str(error)) from None


def _prepared(pattern: str, without_space: bool) -> str:
    """The pattern without white space outside of brackets, and with `\\s` and `\\w` in brackets.

    elementpath leaves these as they are to Python outside of brackets, where they are more than in XPath.
    """
    kept, depth, escaped = [], 0, False
    for letter in pattern:
        if escaped:
            kept.append(f"[\\{letter}]" if letter in "sSwW" and not depth else f"\\{letter}")
            escaped = False
        elif letter == "\\":
            escaped = True
        elif depth or not without_space or letter not in " \t\r\n":
            depth += (letter == "[") - (letter == "]")
            kept.append(letter)
    return "".join(kept) + "\\" * escaped
