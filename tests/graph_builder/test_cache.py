"""Only what has changed is read again, and the graph is the same as if all had been."""

import multiprocessing
import multiprocessing.synchronize
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder import fingerprint as fingerprints
from graph_builder import reading
from graph_builder.authority import Authority, Entry
from graph_builder.build import GraphResult, build_graph
from graph_builder.cache import Cache
from graph_builder.draft import Draft
from graph_builder.layout import Layout
from graph_builder.packing import pack
from graph_builder.reading import Means
from settings import Settings
from tests.graph_builder.reading import document

TEXTS = {
    "mote": "Rådgiver Ada Berg i Havnerådet åpnet møtet i Tindvik 3. mars 2021.\n",
    "pris": "Tindvik kommune vant Havneprisen 2022.\n",
    "tale": "Direktør Nils Haukvik i Havnerådet talte.\n",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "authority").mkdir()
    (tmp_path / "documents").mkdir()
    for stem, text in TEXTS.items():
        (tmp_path / "documents" / f"{stem}.nb.txt").write_text(text, encoding="utf-8")
    return Settings(cache=tmp_path / "cache", documents=tmp_path / "documents", authority=tmp_path / "authority")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stems of the documents that are really read, in turn."""
    stems: list[str] = []
    real = reading.read_draft

    def told(found, *more):
        stems.append(found.stem)
        return real(found, *more)

    monkeypatch.setattr(reading, "read_draft", told)
    return stems


def build(settings: Settings, cached: bool = True, jobs: int | None = 1) -> GraphResult:
    return build_graph([settings.documents], settings, jobs=jobs, cached=cached)


def lines(result: GraphResult) -> list[str]:
    return [str(quad) for quad in result.quads]


def entries(settings: Settings) -> list[Path]:
    return sorted((settings.cache / "drafts").iterdir())


def test_a_second_build_reads_nothing_and_is_the_same(settings: Settings, read: list[str]) -> None:
    first = build(settings)
    assert read == ["mote.nb", "pris.nb", "tale.nb"]
    second = build(settings)
    assert len(read) == 3
    assert second.notes == ["3 of 3 documents have not changed and were taken from the cache."]
    assert lines(first) == lines(second) == lines(build(settings, cached=False))


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_changed_document_is_read_again_and_the_graph_is_that_from_scratch(
    settings: Settings, read: list[str], jobs: int
) -> None:
    build(settings)
    changed = settings.documents / "pris.nb.txt"
    changed.write_text("Havnerådet vant Havneprisen 2023. Ada Berg sitter i juryen.\n", encoding="utf-8")
    (settings.documents / "ny.nb.txt").write_text("Seniorrådgiver Ada Berg i Havnerådet kom sent.\n", encoding="utf-8")
    (settings.documents / "tale.nb.txt").unlink()
    read.clear()
    incremental = build(settings, jobs=jobs)
    if jobs == 1:
        assert read == ["ny.nb", "pris.nb"]
    assert any(note.startswith("1 of 3 documents") for note in incremental.notes)
    assert lines(incremental) == lines(build(settings, cached=False))


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:-1],
        lambda content: content[:40] + b"x" + content[41:],
        lambda content: b"",
        lambda content: content[:32],
    ],
)
def test_a_broken_entry_is_read_again_and_mended(
    settings: Settings, read: list[str], change: Callable[[bytes], bytes]
) -> None:
    first = build(settings)
    entries(settings)[0].write_bytes(change(entries(settings)[0].read_bytes()))
    read.clear()
    assert lines(build(settings)) == lines(first)
    assert len(read) == 1
    assert build(settings).notes[0].startswith("3 of 3")


def test_another_language_date_or_name_is_another_document(settings: Settings, read: list[str]) -> None:
    build(settings)
    (settings.documents / "corpus.toml").write_text(
        '["pris.nb.txt"]\nissued = "2022-05-01"\n["tale.nb.txt"]\nlanguage = "nn"\n'
    )
    (settings.documents / "mote.nb.txt").rename(settings.documents / "mote2.nb.txt")
    read.clear()
    build(settings)
    assert read == ["mote2.nb", "pris.nb", "tale.nb"]


def test_other_readers_another_authority_and_other_code_read_all_again(
    settings: Settings, read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings)
    read.clear()
    build(settings.model_copy(update={"readers": settings.readers.model_copy(update={"skip": ("areas",)})}))
    assert len(read) == 3
    entry = "<id/organisation/havn> a inno:Organisation ; skos:prefLabel 'Havnerådet'@nb ."
    prefixes = "@prefix inno: <https://w3id.org/innograf/def#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    (tmp_path / "authority" / "havn.ttl").write_text(f"{prefixes}\n{entry}\n", encoding="utf-8")
    build(settings)
    assert len(read) == 6
    monkeypatch.setattr(fingerprints, "version", lambda _: "99")
    build(settings)
    assert len(read) == 9


def test_the_fingerprint_changes_with_the_code_and_lasts_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry(*areas: str) -> Authority:
        return Authority({"id/x": Entry("id/x", "Organisation", (), (), areas=frozenset(areas))})

    assert Means(entry("a", "b", "c")).fingerprint() == Means(entry("c", "b", "a")).fingerprint()
    assert Means(entry("a")).fingerprint() != Means(entry("b")).fingerprint()
    code = tmp_path / "code"
    (code / "words").mkdir(parents=True)
    (code / "words" / "list.txt").write_text("kai")
    monkeypatch.setattr(fingerprints, "__file__", str(code / "fingerprint.py"))
    before = Means().fingerprint()
    (code / "words" / "list.txt").write_text("kaier")
    assert Means().fingerprint() != before


def test_nothing_is_kept_without_the_cache(settings: Settings) -> None:
    build(settings, cached=False)
    assert not settings.cache.exists()


def test_a_cache_that_cannot_be_written_is_told_and_the_build_goes_on(settings: Settings) -> None:
    settings.cache.write_text("a file stands where the folder should be")
    result = build(settings)
    assert len(result.documents) == 3
    assert "The cache cannot be written" in result.notes[0]


def test_what_was_used_longest_ago_goes_when_it_is_full(settings: Settings, read: list[str]) -> None:
    build(settings)
    kept = sum(path.stat().st_size for path in entries(settings))
    small = settings.model_copy(update={"cache_bytes": kept + 100})
    (settings.documents / "pris.nb.txt").write_text("Kaia vant Havneprisen 2023 i Tindvik.\n", encoding="utf-8")
    build(small)
    assert sum(path.stat().st_size for path in entries(settings)) <= kept + 100
    read.clear()
    build(small)
    assert "pris.nb" not in read


def _fill(folder: Path, start: "multiprocessing.synchronize.Barrier") -> None:
    start.wait(30)
    cache = Cache(folder, "same", 10**9)
    for number in range(200):
        found = document(f"Kai {number % 5}.")
        cache.put(found, pack(Draft(found, Layout((), found.text), ())))
        assert cache.get(document(f"Kai {number % 5}.")) is not None


def test_two_processes_may_write_the_same_entries(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    workers = [context.Process(target=_fill, args=(tmp_path, barrier)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert len(list((tmp_path / "drafts").iterdir())) == 5


def test_few_documents_are_read_by_one_process_and_many_by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    few, many = [document("Kai. ")] * 100, [document("Kai. " * 2000)] * 1000
    assert reading._processes(few, None) == 1
    assert reading._processes(many, None) == 4
    assert reading._processes(many, 1) == 1
    assert reading._processes(few[:1], 3) == 1
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert reading._processes(many, None) == 2
