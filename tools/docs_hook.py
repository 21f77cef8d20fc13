"""MkDocs hook: fills the tables of settings, commands and vocabulary from the code and the ontology that define them.

A page asks for one with a line such as `<!-- settings -->`; so no list is written a second time by hand.
"""

import re
from typing import Any

import click

from cli.main import COMMANDS, main
from ontology import INNO, prefixes, vocabulary
from ontology.files import triples
from settings import fields, variable

MARKER = re.compile(r"^<!-- (?P<name>[a-z]+) -->$", re.M)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by MkDocs for each page."""
    return MARKER.sub(lambda match: GENERATORS[match["name"]](), markdown)


def settings_table() -> str:
    """Every setting: name, variable of the environment, default, meaning."""
    rows = [
        (f"`{name}`", f"`{variable(name)}`", _default(field.default), field.description or "")
        for name, field in fields().items()
    ]
    return _table(("Setting", "Environment", "Default", "Meaning"), rows)


def _default(value: object) -> str:
    return "" if value is None or value == () else f"`{value}`"


def command_reference() -> str:
    """The help text of every subcommand, as the terminal shows it."""
    parts = []
    for name in COMMANDS:
        context = click.Context(main, info_name="innograf", max_content_width=100, terminal_width=100)
        command = main.get_command(context, name)
        assert command is not None
        shown = command.get_help(click.Context(command, parent=context, info_name=name))
        parts.append(f"## {name}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def vocabulary_tables() -> str:
    """Classes, properties, concepts and prefixes of the ontology."""
    words = vocabulary()
    domains = _objects("domain", "domainIncludes")
    ranges = _objects("range", "rangeIncludes")
    kinds = {iri: kind for kind, iri in words.kinds.items()}
    classes = [
        (
            _anchor(iri),
            f"`{kinds[iri]}`" if iri in kinds else "",
            _list(words.superclasses(iri)),
            words.comment(iri, "en"),
        )
        for iri in words.classes
    ]
    properties = [
        (_anchor(iri), _list(domains.get(iri, ())), _list(ranges.get(iri, ())), words.comment(iri, "en"))
        for iri in words.properties
    ]
    concepts = [
        (
            f"`{scheme}`",
            _short(words.concept(scheme, notation) or ""),
            words.label(words.concept(scheme, notation) or "", "en"),
        )
        for scheme in ("organisation", "event", "policy")
        for notation in words.notations(scheme)
    ]
    names = [(f"`{prefix}:`", f"`{iri}`") for prefix, iri in prefixes().items()]
    return "\n\n".join(
        [
            "## Classes",
            _table(("Class", "Kind", "Also", "Meaning"), classes),
            "## Properties",
            _table(("Property", "From", "To", "Meaning"), properties),
            "## Concepts",
            _table(("Scheme", "Concept", "Label"), concepts),
            "## Prefixes",
            _table(("Prefix", "Namespace"), names),
        ]
    )


GENERATORS = {"settings": settings_table, "command": command_reference, "vocabulary": vocabulary_tables}


def _objects(*local_names: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for triple in triples():
        if triple.predicate.value.rpartition("#")[2].rpartition("/")[2] in local_names:
            found.setdefault(triple.subject.value, []).append(getattr(triple.object, "value", ""))
    return found


def _short(iri: str) -> str:
    for prefix, namespace in prefixes().items():
        if iri.startswith(namespace):
            return f"`{prefix}:{iri.removeprefix(namespace)}`"
    return f"`{iri}`"


def _anchor(iri: str) -> str:
    short = _short(iri)
    return f'<span id="{iri.removeprefix(INNO)}"></span>{short}' if iri.startswith(INNO) else short


def _list(iris: Any) -> str:
    return ", ".join(_short(iri) for iri in iris)


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in lines
    )
