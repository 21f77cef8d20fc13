"""The lines that only one of two builds has, found file by file: little memory, and none read that both share."""

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from store.build import LINES, Build
from store.errors import StoreError
from store.lines import has_lines, read_lines


def line_difference(before: Build, after: Build) -> Iterator[tuple[bool, bytes]]:
    """Give each N-Quads line that one of the builds lacks, and whether it was added, in order.

    Raises `StoreError` for a build without lines, which an older version made.
    """
    for build in (before, after):
        if not has_lines(build.path / LINES):
            raise StoreError(f"Build {build.id[:12]} cannot be compared: an older version made it.")
    sides = (_Side(before.path / LINES), _Side(after.path / LINES))
    while any(side.more() for side in sides):
        gone, new = sides
        if not gone.lines and not new.lines and gone.paths and new.paths and gone.paths[0].samefile(new.paths[0]):
            # A build that was revised links the files that did not change.
            gone.paths.pop(0)
            new.paths.pop(0)
            continue
        for side in sides:
            side.fill()
        # What comes after the last line in hand of a side that has more to read is for later.
        ends = [side.lines[-1] for side in sides if side.paths]
        old, fresh = (side.take(min(ends, default=None)) for side in sides)
        kept, came = set(old), set(fresh)
        found = [(line, False) for line in old if line not in came] + [
            (line, True) for line in fresh if line not in kept
        ]
        yield from ((added, line) for line, added in sorted(found))


class _Side:
    """The lines of one build: those in hand, and the files to read."""

    def __init__(self, folder: Path) -> None:
        self.paths = sorted(folder.iterdir())
        self.lines: list[bytes] = []

    def more(self) -> bool:
        return bool(self.lines or self.paths)

    def fill(self) -> None:
        while not self.lines and self.paths:
            self.lines = read_lines(self.paths.pop(0)).splitlines()

    def take(self, last: bytes | None) -> list[bytes]:
        cut = len(self.lines) if last is None else bisect_right(self.lines, last)
        taken, self.lines = self.lines[:cut], self.lines[cut:]
        return taken
