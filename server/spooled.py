"""Answers that may be large: made whole before the first byte is sent, in a file without a name when they are long."""

import contextlib
import errno
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import IO, cast

from flask import Response, request
from flask_babel import gettext as _

from server.faults import Refusal

# What is longer is kept on the disk until it is sent.
IN_MEMORY = 1_000_000
PIECE = 262_144
# Answers that are being made at once in one process; each may fill a file.
AT_ONCE = 4
# How long a request waits for one of them to be done, in seconds.
PATIENCE = 10.0
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_places = threading.BoundedSemaphore(AT_ONCE)


def fill(response: Response, write: Callable[[IO[bytes]], object]) -> Response:
    """Give a response the body that `write` writes. A 304 has none, and a HEAD request is spared the work.

    Raises `Refusal`: 503 when too many are being made, 507 when the disk is full.
    """
    if response.status_code != 200:
        return response
    if request.method == "HEAD":
        response.automatically_set_content_length = False
        response.headers.pop("Content-Length", None)
        return response
    if not _places.acquire(timeout=PATIENCE):
        raise Refusal(503, "busy", _("Too many large answers are being made. Try again in a moment."))
    spool = cast(IO[bytes], tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - closed when it has been sent
    try:
        write(spool)
        length = spool.tell()
    except OSError as error:
        spool.close()
        if error.errno not in _FULL:
            raise
        raise Refusal(507, "no-room", _("There is no room on the server's disk for an answer this large.")) from error
    except BaseException:
        spool.close()
        raise
    finally:
        _places.release()
    spool.seek(0)
    response.response = _pieces(spool)
    response.call_on_close(spool.close)
    response.direct_passthrough = True
    response.content_length = length
    return response


def _pieces(spool: IO[bytes]) -> Iterator[bytes]:
    with contextlib.closing(spool):
        while piece := spool.read(PIECE):
            yield piece
