"""Queries that look at all of the graph, made fast: rewritten, by columns of numbers, to equal ones that need not.

Two kinds are: filters on dates and texts (`candidates`), and counts by group (`counts`). Everything else is left as it
is. The engine (Oxigraph) answers the rewritten query, so formats, limits and faults are its own.
"""

import contextlib
from collections.abc import Mapping

from store.analytics.candidates import narrowed
from store.analytics.columns import Columns, write_columns
from store.analytics.counts import counted
from store.analytics.parts import Parts, Unfit, read
from store.analytics.revise import revise_columns

__all__ = ["Columns", "revise_columns", "rewritten", "write_columns"]


def rewritten(sparql: str, columns: Columns, prefixes: Mapping[str, str] | None = None) -> str | None:
    """Return a query with the same answer over the default graph that is faster; None to run this one as it is.

    The text must be SPARQL, that is, the engine must have read it without a fault.
    """
    # What the engine reads and this does not foresee is left as it is, whatever it does to it.
    with contextlib.suppress(Unfit, LookupError, ValueError):
        parts = read(sparql, dict(prefixes or {}))
        with contextlib.suppress(Unfit, LookupError, ValueError):
            text = counted(parts, columns)
            if text is not None:
                return text
        return _with_values(sparql, parts, narrowed(parts, columns))
    return None


def _with_values(sparql: str, parts: Parts, found: tuple[str, list[str]] | None) -> str | None:
    if found is None:
        return None
    variable, terms = found
    # Before the rest, where the engine starts from it; but `SELECT *` gives variables in the order of the text.
    everything = any(token.text == "*" for token in parts.head)
    place = parts.group.end if everything else parts.group.start + 1
    return f"{sparql[:place]} VALUES {variable} {{ {' '.join(terms)} }} {sparql[place:]}"
