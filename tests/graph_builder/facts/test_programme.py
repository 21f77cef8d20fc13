"""Printed programmes: the event, its sessions, their times and speakers."""

import pytest

from tests.graph_builder.reading import entity, facts, kinds, named, read, roles

BRIDGES = """Bruseminaret

Tid: 6. mai 2031 kl. 09.00 til 11.00
Sted: Gamlekaia kulturhus, Tindvik
Arrangør: Bruetaten
Ordstyrer: Solveig Utne

Program

09:00 Velkommen ved direktør Henning Skarstein, Bruetaten
09:15 – 10:00 Bruer av tre v/ professor Astrid Myrdal (Universitetet i Tindvik)
10:00 Kaffe og vafler
10:15 Hva nå? Panelsamtale mellom Havnerådet og Bruetaten
11:00 Slutt
12:00 DBF Årsmøte
"""


def test_the_occasion() -> None:
    draft = read(BRIDGES)
    assert {fact for fact in facts(draft) if fact[0] == "Bruseminaret"} == {
        ("Bruseminaret", "startDate", "2031-05-06T09:00:00+02:00"),
        ("Bruseminaret", "endDate", "2031-05-06T11:00:00+02:00"),
        ("Bruseminaret", "location", "Gamlekaia kulturhus"),
        ("Bruseminaret", "location", "Tindvik"),
        ("Bruseminaret", "organizer", "Bruetaten"),
        ("Bruseminaret", "performer", "Solveig Utne"),
    }
    assert entity(draft, "Bruseminaret").notation == "seminar"


def test_the_sessions_and_no_break_or_end() -> None:
    draft = read(BRIDGES)
    assert facts(draft, "superEvent") == {
        ("Velkommen", "superEvent", "Bruseminaret"),
        ("Bruer av tre", "superEvent", "Bruseminaret"),
        ("Hva nå?", "superEvent", "Bruseminaret"),
    }
    assert kinds(draft, "Event") == {
        "Bruseminaret": "seminar", "Velkommen": "session", "Bruer av tre": "session", "Hva nå?": "session",
        "DBF Årsmøte": "meeting",
    }  # fmt: skip


def test_times_and_speakers_of_sessions() -> None:
    found = {fact for fact in facts(read(BRIDGES)) if fact[0] not in ("Bruseminaret", "DBF Årsmøte")}
    assert found - facts(read(BRIDGES), "superEvent") == {
        ("Velkommen", "startDate", "2031-05-06T09:00:00+02:00"),
        ("Velkommen", "performer", "Henning Skarstein"),
        ("Bruer av tre", "startDate", "2031-05-06T09:15:00+02:00"),
        ("Bruer av tre", "endDate", "2031-05-06T10:00:00+02:00"),
        ("Bruer av tre", "performer", "Astrid Myrdal"),
        ("Hva nå?", "startDate", "2031-05-06T10:15:00+02:00"),
        ("Hva nå?", "performer", "Havnerådet"),
        ("Hva nå?", "performer", "Bruetaten"),
    }


def test_what_stands_after_the_end_is_an_event_of_its_own() -> None:
    assert {fact for fact in facts(read(BRIDGES)) if fact[0] == "DBF Årsmøte"} == {
        ("DBF Årsmøte", "startDate", "2031-05-06T12:00:00+02:00"),
        ("DBF Årsmøte", "organizer", "DBF"),
    }


def test_a_welcome_by_somebody_is_no_body() -> None:
    draft = read(BRIDGES)
    assert "Velkommen" not in named(draft, "Organisation")
    assert ("Henning Skarstein", "direktør", "Bruetaten") in roles(draft)


def test_the_body_before_the_speaker_on_the_next_line_is_one() -> None:
    draft = read("Kaidagen 6. mai 2031\n\n09:00 Tau og tjære\nTaubrødrene ved rådgiver Kari Moe\n10:00 Slutt\n")
    assert roles(draft) == {("Kari Moe", "rådgiver", "Taubrødrene")}
    assert "Tau og tjære" in named(draft, "Event")


