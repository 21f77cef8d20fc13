"""Answers that were given before. A build never changes, so what was right once stays right."""

import re
from collections import OrderedDict

from server.asking import Answer, Request

# Functions whose value differs from one run to the next.
_NAMES = ("now", "rand", "uuid", "bnode", "service")
_CHANGING = re.compile(r"(?:now|rand|uuid|bnode)[\s#(]")
# What another server answers is not ours to keep. Between the words may be comments.
_CALLING = re.compile(r"service\s*(?:silent\s*)?[<#]")


def repeatable(query: str) -> bool:
    """Say whether a query gives the same answer each time: nothing looks like NOW, RAND, UUID, BNODE or SERVICE."""
    text = query.lower()
    # Most have none of these letters, which is told many times faster.
    if not any(name in text for name in _NAMES):
        return True
    return not _CHANGING.search(text) and not _CALLING.search(text)


class Answers:
    """The answers used last, `most` bytes of them; one that is in a file is not kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Request, Answer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, request: Request) -> Answer | None:
        """The answer to the very same request, None when it is not here."""
        found = self._kept.get(request)
        if found is not None:
            self._kept.move_to_end(request)
        return found

    def put(self, request: Request, answer: Answer) -> None:
        """Keep an answer, if it is one that lasts and fits."""
        size = _size(request, answer)
        if answer.file is not None or size > self.most or request in self._kept or not repeatable(request.query):
            return
        self._kept[request] = answer
        self.size += size
        while self.size > self.most:
            self.size -= _size(*self._kept.popitem(last=False))


def _size(request: Request, answer: Answer) -> int:
    # About what Python takes for the objects themselves.
    return len(answer.body) + 4 * len(request.query) + 1000
