"""What a query that got no answer is told: a status, a name, and a sentence in the page's language."""

from babel.numbers import format_decimal
from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from server import values
from server.asking import QueryFault
from server.configured import settings
from server.faults import Refusal
from server.locale import how_many, page_language


def refusal(fault: QueryFault, timeout: float | None = None) -> Refusal:
    """A fault of the pool as a refusal that says what to do; `timeout` is the time that the client gave the query.

    `parser` among its extra members is what the engine says itself, in English.
    """
    limits = settings()
    place = {"line": fault.place[0], "column": fault.place[1]} if fault.place else {}
    parser = {"parser": fault.message} if fault.message else {}
    if fault.name == "syntax":
        return Refusal(400, "not-sparql", _syntax(fault), **place, **parser)
    if fault.name == "depth":
        return Refusal(400, "too-deep", _depth(fault), **place)
    if fault.name == "refused":
        return Refusal(403, "refused", _refused(fault))
    if fault.name == "time":
        return _too_slow(limits.query_timeout, timeout)
    if fault.name == "size":
        detail = _(
            "The answer is larger than %(limit)s bytes, so none of it is sent. Ask for less, with LIMIT for instance.",
            limit=_number(limits.query_max_bytes),
        )
        return Refusal(422, "too-large", detail, limit=limits.query_max_bytes)
    if fault.name == "memory":
        detail = _(
            "The query took more memory than the %(limit)s bytes that one may have. Ask for less.",
            limit=_number(limits.query_memory),
        )
        return Refusal(507, "too-much-memory", detail, limit=limits.query_memory)
    if fault.name == "disk":
        return Refusal(507, "no-room", _("There is no room on the server's disk for an answer this large."))
    if fault.name == "crash":
        detail = _(
            "The query broke the process that was to answer it; another has taken its place. "
            "Queries do so that have very many parts in a row or within each other: write it shorter."
        )
        return Refusal(400, "broke-worker", detail)
    if fault.name == "panic":
        detail = _(
            "The engine failed on this query, and another process has taken its place. The fault is not yours, but the "
            "same query will most likely fail again. Ask in another way; without ORDER BY over values of many kinds, "
            "for instance."
        )
        return Refusal(503, "engine-failed", detail)
    if fault.name == "start":
        return Refusal(503, "no-workers", _("The processes that answer queries cannot be started; see the log."))
    if fault.name == "busy":
        return Refusal(503, "busy", _("Every process that answers queries is at work. Try again in a moment."))
    if fault.name == "endpoint":
        # What it says names machines that readers need not know.
        current_app.logger.error("%s", fault.message)
        detail = _("The database that holds the graph did not answer as it should. Try again in a moment.")
        return Refusal(502, "no-database", detail)
    if fault.name == "service":
        detail = _("A server that the query calls with SERVICE did not answer as it should.")
        return Refusal(502, "service-failed", detail, **parser)
    if fault.name == "greedy":
        detail = _(
            "There are %(limit)s queries from your address in hand already, the most that one may have. "
            "Wait for their answers.",
            limit=_number(limits.query_share),
        )
        return Refusal(429, "greedy", detail, limit=limits.query_share)
    return Refusal(400, "failed", _("The query could not be run."), **parser)


def _too_slow(limit: float, timeout: float | None) -> Refusal:
    if timeout is not None and timeout < limit:
        detail = ngettext(
            "The query was stopped after %(limit)s second, as it was asked with.",
            "The query was stopped after %(limit)s seconds, as it was asked with.",
            how_many(timeout),
            limit=_number(timeout),
        )
        return Refusal(504, "too-slow", detail, limit=timeout)
    detail = ngettext(
        "The query was stopped after %(limit)s second, the longest that one may take.",
        "The query was stopped after %(limit)s seconds, the longest that one may take.",
        how_many(limit),
        limit=_number(limit),
    )
    return Refusal(504, "too-slow", detail, limit=limit)


def _number(value: float) -> str:
    return format_decimal(value, locale=values.FORMATS.get(page_language(), page_language()))


def _syntax(fault: QueryFault) -> str:
    if fault.place is None:
        return str(_("The query is not SPARQL."))
    line, column = fault.place
    return str(
        _("The query is not SPARQL; the fault is at line %(line)s, column %(column)s.", line=line, column=column)
    )


def _depth(fault: QueryFault) -> str:
    line, column = fault.place or (1, 1)
    return str(
        _(
            "The query is nested too deeply: it has more than %(most)s brackets within each other at line %(line)s, "
            "column %(column)s. Nest it less.",
            most=fault.about["most"],
            line=line,
            column=column,
        )
    )


def _refused(fault: QueryFault) -> str:
    keyword, culprit = fault.about["keyword"], fault.about["culprit"]
    sentences = {
        "update": lambda: _(
            "%(keyword)s is an update; the graph cannot be changed from here. "
            "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            keyword=keyword,
        ),
        "service": lambda: _("SERVICE is refused: no other server is called from here."),
        "endpoint": lambda: _("SERVICE is refused: no other servers are called from here than %(list)s.", list=culprit),
        "escape": lambda: _(
            "A query with the letters of SERVICE in it may not have \\u or \\U: write the character itself."
        ),
        "unknown": lambda: _(
            "A query with the letters of SERVICE in it must be plain; the character %(culprit)s fits nothing.",
            culprit=culprit,
        ),
        "prefix": lambda: _("The prefix %(culprit)s could be read as SERVICE; give it another name.", culprit=culprit),
        "iri": lambda: _(
            "A query with the letters of SERVICE in it must be plain; put a space after each “<” that compares."
        ),
    }
    return str(sentences[fault.about["reason"]]())
