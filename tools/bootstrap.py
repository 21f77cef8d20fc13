"""Set up what a make target needs, in `.venv`, `.tools` and `node_modules`. Standard library only.

    python3 tools/bootstrap.py [--group NAME]… [--browser] [--engine] [--clients]

Python packages come from `uv.lock`, front-end packages from `package-lock.json`. What is there already is not made
again, so a second run takes a second.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import fetch_uv
from fetch_uv import SetupError

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMPS = ROOT / ".tools"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main():
    """Run the steps asked for; returns the exit code."""
    parser = argparse.ArgumentParser(description="Set up Innograf.")
    parser.add_argument("--group", action="append", default=[], help="group of packages from pyproject.toml to add")
    parser.add_argument("--browser", action="store_true", help="also find or install Chromium")
    parser.add_argument("--engine", action="store_true", help="also find or install Virtuoso")
    parser.add_argument("--clients", action="store_true", help="also what the documentation's examples are run with")
    options = parser.parse_args()
    try:
        check_python()
        STAMPS.mkdir(exist_ok=True)
        uv = fetch_uv.find(ROOT) or step("Fetching uv", lambda: fetch_uv.fetch(ROOT))
        python_packages(uv, options.group)
        link_uv(uv)
        front_end(uv)
        translations()
        if options.browser:
            browser()
        if options.engine:
            engine()
        if options.clients:
            clients(uv)
    except SetupError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    return 0


def step(title, work):
    """Say what is being done, do it, and say how long it took."""
    print(f"{title} …", end="", flush=True)
    start = time.monotonic()
    try:
        result = work()
    except BaseException:
        print(" failed")
        raise
    print(f" done ({time.monotonic() - start:.0f} s)")
    return result


def run(command, **environment):
    """Run a program quietly. Raises `SetupError` with its last lines when it fails."""
    settings = {**os.environ, **environment}
    # Another virtual environment may be active; ours is always .venv.
    settings.pop("VIRTUAL_ENV", None)
    command = [str(part) for part in command]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise SetupError(f"{command[0]} cannot be run: {error}") from None
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-40:])
        raise SetupError(f"`{' '.join(command)}` failed:\n{last}")
    return done.stdout


def check_python():
    """Raise `SetupError` when this Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(
            "Innograf needs Python 3.11 or later, and {} is {}.{}. Name another one: make PYTHON=python3.12 …".format(
                sys.executable, *sys.version_info[:2]
            )
        )


def python_packages(uv, groups, title="Setting up Python packages"):
    """Install the locked packages in .venv; packages of other groups that are there are left."""
    command = [uv, "sync", "--frozen", "--inexact", "--no-progress"]
    for group in groups:
        command += ["--group", group]
    environment = {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)}
    if not (VENV / "bin" / "python").exists():
        environment["UV_PYTHON"] = sys.executable
    stamp = Stamp("python-" + "-".join(["run", *sorted(groups)]), ["pyproject.toml", "uv.lock"], VENV / "pyvenv.cfg")
    if not stamp.is_fresh():
        step(title, lambda: run(command, **environment))
        stamp.set()


def link_uv(uv):
    """See to it that `uv` is found once `.venv` is activated: `uv pip install` adds packages with readers or models."""
    link = VENV / "bin" / "uv"
    if Path(uv).resolve() != link.resolve() and not link.exists():
        link.unlink(missing_ok=True)
        link.symlink_to(Path(uv).resolve())


def front_end(uv):
    """Install the locked front-end packages and build the styles and the script of the pages."""
    if not (ROOT / "package-lock.json").exists():
        return
    sources = ["package.json", "package-lock.json", "server/frontend"]
    stamp = Stamp("front-end", sources, ROOT / "server" / "static" / "dist")
    if stamp.is_fresh():
        return
    npm, path = node(uv)
    step("Setting up front-end packages", lambda: run([npm, "ci", "--no-audit", "--no-fund"], PATH=path))
    step("Building the pages' styles and script", lambda: run([npm, "run", "build"], PATH=path))
    stamp.set()


