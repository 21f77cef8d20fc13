"""Several queries in the hand of one worker: each gets its own answer, and none suffers from the one before it."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server import processes
from server.asking import Answer, QueryFault, Request
from server.line import Line, Turn
from server.pool import Pool
from settings import Settings
from store import BuildStore
from tests.server.test_limits import BOMB

Asked = Callable[[list[str]], list[Answer | QueryFault]]


@pytest.fixture
def ask(sample_root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """Ask all queries at the same time, of two workers that are always given several at once."""
    monkeypatch.setattr(processes, "_QUICK", 1000.0)
    settings = Settings(data=sample_root, query_workers=2, query_timeout=2.0, query_cache_bytes=0, query_queue=1000)
    build = BuildStore(sample_root).open().id

    async def gather(queries: list[str]) -> list[Answer | QueryFault]:
        pool = Pool(settings)
        pool.attach(asyncio.get_running_loop())
        try:
            await pool.warm(build)
            requests = [Request(build, query, (), (), "json", None) for query in queries]
            clients = [pool.ask(request, str(number)) for number, request in enumerate(requests)]
            found = await asyncio.gather(*clients, return_exceptions=True)
            assert pool.line.waiting == 0
            assert not pool.line.in_hand
            # What was given to another worker in the meantime is still in the hand of the first, which drops it.
            async with asyncio.timeout(5):
                while any(worker.asked for worker in pool.workers):
                    await asyncio.sleep(0.01)
            assert pool.alive == len(pool.line.free) == 2
        finally:
            await pool.end()
        return found  # type: ignore[return-value]

    yield lambda queries: asyncio.run(gather(queries))


def said(answer: Answer | QueryFault) -> str:
    return answer.name if isinstance(answer, QueryFault) else answer.all().decode()


def value(number: int) -> str:
    return f"SELECT ?n {{ BIND({number} AS ?n) }}"


def test_each_gets_its_own_answer(ask: Asked) -> None:
    found = ask([value(number) for number in range(100)])
    wrong = [said(answer) for number, answer in enumerate(found) if f'"value":"{number}"' not in said(answer)]
    assert not wrong


def test_those_behind_a_slow_one_are_answered_by_others(ask: Asked) -> None:
    queries = [value(number) for number in range(40)]
    queries[20] = BOMB
    found = ask(queries)
    assert said(found.pop(20)) == "time"
    assert all('"value"' in said(answer) for answer in found)


def test_those_taken_back_have_waited_all_the_time(sample_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_QUICK", 1000.0)
    settings = Settings(data=sample_root, query_workers=1, query_timeout=1.0, query_patience=1.5, query_cache_bytes=0)
    build = BuildStore(sample_root).open().id

    async def asked() -> list[Answer | BaseException]:
        pool = Pool(settings)
        pool.attach(asyncio.get_running_loop())
        try:
            await pool.warm(build)
            queries = [f"{BOMB} #0", value(1), f"{BOMB} #2", f"{BOMB} #3"]
            requests = [Request(build, query, (), (), "json", None) for query in queries]
            asks = (pool.ask(request, str(number)) for number, request in enumerate(requests))
            return await asyncio.gather(*asks, return_exceptions=True)
        finally:
            await pool.end()

    # The last is given to the worker with the third, after a second, and taken back.
    first, quick, third, last = asyncio.run(asked())
    assert isinstance(quick, Answer)
    faults = [fault.name for fault in (first, third, last) if isinstance(fault, QueryFault)]
    assert faults == ["time", "time", "busy"]


def test_a_worker_that_dies_costs_one_query(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = [value(number) for number in range(40)]
    # It runs the engine out of stack.
    queries[20] = f"ASK {{ FILTER({'!' * 100_000}true) }}"
    found = ask(queries)
    assert said(found.pop(20)) == "crash"
    assert all('"value"' in said(answer) for answer in found)


def test_large_answers_come_to_whom_they_belong(ask: Asked) -> None:
    many = "VALUES ?a { " + " ".join(f"{n}" for n in range(300)) + " }"
    large = f"SELECT ?a ?b {{ {many} {many.replace('?a', '?b')} }}"
    found = ask([large if number % 5 == 2 else value(number) for number in range(30)])
    for number, answer in enumerate(found):
        text = said(answer)
        assert (len(text) > 1_000_000) if number % 5 == 2 else f'"value":"{number}"' in text


def test_a_free_one_is_shared_by_several_of_different_clients() -> None:
    line: Line[str] = Line(most=9, share=9)
    served: list[str] = []
    for name in ("a", "a", "a", "b"):
        line.enter(Turn(name, lambda _, name=name: served.append(name)))  # type: ignore[misc]
    line.give("one", 3)
    assert served == ["a", "b", "a"]
    assert line.waiting == 1
    line.give("one", 3)
    assert (served, line.waiting, list(line.free)) == (["a", "b", "a", "a"], 0, [])
    line.give("one", 3)
    assert list(line.free) == ["one"]


def test_who_had_a_free_one_in_vain_is_next() -> None:
    line: Line[str] = Line(most=1, share=1)
    served: list[str] = []
    turn = Turn[str]("a", lambda _: served.append("a"))
    line.give("one")
    line.enter(turn)
    line.enter(Turn("b", lambda _: served.append("b")))
    line.enter_again(turn)
    line.give("one")
    line.give("one")
    assert served == ["a", "a", "b"]
    line.leave(turn)
    assert dict(line.in_hand) == {"b": 1}
