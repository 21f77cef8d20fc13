"""Make documents to measure speed with: several kinds, five languages, the same for the same seed.

python benchmarks/generate.py FOLDER [--documents 2000] [--seed 1]
"""

import argparse
import random
import tomllib
from pathlib import Path
from typing import Any

TEMPLATES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "templates.toml").read_text(encoding="utf-8")
)
# Shares of languages and kinds like those of a collection from Norway with some from its neighbours.
LANGUAGES = {"nb": 8, "nn": 3, "da": 3, "sv": 3, "en": 3}
KINDS = {"programme": 3, "news": 4, "award": 2, "funding": 2, "paper": 3}


def main() -> None:
    """Write the documents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    words = generate(given.folder, given.documents, given.seed)
    print(f"{given.documents} documents, {words} words in {given.folder}")


def generate(folder: Path, documents: int, seed: int) -> int:
    """Write `documents` files to `folder`; returns how many words they have."""
    folder.mkdir(parents=True, exist_ok=True)
    choice = random.Random(seed)
    words = 0
    for number in range(documents):
        language = choice.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        kind = choice.choices(list(KINDS), list(KINDS.values()))[0]
        text = Writer(language, choice).document(kind)
        ending = "md" if kind == "paper" else "txt"
        (folder / f"{number:05d}-{kind}.{language}.{ending}").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


class Writer:
    """Writes one document; its people, bodies and places come back in it."""

    def __init__(self, language: str, choice: random.Random) -> None:
        self.choice = choice
        self.words = TEMPLATES[language]
        names = TEMPLATES["names"]
        self.year = choice.randint(2015, 2024)
        self.place = choice.choice(names["places"])
        self.people = [f"{choice.choice(names['given'])} {choice.choice(names['family'])}" for _ in range(6)]
        self.bodies = [self._body() for _ in range(5)]
        self.event = self._fill(choice.choice(self.words["event"]))

    def document(self, kind: str) -> str:
        """The text of a document of a kind."""
        parts = {"programme": self._programme, "paper": self._paper}.get(kind, lambda: self._article(kind))()
        return "\n\n".join(parts) + "\n"

    def _programme(self) -> list[str]:
        parts = [self._fill(line) for line in self.words["programme_head"]]
        minutes = 9 * 60
        lines = []
        for _ in range(self.choice.randint(6, 14)):
            clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
            lines.append(self._fill(self.choice.choice(self.words["programme_line"]), clock))
            minutes += self.choice.choice([15, 20, 30, 45])
        return [*parts, "\n".join(lines)]

    def _paper(self) -> list[str]:
        parts = [f"# {self._field().capitalize()}"]
        for chapter in self.choice.sample(self.words["chapters"], len(self.words["chapters"])):
            parts.append(f"## {chapter}")
            lead, *more = (self._fill(line) for line in self.words["paper"])
            parts += [self._paragraph("news"), lead]
            parts.append("\n".join(line for line in more if line.startswith("- ")))
            parts += [line for line in more if not line.startswith("- ")]
            parts += [self._paragraph("news") for _ in range(self.choice.randint(0, 3))]
        return parts

    def _article(self, kind: str) -> list[str]:
        parts = [f"{self._field().capitalize()} i {self.place}", self._paragraph("news")]
        lines = [self._fill(line) for line in self.words[kind]] if kind != "news" else []
        bullets = [line for line in lines if line.startswith("- ")]
        parts += [line for line in lines if not line.startswith("- ")]
        parts += ["\n".join(bullets)] if bullets else []
        return parts + [self._paragraph("news") for _ in range(self.choice.randint(2, 6))]

    def _paragraph(self, kind: str) -> str:
        return " ".join(self._fill(line) for line in self.choice.choices(self.words[kind], k=self.choice.randint(3, 6)))

    def _fill(self, template: str, clock: str = "") -> str:
        people, bodies = self.choice.sample(self.people, 3), self.choice.sample(self.bodies, 3)
        field, title = self._field(), self.choice.choice(self.words["title"])
        day, month = self.choice.randint(1, 28), self.choice.choice(self.words["months"])
        date = f"{day} {month} {self.year}" if month == month.capitalize() else f"{day}. {month} {self.year}"
        return template.format(
            person=people[0], person2=people[1], person3=people[2], body=bodies[0], body2=bodies[1], body3=bodies[2],
            ministry=self.choice.choice(self.words["ministry"]), place=self.place, field=field,
            field_capital=field.capitalize(), title=title, title_capital=title.capitalize(), date=date, clock=clock,
            year=self.year, next=self.year + 1, n=self.choice.randint(2, 40), event=getattr(self, "event", ""),
        )  # fmt: skip

    def _field(self) -> str:
        field: str = self.choice.choice(self.words["field"])
        return field

    def _body(self) -> str:
        names = TEMPLATES["names"]
        template: str = self.choice.choice(self.words["body"])
        return template.format(
            place=self.choice.choice(names["places"]), family=self.choice.choice(names["family"]), field=self._field()
        )


if __name__ == "__main__":
    main()
