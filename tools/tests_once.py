"""Run the tests unless nothing has changed since they passed: `tests_once.py COMMAND…`. `FORCE=1` runs them anyway.

What counts as a change: any file of the working tree that git does not ignore, the packages installed, the version of
Python, and the documents and gold files beside the project that some tests measure on when they are there.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMP = ROOT / ".venv" / "tests-passed"
BESIDE = ROOT.parent / "shared"


def main(command: list[str]) -> int:
    """Run `command` when it is needed; return its exit code, or 0 when the tests passed on just these files."""
    digest = state()
    if STAMP.is_file() and not os.environ.get("FORCE"):
        known, when = STAMP.read_text(encoding="utf-8").split("\n", 1)
        if digest and known == digest:
            print(
                f"The tests passed {when.strip()}, and nothing has changed since. `make test FORCE=1` runs them again."
            )
            return 0
    code = subprocess.run(command, cwd=ROOT).returncode
    if code == 0 and digest and digest == state():
        STAMP.write_text(f"{digest}\n{time.strftime('on %Y-%m-%d at %H:%M')}\n", encoding="utf-8")
    return code


def state() -> str:
    """A hash of all that the tests' outcome hangs on; empty when git cannot tell which files those are."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"],
        cwd=ROOT, capture_output=True,
    )  # fmt: skip
    if listed.returncode:
        return ""
    files = sorted({ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name})
    files += sorted(path for path in BESIDE.rglob("*") if path.is_file()) if BESIDE.is_dir() else []
    digest = hashlib.sha256(sys.version.encode())
    packages = sorted(path.name for path in ROOT.glob(".venv/lib/python*/site-packages/*.dist-info"))
    digest.update("\n".join(packages).encode())
    for path in files:
        digest.update(str(path).encode())
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"gone")
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
