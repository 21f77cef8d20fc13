"""Lines that count as written by Oxigraph already are written by it in the same way."""

import random

import pyoxigraph as ox
import pytest

from store.unchanged import divide

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = ["0", "-0", "7", "-7", "+7", "07", "123456789012345678", "1234567890123456789", "0.5", "-0.5", "12.50", "0.0"]
DAYS = ["2024-03-13", "2024-02-30", "2024-13-01", "0000-01-01", "9999-12-28", "-0044-03-15", "2024-03-13Z"]
TIMES = ["00:00:00", "24:00:00", "23:59:59.50", "12:30:00Z", "12:30:00+00:00", "12:30:00-00:00", "12:30:00+13:59"]
VALUES = [*NUMBERS, *DAYS, *(f"{day}T{time}" for day in DAYS[:5] for time in TIMES), "true", "1", "text"]
TYPES = ["integer", "decimal", "date", "dateTime", "string", "boolean", "int", "double", "gYear"]
PIECES = [
    "a",
    "ø",
    " ",
    "\\n",
    "\\r",
    "\\t",
    '\\"',
    "\\\\",
    "\\u00e5",
    "\t",
    "\x7f",
    "\ufffe",
    "\uffee",
    "\u2028",
    "😀",
    "<",
    "_:",
]
TAGS = ["", "@nb", "@nb-NO", "@en-gb", f"^^<{XSD}string>", "^^<https://example.org/type>"]


def written(text: bytes) -> bytes:
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.N_QUADS)
    return store.dump(format=ox.RdfFormat.N_QUADS) or b""


def line(value: str) -> bytes:
    return f"<https://example.org/a> <https://example.org/b> {value} <https://example.org/g> .\n".encode()


def values() -> list[str]:
    choice = random.Random(1)
    typed = [f'"{value}"^^<{XSD}{kind}>' for value in VALUES for kind in TYPES]
    texts = [f'"{"".join(choice.choices(PIECES, k=choice.randint(0, 6)))}"{choice.choice(TAGS)}' for _ in range(2000)]
    return [*typed, *texts, "<https://example.org/å>", "<https://example.org/%20>"]


def test_lines_that_stay_are_those_that_the_engine_writes():
    lines = [line(value) for value in values()]
    kept = [text for text in lines if divide(text)[0]]
    assert len(kept) > 300
    for text in kept:
        assert divide(text) == (text, b"")
        assert written(text) == text


@pytest.mark.parametrize(
    "value",
    ['"7"', '"blå"@nb', f'"7"^^<{XSD}integer>', f'"0.92"^^<{XSD}decimal>', f'"2024-03-13"^^<{XSD}date>', "<x:a>"]
    + [f'"2024-03-13T16:00:00{zone}"^^<{XSD}dateTime>' for zone in ("", "Z", "+01:00")],
)
def test_the_usual_lines_stay(value):
    assert divide(line(value)) == (line(value), b"")


@pytest.mark.parametrize(
    "text",
    [
        b"# a comment\n",
        b"\n",
        b"<x:a> <x:b> <x:c> .\n",
        b"_:a <x:b> <x:c> <x:g> .\n",
        b"<x:a>  <x:b> <x:c> <x:g> .\n",
        b"<x:a> <x:b> <x:c> <x:g> . # more\n",
        b"<x:a> <x:b> <x:c> <x:g> .",
        b'<x:a> <x:b> "NB"@NB <x:g> .\n',
        b"<x:a> <x:b> <x:\\u00e5> <x:g> .\n",
        b"<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> <x:g> .\n",
    ],
)
def test_other_lines_are_left_to_the_engine(text):
    usual = line('"text"')
    assert divide(usual + text) == (usual, text)
    if text.endswith(b"\n"):
        assert divide(usual + text + usual) == (usual + usual, text)
