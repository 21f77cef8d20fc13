"""Finds the nodes that do not conform to a shape, many at once, so that pySHACL need not look at the others."""

from shapes.screen.compiler import Compiler
from shapes.screen.errors import NotCompilable
from shapes.screen.index import Id, Index
from shapes.screen.shape import CompiledShape, PySHACLShape
from shapes.screen.targets import focus_nodes, has_target

__all__ = ["CompiledShape", "Compiler", "Id", "Index", "NotCompilable", "PySHACLShape", "focus_nodes", "has_target"]
