"""Reads texts that tests write, as a build reads a file, and shows what was found in plain tuples."""

from pathlib import Path

from graph_builder.authority import Authority
from graph_builder.build import read_draft
from graph_builder.decisions import NO_DECISIONS, Decisions
from graph_builder.draft import Draft, Entity, Fact, Value
from graph_builder.facts import BUILT_IN
from graph_builder.layout import Layout, lay_out
from graph_builder.metadata import Metadata
from graph_builder.read import Document
from ontology import ORG, SCHEMA

# One for all tests: the pipeline is kept by authority.
NO_AUTHORITY = Authority()

_ENDINGS = {"text": ".txt", "markdown": ".md"}


def document(text: str, language: str = "nb", form: str = "text", stem: str = "note", issued: str = "") -> Document:
    """A document with `text`, as if it had been read from a file."""
    metadata = Metadata(language=language, issued=issued or None)
    return Document(stem, Path(stem + _ENDINGS[form]), text, form, language, 0, metadata)


def layout(text: str, form: str = "text") -> Layout:
    """How a text is laid out."""
    return lay_out(document(text, form=form))


def blocks(text: str, form: str = "text") -> list[tuple[str, str]]:
    """(kind, words) of each block of a text."""
    laid = layout(text, form)
    return [(b.kind, " ".join(laid.flat[b.start : b.end].split())) for b in laid.blocks]


def read(
    text: str,
    language: str = "nb",
    form: str = "text",
    stem: str = "note",
    issued: str = "",
    authority: Authority = NO_AUTHORITY,
    decisions: Decisions = NO_DECISIONS,
) -> Draft:
    """All that is read from a text, by the names' form alone unless an authority is given."""
    return read_draft(document(text, language, form, stem, issued), authority, BUILT_IN, decisions)


def local(iri: str) -> str:
    """The last part of a term's IRI."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def shown(value: Entity | Value) -> str:
    """An entity's name, a literal's text."""
    return value.text if isinstance(value, Value) else value.label


def facts(draft: Draft, *predicates: str) -> set[tuple[str, str, str]]:
    """(subject, predicate, object) by name, of the predicates named or of all; roles are left to `roles`."""
    return {
        (shown(f.subject), local(f.predicate), shown(f.object))
        for f in draft.all_facts()
        if f.subject.kind != "Membership" and (not predicates or local(f.predicate) in predicates)
    }


def roles(draft: Draft) -> set[tuple[str, str, str | None]]:
    """(person, title, body) of each role; body None where the text states none."""
    found = set()
    for node in (e for e in draft.entities if e.kind == "Membership"):
        (person,) = draft.objects(node, ORG.member)
        titles = [shown(v) for v in draft.objects(node, SCHEMA.roleName)] or [""]
        bodies = draft.objects(node, ORG.organization) + draft.objects(node, SCHEMA.memberOf)
        found.add((shown(person), titles[0], shown(bodies[0]) if bodies else None))
    return found


def named(draft: Draft, kind: str) -> set[str]:
    """The names of the entities of a kind."""
    return {e.label for e in draft.entities if e.kind == kind}


def kinds(draft: Draft, kind: str = "Organisation") -> dict[str, str]:
    """Name → notation (`ministry`, `seminar`) of the entities of a kind."""
    return {e.label: e.notation for e in draft.entities if e.kind == kind}


def entity(draft: Draft, name: str) -> Entity:
    """The one entity that is printed as `name`. Fails when there is none, or more than one."""
    (found,) = [e for e in draft.entities if name in e.names]
    return found


def said(draft: Draft, fact: Fact) -> str:
    """The words that a fact was read from."""
    return draft.printed(fact.span)