@pytest.mark.parametrize(
    "line",
    [
        "Bruer av tre, v/ professor Astrid Myrdal, Havnerådet",
        "Bruer av tre ved Astrid Myrdal, Havnerådet",
        "Bruer av tre – Astrid Myrdal, professor, Havnerådet",
        "Bruer av tre. Professor Astrid Myrdal, Havnerådet",
        "Bruer av tre\nAstrid Myrdal, Havnerådet",
        "Bruer av tre\tAstrid Myrdal, Havnerådet",
        "Bruer av tre (via lenke), ved Astrid Myrdal, Havnerådet",
        "«Bruer av tre», ved Astrid Myrdal, Havnerådet",
        "Bruer av tre - Astrid Myrdal (professor, Havnerådet)",
    ],
)
def test_the_title_ends_where_the_speaker_begins(line: str) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n09:00 {line}\n10:00 Slutt\n")
    ((title, _, _),) = facts(draft, "superEvent")
    assert title.strip("«»") == "Bruer av tre"
    assert facts(draft, "performer") == {(title, "performer", "Astrid Myrdal")}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "Pause"),
        ("nb", "Kaffepause"),
        ("nb", "Lunsj på kaia"),
        ("nn", "Registrering og kaffi"),
        ("da", "Frokost"),
        ("sv", "Fika"),
        ("en", "Coffee and cake"),
        ("en", "Lunch"),
        ("en", "Reception hosted by the mayor"),
    ],
)
def test_breaks(language: str, line: str) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n09:00 Bruer av tre\n10:00 {line}\n11:00 Tau\n", language)
    assert {title for title, _, _ in facts(draft, "superEvent")} == {"Bruer av tre", "Tau"}


def test_without_a_day_there_are_no_times() -> None:
    draft = read("Bruseminaret\n\n09:00 Bruer av tre\n10:00 Tau og tjære\n", issued="2031")
    assert facts(draft, "startDate", "endDate") == set()
    assert len(facts(draft, "superEvent")) == 2


def test_a_day_without_year_takes_that_of_the_document_or_none() -> None:
    text = "Bruseminaret 6. mai\n\n09:00 Bruer av tre\n10:00 Tau og tjære\n"
    assert ("Bruer av tre", "startDate", "2031-05-06T09:00:00+02:00") in facts(read(text, issued="2031-04-01"))
    assert ("Bruer av tre", "startDate", "--05-06T09:00") in facts(read(text))


def test_an_end_in_brackets() -> None:
    draft = read("Bruseminaret 6. mai 2031\n\n09:00 Bruer av tre\n10:00 Takk for i dag (Slutt kl. 10.30)\n")
    assert ("endDate", "2031-05-06T10:30:00+02:00") in {f[1:] for f in facts(draft) if f[0].startswith("Bruseminaret")}


def test_the_day_and_the_time_are_both_evidence() -> None:
    draft = read("Bruseminaret 6. mai 2031\n\n09:00 Bruer av tre\n10:00 Slutt\n")
    places = {
        draft.printed(f.span)
        for f in draft.all_facts()
        if f.subject.label == "Bruer av tre" and f.predicate.endswith("startDate")
    }
    assert places == {"09:00", "6. mai 2031"}


def test_two_sessions_of_one_name_are_two() -> None:
    draft = read("Bruseminaret 6. mai 2031\n\n09:00 Spørsmål og svar\n10:00 Tau\n11:00 Spørsmål og svar\n")
    assert [e.label for e in draft.entities if e.kind == "Event"].count("Spørsmål og svar") == 2
    assert {time for name, _, time in facts(draft, "startDate") if name == "Spørsmål og svar"} == {
        "2031-05-06T09:00:00+02:00", "2031-05-06T11:00:00+02:00",
    }  # fmt: skip


def test_sessions_in_the_other_languages() -> None:
    texts = {
        "nn": "Bruseminaret 6. mai 2031\n\n09:00 Velkomen ved rektor Kari Moe\n10:00 Slutt\n",
        "da": "Broseminaret 6. maj 2031\n\n09:00 Velkomst ved rektor Kari Moe\n10:00 Slut\n",
        "sv": "Broseminariet 6 maj 2031\n\n09:00 Välkomna – rektor Kari Moe\n10:00 Slut\n",
        "en": "Bridge seminar 6 May 2031\n\n09:00 Welcome by director Kari Moe\n10:00 End\n",
    }
    for language, text in texts.items():
        draft = read(text, language)
        assert [name for _, _, name in facts(draft, "performer")] == ["Kari Moe"], language
        assert {time for _, _, time in facts(draft, "endDate")} == {"2031-05-06T10:00:00+02:00"}, language


