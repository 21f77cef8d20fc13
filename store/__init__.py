"""Builds: immutable folders with quads, documents and a manifest, one of which is published."""

from store.build import Build, is_evidence
from store.builds import BuildStore
from store.difference import Difference, diff
from store.errors import (
    BuildNotFound,
    DocumentNotFound,
    EndpointError,
    EndpointRefused,
    EndpointSlow,
    EndpointTooMuch,
    QueryRefused,
    QuerySyntaxError,
    QueryTooDeep,
    StoreError,
)
from store.interface import Readable, Value
from store.manifest import Manifest
from store.queries import dataset, query
from store.revision import Changes, Revision, can_be_revised

__all__ = [
    "Build",
    "BuildNotFound",
    "BuildStore",
    "Changes",
    "Difference",
    "DocumentNotFound",
    "EndpointError",
    "EndpointRefused",
    "EndpointSlow",
    "EndpointTooMuch",
    "Manifest",
    "QueryRefused",
    "QuerySyntaxError",
    "QueryTooDeep",
    "Readable",
    "Revision",
    "StoreError",
    "Value",
    "can_be_revised",
    "dataset",
    "diff",
    "is_evidence",
    "query",
]
