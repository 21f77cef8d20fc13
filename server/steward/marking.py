"""Adding a statement: marking the words that say it, in the text of a document."""

from functools import cache

import pyoxigraph
from flask import Response, abort, make_response, render_template, request
from flask_babel import gettext as _

from ontology import SCHEMA, vocabulary
from ontology.files import triples
from server import words
from server.layouts import full
from server.live import current
from server.locale import page_language
from server.paging import pages
from server.source_blocks import blocks_of, build_parts
from server.steward.claims import Words, words_at
from server.steward.desk import blueprint
from server.steward.forms import common, takes_decisions


@cache
def properties(language: str) -> list[tuple[str, str]]:
    """The properties that statements about things have, by what they are called."""
    kinds = set(vocabulary().kinds.values())
    said = {
        triple.subject.value
        for triple in triples()
        if triple.predicate.value == SCHEMA.domainIncludes
        and isinstance(triple.object, pyoxigraph.NamedNode)
        and triple.object.value in kinds
        and isinstance(triple.subject, pyoxigraph.NamedNode)
    }
    return sorted(((words.label(iri, language), iri) for iri in said), key=lambda pair: pair[0].casefold())


def _cut(text: str, start: int, end: int, marked: Words | None) -> tuple[str, str, str]:
    """A block of the text as what is before, in and after the words that are marked."""
    if marked is None or not start <= marked.start < end:
        return text[start:end], "", ""
    stop = min(end, marked.end)
    return text[start : marked.start], text[marked.start : stop], text[stop:end]


@blueprint.route("/mark/<stem>", methods=["GET", "POST"])
@takes_decisions
def mark(stem: str) -> Response:
    """The text of a document, to mark words in, and a form for what they say."""
    live = current()
    if stem not in live.documents:
        abort(404)
    text = live.build.text(stem)
    marked = None
    given = request.args.get("char", "").split(",")
    if len(given) == 2:
        marked = words_at(stem, given[0], given[1], live.build.id)
    parts = build_parts(text)
    number = next((n for n, (start, end) in enumerate(parts) if marked and start <= marked.start < end), None)
    paging = pages(len(parts), 1, None if number is None else number + 1)
    start, end = parts[paging.page - 1]
    return make_response(
        render_template(
            "steward/mark.html",
            stem=stem,
            title=live.title(stem),
            blocks=[(begin, *_cut(text, begin, stop, marked)) for begin, stop in blocks_of(text, start, end)],
            language=live.documents[stem].get("language") or "",
            paging=paging,
            marked=marked,
            properties=properties(page_language()),
            entity=request.args.get("entity", ""),
            property=full(request.args.get("property", "")),
            hint=_("Mark words with the mouse, or with the arrow keys and Shift."),
            **common(live),
        )
    )