def test_two_days_under_one_title() -> None:
    text = "Brudagene 6.-7. mai 2031\n\nDag én\n\n09:00 Tau\n10:00 Tre\n\nDag to\n\n08:00 Stein\n09:00 Stål\n"
    draft = read(text)
    assert {title for title, _, _ in facts(draft, "superEvent")} == {"Tau", "Tre", "Stein", "Stål"}


def test_a_panel_alone_is_its_own_title() -> None:
    draft = read(
        "Seminar 3. mai 2031\n\nProgram\n\n09:00 Åpning\n09:10 Panelsamtale mellom Havnerådet og Kystdirektoratet\n"
    )
    assert facts(draft, "performer") == {
        ("Panelsamtale", "performer", "Havnerådet"),
        ("Panelsamtale", "performer", "Kystdirektoratet"),
    }


@pytest.mark.parametrize(
    ("language", "line", "start", "end"),
    [
        ("en", "Time: 12 March 2031, 08:30 to 10:00", "08:30", "10:00"),
        ("nb", "Tidspunkt: 12. mars 2031, 08:30–10:00", "08:30", "10:00"),
        ("da", "Tid: 12. marts 2031 kl. 10-15", "10:00", "15:00"),
    ],
)
def test_the_hours_of_an_event_are_read_as_they_are_written(language: str, line: str, start: str, end: str) -> None:
    draft = read(f"Brumøte\n\n{line}\n\nProgram\n\n10:00 Tau\n11:00 Planker\n", language)
    moments = {(p, time[:16]) for name, p, time in facts(draft, "startDate", "endDate") if name == "Brumøte"}
    assert moments == {("startDate", f"2031-03-12T{start}"), ("endDate", f"2031-03-12T{end}")}


def test_what_ends_past_midnight_ends_the_next_day() -> None:
    draft = read("Brumøte\n\nTid: 31. mai 2031 kl. 22.00–02.00\n\nProgram\n\n22:00 Tau\n23:00 Planker\n")
    assert ("Brumøte", "endDate", "2031-06-01T02:00:00+02:00") in facts(draft)


def test_the_word_before_a_list_of_speakers_is_not_in_the_title() -> None:
    draft = read(
        "Brumøte 6. mai 2031\n\nProgram\n\n09:00 Åpning\n"
        "09:10 Samtale om tau. Deltakere: Havnerådet, Kystdirektoratet\n"
    )
    assert facts(draft, "performer") == {
        ("Samtale om tau", "performer", "Havnerådet"),
        ("Samtale om tau", "performer", "Kystdirektoratet"),
    }


def test_the_moderator_has_that_role_at_the_event() -> None:
    draft = read(
        "Brumøte 6. mai 2031\n\nProgram\n\nModerator: Sigrun Haukvik, rådgiver i Havnerådet\n\n"
        "09:00 Tau\n09:10 Planker\n"
    )
    assert roles(draft) == {
        ("Sigrun Haukvik", "moderator", "Brumøte 6. mai 2031"),
        ("Sigrun Haukvik", "rådgiver", "Havnerådet"),
    }
    assert ("Brumøte 6. mai 2031", "performer", "Sigrun Haukvik") in facts(draft)


TRACKS = """Brudagene 6. mai 2031

09.00 Åpning ved Sigrun Haukvik
10.00–11.30 Parallelle sesjoner

A. Bruer av tre
Møteleder: Kari Moe, Havnerådet
Sal: Ferjesalen
10.00 Furu og gran. Henning Skarstein, Bruetaten
10.40 Tjære v/ Astrid Myrdal, Tindvik kommune

B. Bruer av stål
10.00 Rust v/ Olav Stenersen, Kaivik kommune

11.30 Avslutning: Hva nå?
Solveig Utne
"""


