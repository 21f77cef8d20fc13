"""Persons with their titles and bodies."""

import pytest

from graph_builder.draft import Draft
from ontology import ORG
from tests.graph_builder.reading import entity, read, roles, said

ONE = [
    ("nb", "Henning Skarstein, direktør i Bruetaten, kom.", "direktør", "Bruetaten"),
    ("nb", "Direktør Henning Skarstein i Bruetaten kom.", "direktør", "Bruetaten"),
    ("nb", "– Ja, sier Henning Skarstein, seniorrådgiver i Bruetaten.", "seniorrådgiver", "Bruetaten"),
    ("nb", "Henning Skarstein (professor, Universitetet i Tindvik) kom.", "professor", "Universitetet i Tindvik"),
    ("nb", "Tindvik kommune ved rådmann Henning Skarstein kom.", "rådmann", "Tindvik kommune"),
    ("nb", "Vi traff seksjonsleder i Bruetaten Henning Skarstein på kaia.", "seksjonsleder", "Bruetaten"),
    ("nb", "Vi traff prosjektleder Henning Skarstein, Havblikk AS, på kaia.", "prosjektleder", "Havblikk AS"),
    ("nb", "Administrerende direktør Henning Skarstein i Havblikk AS kom.", "administrerende direktør", "Havblikk AS"),
    ("nn", "Ordførar Henning Skarstein i Tindvik kommune kom.", "ordførar", "Tindvik kommune"),
    ("nn", "Henning Skarstein, rådgivar hos Tindvik kommune, kom.", "rådgivar", "Tindvik kommune"),
    ("nn", "Henning Skarstein, dagleg leiar i Havblikk AS, kom.", "dagleg leiar", "Havblikk AS"),
    ("da", "Kontorchef Henning Skarstein i Broministeriet kom.", "kontorchef", "Broministeriet"),
    ("da", "Henning Skarstein, konsulent i Broministeriet, kom.", "konsulent", "Broministeriet"),
    ("sv", "Henning Skarstein, enhetschef på Bromyndigheten, kom.", "enhetschef", "Bromyndigheten"),
    ("en", "Henning Skarstein, senior adviser at Office for Bridges, came.", "senior adviser", "Office for Bridges"),
    ("nb", "KS-leder Henning Skarstein kom.", "leder", "KS"),
    ("nb", "Tindvik kommune bygger. Ordfører Henning Skarstein ler.", "ordfører", "Tindvik kommune"),
    ("nb", "Bruetaten bygger. Prosjektleder Henning Skarstein ler.", "prosjektleder", "Bruetaten"),
    ("da", "Brostyrelsen bygger. Henning Skarstein, kontorchef i styrelsen, ler.", "kontorchef", "Brostyrelsen"),
    ("nb", "Foto: Henning Skarstein / Bruetaten", "foto", "Bruetaten"),
    ("nb", "Her er Henning Skarstein. Han er i dag direktør i Bruetaten.", "direktør", "Bruetaten"),
    ("nb", "Henning Skarstein, journalist og forfatter, kom.", "journalist og forfatter", None),
    ("sv", "Henning Skarstein, hälso- och vårdstrateg, Bromyndigheten", "hälso- och vårdstrateg", "Bromyndigheten"),
    ("en", "Henning Skarstein, Senior Planner, Ropeworks", "senior Planner", "Ropeworks"),
    ("en", "Dr Henning Skarstein, scientist at Office for Bridges, came.", "scientist", "Office for Bridges"),
    ("nb", "Havnerådet sin direktør, Henning Skarstein, kom.", "direktør", "Havnerådet"),
    ("nb", "Leder av avdeling for tau i Bruetaten, Henning Skarstein, kom.", "leder", "avdeling for tau"),
    ("nb", "Prosjektleder: Henning Skarstein, Tindvik kommune", "prosjektleder", "Tindvik kommune"),
    ("nb", "Henning Skarstein – rådgiver, Bruetaten", "rådgiver", "Bruetaten"),
    ("nb", "Henning Skarstein er ansatt som ny direktør for Havnetilsynet.", "direktør", "Havnetilsynet"),
    ("nb", "Prosjektleder i Tindvik kommune er Henning Skarstein.", "prosjektleder", "Tindvik kommune"),
    ("nn", "Leiar for tauseksjonen, Henning Skarstein, kom.", "leiar for tauseksjonen", None),
    ("da", "Henning Skarstein, formand for Broministeriet, kom.", "formand", "Broministeriet"),
    ("sv", "Projektledare är Henning Skarstein från Bromyndigheten.", "projektledare", "Bromyndigheten"),
    ("en", "Henning Skarstein, chief executive of Office for Bridges, came.", "chief executive", "Office for Bridges"),
    ("en", "Director General Henning Skarstein came.", "director General", None),
    ("nb", "Direktør Henning Skarstein kom.", "direktør", None),
    ("nb", "Henning Skarstein (Havnerådet) kom.", "", "Havnerådet"),
    ("nb", "Henning Skarstein fra Havnerådet kom.", "", "Havnerådet"),
    ("nb", "Foto: Henning Skarstein", "foto", None),
]


