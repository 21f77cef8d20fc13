"""Talks and panels that running text tells of."""

import pytest

from tests.graph_builder.reading import facts, kinds, read


@pytest.mark.parametrize(
    ("language", "text", "talk"),
    [
        (
            "nb",
            "Ferjekonferansen ble holdt i Solvik. Sigrun Haukvik holdt et foredrag om gamle tau.",
            "foredrag om gamle tau",
        ),
        ("nb", "Ferjekonferansen ble holdt i Solvik. Sigrun Haukvik holdt det avsluttende innlegget.", None),
        ("da", "På Færgekonferencen holdt Sigrun Haukvik oplægget.", None),
        ("da", "På Færgekonferencen holdt Sigrun Haukvik et oplæg »Tov for alle«.", "Tov for alle"),
        ("sv", "På Färjekonferensen höll Sigrun Haukvik ett föredrag om gamla rep.", "föredrag om gamla rep"),
        ("en", "At the Ferry Conference Sigrun Haukvik gave a keynote on old ropes.", "keynote on old ropes"),
    ],
)
def test_talks(language: str, text: str, talk: str | None) -> None:
    draft = read(text, language)
    sessions = {name for name, kind in kinds(draft, "Event").items() if kind == "session"}
    assert sessions == ({talk} if talk else sessions)
    for name in sessions:
        assert (name, "performer", "Sigrun Haukvik") in facts(draft)
        assert [over for part, _, over in facts(draft, "superEvent") if part == name]


def test_a_panel_and_who_sat_in_it() -> None:
    draft = read(
        "Ferjekonferansen ble holdt i Solvik. Det ble gjennomført en panelsamtale med Sigrun Haukvik (Havnerådet) og "
        "Kari Moe (Bruetaten)."
    )
    assert facts(draft, "superEvent") == {("panelsamtale", "superEvent", "Ferjekonferansen")}
    assert {who for what, _, who in facts(draft, "performer") if what == "panelsamtale"} == {
        "Sigrun Haukvik", "Kari Moe",
    }  # fmt: skip


def test_a_talk_without_an_event_is_none() -> None:
    assert kinds(read("Sigrun Haukvik holdt et foredrag om tau."), "Event") == {}
