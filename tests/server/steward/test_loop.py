"""A steward's loop in Chromium: from the queue to the words, to a decision that outlives builds, and back."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from server.serve import environment
from server.steward.users import add_user
from settings import Settings
from tests.server.conftest import free_port, serving
from tests.server.steward.conftest import PASSWORD
from tests.server.test_browser import browser

__all__ = ["browser"]

FIRST = """---
title: Møte i Havnerådet
language: nb
---

# Møte i Havnerådet

Ada Berg, direktør i Havnerådet, åpnet møtet.

Nils Haukvik, rådgiver i Elveverket, talte.

Liv Solnes (Fjordverket) svarte. Hun steller med broene der.
"""
SECOND = """---
title: Elveverket
language: nb
---

# Elveverket

Sigrun Tind, leder i Elveverket, talte.

Til slutt takket Elveverket for maten.
"""


@dataclass
class Desk:
    """A server with a desk, its documents, and a browser that is logged in."""

    address: str
    settings: Settings
    page: Page

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def text(self, path: str) -> str:
        with urlopen(Request(self.address + path, headers={"Accept": "text/turtle"})) as answer:
            return str(answer.read().decode())

    def status(self, path: str) -> int:
        return self.answer(path)[0]

    def answer(self, path: str) -> tuple[int, str]:
        """The status, and where it leads on to; it is not followed."""
        connection = HTTPConnection(self.address.removeprefix("http://"))
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        connection.close()
        return answer.status, answer.getheader("Location") or ""

    def until(self, is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + 90
        while not is_so():
            assert time.monotonic() < until, (self.settings.steward.folder / "build.log").read_text()
            time.sleep(0.2)

    def built(self, before: str) -> None:
        """Wait until another build is shown."""
        self.until(lambda: self.build() != before)

    def start(self) -> None:
        """Build, once the build before is done with what follows its publication."""
        button = self.page.get_by_role("button", name="Build", exact=True)
        until = time.monotonic() + 60
        self.go("/steward/build")
        while not button.count():
            assert time.monotonic() < until, self.page.locator("main").inner_text()
            time.sleep(0.5)
            self.go("/steward/build")
        button.click()

    def build(self) -> str:
        return Path(self.settings.data / "current").resolve().name

    def decisions(self) -> list[str]:
        """The verdicts that are recorded, the oldest first."""
        files = sorted(self.settings.records.glob("*.ttl"))
        return [re.search(r'verdict "(\w+)"', path.read_text())[1] for path in files]  # type: ignore[index]


@pytest.fixture
def desk(tmp_path: Path, browser: Browser, quick_hashes: None) -> Iterator[Desk]:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "first.nb.md").write_text(FIRST, "utf-8")
    (documents / "second.nb.md").write_text(SECOND, "utf-8")
    (tmp_path / "authority").mkdir()
    add_user(tmp_path / "steward" / "users.toml", "kari", "steward", PASSWORD)
    settings = Settings(
        data=tmp_path / "builds",
        documents=documents,
        authority=tmp_path / "authority",
        records=tmp_path / "authority" / "decisions",
        cache=tmp_path / "cache",
        port=free_port(),
        server_workers=1,
        query_workers=1,
        steward={"folder": tmp_path / "steward", "low_confidence": 1.0, "build": True},  # type: ignore[arg-type]
    )
    made = [sys.executable, "-m", "cli.main", "build"]
    subprocess.run(made, env={**os.environ, **environment(settings)}, check=True)
    with serving(settings) as address:
        address = address.replace("127.0.0.1", "localhost")
        context = browser.new_context(locale="en-GB", reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{address}/steward/login")
        page.locator("#name").fill("kari")
        page.locator("input[type=password]").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        yield Desk(address, settings, page)
        context.close()


ROLE = "/page/membership/ada-berg-direktoer-havneraadet"
TITLE = 'schema:roleName "direktør"'
BARE = "/page/membership/liv-solnes-fjordverket"


def test_a_result_is_followed_to_its_words_and_its_facts_are_rejected_for_good(desk: Desk) -> None:
    page = desk.page
    assert desk.status(BARE) == 200
    desk.go("/quality")
    expect(page.locator("main")).to_contain_text("Liv Solnes – Fjordverket")
    desk.go("/steward?kind=result")
    page.get_by_role("link", name=re.compile("Liv Solnes – Fjordverket: .*no title was read")).click()
    expect(page.locator("main mark").first).to_have_text("Liv Solnes (Fjordverket)")
    page.get_by_role("link", name="In the text").first.click()
    at = FIRST.index("Liv Solnes")
    expect(page).to_have_url(re.compile(rf"/source/first\.nb#char={at},{FIRST.index(' svarte')}"))
    assert "".join(page.locator(".text .is-target").all_inner_texts()) == "Liv Solnes (Fjordverket)"
    page.go_back()
    page.get_by_label("Why").first.fill('</pre><script>alert(1)</script> """ .')
    before, said = desk.build(), page.locator("input[name=claim]:checked").count()
    page.get_by_role("button", name="It is wrong: reject").click()
    # Back in the queue as it was left, and told so.
    expect(page).to_have_url(re.compile(r"/steward\?kind=result$"))
    expect(page.get_by_text(f"{said} decisions are recorded")).to_be_visible()
    desk.built(before)
    assert desk.status(BARE) == 410
    desk.go(BARE)
    expect(page.get_by_role("heading", name="This was taken out of the graph")).to_be_visible()
    desk.go("/steward?kind=result")
    expect(page.get_by_role("link", name=re.compile("Liv Solnes"))).to_have_count(0)
    desk.go("/quality")
    expect(page.locator("main")).not_to_contain_text("Liv Solnes – Fjordverket")

    # Built again from changed documents, it is still gone.
    path = desk.settings.documents / "first.nb.md"
    path.write_text(FIRST.replace("# Møte", "En ny linje.\n\n# Møte").replace("svarte.", "svarte på alt."), "utf-8")
    before = desk.build()
    desk.start()
    desk.built(before)
    assert desk.status(BARE) == 410

    # The records tell all of it. Undone, it is back.
    desk.go("/steward/decisions")
    expect(page.get_by_role("cell", name="in force")).to_have_count(said)
    for number in range(said):
        desk.go("/steward/decisions?verdict=reject&state=applied")
        page.locator("main table a").first.click()
        expect(page.get_by_text('inno:verdict "reject"')).to_be_visible()
        expect(page.get_by_text("<script>alert(1)").first).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("1 decision is recorded")).to_be_visible()
        assert len(desk.decisions()) == said + number + 1
    desk.until(lambda: desk.status(BARE) == 200)
    assert sorted(desk.decisions()) == ["reject"] * said + ["undo"] * said
    desk.go("/steward?kind=result")
    expect(page.get_by_role("link", name=re.compile("Liv Solnes"))).to_have_count(1)


