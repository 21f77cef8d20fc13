"""What can go wrong in the store, each with a message that a person can act on."""


class StoreError(Exception):
    """The folder of builds cannot be read or written, or something was asked for that it cannot hold."""


class BuildNotFound(StoreError):
    """No build, or more than one, answers to the reference given."""


class DocumentNotFound(StoreError):
    """The build holds no document of that stem."""


class QueryRefused(StoreError):
    """The query would change data or call another server. `keyword` is the part to take out, as `SERVICE`.

    `reason` is update, service, endpoint, escape, unknown, prefix or iri: a word for callers that say it in another
    language; `culprit` is the character or prefix that is meant, or the end points that may be called.
    """

    def __init__(self, keyword: str, message: str, reason: str = "update", culprit: str = "") -> None:
        super().__init__(message)
        self.keyword = keyword
        self.reason = reason
        self.culprit = culprit


class QueryTooDeep(StoreError):
    """The query has more brackets within brackets than the engine can follow: its parser would run out of stack."""

    def __init__(self, most: int, line: int, column: int) -> None:
        super().__init__(
            f"The query has more than {most} brackets within each other (line {line}, column {column}); nest it less."
        )
        self.most = most
        self.line = line
        self.column = column


class QuerySyntaxError(StoreError):
    """The query is not SPARQL. `line` and `column` count from 1; None when the place is not known.

    `parser` is what the parser says, shortened; empty when that tells a reader nothing.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None, parser: str = "") -> None:
        super().__init__(message)
        self.parser = parser
        self.line = line
        self.column = column


class EndpointError(StoreError):
    """The engine behind an end point cannot be reached, or did not do as asked. `passing`: it may at the next try.

    `status` is the HTTP status that it answered with, 0 without one; `wait` what it says of when to ask again
    (Retry-After).
    """

    def __init__(self, message: str, passing: bool = False, status: int = 0, wait: str = "") -> None:
        super().__init__(message)
        self.passing = passing
        self.status = status
        self.wait = wait


class EndpointRefused(EndpointError):
    """The engine does not take the query. `said` is what it says itself."""

    def __init__(self, address: str, said: str) -> None:
        super().__init__(f"{address} refused the query: {said}")
        self.said = said


class EndpointSlow(EndpointError):
    """The engine did not answer in time."""

    def __init__(self, address: str, seconds: float) -> None:
        super().__init__(f"{address} did not answer within {seconds:g} seconds.")


class EndpointTooMuch(EndpointError):
    """The engine's answer is larger than the limit."""

    def __init__(self, address: str, size: int) -> None:
        super().__init__(f"{address} answered with more than {size} bytes.")
        self.most = size
