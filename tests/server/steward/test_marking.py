"""A statement added with the words that say it: marked by mouse, by keyboard alone, and typed without JavaScript."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server.steward import test_loop
from tests.server.steward.test_loop import BARE, FIRST, Desk, browser, desk

__all__ = ["browser", "desk"]
WORDS = "steller med broene"
AT = FIRST.index(WORDS)
assert test_loop.FIRST.count(WORDS) == 1


def to_the_text(page: Page) -> None:
    """From the queue by way of the result that says what is missing; the form knows what it is about."""
    page.get_by_role("link", name=re.compile("Liv Solnes – Fjordverket: .*no title was read")).click()
    page.get_by_role("link", name=re.compile("Add what is missing")).click()
    expect(page.locator("#entity")).to_have_value("membership/liv-solnes-fjordverket")
    assert page.locator("#property option:checked").inner_text() == "Title"
    # The words that the result came from are marked in the text, to begin from.
    expect(page.locator("#words")).to_have_text("Liv Solnes (Fjordverket)")
    expect(page.locator("#words")).to_be_in_viewport()


def is_added(desk: Desk, page: Page) -> None:
    """The source page comes as soon as the build is there, with the words marked, and they have their statement."""
    page.wait_for_url(re.compile(rf"/source/first\.nb#char={AT},{AT + len(WORDS)}$"), timeout=90_000)
    expect(page.locator(".text .span", has_text=WORDS)).to_have_count(1)
    assert f'schema:roleName "{WORDS}"' in desk.text(f"{BARE}.ttl")
    assert desk.decisions() == ["add"]
    evidence = f"/evidence?s={quote('membership/liv-solnes-fjordverket')}"
    desk.go(evidence)
    expect(desk.page.locator("main mark", has_text=re.compile(f"^{WORDS}$"))).to_have_count(1)
    desk.go("/steward?kind=result")
    expect(desk.page.get_by_role("link", name=re.compile("Liv Solnes"))).to_have_count(0)


def test_by_mouse(desk: Desk) -> None:
    page = desk.page
    desk.go("/steward?kind=result")
    to_the_text(page)
    page.locator(".markable p", has_text=WORDS).scroll_into_view_if_needed()
    box = page.evaluate(
        """words => {
          for (const block of document.querySelectorAll(".markable p")) {
            if (!block.textContent.includes(words)) continue;
            const range = document.createRange();
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (walker.nextNode() && !walker.currentNode.data.includes(words));
            const from = walker.currentNode.data.indexOf(words);
            range.setStart(walker.currentNode, from);
            range.setEnd(walker.currentNode, from + words.length);
            return range.getBoundingClientRect().toJSON();
          }
        }""",
        WORDS,
    )
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.move(box["x"] + box["width"] - 1, middle)
    page.mouse.up()
    expect(page.locator("#quote")).to_have_value(WORDS)
    assert [page.locator(f"#{end}").input_value() for end in ("from", "to")] == [str(AT), str(AT + len(WORDS))]
    page.locator("#value").fill(WORDS)
    page.get_by_label("a text or date").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("1 decision is recorded")).to_be_visible()
    is_added(desk, page)


def test_by_keyboard_alone(desk: Desk) -> None:
    page = desk.page
    desk.go("/steward?kind=result")

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        pytest.fail(f"{selector} cannot be had by the keyboard")

    tab_to(".queue a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/steward/item/"))
    tab_to("a[href*='/steward/mark/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/steward/mark/"))
    tab_to("#markable")
    # The text of the block from the caret on.
    next_words = """() => {
      const at = getSelection(), range = document.createRange();
      const node = at.focusNode.nodeType === Node.TEXT_NODE ? at.focusNode.parentElement : at.focusNode;
      range.selectNodeContents(node.closest("[data-start]"));
      range.setStart(at.focusNode, at.focusOffset);
      return range.toString();
    }"""
    for _ in range(60):
        page.keyboard.press("ArrowRight")
        if page.evaluate(next_words).strip().startswith(WORDS):
            break
    for _ in range(10):
        page.keyboard.press("Shift+ArrowRight")
        if page.evaluate("getSelection().toString()").strip() == WORDS:
            break
    expect(page.locator("#quote")).to_have_value(WORDS)
    assert [page.locator(f"#{end}").input_value() for end in ("from", "to")] == [str(AT), str(AT + len(WORDS))]
    tab_to("#value")
    page.keyboard.type(WORDS)
    tab_to("input[name=as]")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("a text or date")).to_be_checked()
    tab_to("form.decide button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 decision is recorded")).to_be_visible()
    is_added(desk, page)


def test_without_javascript(desk: Desk, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    context.add_cookies(desk.page.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{desk.address}/steward?kind=result")
    to_the_text(page)
    page.locator("#quote").fill(WORDS)
    for end in ("from", "to"):
        page.locator(f"#{end}").fill("")
    page.locator("#value").fill(WORDS)
    page.get_by_label("a text or date").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("1 decision is recorded")).to_be_visible()
    is_added(desk, page)
    context.close()
