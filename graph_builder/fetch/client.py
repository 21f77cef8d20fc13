"""One polite reader of web pages: asks robots.txt, says who it is, waits, and takes no more than it should."""

import re
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import urllib3
from protego import Protego

from graph_builder.fetch.addresses import BadAddress, normal
from settings import FetchSettings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_ROBOTS = 500_000
_CHUNK = 65_536
# The part of the user agent that robots.txt files name us by.
ROBOT = "Innograf"


class FetchError(Exception):
    """An address that could not be fetched; the message is the reason, for people."""


@dataclass(frozen=True)
class Response:
    """What a server answered: `url` is the address in the end, `content` None when it is what we have already."""

    url: str
    content: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)


class Client:
    """Fetches one address after the other. `sleep` and `clock` can be given by tests."""

    def __init__(
        self,
        settings: FetchSettings,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self._sleep = sleep
        self._clock = clock
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(self, url: str, accept: str, validators: Mapping[str, Mapping[str, str]]) -> Response:
        """Fetch an address and follow where it leads. `validators` are headers that say what we have, by address.

        Raises `FetchError`.
        """
        for _ in range(self.settings.max_redirects + 1):
            delay = self._allowed(url)
            headers = {"Accept": accept, **validators.get(url, {})}
            status, answered, content = self._request(url, headers, delay, self.settings.max_bytes)
            if status == 304 and validators.get(url):
                return Response(url, None, answered)
            if status == 200:
                return Response(url, content, answered)
            if status not in _REDIRECTS:
                raise FetchError(_refusal(status, answered))
            url = self._next(url, answered.get("Location", ""))
        raise FetchError(f"it leads on more than {self.settings.max_redirects} times (setting fetch.max_redirects).")

    def _next(self, url: str, location: str) -> str:
        if not location:
            raise FetchError("the server says that it has moved, but not where to.")
        try:
            return normal(urljoin(url, location))
        except ValueError as error:
            said = str(error) if isinstance(error, BadAddress) else "it is not a web address."
            raise FetchError(f"it leads to {location[:200]!r}: {said}") from None

    def _allowed(self, url: str) -> float:
        """The pause that the host wants between two requests. Raises `FetchError` when robots.txt keeps us out."""
        robots = self._robots_of(url)
        if robots is None:
            return self.settings.delay
        if not robots.can_fetch(url, ROBOT):
            raise FetchError("robots.txt of its host does not allow it.")
        delay = max(self.settings.delay, robots.crawl_delay(ROBOT) or 0.0)
        if delay > self.settings.longest_delay:
            raise FetchError(
                f"its host asks for {delay:g} seconds between requests; the longest waited is "
                f"{self.settings.longest_delay:g} (setting fetch.longest_delay)."
            )
        return delay

    def _robots_of(self, url: str) -> Protego | None:
        """The host's robots.txt, None when it has none; a host that cannot tell is not asked for more (RFC 9309)."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            at = f"{origin}/robots.txt"
            for _ in range(self.settings.max_redirects + 1):
                status, answered, content = self._request(at, {}, self.settings.delay, _LONGEST_ROBOTS, cut=True)
                if status not in _REDIRECTS:
                    break
                at = self._next(at, answered.get("Location", ""))
            if status >= 500 or status == 429:
                raise FetchError(f"robots.txt of its host cannot be read: the server answered {status}.")
            self._robots[origin] = Protego.parse(content.decode("utf-8", "replace")) if status == 200 else None
        return self._robots[origin]

    def _request(
        self, url: str, headers: Mapping[str, str], delay: float, most: int, cut: bool = False
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request. What is longer than `most` bytes is refused, or cut off there."""
        self._wait(urlsplit(url).netloc, delay)
        deadline = self._clock() + self.settings.timeout
        timeout = urllib3.Timeout(total=self.settings.timeout)
        asked = {"User-Agent": self.settings.user_agent, "Accept-Encoding": "gzip, deflate", **headers}
        try:
            answer = self._pool(url).request(
                "GET", url, headers=asked, timeout=timeout, redirect=False, retries=False, preload_content=False
            )
            try:
                content = self._content(answer, most, deadline, cut) if answer.status == 200 else b""
            finally:
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            # A connection that was refused counts as one that took too long there.
            slow = isinstance(error, urllib3.exceptions.TimeoutError)
            if slow and not isinstance(error, urllib3.exceptions.NewConnectionError):
                raise FetchError(self._too_slow()) from None
            reason = getattr(error, "reason", None) or error
            said = re.sub(r"^(?:<[^>]*>|\w+\([^)]*\)): ", "", str(reason))
            raise FetchError(f"it cannot be fetched: {said[:200].rstrip('.')}.") from None
        except OSError as error:
            raise FetchError(f"it cannot be fetched: {error.strerror or error}.") from None
        finally:
            self._last[urlsplit(url).netloc] = self._clock()
        return answer.status, answer.headers, content

    def _content(self, answer: urllib3.BaseHTTPResponse, most: int, deadline: float, cut: bool) -> bytes:
        content = bytearray()
        # What has come, at once: a server that sends a byte now and then must not hold us longer than the deadline.
        while chunk := answer.read1(_CHUNK, decode_content=True):
            content += chunk
            if len(content) > most:
                if cut:
                    return bytes(content[:most])
                raise FetchError(f"it is larger than {most:,} bytes (setting fetch.max_bytes).")
            if self._clock() > deadline:
                raise FetchError(self._too_slow())
        return bytes(content)

    def _too_slow(self) -> str:
        return f"it took longer than {self.settings.timeout:g} seconds (setting fetch.timeout)."

    def _wait(self, host: str, delay: float) -> None:
        """Wait until `delay` seconds after the last answer of this host."""
        if host in self._last:
            left = self._last[host] + delay - self._clock()
            if left > 0:
                self._sleep(left)

    def _pool(self, url: str) -> urllib3.PoolManager:
        """The connections, by way of the proxy that the environment names, if any."""
        parts = urlsplit(url)
        bypassed = urllib.request.proxy_bypass(parts.hostname or "")
        proxy = "" if bypassed else urllib.request.getproxies().get(parts.scheme, "")
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


def _refusal(status: int, headers: Mapping[str, str]) -> str:
    later = headers.get("Retry-After")
    if status in (429, 503) and later:
        return f"the server answered {status}, and asks to come back later (Retry-After: {later[:40]})."
    return f"the server answered {status}."
