"""The paper that a document is itself, and the words that stand for it."""

import pytest

from tests.graph_builder.reading import entity, facts, kinds, named, read

MEASURES = "\n\n1 Havner\n\nRegjeringen vil:\n\n– bygge kaier av tre\n\n– selge tau til alle\n"


@pytest.mark.parametrize(
    ("language", "top", "title", "notation"),
    [
        ("nb", "Meld. St. 99 (2031–2032)\n\nBruer for alle", "Bruer for alle", "white-paper"),
        ("nb", "Strategi for nye havner 2031–2040", "Strategi for nye havner 2031–2040", "strategy"),
        ("nb", "Lys i havna – strategi for nye kaier", "Lys i havna – strategi for nye kaier", "strategy"),
        ("da", "Lys i havnen\nRegeringens strategi for nye havne", "Lys i havnen", "strategy"),
        ("sv", "Regeringens skrivelse\n2031/32:99\n\nNya hamnar för alla", "Nya hamnar för alla", "white-paper"),
    ],
)
def test_the_title_of_a_paper(language: str, top: str, title: str, notation: str) -> None:
    draft = read(top + MEASURES, language)
    assert kinds(draft, "PolicyDocument")[title] == notation
    assert {owner for owner, _, _ in facts(draft, "hasMeasure")} == {title}


@pytest.mark.parametrize(
    "title", ["Regjeringen lanserer strategi for nye havner", "Havnerådet vil ha plan for nye kaier"]
)
def test_news_of_a_paper_is_no_paper(title: str) -> None:
    draft = read(f"{title}\n\nHavnerådet er glad.")
    assert title not in named(draft, "PolicyDocument")


def test_who_proposed_a_white_paper_and_when() -> None:
    draft = read(
        "Meld. St. 99 (2031–2032)\n\nBruer for alle\n\n"
        "Tilråding fra Kystdepartementet 3. mars 2032, godkjent i statsråd samme dag. Regjeringen er glad."
    )
    assert facts(draft, "creator", "issued") == {
        ("Bruer for alle", "creator", "Kystdepartementet"),
        ("Bruer for alle", "creator", "regjeringen"),
        ("Bruer for alle", "issued", "2032-03-03"),
    }


def test_who_gives_a_strategy_out_stands_alone_at_its_top() -> None:
    draft = read("Strategi for nye havner\n\nHavneetaten, mars 2031\n\nHavner er fine.")
    assert facts(draft, "creator", "issued") == {
        ("Strategi for nye havner", "creator", "Havneetaten"),
        ("Strategi for nye havner", "issued", "2031-03"),
    }


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("nb", "Vi har en strategi for nye havner. Strategien er god.", "strategi for nye havner"),
        ("nn", "Vi har ein handlingsplan for nye hamner. Handlingsplanen er god.", "handlingsplan for nye hamner"),
        ("sv", "Vi har en strategi för nya hamnar. Strategin är god.", "strategi för nya hamnar"),
        ("da", "Vi har en aftale om nye havne. Aftalen er god.", "aftale om nye havne"),
    ],
)
def test_a_word_that_stands_for_the_paper_before(language: str, text: str, name: str) -> None:
    paper = entity(read(text, language), name)
    assert len(paper.names) == 2
    assert paper.label == name


def test_a_word_that_stands_for_nothing_is_no_paper() -> None:
    assert named(read("Strategien er god. Avtalen er fin."), "PolicyDocument") == set()


def test_who_agrees_cooperates() -> None:
    draft = read("Havnerådet har inngått en ny avtale med svenske Havnverket.")
    paper = "ny avtale med svenske Havnverket"
    assert facts(draft, "creator", "collaboratesWith") == {
        (paper, "creator", "Havnerådet"),
        (paper, "creator", "Havnverket"),
        ("Havnerådet", "collaboratesWith", "Havnverket"),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Se Dokument 3:8 (2031–2032) om kaier.", "Dokument 3:8 (2031–2032)"),
        ("Ny forsøkslov kommer.", "forsøkslov"),
        ("Vi venter på statsbudsjettet for 2032.", "statsbudsjettet for 2032"),
        ("Les förordningen (2031:515) om hamnar.", "förordningen (2031:515) om hamnar"),
        ("Handlingsplanen «Tau i havn» er ny.", "Tau i havn"),
        ("Havnerådet følger strategien Lys over havna, som er ny.", "Lys over havna"),
    ],
)
def test_more_names_of_papers(text: str, name: str) -> None:
    assert name in {n for e in read(text).entities if e.kind == "PolicyDocument" for n in e.names}
