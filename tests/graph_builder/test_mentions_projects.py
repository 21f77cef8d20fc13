"""Projects and programmes by the words beside their names."""

import pytest

from tests.graph_builder.reading import named, read


@pytest.mark.parametrize(
    ("language", "text", "project"),
    [
        ("nb", "Vi liker prosjektet «Nattbåt for alle» godt.", "Nattbåt for alle"),
        ("nb", "Vi liker prosjektet Nattbåt.", "Nattbåt"),
        ("nb", "Vi liker prosjektet Trygg hverdag hjemme, som er nytt.", "Trygg hverdag hjemme"),
        ("nb", "Vi liker Nattbåt-prosjektet godt.", "Nattbåt"),
        ("nn", "Vi likar forsøket «Nattbåt» godt.", "Nattbåt"),
        ("da", "I pilotprojektet Skriv for mig, som er nyt, lærer alle.", "Skriv for mig"),
        ("da", "Projektet hedder ganske enkelt Én båd og er nyt.", "Én båd"),
        ("sv", "Stöd ges till projektet Hela vägen hem, som pågår.", "Hela vägen hem"),
        ("en", "They started the Night Boat project last year.", "Night Boat"),
        ("en", "They started a project called “Night boat” last year.", "Night boat"),
        ("nb", "Nattbåten er et av prosjektene som fikk penger.", "Nattbåten"),
        ("nb", "Mange snakker om havnereformen i dag.", "havnereformen"),
    ],
)
def test_projects(language: str, text: str, project: str) -> None:
    assert named(read(text, language), "Project") == {project}


@pytest.mark.parametrize(
    "text", ["Prosjektet er nytt. Vi liker prosjektet.", "I prosjektet Tindvik kommune leder, er det stille."]
)
def test_no_projects(text: str) -> None:
    assert named(read(text), "Project") == set()


@pytest.mark.parametrize(
    ("language", "text", "programme"),
    [
        ("nb", "Vi støtter programmet «Ut på havet» i år.", "Ut på havet"),
        ("nb", "Vi støtter satsingen Trygg kai, som er ny.", "Trygg kai"),
        ("nb", "Vi støtter Bruløftet i år.", "Bruløftet"),
        ("nb", "Frikaiordningen i Tindvik er ny.", "Frikaiordningen"),
        ("nb", "De vil lage en felles løsning for melding fra båter, Meld én gang.", "Meld én gang"),
        ("nb", "Havnerådet driver Tauverksnettverket.", "Tauverksnettverket"),
        ("nn", "Ferjepotten er ei tilskotsordning for små kommunar.", "Ferjepotten"),
        ("da", "Penge fra Teknobådpuljen er brugt.", "Teknobådpuljen"),
        ("sv", "Vi arbetar inom programmet Omställning i hamnar. Det är bra.", "Omställning i hamnar"),
        ("en", "It is paid by the Quay Growth Scheme today.", "Quay Growth Scheme"),
        ("en", "Night Boat is a programme for sailors.", "Night Boat"),
    ],
)
def test_programmes(language: str, text: str, programme: str) -> None:
    assert named(read(text, language), "Programme") == {programme}


def test_a_programme_is_one_wherever_it_is_named() -> None:
    draft = read("Vi støtter satsingen Trygg kai i år. I fjor var Trygg kai liten.")
    (found,) = [e for e in draft.entities if e.kind == "Programme"]
    assert len(found.names["Trygg kai"]) == 2


@pytest.mark.parametrize(
    "text", ["Ordningen Norge har, er god.", "Programmet er langt.", "Tilskuddsordningen er ny.", "De er på løftet."]
)
def test_no_programmes(text: str) -> None:
    assert named(read(text), "Programme") == set()
