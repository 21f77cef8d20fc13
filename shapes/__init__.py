"""The SHACL shapes that a build must meet, one Turtle file a kind of thing, and the validator that runs them.

`validate()` gives a `Report`; `shapes.reports` writes it for people and for machines. rdflib and pySHACL take half a
second to import, so they are imported when `validate` and its like are first asked for.
"""

from typing import TYPE_CHECKING, Any

from shapes.files import ShapesError, files

if TYPE_CHECKING:
    from shapes.data import DataError
    from shapes.report import Report, Result
    from shapes.validator import validate

__all__ = ["DataError", "Report", "Result", "ShapesError", "files", "validate"]

_LATE = {"DataError": "data", "Report": "report", "Result": "report", "validate": "validator"}


def __getattr__(name: str) -> Any:
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(f"shapes.{_LATE[name]}"), name)
    raise AttributeError(f"module 'shapes' has no attribute {name!r}")
