"""Bare names of municipalities and counties: bodies where the text says so, places after «i», nothing elsewhere."""

from pathlib import Path

import pytest

from graph_builder.authority import Authority, load_authority
from tests.graph_builder.reading import entity, kinds, named, read

HEAD = """@prefix inno: <https://w3id.org/innograf/def#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
NAMES = ("Tindvik", "Haukvik", "Lund", "Vestre Sund", "Sund og Fjell", "Nora")


def body(slug: str, name: str, kind: str, bare: str, rest: str = "") -> str:
    return (
        f"<id/organisation/{slug}> a inno:Organisation ; org:classification inno:organisation-{kind} ; {rest}"
        f'skos:prefLabel "{name}"@nb ; skos:hiddenLabel "{bare}"@nb .\n'
    )


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder: Path = tmp_path_factory.mktemp("authority")
    text = HEAD + "".join(
        body(name.lower().replace(" ", "-"), f"{name} kommune", "municipality", name) for name in NAMES
    )
    text += body("nordfylke", "Nordfylke fylkeskommune", "county", "Nordfylke")
    text += body("sorfylke", "Sørfylke fylkeskommune", "county", "Sørfylke")
    for slug, county in (("ask-n", "Nordfylke"), ("ask-s", "Sørfylke")):
        parent = f"org:subOrganizationOf <id/organisation/{county.lower().replace('ø', 'o')}> ;"
        text += body(slug, f"Ask kommune ({county})", "municipality", "Ask", parent)
    text += body("kaia", "Kaia forening for tau", "network", "Kaia")
    (folder / "names.ttl").write_text(text, encoding="utf-8")
    return load_authority(folder, "https://example.org/")


def keys(text: str, authority: Authority, language: str = "nb") -> set[str]:
    """The last parts of the keys of the bodies read."""
    draft = read(text, language, authority=authority)
    return {e.key.rsplit("/", 1)[-1] for e in draft.entities if e.kind == "Organisation"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Det gjelder kommunene Tindvik, Haukvik og Lund.", "nb", {"tindvik", "haukvik", "lund"}),
        ("Det gjeld kommunane Tindvik og Vestre Sund i år.", "nn", {"tindvik", "vestre-sund"}),
        ("Pilotkommunene Tindvik og Sund og Fjell er med.", "nb", {"tindvik", "sund-og-fjell"}),
        ("Kommuner som Tindvik og Haukvik er med.", "nb", {"tindvik", "haukvik"}),
        ("Det gælder kommunerne Tindvik og Haukvik.", "da", {"tindvik", "haukvik"}),
        ("Det gäller kommunerna Tindvik och Haukvik.", "sv", {"tindvik", "haukvik"}),
        ("The municipalities of Tindvik and Haukvik take part.", "en", {"tindvik", "haukvik"}),
        ("Municipalities such as Tindvik and Haukvik take part.", "en", {"tindvik", "haukvik"}),
        ("Tindvik, Haukvik og Lund kommuner er med.", "nb", {"tindvik", "haukvik", "lund"}),
        ("Fylkeskommunene Nordfylke og Sørfylke er med.", "nb", {"nordfylke", "sorfylke"}),
        ("Hun er ordfører i Tindvik.", "nb", {"tindvik"}),
        ("Det gjelder kommunene Nora og Haukvik.", "nb", {"nora", "haukvik"}),
        ("She is the mayor of Tindvik.", "en", {"tindvik"}),
        ("Han var borgmester i Tindvik i ti år.", "da", {"tindvik"}),
        ("Hon är kommunalråd i Tindvik.", "sv", {"tindvik"}),
        ("Hun er digitaliseringssjef i Tindvik.", "nb", {"tindvik"}),
        ("Hun er fylkesordfører i Nordfylke.", "nb", {"nordfylke"}),
        ("Et samarbeid med Tindvik og Haukvik ga svar.", "nb", {"tindvik", "haukvik"}),
        ("Prisen går til Tindvik.", "nb", {"tindvik"}),
        ("Tindvik vant prisen i fjor.", "nb", {"tindvik"}),
        ("I fjor har Tindvik innført ordningen, og Haukvik fikk penger.", "nb", {"haukvik"}),
        ("Tindvik won the prize.", "en", {"tindvik"}),
        ("Det sier Tindvik og Kystdirektoratet.", "nb", {"tindvik", ""}),
        ("Kystdirektoratet, Tindvik og Haukvik er med.", "nb", {"tindvik", "haukvik", ""}),
        ("Kaia vant prisen.", "nb", {"kaia"}),
    ],
)
def test_the_text_makes_it_a_body(authority: Authority, text: str, language: str, expected: set[str]) -> None:
    assert keys(text, authority, language) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Møtet er i Tindvik.", {"Tindvik"}),
        ("Folk kom fra Tindvik, Haukvik og Vestre Sund.", {"Tindvik", "Haukvik", "Vestre Sund"}),
        ("Vi reiste til Haukvik.", {"Haukvik"}),
        ("People came from Haukvik to Tindvik.", {"Haukvik", "Tindvik"}),
        ("Sted: Kulturhuset, Tindvik", {"Tindvik"}),
        ("Tindvik, 3. mai 2024", {"Tindvik"}),
        ("Gründere i Tindvik er mange.", {"Tindvik"}),
    ],
)
def test_the_text_makes_it_a_place(authority: Authority, text: str, places: set[str]) -> None:
    draft = read(text, authority=authority)
    assert places <= named(draft, "Place")
    assert not any(e.key for e in draft.entities)


@pytest.mark.parametrize(
    "text",
    [
        "Tindvik er fin om våren.",
        "Navnet er Haukvik.",
        "Tindvik Avis skrev om det.",
        "Vi leste i Tindvik-nytt om det.",
        "Kari Lund vant prisen.",
        "Kari Lund er direktør. Lund vant prisen.",
        "Havnerådet, Tindvikgata 3.",
        "Nora vant prisen.",
        "Prisen går til Nora.",
        "NTNU, Tindvik",
    ],
)
def test_elsewhere_it_is_no_body(authority: Authority, text: str) -> None:
    assert not any(e.key for e in read(text, authority=authority).entities)


def test_bullets_of_a_list_of_bodies(authority: Authority) -> None:
    text = "Disse er nominert til prisen:\n\n• Tindvik\n• Haukvik, for sin nye kai\n• Vestre Sund – for sin båt"
    assert keys(text, authority) == {"tindvik", "haukvik", "vestre-sund"}
    assert keys(text.replace("Disse er nominert til prisen", "Det var fint vær her"), authority) == set()


def test_two_of_one_name_need_their_area(authority: Authority) -> None:
    draft = read("Det gjelder kommunene Ask i Sørfylke, Tindvik og Ask (Nordfylke).", authority=authority)
    assert {"id/organisation/ask-s"} <= {e.key for e in draft.entities}
    assert keys("Det gjelder kommunene Ask (Nordfylke) og Tindvik.", authority) >= {"ask-n"}
    draft = read("Det gjelder kommunene Ask og Tindvik.", authority=authority)
    assert entity(draft, "Ask").key == ""
    assert kinds(draft) == {"Ask": "municipality", "Tindvik": "municipality"}


def test_a_name_that_the_document_has_in_full_is_that_municipality(authority: Authority) -> None:
    text = "Tindvik kommune er liten. Folk i Tindvik har det bra. Tindvik bibliotek er nytt."
    draft = read(text, authority=authority)
    tindvik = entity(draft, "Tindvik kommune")
    assert tindvik.key == "id/organisation/tindvik"
    assert len(tindvik.names["Tindvik"]) == 1
    assert "Tindvik" not in named(draft, "Place")


def test_much_is_read_without_an_authority() -> None:
    text = "Det gjelder kommunene Tindvik og Haukvik. Kari Strand er ordfører i Sand. "
    draft = read(text + "Nes kommune svarte. Folk fra Nes har svart.")
    assert kinds(draft) == dict.fromkeys(("Tindvik", "Haukvik", "Sand", "Nes kommune"), "municipality")
    assert set(entity(draft, "Nes").names) == {"Nes kommune", "Nes"}


def test_where_an_event_is_stays_a_place(authority: Authority) -> None:
    draft = read("Tindvik kommune inviterer til Havnedagen i Tindvik. Møtet holdes i Tindvik.", authority=authority)
    assert named(draft, "Place") == {"Tindvik"}


def test_the_person_after_a_mayors_town_is_no_part_of_its_name() -> None:
    assert kinds(read("Ordfører i Tindvik Sigrun Haukvik kom.")) == {"Tindvik": "municipality"}


def test_who_stands_in_the_list_beside_a_body_of_the_document_is_a_body(authority: Authority) -> None:
    text = "Haukvik kommune er liten. Han viste eksempler fra Tindvik og Haukvik."
    assert keys(text, authority) == {"tindvik", "haukvik"}
