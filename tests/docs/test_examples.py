"""Every example in the documentation runs and does what the page shows."""

import configparser
import contextlib
import io
import json
import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import rdflib

from settings import Settings, load
from store import BuildStore, query
from tests.docs.conftest import ROOT, Workplace
from tests.docs.examples import Example, agrees, commands, examples

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ADDRESS = "http://127.0.0.1:8000"
ACTIVATE = ". .venv/bin/activate"
"""The tests run in the environment that it activates."""
INSTALL = re.compile(r"^uv pip install \./(?P<folder>[\w-]+)$")
MAKE = re.compile(r"^(?:\w+=\S+ )*make (?P<target>[\w-]+)(?: \w+=\S+)*$")
PACKAGE = re.compile(r"^(?:uv )?pip install (?P<name>[\w-]+)$")
NODE_PACKAGE = re.compile(r"^npm install (?P<name>@?[\w/-]+)@(?P<version>\d+)$")
NODE_MODULES = ROOT / "tests" / "docs" / "javascript" / "node_modules"
LANGUAGES = {"console", "sparql", "python", "javascript", "toml", "turtle", "markdown", "text", "json"}


@pytest.fixture
def here(workplace: Workplace) -> Iterator[Workplace]:
    """The page's own folder as the current one."""
    before = Path.cwd()
    os.chdir(workplace.folder)
    yield workplace
    os.chdir(before)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Path, here: Workplace, server: str) -> None:
    for example in examples(page):
        assert example.language in LANGUAGES, f"{example.place}: no test runs {example.language!r} examples"
        if example.title:
            target = here.folder / example.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(example.text, encoding="utf-8")
        runner = globals().get(f"_{example.language}")
        # A file in Python is run by what comes after it.
        if runner and not (example.title and example.language == "python"):
            runner(example, here, server)


def test_the_pages_have_examples() -> None:
    counted = {page.name: len(examples(page)) for page in PAGES}
    assert sum(counted.values()) > 25, counted


def _console(example: Example, place: Workplace, server: str) -> None:
    for command in commands(example.text):
        where = f"{example.place}: {command.line}"
        if command.line == ACTIVATE:
            continue
        if make := MAKE.match(command.line):
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert re.search(rf"^{make['target']}:", makefile, re.M), f"{where}\nno such target in the Makefile"
            continue
        if install := INSTALL.match(command.line):
            _install(place.folder / install["folder"], place.folder / "site-packages")
            continue
        # What `make test` has installed already.
        if package := PACKAGE.match(command.line):
            assert metadata.version(package["name"]), where
            continue
        if package := NODE_PACKAGE.match(command.line):
            installed = json.loads((NODE_MODULES / package["name"] / "package.json").read_text(encoding="utf-8"))
            assert installed["version"].startswith(f"{package['version']}."), f"{where}\n{installed['version']}"
            continue
        if command.line == "innograf serve":
            # The fixture ran this very command.
            continue
        done = place.run(command.line.replace(ADDRESS, server))
        assert done.returncode == 0, f"{where}\nexit code {done.returncode}\n{done.stdout}"
        output = done.stdout.replace(server, ADDRESS)
        assert agrees(command.shown, output), f"{where}\nshown:\n{command.shown}\nreal:\n{output}"


def _install(source: Path, target: Path) -> None:
    """What an installer leaves of a package of one module, without the network: the module and its entry points."""
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = project["name"].replace("-", "_")
    information = target / f"{name}-{project['version']}.dist-info"
    information.mkdir(parents=True)
    shutil.copy(source / f"{name}.py", target)
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (information / "METADATA").write_text(metadata, encoding="utf-8")
    groups = configparser.ConfigParser()
    groups.read_dict(project["entry-points"])
    with (information / "entry_points.txt").open("w", encoding="utf-8") as file:
        groups.write(file)


def _sparql(example: Example, place: Workplace, _server: str) -> None:
    build = BuildStore(place.folder / "data" / "builds").open()
    answer = query(build, example.text)
    rows = bool(answer) if type(answer).__name__ == "QueryBoolean" else len(list(answer))
    assert rows, f"{example.place}: no rows"


def _python(example: Example, _place: Workplace, server: str) -> None:
    output = io.StringIO()
    code = compile(example.text.replace(ADDRESS, server), example.place, "exec")
    with contextlib.redirect_stdout(output):
        exec(code, {"__name__": "__main__"})
    assert output.getvalue().strip(), f"{example.place}: printed nothing"


def _javascript(example: Example, place: Workplace, server: str) -> None:
    name = example.title or "example.mjs"
    (place.folder / name).write_text(example.text.replace(ADDRESS, server), encoding="utf-8")
    assert NODE_MODULES.is_dir(), "Run `make test` once: it installs what the examples in JavaScript need."
    (place.folder / "node_modules").unlink(missing_ok=True)
    (place.folder / "node_modules").symlink_to(NODE_MODULES)
    done = place.run(f"node {name}")
    assert done.returncode == 0, f"{example.place}\n{done.stdout}"
    assert done.stdout.strip(), f"{example.place}: printed nothing"


def _toml(example: Example, place: Workplace, _server: str) -> None:
    read = tomllib.loads(example.text)
    if example.title == "innograf.toml":
        loaded, meant = load(), Settings(**read)
        assert {name: getattr(loaded, name) for name in read} == {name: getattr(meant, name) for name in read}
        (place.folder / example.title).unlink()


def _turtle(example: Example, _place: Workplace, _server: str) -> None:
    assert len(rdflib.Graph().parse(data=example.text, format="turtle")), example.place
