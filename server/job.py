"""A query in the hand of the pool."""

import asyncio
import time
from collections.abc import Callable

from server.asking import Answer, Request
from server.line import Turn
from server.workers import Asked, Worker


class Job:
    """A query that waits for a worker since `entered`, or runs in one until `deadline`, as far as `limit` lets it.

    `answer` is what its client waits for; `slow` is called when it takes a while.
    """

    __slots__ = (
        "answer",
        "asked",
        "client",
        "counted",
        "deadline",
        "entered",
        "limit",
        "request",
        "sent",
        "slow",
        "started",
        "turn",
        "worker",
    )

    def __init__(self, request: Request, client: str, limit: float, answer: "asyncio.Future[Answer]") -> None:
        self.request = request
        # What the worker is asked, which may say the same in another way.
        self.sent = request
        self.client = client
        self.counted = True
        self.limit = limit
        self.answer = answer
        self.slow: Callable[[], None] | None = None
        self.started = self.entered = time.monotonic()
        self.deadline = 0.0
        self.worker: Worker | None = None
        self.asked: Asked | None = None
        self.turn: Turn[Worker] | None = None
