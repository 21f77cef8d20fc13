"""Whether a build on the disk is what its id says, when another of that id has just been made."""

import filecmp
from pathlib import Path

from store.build import LINES, Build
from store.errors import StoreError
from store.lines import has_lines


def is_as_whole_as(build: Build, folder: Path) -> bool:
    """Say whether the build is whole, given the `folder` of one of the same id that is.

    Where both have the same files of lines, it is enough that its stores can be read to the end.
    """
    paths = [sorted((each / LINES).iterdir()) if has_lines(each / LINES) else [] for each in (build.path, folder)]
    names = [[path.name for path in found] for found in paths]
    if not paths[0] or names[0] != names[1] or not all(map(_is_same, *paths)):
        return build.is_whole()
    try:
        quads = sum(build.manifest.graphs.values())
        return len(build.quads) == quads and len(build.with_union) >= quads
    except (OSError, StoreError):
        return False


def _is_same(one: Path, other: Path) -> bool:
    return one.samefile(other) or filecmp.cmp(one, other, shallow=False)
