"""Compressed answers: which are, and what their validators look like. Flask-Compress does the work.

A page or data made whole is compressed as the client takes it. What is streamed, or is a file, stays as it is, and so
do the answers of the SPARQL end point, which mostly do not come through here and whose speed counts.
"""

import re

from flask import Flask, Response, request
from flask_babel import gettext as _
from flask_compress import Compress

from server import security
from server.faults import Refusal
from server.formats import CSV, DATASETS, HTML, JSON, RDF, RESULTS, TEXT
from server.negotiation import vary

# What costs least for how small it gets comes first.
CODINGS = ("zstd", "br", "gzip")
# What fits one packet of the network gains nothing.
LEAST = 1000
_OTHERS = ("application/linkset+json", "application/opensearchdescription+xml", "application/xml", "image/svg+xml")
_TYPES = {type for format in (HTML, TEXT, CSV, JSON, *RDF, *DATASETS, *RESULTS) for type in format.types}
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


def init(app: Flask) -> None:
    """Have the answers of `app` compressed. To be called first: what it does comes after all else."""
    app.config.update(
        COMPRESS_MIMETYPES=sorted({*_TYPES, *_OTHERS}),
        COMPRESS_MIN_SIZE=LEAST,
        COMPRESS_STREAMS=False,
        COMPRESS_REGISTER=False,
        # The views do that; see `_plain_tags`.
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,
    )
    compress = Compress(app)
    app.before_request(_plain_request)
    app.before_request(_plain_tags)

    def coded(response: Response) -> Response:
        return _coded(compress, response)

    app.after_request(coded)


def chosen() -> str | None:
    """The coding to send, by `Accept-Encoding`; None for none."""
    asked = request.accept_encodings
    found = max(CODINGS, key=lambda coding: (asked.quality(coding), -CODINGS.index(coding)))
    quality = asked.quality(found)
    # Whoever would rather have it as it is says so by name.
    plain = next((quality for name, quality in asked if name == "identity"), 0)
    return found if quality > 0 and quality >= plain else None


def _plain_request() -> None:
    """Refuse a request with a compressed body, which would be read as if it were not."""
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding not in {"", "identity"} and request.method not in _WITHOUT_BODY:
        raise Refusal(415, "content-encoding", _("The request is compressed; send it as it is."))


def _plain_tags() -> None:
    """Let views see the validators they gave: a compressed answer has another, its coding after a colon."""
    given = request.headers.get("If-None-Match")
    # Bundled files lie there compressed, with tags of their own.
    coding = chosen() if given and request.endpoint != "system.asset" else None
    if given and coding:
        request.environ["innograf.tags"] = given
        request.environ["HTTP_IF_NONE_MATCH"] = re.sub(rf':{coding}"', '"', given)


def _coded(compress: Compress, response: Response) -> Response:
    if response.status_code == 415 and request.headers.get("Content-Encoding"):
        response.headers["Accept-Encoding"] = "identity"
    # How long a compressed page with a secret in it is would tell of the secret.
    if security.is_private(request.path):
        return response
    if request.path == "/sparql" and response.mimetype != HTML.type:
        return response
    vary(response, "Accept-Encoding")
    coding = chosen()
    if response.status_code == 304:
        tag, weak = response.get_etag()
        if tag and f'"{tag}:{coding}"' in request.environ.get("innograf.tags", ""):
            response.set_etag(f"{tag}:{coding}", weak=bool(weak))
    # A HEAD request that was spared the work has nothing to tell the length of.
    elif coding and response.automatically_set_content_length and "Content-Range" not in response.headers:
        request.environ["HTTP_ACCEPT_ENCODING"] = coding
        return compress.after_request(response)
    return response
