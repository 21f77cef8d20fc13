"""Lines of the log that are written together."""

import io
import logging

import pytest
from pythonjsonlogger.json import JsonFormatter

from server import logs
from settings import Settings

WHAT = {"request": "a1", "path": "/så\n dan", "status": 200, "ms": 1.5, "query": "ab"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_they_are_what_the_logging_of_faults_writes(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(logs, "_lines", None)
    logs.set_up(Settings(log_format=form))  # type: ignore[arg-type]
    assert logs._lines is not None
    (handler,) = root.handlers
    record = logs.REQUESTS.makeRecord(logs.REQUESTS.name, logging.INFO, "", 0, "request", (), None, extra=WHAT)
    if not isinstance(handler.formatter, JsonFormatter):
        record.msg = 'request=a1 path="/s\\u00e5\\n dan" status=200 ms=1.5 query=ab'
    record.created, record.msecs = 1_700_000_000.0259, 25.0
    assert logs._lines.line(record.created, WHAT) == handler.format(record) + "\n"


def test_they_are_written_once() -> None:
    out = io.StringIO()
    lines = logs.Lines(out, as_json=False)
    lines._kept.append(lines.line(1.0, WHAT))
    lines.flush()
    lines.flush()
    assert out.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    ("setting", "status", "ran", "expected"),
    [("faults", 500, False, True), ("faults", 200, True, False), ("queries", 200, True, True),
     ("queries", 200, False, False), ("all", 200, False, True)],
)  # fmt: skip
def test_which_are_wanted(setting: str, status: int, ran: bool, expected: bool) -> None:
    assert logs.wanted(Settings(log_requests=setting), status, ran) is expected  # type: ignore[arg-type]


def test_ids_differ_and_one_that_is_given_is_kept() -> None:
    assert logs.request_id({}) != logs.request_id({})
    assert logs.request_id({logs.HEADER: b"from-a-proxy"}) == b"from-a-proxy"
    assert logs.request_id({logs.HEADER: b"no good"}) != b"no good"