def test_parallel_sessions_hold_the_talks_that_stand_under_them() -> None:
    draft = read(TRACKS)
    assert facts(draft, "superEvent") == {
        ("Åpning", "superEvent", "Brudagene 6. mai 2031"),
        ("Bruer av tre", "superEvent", "Brudagene 6. mai 2031"),
        ("Furu og gran", "superEvent", "Bruer av tre"),
        ("Tjære", "superEvent", "Bruer av tre"),
        ("Bruer av stål", "superEvent", "Brudagene 6. mai 2031"),
        ("Rust", "superEvent", "Bruer av stål"),
        ("Avslutning: Hva nå?", "superEvent", "Brudagene 6. mai 2031"),
    }
    assert ("Bruer av stål", "endDate", "2031-05-06T11:30:00+02:00") in facts(draft)
    assert ("Rust", "startDate", "2031-05-06T10:00:00+02:00") in facts(draft)


def test_who_leads_a_session_and_its_hall() -> None:
    draft = read(TRACKS)
    assert {f for f in facts(draft, "performer", "location") if f[0] == "Bruer av tre"} == {
        ("Bruer av tre", "performer", "Kari Moe"),
        ("Bruer av tre", "location", "Ferjesalen"),
    }
    assert ("Kari Moe", "møteleder", "Bruer av tre") in roles(draft)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nb",
            "Brudagene 2031\n\n6.–7. mai 2031\n\nDag 1\n\n09:00 Tau\n10:00 Tre\n\nDag 2\n\n08:00 Stein\n09:00 Stål\n",
        ),
        (
            "sv",
            "Brodagarna 2031\n\nDatum: 6–7 maj 2031\n\nDag 1 – tisdag 6 maj\n\n09:00 Tau\n10:00 Tre\n\n"
            "Dag 2 – onsdag 7 maj\n\n10:00 Stein\n11:00 Stål\n",
        ),
        (
            "en",
            "Bridge Conference\n\n6–7 May 2031, Tindvik\n\nTuesday 6 May\n\n09:00 Tau\n10:00 Tre\n\n"
            "Wednesday 7 May\n\n10:00 Stein\n11:00 Stål\n",
        ),
    ],
)
def test_the_days_of_a_programme(language: str, text: str) -> None:
    draft = read(text, language)
    days = {name: time[:10] for name, _, time in facts(draft, "startDate")}
    assert (days["Tau"], days["Stein"]) == ("2031-05-06", "2031-05-07")
    (event,) = {over for _, _, over in facts(draft, "superEvent")}
    assert (event, "endDate", "2031-05-07") in facts(draft)


@pytest.mark.parametrize(
    "line",
    [
        "09.00–09.30\tBruer av tre\tAstrid Myrdal, professor, Havnerådet",
        "09.00–09.30 | Bruer av tre | Astrid Myrdal, professor, Havnerådet",
        "09.00–09.30 Bruer av tre     Astrid Myrdal",
        "09.00–09.30 Professor Astrid Myrdal, Havnerådet: Bruer av tre",
        "Kl. 09.00–09.30: Bruer av tre v/ Astrid Myrdal",
        "0900-0930 Bruer av tre v/ Astrid Myrdal",
        "• 9.00–9.30 Bruer av tre v/ Astrid Myrdal",
        "9:00 AM – 9:30 AM Bruer av tre v/ Astrid Myrdal",
        "09.00–09.30 Bruer av tre\nVi går gjennom alt som er nytt\nv/ Astrid Myrdal",
        "09.00–09.30 Bruer av tre\n\nAstrid Myrdal, Havnerådet",
    ],
)
def test_columns_and_clocks(line: str) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n{line}\n\n10.00 Tau\n")
    assert {f for f in facts(draft) if f[0] == "Bruer av tre"} == {
        ("Bruer av tre", "superEvent", "Bruseminaret 6. mai 2031"),
        ("Bruer av tre", "performer", "Astrid Myrdal"),
        ("Bruer av tre", "startDate", "2031-05-06T09:00:00+02:00"),
        ("Bruer av tre", "endDate", "2031-05-06T09:30:00+02:00"),
    }


def test_one_line_under_the_word_programme_is_one() -> None:
    draft = read("Bruseminaret 6. mai 2031\n\nProgram\n\n09:00 Bruer av tre v/ Astrid Myrdal\n")
    assert facts(draft, "superEvent") == {("Bruer av tre", "superEvent", "Bruseminaret 6. mai 2031")}


