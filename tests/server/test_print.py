"""Pages on paper: what they say is there, what is only for a screen is not."""

import pytest
from playwright.sync_api import Browser, expect

from tests.server.test_browser import browser

__all__ = ["browser"]

SCREEN = [".top", ".foot", ".ds-skip-link", ".ds-breadcrumbs", "a.mark", ".legend", ".formats", ".see", ".contents"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/page/event/programdag", "Hva lærte vi av forsøkene?"),
        ("/page/person/ase-odegard", "direktør"),
        ("/source/programdag.nb", "Prøvedirektoratet inviterer til en dag om samarbeid på tvers."),
    ],
)
def test_a_printed_page_has_its_content_alone(browser: Browser, server: str, path: str, words: str) -> None:
    page = browser.new_page(locale="nb-NO", viewport={"width": 794, "height": 1123}, color_scheme="light")
    page.goto(f"{server}{path}")
    page.emulate_media(media="print")
    for selector in SCREEN:
        for found in page.locator(selector).all():
            expect(found).to_be_hidden()
    assert words in page.locator("main").inner_text()
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