@pytest.mark.parametrize(("language", "text", "title", "body"), ONE)
def test_one_role(language: str, text: str, title: str, body: str | None) -> None:
    assert roles(read(text, language)) == {("Henning Skarstein", title, body)}


@pytest.mark.parametrize(
    "text",
    [
        "Henning Skarstein kom til Bruetaten i går.",
        "Henning Skarstein snakket med direktøren. Bruetaten svarte.",
        "Direktøren kom. Henning Skarstein gikk.",
        "Brevet gjelder Bruetaten. Henning Skarstein skrev det.",
        "Bruetaten gleder Henning Skarstein.",
    ],
)
def test_no_role(text: str) -> None:
    assert roles(read(text)) == set()


def test_each_of_a_list_has_their_own() -> None:
    text = (
        "Sigrun Haukvik (Havnerådet), Olav Stenersen, leder i Havblikk AS, og rådmann Kari Moe i Tindvik kommune kom."
    )
    assert roles(read(text)) == {
        ("Sigrun Haukvik", "", "Havnerådet"),
        ("Olav Stenersen", "leder", "Havblikk AS"),
        ("Kari Moe", "rådmann", "Tindvik kommune"),
    }


def test_of_lines_of_a_list_each_tells_of_its_own() -> None:
    text = (
        "I juryen sitter:\nSigrun Haukvik (leder), professor ved Universitetet i Tindvik\n"
        "Mads Moe, journalist\nKari Berg, direktør i Bruetaten"
    )
    assert roles(read(text)) == {
        ("Sigrun Haukvik", "leder", None),
        ("Sigrun Haukvik", "professor", "Universitetet i Tindvik"),
        ("Mads Moe", "journalist", None),
        ("Kari Berg", "direktør", "Bruetaten"),
    }


def test_a_title_alone_is_that_of_the_longer_one_told_elsewhere() -> None:
    text = "Sigrun Haukvik, avdelingsdirektør i Bruetaten, kom.\n\nDirektør Sigrun Haukvik gikk."
    assert roles(read(text)) == {("Sigrun Haukvik", "avdelingsdirektør", "Bruetaten")}


def test_a_role_in_a_unit_is_one_in_the_body_named_after_it() -> None:
    assert roles(read("Sjef Sigrun Haukvik, avdeling for tau, Bruetaten, kom.")) == {
        ("Sigrun Haukvik", "sjef", "avdeling for tau"),
        ("Sigrun Haukvik", "sjef", "Bruetaten"),
    }


def test_a_party_is_a_body_too() -> None:
    assert roles(read("Ordfører Sigrun Haukvik (Sp) i Tindvik kommune kom.")) == {
        ("Sigrun Haukvik", "ordfører", "Tindvik kommune"),
        ("Sigrun Haukvik", "", "Sp"),
    }


def test_a_minister_or_an_artist_is_not_of_the_body_named_before() -> None:
    assert roles(read("Bruetaten bygger. Bruminister Sigrun Haukvik ler med kunstneren Kari Moe.")) == {
        ("Sigrun Haukvik", "bruminister", None),
        ("Kari Moe", "kunstneren", None),
    }


def test_two_that_a_body_follows_are_both_of_it() -> None:
    assert roles(read("Rådgiver Sigrun Haukvik og statistiker Olav Moe, Bruetaten, kom.")) == {
        ("Sigrun Haukvik", "rådgiver", "Bruetaten"),
        ("Olav Moe", "statistiker", "Bruetaten"),
    }


def test_a_title_before_a_surname_is_a_role() -> None:
    assert roles(read("Bruminister Sigrun Haukvik kom. Statsråd Haukvik gikk.")) == {
        ("Sigrun Haukvik", "bruminister", None),
        ("Sigrun Haukvik", "statsråd", None),
    }


def test_the_leader_of_a_jury_is_that_at_the_prize() -> None:
    draft = read("Ferjeprisen 2031 er delt ut. Juryleder Sigrun Haukvik smilte.")
    assert ("Sigrun Haukvik", "juryleder", "Ferjeprisen 2031") in roles(draft)


