"""The line in which queries wait for a free worker: fair to clients, of limited length."""

import asyncio
from collections import Counter, OrderedDict, deque
from typing import Generic, TypeVar

from server.asking import QueryFault

T = TypeVar("T")


class Line(Generic[T]):
    """Gives free things (workers) to those who wait, one client after the other, so that none waits behind another's
    many.

    `most` may wait at once, and one client may have `share` in hand: waiting and being served.
    """

    def __init__(self, most: int, share: int) -> None:
        self.most = most
        self.share = share
        self.free: deque[T] = deque()
        self.waiting = 0
        self.in_hand: Counter[str] = Counter()
        self._clients: OrderedDict[str, deque[asyncio.Future[T]]] = OrderedDict()

    async def take(self, client: str, patience: float) -> T:
        """Wait for a free one, `patience` seconds at most; `done` must be called afterwards, and only then.

        Raises `QueryFault`: greedy when the client has its share in hand, busy when the line is full or patience ends.
        """
        if self.in_hand[client] >= self.share:
            raise QueryFault("greedy")
        self.in_hand[client] += 1
        try:
            return self.free.popleft() if self.free else await self._wait(client, patience)
        except BaseException:
            self.done(client)
            raise

    async def _wait(self, client: str, patience: float) -> T:
        if self.waiting >= self.most:
            raise QueryFault("busy")
        turn: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._clients.setdefault(client, deque()).append(turn)
        self.waiting += 1
        try:
            async with asyncio.timeout(patience):
                return await turn
        except TimeoutError:
            raise QueryFault("busy") from None
        except asyncio.CancelledError:
            # It may have got its turn in the moment in which it was given up.
            if turn.done() and not turn.cancelled():
                self.give(turn.result())
            raise
        finally:
            self.waiting -= 1

    def done(self, client: str) -> None:
        """Say that a client has one less in hand."""
        self.in_hand[client] -= 1
        if self.in_hand[client] <= 0:
            del self.in_hand[client]

    def give(self, thing: T) -> None:
        """Add a free one; it goes to the client that was served longest ago."""
        while self._clients:
            client, turns = self._clients.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._clients[client] = turns
            if not turn.done():
                turn.set_result(thing)
                return
        self.free.append(thing)
