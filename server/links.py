"""From IRIs to the addresses of this server, and which addresses may stand in a page at all.

The graph's IRIs start with the base that the settings name; the server that runs on another host answers for them,
so a page links to its own addresses. RDF keeps the IRIs as they are.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from flask import url_for

from ontology import INNO, SHAPE

DEFINITIONS = INNO.__str__().rstrip("#")
SAFE_SCHEMES = {"http", "https", "mailto"}


@dataclass(frozen=True)
class Thing:
    """The two parts of the IRI of a thing: `{base}id/{kind}/{slug}`."""

    kind: str
    slug: str


def thing_of(iri: str, base: str) -> Thing | None:
    """The kind and slug in the IRI of a thing; None for any other IRI."""
    start = f"{base}id/"
    if not iri.startswith(start):
        return None
    kind, _, slug = iri[len(start) :].partition("/")
    return Thing(kind, slug) if kind and slug and "/" not in slug else None


def local_href(iri: str, base: str) -> str:
    """The address of an IRI in a page: one of this server when it answers for it, the IRI itself when it is on the web.

    Empty for an IRI that must not be a link, as `javascript:…`.
    """
    thing = thing_of(iri, base)
    if thing:
        return url_for("entity.page", kind=thing.kind, slug=thing.slug)
    term, _, fragment = iri.partition("#")
    if term == DEFINITIONS:
        return url_for("definition.page") + (f"#{quote(fragment)}" if fragment else "")
    if iri.startswith(SHAPE) and fragment:
        return url_for("shape_pages.page", name=fragment)
    if iri.startswith(f"{base}doc/"):
        stem, _, fragment = iri[len(base) + 4 :].partition("#")
        return url_for("source.page", stem=stem) + (f"#{fragment}" if fragment else "")
    if iri.startswith(base):
        return url_for("home.index") + iri[len(base) :]
    return iri if _is_web(iri) else ""


def is_outside(href: str) -> bool:
    """Say whether an address leads to another server."""
    return "://" in href.split("?")[0].split("#")[0]


def _is_web(iri: str) -> bool:
    try:
        return urlsplit(iri).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False
