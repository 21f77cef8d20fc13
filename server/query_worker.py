"""What a process does that answers SPARQL queries: it reads requests from a socket and writes answers to it.

Both are frames (`server.frames`). A large answer stands in a file without a name, which is handed over with the head.
The process is killed from outside when a query takes too long, so nothing here keeps a time.
"""

import io
import os
import socket
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import IO, Any, cast

import pyoxigraph

from server.asking import INLINE
from server.exact import NotInXml, Results, for_format, nameable, write_results
from server.frames import Frames, frame
from store import (
    Build,
    BuildStore,
    EndpointError,
    EndpointRefused,
    EndpointSlow,
    EndpointTooMuch,
    QueryRefused,
    QuerySyntaxError,
    QueryTooDeep,
    StoreError,
)
from store import query as ask
from store.guard import calls
from store.remote import RemoteBuild, RemoteStore

RESULTS = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
}
_READ = 1 << 16
# After so many seconds those that follow a request are not answered any more; less than `server.pool.SOON`.
_LONG = 0.01
# Of what went wrong with a server that was called, which may tell its whole answer.
_LONGEST_MESSAGE = 300


class TooLarge(Exception):
    """The answer is larger than the limit."""


class DiskFull(Exception):
    """There is no room for a large answer."""


class Spool(io.RawIOBase):
    """Bytes in memory, and in a file without a name once they are many; refuses to grow over a limit.

    Its errors stop the query that is being written.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self.length = 0
        self.parts: list[bytes] = []
        self.file: int | None = None

    def write(self, data: Any) -> int:
        """Add bytes. Raises `TooLarge` and `DiskFull`."""
        size = len(data)
        self.length += size
        if self.length > self.limit:
            raise TooLarge
        self.parts.append(bytes(data))
        if self.length > INLINE:
            self.spill()
        return size

    def spill(self) -> None:
        """Move what is in memory to the file. Raises `DiskFull`."""
        try:
            if self.file is None:
                with tempfile.TemporaryFile() as file:
                    self.file = os.dup(file.fileno())
            data = b"".join(self.parts)
            while data:
                data = data[os.write(self.file, data) :]
        except OSError as error:
            raise DiskFull(str(error)) from None
        self.parts = []

    def seek(self, place: int, whence: int = 0) -> int:
        """Only to the beginning, to write anew after `truncate`."""
        if place or whence:
            raise io.UnsupportedOperation
        return 0

    def truncate(self, size: int | None = None) -> int:
        """Forget all that was written."""
        if self.file is not None:
            os.ftruncate(self.file, 0)
            os.lseek(self.file, 0, os.SEEK_SET)
        self.parts = []
        self.length = 0
        return 0

    def close(self) -> None:
        """Let go of the file."""
        super().close()
        if self.file is not None:
            os.close(self.file)
            self.file = None


class Answerer:
    """Answers queries over one build at a time; opens another when a request names another.

    `loaded` is a build that is in memory already; `services` are the end points that SERVICE may call.
    """

    def __init__(
        self,
        builds: BuildStore | RemoteStore,
        max_bytes: int,
        prefixes: dict[str, str],
        loaded: Build | None = None,
        services: Sequence[str] = (),
    ) -> None:
        self.builds = builds
        self.max_bytes = max_bytes
        self.prefixes = prefixes
        self.loaded = loaded
        self.services = services
        self.build: Build | RemoteBuild | None = loaded

    def answer(self, query: str, request: Mapping[str, Any]) -> tuple[dict[str, Any], Spool]:
        """Run one query; the answer is a head with `kind` and `format`, or with `fault` and `message`, and bytes.

        `request` is what belongs to the query: `build`, `default_graphs`, `named_graphs`, `results_format` and
        `graph_format`.
        """
        out = Spool(self.max_bytes)
        head = self._try(query, request, out)
        if "fault" in head:
            out.close()
            out = Spool(0)
        return head, out

    def _try(self, query: str, request: Mapping[str, Any], out: Spool) -> dict[str, Any]:
        try:
            return self._run(query, request, out)
        except QuerySyntaxError as error:
            return {"fault": "syntax", "message": error.parser, "line": error.line, "column": error.column}
        except QueryTooDeep as error:
            head = {"fault": "depth", "message": "", "line": error.line, "column": error.column}
            return head | {"about": {"most": str(error.most)}}
        except QueryRefused as error:
            about = {"keyword": error.keyword, "reason": error.reason, "culprit": error.culprit}
            return {"fault": "refused", "message": "", "about": about}
        except NotInXml:
            return {"fault": "format", "kind": "graph", "message": ""}
        except TooLarge:
            return {"fault": "size", "message": ""}
        except DiskFull as error:
            return {"fault": "disk", "message": str(error)}
        except MemoryError:
            return {"fault": "memory", "message": ""}
        except EndpointSlow:
            return {"fault": "time", "message": ""}
        except EndpointTooMuch:
            return {"fault": "size", "message": ""}
        except EndpointRefused as error:
            return {"fault": "failed", "message": error.said}
        except EndpointError as error:
            return {"fault": "endpoint", "message": str(error)}
        except (StoreError, ValueError, OSError, RuntimeError) as error:
            if self.services and isinstance(error, OSError) and calls(query):
                return {"fault": "service", "message": str(error)[:_LONGEST_MESSAGE]}
            return {"fault": "failed", "message": str(error)}

    def _run(self, query: str, request: Mapping[str, Any], out: Spool) -> dict[str, Any]:
        written = cast(IO[bytes], out)
        result = self._ask(query, request)
        if isinstance(result, pyoxigraph.QueryTriples):
            kind, format = "graph", request["graph_format"]
            if format:
                # The engine gives each triple once. Whatever is written stops at the first over the limit.
                found = result
                if format in {"ttl", "rdf"}:
                    triples = nameable(found) if format == "rdf" else found
                    target = for_format(written, GRAPHS[format])
                    _quietly(lambda: pyoxigraph.serialize(triples, target, GRAPHS[format], prefixes=self.prefixes))
                else:
                    # Without a step in Python for each triple.
                    _quietly(lambda: found.serialize(written, GRAPHS[format]))
        else:
            kind = "boolean" if isinstance(result, pyoxigraph.QueryBoolean) else "solutions"
            format = request["results_format"]
            if format:
                answer = result
                _quietly(lambda: write_results(answer, written, RESULTS[format], lambda: self._ask(query, request)))
        if not format:
            return {"fault": "format", "kind": kind, "message": ""}
        return {"kind": kind, "format": format}

    def _ask(self, query: str, request: Mapping[str, Any]) -> Results | pyoxigraph.QueryTriples:
        return ask(
            self._open(request["build"]),
            query,
            default_graph=request["default_graphs"],
            named_graph=request["named_graphs"],
            services=self.services,
        )

    def _open(self, build: str) -> Build | RemoteBuild:
        if self.loaded is not None and self.loaded.id == build:
            return self.loaded
        if self.build is None or self.build.id != build:
            self.build = self.builds.open(build)
        return self.build


def _quietly(work: Any) -> None:
    """Run `work`; an error of ours that the engine wrapped in one of its own comes out as ours."""
    try:
        work()
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, TooLarge | DiskFull):
                raise cause from None
            cause = cause.__cause__ or cause.__context__
        for ours in (TooLarge, DiskFull):
            if ours.__name__ in str(error):
                raise ours from None
        raise


def serve(requests: socket.socket, answerer: Answerer) -> None:
    """Answer requests until there are no more, in their order."""
    frames = Frames()
    began = 0.0
    while data := requests.recv(_READ):
        frames.add(data)
        while (found := frames.take()) is not None:
            request, query = found
            now = time.monotonic()
            if not request["follows"]:
                began = now
            elif now - began > _LONG:
                # Another process may have it by now.
                requests.sendall(frame({"later": True}))
                continue
            _answer(requests, answerer, query.decode("utf-8", "surrogatepass"), request)


def _answer(requests: socket.socket, answerer: Answerer, query: str, request: Mapping[str, Any]) -> None:
    head, out = answerer.answer(query, request)
    if out.file is None:
        requests.sendall(frame(head, b"".join(out.parts)))
        return
    out.spill()
    socket.send_fds(requests, [frame(head | {"length": out.length})], [out.file])
    out.close()
