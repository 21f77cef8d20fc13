"""What a report depends on besides the data, told without pySHACL, which takes long to load."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import ontology
from shapes.files import files

_FORM = "1"


def made_with(shapes: tuple[Path, ...] | None) -> str:
    """A digest of shapes, ontology, pySHACL, this program: a report with another one cannot be built upon."""
    digest = hashlib.sha256(f"{_FORM} {version('pyshacl')}".encode())
    for path in (*(files() if shapes is None else shapes), *ontology.files()):
        digest.update(path.read_bytes())
    return digest.hexdigest()
