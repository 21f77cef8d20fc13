"""Prizes: who confers them, is nominated, wins, judges."""

import pytest

from tests.graph_builder.reading import facts, read

PRIZE = "Ferjeprisen 2031"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Tindvik kommune vant {PRIZE}.", {(PRIZE, "winner", "Tindvik kommune")}),
        (f"Vinneren av {PRIZE} er Tindvik kommune.", {(PRIZE, "winner", "Tindvik kommune")}),
        (
            f"Kaivik kommune og Solvik kommune er nominert til {PRIZE}.",
            {(PRIZE, "nominee", "Kaivik kommune"), (PRIZE, "nominee", "Solvik kommune")},
        ),
        (
            f"{PRIZE} er her. Juryen består av Sigrun Haukvik og Olav Stenersen.",
            {(PRIZE, "juror", "Sigrun Haukvik"), (PRIZE, "juror", "Olav Stenersen")},
        ),
        ("Vi skal dele ut Havnerådets ferjepris.", {("ferjepris", "conferredBy", "Havnerådet")}),
        (f"Tindvik kommune liker {PRIZE}.", set()),
        ("Tindvik kommune vant kampen. Juryen består av Sigrun Haukvik.", set()),
    ],
)
def test_prizes(text: str, found: set[tuple[str, str, str]]) -> None:
    assert facts(read(text)) == found