def test_the_hours_of_the_whole_event_are_no_session() -> None:
    draft = read("Seminar om tau\n\nTirsdag 6. mai 2031\n09.00–11.00\nGamlekaia, Tindvik\n\n09.00\nTau\n\n10.00\nTre\n")
    assert {f for f in facts(draft) if f[0] == "Seminar om tau"} >= {
        ("Seminar om tau", "startDate", "2031-05-06T09:00:00+02:00"),
        ("Seminar om tau", "endDate", "2031-05-06T11:00:00+02:00"),
    }
    assert {name for name, _, _ in facts(draft, "superEvent")} == {"Tau", "Tre"}


def test_one_o_clock_after_twelve_is_in_the_afternoon() -> None:
    draft = read("Rope Seminar 6 May 2031\n\n11:00 Rope\n12:00 Lunch\n1:00 Tar\n2:30 Wood\n", "en")
    assert {time[11:16] for name, _, time in facts(draft, "startDate") if name in ("Tar", "Wood")} == {"13:00", "14:30"}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "Bruetaten og Havnerådet inviterer til en dag om bruer."),
        ("nn", "Bruseminaret vert arrangert av Bruetaten og Havnerådet."),
        ("da", "Dagen arrangeres af Bruetaten og Havnerådet."),
        ("sv", "Arrangörer: Bruetaten och Havnerådet"),
        ("en", "Hosted by Bruetaten and Havnerådet."),
    ],
)
def test_who_arranges_what_has_a_programme(language: str, line: str) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n{line}\n\nProgram\n\n09:00 Tau\n10:00 Tre\n", language)
    assert {body for _, _, body in facts(draft, "organizer")} == {"Bruetaten", "Havnerådet"}


def test_programme_for_is_no_part_of_the_name() -> None:
    draft = read("Program for nettverksmøte om bruer\n\n6. mai 2031\n\n09:00 Tau\n10:00 Tre\n")
    assert "nettverksmøte om bruer" in named(draft, "Event")


def test_a_body_in_a_panel_that_a_person_is_of_does_not_speak_itself() -> None:
    draft = read(
        "Brudagene 6. mai 2031\n\n09:00 Åpning\n"
        "10:00 Hva nå? Panelsamtale med Kari Moe (Havnerådet), Olav Stenersen i Bruetaten og Kystverket\n"
    )
    assert {who for what, _, who in facts(draft, "performer") if what == "Hva nå?"} == {
        "Kari Moe", "Olav Stenersen", "Kystverket",
    }  # fmt: skip


def test_talks_within_a_session_are_parts_of_it() -> None:
    draft = read(
        "Brudagene 6. mai 2031\n\n09.00–10.00 Tre korte innlegg\n09.00 Tau\n09.20 Tre\n09.40 Tjære\n10.00 Stål\n"
    )
    assert facts(draft, "superEvent") == {
        ("Tre korte innlegg", "superEvent", "Brudagene 6. mai 2031"),
        ("Tau", "superEvent", "Tre korte innlegg"),
        ("Tre", "superEvent", "Tre korte innlegg"),
        ("Tjære", "superEvent", "Tre korte innlegg"),
        ("Stål", "superEvent", "Brudagene 6. mai 2031"),
    }


def test_a_heading_on_the_event_is_not_its_name() -> None:
    draft = read("Fagdag: Tau og tjære i distriktet\n\nBakgrunn\n\nTau er viktig.\n\nProgram\n\n09:00 Tau\n10:00 Tre\n")
    assert {over for _, _, over in facts(draft, "superEvent")} == {"Tau og tjære i distriktet"}
    draft = read("Fagseminar: Tau og tjære i distriktet\n\nProgram\n\n09:00 Tau\n10:00 Tre\n")
    assert {over for _, _, over in facts(draft, "superEvent")} == {"Tau og tjære i distriktet"}


def test_halls_of_sessions_are_not_where_the_event_is() -> None:
    draft = read("Brudagene 6. mai 2031\n\nSted: Grand Kaia Hotel, eller digitalt\n\n" + TRACKS.partition("\n\n")[2])
    assert {place for what, _, place in facts(draft, "location") if what.startswith("Brudagene")} == {
        "Grand Kaia Hotel"
    }


