"""Every kind of page against WCAG 2.2 AA with axe-core in Chromium: no violation, light and dark, wide and narrow."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.server.test_browser import PAGES, browser

__all__ = ["browser"]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run `make setup`")
    return AXE.read_text("utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What is wrong: the rule, and the elements with why."""
    page.evaluate(axe)
    # Links within the lines of a text are as high as its lines (2.5.8 excepts them); axe knows that only of few.
    page.evaluate("axe.configure({ rules: [{ id: 'target-size', selector: '*:not(.text *)' }] })")
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, { runOnly: { type: 'tag', values: rules } })", RULES
    )
    return [
        f"{rule['id']}: {node['html'][:200]} – {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_pages_have_no_violation(browser: Browser, server: str, axe: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="nb-NO",
        bypass_csp=True,
    )
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(f"{server}{path}")
        found[path] = violations(page, axe)
    context.close()
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_open_evidence_has_no_violation(browser: Browser, server: str, axe: str) -> None:
    context = browser.new_context(locale="nb-NO", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server}/page/person/ase-odegard")
    page.locator("a.mark").first.click()
    page.get_by_role("dialog").wait_for()
    assert violations(page, axe) == []
    context.close()


def test_an_open_card_has_no_violation(browser: Browser, server: str, axe: str) -> None:
    context = browser.new_context(locale="nb-NO", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server}/source/programdag.nb#char=0,27")
    page.locator(".text a.tint-person").first.hover()
    page.locator("#card").wait_for()
    assert violations(page, axe) == []
    context.close()


def test_open_completions_have_no_violation(browser: Browser, server: str, axe: str) -> None:
    context = browser.new_context(locale="nb-NO", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server}/sparql")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * { ?s schema:")
    page.locator(".CodeMirror-hints").wait_for()
    assert violations(page, axe) == []
    context.close()