def test_a_title_of_many_is_each_ones() -> None:
    text = "Direktørene Sigrun Haukvik (Havnerådet) og Olav Stenersen (Bruetaten) kom."
    assert {(person, body) for person, title, body in roles(read(text)) if title == "direktørene"} == {
        ("Sigrun Haukvik", "Havnerådet"),
        ("Olav Stenersen", "Bruetaten"),
    }


def test_two_roles_of_one_person() -> None:
    text = "Sigrun Haukvik, professor ved Universitetet i Tindvik og styreleder i Havblikk AS, kom."
    assert roles(read(text)) == {
        ("Sigrun Haukvik", "professor", "Universitetet i Tindvik"),
        ("Sigrun Haukvik", "styreleder", "Havblikk AS"),
    }


def test_a_body_told_later_belongs_to_the_title_told_before() -> None:
    text = "Direktør Sigrun Haukvik åpnet dagen.\n\nSå kom en pause.\n\nDirektør Sigrun Haukvik i Bruetaten avsluttet."
    assert roles(read(text)) == {("Sigrun Haukvik", "direktør", "Bruetaten")}


def test_one_role_told_twice_is_one_with_two_places() -> None:
    text = "Direktør Sigrun Haukvik i Bruetaten kom.\n\nVi takket Sigrun Haukvik, direktør i Bruetaten."
    draft = read(text)
    assert roles(draft) == {("Sigrun Haukvik", "direktør", "Bruetaten")}
    assert {words for fact, words in members(draft)} == {
        "Direktør Sigrun Haukvik i Bruetaten", "Sigrun Haukvik, direktør i Bruetaten",
    }  # fmt: skip


def members(draft: Draft) -> list[tuple[str, str]]:
    return [(fact.reader, said(draft, fact)) for fact in draft.all_facts() if fact.predicate == ORG.member]


def test_the_evidence_holds_person_title_and_body() -> None:
    draft = read("Vi møtte i går Sigrun Haukvik, seniorrådgiver i Havnerådet, på kaia.")
    assert members(draft) == [("roles", "Sigrun Haukvik, seniorrådgiver i Havnerådet")]


def test_a_minister_heads_the_ministry_of_the_field() -> None:
    text = "Bru- og ferjedepartementet har kontor her. I går kom bru- og ferjeminister Sigrun Haukvik."
    assert roles(read(text)) == {("Sigrun Haukvik", "bru- og ferjeminister", "Bru- og ferjedepartementet")}


def test_in_a_programme_each_line_tells_of_its_own() -> None:
    draft = read("Program\n\n09:00 Tau og tjære\nKari Moe, Havnerådet\nOlav Berg, Bruetaten\n10:00 Slutt\n")
    assert roles(draft) == {("Kari Moe", "", "Havnerådet"), ("Olav Berg", "", "Bruetaten")}
    assert entity(draft, "Tau og tjære").notation == "session"


def test_a_body_alone_says_nothing_new_of_one_whose_title_there_is_told() -> None:
    text = "Direktør Sigrun Haukvik i Bruetaten kom.\n\nSigrun Haukvik (Bruetaten) gikk."
    assert roles(read(text)) == {("Sigrun Haukvik", "direktør", "Bruetaten")}


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("nb", "Sigrun Haukvik er direktør i Havnerådet.", ("Sigrun Haukvik", "direktør", "Havnerådet")),
        ("nn", "Sigrun Haukvik er rådgjevar i Havnerådet.", ("Sigrun Haukvik", "rådgjevar", "Havnerådet")),
        ("da", "Mette Sørensen er ny chef i Kystdirektoratet.", ("Mette Sørensen", "chef", "Kystdirektoratet")),
        (
            "sv",
            "Johan Berg, chef för innovation, Norrviks stad.",
            ("Johan Berg", "chef för innovation", "Norrviks stad"),
        ),
        (
            "en",
            "John Doe is the director of the Northern Harbour Agency.",
            ("John Doe", "director", "Northern Harbour Agency"),
        ),
        ("en", "Jane Roe works as an adviser at the Kelp Council.", ("Jane Roe", "adviser", "Kelp Council")),
    ],
)
def test_a_role_told_in_a_sentence(language: str, text: str, role: tuple[str, str, str]) -> None:
    assert roles(read(text, language)) == {role}


def test_what_someone_is_that_is_no_role() -> None:
    assert roles(read("Sigrun Haukvik er glad i tang. Kåre Moen er enig med direktøren.")) == set()


