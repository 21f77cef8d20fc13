"""Bodies, units and short names by the form of their names and by what stands around them."""

import pytest

from tests.graph_builder.reading import entity, named, read


@pytest.mark.parametrize(
    ("language", "text", "bodies"),
    [
        (
            "nb",
            "Berg & Vik Arkitekter AS og Tindvik Energi ASA møttes.",
            "Berg & Vik Arkitekter AS; Tindvik Energi ASA",
        ),
        ("nb", "Direktør Havblikk AS er her.", "Havblikk AS"),
        ("nb", "De er i Helse Tindvik HF og på St. Olavs hospital.", "Helse Tindvik HF; St. Olavs hospital"),
        (
            "nb",
            "Statsforvalteren i Tindvik og Riksrevisjonen kom.",
            "Statsforvalteren i Tindvik; Riksrevisjonen",
        ),
        ("nn", "Han er ved Høgskulen på Kysten.", "Høgskulen på Kysten"),
        ("nb", "Her er Statens institutt for tau og tjære.", "Statens institutt for tau og tjære"),
        ("nb", "Vi leste Holm-utvalgets råd.", "Holm-utvalget"),
        ("nb", "De vil ha et råd for tau og tjære.", "råd for tau og tjære"),
        (
            "nb",
            "De har det nasjonale ressurssenteret for deling av tau.",
            "det nasjonale ressurssenteret for deling av tau",
        ),
        ("nb", "Hun leder Senter for tau i Tindvik kommune.", "Senter for tau; Tindvik kommune"),
        (
            "da",
            "Det er Center for Offentlig Tovværk og Strandby Kommune.",
            "Center for Offentlig Tovværk; Strandby Kommune",
        ),
        ("nb", "Brev fra Tau- og tjæredirektoratet kom.", "Tau- og tjæredirektoratet"),
        ("nb", "Brev fra Senter for tau og tjære kom.", "Senter for tau og tjære"),
        ("nb", "Senter for tau og tjære følger dem.", "Senter for tau og tjære"),
        ("nb", "Partnere er Nyttig analyse AS og Tindvik havn KF.", "Nyttig analyse AS; Tindvik havn KF"),
        ("sv", "Hon är vid Norrviks tekniska universitet.", "Norrviks tekniska universitet"),
        ("da", "Det siger Havneministeriets Tovstyrelse.", "Havneministeriets Tovstyrelse"),
        ("en", "Turku-based Merisilta Oy won.", "Merisilta Oy"),
        ("en", "The Research Council of Tindvik met.", "Research Council of Tindvik"),
        ("en", "They asked Kaivik University Hospital.", "Kaivik University Hospital"),
        ("nb", "Hun er på Tindvik bo- og aktivitetssenter.", "Tindvik bo- og aktivitetssenter"),
        ("nb", "Hun er i NAV Nordvik og Sørvik.", "NAV Nordvik og Sørvik"),
        ("nn", "Han leier Hovudutval for tau og tjære.", "Hovudutval for tau og tjære"),
        ("da", "Center for Offentlig Tov er her. Center for Offentlig Tovs chef kom.", "Center for Offentlig Tov"),
        ("sv", "Brev från Myndigheten för digitala rep kom.", "Myndigheten för digitala rep"),
        ("sv", "Bolaget Strandtek AB och Norrviks kommun kom.", "Strandtek AB; Norrviks kommun"),
        (
            "en",
            "The Agency for Coastal Ropes and the Harbour Research Council met.",
            "Agency for Coastal Ropes; Harbour Research Council",
        ),
        ("en", "We met Kelp Systems Ltd. It was good.", "Kelp Systems Ltd"),
        ("nb", "TINDVIK KOMMUNE OG HAVBLIKK INVITERER\n\nKom og se.", "Tindvik kommune"),
    ],
)  # fmt: skip
def test_bodies_by_form(language: str, text: str, bodies: str) -> None:
    assert named(read(text, language), "Organisation") == set(bodies.split("; "))


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("nb", "Hun leder avdeling for digital utvikling i Havnetilsynet.", "avdeling for digital utvikling"),
        ("da", "Enhed for Tovværk i Strandby Kommune svarer.", "Enhed for Tovværk"),
        ("en", "She runs the Department of Rope Policy at the University of Tindvik.", "Department of Rope Policy"),
        ("nb", "Han er i flyktningtjenesten i Bydel Gamlekaia nå.", "flyktningtjenesten"),
    ],
)
def test_units(language: str, text: str, unit: str) -> None:
    assert unit in named(read(text, language), "Organisation")


