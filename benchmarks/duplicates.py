"""How long finding things that may be one takes, by how many things there are, and how many planted pairs it finds.

    python benchmarks/duplicates.py [SIZE …]

The things are invented: half of them persons, the others bodies, places, events, programmes and projects. Every
fiftieth is there twice, the second time with its name written a little otherwise.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator

from graph_builder.duplicates import Thing, find_candidates
from graph_builder.merges import fold

SIZES = (1_000, 10_000, 100_000)
TWICE = 50
GIVEN = 300
LETTERS, VOWELS = "bdfghjklmnprstv", "aeiouyæøå"
KINDS = ("Organisation", "Organisation", "Place", "Event", "Programme", "Project", "PolicyDocument")
WORDS = ("råd", "verk", "utvalg", "direktorat", "senter", "program", "plan", "forum", "lab", "nettverk")


def main(sizes: list[int]) -> None:
    """Measure each size once, in the order given."""
    print("things   seconds  candidates  planted  found  memory MB")
    for size in sizes:
        things, planted = make(size)
        start = time.perf_counter()
        found = find_candidates(things, most=10 * size)
        seconds = time.perf_counter() - start
        pairs = {frozenset((each.one.iri, each.other.iri)) for each in found}
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:<8} {seconds:<8.1f} {len(found):<11} {len(planted):<8} {len(planted & pairs):<6} {memory}")


def make(size: int) -> tuple[list[Thing], set[frozenset[str]]]:
    """Things, and the pairs among them that were planted."""
    chance = random.Random(size)
    given = [_name(chance) for _ in range(GIVEN)]
    surnames = [_name(chance) + chance.choice(("vik", "dal", "sen", "berg")) for _ in range(max(50, size // 20))]
    towns = [_name(chance) for _ in range(max(50, size // 50))]
    things: list[Thing] = []
    planted = set()
    numbers: Iterator[int] = iter(range(2 * size))
    while len(things) < size:
        if chance.random() < 0.5:
            kind, name = "Person", f"{chance.choice(given)} {chance.choice(surnames)}"
        else:
            kind = chance.choice(KINDS)
            name = f"{_name(chance)}{chance.choice(WORDS)} for {chance.choice(towns)} og {_name(chance).lower()}"
        facts = frozenset(("of", str(chance.randrange(size // 10))) for _ in range(3))
        documents = frozenset(str(chance.randrange(size // 20)) for _ in range(2))
        first = _thing(next(numbers), kind, name, facts, documents)
        things.append(first)
        if chance.randrange(TWICE) == 0:
            things.append(_thing(next(numbers), kind, _otherwise(name, chance), facts, documents))
            planted.add(frozenset((first.iri, things[-1].iri)))
    return things, planted


def _thing(number: int, kind: str, name: str, facts: frozenset[tuple[str, str]], documents: frozenset[str]) -> Thing:
    iri = f"https://example.org/id/{kind.lower()}/{number}"
    return Thing(iri, kind, name, (fold(name),), frozenset({name}), documents, facts)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(LETTERS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 3))).capitalize()


def _otherwise(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name) - 1)
    letter = chance.choice(LETTERS + VOWELS)
    return chance.choice((name[:at] + name[at + 1 :], name[:at] + letter + name[at + 1 :], f"{name} {letter.upper()}"))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
