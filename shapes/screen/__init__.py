"""Finds the nodes that do not conform to a shape, many at once, so that pySHACL need not look at the others."""

from shapes.screen import targets
from shapes.screen.changes import Changes, Unbounded
from shapes.screen.compiler import Compiler
from shapes.screen.errors import NotCompilable
from shapes.screen.index import Id, Index
from shapes.screen.shape import CompiledShape, PySHACLShape
from shapes.screen.targets import has_target

__all__ = [
    "Changes",
    "CompiledShape",
    "Compiler",
    "Id",
    "Index",
    "NotCompilable",
    "PySHACLShape",
    "Unbounded",
    "has_target",
    "targets",
]
