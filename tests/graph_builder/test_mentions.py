"""Names by their form alone: persons, bodies, places, policy documents, programmes, prizes."""

import pytest

from tests.graph_builder.reading import entity, kinds, named, read


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("nb", "Vi møtte Sigrun Haukvik på kaia.", "Sigrun Haukvik"),
        ("nb", "Vi møtte Sigrun Anne Haukvik-Moe på kaia.", "Sigrun Anne Haukvik-Moe"),
        ("nb", "Brevet er fra Olav K. Stenersen.", "Olav K. Stenersen"),
        ("nn", "Vi helsa på Kjersti Aasbø ved ferja.", "Kjersti Aasbø"),
        ("da", "Vi mødte Birgitte Holmgaard ved færgen.", "Birgitte Holmgaard"),
        ("sv", "Vi träffade Åsa Bergqvist vid färjan.", "Åsa Bergqvist"),
        ("en", "We met Margaret Ashdown by the ferry.", "Margaret Ashdown"),
        ("en", "We met Dr Inês Carvalhão, director, by the ferry.", "Inês Carvalhão"),
        ("da", "Vi mødte forsker Marijke van den Oever ved færgen.", "Marijke van den Oever"),
        # Given names that no list has, where a person's name stands.
        ("nb", "Møtet ble åpnet av direktør Xerxes Zbrun.", "Xerxes Zbrun"),
        ("nb", "Foto: Quirlin Tangvik", "Quirlin Tangvik"),
        ("nb", "Kontakt Xerxes Zbrun i dag.", "Xerxes Zbrun"),
        ("en", "Xerxes Zbrun, Deputy Mayor of Tindvik, came.", "Xerxes Zbrun"),
        ("nb", "Møteleder: Xerxes Zbrun", "Xerxes Zbrun"),
        ("nb", "Xerxes Zbrun, rådgiver i Havnerådet, kom.", "Xerxes Zbrun"),
    ],
)
def test_persons(language: str, text: str, person: str) -> None:
    assert named(read(text, language), "Person") == {person}


