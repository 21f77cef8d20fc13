"""Processes for what may go wrong, a stranger's query or a broken file: they can be killed, and are held to limits."""

import contextlib
import ctypes
import json
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000


def start(
    module: str, given: Mapping[str, Any], quiet: bool = False, control: socket.socket | None = None
) -> "subprocess.Popen[bytes]":
    """Start one of our modules in a process of its own, with pipes to and from it.

    `given` is its one argument, as JSON; `quiet` leaves out what it says on standard error. With `control`, that socket
    is its standard input, and there are no pipes.
    """
    # The process finds our packages where this one did, and takes no module from the current folder.
    home = str(Path(__file__).resolve().parent.parent)
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", module, json.dumps(dict(given))],
        stdin=control.fileno() if control else subprocess.PIPE,
        stdout=subprocess.DEVNULL if control else subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        env={**os.environ, "PYTHONPATH": home, "PYTHONSAFEPATH": "1"},
    )


def leave_network() -> bool:
    """Move this process to a network namespace with nothing in it; says whether the system allowed it.

    A second wall: what runs here is not meant to call anybody. Before the first thread: a process with threads may not
    enter a new user namespace.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET))


def limit_memory(size: int) -> None:
    """Let this process take `size` bytes of data at most; an allocation over it ends the process, not the machine."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with(parent: int) -> None:
    """End this process when `parent` is gone, also in the middle of its work."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
