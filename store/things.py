"""The things of a build in the order of their IRIs, some at a time: what lies together in its sorted lines."""

from bisect import bisect_left
from itertools import groupby

from store.build import LINES, Build, evidence_prefix
from store.errors import StoreError
from store.lines import first_line, has_lines, read_lines


def things_after(build: Build, after: str, most: int) -> list[str]:
    """The IRIs of up to `most` things that come after one in the order of a build's lines; from the first for an
    empty `after`. Two or three files of lines are read. Raises `StoreError` for a build without lines.
    """
    if not has_lines(build.path / LINES):
        raise StoreError(f"Build {build.id[:12]} has no lines: an older version made it.")
    base = build.manifest.base_iri
    start, evidence = f"<{base}id/".encode(), f" <{evidence_prefix(base)}".encode()
    # Greater than any line of that thing, less than any of the next.
    key = f"<{after}>!".encode() if after else start
    paths = sorted((build.path / LINES).iterdir())
    first = max(0, bisect_left(paths, key, key=first_line) - 1)
    found: dict[str, None] = {}
    for path in paths[first:]:
        lines = read_lines(path).splitlines()
        lines = lines[bisect_left(lines, key) :]
        for subject, alike in groupby(lines, key=lambda line: line.partition(b" ")[0]):
            if not subject.startswith(start):
                return list(found)
            if all(evidence in line for line in alike):
                continue
            found.setdefault(subject[1:-1].decode())
            if len(found) == most:
                return list(found)
    return list(found)
