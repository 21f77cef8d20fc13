"""What a first visit of a page brings with it, measured in Chromium, and what a second need not."""

import re
from collections import Counter

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from server import system
from tests.server.test_browser import browser

__all__ = ["browser"]

PAGES = [
    "/",
    "/page/person/ase-odegard",
    "/source/programdag.nb",
    "/search?q=samarbeid",
    "/browse/organisation",
    "/source/",
]
# Bytes, compressed.
MOST = {"Stylesheet": 60_000, "Script": 40_000}
NB = {"Accept-Language": "nb", "Accept": "text/html"}


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_brings_few_styles_and_scripts(browser: Browser, server: str, path: str) -> None:
    if not (system.DIST / "manifest.json").is_file():
        pytest.skip("the front end has not been built; run `make setup`")
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    plain: list[str] = []

    def came(event: dict[str, object]) -> None:
        answer = event["response"]
        kinds[str(event["requestId"])] = str(event["type"])
        assert isinstance(answer, dict)
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        if "content-encoding" not in headers and event["type"] in {"Document", *MOST}:
            plain.append(answer["url"])

    session.on("Network.responseReceived", came)
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({kinds.get(event["requestId"], "?"): int(event["encodedDataLength"])}),
    )
    page.goto(f"{server}{path}", wait_until="networkidle")
    context.close()
    assert sizes["Stylesheet"] > 0
    assert sizes["Script"] > 0
    for kind, most in MOST.items():
        assert sizes[kind] <= most, f"{path}: {kind} {sizes[kind]}"
    assert plain == []


def test_a_second_visit_asks_for_no_file_again(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    page.goto(server, wait_until="networkidle")
    page.goto(f"{server}/browse/person", wait_until="networkidle")
    asked: list[str] = page.evaluate(
        "performance.getEntriesByType('resource').filter(entry => entry.transferSize > 0).map(entry => entry.name)"
    )
    context.close()
    assert [address for address in asked if "/assets/" in address] == []


@pytest.mark.parametrize("path", PAGES[:3] + PAGES[4:])
def test_pages_are_known_again_by_build_language_and_format(client: FlaskClient, path: str) -> None:
    tags = set()
    for language in ("nb", "nn", "en"):
        given = {**NB, "Accept-Language": language}
        first = client.get(path, headers=given)
        tag = first.headers["ETag"]
        assert not tag.startswith("W/")
        assert first.headers["Innograf-Build"][:32] in tag
        again = client.get(path, headers={**given, "If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        tags.add(tag)
    assert len(tags) == 3


def test_files_of_pages_are_kept_for_good(client: FlaskClient) -> None:
    text = client.get("/source/programdag.nb", headers=NB).text
    files = re.findall(r'(?:href|src)="(/assets/[^"]+)"', text)
    if not files:
        pytest.skip("the front end has not been built; run `make setup`")
    assert len(files) >= 5
    for file in files:
        assert re.search(r"-[A-Z0-9]{8}\.\w+$", file), file
        answer = client.get(file)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        tag = answer.headers["ETag"]
        assert client.get(file, headers={"If-None-Match": tag}).status_code == 304