@pytest.mark.parametrize(
    "text",
    [
        "Ny Bru kom i går. Gamle Kai ble revet.",
        "Sigrun gikk hjem.",
        "Direktøren og rådgiveren i Havnerådet gikk hjem.",
        "Tindvik kommune og Strandgata 12.",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert named(read(text), "Person") == set()


def test_a_genitive_is_left_out_when_the_name_stands_without_it() -> None:
    assert named(read("Sigrun Haukviks brev kom. Sigrun Haukvik smilte."), "Person") == {"Sigrun Haukvik"}


@pytest.mark.parametrize(
    ("language", "text", "body", "notation"),
    [
        ("nb", "Samferdsel var Bru- og ferjedepartementets ansvar.", "Bru- og ferjedepartementet", "ministry"),
        ("da", "Det sagde Bro- og Færgeministeriet i går.", "Bro- og Færgeministeriet", "ministry"),
        ("nb", "I Tindvik kommune er det stille.", "Tindvik kommune", "municipality"),
        ("da", "Det er stille i Strandholm Kommune i dag.", "Strandholm Kommune", "municipality"),
        ("nb", "Vestvik fylkeskommunes båt kom.", "Vestvik fylkeskommune", "county"),
        ("nb", "Folk i Bydel Gamlekaia ler.", "Bydel Gamlekaia", "city-district"),
        ("nb", "Folk ved Universitetet i Tindvik ler.", "Universitetet i Tindvik", "university"),
        ("sv", "Folk vid Strandviks universitet skrattar.", "Strandviks universitet", "university"),
        ("nb", "Avtalen med Havblikk Tau AS er ny.", "Havblikk Tau AS", "company"),
        ("nb", "Brev fra Direktoratet for bruer og ferjer er her.", "Direktoratet for bruer og ferjer", "agency"),
        ("nb", "Brev fra Havnetilsynet kom.", "Havnetilsynet", "agency"),
        ("sv", "Brev från Bromyndigheten kom.", "Bromyndigheten", "agency"),
        ("en", "The Office for Bridges has a letter.", "Office for Bridges", "agency"),
        ("nb", "Regjeringen vil bygge.", "regjeringen", "government"),
        ("nb", "Det er folk i avdeling for tau og tjære.", "avdeling for tau og tjære", "unit"),
        ("nb", "I går møttes nettverket Kaivennene.", "Kaivennene", "network"),
    ],
)
def test_bodies_by_form(language: str, text: str, body: str, notation: str) -> None:
    assert kinds(read(text, language)).get(body) == notation


def test_a_list_of_municipalities_is_one_of_each() -> None:
    draft = read("Kaivik, Solvik og Tindvik kommuner bygger sammen.")
    assert kinds(draft) == dict.fromkeys(["Kaivik kommune", "Solvik kommune", "Tindvik kommune"], "municipality")


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    draft = read("Direktoratet for bruer og ferjer (DBF) eier brua. I dag sier DBFs folk nei, og DBF står på sitt.")
    assert named(draft, "Organisation") == {"Direktoratet for bruer og ferjer"}
    spans = entity(draft, "DBF").names["DBF"]
    assert [draft.text[a:b] for a, b in spans] == ["DBF"] * 3


def test_an_acronym_in_brackets_after_another_kind_of_thing_is_not_that() -> None:
    assert named(read("Sigrun Haukvik (DBF) kom sammen med Tindvik kommune."), "Organisation") == {
        "DBF", "Tindvik kommune",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["IKT", "PDF", "CEO", "DBF-modellen", "#DBF", "www.DBF.no"])
def test_capitals_that_name_no_body(word: str) -> None:
    assert named(read(f"Vi snakket om {word} i går."), "Organisation") == set()


def test_a_line_in_capitals_has_no_acronyms() -> None:
    assert named(read("VI SEES PÅ KAIA I MORGEN TIDLIG\n\nTekst om DBF og folk."), "Organisation") == {"DBF"}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("nb", "Slik er det i Norge.", "Norge"),
        ("da", "Sådan er det i Sverige.", "Sverige"),
        ("sv", "Så är det i Danmark.", "Danmark"),
        ("en", "So it is in Denmark.", "Denmark"),
        ("nb", "Folk over hele Norden ler.", "Norden"),
        ("nb", "Vi møttes i Tindvik i går.", "Tindvik"),
        ("nb", "Kontoret er flyttet til Strandgata 12 nå.", "Strandgata 12"),
        ("nb", "Kom til Gamlekaia kulturhus på mandag.", "Gamlekaia kulturhus"),
    ],
)
def test_places(language: str, text: str, place: str) -> None:
    assert place in named(read(text, language), "Place")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Program\n\n09:00 Åpning\nKari Moe, Havnerådet\nSal: Nordlys\n10:00 Slutt\n", {"Nordlys"}),
        ("Møtet er på Hotell Gamlekaia i Bergen.", {"Hotell Gamlekaia", "Bergen"}),
        ("Møtet er i Ytre Tindvik.", {"Ytre Tindvik"}),
        ("Båten går til Bergen og Stavanger i dag.", {"Bergen", "Stavanger"}),
        ("I utvalget er:\nKari Moe, direktør, Bergen (leder)\nOlav Moe, lege, Skien\n", {"Bergen", "Skien"}),
        ("Gode råd kom fra blant andre Bergen.", set()),
        ("Det står i Ferjeløftet og i Dokument 8.", set()),
    ],
)
def test_places_by_what_stands_around(text: str, places: set[str]) -> None:
    assert named(read(text), "Place") == places


@pytest.mark.parametrize(
    "text", ["Vi møttes i Tindvik kommune.", "Den kom i Mars.", "Les det i Tauworld.", "Sa hun i Taubladet."]
)
def test_what_is_no_place(text: str) -> None:
    assert named(read(text), "Place") == set()


