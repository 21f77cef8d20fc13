"""Find uv, or fetch the version and file that `uv.lock` names, into `.tools/`. Standard library only."""

import hashlib
import html
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile

# The oldest uv that reads our uv.lock.
OLDEST = (0, 8)
INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")


class SetupError(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def find(root):
    """Return the path of a uv that can be used: on PATH, or fetched before; None when there is none."""
    for candidate in (shutil.which("uv"), root / ".tools" / "bin" / "uv"):
        if candidate and _version(candidate) >= OLDEST:
            return str(candidate)
    return None


def fetch(root):
    """Fetch uv by pip, or from the package index when there is no pip; return its path. Raises `SetupError`."""
    target = root / ".tools"
    target.mkdir(exist_ok=True)
    version, wheels = _locked(root)
    if not _by_pip(target, version, wheels):
        _by_hand(target, wheels)
    found = find(root)
    if not found:
        raise SetupError("uv was fetched, but does not run on this machine. Install uv yourself and try again.")
    return found


def _version(program):
    try:
        said = subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return (0,)
    numbers = re.search(r"(\d+)\.(\d+)", said)
    return tuple(int(part) for part in numbers.groups()) if numbers else (0,)


def _locked(root):
    """Return uv's version and wheels (records with url and hash) from uv.lock."""
    import tomllib  # not there before Python 3.11, which must get so far as to say so

    with (root / "uv.lock").open("rb") as file:
        packages = tomllib.load(file)["package"]
    found = next(item for item in packages if item["name"] == "uv")
    return found["version"], found["wheels"]


def _by_pip(target, version, wheels):
    """Try pip, which knows of the user's index, proxy and certificates; say whether it worked."""
    asked = target / "uv.txt"
    hashes = " ".join("--hash=" + wheel["hash"] for wheel in wheels)
    asked.write_text(f"uv=={version} {hashes}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--upgrade"]
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--target", str(target), "-r", str(asked)]
    try:
        return subprocess.run([*pip, *options], capture_output=True).returncode == 0
    except OSError:
        return False


def _by_hand(target, wheels):
    """Download the wheel for this machine, check it, and unpack the program."""
    wheel = _for_this_machine(wheels)
    name = wheel["url"].rpartition("/")[2]
    content = _download(_address(wheel["url"], name))
    if "sha256:" + hashlib.sha256(content).hexdigest() != wheel["hash"]:
        raise SetupError(f"The file {name} is not the one that uv.lock names: its checksum differs.")
    archive = target / name
    archive.write_bytes(content)
    program = target / "bin" / "uv"
    program.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(archive) as packed:
        member = next(item for item in packed.namelist() if item.endswith(".data/scripts/uv"))
        program.write_bytes(packed.read(member))
    program.chmod(0o755)
    archive.unlink()


def _for_this_machine(wheels):
    machine = platform.machine().lower()
    if sys.platform == "darwin":
        system = "macosx"
    else:
        system = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    for wheel in wheels:
        name = wheel["url"].rpartition("/")[2]
        if system in name and name.endswith(f"_{machine}.whl"):
            return wheel
    raise SetupError(f"uv has no file for {sys.platform} on {machine}. Install uv yourself and try again.")


def _address(url, name):
    """Return where to fetch the file: in the index that the user has set, else where uv.lock says."""
    index = next((os.environ[key] for key in INDEX_VARIABLES if os.environ.get(key)), None)
    if not index:
        return url
    page = index.rstrip("/") + "/uv/"
    body = _download(page, accept="application/vnd.pypi.simple.v1+json, text/html;q=0.5")
    try:
        links = [item["url"] for item in json.loads(body)["files"]]
    except ValueError:
        links = [html.unescape(link) for link in re.findall(r'href="([^"]+)"', body.decode("utf-8", "replace"))]
    for link in links:
        if urllib.parse.urlsplit(link).path.endswith("/" + name) or link == name:
            return urllib.parse.urljoin(page, link)
    raise SetupError(f"The package index {_shown(index)} has no file {name}. Install uv yourself and try again.")


def _download(address, accept="*/*"):
    try:
        request = urllib.request.Request(address, headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise SetupError(
            f"uv could not be downloaded from {_shown(address)}: {error}. Check the network, or install uv yourself."
        ) from None


def _shown(address):
    """Return the address without a password."""
    return re.sub(r"//[^/@]*@", "//", address)
