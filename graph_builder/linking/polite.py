"""Asking somebody else's end point without being a burden: one request at a time, with pauses, waiting as it says."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from settings import LinkSettings
from store.endpoint import RESULTS, Endpoint
from store.errors import EndpointError, EndpointRefused, EndpointSlow, EndpointTooMuch
from store.interface import Row
from store.remote import results, rows

_TOO_MANY = 429
# Wikidata asks for a minute's pause from who is told 429 without a time.
_BUSY = 60.0
_REFUSED = frozenset({400, 401, 403, 404, 405, 410})


class Away(EndpointError):
    """The end point does not answer any more; what it has answered is kept."""


@dataclass
class Polite:
    """An end point, and how it is asked. `say` is told of each wait that is longer than the usual pause."""

    endpoint: Endpoint
    own: LinkSettings
    say: Callable[[str], None] = lambda message: None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    requests: int = 0
    _last: float = field(default=-1e9, repr=False)

    @classmethod
    def of(cls, address: str, own: LinkSettings, say: Callable[[str], None]) -> "Polite":
        """The end point at an address."""
        endpoint = Endpoint(address, timeout=own.timeout, max_bytes=own.max_bytes, agent=own.user_agent)
        return cls(endpoint, own, say)

    def select(self, sparql: str) -> list[Row]:
        """The rows of an answer.

        Raises `EndpointTooMuch` and `EndpointSlow` for a question that can be made smaller, `EndpointRefused` and
        `EndpointError` for one that is not taken, and `Away` when tries are of no use any more.
        """
        for attempt in range(self.own.retries + 1):
            self._pause()
            try:
                return rows(results(self.endpoint.once(sparql, RESULTS)))
            except (EndpointTooMuch, EndpointSlow, EndpointRefused):
                raise
            except EndpointError as error:
                if error.status in _REFUSED:
                    raise
                self._wait(error, attempt)
            finally:
                self._last = self.clock()
                self.requests += 1
        raise AssertionError("the last try returns or raises")

    def _pause(self) -> None:
        left = self.own.delay - (self.clock() - self._last)
        if left > 0:
            self.sleep(left)

    def _wait(self, error: EndpointError, attempt: int) -> None:
        """Wait before the next try: as long as the end point says, else twice as long each time."""
        told = _seconds(error.wait)
        least = _BUSY if error.status == _TOO_MANY else max(self.own.delay, 1.0)
        wait = least * 2**attempt if told is None else told
        if attempt == self.own.retries:
            raise Away(f"{error} (tried {attempt + 1} times)".replace(". (", " (")) from None
        if wait > self.own.longest_wait:
            raise Away(
                f"{self.endpoint.query} wants us to wait {wait:g} seconds, which is longer than link.longest_wait"
            ) from None
        self.say(f"{error}; trying again in {wait:g} seconds.".replace(".;", ";"))
        self.sleep(wait)


def _seconds(header: str) -> float | None:
    """What Retry-After says, in seconds or as a date; None without one that can be read."""
    try:
        return Retry().parse_retry_after(header) if header else None
    except InvalidHeader:
        return None