@pytest.mark.parametrize(
    ("text", "name", "notation"),
    [
        ("Se Meld. St. 99 (2031–2032) om det.", "Meld. St. 99 (2031–2032)", "white-paper"),
        ("Se St.meld. nr. 8 (2001-2002) om det.", "St.meld. nr. 8 (2001-2002)", "white-paper"),
        ("Se Innst. 77 S (2031–2032) om det.", "Innst. 77 S (2031–2032)", "recommendation"),
        ("Se Prop. 12 L (2031–2032) om det.", "Prop. 12 L (2031–2032)", "bill"),
        ("Se NOU 2031: 7 om det.", "NOU 2031: 7", "official-report"),
        ("Se Meld. St. 99 (2031–2032) «Bruer for alle» i dag.", "Bruer for alle", "white-paper"),
        ("Den følger handlingsplan for ferjer og kaier, sier de.", "handlingsplan for ferjer og kaier", "plan"),
        ("Den følger strategi for trygge bruer.", "strategi for trygge bruer", "strategy"),
        ("Den følger erklæring for trygge bruer.", "erklæring for trygge bruer", "declaration"),
        ("Det står i havneloven.", "havneloven", "act"),
    ],
)
def test_policy_documents(text: str, name: str, notation: str) -> None:
    assert kinds(read(text), "PolicyDocument") == {name: notation}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ferjeprogrammet gir penger.", "Ferjeprogrammet"),
        ("Vi har Ferjebarometeret for kommuner, det måler.", "Ferjebarometeret for kommuner"),
        ("FERJELØFT-programmet gir penger.", "FERJELØFT"),
        ("De startet Partnerskap for grønne ferjer.", "Partnerskap for grønne ferjer"),
    ],
)
def test_programmes(text: str, name: str) -> None:
    programmes = [e for e in read(text).entities if e.kind == "Programme"]
    assert [name in e.names for e in programmes] == [True]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ferjeprisen 2031 er delt ut.", "Ferjeprisen 2031"),
        ("De fikk ferjepris for 2031.", "ferjepris for 2031"),
        ("They won Golden Bridge Award 2031.", "Golden Bridge Award 2031"),
    ],
)
def test_prizes(text: str, name: str) -> None:
    assert name in {n for e in read(text).entities if e.kind == "Award" for n in e.names}


@pytest.mark.parametrize("text", ["Boligprisen steg.", "En høy strømpris er dyrt.", "Til en lavpris for alle."])
def test_what_is_no_prize(text: str) -> None:
    assert named(read(text), "Award") == set()


def test_of_names_that_overlap_one_is_kept() -> None:
    draft = read(
        "Bru- og ferjedepartementets strategi for trygge bruer i Tindvik kommune gjelder Universitetet i Tindvik, "
        "sier Sigrun Haukvik i Havblikk Tau AS på Gamlekaia kulturhus i Strandgata 12."
    )
    assert len(draft.mentions) > 4
    for first, second in zip(draft.mentions, draft.mentions[1:], strict=False):
        assert first.end <= second.start
    assert "Tindvik" not in named(draft, "Place")


def test_no_name_reaches_from_one_block_into_the_next() -> None:
    draft = read("Brev fra Sigrun\n\nHaukvik kommune skriver om Bydel\n\nGamlekaia i dag og i morgen.")
    assert named(draft, "Person") == set()
    assert named(draft, "Organisation") == {"Haukvik kommune"}


def test_no_name_reaches_into_a_field() -> None:
    draft = read("Her er brev fra Universitetet i Tindvik\nSted: Kaivik\nMer tekst om brevet.")
    assert [name for name in named(draft, "Organisation") if "Sted" in name] == []


def test_a_name_may_be_broken_over_lines() -> None:
    draft = read(
        "Et langt brev om hverdagen på kaia, skrevet av Sigrun\nHaukvik i Direktoratet for bruer\nog ferjer, er kommet."
    )
    assert named(draft, "Person") == {"Sigrun Haukvik"}
    assert named(draft, "Organisation") == {"Direktoratet for bruer og ferjer"}


@pytest.mark.parametrize("word", ["Nettverket", "Regelverket", "Rammeverket"])
def test_a_common_word_that_ends_as_a_body_is_none(word: str) -> None:
    assert named(read(f"{word} er stort."), "Organisation") == set()


def test_a_body_that_its_place_showed_is_one_wherever_it_is_named() -> None:
    draft = read(
        "Seminar 3. mai 2031\n\nProgram\n\n09:00 Åpning v/partner Sigrun Haukvik, Taranova\n"
        "09:10 Veien videre. Panelsamtale mellom Taranova, Havnerådet og Kystdirektoratet\n"
    )
    assert len(entity(draft, "Taranova").names["Taranova"]) == 2
