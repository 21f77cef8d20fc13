"""Whole texts in Swedish, Danish, nynorsk and English, of the kinds that come in: programme, news, strategy, award."""

from tests.graph_builder.reading import facts, named, read, roles


def test_a_swedish_programme() -> None:
    draft = read(
        "Innovationsdagen 2031\n\nTorsdag 14 oktober 2031\nPlats: Kajens Congress Centre\nArrangör: Norrviks kommun\n\n"
        "Program\n\n"
        "09.00 Välkommen, Anna Lindqvist, generaldirektör, Tarverket\n"
        "09.15 Policylabb i praktiken – Johan Berg, projektledare, Norrviks kommun\n"
        "10.00 Fika\n"
        "10.30 Panelsamtal: Hur går vi vidare? Med Norrviks kommun och Tarverket\n"
        "11.30 Avslutning\n",
        "sv",
    )
    assert facts(draft, "organizer", "location") == {
        ("Innovationsdagen 2031", "organizer", "Norrviks kommun"),
        ("Innovationsdagen 2031", "location", "Kajens Congress Centre"),
    }
    assert facts(draft, "performer") == {
        ("Välkommen", "performer", "Anna Lindqvist"),
        ("Policylabb i praktiken", "performer", "Johan Berg"),
        ("Panelsamtal: Hur går vi vidare?", "performer", "Norrviks kommun"),
        ("Panelsamtal: Hur går vi vidare?", "performer", "Tarverket"),
    }
    assert ("Johan Berg", "projektledare", "Norrviks kommun") in roles(draft)


def test_danish_news() -> None:
    draft = read(
        "Kystrådet og regeringen indgår aftale om grøn havn\n\n"
        '"Det er et vigtigt skridt," siger kontorchef Mette Sørensen fra Kystdirektoratet.\n\n'
        "Lars Kjær, direktør i Tangvig Kommune, holdt oplæg på Havnedagen 2031 i Tangvig.",
        "da",
    )
    assert named(draft, "PolicyDocument") == {"aftale om grøn havn"}
    assert roles(draft) == {
        ("Mette Sørensen", "kontorchef", "Kystdirektoratet"),
        ("Lars Kjær", "direktør", "Tangvig Kommune"),
    }
    # He spoke there; the body that he comes from did not arrange it.
    assert facts(draft, "performer", "organizer", "location") == {
        ("Havnedagen 2031", "performer", "Lars Kjær"),
        ("oplæg", "performer", "Lars Kjær"),
        ("Havnedagen 2031", "location", "Tangvig"),
    }


def test_a_nynorsk_strategy() -> None:
    draft = read(
        "# Strategi for innovasjon i Tindvik\n\n"
        "Målet med strategien er å gjere det enklare å dele løysingar mellom kommunane.\n\n"
        "## Samarbeid og deling\n\nTindvik fylkeskommune vil:\n\n"
        "- etablere eit nettverk for innovasjon\n- dele erfaringar med Sundøy kommune\n\n"
        "## Kompetanse\n\n"
        "Fylkesordførar Kari Solheim i Tindvik fylkeskommune opna konferansen Tangdagane i Sundøy 12. april.",
        "nn",
        "markdown",
        issued="2031-05-02",
    )
    assert named(draft, "PolicyDocument") == {"Strategi for innovasjon i Tindvik"}
    assert facts(draft, "inArea") == {
        ("etablere eit nettverk for innovasjon", "inArea", "Samarbeid og deling"),
        ("dele erfaringar med Sundøy kommune", "inArea", "Samarbeid og deling"),
    }
    assert {holder for holder, _, _ in facts(draft, "hasMeasure")} == {"Strategi for innovasjon i Tindvik"}
    assert roles(draft) == {("Kari Solheim", "fylkesordførar", "Tindvik fylkeskommune")}
    assert facts(draft, "startDate", "location", "performer") == {
        ("Tangdagane", "startDate", "2031-04-12"),
        ("Tangdagane", "location", "Sundøy"),
        ("Tangdagane", "performer", "Kari Solheim"),
    }


def test_an_english_award() -> None:
    draft = read(
        "City of Tangvik wins the Northern Harbour Award 2031\n\n"
        "The Northern Harbour Award 2031 was given to the City of Tangvik. "
        "The jury consists of Maria Olsen (director, Kelp Council) and Peter Holm (professor, Tangvik University).\n\n"
        "The government will:\n\n• establish a fund for public innovation\n• strengthen the work on harbours\n",
        "en",
    )
    assert facts(draft, "winner", "juror") == {
        ("Northern Harbour Award 2031", "winner", "City of Tangvik"),
        ("Northern Harbour Award 2031", "juror", "Maria Olsen"),
        ("Northern Harbour Award 2031", "juror", "Peter Holm"),
    }
    assert facts(draft, "hasMeasure") == {
        ("the government", "hasMeasure", "establish a fund for public innovation"),
        ("the government", "hasMeasure", "strengthen the work on harbours"),
    }
    assert roles(draft) == {
        ("Maria Olsen", "director", "Kelp Council"),
        ("Peter Holm", "professor", "Tangvik University"),
    }


def test_an_english_programme() -> None:
    draft = read(
        "Open Harbour Seminar\n\nTime: 12 March 2031, 08:30 to 2:00 PM\nVenue: Tangvik\n\nProgramme\n\n"
        "08:30 AM Welcome\n"
        "08:40 AM Keynote: Why experiments fail. Dr. John Doe, professor, University of Tangvik\n"
        "1:30 PM Panel on goals. Participants: Jane Roe (director, Kelp Council) and Peter O'Brien, adviser, KELP\n\n"
        "The Northern Government will:\n\n• fund pilots in every county\n• publish open data\n\n"
        "The Ministry of Finance agrees. The Department of Health and Care Services said no.",
        "en",
    )
    assert facts(draft, "startDate", "performer") == {
        ("Open Harbour Seminar", "startDate", "2031-03-12T08:30:00+01:00"),
        ("Welcome", "startDate", "2031-03-12T08:30:00+01:00"),
        ("Keynote: Why experiments fail", "startDate", "2031-03-12T08:40:00+01:00"),
        ("Keynote: Why experiments fail", "performer", "John Doe"),
        ("Panel on goals", "startDate", "2031-03-12T13:30:00+01:00"),
        ("Panel on goals", "performer", "Jane Roe"),
        ("Panel on goals", "performer", "Peter O'Brien"),
    }
    assert {holder for holder, _, _ in facts(draft, "hasMeasure")} == {"the Northern Government"}
    assert {"Ministry of Finance", "Department of Health and Care Services"} <= named(draft, "Organisation")


def test_a_plan_has_its_goals_and_principles() -> None:
    draft = read(
        "# Plan for nyskaping i Tindvik\n\nMålet er å gjøre havnene mer nyskapende innen 2040.\n\n"
        "Planen bygger på to prinsipper:\n\n- Vi deler det vi lærer\n- Vi prøver i liten skala\n\n"
        "Meld. St. 99 (2031–2032); En blå havn – tang og tare, kom i juni.",
        form="markdown",
    )
    plan = "Plan for nyskaping i Tindvik"
    assert facts(draft, "hasGoal", "hasPrinciple", "references") == {
        (plan, "hasGoal", "gjøre havnene mer nyskapende innen 2040"),
        (plan, "hasPrinciple", "Vi deler det vi lærer"),
        (plan, "hasPrinciple", "Vi prøver i liten skala"),
        (plan, "references", "En blå havn – tang og tare"),
    }