def test_an_uncertain_fact_is_corrected(desk: Desk) -> None:
    page = desk.page
    assert TITLE in desk.text(f"{ROLE}.ttl")
    desk.go("/steward?kind=fact")
    page.get_by_role("link", name=re.compile("title: direktør")).click()
    expect(page.locator("main mark")).to_have_text("Ada Berg, direktør i Havnerådet")
    page.get_by_text("Correct the value").click()
    page.get_by_label("The right value").fill("havnedirektør")
    before = desk.build()
    page.get_by_role("button", name="Correct").click()
    desk.built(before)
    text = desk.text(f"{ROLE}.ttl")
    assert 'schema:roleName "havnedirektør"' in text
    assert TITLE not in text
    desk.go("/steward?kind=fact")
    expect(page.get_by_role("link", name=re.compile("title: "))).not_to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("title: (havne)?direktør"))).to_have_count(0)


def test_two_bodies_are_merged_and_split_again(desk: Desk) -> None:
    page = desk.page
    body = "org:organization <https://w3id.org/innograf/id/organisation/"
    roles = [ROLE, "/page/membership/nils-haukvik-raadgiver-elveverket"]
    assert f"{body}havneraadet>" in desk.text(f"{roles[0]}.ttl")
    assert f"{body}elveverket>" in desk.text(f"{roles[1]}.ttl")
    desk.go("/steward/thing/organisation/havneraadet")
    page.get_by_text("It is the same as another: merge").click()
    form = page.locator("form.decide", has=page.locator("input[value=merge]"))
    form.get_by_label(re.compile("The other: its name")).fill("Elveverket")
    page.keyboard.press("Escape")
    before = desk.build()
    form.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("1 decision is recorded")).to_be_visible()
    desk.built(before)
    assert all(f"{body}havneraadet>" in desk.text(f"{role}.ttl") for role in roles)
    # The old address leads to the one that is kept.
    assert desk.answer("/page/organisation/elveverket") == (301, "/page/organisation/havneraadet")
    assert desk.answer("/id/organisation/elveverket") == (301, "/id/organisation/havneraadet")

    # What is said of one of them in the first document is of another after all.
    desk.go("/steward/thing/organisation/havneraadet")
    page.get_by_text("Some of the words mean another: split").click()
    form = page.locator("form.decide", has=page.locator("input[value=split]"))
    mentions = form.locator(".at", has=page.locator("mark", has_text="Elveverket"))
    # Every mention, not only the first of a document.
    expect(form.get_by_text("Til slutt takket")).to_be_visible()
    for each in mentions.all():
        each.get_by_role("checkbox").check()
    form.get_by_label("Name of the other thing").fill("Elveverket")
    before = desk.build()
    form.get_by_role("button", name="Split").click()
    desk.built(before)
    texts = [desk.text(f"{role}.ttl") for role in roles]
    assert f"{body}havneraadet>" in texts[0]
    assert f"{body}elveverket-" in texts[1]
    assert f"{body}havneraadet>" not in texts[1]
    assert desk.decisions() == ["merge", "split"]
