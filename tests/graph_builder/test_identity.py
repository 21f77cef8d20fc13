"""Which mentions of a document name the same thing."""

import pytest

from tests.graph_builder.reading import entity, named, read


def test_a_surname_alone_is_the_person_named_before() -> None:
    draft = read("Sigrun Haukvik kom. Haukvik sa ja, og Haukviks hatt blåste bort.")
    assert named(draft, "Person") == {"Sigrun Haukvik"}
    assert [draft.text[a:b] for a, b in entity(draft, "Haukvik").names["Haukvik"]] == ["Haukvik", "Haukvik"]


@pytest.mark.parametrize(
    "text",
    [
        "Haukvik er et fint sted. Sigrun Haukvik kom.",
        "Sigrun Haukvik og Olav Haukvik kom. Haukvik sa ja.",
        "Sigrun Haukvik kom. Haukvik-brua står. Kari Haukvik gikk.",
    ],
)
def test_a_surname_that_may_be_anothers_is_nobodys(text: str) -> None:
    assert "Haukvik" not in {name for e in read(text).entities for name in e.names}


def test_the_same_name_in_capitals_is_the_same() -> None:
    draft = read("HAVNERÅDET\n\nHavnerådet møttes. Da havnerådet gikk, kom Havnerådet AS.")
    assert named(draft, "Organisation") == {"Havnerådet", "Havnerådet AS"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bruforbundet for Vest-Norge (BVN) kom. BVN gikk.", {"Bruforbundet for Vest-Norge", "BVN"}),
        ("Direktoratet for tau (heretter DFT) er her. DFT sier ja.", {"Direktoratet for tau", "DFT"}),
        ("Direktoratet for tau, DFT, er her. DFT sier ja.", {"Direktoratet for tau", "DFT"}),
        ("Direktoratet for tau er her. DFT er her.", {"DFT"}),
    ],
)
def test_short_forms(text: str, names: set[str]) -> None:
    assert set(entity(read(text), "DFT" if "DFT" in text else "BVN").names) == names


def test_the_paper_without_its_name_is_the_one_that_has_one() -> None:
    draft = read("Meld. St. 7 (2031–2032) er ny. Meldingen er lang, og stortingsmeldingen er blå.")
    assert named(draft, "PolicyDocument") == {"Meld. St. 7 (2031–2032)"}
    assert {"Meldingen", "stortingsmeldingen"} <= set(entity(draft, "Meld. St. 7 (2031–2032)").names)


def test_with_two_papers_it_is_neither() -> None:
    draft = read("NOU 2031: 7 er ny. NOU 2031: 8 er ny. Meldingen er lang.")
    assert named(draft, "PolicyDocument") == {"NOU 2031: 7", "NOU 2031: 8", "Meldingen"}


def test_with_none_it_is_one_of_its_own() -> None:
    assert named(read("Meldingen er lang. Vi liker meldingen."), "PolicyDocument") == {"Meldingen"}


def test_a_number_and_the_title_after_it_are_one_paper() -> None:
    draft = read("Vi leste Meld. St. 99 (2031–2032) «Bruer for alle» i går.")
    assert set(entity(draft, "Bruer for alle").names) == {"Meld. St. 99 (2031–2032)", "Bruer for alle"}


def test_a_prize_with_and_without_year_is_one_and_two_years_are_two() -> None:
    assert len(named(read("Ferjeprisen 2031 er her. Alle vil ha ferjeprisen."), "Award")) == 1
    assert named(read("Ferjeprisen 2031 er her. Ferjeprisen 2032 kommer."), "Award") == {
        "Ferjeprisen 2031", "Ferjeprisen 2032",
    }  # fmt: skip


def test_papers_of_different_names_in_one_text_are_different() -> None:
    draft = read("Havnemeldingen kom i fjor. Kystmeldingen kommer i år. Havnemeldingen var lang.")
    assert named(draft, "PolicyDocument") == {"Havnemeldingen", "Kystmeldingen"}


