"""Columns made from those before are, file by file, the columns made of the whole graph."""

import random
from pathlib import Path

import pyoxigraph
import pytest

from store.analytics import Columns, revise_columns, write_columns

TERMS = [f"<urn:t:{number}>" for number in range(12)]
VALUES = [
    *TERMS,
    '"Øy"@nb',
    '"a \\"b\\"\\n"',
    '"2019"',
    '"2019-05-04"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2019-05-04T10:00:00+02:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
    '""',
    '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
]


def some(chance: random.Random, number: int) -> set[str]:
    return {f"{chance.choice(TERMS)} <urn:p:{chance.randrange(4)}> {chance.choice(VALUES)} ." for _ in range(number)}


def whole(folder: Path, triples: set[str]) -> Path:
    store = pyoxigraph.Store()
    store.load("\n".join(triples).encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    text = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""
    write_columns(folder, text.splitlines())
    return folder


def lines(triples: set[str]) -> list[bytes]:
    return [triple.encode() for triple in sorted(triples)]


@pytest.mark.parametrize("seed", range(150))
def test_the_same_as_from_the_whole_graph(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    before = some(chance, chance.choice([3, 10, 40])) | {"<urn:t:0> <urn:p:0> <urn:t:0> ."}
    removed = set(chance.sample(sorted(before), chance.randrange(len(before))))
    added = some(chance, chance.randrange(12)) - before
    revised = revise_columns(whole(tmp_path / "a", before), tmp_path / "b", lines(removed), lines(added))
    expected = whole(tmp_path / "c", before - removed | added)
    assert revised
    names = sorted(path.name for path in expected.iterdir())
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == names
    for name in names:
        assert (tmp_path / "b" / name).read_bytes() == (expected / name).read_bytes(), name


def test_the_whole_graph_is_asked_for(tmp_path: Path) -> None:
    one = "<urn:t:0> <urn:p:0> <urn:t:1> ."
    before = whole(tmp_path / "a", {one})
    target = tmp_path / "b"
    assert not revise_columns(tmp_path / "none", target, [], lines({one}))
    assert not revise_columns(before, target, lines({one}), [])
    assert not revise_columns(before, target, lines({"<urn:x> <urn:p:0> <urn:t:1> ."}), [])
    assert not revise_columns(before, target, [], lines({"_:b <urn:p:0> <urn:t:1> ."}))
    assert not revise_columns(before, target, [], lines({"<urn:t:1> <urn:p:0> <<( <urn:x> <urn:y> <urn:z> )>> ."}))
    assert not target.exists()
    assert revise_columns(before, target, [], lines({"<urn:t:1> <urn:p:0> <urn:t:2> ."}))
    assert Columns(target).number("<urn:t:2>") == 2
