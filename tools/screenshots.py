"""Takes the pictures of pages that the documentation shows: `python tools/screenshots.py [--url URL | --desk]`.

Without a URL the documents in `data/documents` are built in a folder of its own and served on a free port. The pages
are chosen by what the graph holds (the event with the most sessions, and so on), so they need no upkeep. The desk is
taken without a URL only, as somebody has to log in there and decide.
"""

import argparse
import html
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screenshots_desk import add_steward, take_desk

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PREFIXES = (
    "PREFIX inno: <https://w3id.org/innograf/def#> PREFIX schema: <https://schema.org/> "
    "PREFIX org: <http://www.w3.org/ns/org#> "
)
# What to show of each kind: the thing for which this pattern has the most answers.
CHOICES = {
    "person": "?thing a inno:Person . { ?x org:member ?thing } UNION { ?x schema:performer ?thing }",
    "organisation": "?thing a inno:Organisation . ?x (org:organization|schema:organizer|schema:performer) ?thing",
    "event": "?thing a inno:Event . ?x schema:superEvent ?thing",
    "policy": "?thing a inno:PolicyDocument . ?thing inno:hasMeasure ?x",
}
# Pages that every graph has.
FIXED = {
    "home": "/",
    "search": "/search?q=innovasjon",
    "list": "/browse/person?sort=facts",
    "timeline": "/timeline",
    "map": "/map",
    "vocabulary": "/def",
    "shapes": "/shapes",
    "data": "/dataset",
    "api": "/api",
    "sparql": "/sparql",
}
LOCALES = {"nb": "nb-NO", "en": "en-GB"}
WIDE, NARROW = (1280, 860), (390, 780)


def choose(url: str) -> dict[str, str]:
    """Return the address of a page for each kind in `CHOICES`, and of a source document."""
    pages = dict(FIXED)
    for kind, pattern in CHOICES.items():
        most = "GROUP BY ?thing ORDER BY DESC(COUNT(DISTINCT ?x)) ?thing LIMIT 1"
        query = f"{PREFIXES} SELECT ?thing WHERE {{ {pattern} }} {most}"
        address = f"{url}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            rows = json.load(answer)["results"]["bindings"]
        if not rows:
            raise SystemExit(f"The graph has no {kind} to show.")
        pages[kind] = "/page/" + rows[0]["thing"]["value"].rpartition("/id/")[2]
    # The evidence of the event's third session, and its words in the text.
    pages["evidence"] = link_in(url, pages["event"], r'mark-cell">.*?href="([^"]+)"', 2)
    pages["source"] = link_in(url, pages["evidence"], r'href="(/source/[^"]+#char=[^"]+)"')
    pages["network"] = f"/network?of={pages['event'].removeprefix('/page/')}"
    return pages


def link_in(url: str, path: str, pattern: str, place: int = 0) -> str:
    """Return the address that a page's link has, the last of those alike when there are fewer than `place`."""
    request = urllib.request.Request(f"{url}{path}", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        found = re.findall(pattern, answer.read().decode(), re.DOTALL)
    if not found:
        raise SystemExit(f"{path} has no link to show.")
    return html.unescape(found[min(place, len(found) - 1)])


def take(browser: Browser, url: str, pages: dict[str, str], language: str) -> None:
    """Write the pictures: every page wide and light; some narrow, some dark."""
    shots = [(name, path, WIDE, "light", "") for name, path in pages.items()]
    shots += [(name, pages[name], NARROW, "light", "-narrow") for name in ("home", "event", "source")]
    shots += [(name, pages[name], WIDE, "dark", "-dark") for name in ("source",)]
    for name, path, (width, height), scheme, mark in shots:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale=LOCALES[language],
        )
        page = context.new_page()
        page.goto(f"{url}{path}")
        if name == "sparql":
            page.wait_for_load_state("networkidle")
            page.locator("form.query button").click()
            page.wait_for_load_state()
        picture(page, f"{name}{mark}")
        context.close()


def picture(page: Page, name: str) -> None:
    """Write the picture of what a page shows now."""
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    target = IMAGES / f"{name}.png"
    page.screenshot(path=str(target))
    shrink(target)
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} kB")


def shrink(path: Path) -> None:
    """Reduce a picture to 128 colours, enough for text and a few tints; left as it is where Pillow is not installed."""
    try:
        from PIL import Image
    except ImportError:
        return

    with Image.open(path) as image:
        small = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


@contextmanager
def serving() -> Iterator[str]:
    """Build the shipped documents and serve them; gives the address."""
    command = Path(sys.executable).parent / "innograf"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        # What is decided for the pictures is decided nowhere else.
        own = {"DATA": "builds", "STEWARD__FOLDER": "steward", "RECORDS": "decisions"}
        environment = {**os.environ, "INNOGRAF_PORT": str(port)}
        environment |= {f"INNOGRAF_{name}": f"{folder}/{place}" for name, place in own.items()}
        add_steward(command, ROOT, environment)
        subprocess.run([command, "build"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([command, "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
                    break
                except OSError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a running server; without it one is started")
    parser.add_argument("--desk", action="store_true", help="take those of the desk only")
    parser.add_argument("--language", choices=("nb", "en"), default="nb")
    given = parser.parse_args()
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        if given.url:
            take(browser, given.url.rstrip("/"), choose(given.url.rstrip("/")), given.language)
        else:
            with serving() as url:
                if not given.desk:
                    take(browser, url, choose(url), given.language)
                take_desk(browser, url, LOCALES[given.language], picture)
        browser.close()


if __name__ == "__main__":
    main()
