"""Source pages in Chromium: deep links, cards by pointer and keyboard, the legend, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server import sample
from tests.server.test_browser import browser

__all__ = ["browser"]
TEXT = sample.PROGRAMME


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="nb-NO", viewport={"width": 1280, "height": 800})
    yield page
    page.close()


@pytest.fixture
def bare_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    yield context.new_page()
    context.close()


def test_a_deep_link_marks_any_words(page: Page, server: str) -> None:
    start = TEXT.index("lærte vi av")
    page.goto(f"{server}/source/programdag.nb#char={start},{start + 40}")
    marked = "".join(page.locator(".text .is-target").all_inner_texts())
    assert marked == TEXT[start : start + 40]
    expect(page.locator("mark.is-target").first).to_be_in_viewport()
    page.evaluate("location.hash = '#char=0,10'")
    expect(page.locator("mark.is-target")).to_have_count(1)
    assert page.locator(".is-target").inner_text() == TEXT[:10]


def test_a_deep_link_lands_without_javascript(bare_page: Page, server: str) -> None:
    start = sample.WHITE_PAPER.index("dele erfaringer")
    end = start + len("dele erfaringer mellom kommuner 😀 og stat")
    bare_page.goto(f"{server}/source/melding.nb#char={start},{end}")
    assert bare_page.locator(".anchor:target").count() == 1
    bare_page.goto(f"{server}/source/melding.nb?char={start},{end}#char={start},{end}")
    marked = "".join(bare_page.locator(".text .is-target").all_inner_texts())
    assert marked == "dele erfaringer mellom kommuner 😀 og stat"
    expect(bare_page.locator(".is-target").first).to_be_in_viewport()


def test_hover_shows_a_card_that_stays_and_can_be_sent_away(page: Page, server: str) -> None:
    page.goto(f"{server}/source/programdag.nb")
    span = page.locator(".text a.tint-person", has_text="Kari Nordmann").first
    card = page.locator("#card")
    span.hover()
    expect(card).to_contain_text("fagsjef")
    expect(card).to_contain_text("Byen kommune")
    # The pointer may go into the card, and Escape sends the card away without moving it.
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    span.hover()
    expect(card).to_be_visible()
    page.mouse.move(1, 1)
    expect(card).to_have_count(0)
    span.click()
    page.wait_for_url("**/page/person/kari-nordmann")


def test_focus_shows_the_card_and_tab_goes_into_it(page: Page, server: str) -> None:
    page.goto(f"{server}/source/programdag.nb")
    last = page.locator(".legend input").last
    last.focus()
    page.keyboard.press("Tab")
    card = page.locator("#card")
    expect(card).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "card"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#card') !== null")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('a.span')")


def test_a_card_leads_to_the_fact_beside_and_the_fact_back_to_its_words(page: Page, server: str) -> None:
    page.goto(f"{server}/source/programdag.nb")
    words = page.locator(".text span.a-role, .text span.b-role, .text span.c-role", has_text=", fagsjef, ")
    words.scroll_into_view_if_needed()
    x, y = words.evaluate("it => [it.getClientRects()[0].x + 8, it.getClientRects()[0].y + 8]")
    page.mouse.move(x, y)
    fact = page.locator("#card .said-property").first
    expect(page.locator("#card")).to_contain_text("sample")
    fact.click()
    assert page.evaluate("location.hash").startswith("#fact-")
    beside = page.locator(f"li{page.evaluate('location.hash')}")
    expect(beside).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.evaluate("location.hash = ''")
    words.scroll_into_view_if_needed()
    x, y = words.evaluate("it => [it.getClientRects()[0].x + 8, it.getClientRects()[0].y + 8]")
    page.mouse.click(x, y)
    assert page.evaluate("location.hash").startswith("#fact-")
    beside.locator(".said-property").click()
    assert "".join(page.locator(".text .is-target").all_inner_texts()) == "Kari Nordmann, fagsjef, Byen kommune"


def test_the_legend_filters_without_javascript(bare_page: Page, server: str) -> None:
    bare_page.goto(f"{server}/source/programdag.nb")
    span = bare_page.locator(".text a.tint-person").first
    beside = bare_page.locator('.margin > ul > li[data-kind="person"]').first
    before = span.evaluate("it => getComputedStyle(it).backgroundImage")
    expect(beside).to_be_visible()
    bare_page.locator("#show-person").uncheck()
    expect(beside).to_be_hidden()
    assert span.evaluate("it => getComputedStyle(it).backgroundImage") != before
    assert span.evaluate("it => getComputedStyle(it).backgroundColor") == "rgba(0, 0, 0, 0)"
    bare_page.locator("#show-person").check()
    expect(beside).to_be_visible()


def test_tab_goes_on_from_words_that_an_address_names(browser: Browser, server: str) -> None:
    page = browser.new_page(locale="nb-NO")
    # Between the spans that have an anchor of their own.
    page.goto(f"{server}/source/programdag.nb#char=118,120")
    page.locator(".is-target").first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.block')?.querySelector('.is-target') !== null")
    page.close()
