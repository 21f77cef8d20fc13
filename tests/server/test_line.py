"""The line for free workers: in turn for each client, of limited length."""

import asyncio

import pytest

from server.asking import QueryFault
from server.line import Line


def test_a_free_one_is_given_at_once_and_the_next_waits() -> None:
    async def story() -> None:
        line: Line[str] = Line(most=1, share=5)
        line.give("one")
        assert await line.take("a", 1) == "one"
        second = asyncio.ensure_future(line.take("a", 1))
        await asyncio.sleep(0)
        assert not second.done()
        line.give("one")
        assert await second == "one"

    asyncio.run(story())


def test_a_client_with_many_does_not_keep_another_waiting() -> None:
    async def story() -> list[str]:
        line: Line[int] = Line(most=100, share=100)
        served: list[str] = []

        async def wait(client: str) -> None:
            await line.take(client, 5)
            served.append(client)
            line.done(client)

        waiting = [asyncio.ensure_future(wait("greedy")) for _ in range(6)]
        await asyncio.sleep(0)
        waiting += [asyncio.ensure_future(wait("modest")) for _ in range(2)]
        await asyncio.sleep(0)
        for _ in range(8):
            line.give(1)
            await asyncio.sleep(0)
            line.free.clear()
        await asyncio.gather(*waiting)
        return served

    assert asyncio.run(story())[:4] == ["greedy", "modest", "greedy", "modest"]


def test_a_full_line_and_lost_patience_are_busy_and_a_full_share_is_greedy() -> None:
    async def story() -> list[str]:
        line: Line[int] = Line(most=1, share=2)
        first = asyncio.ensure_future(line.take("a", 0.1))
        await asyncio.sleep(0)
        faults = []
        for client in ("b", "a"):
            with pytest.raises(QueryFault) as full:
                await line.take(client, 5)
            faults.append(full.value.name)
        with pytest.raises(QueryFault) as late:
            await first
        faults.append(late.value.name)
        line.give(7)
        assert await line.take("a", 1) == 7
        line.give(7)
        assert await line.take("a", 1) == 7
        with pytest.raises(QueryFault) as greedy:
            await line.take("a", 1)
        faults.append(greedy.value.name)
        line.done("a")
        line.give(7)
        assert await line.take("a", 1) == 7
        return faults

    assert asyncio.run(story()) == ["busy", "busy", "busy", "greedy"]


def test_whoever_gives_up_loses_nothing() -> None:
    async def story() -> None:
        line: Line[int] = Line(most=5, share=5)
        gone = asyncio.ensure_future(line.take("a", 5))
        await asyncio.sleep(0)
        line.give(7)
        # It has its turn, and is given up before it could take it.
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert list(line.free) == [7]
        assert not line.in_hand
        assert line.waiting == 0

    asyncio.run(story())
