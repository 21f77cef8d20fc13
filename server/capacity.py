"""How many processes answer queries when the settings leave it open."""

import os

from settings import Settings


def query_workers(settings: Settings) -> int:
    """As many as there are processors, but no more than could all take their memory at once; one at least."""
    if settings.query_workers is not None:
        return settings.query_workers
    by_memory = (memory() // 2) // (settings.query_memory * settings.server_workers)
    by_processors = max(1, len(os.sched_getaffinity(0)) // settings.server_workers)
    return max(1, min(by_processors, by_memory))


def memory() -> int:
    """The machine's memory, in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
