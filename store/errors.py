"""What can go wrong in the store, each with a message that a person can act on."""


class StoreError(Exception):
    """The folder of builds cannot be read or written, or something was asked for that it cannot hold."""


class BuildNotFound(StoreError):
    """No build, or more than one, answers to the reference given."""


class DocumentNotFound(StoreError):
    """The build holds no document of that stem."""


class QueryRefused(StoreError):
    """The query would change data or call another server. `keyword` is the part to take out, as `SERVICE`."""

    def __init__(self, keyword: str, message: str) -> None:
        super().__init__(message)
        self.keyword = keyword


class QuerySyntaxError(StoreError):
    """The query is not SPARQL. `line` and `column` count from 1; None when the place is not known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
