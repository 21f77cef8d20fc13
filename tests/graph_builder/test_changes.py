"""A build made of what differs from the build before is the same as one made from scratch."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from graph_builder import changes
from graph_builder.build import GraphResult, build_graph
from graph_builder.records import Quote, read_records, write_record
from graph_builder.records.record import record
from ontology import ORG
from settings import Settings
from store import Build, BuildStore

SENTENCES = [
    "Rådgiver Ada Berg i Havnerådet åpnet møtet i Tindvik 3. mars 2021.",
    "Direktør Ada Berg i Elveverket talte.",
    "Nils Haukvik, direktør i Havnerådet, ledet møtet.",
    "Haukvik er nå leder i Elveverket.",
    "Nils Haukvikk, direktør i Havnerådet, takket for seg.",
    "Tindvik kommune vant Havneprisen 2022.",
    "Havneprisen deles ut av Havnerådet 4. mai 2022 kl. 12.00.",
    "Prosjektet Åpne kaier er støttet av Havnerådet med 2 mill. kroner.",
    "Havnerådet for Tindvik (HRT) la fram Stortingsmelding 30 (2019–2020).",
    "Regjeringen vil\n\n- gi ledere opplæring i innovasjon\n- dele data",
    "74 pst. av kommunene deler data, sier Nils Haukvik.",
]
AUTHORITY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix inno: <https://w3id.org/innograf/def#> .
<https://w3id.org/innograf/id/organisation/havneraadet> a inno:Organisation ; skos:prefLabel "{name}"@nb .
"""


