"""Figures: what is counted or measured, and who says so."""

import pytest

from graph_builder.draft import Draft
from ontology import SCHEMA
from tests.graph_builder.reading import entity, facts, named, read, shown


def figures(draft: Draft) -> set[tuple[str, str, str]]:
    """(name, value, unit) of each observation."""
    return {
        (e.label, shown(draft.objects(e, SCHEMA.value)[0]), shown(draft.objects(e, SCHEMA.unitText)[0]))
        for e in draft.entities
        if e.kind == "Observation"
    }


@pytest.mark.parametrize(
    ("language", "text", "name", "value", "unit"),
    [
        ("nb", "I fjor svarte 74 pst. av havnene at kaia lekker.", "74 pst. av havnene at kaia lekker", "74", "pst."),
        ("nb", "Havnerådet fikk 1 200 søknader om tau.", "Havnerådet fikk 1 200 søknader om tau", "1200", "søknader"),
        ("nb", "Alle kjøper tau for 5,6 mrd. kroner.", "Alle kjøper tau for 5,6 mrd. kroner", "5.6", "mrd. kroner"),
        ("nb", "Fire kommuner har fått ny kai.", "Fire kommuner har fått ny kai", "4", "kommuner"),
        ("nn", "Hamnene brukar 3,5 timar i veka på tau.", "Hamnene brukar 3,5 timar i veka på tau", "3.5", "timar"),
        ("da", "Tre af fire havne har nyt tov.", "Tre af fire havne har nyt tov", "3", "havne"),
        ("sv", "Nästan 40 procent av alla har nytt rep.", "Nästan 40 procent av alla har nytt rep", "40", "procent"),
        ("en", "The harbours have 12,500 workers today.", "The harbours have 12,500 workers today", "12500", "workers"),
        ("en", "About 30 per cent of the harbours leak.", "About 30 per cent of the harbours leak", "30", "per cent"),
    ],
)  # fmt: skip
def test_figures(language: str, text: str, name: str, value: str, unit: str) -> None:
    assert figures(read(text, language)) == {(name, value, unit)}


def test_two_figures_of_a_sentence_are_two() -> None:
    draft = read("I alt har 74 pst. av havnene og 85 pst. av ferjene fått nytt tau.")
    assert named(draft, "Observation") == {"74 pst. av havnene", "85 pst. av ferjene fått nytt tau"}


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er 12. mars 2031 klokka 10.30.",
        "Se kapittel 2 og 3 om havner.",
        "Dette ble vedtatt i 2031 av alle.",
        "Kurset varer i 3 timer.",
        "Møtet er i rom 14 på kaia.",
        "Havnerådet får 3 millioner kroner til nytt tau.",
        "Prisen er på 50 000 kroner og et diplom.",
        "Les Meld. St. 30 (2031–2032) om tau.",
        "Sum: 5 millioner kroner",
        "I 2031 holdes det et kurs om tau.",
        "Havnedagene 2031 holdes i Tindvik.",
        "Siden 2031 brukes nye tau.",
        "Planen for 2031 presenteres snart.",
    ],
)
def test_what_is_no_observation(text: str) -> None:
    assert named(read(text), "Observation") == set()


@pytest.mark.parametrize(
    "text",
    [
        "I fjor fikk 2031 havner nytt tau",
        "Totalt 2031 havner har nytt tau",
        "Over 2000 havner har nytt tau",
        "Havnerådet hørte fra 2000 havner",
    ],
)
def test_a_number_like_a_year_may_be_a_count(text: str) -> None:
    assert named(read(f"{text}."), "Observation") == {text}


def test_a_figure_has_its_year() -> None:
    draft = read("I 2031 hadde havnene 400 ansatte.")
    (year,) = draft.objects(entity(draft, "I 2031 hadde havnene 400 ansatte"), SCHEMA.observationDate)
    assert shown(year) == "2031"


def test_a_figure_in_what_will_be_done_is_none() -> None:
    draft = read("Regjeringen vil:\n • bygge 40 kaier innen nyttår\n • selge tau til alle\n")
    assert named(draft, "Observation") == set()


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("nb", "– Vi fikk 48 søknader om tau, sier Kari Haukvik.", "Kari Haukvik"),
        ("nb", "– Vi fikk 48 søknader om tau, smiler rådgiver Kari Haukvik.", "Kari Haukvik"),
        ("nb", "Ifølge Havnerådet har 48 havner nytt tau.", "Havnerådet"),
        ("nb", "Kari Haukvik forteller at 48 havner har nytt tau.", "Kari Haukvik"),
        ("nb", "Rapporten «Tau i havn» (2031) viser at 48 havner har nytt tau.", "Tau i havn"),
        ("nn", "«Vi fekk inn 48 søknader om tau i år», seier Kari Haukvik.", "Kari Haukvik"),
        ("da", "\"Vi fik 48 ansøgninger om tov i år,\" siger Kari Haukvik.", "Kari Haukvik"),
        ("sv", "– Vi fick 48 ansökningar om rep, säger Kari Haukvik.", "Kari Haukvik"),
        ("en", "“We got 48 applications for rope this year,” says Kari Haukvik.", "Kari Haukvik"),
    ],
)  # fmt: skip
def test_who_says_a_figure(language: str, text: str, who: str) -> None:
    assert {said for _, _, said in facts(read(text, language), "statedBy")} == {who}


def test_a_quote_of_its_own_is_that_of_the_one_named_before() -> None:
    draft = read("Kari Haukvik leder havna, og hun forklarer:\n\n«Vi fikk inn hele 48 søknader om tau i år.»\n")
    assert {said for _, _, said in facts(draft, "statedBy")} == {"Kari Haukvik"}


def test_news_without_a_speaker_leave_it_open() -> None:
    assert facts(read("Havnerådet har 48 ansatte. Havnerådet er stort. Havnerådet er blått."), "statedBy") == set()


def test_what_was_counted_before_is_not_counted_again() -> None:
    assert named(read("Tau ble delt mellom de tre kommunene. Tau ble delt mellom tre kommuner."), "Observation") == {
        "Tau ble delt mellom tre kommuner"
    }
