"""The SPARQL 1.1 Protocol: what a request asks for, and in which formats it takes the answer.

Nothing here looks at Flask's request, so that whoever reads requests in another way gets the same answers.
"""

import codecs
import hashlib
import math
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl

import pyoxigraph
from flask_babel import gettext as _
from werkzeug.http import parse_options_header

from server.answers import repeatable
from server.faults import Refusal
from server.formats import HTML, RDF, RESULTS, Format
from server.negotiation import accepted, choose, sent_as

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
# By `format=`: names and media types.
BY_NAME = {name: format for format in (*RESULTS, *RDF, HTML) for name in (format.name, *format.types)}
BY_NAME |= {"turtle": RDF[0], "n3": RDF[0], "ntriples": RDF[1], "json-ld": RDF[2], "rdfxml": RDF[3], "rdf+xml": RDF[3]}
MOST_PARAMETERS = 1000
# Encodings of Python that are no charsets, or take time with the square of what they read.
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}", re.ASCII)


class Message(NamedTuple):
    """What of an HTTP request counts here: the query string as it came, `Accept`, `Content-Type` and the body."""

    method: str
    query_string: bytes
    accept: str = ""
    content_type: str = ""
    body: bytes = b""


class Asked(NamedTuple):
    """A request of the protocol: the query (None: there is none) and the dataset that goes with it.

    `timeout` is the time that the client gives the query, in seconds; None when it does not say.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    timeout: float | None = None


class Taken(NamedTuple):
    """The formats that the client takes: one for results, one for graphs (None: none of ours), or a page.

    `results_type` and `graph_type` are the values of `Content-Type` that go with them.
    """

    results: Format | None
    graph: Format | None
    page: bool = False
    results_type: str = ""
    graph_type: str = ""


def asked(message: Message) -> Asked:
    """Read a request. Raises `Refusal`: 400, 403 for an update, 415 for a body of another kind or charset."""
    values = pairs(message.query_string)
    if message.method != "POST":
        found = _from(values)
        if found.query is None and (found.default_graphs or found.named_graphs or found.timeout):
            raise _no_query()
        return found
    kind, options = parse_options_header(message.content_type)
    kind = kind.lower()
    if kind == FORM:
        # The protocol puts all in the body; a dataset or format in the address is taken too.
        found = _from(pairs(message.body, _charset(options.get("charset"))) + values)
    elif kind == QUERY:
        if any(name == "query" for name, _value in values):
            raise Refusal(400, "two-queries", _("There is a query in the body and one in the address; send one."))
        # The protocol has it in UTF-8 and in nothing else.
        if _charset(options.get("charset")) not in {"utf-8", "ascii"}:
            raise _unknown_charset(options["charset"])
        found = _from([*values, ("query", _decoded(message.body))])
    elif kind == UPDATE:
        raise _read_only()
    elif kind or message.body:
        detail = _("Send a form (%(form)s) or a query (%(query)s).", form=FORM, query=QUERY)
        raise Refusal(415, "unknown-content", detail)
    else:
        raise _no_query()
    if found.query is None:
        raise _no_query()
    return found


def pairs(text: bytes, charset: str = "utf-8") -> list[tuple[str, str]]:
    """The names and values of a form or a query string. Raises `Refusal`, 400."""
    if not text:
        return []
    if text.startswith(b"query=") and charset == "utf-8" and (query := _only_query(text)) is not None:
        return [("query", query)]
    try:
        return parse_qsl(
            text.decode(charset),
            keep_blank_values=True,
            encoding=charset,
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeError:
        raise _not_decoded(charset) from None
    except ValueError:
        detail = _("There are more than %(most)s parameters.", most=MOST_PARAMETERS)
        raise Refusal(400, "too-many-parameters", detail) from None


def _only_query(text: bytes) -> str | None:
    """The query in `query=…` when there is nothing besides it, read many times faster; None to read it with care."""
    if b"&" in text or b"\\" in text or not text.isascii():
        return None
    try:
        # `%3A` and `\x3A` say the same.
        escaped = text[6:].replace(b"+", b" ").replace(b"%", b"\\x")
        return escaped.decode("unicode_escape").encode("latin-1").decode("utf-8")
    except UnicodeError:
        # A percent sign that is one, or another charset.
        return None


def _from(values: list[tuple[str, str]]) -> Asked:
    query: str | None = None
    default_graphs: list[str] = []
    named_graphs: list[str] = []
    others: dict[str, str] = {}
    for name, value in values:
        if name == "query":
            if query is not None:
                raise Refusal(400, "two-queries", _("There are two queries or more; send one."))
            query = value
        elif name == "default-graph-uri":
            default_graphs.append(_graph(name, value))
        elif name == "named-graph-uri":
            named_graphs.append(_graph(name, value))
        elif name == "update":
            raise _read_only()
        elif name in {"format", "output", "timeout"}:
            # Clients name the format in several ways at once; the first counts.
            others.setdefault(name, value)
    return Asked(
        query,
        tuple(dict.fromkeys(default_graphs)),
        tuple(dict.fromkeys(named_graphs)),
        others.get("format") or others.get("output") or None,
        _timeout(others["timeout"]) if "timeout" in others else None,
    )


def _graph(name: str, value: str) -> str:
    try:
        pyoxigraph.NamedNode(value)
    except ValueError:
        detail = _("The parameter %(name)s is no absolute IRI: %(value)s", name=name, value=value[:200])
        raise Refusal(400, "not-an-iri", detail, parameter=name) from None
    return value


def _timeout(value: str) -> float:
    seconds = float(value) if _NUMBER.fullmatch(value.strip()) else math.nan
    if not seconds > 0:
        detail = _("The parameter timeout must be a number of seconds above 0; it is %(value)s.", value=value[:200])
        raise Refusal(400, "bad-timeout", detail, parameter="timeout")
    return seconds


def _no_query() -> Refusal:
    return Refusal(400, "no-query", _("There is no query; send it as the parameter query."), parameter="query")


def _read_only() -> Refusal:
    return Refusal(403, "read-only", _("The graph cannot be changed from here; updates are refused."))


def _charset(name: str | None) -> str:
    """The name that Python has for a charset; UTF-8 if there is none. Raises `Refusal`, 415."""
    if not name:
        return "utf-8"
    try:
        found = codecs.lookup(name).name
        # Some turn no text into bytes.
        "a".encode(found)
    except (LookupError, ValueError):
        raise _unknown_charset(name) from None
    if found in _NO_CHARSETS:
        raise _unknown_charset(name)
    return found


def _unknown_charset(name: str) -> Refusal:
    detail = _("The charset %(name)s cannot be read here; send UTF-8.", name=name[:50])
    return Refusal(415, "unknown-charset", detail)


def _not_decoded(charset: str) -> Refusal:
    if charset == "utf-8":
        return Refusal(400, "not-utf-8", _("The query is not UTF-8."))
    return Refusal(400, "not-in-charset", _("The query is not in its charset, %(name)s.", name=charset))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_decoded("utf-8") from None


def taken(format: str | None, accept: str) -> Taken:
    """Choose formats by `format=`, else by `Accept`. Raises `Refusal` for an unknown name."""
    if format is not None:
        return _by_name(format)
    # A long one is not worth its place in the cache.
    return _by_accept(accept) if len(accept) < 1000 else _by_accept.__wrapped__(accept)


def _by_name(format: str) -> Taken:
    # In an address "+" is a space.
    found = BY_NAME.get(format.partition(";")[0].strip().lower().replace(" ", "+"))
    if found is None:
        names = ", ".join(item.name for item in (*RESULTS, *RDF, HTML))
        raise Refusal(400, "unknown-format", _("There is no format of that name; use one of %(names)s.", names=names))
    if found is HTML:
        return Taken(None, None, page=True)
    # "json", "xml" and "csv" name a format of results; whoever builds a graph gets the nearest of that family.
    nearest = {"json": RDF[2], "xml": RDF[3]}
    return _with_types(found if found in RESULTS else None, found if found in RDF else nearest.get(found.name), "")


@lru_cache(maxsize=1000)
def _by_accept(accept: str) -> Taken:
    if wants_html(accept):
        return Taken(None, None, page=True)
    ranges = accepted(accept)
    return _with_types(choose(ranges, RESULTS), choose(ranges, RDF), accept)


def _with_types(results: Format | None, graph: Format | None, accept: str) -> Taken:
    types = [sent_as(format, accepted(accept)) if format else "" for format in (results, graph)]
    return Taken(results, graph, False, *types)


def wants_html(accept: str) -> bool:
    """Say whether a page is asked for: HTML by name, and no data format by name at the same quality or above."""
    ranges = accepted(accept)
    html = max((quality for value, quality in ranges if value in HTML.types), default=0)
    if not html:
        return False
    types = {type for format in (*RESULTS, *RDF) for type in format.types}
    # Browsers name application/xml beside HTML; they mean the page.
    others = [quality for value, quality in ranges if value in types - {"application/xml", "text/xml"}]
    return all(quality < html for quality in others)


def etag(build: str, asked: Asked, taken: Taken) -> str | None:
    """The validator of an answer, known before the query has run; None if the answer may differ each time.

    A build never changes, so the same query over the same dataset has the same answer in the same format.
    """
    if asked.query is None or taken.page or not repeatable(asked.query):
        return None
    parts = [
        build,
        asked.query,
        taken.results_type,
        taken.graph_type,
        *sorted(asked.default_graphs),
        "",
        *sorted(asked.named_graphs),
    ]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]
