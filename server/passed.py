"""What the gateway hands to the application with a request."""

import threading
from dataclasses import dataclass, field

from flask import request

from server.asking import QueryFault

KEY = "innograf.passed"


@dataclass
class Passed:
    """The client's `address`; `gone` is set when the client hangs up; `fault` is how its query has ended already.

    The application tells of the `query` that it ran, and in one word how it ended.
    """

    address: str
    gone: threading.Event | None = field(default=None)
    fault: QueryFault | None = None
    query: str = ""
    outcome: str = ""


def passed() -> Passed:
    """What came with this request; without a gateway, only the address."""
    found = request.environ.get(KEY)
    return found if isinstance(found, Passed) else Passed(request.remote_addr or "")
