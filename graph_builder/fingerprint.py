"""A hash of all that the reading of a document depends on, but for the document."""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from graph_builder.authority import Authority
from graph_builder.facts.reader import OWN_PACKAGE, Reader

_CODE = frozenset({".py", ".toml", ".txt", ".ttl"})


def fingerprint(authority: Authority, readers: Iterable[Reader], *settings: object) -> str:
    """A hash of our code and word lists, the libraries' versions, the authority, the readers that run, `settings`.

    `settings` are values whose `repr` tells all of them.
    """
    digest = hashlib.sha256()
    # The readers look terms up in the ontology.
    for folder in (Path(__file__).parent, Path(__file__).parents[1] / "ontology"):
        _add_folder(digest, folder)
    for line in (sys.version, *_libraries(), *map(repr, settings)):
        digest.update(line.encode() + b"\0")
    for key, entry in sorted(authority.entries.items()):
        # A set has no order that lasts.
        told = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(entry).items()}
        digest.update(f"{key} {told!r}\0".encode())
    for reader in readers:
        digest.update(f"{reader.name} {reader.package}\0".encode())
        if reader.package != OWN_PACKAGE:
            _add_module(digest, reader.read.__module__)
    return digest.hexdigest()


@cache
def fingerprint_of_formats() -> str:
    """A hash of the code that makes text of files, and of the libraries' versions."""
    digest = hashlib.sha256()
    _add_folder(digest, Path(__file__).parent / "formats")
    for line in (sys.version, *_libraries()):
        digest.update(line.encode() + b"\0")
    return digest.hexdigest()


def _add_folder(digest: "hashlib._Hash", folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _CODE and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")


def _add_module(digest: "hashlib._Hash", name: str) -> None:
    """The package that another's reader is in: all of its files, or the one file of a module without package."""
    module = sys.modules.get(name.partition(".")[0])
    file = getattr(module, "__file__", None)
    if file and Path(file).name == "__init__.py":
        _add_folder(digest, Path(file).parent)
    elif file:
        digest.update(Path(file).read_bytes())


def _libraries() -> Iterator[str]:
    for line in requires(OWN_PACKAGE) or ():
        name = re.split(r"[^\w.-]", line)[0]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
