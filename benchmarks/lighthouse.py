"""Lighthouse's four scores of the pages that readers meet first, on a phone and on a desk.

    npm install --prefix benchmarks/peer lighthouse@12
    python benchmarks/lighthouse.py [--url URL] [--runs 3]

Without a URL the documents in `data/documents` are built in a folder of its own and served on a free port. The entity
is the event with the most facts, the source the newest document. Lighthouse's own settings hold: a phone of the middle
class on slow 4G (its `mobile`), or a desktop computer (its `desktop`), both simulated. Of several runs the median
counts. Exit code 1 when a score is below 95, 2 when something is missing.

A list of hits asks crawlers to stay away (`noindex`), for there is no end of them, and Lighthouse takes that for a
fault of SEO; so the search is judged as it is before anything is typed, and hits are shown without that score.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from screenshots import serving

PROGRAM = Path(__file__).parent / "peer" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
LEAST = 95
HITS = "hits"
TRIES = 3


def main() -> int:
    """Run Lighthouse, print a table in Markdown; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a running server; without it one is started")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not PROGRAM.is_file() or chromium is None:
        print("Chromium and Lighthouse are needed: npm install --prefix benchmarks/peer lighthouse@12", file=sys.stderr)
        return 2
    if given.url:
        return judge(given.url.rstrip("/"), chromium, given.runs)
    with serving() as url:
        return judge(url, chromium, given.runs)


def judge(url: str, chromium: str, runs: int) -> int:
    """Print the scores of each page of the server at `url`; the exit code."""
    print(f"| page | device | {' | '.join(CATEGORIES.values())} |\n|---|---|{'--:|' * len(CATEGORIES)}")
    low = []
    for name, path in pages(url).items():
        for device in ("mobile", "desktop"):
            reports = [report(url + path, device, chromium) for _ in range(runs)]
            scores = {
                category: round(median(100 * found["categories"][category]["score"] for found in reports))
                for category in CATEGORIES
                if not (name == HITS and category == "seo")
            }
            print(
                f"| {name} | {device} | {' | '.join(str(scores.get(category, '–')) for category in CATEGORIES)} |",
                flush=True,
            )
            if min(scores.values()) < LEAST:
                low.append(f"{name}, {device}: {', '.join(faults(reports[0]))}")
    for line in low:
        print(line, file=sys.stderr)
    return 1 if low else 0


def pages(url: str) -> dict[str, str]:
    """The pages to judge: name and path."""
    return {
        "home": "/",
        "entity": first(url, "/browse/event?sort=facts", "/page/"),
        "source": first(url, "/source/", "/source/"),
        "search": "/search",
        HITS: "/search?q=innovasjon",
    }


def first(url: str, path: str, prefix: str) -> str:
    """The first link of a list's page to an address that begins so."""
    request = urllib.request.Request(url + path, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        main = answer.read().decode().partition("<main")[2]
    found = re.search(rf'href="({prefix}[^"?#]+)"', main)
    if found is None:
        raise SystemExit(f"{path} lists nothing to judge.")
    return found[1]


def report(address: str, device: str, chromium: str) -> dict[str, object]:
    """Lighthouse's report on a page."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    command = [str(PROGRAM), address, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", *(["--preset=desktop"] if device == "desktop" else [])]
    for _ in range(TRIES):
        environment = {**os.environ, "CHROME_PATH": chromium}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else {}
        # Now and then a trace has no beginning.
        if found and all(about["score"] is not None for about in found["categories"].values()):
            return found  # type: ignore[no-any-return]
    raise SystemExit(f"Lighthouse failed on {address}:\n{done.stderr[-2000:]}")


def faults(found: dict[str, object]) -> list[str]:
    """What costs points in a report."""
    audits, categories = found["audits"], found["categories"]
    counted = {ref["id"] for about in categories.values() for ref in about["auditRefs"] if ref["weight"]}  # type: ignore[attr-defined]
    return [
        f"{name} {audit.get('displayValue', '')}".strip()
        for name, audit in audits.items()  # type: ignore[attr-defined]
        if name in counted and audit["score"] is not None and audit["score"] < 0.9
    ]


if __name__ == "__main__":
    sys.exit(main())
