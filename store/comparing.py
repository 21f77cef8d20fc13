"""Compares two builds in a process of its own, under limits: `python -m store.comparing '{"root": …}'`."""

import json
import os
import resource
import sys
from pathlib import Path

from store.builds import BuildStore
from store.comparison import compare
from store.errors import StoreError
from store.process import end_with, limit_memory

# What it may take: bytes, and seconds of a processor.
MEMORY = 1_500_000_000
SECONDS = 300


def main() -> int:
    """Do it. Exit code 0: it is there; 1: it cannot be done, for the reason on standard output."""
    given = json.loads(sys.argv[1])
    limit_memory(MEMORY)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    end_with(os.getppid())
    builds = BuildStore(Path(given["root"]))
    try:
        compare(builds.root, builds.open(given["before"]), builds.open(given["after"]))
    except StoreError as error:
        sys.stdout.write(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
