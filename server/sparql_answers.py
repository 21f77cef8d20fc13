"""What the Flask view and the gateway both do with a query: make the pool's request of it, and the answer's headers."""

from server.asking import Answer, Request
from server.protocol import Asked, Taken, etag

# Kept, but asked about each time: a build never changes, and another may be published.
CACHING = ("Cache-Control", "no-cache")


def request_for(build: str, asked: Asked, formats: Taken) -> Request:
    """The request to the pool; what goes to a page is read from JSON and Turtle."""
    return Request(
        build=build,
        query=asked.query or "",
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        results_format="json" if formats.page else formats.results.name if formats.results else None,
        graph_format="ttl" if formats.page else formats.graph.name if formats.graph else None,
    )


def headers(build: str, asked: Asked, formats: Taken, answer: Answer | None) -> list[tuple[str, str]]:
    """The headers that tell of an answer, or of a 304 when there is none."""
    said = [CACHING]
    tag = etag(build, asked, formats)
    if tag:
        said.append(("ETag", f'"{tag}"'))
    if answer is not None:
        said.append(("Content-Type", content_type(formats, answer)))
    return said


def content_type(formats: Taken, answer: Answer) -> str:
    """The media type of an answer."""
    return formats.graph_type if answer.kind == "graph" else formats.results_type
