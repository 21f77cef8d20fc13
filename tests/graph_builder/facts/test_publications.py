"""Publications: named by their kind, as an edition of a survey, as a link to read more; whose and when."""

import pytest

from tests.graph_builder.reading import facts, named, read


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("nb", "Se rapporten «Tau i havn».", "Tau i havn"),
        ("nb", "Les også: Havna vant over fjorden", "Havna vant over fjorden"),
        ("nb", "Les juryens begrunnelse (pdf)", "juryens begrunnelse"),
        ("nb", "Havneundersøkelsen i staten 2031 ble fulgt opp.", "Havneundersøkelsen i staten 2031"),
        ("nb", "Det står i sluttrapporten fra havna.", "sluttrapporten"),
        ("nn", "Ho skreiv boka «Tau og tjøre».", "Tau og tjøre"),
        ("da", "Læs mere: Havnen vandt over fjorden", "Havnen vandt over fjorden"),
        ("sv", "Läs rapporten ”Rep i hamn” i dag.", "Rep i hamn"),
        ("en", "The report “Rope in harbours” is out.", "Rope in harbours"),
    ],
)
def test_names_of_publications(language: str, text: str, title: str) -> None:
    assert named(read(text, language), "Publication") == {title}


@pytest.mark.parametrize("text", ["Rapporten er god.", "Les dette nå.", "Havneundersøkelsen var god."])
def test_what_is_no_publication(text: str) -> None:
    assert named(read(text), "Publication") == set()


@pytest.mark.parametrize(
    ("language", "text", "issuer"),
    [
        ("nb", "Havnerådets rapport «Tau i havn» er ny.", "Havnerådet"),
        ("nb", "Rapporten «Tau i havn» fra Havnerådet er ny.", "Havnerådet"),
        ("nb", "NHTI-rapporten «Tau i havn» er ny.", "NHTI"),
        ("nb", "I mars la Havnerådet frem rapporten «Tau i havn».", "Havnerådet"),
        ("nb", "Undersøkelsen «Tau i havn», som Havnerådet gjennomfører, er ny.", "Havnerådet"),
        ("nn", "Rapporten «Tau i hamn» er skriven av Kari Haukvik.", "Kari Haukvik"),
        ("da", "Rapporten »Tov i havn« fra Havnerådet er ny.", "Havnerådet"),
        ("sv", "Rapporten ”Rep i hamn” från Hamnverket är ny.", "Hamnverket"),
        ("en", "The report “Rope in harbours” by Kari Haukvik is new.", "Kari Haukvik"),
    ],
)
def test_whose_they_are(language: str, text: str, issuer: str) -> None:
    assert {who for _, _, who in facts(read(text, language), "creator")} == {issuer}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Rapporten «Tau i havn» (2031) er ny.", "2031"),
        ("Rapporten «Tau i havn» ble publisert 3. mars 2031.", "2031-03-03"),
        ("Rapporten «Tau i havn» ble lansert i mars 2031.", "2031-03"),
        ("Rapporten «Tau i havn» fra 2031 er ny.", "2031"),
    ],
)
def test_when_they_came(text: str, when: str) -> None:
    assert {moment for _, _, moment in facts(read(text), "issued")} == {when}


def test_a_report_without_a_name_is_called_by_whose_it_is() -> None:
    draft = read("En undersøkelse fra Havneetaten viser at 40 havner lekker.")
    assert facts(draft, "creator") == {("undersøkelse fra Havneetaten", "creator", "Havneetaten")}
    assert {who for _, _, who in facts(draft, "statedBy")} == {"undersøkelse fra Havneetaten"}
