"""Downloads are polite, bounded, and taken once."""

import json
import socket
import tomllib
from pathlib import Path

import pytest

from graph_builder.fetch import Address, Fetched, FetchError, fetch_all
from graph_builder.fetch.client import Client
from graph_builder.read import read_documents
from settings import FetchSettings
from tests.graph_builder.fetch.web import PAGE, Answer, Web

SETTINGS = FetchSettings(delay=0, timeout=5, max_bytes=50_000, max_redirects=2)
TAGGED = {"ETag": '"a1"'}


def fetch(web: Web, folder: Path, *paths: str, settings: FetchSettings = SETTINGS) -> list[Fetched]:
    return fetch_all([Address(web.url + path) for path in paths], folder, settings)


def reason(web: Web, folder: Path, path: str = "/a", settings: FetchSettings = SETTINGS) -> str:
    (found,) = fetch(web, folder, path, settings=settings)
    assert (found.outcome, found.file) == ("failed", "")
    assert [item for item in folder.iterdir() if not item.name.startswith(".")] == []
    return found.reason


def test_a_document_is_kept_with_where_and_when_it_came_from(web: Web, tmp_path: Path) -> None:
    web.answers["/dagen"] = Answer(headers=TAGGED)
    (found,) = fetch(web, tmp_path, "/dagen")
    assert found.outcome == "new"
    assert (tmp_path / found.file).read_bytes() == PAGE
    table = tomllib.loads((tmp_path / "corpus.toml").read_text())[found.file]
    assert table["source"] == f"{web.url}/dagen"
    assert table["retrieved"].endswith("Z")
    (document,), problems = read_documents([tmp_path], 100_000)
    assert problems == []
    assert (document.title, document.metadata.source) == ("Havnedagen", f"{web.url}/dagen")
    assert document.metadata.retrieved == table["retrieved"]


