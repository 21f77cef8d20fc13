"""A web server on this machine that answers as a test tells it to, and remembers what it was asked."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    "<html lang='nb'><body><article><h1>Havnedagen</h1><p>Sigrun Haukvik, seniorrådgiver i Havnerådet, ønsket "
    "velkommen til Tindvik.</p></article></body></html>"
).encode()


@dataclass
class Answer:
    """What is answered at a path; one with an ETag answers 304 to who has it."""

    content: bytes = PAGE
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Web:
    """The server: its address, its answers by path, and (path, headers) of what it was asked."""

    url: str
    answers: dict[str, Answer | Callable[[], Answer]]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers)))
            found = web.answers.get(self.path, Answer(b"borte", status=404))
            answer = found() if callable(found) else found
            content, headers = answer.content, dict(answer.headers)
            status = answer.status
            if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
                status, content = 304, b""
            if headers.get("Content-Encoding") == "gzip":
                content = gzip.compress(content)
            self.send_response(status)
            if answer.type:
                self.send_header("Content-Type", answer.type)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Web(f"http://127.0.0.1:{server.server_port}", {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
