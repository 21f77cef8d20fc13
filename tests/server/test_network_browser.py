"""The drawing of the network in Chromium: grown by click and by keys, filtered, saved; and all of it without script."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server.test_accessibility import axe, violations
from tests.server.test_browser import browser

__all__ = ["axe", "browser"]

CY = "document.getElementById('drawing')._cyreg.cy"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="nb-NO", reduced_motion="reduce", viewport={"width": 1200, "height": 900}, accept_downloads=True
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def shown(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#drawing[data-ready]").wait_for()


def things(page: Page) -> set[str]:
    found: list[str] = page.evaluate(f"{CY}.nodes().map(node => node.id())")
    return set(found)


def places(page: Page) -> Any:
    return page.evaluate(f"{CY}.nodes().map(node => node.position())")


def test_it_grows_by_click_and_back_again(page: Page, server: str) -> None:
    page.goto(f"{server}/page/person/pal-test")
    page.locator("#main").get_by_role("link", name="Nettverk", exact=True).click()
    page.locator("#drawing[data-ready]").wait_for()
    assert things(page) == {"person/pal-test", "event/apne-data"}
    at = page.evaluate(f"{CY}.getElementById('event/apne-data').renderedPosition()")
    box = page.locator("#drawing").bounding_box()
    assert box
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.wait_for_url("**/network?of=person/pal-test&of=event/apne-data")
    expect(page.locator("#net-status")).to_have_text("2 nye ting og 2 nye forbindelser rundt Åpne data uten omveier")
    assert things(page) == {"person/pal-test", "event/apne-data", "event/programdag", "person/kari-nordmann"}
    expect(page.get_by_role("heading", name="Rundt Åpne data uten omveier")).to_be_visible()
    card = page.locator("#net-card")
    assert (
        card.get_by_role("link", name="Åpne data uten omveier", exact=True).get_attribute("href")
        == "/page/event/apne-data"
    )
    card.locator("a.mark").first.click()
    assert "uten omveier" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.locator("#net-count")).to_have_text("2")
    expect(page.get_by_role("heading", name="Rundt Åpne data uten omveier")).to_have_count(0)
    # The same network is drawn in the same way each time.
    before = places(page)
    shown(page, page.url)
    assert places(page) == before


def test_it_is_walked_and_grown_by_keys(page: Page, server: str) -> None:
    shown(page, f"{server}/network?of=event/programdag")
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowDown")
    status = page.locator("#net-status")
    expect(status).to_have_text("Programdag om nye løsninger, Arrangement. Forbindelser: 6")
    page.keyboard.press("ArrowUp")
    expect(status).not_to_contain_text("Programdag om nye løsninger")
    chosen = page.locator("#net-list [aria-current]")
    name = chosen.locator(".net-name").inner_text()
    page.keyboard.press("Escape")
    assert chosen.count() == 0
    assert page.locator("#net-card").is_hidden()
    # The list says and does the same.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#net-list') !== null")
    page.keyboard.press("Home")
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if chosen.locator(".net-name").inner_text() == "Åse Ødegård":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**&of=person/ase-odegard")
    expect(status).to_contain_text("rundt Åse Ødegård")
    assert page.evaluate("document.activeElement.dataset.id") == "person/ase-odegard"
    assert name in page.locator("#net-list").inner_text()
    # And so does the table, where reading goes on at what came.
    page.get_by_role("link", name="Utvid: Storsalen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**&of=place/storsalen")
    expect(page.get_by_role("heading", name="Rundt Storsalen")).to_be_focused()


def test_it_is_held_to_relations(page: Page, server: str) -> None:
    shown(page, f"{server}/network?of=event/programdag")
    page.get_by_role("checkbox", name="Sted").check()
    page.wait_for_url("**/network?of=event/programdag&relation=schema:location")
    expect(page.locator("#net-count")).to_have_text("2")
    assert things(page) == {"event/programdag", "place/storsalen"}
    expect(page.get_by_role("checkbox", name="Sted")).to_be_focused()
    assert page.locator("#net-said tbody tr").count() == 1
    page.get_by_role("checkbox", name="Sted").uncheck()
    expect(page.locator("#net-count")).to_have_text("7")


def test_it_is_saved_as_a_picture(page: Page, server: str, tmp_path: Path) -> None:
    shown(page, f"{server}/network?of=organisation/provedirektoratet&of=event/programdag&of=organisation/ondsinnet")
    saved = {}
    for format in ("SVG", "PNG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Lagre som {format}").click()
        assert download.value.suggested_filename == f"organisation-provedirektoratet.{format.lower()}"
        saved[format] = tmp_path / format
        download.value.save_as(saved[format])
    drawing = ElementTree.fromstring(saved["SVG"].read_text("utf-8"))
    count = page.evaluate(f"[{CY}.nodes().length, {CY}.edges().length]")
    assert len(drawing.findall(f"{SVG}g")) == count[0]
    assert len(drawing.findall(f"{SVG}path")) == count[1]
    texts = [" ".join(span.text or "" for span in text) for text in drawing.findall(f"{SVG}text")]
    assert {"Prøvedirektoratet", "Storsalen", "Arrangør"} <= set(texts)
    assert "NaN" not in saved["SVG"].read_text("utf-8")
    assert not [element.tag for element in drawing.iter() if element.tag in {f"{SVG}script", f"{SVG}img"}]
    assert saved["PNG"].read_bytes().startswith(b"\x89PNG")
    assert saved["PNG"].stat().st_size > 5_000


def test_the_way_to_a_name_that_is_completed(page: Page, server: str) -> None:
    shown(page, f"{server}/network?of=person/pal-test")
    field = page.get_by_label("Fra Pål Test til")
    field.press_sequentially("prøvedir")
    page.get_by_role("option", name="Prøvedirektoratet").wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Prøvedirektoratet"
    field.press("Enter")
    page.wait_for_url("**&to=organisation*")
    page.locator("#drawing[data-ready]").wait_for()
    assert "from=person%2Fpal-test" in page.url
    assert len(things(page)) == 4
    xs = [place["x"] for place in places(page)]
    assert xs == sorted(xs)
    # What was chosen no longer counts when something else is typed.
    shown(page, f"{server}/network?of=person/pal-test")
    field.press_sequentially("prøvedir")
    page.get_by_role("option", name="Prøvedirektoratet").click()
    field.fill("storsalen")
    page.get_by_role("option", name="Storsalen").wait_for()
    field.press("Escape")
    field.press("Enter")
    page.wait_for_url("**/network?from=person/pal-test&to=place/storsalen")


def test_a_chosen_thing_has_no_violation(browser: Browser, server: str, axe: str) -> None:
    for scheme, width in (("light", 1200), ("dark", 390)):
        context = browser.new_context(
            locale="nb-NO",
            bypass_csp=True,
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 900},
        )
        page = context.new_page()
        shown(page, f"{server}/network?of=event/programdag&of=person/kari-nordmann")
        page.locator("#net-list button").nth(1).click()
        page.locator("#net-card").wait_for()
        assert violations(page, axe) == []
        context.close()


def test_it_does_without_a_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(f"{server}/network")
    page.get_by_label("En person, et organ, et arrangement eller noe annet").fill("programdag")
    page.get_by_role("button", name="Vis nettverket").click()
    assert page.locator("#net").is_hidden()
    assert page.locator("#net-said tbody tr").count() == 6
    page.get_by_role("checkbox", name="Arrangør").check()
    page.get_by_role("button", name="Vis disse").click()
    assert page.locator("#net-said tbody tr").count() == 1
    page.get_by_role("link", name="Utvid: Prøvedirektoratet").click()
    assert page.get_by_role("heading", name=re.compile("^Rundt ")).count() == 2
    page.goto(f"{server}/network?of=person/pal-test")
    page.get_by_label("Fra Pål Test til").fill("prøvedirektoratet")
    page.get_by_role("button", name="Finn veien").click()
    assert page.locator("h1").inner_text() == "Fra Pål Test til Prøvedirektoratet"
    assert page.locator("#net-said tbody tr").count() == 3
    page.locator("a.mark").first.click()
    assert page.locator("h1").inner_text() == "Belegg"
    context.close()
