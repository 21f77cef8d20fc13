"""The pictures of the steward's desk, and of what its decisions change: a steward logs in, decides, and looks."""

import re
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

NAME, PASSWORD = "kari", "et langt ord for fjorden"
# Takes a picture of what a page shows now, by its name.
Take = Callable[[Page, str], None]
WIDE = {"width": 1280, "height": 860}
MOST_SECONDS = 600


def add_steward(command: Path, root: Path, environment: dict[str, str]) -> None:
    """Add the steward who is to log in, before anything is served."""
    add = [command, "user", "add", NAME, "--role", "steward", "--stdin"]
    subprocess.run(
        add, cwd=root, env=environment, check=True, input=PASSWORD.encode(), stdout=subprocess.DEVNULL, timeout=60
    )


def take_desk(browser: Browser, url: str, locale: str, take: Take) -> None:
    """Take the desk, then decide about a fact, and take the decision and what it changed."""
    # The cookie of the desk goes over TLS, or to this name.
    url = url.replace("127.0.0.1", "localhost")
    context = browser.new_context(viewport=WIDE, locale=locale)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{url}/steward/login")
    page.locator("#name").fill(NAME)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"{url}/steward")
    take(page, "steward-queue")
    page.goto(f"{url}/quality")
    take(page, "quality")
    page.goto(f"{url}/steward?kind=result")
    page.locator(".queue a").first.click()
    page.wait_for_url(re.compile("/steward/item/"))
    take(page, "steward-item")
    before = _shown(url)
    page.locator("form.decide", has=page.locator("input[name=claim]")).locator("button[value=reject]").click()
    page.wait_for_url(re.compile(r"/steward(\?|$)"))
    until = time.monotonic() + MOST_SECONDS
    while (after := _shown(url)) == before:
        if time.monotonic() > until:
            raise SystemExit("The build with the decision does not come.")
        time.sleep(0.5)
    page.goto(f"{url}/steward/decisions")
    take(page, "steward-decisions")
    page.goto(f"{url}/builds/{before}/diff/{after}")
    take(page, "diff")
    page.goto(f"{url}/changes")
    take(page, "changes")
    context.close()


def _shown(url: str) -> str:
    """The build that is shown."""
    with urllib.request.urlopen(f"{url}/", timeout=60) as answer:
        return str(answer.headers["Innograf-Build"])
