"""Compressed answers: what the client takes, validators, what stays as it is."""

import gzip
import urllib.request
from pathlib import Path

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient

from server import coding, system

PERSON = "/page/person/kari-nordmann"
PAGES = [
    PERSON,
    f"{PERSON}.ttl",
    f"{PERSON}.jsonld",
    f"{PERSON}.csv",
    "/",
    "/source/",
    "/search?q=kari",
    "/openapi.json",
]
DECODE = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read(),
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", DECODE)
def test_pages_and_data_are_compressed_as_asked(client: FlaskClient, path: str, name: str) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.vary
    if len(plain.data) < coding.LEAST:
        pytest.skip("too small to compress")
    small = client.get(path, headers={"Accept-Encoding": name})
    assert small.headers["Content-Encoding"] == name
    assert DECODE[name](small.data) == plain.data
    assert small.content_length == len(small.data) < len(plain.data)
    assert small.headers["Content-Type"] == plain.headers["Content-Type"]
    assert "Accept-Encoding" in small.vary
    assert "Accept" in small.vary or "Accept" not in plain.vary
    head = client.head(path, headers={"Accept-Encoding": name})
    assert head.data == b""
    assert [head.headers.get(name) for name in ("Content-Encoding", "Content-Length", "ETag")] == [
        small.headers.get(name) for name in ("Content-Encoding", "Content-Length", "ETag")
    ]


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("*", "zstd"),
        ("gzip;q=0", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", "gzip"),
        ("*;q=0", None),
        ("zstd;q=0, *", "br"),
        ("deflate", None),
        ("gzip; q=nonsense, ,;", None),
        ("", None),
    ],
)
def test_qualities_of_codings_count(client: FlaskClient, accepted: str, sent: str | None) -> None:
    answer = client.get(PERSON, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == sent


def test_each_coding_has_a_strong_tag_of_its_own_which_gets_304(client: FlaskClient) -> None:
    tags = {}
    for name in (*DECODE, "identity"):
        given = {"Accept-Encoding": name}
        tags[name] = tag = client.get(PERSON, headers=given).headers["ETag"]
        assert not tag.startswith("W/")
        for condition in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = client.get(PERSON, headers={**given, "If-None-Match": condition})
            assert (again.status_code, again.data) == (304, b""), condition
            assert "Content-Encoding" not in again.headers
            assert "Accept-Encoding" in again.vary
            if condition != "*":
                assert again.headers["ETag"] == tag
        assert client.get(PERSON, headers={**given, "If-None-Match": '"other"'}).status_code == 200
    assert len(set(tags.values())) == 4
    other = client.get(PERSON, headers={"Accept-Encoding": "br", "If-None-Match": tags["gzip"]})
    assert other.status_code == 200


def test_small_faulty_and_compressed_answers_stay_as_they_are(client: FlaskClient) -> None:
    given = {"Accept-Encoding": "gzip"}
    for path in ("/healthz", "/page/person/nobody-here", "/favicon.ico", "/robots.txt"):
        assert "Content-Encoding" not in client.get(path, headers=given).headers, path


def test_large_graphs_stay_streamed(client: FlaskClient) -> None:
    answer = client.get("/graphs?default", headers={"Accept-Encoding": "gzip", "Accept": "text/turtle"}, buffered=False)
    assert "Content-Encoding" not in answer.headers
    head = client.head("/graphs?default", headers={"Accept-Encoding": "gzip", "Accept": "text/turtle"})
    assert "Content-Encoding" not in head.headers
    assert "Content-Length" not in head.headers


@pytest.mark.parametrize("name", ["gzip", "br", "zstd", "deflate, gzip"])
@pytest.mark.parametrize("path", ["/sparql", "/graphs?default"])
def test_a_compressed_request_is_refused(client: FlaskClient, name: str, path: str) -> None:
    body = gzip.compress(b"ASK {}")
    headers = {"Content-Encoding": name, "Content-Type": "application/sparql-query", "Accept": "application/json"}
    answer = client.post(path, data=body, headers=headers)
    assert answer.status_code == 415
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.get_json(force=True)["code"] == "content-encoding"
    assert answer.headers["Accept-Encoding"] == "identity"
    if path == "/sparql":
        assert client.post(path, data=b"ASK {}", headers={**headers, "Content-Encoding": "identity"}).status_code == 200


def test_a_compressed_query_is_refused_by_the_real_server_too(server: str) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/sparql-query"}
    request = urllib.request.Request(f"{server}/sparql", gzip.compress(b"ASK {}"), headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)
    assert refused.value.code == 415


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> bytes:
    """Bundled files as `build.mjs` leaves them."""
    content = b"body { color: black }\n" * 100
    (tmp_path / "style-ABC.css").write_bytes(content)
    (tmp_path / "style-ABC.css.br").write_bytes(brotli.compress(content))
    (tmp_path / "style-ABC.css.gz").write_bytes(gzip.compress(content))
    (tmp_path / "letters-ABC.woff2").write_bytes(b"wOF2" * 1000)
    monkeypatch.setattr(system, "DIST", tmp_path)
    return content


def test_bundled_files_are_sent_as_they_were_compressed(client: FlaskClient, bundled: bytes) -> None:
    tags = set()
    for accepted, sent in (("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0", None), ("", None)):
        answer = client.get("/assets/style-ABC.css", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == sent
        assert (DECODE[sent](answer.data) if sent else answer.data) == bundled
        assert answer.content_length == len(answer.data)
        assert answer.mimetype == "text/css"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in answer.vary
        tag = answer.headers["ETag"]
        assert not tag.startswith("W/")
        tags.add(tag)
        given = {"Accept-Encoding": accepted, "If-None-Match": tag}
        again = client.get("/assets/style-ABC.css", headers=given)
        assert (again.status_code, again.headers["ETag"]) == (304, tag)
        assert "immutable" in again.headers["Cache-Control"]
    assert len(tags) == 3


def test_what_lies_compressed_beside_a_file_has_no_address(client: FlaskClient, bundled: bytes) -> None:
    for name in ("style-ABC.css.br", "style-ABC.css.gz", "manifest.json", "other.css"):
        assert client.get(f"/assets/{name}").status_code == 404
    letters = client.get("/assets/letters-ABC.woff2", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in letters.headers
    assert len(letters.data) == 4000


def test_the_bundle_is_compressed_and_fingerprinted() -> None:
    if not (system.DIST / "manifest.json").is_file():
        pytest.skip("the front end has not been built; run `make setup`")
    for file in system.DIST.iterdir():
        if file.suffix in {".css", ".js"}:
            assert len(file.stem.rpartition("-")[2]) == 8, file.name
            assert brotli.decompress(Path(f"{file}.br").read_bytes()) == file.read_bytes()
            assert gzip.decompress(Path(f"{file}.gz").read_bytes()) == file.read_bytes()
