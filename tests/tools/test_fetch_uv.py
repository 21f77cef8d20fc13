"""Fetching uv where a machine has none: which file, from where, and that it is the right one."""

import hashlib
import http.server
import io
import json
import sys
import threading
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = "uv-1.2.3-py3-none-manylinux_2_17_x86_64.whl"


@pytest.fixture
def fetch_uv(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import fetch_uv

    for variable in fetch_uv.INDEX_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(fetch_uv.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(fetch_uv.platform, "libc_ver", lambda: ("glibc", "2.36"))
    return fetch_uv


@pytest.fixture
def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("uv-1.2.3.data/scripts/uv", "#!/bin/sh\necho uv 1.2.3\n")
    return out.getvalue()


@pytest.fixture
def index(archive):
    """A package index: pages by path, with their types."""
    pages = {f"/files/{NAME}": ("application/zip", archive)}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = pages.get(self.path, ("text/plain", None))
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    server.server_close()


def wheels(address, content):
    good = "sha256:" + hashlib.sha256(content).hexdigest()
    names = [NAME.replace("x86_64", "aarch64"), NAME.replace("many", "musl"), NAME, NAME.replace("1.2.3", "9.9.9")]
    return [{"url": f"{address}/files/{name}", "hash": good if name == NAME else "sha256:0"} for name in names]


def test_the_lock_names_a_file_for_this_machine(fetch_uv):
    version, found = fetch_uv._locked(ROOT)
    chosen = fetch_uv._for_this_machine(found)
    assert f"uv-{version}-" in chosen["url"]
    assert chosen["hash"].startswith("sha256:")


@pytest.mark.parametrize(
    ("machine", "libc", "part"),
    [("aarch64", "glibc", "manylinux"), ("x86_64", "", "musllinux"), ("x86_64", "glibc", "manylinux")],
)
def test_the_file_fits_the_machine(fetch_uv, monkeypatch, machine, libc, part):
    monkeypatch.setattr(fetch_uv.platform, "machine", lambda: machine)
    monkeypatch.setattr(fetch_uv.platform, "libc_ver", lambda: (libc, ""))
    chosen = fetch_uv._for_this_machine(fetch_uv._locked(ROOT)[1])["url"]
    assert part in chosen
    assert chosen.endswith(f"_{machine}.whl")


def test_a_machine_without_a_file_is_told(fetch_uv, monkeypatch):
    monkeypatch.setattr(fetch_uv.platform, "machine", lambda: "vax")
    with pytest.raises(fetch_uv.SetupError, match="vax"):
        fetch_uv._for_this_machine(fetch_uv._locked(ROOT)[1])


def test_it_is_downloaded_checked_and_unpacked(fetch_uv, index, archive, tmp_path):
    address, _ = index
    fetch_uv._by_hand(tmp_path, wheels(address, archive))
    assert fetch_uv._version(tmp_path / "bin" / "uv") == (1, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_another_file_than_the_locked_one_is_refused(fetch_uv, index, archive, tmp_path):
    address, pages = index
    pages[f"/files/{NAME}"] = ("application/zip", archive + b"more")
    with pytest.raises(fetch_uv.SetupError, match="checksum"):
        fetch_uv._by_hand(tmp_path, wheels(address, archive))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_users_index_is_asked(fetch_uv, index, archive, tmp_path, monkeypatch, form):
    address, pages = index
    if form == "json":
        body = json.dumps({"files": [{"url": f"../../files/{NAME}"}]}).encode()
        pages["/simple/uv/"] = ("application/vnd.pypi.simple.v1+json", body)
    else:
        pages["/simple/uv/"] = ("text/html", f'<a href="/files/{NAME}#sha256=1&amp;x">uv</a>'.encode())
    monkeypatch.setenv("PIP_INDEX_URL", f"{address}/simple")
    fetch_uv._by_hand(tmp_path, wheels("http://127.0.0.1:9", archive))
    assert (tmp_path / "bin" / "uv").exists()


def test_an_index_that_does_not_answer_is_named_without_its_password(fetch_uv, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://me:secret@127.0.0.1:9/simple/")
    with pytest.raises(fetch_uv.SetupError, match=r"127\.0\.0\.1:9") as caught:
        fetch_uv._address(f"http://127.0.0.1:9/{NAME}", NAME)
    assert "secret" not in str(caught.value)
