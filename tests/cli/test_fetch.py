"""`innograf fetch`: a list of addresses becomes a folder that can be built."""

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Workplace
from tests.graph_builder.fetch.web import Answer, Web, serving


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("INNOGRAF_FETCH__DELAY", "0")
    with serving() as web:
        yield web


def test_a_list_is_fetched_and_built(place: Workplace, web: Web) -> None:
    web.answers["/dagen"] = Answer()
    place.write("urls.txt", f"# Havnerådet\n{web.url}/dagen\n")
    done = place.run("fetch", "urls.txt", "--into", "fetched")
    assert done.exit_code == 0, done.output
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["new", "1"], ["changed", "0"], ["unchanged", "0"], ["failed", "0"], ["folder", "fetched"],
    ]  # fmt: skip
    assert place.run("build", "fetched").exit_code == 0
    build = place.builds.open()
    (record,) = build.manifest.documents
    assert (record["format"], record["title"]) == ("text/html", "Havnedagen")
    assert record["retrieved"]
    assert f"{web.url}/dagen" in {getattr(quad.object, "value", "") for quad in build.quads}


def test_the_time_of_fetching_does_not_change_the_build(place: Workplace, web: Web) -> None:
    web.answers["/dagen"] = Answer()
    place.write("urls.txt", f"{web.url}/dagen\n")
    place.run("fetch", "urls.txt", "--into", "fetched")
    place.run("build", "fetched")
    first = place.builds.current_id()
    corpus = place.folder / "fetched" / "corpus.toml"
    corpus.write_text(corpus.read_text().replace('retrieved = "20', 'retrieved = "19'))
    place.run("build", "fetched")
    assert place.builds.current_id() == first


def test_what_cannot_be_fetched_is_named_with_its_line(place: Workplace, web: Web) -> None:
    web.answers["/a"] = Answer()
    place.write("urls.txt", f"{web.url}/a\n{web.url}/borte\nftp://example.org/b\n")
    done = place.run("fetch", "urls.txt")
    assert done.exit_code == 2
    assert f"urls.txt, line 2: {web.url}/borte: the server answered 404" in done.stderr
    assert "urls.txt, line 3: ftp://example.org/b: it must begin with http" in done.stderr
    assert len(list((place.folder / "data" / "documents").glob("127-0-0-1*.html"))) == 1


@pytest.mark.parametrize(("content", "telling"), [(b"", "names no address"), (b"\xff", "not UTF-8")])
def test_a_list_that_cannot_be_used_is_told(place: Workplace, content: bytes, telling: str) -> None:
    place.write("urls.txt", content)
    done = place.run("fetch", "urls.txt")
    assert (done.exit_code, telling in done.stderr) == (2, True)


def test_a_list_that_is_not_there_is_told(place: Workplace) -> None:
    assert place.run("fetch", "nowhere.txt").exit_code == 2