def test_a_venues_short_name_is_the_venue() -> None:
    draft = read("Vi møttes på Grand Kaia Hotel i går. Kaia hotell var fullt, og Brygga hotell var tomt.")
    assert {name for name in named(draft, "Place") if "otel" in name} == {"Grand Kaia Hotel", "Brygga hotell"}


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("nb", "Bruminister Sigrun Haukvik kom. Statsråden sa ja.", "Sigrun Haukvik"),
        ("nb", "Sigrun Haukvik, direktør i Bruetaten, kom. Så gikk direktøren.", "Sigrun Haukvik"),
        ("nn", "Ordførar Sigrun Haukvik kom. Så gjekk ordføraren.", "Sigrun Haukvik"),
        ("da", "Borgmester Mette Holm kom. Så gik borgmesteren.", "Mette Holm"),
        ("sv", "Energiminister Åsa Berg kom. Sedan gick ministern.", "Åsa Berg"),
        ("sv", "Civilminister Åsa Berg kom. Sedan gick statsrådet.", "Åsa Berg"),
        ("sv", "Landshövding Åsa Berg kom. Sedan gick landshövdingen.", "Åsa Berg"),
        ("nb", "Ordfører Sigrun Haukvik kom. Så gikk ordføreren.", "Sigrun Haukvik"),
        ("nb", "Fylkesordfører Sigrun Haukvik kom. Så gikk fylkesordføreren.", "Sigrun Haukvik"),
        ("nb", "Generalsekretær Sigrun Haukvik kom. Generalsekretæren gikk.", "Sigrun Haukvik"),
        ("nb", "Byrådsleder Sigrun Haukvik kom. Byrådslederen gikk.", "Sigrun Haukvik"),
        ("nb", "Sigrun Haukvik, rektor i Tindvik, kom. Rektoren gikk.", "Sigrun Haukvik"),
        ("en", "Mayor Jane Roe came. Then the mayor left.", "Jane Roe"),
    ],
)
def test_a_title_alone_is_its_one_holder(language: str, text: str, person: str) -> None:
    draft = read(text, language)
    (mention,) = [m for m in draft.mentions if m.finder == "holder"]
    assert draft.entity(mention).label == person
    assert list(draft.entity(mention).names) == [person]


@pytest.mark.parametrize(
    "text",
    [
        "Direktør Sigrun Haukvik og direktør Olav Moe kom. Så gikk direktøren.",
        "Direktøren kom. Så kom direktør Sigrun Haukvik.",
        "Direktør Sigrun Haukvik kom. Den tidligere direktøren gikk.",
        "Direktør Sigrun Haukvik kom. Så kom direktøren i Bruetaten.",
    ],
)
def test_a_title_alone_that_leaves_doubt_is_nobodys(text: str) -> None:
    assert [m for m in read(text).mentions if m.finder == "holder"] == []


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("Tindvik kommune bygger. Alle i Tindvik er glade.", "Tindvik kommune", "Tindvik"),
        ("Norges tauråd er nytt. Alle liker Taurådet.", "Norges tauråd", "Taurådet"),
        ("Norrviks kommun bygger. Norrvik betalar.", "Norrviks kommun", "Norrvik"),
        ("Havblikk Tau AS bygger. Havblikk Tau betaler.", "Havblikk Tau AS", "Havblikk Tau"),
        ("Vi traff Direktoratet for rep og tau, DRT. DRT ler.", "Direktoratet for rep og tau", "DRT"),
    ],
)
def test_a_body_by_a_part_of_its_name(text: str, name: str, other: str) -> None:
    assert set(entity(read(text), name).names) == {name, other}


def test_two_bodies_between_commas_are_two() -> None:
    assert len(named(read("Her er avdeling for tau, Bruetaten, og folk."), "Organisation")) == 2
