"""Where names are printed in a text, and the words around a place."""

import re
from collections.abc import Iterable, Sequence

from graph_builder.findings import Span

WIDTH = 45
_FEW = 200


def find_printed(text: str, names: Iterable[str]) -> list[Span]:
    """Where any of `names` is printed, capitals and white space aside; of two that overlap the longer."""
    found: list[Span] = []
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        words = [re.escape(word) for word in name.split()]
        if not words:
            continue
        for match in re.finditer(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w{2})", text, re.IGNORECASE):
            if all(match.end() <= start or end <= match.start() for start, end in found):
                found.append(match.span())
    return sorted(found)


def nearest(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    """The span of each that stand nearest each other; of one alone its first."""
    if not one or not other:
        return tuple([*one, *other][:1])
    # A name printed on every page is looked for at its first places only.
    pairs = ((a, b) for a in one[:_FEW] for b in other[:_FEW])
    return min(pairs, key=lambda pair: (max(pair[0][0], pair[1][0]) - min(pair[0][1], pair[1][1]), pair))


def around(text: str, spans: Sequence[Span], width: int = WIDTH) -> str:
    """The words at `spans` in double brackets with those before and after, on one line; empty without a span."""
    if not spans:
        return ""
    pieces: list[str] = []
    position = -1
    for start, end in sorted(set(spans)):
        if start < position:
            continue
        if position >= 0 and start - position <= 2 * width:
            pieces[-1] = text[position:start]
        else:
            if position >= 0:
                pieces[-1] = _cut(text[position : position + width], end=True)
            pieces.append(_cut(text[max(0, start - width) : start], end=False) if start > width else text[:start])
        pieces += [f"[[{text[start:end]}]]", ""]
        position = end
    rest = text[position : position + width]
    pieces[-1] = _cut(rest, end=True) if position + width < len(text) else rest
    return re.sub(r"(?:… ?)+", "… ", " ".join("".join(pieces).split())).strip()


def _cut(words: str, *, end: bool) -> str:
    """The words without the one that was cut through, and dots in its place."""
    if end:
        return re.sub(r"\w+$", "", words) + "…"
    return "…" + re.sub(r"^\w+", "", words)
