"""A reader of a format that does to its process what the file says."""

import os
import signal

from graph_builder.formats.extracted import Extracted


def convert(data: bytes) -> Extracted:
    if data == b"endless":
        while True:
            pass
    if data == b"greedy":
        return Extracted(str(len([bytes(50_000_000) for _ in range(100)])))
    if data == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    return Extracted(data.decode())
