"""The fenced examples of a Markdown page, and how shown output is compared with what really comes."""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?P<options>[^\n]*)\n(?P<text>.*?)^(?P=indent)```\s*$", re.M | re.S
)


@dataclass(frozen=True)
class Example:
    """One fenced block: ```` ```language title="file" ````."""

    page: Path
    line: int
    language: str
    title: str
    text: str

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.page.name}:{self.line}"


@dataclass(frozen=True)
class Command:
    """One `$ …` line of a console example with the output shown under it."""

    line: str
    shown: str


def examples(page: Path) -> list[Example]:
    """The fenced blocks of a page, in order; a block without a language is not an example."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        title = re.search(r'title="([^"]*)"', match["options"])
        body = re.sub(rf"^{match['indent']}", "", match["text"], flags=re.M)
        line = text.count("\n", 0, match.start()) + 1
        found.append(Example(page, line, match["language"], title[1] if title else "", body))
    return found


def commands(text: str) -> list[Command]:
    """The commands of a console block; a line that ends in a backslash goes on in the next."""
    found: list[Command] = []
    lines = iter(text.rstrip("\n").split("\n"))
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = command[:-1] + next(lines).strip()
            found.append(Command(command, ""))
        elif found:
            last = found[-1]
            found[-1] = Command(last.line, f"{last.shown}{line}\n")
        else:
            raise ValueError(f"output before any command: {line!r}")
    return found


def agrees(shown: str, real: str) -> bool:
    """True when the output shown stands in the real one.

    `…` stands for anything within a line; a line that is only `…` stands for any lines. White space at the ends of
    lines, and how wide columns are, do not count. Nothing shown agrees with anything.
    """
    if not shown.strip():
        return True
    lines = [re.sub(r"\s+", " ", line).strip() for line in shown.strip().split("\n")]
    parts = [r"(?:.*\n)*?" if line == "…" else _line(line) + r"\n" for line in lines]
    plain = "".join(re.sub(r"[^\S\n]+", " ", line).strip() + "\n" for line in real.split("\n"))
    return re.search("^" + "".join(parts), plain, re.M) is not None


def _line(line: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in line.split("…"))
