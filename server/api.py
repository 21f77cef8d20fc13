"""`/openapi.json` and `/api`: what the server answers to programs, as an OpenAPI document and as a page."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import yaml
from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from flask_babel import gettext as _

from server import api_document
from server.discovery import files_of
from server.formats import HTML, Format
from server.live import NO_GRAPH, Live, current
from server.negotiation import HTML_VARIES, finish, link, vary

blueprint = Blueprint("api", __name__)
FORMATS = {"json": Format("json", "JSON", ("application/json",)), "yaml": Format("yaml", "YAML", ("application/yaml",))}
# Answers that tell programs where the description is.
TELLING = {"home.index", "sparql.endpoint", "discovery.data", "api.page"}
# HEAD and OPTIONS go without saying.
SHOWN = ("get", "post", "put", "patch", "delete")
Document = api_document.Document


@blueprint.get("/openapi.<any(json, yaml):suffix>")
def description(suffix: str) -> Response:
    """The OpenAPI document; its examples are things of the build that is shown."""
    live, document = _described()
    document["servers"] = [{"url": request.host_url.rstrip("/")}]
    if suffix == "json":
        body = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    else:
        body = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    return _sent(body, FORMATS[suffix], live)


@blueprint.get("/api")
def page() -> Response:
    """The same for people."""
    live, document = _described()
    groups = [
        (
            tag,
            _headings()[tag["name"]],
            [shown for path in document["paths"] for shown in _operations(document, path, tag["name"])],
        )
        for tag in document["tags"]
    ]
    problem = document["components"]["schemas"]["Problem"]
    body = render_template(
        "api.html", info=document["info"], groups=groups, problem=problem, json=json, formats=FORMATS
    )
    return _sent(body, HTML, live)


@blueprint.after_app_request
def _tell(response: Response) -> Response:
    if request.endpoint in TELLING and response.mimetype not in {"application/problem+json"}:
        address = url_for("api.description", suffix="json")
        response.headers.add("Link", link(address, {"rel": "service-desc", "type": "application/json"}))
        response.headers.add("Link", link(url_for("api.page"), {"rel": "service-doc", "type": "text/html"}))
    return response


def _headings() -> dict[str, str]:
    """The document's tags in the language of the page; what stands below them is in English."""
    return {
        "Queries": _("Queries"),
        "Things": _("Things"),
        "Documents": _("Documents"),
        "Lists and search": _("Lists and search"),
        "The data set": _("The data set"),
        "The vocabulary": _("The vocabulary"),
        "The server": _("The server"),
    }


def _described() -> tuple[Live | None, Document]:
    """The build, if there is one, and the document with examples from it."""
    asset = str(current_app.jinja_env.globals["asset"]("style.css"))  # type: ignore[operator]
    try:
        live = current()
        names = [dump.name for dump in files_of(live.build)]
        return live, api_document.document(api_document.examples_of(live, asset, next(iter(names), "")))
    except NO_GRAPH:
        return None, api_document.document({})


def _sent(body: str, format: Format, live: Live | None) -> Response:
    if format is HTML and live is not None:
        return finish(body, format, live=live)
    response = make_response(body)
    response.headers["Content-Type"] = format.content_type
    # It changes with the server as well as with the build.
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return vary(response, *(HTML_VARIES if format is HTML else ("Accept",)))


def _operations(document: Document, path: str, tag: str) -> list[dict[str, Any]]:
    """The operations of an address as the page shows them, with a link to an example of GET."""
    item = document["paths"][path]
    shown = []
    for method in SHOWN:
        if method in item and tag in item[method]["tags"]:
            operation = item[method]
            given = [*item.get("parameters", []), *operation.get("parameters", [])]
            parameters = [resolved(document, parameter) for parameter in given]
            answers = {status: resolved(document, said) for status, said in operation["responses"].items()}
            shown.append(
                {
                    "id": f"{method}-{path.strip('/').replace('/', '-') or 'start'}".translate(_PLAIN),
                    "method": method.upper(),
                    "path": path,
                    "about": operation,
                    "parameters": parameters,
                    "answers": sorted(answers.items()),
                    # An address that only leads on shows nothing of its own.
                    "example": example(path, parameters) if method == "get" and {"200", "303"} & set(answers) else None,
                }
            )
    return shown


_PLAIN = str.maketrans("", "", "{}.")


def resolved(document: Document, node: Document) -> Document:
    """What a node says: itself, or what its `$ref` leads to."""
    for name in node.get("$ref", "").removeprefix("#/").split("/") if "$ref" in node else ():
        document = document[name]
    return document if "$ref" in node else node


def example(path: str, parameters: list[Document]) -> str | None:
    """The address of an example; None when a part of the path has none."""
    query = {}
    for parameter in parameters:
        value = parameter.get("example")
        if value is None and "examples" in parameter:
            value = next(iter(parameter["examples"].values()))["value"]
        if value is None and parameter["in"] == "path" and "enum" in parameter["schema"]:
            value = parameter["schema"]["enum"][0]
        if parameter["in"] == "path":
            if value is None:
                return None
            path = path.replace(f"{{{parameter['name']}}}", quote(str(value), safe=""))
        elif value is not None:
            query[parameter["name"]] = value
    return f"{path}?{urlencode(query)}" if query else path