def node(uv):
    """Return npm and a PATH to run it with: the machine's Node if it is new enough, else one from the package index."""
    npm = shutil.which("npm")
    if npm and _node_version() >= OLDEST_NODE:
        return npm, os.environ["PATH"]
    python_packages(uv, ["node"], "Fetching Node")
    return VENV / "bin" / "npm", os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])


def _node_version():
    program = shutil.which("node")
    if not program:
        return 0
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    return int(said.lstrip("v").partition(".")[0] or 0)


def translations():
    """Compile the catalogues of the pages' texts that changed."""
    folder = ROOT / "server" / "translations"
    old = [
        source
        for source in folder.glob("*/LC_MESSAGES/*.po")
        if not source.with_suffix(".mo").exists() or source.with_suffix(".mo").stat().st_mtime < source.stat().st_mtime
    ]
    if old:
        command = [VENV / "bin" / "pybabel", "compile", "--directory", folder]
        step("Compiling translations", lambda: run(command))


def browser():
    """See to it that tests find Chromium: the machine's, else from apt, else from Playwright."""
    if _works(next(filter(None, map(shutil.which, BROWSERS)), None)) or _works(_playwrights()):
        return
    apt("Chromium", "chromium")
    # On Ubuntu the package is only a door to another installer.
    if _works(shutil.which("chromium")):
        return
    playwright = [VENV / "bin" / "playwright", "install", "chromium"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        playwright.insert(2, "--with-deps")
    try:
        step("Installing Chromium for Playwright", lambda: run(playwright))
    except SetupError as error:
        print(f"Note: {error}\nNote: tests that need a browser will be skipped; install Chromium.", file=sys.stderr)


def engine():
    """See to it that tests find Virtuoso: the machine's, else from apt. The package has no service that would start."""
    if shutil.which("virtuoso-t"):
        return
    apt("Virtuoso", "virtuoso-opensource-7-bin")
    if not shutil.which("virtuoso-t"):
        print(
            "Note: tests with Virtuoso will be skipped; install the package virtuoso-opensource-7-bin.", file=sys.stderr
        )


def clients(uv):
    """See to it that the examples in the documentation can be run: curl, and the locked packages in JavaScript."""
    if not shutil.which("curl"):
        apt("curl", "curl")
    folder = ROOT / "tests" / "docs" / "javascript"
    sources = [str(folder.relative_to(ROOT) / name) for name in ("package.json", "package-lock.json")]
    stamp = Stamp("javascript-examples", sources, folder / "node_modules")
    if not stamp.is_fresh():
        npm, path = node(uv)
        install = [npm, "ci", "--prefix", folder, "--no-audit", "--no-fund"]
        step("Setting up packages for examples in JavaScript", lambda: run(install, PATH=path))
        stamp.set()


def apt(title, package):
    """Install a package with apt, where that can be done; says why when it fails."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", package]
    try:
        step(f"Looking for {title} packages", lambda: run(["apt-get", "update", "--quiet"], **quiet))
        step(f"Installing {title}", lambda: run(install, **quiet))
    except SetupError as error:
        print(f"Note: {error}", file=sys.stderr)


def _playwrights():
    """Return the path of the browser that Playwright has installed, if it has."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    try:
        return run([VENV / "bin" / "python", "-c", ask]).strip()
    except SetupError:
        return None


def _works(program):
    try:
        return bool(program) and subprocess.run([program, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


class Stamp:
    """Remembers that a step was done for files as they are now."""

    def __init__(self, name, sources, made):
        self.file = STAMPS / f"{name}.stamp"
        self.sources = [ROOT / source for source in sources]
        self.made = made

    def is_fresh(self):
        """Say whether the step was done for these files and what it made is still there."""
        return self.made.exists() and self.file.exists() and self.file.read_text() == self._now()

    def set(self):
        """Remember the files as they are now."""
        self.file.write_text(self._now())

    def _now(self):
        digest = hashlib.sha256()
        for source in self.sources:
            for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
                if path.is_file():
                    digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        # A virtual environment or build that was made anew has another time.
        return f"{digest.hexdigest()} {self.made.stat().st_mtime_ns if self.made.exists() else 0}\n"


if __name__ == "__main__":
    sys.exit(main())
