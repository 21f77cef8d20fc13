"""Measures: bullets after «vil», and sentences."""

import pytest

from tests.graph_builder.facts.paper import PAPER
from tests.graph_builder.reading import facts, named, read


def test_bullets_after_will_are_measures_of_the_paper() -> None:
    assert facts(read(PAPER), "hasMeasure") == {
        ("Bruer for alle", "hasMeasure", name)
        for name in ("bygge flere kaier av tre", "gi tilskudd til små ferjer", "male ferjene blå og hvite")
    }


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("nb", "Regjeringen vil:"),
        ("nb", "For å få det til vil regjeringen ha ro. Regjeringen vil derfor:"),
        ("nn", "Regjeringa vil:"),
        ("da", "Regeringen vil:"),
        ("sv", "Regeringen ska:"),
        ("nb", "Havnerådet skal:"),
    ],
)
def test_leads_of_measures(language: str, lead: str) -> None:
    draft = read(f"Tekst om havna vår.\n\n{lead}\n • bygge kaier av tre\n • selge tau til alle\n", language)
    assert named(draft, "Measure") == {"bygge kaier av tre", "selge tau til alle"}
    assert len(facts(draft, "hasMeasure")) == 2


@pytest.mark.parametrize(
    "lead", ["Hva vil regjeringen:", "Slik er hva regjeringen vil:", "Regjeringen liker:", "I båten er det plass til:"]
)
def test_other_bullets_are_none(lead: str) -> None:
    draft = read(f"Tekst om havna vår.\n\n{lead}\n • bygge kaier av tre\n • selge tau til alle\n")
    assert named(draft, "Measure") == set()


def test_a_sentence_on_what_the_government_will_do() -> None:
    draft = read("Regjeringen vil gi penger til alle som bygger bru.")
    assert facts(draft) == {("regjeringen", "hasMeasure", "gi penger til alle som bygger bru")}


@pytest.mark.parametrize(
    "text",
    ["Regjeringen vil ha ro i havna i kveld.", "Regjeringen vil ikke bygge bru her nå.", "Folk vil bygge bru her nå."],
)
def test_a_sentence_on_something_else(text: str) -> None:
    assert named(read(text), "Measure") == set()


@pytest.mark.parametrize(
    ("language", "text", "owner", "measure"),
    [
        ("nb", "Havnerådet vil bygge nye kaier av tre.", "Havnerådet", "bygge nye kaier av tre"),
        ("en", "Havnerådet will build new quays of wood.", "Havnerådet", "build new quays of wood"),
        ("sv", "Regeringen avser att bygga nya kajer av trä.", "regeringen", "bygga nya kajer av trä"),
        (
            "nb", "– Vi vil bygge nye kaier av tre, sier Kari Haukvik, direktør i Havnerådet.", "Havnerådet",
            "bygge nye kaier av tre",
        ),
        (
            "da", "\"Nu vil vi bygge nye kajer af træ,\" siger Kari Haukvik, direktør i Havnerådet.", "Havnerådet",
            "bygge nye kajer af træ",
        ),
    ],
)  # fmt: skip
def test_what_a_body_or_its_speaker_will_do(language: str, text: str, owner: str, measure: str) -> None:
    assert facts(read(text, language), "hasMeasure") == {(owner, "hasMeasure", measure)}


def test_the_list_under_a_heading_of_measures_is_the_papers() -> None:
    draft = read("Strategi for nye havner\n\n1 Kaier\n\nTiltak\n• bygge kaier av tre\n• male dem blå\n")
    assert {owner for owner, _, _ in facts(draft, "hasMeasure")} == {"Strategi for nye havner"}
    assert facts(draft, "inArea") == {(m, "inArea", "Kaier") for m in ("bygge kaier av tre", "male dem blå")}


def test_news_of_a_strategy_gives_its_measures_to_both() -> None:
    draft = read(
        "Ny havnestrategi\n\nHavnestrategien er klar. Havnestrategien er god. Strategien er blå.\n\n"
        "Regjeringen vil:\n• bygge kaier av tre\n• male dem blå\n"
    )
    assert {owner.lower() for owner, _, _ in facts(draft, "hasMeasure")} == {"ny havnestrategi", "regjeringen"}


def test_an_errand_is_no_measure() -> None:
    text = "– Vi skal prøve det nye tauet på mandag, sier Kari Haukvik, direktør i Havnerådet."
    assert named(read(text), "Measure") == set()


def test_what_a_body_works_to_do_without_what_stands_aside() -> None:
    draft = read("Havnerådet arbeider også videre med å gjøre tau billigere, mens kaia får hvile.")
    assert facts(draft, "hasMeasure") == {("Havnerådet", "hasMeasure", "gjøre tau billigere")}


def test_we_of_a_unit_is_its_body() -> None:
    draft = read(
        "Havnerådet var også representert ved rådgiver i Avdeling for tau Kari Haukvik. Hun forklarte:\n\n"
        "«Vi vil bygge nye kaier av tre.»\n"
    )
    assert {owner for owner, _, _ in facts(draft, "hasMeasure")} == {"Havnerådet"}
    assert facts(draft, "unitOf") == {("Avdeling for tau", "unitOf", "Havnerådet")}


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("sv", "Enligt planen kommer kommunerna att"),
        ("sv", "Framöver ska hamnarna bland annat:"),
        ("nb", "Fremover skal kommunene blant annet"),
        ("da", "Derfor vil vi"),
        ("nn", "Derfor skal kommunane mellom anna:"),
        ("en", "Together we will:"),
    ],
)
def test_a_list_whose_lead_puts_the_verb_first(language: str, lead: str) -> None:
    text = f"Bruer\n\nTau er bra. Alle liker tau.\n\n{lead}\n- male alle ferjene blå i år\n- kjøpe nye tau til kaia\n"
    assert named(read(text, language), "Measure") == {"male alle ferjene blå i år", "kjøpe nye tau til kaia"}


def test_a_measure_told_in_a_quote_of_no_body_is_stated_by_the_speaker() -> None:
    text = "– Vi skal bygge nye kaier av tre i alle bygdene, sier Kari Haukvik."
    assert facts(read(text), "statedBy") == {("bygge nye kaier av tre i alle bygdene", "statedBy", "Kari Haukvik")}


@pytest.mark.parametrize(
    ("lead", "language"),
    [("I år skal Havnerådet:", "nb"), ("I år ska Hamnverket:", "sv"), ("Dei neste månadene skal Havnerådet:", "nn")],
)
def test_verb_before_who_will(lead: str, language: str) -> None:
    draft = read(f"Tekst om havna.\n\n{lead}\n\n– bygge kaier av tre\n– selge tau til alle\n", language=language)
    assert {m for _, _, m in facts(draft, "hasMeasure")} == {"bygge kaier av tre", "selge tau til alle"}


def test_news_of_no_paper_has_no_areas() -> None:
    draft = read(
        "Havn i vekst\n\nTekst om havna.\n\nVil holde kaia i stand\n\n"
        "I år skal Havnerådet:\n\n– bygge kaier av tre\n– selge tau til alle\n"
    )
    assert named(draft, "Measure") and not named(draft, "PriorityArea")
