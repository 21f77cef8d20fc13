"""The line for free workers: in turn for each client, of limited length."""

import pytest

from server.asking import QueryFault
from server.line import Line, Turn


class Client:
    """Takes turns in a line, and keeps what it was given."""

    def __init__(self, line: Line[str], name: str) -> None:
        self.line = line
        self.name = name
        self.given: list[str] = []

    def enter(self) -> Turn[str]:
        turn = Turn(self.name, self.given.append)
        self.line.enter(turn)
        return turn


def test_a_free_one_is_given_at_once_and_the_next_waits() -> None:
    line: Line[str] = Line(most=1, share=5)
    client = Client(line, "a")
    line.give("one")
    client.enter()
    assert client.given == ["one"]
    client.enter()
    assert (client.given, line.waiting) == (["one"], 1)
    line.give("one")
    assert (client.given, line.waiting) == (["one", "one"], 0)


def test_a_client_with_many_does_not_keep_another_waiting() -> None:
    line: Line[str] = Line(most=100, share=100)
    served: list[str] = []
    for name, count in (("greedy", 6), ("modest", 2)):
        for _ in range(count):
            line.enter(Turn(name, lambda _thing, name=name: served.append(name)))  # type: ignore[misc]
    for _ in range(8):
        line.give("one")
    assert served == ["greedy", "modest", "greedy", "modest", *["greedy"] * 4]


def test_a_full_line_is_busy_and_a_full_share_is_greedy() -> None:
    line: Line[str] = Line(most=1, share=2)
    one, other = Client(line, "a"), Client(line, "b")
    turn = one.enter()
    for client in (one, other):
        with pytest.raises(QueryFault, match="busy"):
            client.enter()
    # Whoever was sent away has nothing in hand.
    assert line.in_hand == {"a": 1}
    line.give("one")
    second = one.enter()
    with pytest.raises(QueryFault, match="greedy"):
        one.enter()
    line.leave(second)
    line.leave(turn)
    assert not line.in_hand
    line.give("one")
    one.enter()
    assert one.given == ["one", "one"]


def test_whoever_gives_up_loses_nothing() -> None:
    line: Line[str] = Line(most=5, share=5)
    gone, other = Client(line, "a"), Client(line, "b")
    turn = gone.enter()
    other.enter()
    line.leave(turn)
    assert line.waiting == 1
    line.give("one")
    line.give("another")
    assert (gone.given, other.given, list(line.free)) == ([], ["one"], ["another"])
    assert (line.in_hand, line.waiting) == ({"b": 1}, 0)
