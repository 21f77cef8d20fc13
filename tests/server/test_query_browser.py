"""The editor of the SPARQL page in Chromium: completes our terms, catches no keyboard, asks no other host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server.test_browser import browser

__all__ = ["browser"]


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(server) else said.append(request.url))
    yield page
    # A breach of the content security policy stands on the console.
    assert not said
    context.close()


def write(page: Page, text: str) -> None:
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_term_is_completed_and_its_prefix_declared(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql")
    write(page, "SELECT * WHERE { ?s schema:perf")
    hint = page.locator(".CodeMirror-hint-active")
    expect(hint).to_contain_text("schema:performer")
    expect(hint).to_contain_text("medvirkende")
    page.keyboard.press("Enter")
    field = page.locator("#query")
    expect(field).to_have_value("PREFIX schema: <https://schema.org/>\nSELECT * WHERE { ?s schema:performer")
    page.keyboard.type(" ?who } LIMIT 2")
    page.keyboard.press("Control+Enter")
    expect(page.locator("table tbody tr")).to_have_count(2)


def test_a_term_is_found_by_words_of_its_label(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql")
    write(page, "SELECT * WHERE { ?s a arrangementst")
    expect(page.locator(".CodeMirror-hints")).to_contain_text("inno:eventType")
    page.keyboard.press("Enter")
    assert "PREFIX inno: <https://w3id.org/innograf/def#>" in page.locator("#query").input_value()


def test_the_keyboard_goes_through_the_editor(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql")
    page.locator(".CodeMirror").click()
    assert "Tab" in (page.evaluate("document.activeElement.getAttribute('aria-label')") or "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "format"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")


def test_a_chart_is_shown_with_bars_as_long_as_their_numbers(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql?example=speakers")
    page.get_by_role("button", name="Kjør").click()
    expect(page.locator(".bars li").first).to_contain_text("Kari Nordmann")
    widths = [bar.bounding_box()["width"] for bar in page.locator(".bars rect").all()]  # type: ignore[index]
    assert len(widths) == 3
    assert widths[0] == pytest.approx(2 * widths[1], rel=0.02)
    expect(page.get_by_role("table").get_by_role("link", name="Kari Nordmann")).to_be_visible()


def test_the_editor_is_for_its_page_alone(page: Page, server: str) -> None:
    page.goto(f"{server}/source/programdag.nb")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in loaded if "sparql" in name]
