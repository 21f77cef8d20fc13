"""Which things are compared at all: those that share a block, so that the work grows with the things, not with pairs.

A block is a key that few things have: a word of the name, two words, the name but for one letter, a word together with
a fact. Things of a key that many have are compared with their neighbours in the order of names only. So no thing is
compared with more than some hundred others, however many there are.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from graph_builder.duplicates.thing import Thing

Numbers = npt.NDArray[np.int64]
# All things of a block are compared when they are no more than this.
_LARGEST = 24
# In a larger one, and among all names in order, each is compared with so many that follow.
_NEIGHBOURS = 8
_FOLLOWING = 3
# Words of a name, and facts of a thing, that make keys: the rarest.
_WORDS = 5
_FACTS = 8
_LONGEST_TYPED = 40
_SMALL_WORDS = frozenset("av den det for fra i in med of og och om on på the til till ved".split())  # noqa: SIM905
_ACRONYM = re.compile(r"[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ&]{1,7}")


def pairs(things: Sequence[Thing]) -> tuple[Numbers, Numbers]:
    """Pairs of places in `things`, which are of one kind and in the order of their names; each pair once.

    The first are alike by a key that says so itself (one name, an initial, an acronym); the others' names are yet to
    be compared.
    """
    told = _Keys(len(things))
    near = _Keys(len(things))
    word_counts = Counter(word for thing in things for word in {w for name in thing.names for w in name.split()})
    fact_counts = Counter(fact for thing in things for fact in thing.facts)
    for place, thing in enumerate(things):
        for name in thing.names:
            told.add(place, "=", name)
        for key in _short(thing):
            told.add(place, "a", key)
        words = sorted({w for w in thing.names[0].split() if len(w) > 1}, key=lambda w: (word_counts[w], w))[:_WORDS]
        for word in words:
            near.add(place, "w", word)
        for one, other in combinations(sorted(words), 2):
            near.add(place, "2", one, other)
        for form in _typed(thing.names[0]):
            near.add(place, "t", form)
        shared = [fact for fact in thing.facts if fact_counts[fact] > 1]
        for fact in sorted(shared, key=lambda f: (fact_counts[f], f))[:_FACTS]:
            for word in words[:3]:
                near.add(place, "f", *fact, word)
    sure = told.pairs()
    unsure = np.concatenate([near.pairs(), _neighbours(things)])
    return sure, np.setdiff1d(np.unique(unsure), sure)


def unpack(packed: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """The two places of each pair."""
    return packed // size, packed % size


class _Keys:
    """Keys of things, as numbers."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._keys: list[int] = []
        self._places: list[int] = []

    def add(self, place: int, *key: str) -> None:
        text = "\x1f".join(key)
        # Two texts with one number put things into a block that need not be there; the comparison tells.
        self._keys.append(zlib.crc32(text.encode()) << 8 | len(text) & 0xFF)
        self._places.append(place)

    def pairs(self) -> Numbers:
        """The pairs of places that share a key, as one number each, sorted."""
        keys, places = np.array(self._keys, dtype=np.int64), np.array(self._places, dtype=np.int64)
        if not len(keys):
            return keys
        order = np.lexsort((places, keys))
        keys, places = keys[order], places[order]
        first = np.concatenate([[True], (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])])
        keys, places = keys[first], places[first]
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        sizes = np.diff(np.concatenate([starts, [len(keys)]]))
        found = [self._whole(places, starts[sizes == size], size) for size in range(2, _LARGEST + 1)]
        large = sizes > _LARGEST
        found += self._windows(places, starts[large], sizes[large])
        return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found]))

    def _whole(self, places: Numbers, starts: Numbers, size: int) -> Numbers:
        """All pairs of blocks of one size."""
        one, other = np.triu_indices(size, 1)
        rows = places[starts[:, None] + np.arange(size)]
        found: Numbers = (rows[:, one] * self.size + rows[:, other]).ravel()
        return found

    def _windows(self, places: Numbers, starts: Numbers, sizes: Numbers) -> Iterator[Numbers]:
        for start, size in zip(starts, sizes, strict=True):
            block = places[start : start + size]
            for step in range(1, _FOLLOWING + 1):
                yield block[:-step] * self.size + block[step:]


def _neighbours(things: Sequence[Thing]) -> Numbers:
    """Things that stand near each other when their names are sorted by the first word, and by the last."""
    size = len(things)
    straight = np.arange(size, dtype=np.int64)
    turned = np.array(
        sorted(range(size), key=lambda place: (" ".join(reversed(things[place].names[0].split())), place)),
        dtype=np.int64,
    )
    found = []
    for order in (straight, turned):
        for step in range(1, min(_NEIGHBOURS, size - 1) + 1):
            low, high = np.minimum(order[:-step], order[step:]), np.maximum(order[:-step], order[step:])
            found.append(low * size + high)
    return np.concatenate([np.empty(0, dtype=np.int64), *found])


def _typed(name: str) -> Iterable[str]:
    """The name without spaces, and without each of its letters: two names that differ by one letter share one."""
    plain = name.replace(" ", "")
    if 4 <= len(plain) <= _LONGEST_TYPED:
        return {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}
    return ()


def _short(thing: Thing) -> Iterator[str]:
    """What a short form shares with the long one: «S. Haukvik» with «Sigrun Haukvik», «HRT» with its words."""
    if thing.kind == "Person":
        for name in thing.names:
            words = name.split()
            if len(words) > 1:
                yield f"{words[0][0]} {words[-1]}"
        return
    for form in thing.printed:
        if _ACRONYM.fullmatch(form):
            yield form.casefold()
    for name in thing.names:
        yield from acronyms(name)


def acronyms(name: str) -> set[str]:
    """What the first letters of a name's words make, with the small words and without; nothing for one word."""
    words = name.split()
    forms = ("".join(word[0] for word in kept) for kept in (words, [w for w in words if w not in _SMALL_WORDS]))
    return {form for form in forms if len(form) > 1}
