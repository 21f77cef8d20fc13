"""The process that answers SPARQL queries: reads requests on its standard input, writes answers on its standard output.

Each message is a line of JSON; an answer's line is followed by as many bytes as its `length` says. The process is
killed by the web process when a query takes too long, so nothing here keeps a time. Its own walls: no network (where
the system lets it), a limit on memory, and an end when the web process is gone.
"""

import io
import json
import os
import sys
from pathlib import Path
from typing import IO, Any

import pyoxigraph

from store import Build, BuildStore, QueryRefused, QuerySyntaxError, QueryTooDeep, StoreError
from store import query as ask
from store.process import end_with, leave_network, limit_memory

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


class TooLarge(Exception):
    """The answer is larger than the limit."""


class Capped(io.BytesIO):
    """Bytes in memory that refuse to grow over a limit; the error stops the query that is being written."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Any) -> int:
        """Add bytes. Raises `TooLarge`."""
        if self.tell() + len(data) > self.limit:
            raise TooLarge
        return super().write(data)


class Answerer:
    """Answers queries over one build at a time; opens another when a request names another."""

    def __init__(self, root: Path, max_bytes: int, prefixes: dict[str, str]) -> None:
        self.builds = BuildStore(root)
        self.max_bytes = max_bytes
        self.prefixes = prefixes
        self.build: Build | None = None

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Run one request; the answer is a head with `ok` and `kind`, or with `fault` and `message`, and a body."""
        try:
            return self._run(request)
        except QuerySyntaxError as error:
            return {"fault": "syntax", "message": error.parser, "line": error.line, "column": error.column}, b""
        except QueryTooDeep as error:
            head = {"fault": "depth", "message": "", "line": error.line, "column": error.column}
            return head | {"about": {"most": str(error.most)}}, b""
        except QueryRefused as error:
            about = {"keyword": error.keyword, "reason": error.reason, "culprit": error.culprit}
            return {"fault": "refused", "message": "", "about": about}, b""
        except TooLarge:
            return {"fault": "size", "message": ""}, b""
        except MemoryError:
            return {"fault": "memory", "message": ""}, b""
        except (StoreError, ValueError, OSError, RuntimeError) as error:
            return {"fault": "failed", "message": str(error)}, b""

    def _run(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if self.build is None or self.build.id != request["build"]:
            self.build = self.builds.open(request["build"])
        result = ask(
            self.build,
            request["query"],
            default_graph=request["default_graphs"],
            named_graph=request["named_graphs"],
        )
        out = Capped(self.max_bytes)
        if isinstance(result, pyoxigraph.QueryTriples):
            kind, format = "graph", request["graph_format"]
            if format:
                # Stops at the first triple over the limit, and a triple is in the answer once.
                seen = dict.fromkeys(result)
                prefixes = self.prefixes if format in {"ttl", "rdf"} else None
                _quietly(lambda: pyoxigraph.serialize(seen, out, GRAPHS[format], prefixes=prefixes))
        else:
            kind = "boolean" if isinstance(result, pyoxigraph.QueryBoolean) else "solutions"
            format = request["results_format"]
            if format:
                answer = result
                _quietly(lambda: answer.serialize(out, RESULTS[format]))
        if not format:
            return {"fault": "format", "kind": kind, "message": ""}, b""
        return {"ok": True, "kind": kind, "format": format}, out.getvalue()


def _quietly(work: Any) -> None:
    """Run `work`; an error of ours that the engine wrapped in one of its own comes out as ours."""
    try:
        work()
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, TooLarge):
                raise TooLarge from None
            cause = cause.__cause__ or cause.__context__
        if "TooLarge" in str(error):
            raise TooLarge from None
        raise


def serve(requests: IO[bytes], answers: IO[bytes], answerer: Answerer) -> None:
    """Say that the process is ready, then answer requests until there are no more."""
    answers.write(b'{"ready": true}\n')
    answers.flush()
    for line in requests:
        head, body = answerer.answer(json.loads(line))
        head["length"] = len(body)
        answers.write(json.dumps(head).encode() + b"\n")
        answers.write(body)
        answers.flush()


def main() -> None:
    """Start the process; its one argument is a JSON object with the limits and the folder of builds."""
    given = json.loads(sys.argv[1])
    # Before the first thread: a process with threads may not enter a new user namespace.
    leave_network()
    limit_memory(given["memory"])
    end_with(given["parent"])
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else prints must not end up between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers, Answerer(Path(given["root"]), given["max_bytes"], given["prefixes"]))


if __name__ == "__main__":
    main()
