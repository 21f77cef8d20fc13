"""Each kind of page in Chromium: fits the width, writes nothing on the console, can be read without JavaScript."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.server import sample
from tests.server.conftest import free_port, publish, serving, settings_for

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = [
    "/",
    "/browse/person",
    "/search?q=a",
    "/search?q=zzzzzz",
    "/search?q=samarbeid&in=text",
    "/browse/organisation?class=inno:organisation-agency&sort=facts",
    "/page/person/kari-nordmann",
    "/page/organisation/provedirektoratet",
    "/page/event/programdag",
    "/page/policy/meld-st-99-2019-2020",
    "/page/organisation/ondsinnet",
    "/evidence?s=event/programdag&p=schema:location&o=place/storsalen",
    "/network",
    "/network?of=organisation/provedirektoratet&of=event/programdag",
    "/network?from=person/pal-test&to=organisation/provedirektoratet",
    "/network?of=organisation/ondsinnet",
    "/network?of=prøve",
    "/source/",
    "/source/programdag.nb#char=0,27",
    "/source/ondsinnet.nb",
    "/timeline",
    "/map",
    "/map?area=world",
    "/timeline?from=2020&to=2020&kind=event",
    "/sparql",
    "/sparql?format=html&query=SELECT * { ?s ?p ?o } LIMIT 20",
    "/sparql?format=html&query=CONSTRUCT WHERE { ?s ?p ?o } LIMIT 20",
    "/sparql?format=html&query=SELECT ?e (COUNT(?p) AS ?n) { ?e <https://schema.org/performer> ?p } GROUP BY ?e",
    "/dataset",
    "/quality",
    "/def",
    "/shapes",
    "/shapes/Person",
    "/shapes/name-language",
    "/api",
    "/builds",
    "/builds/latest/diff/latest",
    "/changes",
    "/graph/inferred",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Exception as error:
            if CHROMIUM:
                raise
            pytest.skip(f"no Chromium here: {error}")
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_fit_and_are_quiet(browser: Browser, server: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="nb-NO")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    # The icon of a page that is left before it came is none.
    aborted = "net::ERR_ABORTED"
    page.on("requestfailed", lambda request: request.failure == aborted or said.append(f"failed: {request.url}"))
    page.on("request", lambda request: None if request.url.startswith(server) else said.append(request.url))
    for path in PAGES:
        page.goto(f"{server}{path}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at {width}"
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").count() == 1, path
        assert not said, f"{path}: {said}"
    context.close()


def test_styles_are_there_and_follow_light_and_dark(browser: Browser, server: str) -> None:
    shades = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(server)
        shades.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert shades[0] == "rgb(255, 255, 255)"
    assert shades[1] != shades[0]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_heading_stands_off_from_the_keys_above_it(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(f"{server}/dataset")
    keys, section = page.locator("dl.keys").bounding_box(), page.locator("main section").first.bounding_box()
    assert keys
    assert section
    assert section["y"] - keys["y"] - keys["height"] >= 24
    page.close()


def test_a_mark_opens_its_evidence_and_leads_to_its_words(browser: Browser, server: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{server}/page/policy/meld-st-99-2019-2020")
    page.locator("li", has_text="dele erfaringer").locator("a.mark").last.click()
    evidence = page.get_by_role("dialog", name="Belegg: dele erfaringer")
    assert evidence.locator("mark").inner_text() == "dele erfaringer mellom kommuner 😀 og stat"
    evidence.get_by_role("link", name="I teksten").click()
    page.wait_for_url("**/source/melding.nb#char=*")
    assert page.locator(".is-target").first.inner_text() == "dele erfaringer mellom kommuner 😀 og stat"
    page.close()


def test_evidence_opens_and_closes_by_keyboard(browser: Browser, server: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{server}/page/person/ase-odegard")
    mark = page.locator("tr", has_text="direktør").locator("a.mark")
    mark.focus()
    page.keyboard.press("Enter")
    evidence = page.get_by_role("dialog")
    evidence.wait_for()
    assert evidence.evaluate("element => element === document.activeElement")
    assert mark.get_attribute("aria-expanded") == "true"
    assert "0,97" in evidence.inner_text()
    page.keyboard.press("Escape")
    evidence.wait_for(state="hidden")
    assert mark.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    evidence.wait_for()
    # The button that closes, the things that are named, the title, then the words in the text.
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "I teksten":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/source/programdag.nb#char=*")
    page.close()


def test_all_of_a_long_list_comes_in_place(browser: Browser, tmp_path: Path) -> None:
    lines = [f"Notat {n:03d} om Havnerådet" for n in range(130)]
    doc = sample.Writer("notater.nb", "nb", "Notater", "2020-01-01", "\n".join(lines))
    body = doc.named(sample.thing("organisation", "havneradet"), "Havnerådet")
    for n, line in enumerate(lines):
        note = doc.named(sample.thing("event", f"notat-{n}"), f"Notat {n:03d}", line)
        doc.fact(note, "https://schema.org/organizer", body, line)
        doc.fact(note, "https://example.org/concerns", body, line)
    publish(tmp_path, [doc])
    with serving(settings_for(tmp_path, port=free_port())) as address:
        page = browser.new_page(locale="nb-NO")
        page.goto(f"{address}/page/organisation/havneradet")
        rows = page.locator("table tbody tr")
        assert rows.count() == 20
        for number in (50, 100, 130):
            page.get_by_role("link", name="Vis alle 130").first.click()
            rows.nth(number - 1).wait_for()
            assert rows.count() == number
        assert page.locator("section:has(table) a[data-more]").count() == 0
        assert len(set(rows.all_inner_texts())) == 130
        fold = page.locator("details.fold")
        fold.locator("summary").click()
        fold.locator("li").nth(49).wait_for()
        assert fold.locator("li").count() == 50
        page.close()


def test_pages_work_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    page.goto(server)
    page.get_by_role("searchbox").fill("ødegård")
    page.get_by_role("button", name="Søk").click()
    page.get_by_role("link", name="Åse Ødegård").click()
    assert page.locator("h1").inner_text() == "Åse Ødegård"
    page.locator("a.mark").first.click()
    assert page.locator("h1").inner_text() == "Belegg"
    page.get_by_role("link", name="I teksten").first.click()
    assert page.locator(".anchor:target").count() == 1
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{server}/sparql")
    page.get_by_role("button", name="Run").click()
    assert page.locator("table tbody tr").count() == 3
    context.close()


def test_keyboard_reaches_the_content_first(browser: Browser, server: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{server}/page/person/kari-nordmann")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".ds-skip-link").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_names_are_completed_and_chosen_by_keyboard(browser: Browser, server: str) -> None:
    page = browser.new_page(locale="nb-NO", viewport={"width": 390, "height": 800})
    page.goto(f"{server}/browse/person")
    box = page.get_by_role("combobox")
    box.press_sequentially("apne")
    choice = page.get_by_role("option", name="Åpne data uten omveier")
    choice.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").inner_text().startswith("1 navn")
    page.keyboard.press("Escape")
    assert not choice.is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert choice.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == choice.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/event/apne-data")
    page.goto(f"{server}/")
    page.get_by_role("combobox").fill("asse ødegard")
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.get_by_role("link", name="Åse Ødegård").count() == 1
    page.close()
