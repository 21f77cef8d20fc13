"""Nothing in the repository is copied from the texts that the shipped documents digest."""

import subprocess
from pathlib import Path

from tests.docs.originality import Originals, names_of

ROOT = Path(__file__).parents[2]
ORIGINALS = ROOT.parent / "shared" / "documents"
"""The texts lie beside the repository where it is developed; elsewhere there is nothing to compare with."""

SENTENCE = "Vi skal bygge en bro av tre over elva, og alle som bor i bygda, skal kunne gå tørrskodd til skolen."


def test_a_copied_sentence_is_found() -> None:
    assert Originals([SENTENCE]).copied(f"Først noe annet. {SENTENCE.replace(' elva', chr(10) + 'elva')} Så mer.")


def test_a_short_copied_sentence_is_found() -> None:
    assert Originals(["Velforeningens trebroprosjekt overgikk innbyggernes forventninger."]).copied(
        "Velforeningens trebroprosjekt overgikk innbyggernes forventninger!"
    )


def test_a_name_does_not_hide_a_copied_sentence() -> None:
    said = f"Kari Nordmann sa: {SENTENCE}"
    assert Originals([said], names=["Kari Nordmann"]).copied(said)


def test_a_copied_run_of_words_is_found() -> None:
    part = " ".join(SENTENCE.split()[2:15])
    assert Originals([f"Innledning. {SENTENCE}"]).copied(f"Han sa at {part}, men ikke når.")


def test_own_words_pass() -> None:
    assert Originals([SENTENCE]).copied("Bygda får en trebro, så barna slipper å vasse til skolen.") == []


def test_names_and_titles_of_talks_may_be_the_same() -> None:
    talk = "Hvordan bygger vi en bro av tre som holder i hundre år uten at noen blir våte på beina?"
    assert Originals([f"09:00 {talk} Ola"]).copied(f"10:00 {talk} Kari")
    assert Originals([f"09:00 {talk} Ola"], names=[talk]).copied(f"10:00 {talk} Kari") == []


def test_the_repository_copies_nothing() -> None:
    names = names_of((ROOT / "data" / "gold").glob("*.json"))
    assert names, "the gold files are gone"
    originals = Originals((path.read_text(encoding="utf-8") for path in sorted(ORIGINALS.glob("*.txt"))), names)
    found = {
        str(path.relative_to(ROOT)): pieces[:3]
        for path in _texts()
        if (pieces := originals.copied(path.read_text(encoding="utf-8", errors="ignore")))
    }
    assert found == {}


def _texts() -> list[Path]:
    kinds = {".md", ".txt", ".json", ".toml", ".ttl", ".py", ".html", ".po", ".nq", ".trig"}
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    paths = [ROOT / name for name in listed if name] or list((ROOT / "data" / "documents").iterdir())
    return [path for path in paths if path.suffix in kinds and path.is_file() and path.name != "package-lock.json"]