@pytest.mark.parametrize(
    ("language", "line", "role"),
    [
        ("en", "Kari Moe, Communications Adviser, Havnerådet", ("Kari Moe", "communications Adviser", "Havnerådet")),
        (
            "en",
            "Kari Moe, former Director-General of Havnerådet",
            ("Kari Moe", "former Director-General", "Havnerådet"),
        ),
        ("en", "Kari Moe, independent adviser", ("Kari Moe", "independent adviser", None)),
        ("nb", "Kari Moe, juridisk rådgiver, Havnerådet", ("Kari Moe", "juridisk rådgiver", "Havnerådet")),
        ("nn", "Kari Moe, fagleg leiar i Havnerådet", ("Kari Moe", "fagleg leiar", "Havnerådet")),
        (
            "sv",
            "Kari Moe, tidigare generaldirektör, Havnerådet",
            ("Kari Moe", "tidigare generaldirektör", "Havnerådet"),
        ),
    ],
)
def test_titles_of_several_words(language: str, line: str, role: tuple[str, str, str | None]) -> None:
    assert role in roles(read(f"Hvem er hvem\n\n- {line}\n- Ola Nord, Bruetaten\n", language))


def test_a_title_before_the_next_name_is_that_persons() -> None:
    draft = read("Fylkesrådsleder Kari Moe, direktør Ola Nord (Bruetaten) og rektor Per Hauge snakket.")
    assert roles(draft) == {
        ("Kari Moe", "fylkesrådsleder", None), ("Ola Nord", "direktør", "Bruetaten"), ("Per Hauge", "rektor", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Havnerådet bygger ny bru.\n\n– Vi gleder oss, sier prosjektleder Kari Moe.\n"),
        ("sv", "Havnerådet bygger en ny bro.\n\n– Vi är glada, säger projektledare Kari Moe.\n"),
        ("en", "Havnerådet builds a bridge.\n\n“We are glad,” said project manager Kari Moe.\n"),
    ],
)
def test_who_speaks_is_of_the_body_that_the_paragraph_before_tells_of(language: str, text: str) -> None:
    ((person, _, body),) = roles(read(text, language))
    assert (person, body) == ("Kari Moe", "Havnerådet")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Foto øverst: Kari Moe / Havnerådet", "foto"),
        ("Foto (topp): Kari Moe, Havnerådet", "foto"),
        ("Photo: Team on stage. Credit: Kari Moe/Havnerådet", "photo credit"),
    ],
)
def test_photo_lines(line: str, title: str) -> None:
    assert ("Kari Moe", title, "Havnerådet") in roles(read(f"Ny bru\n\nBrua er åpen.\n\n{line}\n"))


def test_a_name_alone_on_its_line_over_a_title() -> None:
    draft = read("Kontakt\nGradin Haukvist\nrådgiver, Havnerådet\nTelefon: 00 00 00 00\n")
    assert roles(draft) == {("Gradin Haukvist", "rådgiver", "Havnerådet")}


def test_two_lines_of_names_are_two() -> None:
    draft = read("God lesning!\n\nKari Moe, leder for Havnerådet\nOla Nord, regiondirektør\n")
    assert roles(draft) == {("Kari Moe", "leder", "Havnerådet"), ("Ola Nord", "regiondirektør", None)}


@pytest.mark.parametrize(
    "text",
    [
        "På vegne av styret\n\nGradin Haukvist\nrådgiver\nHavnerådet\n",
        "Kontakt:\nGradin Haukvist, rådgiver, Havnerådet\n",
        "– Fint, sier Gradin Haukvist, som begynte som rådgiver i Havnerådet 1. august.\n",
        "Havnerådets rådgiver heter Gradin Haukvist.\n",
    ],
)
def test_cards_and_new_posts(text: str) -> None:
    assert roles(read(f"Ny bru\n\n{text}")) == {("Gradin Haukvist", "rådgiver", "Havnerådet")}


def test_of_whom_a_kind_of_body_is_told() -> None:
    assert roles(read("Med seg har hun Kari Moe fra selskapet Kaifabrikken i Tindvik.")) == {
        ("Kari Moe", "", "Kaifabrikken")
    }


def test_the_party_after_a_surname() -> None:
    draft = read("Ordfører Kari Haukvik åpnet brua. – Fint, sa Haukvik (Sp).")
    assert ("Kari Haukvik", "", "Sp") in roles(draft)


def test_a_credit_with_the_body_first_and_a_caption() -> None:
    assert roles(read("Ny bru\n\nBilde: Havnerådet/Kari Moe\n")) == {("Kari Moe", "bilde", "Havnerådet")}
    assert roles(read("Ny bru\n\nBilde: Kari Moe tok imot prisen.\n")) == set()
