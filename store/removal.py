"""Removing builds that are older than those to be kept."""

import os
import shutil
from typing import TYPE_CHECKING

from store import files
from store.errors import StoreError

if TYPE_CHECKING:
    from store.builds import BuildStore

# What a build is called while it is removed; `clean` takes what a process that died left of it.
_GOING = "tmp-removed-"


def remove_old(builds: "BuildStore", keep: int) -> list[str]:
    """Remove all but the `keep` newest builds; returns the ids of those removed.

    Never the published one, the one that it took over from, or one that a server has open (see `files.hold`).
    Raises `StoreError`.
    """
    told = builds.history.publications()
    needed = {builds.current_id(), *(item.build for item in told[-2:]), told[-1].before if told else None}
    removed = []
    for manifest in builds.builds()[keep:]:
        if manifest.id in needed:
            continue
        path, going = builds.root / manifest.id, builds.root / f"{_GOING}{manifest.id[:12]}-{os.getpid()}"
        try:
            with files.locked(builds.root):
                handle = files.take_lock(path)
                if handle is None:
                    continue
                os.close(handle)
                path.rename(going)
            shutil.rmtree(going, ignore_errors=True)
        except FileNotFoundError:
            # Another process was first.
            continue
        except OSError as error:
            raise StoreError(f"Build {manifest.id[:12]} cannot be removed: {error}") from error
        removed.append(manifest.id)
    return removed
