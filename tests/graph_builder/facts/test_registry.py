"""Which readers run, and what other packages may add."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder.build import build_graph
from graph_builder.facts import READERS, registry
from graph_builder.facts.reader import ReaderError
from settings import Settings
from settings.model import ReaderSettings
from tests.graph_builder.conftest import DOCUMENTS, ROOT

TIDES = '''"""Tides: «Flo kl. 08.30»."""

def read(draft):
    """Add the tide."""
    start = draft.text.find("Flo")
    if start >= 0:
        draft.new("Event", "Flo", (start, start + 3))

def broken(draft):
    raise KeyError("no tide today")

def unknown_kind(draft):
    draft.new("Tide", "Flo", (0, 3))

def unknown_property(draft):
    place = draft.new("Place", "Flo", (0, 3))
    draft.state(place, "https://example.org/tide", place, (0, 3), "tides")
    draft.state(place, "https://example.org/tide", draft.new("Place", "Fjære", (0, 3)), (0, 3), "tides")

def outside(draft):
    draft.new("Place", "Flo", (0, 3_000_000))

number = 3
'''

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a package with entry points on the path, as an installer does."""
    site = tmp_path / "site"

    def _install(package: str = "havnepakke", **points: str) -> None:
        information = site / f"{package}-1.0.dist-info"
        information.mkdir(parents=True)
        (site / "tides_of_test.py").write_text(TIDES, encoding="utf-8")
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        lines = [f"{name} = {value}" for name, value in points.items()]
        (information / "entry_points.txt").write_text("\n".join([f"[{registry.GROUP}]", *lines]))

    monkeypatch.syspath_prepend(str(site))
    yield _install
    sys.modules.pop("tides_of_test", None)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.nb.txt"
    path.write_text("Flo kl. 08.30 og fjære kl. 14.40 i Tindvik.\n", encoding="utf-8")
    return path


def settings(**readers: object) -> Settings:
    return Settings(authority=ROOT / "data" / "authority", readers=ReaderSettings(**readers))


def test_all_of_ours_run_unless_told_otherwise() -> None:
    assert registry.chosen(ReaderSettings()) == list(READERS)


def test_the_settings_choose_and_order() -> None:
    assert registry.chosen(ReaderSettings(run=("roles", "areas", "goals"), skip=("areas",))) == ["roles", "goals"]
    assert "roles" not in registry.chosen(ReaderSettings(skip=("roles",)))
    assert registry.chosen(ReaderSettings(run=())) == []


@pytest.mark.parametrize("key", ["run", "skip"])
def test_a_name_that_no_reader_has_is_told_with_the_setting_and_those_there_are(key: str) -> None:
    with pytest.raises(ReaderError, match=rf"readers\.{key} names 'rolls'.* roles,"):
        registry.chosen(ReaderSettings(**{key: ("rolls",)}))


def test_a_name_cannot_run_twice() -> None:
    with pytest.raises(ReaderError, match="'roles' twice"):
        registry.chosen(ReaderSettings(run=("roles", "areas", "roles")))


def test_every_reader_says_what_it_reads() -> None:
    assert all(reader.meaning.endswith(".") for reader in registry.load(READERS))


@pytest.mark.parametrize("skipped", READERS)
def test_the_others_do_without_any_one_reader(skipped: str) -> None:
    result = build_graph([DOCUMENTS / "innoff-studio-2022.nb.txt"], settings(skip=(skipped,)))
    assert result.problems == []
    assert skipped not in result.readers


def test_another_package_adds_a_reader(install: Install, note: Path) -> None:
    install(tides="tides_of_test:read")
    assert registry.known()["tides"] == "havnepakke"
    (reader,) = registry.load(["tides"])
    assert reader.meaning == "Tides: «Flo kl. 08.30»."
    assert "Flo" in labels(note, settings())
    assert "Flo" not in labels(note, settings(skip=("tides",)))


def test_worker_processes_have_it_too(install: Install, note: Path) -> None:
    install(tides="tides_of_test:read")
    (note.parent / "other.nb.txt").write_text("Flo kl. 09.10.\n", encoding="utf-8")
    result = build_graph(sorted(note.parent.glob("*.txt")), settings(skip=("roles",)), jobs=2)
    assert result.problems == []
    found = {q.graph_name.value.rsplit("/", 1)[1] for q in result.quads if getattr(q.object, "value", "") == "Flo"}
    assert {"note.nb", "other.nb"} <= found


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        ("broken", r"failed \(KeyError: 'no tide today'\)"),
        ("unknown_kind", "an entity of the kind 'Tide'"),
        ("unknown_property", "'https://example.org/tide', which is no property"),
        ("outside", r"named the characters \(0, 3000000\)"),
    ],
)
def test_its_fault_is_told_of_the_document(install: Install, note: Path, function: str, reason: str) -> None:
    install(tides=f"tides_of_test:{function}")
    (problem,) = build_graph([note], settings()).problems
    assert problem.path == note
    assert problem.reason.startswith("the reader 'tides' of the package havnepakke ")
    assert reason.replace("\\", "") in problem.reason
    assert "readers.skip" in problem.reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("missing_of_test:read", "ModuleNotFoundError"),
        ("tides_of_test:nothing", "AttributeError"),
        ("tides_of_test:number", "is no function"),
    ],
)
def test_one_that_cannot_be_loaded_can_be_left_out(install: Install, note: Path, value: str, reason: str) -> None:
    install(tides=value)
    with pytest.raises(ReaderError, match=rf"'tides' of the package havnepakke .*{reason}.*readers\.skip"):
        build_graph([note], settings())
    assert build_graph([note], settings(skip=("tides",))).problems == []


def test_two_readers_of_one_name(install: Install) -> None:
    install(roles="tides_of_test:read")
    with pytest.raises(ReaderError, match="havnepakke has a reader 'roles', and so has innograf"):
        registry.known()


def labels(path: Path, given: Settings) -> set[str]:
    result = build_graph([path], given)
    assert result.problems == []
    return {quad.object.value for quad in result.quads if quad.predicate.value.endswith("#label")}
