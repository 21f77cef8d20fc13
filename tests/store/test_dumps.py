"""Sorted N-Quads are the same with the lines of a build and without, as of an older version; their hash is its id."""

import hashlib
import io
import shutil

import pytest

from store import StoreError
from store.dumps import write_sorted


def written(build):
    out = io.BytesIO()
    write_sorted(build, out)
    return out.getvalue()


def test_with_lines_and_without_the_same_is_written(builds, quad):
    build = builds.create([quad(f"s{number % 7}", "p", f"text {number}") for number in range(50)], {})
    with_lines = written(build)
    assert hashlib.sha256(with_lines).hexdigest() == build.id
    shutil.rmtree(build.path / "lines")
    assert written(build) == with_lines


def test_lines_are_taken_as_they_are_and_damaged_ones_named(builds, quad):
    build = builds.create([quad("a", "p")], {})
    [path] = (build.path / "lines").iterdir()
    path.write_bytes(b"damaged")
    with pytest.raises(StoreError, match=path.name):
        written(build)