def test_a_document_that_is_a_programme_is_named_by_its_title() -> None:
    draft = read(
        "Tau uten ende 2031\n\nProgram\n\nTirsdag 6. mai 2031, Gamlekaia kulturhus\n"
        "Dagen arrangeres av Havnerådet\n\nFormiddag\n\n"
        "09:00 Tau\n10:00 Tre\n11:00 Tjære\n12:00 Stål\n"
    )
    assert {over for _, _, over in facts(draft, "superEvent")} == {"Tau uten ende 2031"}
    assert facts(draft, "organizer", "location") == {
        ("Tau uten ende 2031", "organizer", "Havnerådet"),
        ("Tau uten ende 2031", "location", "Gamlekaia kulturhus"),
    }


def test_what_a_dash_parts_from_the_name_is_left_out_of_its_short_form() -> None:
    draft = read("Brudagene 2031 – sammen om tau\n\nTid: 6. mai 2031\n\n09:00 Tau\n10:00 Tre\n")
    assert set(entity(draft, "Brudagene 2031").names) == {"Brudagene 2031 – sammen om tau", "Brudagene 2031"}


def test_a_talk_between_two_after_a_dash_is_not_in_the_title() -> None:
    draft = read(
        "Brudagene 6. mai 2031\n\n09:00 «Våg å spørre» - en samtale mellom Kari Moe og Olav Stenersen\n10:00 Tau\n"
    )
    assert {what for what, _, _ in facts(draft, "performer")} == {"«Våg å spørre»"}


SHORT = "\n\n6. mai 2031\n\n09:00 Tau\n10:00 Tre\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Her er programmet for Kaidagene i Tindvik", "Kaidagene"),
        ("Program Kaidagene, Tindvik", "Kaidagene"),
        ("Kaidagene – foreløpig program", "Kaidagene"),
        ("Välkommen till konferensen Rep för alla", "Rep för alla"),
        ("Invitasjon til konferansen «Tau for alle»", "Tau for alle"),
    ],
)
def test_a_title_holds_the_name_of_the_event(title: str, name: str) -> None:
    draft = read(title + SHORT)
    (event,) = [e for e in draft.entities if e.scope == "main"]
    assert name in {printed.strip("«»") for printed in event.names}


def test_a_trail_of_links_above_the_title_is_no_name() -> None:
    draft = read("Hjem / Kalender\n\nKaidagene 2031" + SHORT)
    assert {over for _, _, over in facts(draft, "superEvent")} == {"Kaidagene 2031"}


def test_an_event_named_before_a_programme_without_a_name_is_the_programmes() -> None:
    draft = read(
        "Nytt fra kaia\n\nVelkommen til Kaidagene 6. mai 2031!\n\nDette skjer\n\n"
        "09:00 Tau\n10:00 Tre\n11:00 Tjære\n12:00 Stål\n"
    )
    (event,) = [e for e in draft.entities if e.kind == "Event" and e.scope != "session"]
    assert "Kaidagene" in event.names


def test_the_name_without_its_year_is_the_event_too() -> None:
    draft = read(
        "Taulabben 2031: Tau for alle\n\nTid: 6. mai 2031\n\n09:00 Tau\n10:00 Tre\n\n"
        "Taulabben arrangeres av Havnerådet."
    )
    assert {body for _, _, body in facts(draft, "organizer")} == {"Havnerådet"}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", "Bakom dagen står Havnerådet och Bruetaten."),
        ("nb", "Havnerådet og Bruetaten er vertskap for dagen."),
        ("en", "Havnerådet and Bruetaten are hosts of the day."),
    ],
)
def test_hosts(language: str, line: str) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n{line}\n\nProgram\n\n09:00 Tau\n10:00 Tre\n", language)
    assert {body for _, _, body in facts(draft, "organizer")} == {"Havnerådet", "Bruetaten"}


def test_the_days_told_above_a_programme_by_days() -> None:
    draft = read(
        "Kaidagene 2031\n\nDagene går av stabelen 6.–7. mai på kaia.\n\nTirsdag 6. mai\n\n09:00 Tau\n10:00 Tre\n\n"
        "Onsdag 7. mai\n\n09:00 Tjære\n10:00 Stål\n"
    )
    assert ("Kaidagene 2031", "endDate", "2031-05-07") in facts(draft)