def test_the_reader_says_who_it_is(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer()
    fetch(web, tmp_path, "/a", settings=SETTINGS.model_copy(update={"user_agent": "Innograf (havn@example.org)"}))
    assert {headers["User-Agent"] for _, headers in web.asked} == {"Innograf (havn@example.org)"}


def test_what_has_not_changed_is_not_taken_again(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(headers=TAGGED)
    (first,) = fetch(web, tmp_path, "/a")
    corpus = (tmp_path / "corpus.toml").read_bytes()
    (again,) = fetch(web, tmp_path, "/a")
    assert (again.outcome, again.file) == ("unchanged", first.file)
    assert web.asked[-1][1]["If-None-Match"] == '"a1"'
    assert (tmp_path / "corpus.toml").read_bytes() == corpus


def test_a_server_without_marks_is_asked_again_and_the_same_content_is_unchanged(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(headers={"Last-Modified": "Wed, 02 Apr 2031 10:00:00 GMT"})
    fetch(web, tmp_path, "/a")
    assert [found.outcome for found in fetch(web, tmp_path, "/a")] == ["unchanged"]
    assert web.asked[-1][1]["If-Modified-Since"] == "Wed, 02 Apr 2031 10:00:00 GMT"


def test_what_has_changed_is_taken(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(headers=TAGGED)
    (first,) = fetch(web, tmp_path, "/a")
    web.answers["/a"] = Answer(b"Brua er stengt.", "text/plain", headers={"ETag": '"a2"'})
    (changed,) = fetch(web, tmp_path, "/a")
    assert changed.outcome == "changed"
    files = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert files == {"corpus.toml", changed.file}
    assert set(tomllib.loads((tmp_path / "corpus.toml").read_text())) == {changed.file} != {first.file}


def test_a_file_that_was_deleted_is_taken_again(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(headers=TAGGED)
    (first,) = fetch(web, tmp_path, "/a")
    (tmp_path / first.file).unlink()
    assert [found.outcome for found in fetch(web, tmp_path, "/a")] == ["new"]


def test_what_a_person_wrote_in_corpus_toml_stays(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(headers=TAGGED)
    (first,) = fetch(web, tmp_path, "/a")
    corpus = tmp_path / "corpus.toml"
    corpus.write_text("# Våre\n" + corpus.read_text() + 'title = "Dagen" # sic\n')
    web.answers["/a"] = Answer(PAGE + b"<!-- ny -->", headers={"ETag": '"a2"'})
    fetch(web, tmp_path, "/a")
    assert corpus.read_text().startswith("# Våre\n")
    assert 'title = "Dagen" # sic' in corpus.read_text()
    assert tomllib.loads(corpus.read_text())[first.file]["title"] == "Dagen"


def test_robots_are_obeyed_also_where_an_address_leads(web: Web, tmp_path: Path) -> None:
    rules = b"User-agent: innograf\nDisallow: /lukket\n\nUser-agent: *\nDisallow: /\n"
    web.answers.update(
        {
            "/robots.txt": Answer(rules, "text/plain"),
            "/lukket/a": Answer(),
            "/b": Answer(status=302, headers={"Location": "/lukket/a"}),
            "/c": Answer(),
        }
    )
    found = fetch(web, tmp_path, "/lukket/a", "/b", "/c")
    assert [item.outcome for item in found] == ["failed", "failed", "new"]
    assert "robots.txt" in found[0].reason
    assert web.paths() == ["/robots.txt", "/b", "/c"]


def test_a_host_whose_robots_cannot_be_read_is_left_alone(web: Web, tmp_path: Path) -> None:
    web.answers["/robots.txt"] = Answer(status=503)
    assert "robots.txt of its host cannot be read" in reason(web, tmp_path)
    assert web.paths() == ["/robots.txt"]


def test_requests_to_one_host_are_apart_as_it_asks(web: Web, tmp_path: Path) -> None:
    web.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
    web.answers["/a"] = web.answers["/b"] = Answer()
    slept: list[float] = []
    client = Client(FetchSettings(delay=2), sleep=slept.append, clock=lambda: 100.0)
    fetch_all([Address(f"{web.url}/a"), Address(f"{web.url}/b")], tmp_path, SETTINGS, client=client)
    assert slept == [7, 7]
    client = Client(FetchSettings(delay=2, longest_delay=5), sleep=slept.append)
    (found,) = fetch_all([Address(f"{web.url}/c")], tmp_path, SETTINGS, client=client)
    assert "fetch.longest_delay" in found.reason


def test_an_address_that_moved_is_followed(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(status=301, headers={"Location": "b?x=1"})
    web.answers["/b?x=1"] = Answer(headers=TAGGED)
    (found,) = fetch(web, tmp_path, "/a")
    assert tomllib.loads((tmp_path / "corpus.toml").read_text())[found.file]["source"] == f"{web.url}/b?x=1"
    assert [item.outcome for item in fetch(web, tmp_path, "/a")] == ["unchanged"]


@pytest.mark.parametrize(
    ("location", "telling"),
    [
        ("/a", "more than 2 times"),
        ("file:///etc/passwd", "http"),
        ("ftp://example.org/", "http"),
        ("", "not where to"),
        ("http://[", "web address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(web: Web, tmp_path: Path, location: str, telling: str) -> None:
    web.answers["/a"] = Answer(status=302, headers={"Location": location} if location else {})
    assert telling in reason(web, tmp_path)


def test_what_is_too_large_is_not_taken(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(b"a" * 60_000)
    assert "larger than 50,000 bytes (setting fetch.max_bytes)" in reason(web, tmp_path)
    web.answers["/a"] = Answer(b"a" * 5_000_000, headers={"Content-Encoding": "gzip"})
    assert "fetch.max_bytes" in reason(web, tmp_path)


def test_a_packed_answer_is_unpacked(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(headers={"Content-Encoding": "gzip"})
    (found,) = fetch(web, tmp_path, "/a")
    assert (tmp_path / found.file).read_bytes() == PAGE


@pytest.mark.parametrize(
    ("path", "type", "ending"),
    [
        ("/a", "text/html", ".html"),
        ("/a", "application/pdf", ".pdf"),
        ("/a.docx", "application/octet-stream", ".docx"),
        ("/a.pdf", "", ".pdf"),
        ("/a", "application/zip", ".zip"),
        ("/a.html", "text/markdown; charset=utf-8", ".md"),
    ],
)
def test_the_ending_is_that_of_the_type(web: Web, tmp_path: Path, path: str, type: str, ending: str) -> None:
    web.answers[path] = Answer(type=type)
    (found,) = fetch(web, tmp_path, path)
    assert Path(found.file).suffix == ending


def test_a_type_that_is_not_read_is_not_taken(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer(type="image/png")
    assert "image/png" in reason(web, tmp_path)


def test_a_text_in_another_encoding_is_kept_as_utf_8(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = Answer("Blåbær".encode("latin-1"), "text/plain; charset=ISO-8859-1")
    (found,) = fetch(web, tmp_path, "/a")
    assert (tmp_path / found.file).read_text(encoding="utf-8") == "Blåbær"


def test_what_a_server_refuses_is_told_and_the_next_is_fetched(web: Web, tmp_path: Path) -> None:
    web.answers.update({"/b": Answer(status=503, headers={"Retry-After": "60"}), "/c": Answer(b" "), "/d": Answer()})
    found = fetch(web, tmp_path, "/a", "/b", "/c", "/d")
    assert [item.outcome for item in found] == ["failed", "failed", "failed", "new"]
    assert "404" in found[0].reason
    assert "come back later" in found[1].reason
    assert "empty" in found[2].reason


def test_a_host_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    (found,) = fetch_all([Address(f"http://127.0.0.1:{port}/a")], tmp_path, SETTINGS)
    assert "cannot be fetched" in found.reason
    assert "object at 0x" not in found.reason


@pytest.mark.parametrize("name", [".innograf-fetch.json", "corpus.toml"])
def test_records_that_cannot_be_used_are_named(web: Web, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("[[[")
    with pytest.raises(FetchError, match=name):
        fetch(web, tmp_path, "/a")


def test_the_record_of_a_list_is_the_same_in_any_order(web: Web, tmp_path: Path) -> None:
    web.answers["/a"] = web.answers["/b"] = Answer(headers=TAGGED)
    fetch(web, tmp_path, "/b", "/a")
    state = json.loads((tmp_path / ".innograf-fetch.json").read_text())
    assert list(state) == [f"{web.url}/a", f"{web.url}/b"]
