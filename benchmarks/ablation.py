"""What each part of the reader is worth: entity and relation F1 without it.

    python benchmarks/ablation.py [--corpus NAME=DOCUMENTS:GOLD]… [--without PART…] [--readers] [--write FILE]

Parts are the finders of names, the authority files (`authority`: the folder is taken as empty), and with `--readers`
the readers of facts. Without `--corpus`: the documents that are shipped, the practice documents, and where they lie
beside the project the whole texts. Prints a Markdown table; `--write` puts it into FILE between the lines
`<!-- begin ablation -->` and `<!-- end ablation -->`. A part that has nothing to do in the documents changes nothing.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Store

from graph_builder.build import build_graph
from graph_builder.evaluate import evaluate
from graph_builder.facts import READERS
from graph_builder.mentions.pipeline import FINDERS
from settings import Settings, load

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
USUAL = (
    ("shipped", ROOT / "data" / "documents", ROOT / "data" / "gold"),
    ("practice", ROOT / "tests" / "practice", ROOT / "tests" / "practice"),
    ("whole texts", SHARED / "documents", SHARED / "gold"),
)
BEGIN, END = "<!-- begin ablation -->", "<!-- end ablation -->"
AUTHORITY = "authority"


@dataclass(frozen=True)
class Corpus:
    """Documents that have gold annotations."""

    name: str
    documents: tuple[Path, ...]
    gold: tuple[Path, ...]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", action="append", metavar="NAME=DOCUMENTS:GOLD")
    parser.add_argument("--without", nargs="+", metavar="PART", help="only these parts; left out: each")
    parser.add_argument("--readers", action="store_true", help="the readers of facts too")
    parser.add_argument("--write", type=Path, metavar="FILE")
    given = parser.parse_args()
    parts = (AUTHORITY, *FINDERS, *(READERS if given.readers else ()))
    wrong = [part for part in given.without or () if part not in (*parts, *READERS)]
    if wrong:
        parser.error(f"there is no part {wrong[0]!r}; the parts are {', '.join((*parts, *READERS))}.")
    corpora = [_corpus(*place) for place in _places(given.corpus)]
    table = ablation(corpora, given.without or parts)
    print(table)
    if given.write:
        _write(given.write, table)


def _places(named: Iterable[str] | None) -> Iterable[tuple[str, Path, Path]]:
    if not named:
        return [place for place in USUAL if place[1].is_dir()]
    split = [(name, *paths.partition(":")[::2]) for name, _, paths in (item.partition("=") for item in named)]
    return [(name, Path(documents), Path(gold or documents)) for name, documents, gold in split]


def _corpus(name: str, documents: Path, gold: Path) -> Corpus:
    """The documents that have a gold file of their name; others in the folder are left aside."""
    golds = sorted(gold.glob("*.json"))
    stems = {path.stem for path in golds}
    return Corpus(
        name, tuple(p for p in sorted(documents.iterdir()) if p.stem in stems and p not in golds), tuple(golds)
    )


def ablation(corpora: Iterable[Corpus], parts: Iterable[str]) -> str:
    """The table: a row for the whole reader, then one without each part, with what is lost."""
    corpora = list(corpora)
    columns = [f"{corpus.name}: {what}" for corpus in corpora for what in ("entities", "relations")]
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    whole = [f1 for corpus in corpora for f1 in measure(corpus, "")]
    lines.append("| all parts | " + " | ".join(f"{f1:.1f}" for f1 in whole) + " |")
    for part in parts:
        print(f"without {part} …", file=sys.stderr)
        found = [f1 for corpus in corpora for f1 in measure(corpus, part)]
        cells = [f"{f1:.1f} ({f1 - all_parts:+.1f})" for f1, all_parts in zip(found, whole, strict=True)]
        lines.append(f"| without `{part}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def measure(corpus: Corpus, without: str) -> tuple[float, float]:
    """F1 of entities and of relations, in per cent, with that part switched off ("" for none)."""
    with tempfile.TemporaryDirectory() as empty:
        settings = _settings(without, Path(empty))
        result = build_graph(corpus.documents, settings)
    store = Store()
    store.bulk_extend(result.quads)
    found = evaluate(store, settings.base_iri, corpus.gold)
    return 100 * found.overall("entity").f1, 100 * found.overall("relation").f1


def _settings(without: str, empty: Path) -> Settings:
    if without == AUTHORITY:
        return load(authority=empty)
    if without in FINDERS:
        return load(mentions={"skip": [without]})
    return load(readers={"skip": [without]}) if without else load()


def _write(path: Path, table: str) -> None:
    text = path.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        sys.exit(f"{path} has no lines {BEGIN} and {END} for the table.")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n{table}\n\nMeasured {date.today():%d.%m.%Y}.\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