class Corpus:
    """A folder of documents that changes by chance."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = folder / "documents"
        self.folder.mkdir()
        authority = folder / "authority"
        authority.mkdir()
        records = authority / "decisions"
        self.settings = Settings(cache=folder / "cache", documents=self.folder, authority=authority, records=records)
        self.decided = 0
        for number in range(6):
            self.write(number)

    def write(self, number: int) -> None:
        text = "\n\n".join(self.chance.sample(SENTENCES, 3))
        title = self.chance.choice(["Møte i Havnerådet", "Havneprisen", "Elveverket"])
        content = f"---\ntitle: {title}\nlanguage: nb\n---\n\n# {title}\n\n{text}\n"
        (self.folder / f"d{number}.nb.md").write_text(content, encoding="utf-8")

    def change(self) -> None:
        """Write some documents anew, take some away, add some; now and then name a body otherwise."""
        for number in self.chance.sample(range(8), self.chance.randint(1, 2)):
            path = self.folder / f"d{number}.nb.md"
            if path.exists() and self.chance.random() < 0.3:
                path.unlink()
            else:
                self.write(number)
        if self.chance.random() < 0.3:
            name = self.chance.choice(["Havnerådet", "Det store havnerådet"])
            (self.settings.authority / "bodies.ttl").write_text(AUTHORITY.format(name=name), encoding="utf-8")

    def decide(self, build: Build) -> None:
        """Decide something by chance: of two things, of a thing, of a statement and its words; or undo a decision."""
        base = self.settings.base_iri
        taken_back = {each.undoes for each in read_records(self.settings.records, base).records.values()}
        standing = sorted(read_records(self.settings.records, base).standing.keys() - taken_back)
        if standing and self.chance.random() < 0.3:
            self._write("undo", undoes=self.chance.choice(standing))
            return
        things = sorted(
            {quad.subject.value for quad in build.quads if isinstance(quad.subject, NamedNode)}
            & {f"{base}id/organisation/{slug}" for slug in ("havneraadet", "elveverket", "tindvik-kommune")}
        )
        verdict = self.chance.choice(["reject", "accept", "correct", "add", "merge", "distinct", "rename", "link"])
        if verdict in {"merge", "distinct"} and len(things) > 1:
            self._write(verdict, entities=tuple(self.chance.sample(things, 2)))
        elif verdict in {"rename", "link"} and things:
            value = Literal("Nytt navn", language="nb") if verdict == "rename" else NamedNode("https://x.example/1")
            self._write(verdict, entities=(self.chance.choice(things),), value=value)
        elif things and (words := self._words(build)):
            roles = sorted(build.quads.quads_for_pattern(None, NamedNode(ORG.organization), None, None), key=str)
            if verdict in {"reject", "accept", "correct", "add"} and roles:
                role = self.chance.choice(roles)
                fact = (role.subject.value, str(role.predicate.value), role.object)  # type: ignore[union-attr]
                value = NamedNode(self.chance.choice(things)) if verdict == "correct" else None
                self._write(verdict, fact=fact, quotes=(words,), value=value)

    def _words(self, build: Build) -> Quote | None:
        """A paragraph of a document by chance."""
        stem = self.chance.choice(sorted(build.stems))
        text = build.text(stem)
        found = [sentence for sentence in SENTENCES if sentence in text]
        if not found:
            return None
        exact = self.chance.choice(found)
        start = text.index(exact)
        return Quote(
            stem=stem, exact=exact, prefix=text[max(0, start - 9) : start], start=start, end=start + len(exact)
        )

    def _write(self, verdict: str, **values: Any) -> None:
        self.decided += 1
        when = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=self.decided)
        said = record(verdict=verdict, who="kari", when=when, **values)
        write_record(self.settings.records, said, self.settings.base_iri)

    def read(self, before: Build | None = None) -> GraphResult:
        return build_graph([self.folder], self.settings, cached=True, before=before)


def make(builds: BuildStore, result: GraphResult, before: Build | None = None) -> Build:
    texts = {document.stem: document.text for document in result.documents}
    info = {"base_iri": Settings().base_iri, "counts": result.counts, "documents": result.records()}
    reports = {changes.REPORT: result.parts}
    if before is None or result.changes is None:
        return builds.create(result.quads, texts, info, reports)
    with builds.revise(before) as revision:
        revision.change(result.changes)
        return builds.keep(revision, texts, info, reports)


@pytest.mark.parametrize("seed", range(3))
def test_changes_and_decisions_one_after_another_give_the_build_from_scratch(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "_CHANGED", 0)
    corpus = Corpus(tmp_path, seed)
    builds, scratch = BuildStore(tmp_path / "revised"), BuildStore(tmp_path / "scratch")
    build = make(builds, corpus.read())
    for _ in range(5):
        if corpus.chance.random() < 0.7:
            corpus.change()
        for _decision in range(corpus.chance.randint(0, 2)):
            corpus.decide(build)
        result = corpus.read(build)
        assert result.changes is not None
        assert result.quads == []
        build = make(builds, result, build)
        fresh = corpus.read()
        assert result.identity == fresh.identity
        expected = make(scratch, fresh)
        assert build.id == expected.id
        assert build.is_whole()
        assert build.manifest.documents == expected.manifest.documents
        assert build.manifest.counts == expected.manifest.counts
        assert build.report(changes.REPORT) == expected.report(changes.REPORT)
        assert set(build.with_union) == set(expected.with_union)


def test_only_what_changed_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(tmp_path, 1)
    builds = BuildStore(tmp_path / "builds")
    before = make(builds, corpus.read())
    assert corpus.read(before).changes == changes.Changes([], [])
    path = corpus.folder / "d0.nb.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nRåd.\n", encoding="utf-8")
    result = corpus.read(before)
    assert result.changes is not None
    about = f"{Settings().base_iri}doc/d0.nb"
    assert {str(quad.subject)[1:-1].partition("#")[0] for quad in result.changes.added} == {about}


def test_with_many_changes_all_is_made(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, 1)
    before = make(BuildStore(tmp_path / "builds"), corpus.read())
    for number in range(3):
        corpus.write(number)
    result = corpus.read(before)
    assert result.changes is None
    assert result.quads


def test_another_table_of_precisions_changes_all(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, 1)
    before = make(BuildStore(tmp_path / "builds"), corpus.read())
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "precision.toml").write_text("[precision]\nevent = 0.5\n", encoding="utf-8")
    corpus.settings = corpus.settings.model_copy(update={"gold": tmp_path / "gold"})
    assert corpus.read(before).changes is None


def test_a_file_with_another_name_and_a_document_that_went_are_told_anew(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, 1)
    builds, scratch = BuildStore(tmp_path / "revised"), BuildStore(tmp_path / "scratch")
    before = make(builds, corpus.read())
    (corpus.folder / "d0.nb.md").rename(corpus.folder / "d0.nb.markdown")
    renamed = make(builds, corpus.read(before), before)
    assert renamed.id == make(scratch, corpus.read()).id != before.id
    (corpus.folder / "d1.nb.md").unlink()
    assert make(builds, corpus.read(renamed), renamed).id == make(scratch, corpus.read()).id
