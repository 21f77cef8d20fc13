"""The OpenAPI document: the files in `server/openapi/` put together, with examples from the build that is shown."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph
import yaml

from ontology import INNO
from ontology import RDF as RDF_TERMS
from server import results
from server.decided import folder_of
from server.formats import DATASETS, RDF, RESULTS
from server.links import Thing, thing_of
from server.live import Live
from shapes.results import Filters

FOLDER = Path(__file__).parent / "openapi"
METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
# Health and the like: they need neither a graph nor a database.
APART = "The server"
# On a media type that is another name of one that the document has already.
OTHER_NAME = "x-other-name-of"
Document = dict[str, Any]


@lru_cache(maxsize=1)
def written() -> str:
    """The document as JSON, without examples of a build: what `/openapi.json` says before there is any."""
    document: Document = _read("main.yaml")
    everywhere = document.pop("x-everywhere")
    document["paths"] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        document["paths"] |= _read(path.name).get("paths", {})
    order = [tag["name"] for tag in document["tags"]]
    document["paths"] = dict(sorted(document["paths"].items(), key=lambda item: order.index(_tag(item[1]))))
    for path, item in document["paths"].items():
        for operation in (item[method] for method in METHODS if method in item):
            if _tag(item) != APART:
                operation["responses"] |= everywhere
            # A suffix says the format, and so its first name.
            for said in operation["responses"].values() if "{suffix}" not in path else ():
                _add_other_names(said.get("content", {}))
        item["head"] = _head(item["get"])
        item["options"] = _options(item["get"], path)
    return json.dumps(document, ensure_ascii=False)


def document(examples: dict[str, str]) -> Document:
    """The document, with examples of its shared parameters by their name among the components."""
    found: Document = json.loads(written())
    for name, value in examples.items():
        found["components"]["parameters"][name]["example"] = value
    return found


def examples_of(live: Live, asset: str = "", file: str = "") -> dict[str, str]:
    """Values that lead somewhere in this build; a name is missing when the build has nothing of that kind.

    `asset` is the address of a file of the pages, `file` the name of one of the build's.
    """
    found = {"build": live.build.id, "other-build": live.build.id, "file": file, "asset": asset.rpartition("/")[2]}
    found["result"] = _a_result(live)
    found["decision"] = next(iter(folder_of(live.base).records), "")
    thing = _a_thing(live)
    if thing:
        found |= {"kind": thing.kind, "slug": thing.slug, "of": f"{thing.kind}/{thing.slug}"}
    stem = next(iter(live.documents), "")
    graph = f"{live.base}graph/{stem}"
    if graph in live.build.manifest.graphs:
        found |= {"stem": stem, "graph": graph, "graph-name": stem, "evidence-name": stem}
        found |= _a_statement(live, stem)
    return {name: value for name, value in found.items() if value}


def _read(name: str) -> Document:
    # Through JSON, so that what YAML says once by an alias stands in each place on its own.
    found: Document = json.loads(json.dumps(yaml.safe_load((FOLDER / name).read_text("utf-8"))))
    return found


def _tag(item: Document) -> str:
    return str(item["get"]["tags"][0])


def _head(get: Document) -> Document:
    """HEAD takes what GET takes and answers the same without a body."""
    responses = {
        status: {"description": said.get("description", "As GET answers.")} for status, said in get["responses"].items()
    }
    return {
        "tags": get["tags"],
        "summary": "The headers of GET alone",
        "parameters": get.get("parameters", []),
        "responses": responses,
    }


def _options(get: Document, path: str) -> Document:
    responses = {"200": {"$ref": "#/components/responses/Allowed"}}
    if "{" in path:
        responses["404"] = {"$ref": "#/components/responses/NotFound"}
    return {"tags": get["tags"], "summary": "What can be done here", "responses": responses}


def _add_other_names(content: Document) -> None:
    """A format that goes by several names is sent under the one that is asked for."""
    for format in (*RESULTS, *RDF, *DATASETS):
        if format.type in content:
            for other in format.types[1:]:
                content.setdefault(other, {OTHER_NAME: format.type})


def _a_result(live: Live) -> str:
    known = results.index(live)
    rows = known.page(Filters(), 0, 1) if known else []
    return rows[0].result.id if rows else ""


def _a_thing(live: Live) -> Thing | None:
    for kind in ("organisation", "person", "event"):
        for row in live.build.select(f"SELECT ?x {{ ?x a <{INNO[kind.capitalize()]}> }} LIMIT 1"):
            thing = thing_of(getattr(row["x"], "value", ""), live.base)
            if thing:
                return thing
    return None


def _a_statement(live: Live, stem: str) -> dict[str, str]:
    """A statement that the document makes, and the number of its evidence."""
    graph = pyoxigraph.NamedNode(f"{live.base}evidence/{stem}")
    rows = live.build.select(
        f"SELECT * {{ GRAPH {graph} {{ ?x a <{INNO.Evidence}> ; <{RDF_TERMS.subject}> ?s ; "
        f"<{RDF_TERMS.predicate}> ?p ; <{RDF_TERMS.object}> ?o }} }} LIMIT 1"
    )
    return {
        name: value
        for row in rows
        for name, value in (
            ("number", getattr(row["x"], "value", "").rpartition("/")[2]),
            ("subject", str(row["s"])),
            ("property", getattr(row["p"], "value", "")),
            ("value", str(row["o"])),
        )
    }
