"""Things side by side in Chromium: no violation of WCAG 2.2 AA, within the width; and a pair merged."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graph_builder.records import read_records
from settings import Settings
from tests.server import sample
from tests.server.conftest import free_port, serving
from tests.server.steward.test_accessibility import enter
from tests.server.steward.test_pairs import ASE, KARI, settings
from tests.server.test_accessibility import axe, violations
from tests.server.test_browser import browser

__all__ = ["axe", "browser", "settings"]


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    with serving(settings.model_copy(update={"port": free_port()})) as address:
        yield address


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_both_sides_fit_and_can_be_read_by_all(
    browser: Browser, address: str, axe: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="nb-NO",
        bypass_csp=True,
    )
    page = context.new_page()
    enter(page, address)
    for kind in ("duplicate", "link"):
        page.goto(f"{address}/steward?kind={kind}")
        page.locator(".queue a").first.click()
        expect(page.locator(".side")).to_have_count(2)
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        one, other = (page.locator(".side").nth(number).bounding_box() for number in range(2))
        assert one and other
        assert (one["y"] == other["y"]) is (width > 1000)
    context.close()


def test_a_pair_is_merged_into_the_one_that_the_steward_keeps(
    browser: Browser, address: str, settings: Settings
) -> None:
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    enter(page, address)
    page.goto(f"{address}/steward?kind=duplicate")
    page.locator(".queue a").first.click()
    page.get_by_label("Behold adressen til").select_option("this")
    page.get_by_role("button", name="De er én: slå sammen").click()
    expect(page.locator("main")).to_contain_text("1 avgjørelse")
    (said,) = read_records(settings.records, sample.BASE).records.values()
    assert (said.verdict, said.entities) == ("merge", (ASE, KARI))
    context.close()
