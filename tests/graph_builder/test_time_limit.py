"""A document that takes too long is left out, and the others are built."""

import re
import signal
import threading
from pathlib import Path

import pytest

from graph_builder import reading
from graph_builder.build import build_graph
from graph_builder.draft import Draft
from graph_builder.layout import Layout
from graph_builder.read import Document
from graph_builder.time_limit import TookTooLong, time_limit
from settings import Settings

ENDLESS = re.compile(r"(?:a|aa)+b")


def test_a_document_that_takes_too_long_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for stem in ("god", "lang"):
        (tmp_path / f"{stem}.nb.txt").write_text("Havnerådet møtte Kystdirektoratet.", encoding="utf-8")

    def read(document: Document, *_: object) -> Draft:
        while document.stem == "lang.nb":
            pass
        return Draft(document, Layout((), document.text), ())

    monkeypatch.setattr(reading, "read_draft", read)
    result = build_graph([tmp_path], Settings(authority=tmp_path, read_timeout=1))
    assert [document.stem for document in result.documents] == ["god.nb"]
    assert [(p.path.name, p.reason) for p in result.problems] == [
        ("lang.nb.txt", "reading it took longer than 1 seconds (setting read_timeout).")
    ]


def test_a_search_that_never_ends_is_stopped() -> None:
    with pytest.raises(TookTooLong), time_limit(0.2):
        ENDLESS.match("a" * 60)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_is_done_in_time_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[0]) == (before, 0.0)


def test_another_thread_has_no_limit() -> None:
    seen = []

    def work() -> None:
        with time_limit(60):
            seen.append(signal.getitimer(signal.ITIMER_REAL)[0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [0.0]