@pytest.mark.parametrize(
    ("language", "text", "bodies"),
    [
        ("nb", "Sammen med Havnerådet, Norkyst og Telltale bygger vi.", {"Havnerådet", "Norkyst", "Telltale"}),
        ("nb", "Norkyst vant konkurransen om tau.", {"Norkyst"}),
        ("nb", "Konsulentselskapet Telltale er her.", {"Telltale"}),
        ("nb", "Forskningsinstituttet Havlab er her.", {"Havlab"}),
        ("nb", "Sigrun Haukvik, daglig leder i Norkyst, kom.", {"Norkyst"}),
        ("nb", "Sigrun Haukvik, daglig leder, Norkyst, kom.", {"Norkyst"}),
        ("nb", "Ordfører i Tindvik Sigrun Haukvik kom.", {"Tindvik"}),
        ("nb", "Kommunene Tindvik, Kaivik og Solvik bygger.", {"Tindvik", "Kaivik", "Solvik"}),
        ("sv", "Vi gör det tillsammans med Norkyst och Havsverket.", {"Norkyst", "Havsverket"}),
        ("en", "It is run on behalf of Norkyst.", {"Norkyst"}),
    ],
)
def test_bodies_by_their_place(language: str, text: str, bodies: set[str]) -> None:
    assert named(read(text, language), "Organisation") == bodies


@pytest.mark.parametrize(
    "text",
    [
        "Styringsrådet møttes. Vi liker styringsrådet.",
        "Arbeidsutvalget møttes.",
        "Prosjektlederen for Tindvik velferdsskole kom.",
        "Sammen med Sigrun Haukvik bygger vi.",
        "De lager nettverk for eksempel for tau.",
        "The Minister of Ropes came.",
        "En smart kommune. Smart kommune er navnet.",
        "TAUROM – rom for alle er et prosjekt.",
        "Se PRESS RELEASE her.",
    ],
)
def test_what_is_no_body(text: str) -> None:
    assert named(read(text), "Organisation") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Digitaltaudirektoratet (Digtau) kom. I dag sier Digtau ja.", "Digtau"),
        ("Kystinstituttet (tidligere Havlaben) kom. Havlaben var stor.", "Havlaben"),
    ],
)
def test_a_name_in_brackets_is_the_bodys_wherever_it_stands(text: str, name: str) -> None:
    found = entity(read(text), name)
    assert len(found.names) == 2
    assert len(found.names[name]) == 2


def test_a_branch_is_named_after_the_acronym() -> None:
    assert named(read("Vi møtte folk fra DBF Digital i går."), "Organisation") == {"DBF Digital"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vi spurte KS Nord-Norge om tau.", "KS Nord-Norge"),
        ("Vi spurte Tauforbundet Nordland om tau.", "Tauforbundet Nordland"),
        ("Kari Moe, rådgiver, It-avdelingen, Tindvik kommune", "It-avdelingen"),
        ("Foto: Kari Moe/havna.no", "havna.no"),
        ("Einar Moe of the Ministry of Ropes and Harbour Affairs spoke.", "Ministry of Ropes and Harbour Affairs"),
    ],
)
def test_branches_units_and_credits(text: str, name: str) -> None:
    assert name in named(read(text), "Organisation")
