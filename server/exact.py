"""Repairs to what the engine writes: CSV whose IRIs have commas, XML whose texts have characters that XML has not."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, cast

import pyoxigraph

CSV = pyoxigraph.QueryResultsFormat.CSV
XML = {pyoxigraph.QueryResultsFormat.XML, pyoxigraph.RdfFormat.RDF_XML}
# A reader of XML takes a bare carriage return for a newline; the other control characters it does not take at all.
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f]")
_REPLACEMENT = "\ufffd".encode()

# What a predicate must end with to be the name of an element: a letter or underscore, and what may follow it in a name.
_NAME = re.compile(r"[^\W\d][\w.-]*$")

Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean


class NotInXml(Exception):
    """A predicate has no end that could name an element, so RDF/XML cannot have its triples."""


def nameable(triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    """Give the triples on. Raises `NotInXml` at one that RDF/XML cannot have."""
    known = set()
    for triple in triples:
        predicate = triple.predicate.value
        if predicate not in known:
            if not _NAME.search(predicate):
                raise NotInXml(predicate)
            known.add(predicate)
        yield triple


def write_results(
    results: Results, out: IO[bytes], format: pyoxigraph.QueryResultsFormat, again: Callable[[], object]
) -> None:
    """Write results. `again` runs the query anew, for a table that the engine cannot write; `out` must be seekable."""
    if format is not CSV or isinstance(results, pyoxigraph.QueryBoolean):
        results.serialize(for_format(out, format), format)
        return
    columns = len(results.variables)
    counted = _Commas(out)
    results.serialize(cast(IO[bytes], counted), format)
    if counted.commas != counted.lines * max(columns - 1, 0):
        # The engine puts no quotes around an IRI, and one of these has a comma.
        out.seek(0)
        out.truncate()
        write_csv(cast(pyoxigraph.QuerySolutions, again()), out)


def for_format(out: IO[bytes], format: pyoxigraph.QueryResultsFormat | pyoxigraph.RdfFormat) -> IO[bytes]:
    """What to write a format to, so that it comes well-formed to `out`."""
    return cast(IO[bytes], _Xml(out)) if format in XML else out


class _Xml(io.RawIOBase):
    """Passes XML on with its control characters as XML can have them."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self.out = out

    def write(self, data: Any) -> int:
        """Pass bytes on."""
        self.out.write(_CONTROL.sub(_allowed, bytes(data)))
        return len(data)


def _allowed(found: re.Match[bytes]) -> bytes:
    return b"&#13;" if found[0] == b"\r" else _REPLACEMENT


class _Commas(io.RawIOBase):
    """Passes CSV on, and counts the commas and ends of lines that are not in quotes."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self.out = out
        self.commas = 0
        self.lines = 0
        self._quoted = False

    def write(self, data: Any) -> int:
        """Pass bytes on."""
        data = bytes(data)
        # A quote within quotes is doubled: an end and a beginning with nothing between.
        parts = data.split(b'"')
        outside = b"".join(parts[self._quoted :: 2])
        self.commas += outside.count(b",")
        self.lines += outside.count(b"\n")
        self._quoted ^= len(parts) % 2 == 0
        self.out.write(data)
        return len(data)


def write_csv(results: pyoxigraph.QuerySolutions, out: IO[bytes]) -> None:
    """Write a table row by row, with quotes wherever one is needed; slower than the engine."""
    names = results.variables
    writer = csv.writer(_Encoded(out), lineterminator="\r\n")
    writer.writerow([name.value for name in names])
    for row in results:
        writer.writerow([_text(row[name]) for name in names])


class _Encoded:
    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, text: str) -> None:
        self.out.write(text.encode())


def _text(term: object) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal) else str(term)
