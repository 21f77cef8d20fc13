"""The line in which queries wait for a free worker: fair to clients, of limited length."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

from server.asking import QueryFault

T = TypeVar("T")


class Turn(Generic[T]):
    """A client's place in the line: `taken` is called with the free thing when its turn comes."""

    __slots__ = ("client", "taken", "waits")

    def __init__(self, client: str, taken: Callable[[T], None]) -> None:
        self.client = client
        self.taken = taken
        self.waits = False


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
        self._clients: OrderedDict[str, deque[Turn[T]]] = OrderedDict()

    def enter(self, turn: Turn[T]) -> None:
        """Have a free one given to a turn, at once if there is one; `leave` must be called afterwards, and only then.

        Raises `QueryFault`: greedy when the client has its share in hand, busy when the line is full.
        """
        client = turn.client
        if self.in_hand[client] >= self.share:
            raise QueryFault("greedy")
        if not self.free:
            if self.waiting >= self.most:
                raise QueryFault("busy")
            turn.waits = True
            self.waiting += 1
            self._clients.setdefault(client, deque()).append(turn)
        self.in_hand[client] += 1
        if not turn.waits:
            turn.taken(self.free.popleft())

    def leave(self, turn: Turn[T]) -> None:
        """Say that a client has one less in hand: it was served, or waits no longer."""
        self.in_hand[turn.client] -= 1
        if self.in_hand[turn.client] <= 0:
            del self.in_hand[turn.client]
        if turn.waits:
            turn.waits = False
            self.waiting -= 1
            turns = self._clients[turn.client]
            turns.remove(turn)
            if not turns:
                del self._clients[turn.client]

    def enter_again(self, turn: Turn[T]) -> None:
        """Have a free one given to a turn that had one in vain; it comes before all others, whatever the limits."""
        if self.free:
            turn.taken(self.free.popleft())
            return
        turn.waits = True
        self.waiting += 1
        self._clients.setdefault(turn.client, deque()).appendleft(turn)
        self._clients.move_to_end(turn.client, last=False)

    def give(self, thing: T, most: int = 1) -> None:
        """Add a free one; it goes to the client that was served longest ago, and to as many of the next as may share
        it: `most` in all.
        """
        if not self._clients:
            self.free.append(thing)
            return
        while most and self._clients:
            self._give(thing)
            most -= 1

    def _give(self, thing: T) -> None:
        client, turns = self._clients.popitem(last=False)
        turn = turns.popleft()
        if turns:
            self._clients[client] = turns
        turn.waits = False
        self.waiting -= 1
        turn.taken(thing)
