"""Serving the application under granian, a production server written in Rust."""

import contextlib
import json
import math
import multiprocessing
import os
import socket
import sys
import tempfile
from contextlib import closing

from server.metrics import FOLDER_VARIABLE
from settings import Settings, variable
from store import BuildNotFound, EndpointError
from store.stores import builds_of

# How long a client may take to send the head of its request, in milliseconds.
SLOWEST_HEAD = 10_000
BACKLOG = 1024


class ServeError(Exception):
    """The server cannot start; the message says why and what to do."""


def run(settings: Settings) -> None:
    """Serve until stopped by a signal. Raises `ServeError` when nothing is published or the address cannot be had."""
    try:
        build = builds_of(settings).open()
    except (BuildNotFound, EndpointError) as error:
        raise ServeError(str(error)) from None
    check_address(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    sys.stdout.write(f"Serving build {build.id[:12]} on http://{shown}:{settings.port} (Ctrl+C stops)\n")
    sys.stdout.flush()
    # The web processes read the settings anew; this hands them those of this call.
    os.environ.update(environment(settings))
    with tempfile.TemporaryDirectory(prefix="innograf-") as scratch:
        if settings.server_workers > 1:
            # Each web process writes its numbers there, and any of them can add them up. They start afresh, since
            # what counts looks for the variable when it is imported.
            os.environ[FOLDER_VARIABLE] = scratch
            multiprocessing.set_start_method("spawn", force=True)
        take_turns()
        _serve(settings)


def take_turns() -> None:
    """Have this process and its children not take the place of one another in the middle of their work (`SCHED_BATCH`).

    For each small query the web process would stop a worker, which stops it in turn with the answer. This way each goes
    on to what came meanwhile, and they answer a sixth more.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _serve(settings: Settings) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    Granian(
        "server.asgi:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.server_workers,
        http1_settings=HTTP1Settings(header_read_timeout=SLOWEST_HEAD),
        backlog=BACKLOG,
        websockets=False,
        respawn_failed_workers=True,
        # Its warnings are about the number of threads, which mostly wait here.
        log_level=LogLevels.error,
        # Queries that run when it is stopped are answered first.
        workers_kill_timeout=math.ceil(settings.query_timeout) + 5,
    ).serve()


def environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables, paths made absolute, a section or list as JSON."""
    variables = {}
    for name, value in settings.model_dump(mode="json").items():
        if value is None:
            continue
        is_path = hasattr(getattr(settings, name), "resolve")
        text = json.dumps(value) if isinstance(value, dict | list) else str(value)
        variables[variable(name)] = str(getattr(settings, name).resolve()) if is_path else text
    return variables


def check_address(host: str, port: int) -> None:
    """Raise `ServeError` when the server could not listen at an address."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise ServeError(
            f"There is no address {host!r}: {error.strerror or error}. Choose another with --host."
        ) from None
    family, kind, protocol, _, address = found[0]
    with closing(socket.socket(family, kind, protocol)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise ServeError(f"Port {port} may not be used by you; choose one above 1023 with --port.") from None
        except OSError as error:
            raise ServeError(
                f"Port {port} on {host} cannot be had ({error.strerror}); choose another with --port."
            ) from None
