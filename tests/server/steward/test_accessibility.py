"""The desk in Chromium: no violation of WCAG 2.2 AA, a quiet console, within the width, also without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from settings import Settings
from store import BuildStore
from tests.server.conftest import free_port, serving, validated
from tests.server.steward.conftest import PASSWORD
from tests.server.steward.test_pairs import settings
from tests.server.test_accessibility import axe, violations
from tests.server.test_browser import browser

__all__ = ["axe", "browser", "settings"]
PATHS = [
    "/steward",
    "/steward?doc=programdag.nb",
    "/steward/fact?s=event/programdag&p=schema:location&o=place/storsalen",
    "/steward/thing/organisation/provedirektoratet",
    "/steward/mark/programdag.nb?char=0,27",
    "/steward/decisions",
    "/steward/build",
    "/steward?person=-&kind=fact",
]


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    """A desk with items of all kinds."""
    validated(settings.data, BuildStore(settings.data).open())
    with serving(settings.model_copy(update={"port": free_port()})) as address:
        yield address


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/steward")
    page.locator("#name").fill("kari")
    page.get_by_label("Passord").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Logg inn").click()
    expect(page.locator("h1")).to_have_text("Kø")


def decide(page: Page) -> str:
    """Reject the first fact of the queue; the address of the decision."""
    page.goto(page.url.partition("?")[0] + "?kind=fact")
    page.locator(".queue a").first.click()
    page.locator("button[value=reject]").click()
    page.goto(page.url.partition("?")[0] + "/decisions")
    return page.locator("main table a").first.get_attribute("href") or ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_have_no_violation_and_fit(browser: Browser, address: str, axe: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="nb-NO",
        # What opens has its size at once.
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/steward/login")
    found = {"/steward/login": violations(page, axe)}
    enter(page, address)
    # An item of each kind that there is, and a decision about one of them.
    links = [decide(page)]
    for kind in ("result", "fact", "duplicate", "link"):
        page.goto(f"{address}/steward?kind={kind}")
        links.append(page.locator(".queue a").first.get_attribute("href") or "")
    for path in [*PATHS, *links]:
        page.goto(f"{address}{path}")
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        found[path] = violations(page, axe)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    # Words are marked at the desk as at the evidence.
    colours = []
    for path in ("/steward/fact", "/evidence"):
        page.goto(f"{address}{path}?s=event/programdag&p=schema:location&o=place/storsalen")
        colours.append(page.locator("mark").first.evaluate("mark => getComputedStyle(mark).backgroundColor"))
    assert colours[0] == colours[1]
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
