"""The desk in Chromium: no violation of WCAG 2.2 AA, a quiet console, within the width, also without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from settings import Settings
from tests.server.conftest import free_port, serving
from tests.server.steward.conftest import PASSWORD
from tests.server.test_accessibility import axe, violations
from tests.server.test_browser import browser

__all__ = ["axe", "browser"]
PATHS = [
    "/steward",
    "/steward?doc=programdag.nb",
    "/steward/fact?s=event/programdag&p=schema:location&o=place/storsalen",
    "/steward/thing/organisation/provedirektoratet",
    "/steward/mark/programdag.nb?char=0,27",
    "/steward/decisions",
    "/steward/build",
]


@pytest.fixture
def address(desk_settings: Settings, tmp_path: Path) -> Iterator[str]:
    with serving(desk_settings.model_copy(update={"port": free_port()})) as address:
        yield address


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/steward")
    page.locator("#name").fill("kari")
    page.get_by_label("Passord").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Logg inn").click()
    expect(page.locator("h1")).to_have_text("Kø")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_pages_have_no_violation_and_fit(browser: Browser, address: str, axe: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="nb-NO",
        bypass_csp=True,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/steward/login")
    found = {"/steward/login": violations(page, axe)}
    enter(page, address)
    first = page.locator(".queue a").first.get_attribute("href") or ""
    for path in [*PATHS, first]:
        page.goto(f"{address}{path}")
        found[path] = violations(page, axe)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert said == []


def test_the_way_from_the_queue_to_the_words_needs_no_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    enter(page, address)
    page.locator(".queue a").first.click()
    words = page.locator("blockquote mark").first.inner_text()
    page.get_by_role("link", name="I teksten").first.click()
    expect(page.locator(".reading")).to_contain_text(words)
    page.goto(f"{address}/steward")
    page.get_by_role("button", name="Logg ut").click()
    page.goto(f"{address}/steward")
    expect(page.locator("h1")).to_have_text("Logg inn")
    context.close()
