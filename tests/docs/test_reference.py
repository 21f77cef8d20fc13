"""The tables of the documentation hold every setting, command and term."""

from cli.main import COMMANDS
from ontology import prefixes, vocabulary
from settings import fields, variable
from tests.docs.conftest import ROOT
from tools.docs_hook import GENERATORS, MARKER, command_reference, on_page_markdown, settings_table, vocabulary_tables


def test_every_setting_is_described() -> None:
    table = settings_table()
    for name, field in fields().items():
        assert field.description, name
        default = f"`{field.default}`" if field.default not in (None, ()) else ""
        assert f"| `{name}` | `{variable(name)}` | {default} | {field.description} |" in table


def test_every_subcommand_has_its_help() -> None:
    text = command_reference()
    for name in COMMANDS:
        assert f"## {name}\n" in text
        assert f"Usage: innograf {name}" in text


def test_every_term_of_the_ontology_is_listed() -> None:
    text = vocabulary_tables()
    names = prefixes()
    for iri in vocabulary().declared:
        if iri.endswith("-kinds"):
            continue
        short = next((f"`{p}:{iri.removeprefix(ns)}`" for p, ns in names.items() if iri.startswith(ns)), f"`{iri}`")
        assert short in text, iri
    for prefix, namespace in names.items():
        assert f"| `{prefix}:` | `{namespace}` |" in text


def test_a_marker_becomes_its_table() -> None:
    assert on_page_markdown("# A\n\n<!-- settings -->\n") == f"# A\n\n{settings_table()}\n"


def test_every_table_has_its_place() -> None:
    asked = {
        match["name"] for page in (ROOT / "docs").glob("*.md") for match in MARKER.finditer(page.read_text("utf-8"))
    }
    assert asked == set(GENERATORS)
