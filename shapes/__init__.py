"""The SHACL shapes that a build must meet, one Turtle file a kind of thing, and the validator that runs them.

`validate()` gives a `Report`; `shapes.reports` writes it for people and for machines.
"""

from shapes.files import ShapesError, files
from shapes.report import Report, Result
from shapes.validator import DataError, validate

__all__ = ["DataError", "Report", "Result", "ShapesError", "files", "validate"]
