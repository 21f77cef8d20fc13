"""A steward's loop in Chromium: from the queue to the words, to a decision that outlives builds, and back."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
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
"""
SECOND = """---
title: Elveverket
language: nb
---

# Elveverket

Sigrun Tind, leder i Elveverket, talte.
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

    def built(self, before: str) -> None:
        """Wait until another build is shown."""
        until = time.monotonic() + 90
        while self.build() == before:
            assert time.monotonic() < until, (self.settings.steward.folder / "build.log").read_text()
            time.sleep(0.2)

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


def test_a_fact_is_rejected_stays_gone_and_comes_back(desk: Desk) -> None:
    page = desk.page
    assert TITLE in desk.text(f"{ROLE}.ttl")
    desk.go("/steward?kind=fact")
    page.get_by_role("link", name=re.compile("title: direktør")).click()
    expect(page.locator("main mark")).to_have_text("Ada Berg, direktør i Havnerådet")
    page.get_by_role("link", name="In the text").click()
    at = FIRST.index("Ada Berg")
    expect(page).to_have_url(re.compile(rf"/source/first\.nb#char={at},{FIRST.index(', åpnet')}"))
    page.go_back()
    page.get_by_label("Why").first.fill('</pre><script>alert(1)</script> """ .')
    before = desk.build()
    page.get_by_role("button", name="It is wrong: reject").click()
    expect(page.get_by_text("1 decision is recorded")).to_be_visible()
    desk.built(before)
    assert TITLE not in desk.text(f"{ROLE}.ttl")
    desk.go("/steward?kind=fact")
    expect(page.get_by_role("link", name=re.compile("title: direktør"))).to_have_count(0)

    # From changed documents it is still gone.
    path = desk.settings.documents / "first.nb.md"
    path.write_text(FIRST.replace("# Møte", "En ny linje.\n\n# Møte").replace("åpnet møtet", "åpnet det hele"), "utf-8")
    before = desk.build()
    desk.start()
    desk.built(before)
    assert TITLE not in desk.text(f"{ROLE}.ttl")

    # The record tells all of it, and can be undone.
    desk.go("/steward/decisions")
    expect(page.get_by_role("cell", name="in force")).to_be_visible()
    page.locator("main table a").first.click()
    expect(page.get_by_text('inno:verdict "reject"')).to_be_visible()
    expect(page.get_by_text("<script>alert(1)").first).to_be_visible()
    before = desk.build()
    page.get_by_role("button", name="Undo").click()
    desk.built(before)
    assert TITLE in desk.text(f"{ROLE}.ttl")
    assert desk.decisions() == ["reject", "undo"]


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

    # What is said of one of them in the first document is of another after all.
    desk.go("/steward/thing/organisation/havneraadet")
    page.get_by_text("Some of the words mean another: split").click()
    form = page.locator("form.decide", has=page.locator("input[value=split]"))
    for each in form.locator(".at", has=page.locator("mark", has_text="Elveverket")).all():
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
