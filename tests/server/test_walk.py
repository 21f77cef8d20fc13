"""A researcher's walk through the pages in Chromium: by mouse, by keyboard alone, and with JavaScript off.

A name typed without its capitals and accents, the person, the evidence of a role, the words in the source, the event,
the network around it, another body, and what is known of that as Turtle.
"""

from collections.abc import Iterator

import pytest
import rdflib
from playwright.sync_api import Browser, Locator, Page, expect
from rdflib.namespace import RDFS

from tests.server import sample
from tests.server.test_browser import browser

__all__ = ["browser"]

PERSON = "Åse Ødegård"
WORDS = "Åse Ødegård, direktør i Prøvedirektoratet"
EVENT = "Programdag om nye løsninger"
BODY = "Prøvedirektoratet"
# More presses of Tab than any of these pages should need.
FAR = 60


class Mouse:
    """Walks by clicks. The scripts of the pages may be missing."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def search(self, text: str) -> None:
        """Type a name and send it."""
        self.page.get_by_label("Søk etter et navn eller et ord").fill(text)
        self.page.locator("main form[role=search] button").click()

    def follow(self, link: Locator) -> None:
        """Go where a link or mark leads."""
        link.click()


class Keyboard(Mouse):
    """Walks by Tab, Enter and arrows; never touches a thing that focus has not come to."""

    def reach(self, target: Locator) -> None:
        """Press Tab, then Shift and Tab, until the focus is on `target`, which must then be in sight."""
        for key in ["Tab"] * FAR + ["Shift+Tab"] * FAR:
            if target.count() and target.evaluate("element => element === document.activeElement"):
                box, size = target.bounding_box(), self.page.viewport_size
                assert box
                assert size
                assert 0 <= box["y"] <= size["height"], "the focus is out of sight"
                style = target.evaluate("element => getComputedStyle(element).outlineStyle")
                assert style != "none", "the focus does not show"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} is not reached by Tab")

    def search(self, text: str) -> None:
        self.reach(self.page.get_by_role("combobox"))
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def follow(self, link: Locator) -> None:
        self.reach(link)
        self.page.keyboard.press("Enter")


class ByArrows(Keyboard):
    """Takes a name from those that complete what was typed."""

    def search(self, text: str) -> None:
        self.reach(self.page.get_by_role("combobox"))
        self.page.keyboard.type(text)
        self.page.get_by_role("option", name=PERSON).wait_for()
        for _ in range(9):
            self.page.keyboard.press("ArrowDown")
            if self.page.get_by_role("option", name=PERSON, selected=True).count():
                break
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(f"{self.page.url.partition('/page')[0].rstrip('/')}/page/person/ase-odegard")


@pytest.fixture(params=[Mouse, Keyboard, ByArrows, "plain"], ids=lambda given: getattr(given, "__name__", given))
def walker(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Mouse]:
    plain = request.param == "plain"
    context = browser.new_context(
        java_script_enabled=not plain, locale="nb-NO", viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield (Mouse if plain else request.param)(page)
    context.close()


def test_from_a_name_to_the_data_about_a_body(walker: Mouse, server: str, request: pytest.FixtureRequest) -> None:
    page, plain = walker.page, "plain" in request.node.name
    page.goto(server)
    walker.search("aSE odeGaRD")
    if "/page/" not in page.url:
        page.wait_for_url("**/search?q=*")
        walker.follow(page.get_by_role("link", name=PERSON, exact=True).first)
    page.wait_for_url("**/page/person/ase-odegard")
    expect(page.locator("h1")).to_have_text(PERSON)

    role = page.locator("tr", has_text="direktør")
    walker.follow(role.locator("a.mark"))
    evidence = page.locator("main") if plain else page.get_by_role("dialog")
    expect(evidence.locator("blockquote mark").first).to_have_text(WORDS)
    expect(evidence).to_contain_text("0,97")
    walker.follow(evidence.get_by_role("link", name="I teksten").first)

    page.wait_for_url("**/source/programdag.nb*char=*")
    target = page.locator(".anchor:target") if plain else page.locator(".is-target").first
    expect(target).to_have_count(1) if plain else expect(target).to_be_in_viewport()
    if plain:
        # Where facts meet within the words, a style alone marks those up to there.
        assert WORDS.startswith(page.locator(".anchor:target + .span").inner_text())
    else:
        assert "".join(page.locator(".text .is-target").all_inner_texts()) == WORDS

    walker.follow(page.locator(".margin").get_by_role("link", name=EVENT, exact=True).first)
    page.wait_for_url("**/page/event/programdag")
    expect(page.locator("h1")).to_have_text(EVENT)

    walker.follow(page.locator("main").get_by_role("link", name="Nettverk", exact=True))
    page.wait_for_url("**/network?of=event/programdag")
    walker.follow(page.get_by_role("table").get_by_role("link", name=BODY, exact=True).first)
    page.wait_for_url("**/page/organisation/provedirektoratet")
    expect(page.locator("h1")).to_have_text(BODY)

    with page.expect_response(lambda answer: answer.url.endswith(".ttl")) as answered:
        walker.follow(page.locator("aside").get_by_role("link", name="Turtle", exact=True))
    answer = answered.value
    assert answer.headers["content-type"].startswith("text/turtle")
    # The browser keeps no body of what it downloads.
    data = rdflib.Graph().parse(data=page.request.get(answer.url).text(), format="turtle")
    body = rdflib.URIRef(sample.thing("organisation", "provedirektoratet"))
    assert rdflib.Literal(BODY, lang="nb") in set(data.objects(body, RDFS.label))
    event = rdflib.URIRef(sample.thing("event", "programdag"))
    assert (event, rdflib.URIRef("https://schema.org/organizer"), body) in data
