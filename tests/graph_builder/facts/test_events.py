"""Events that running text names."""

import pytest

from tests.graph_builder.reading import facts, kinds, named, read


@pytest.mark.parametrize(
    ("language", "text", "event", "notation"),
    [
        ("nb", "Alle var på Ferjekonferansen i går.", "Ferjekonferansen", "conference"),
        ("nb", "Alle var på Ferjedagene 2031.", "Ferjedagene 2031", "conference"),
        ("nb", "Alle var på seminaret «Tau for alle» i går.", "Tau for alle", "meeting"),
        ("nn", "Alle var på Ferjedagane i går.", "Ferjedagane", "conference"),
        ("da", "Alle var til Færgekonferencen i går.", "Færgekonferencen", "conference"),
        ("sv", "Alla var på Färjedagarna i går.", "Färjedagarna", "conference"),
        ("en", "All were at Ferry Conference 2031.", "Ferry Conference 2031", "conference"),
    ],
)
def test_named_events(language: str, text: str, event: str, notation: str) -> None:
    assert kinds(read(text, language), "Event") == {event: notation}


@pytest.mark.parametrize("text", ["Vi holdt et møte.", "Møtet var langt.", "Dagene er lange om sommeren."])
def test_what_names_no_event(text: str) -> None:
    assert named(read(text), "Event") == set()


def test_when_and_where_it_was_held() -> None:
    draft = read("Ferjedagene ble holdt i Tindvik 7.-8. juni 2031.")
    assert facts(draft) == {
        ("Ferjedagene", "startDate", "2031-06-07"),
        ("Ferjedagene", "endDate", "2031-06-08"),
        ("Ferjedagene", "location", "Tindvik"),
    }


def test_a_day_in_another_sentence_is_not_the_events() -> None:
    draft = read("Alle var på Ferjedagene. Ferja ble levert i Tindvik 7. juni 2031.")
    assert facts(draft, "startDate", "location") == set()


def test_who_invites_arranges() -> None:
    draft = read("Havnerådet inviterer til Ferjedagene 3. mai 2031.")
    assert facts(draft) == {
        ("Ferjedagene", "organizer", "Havnerådet"),
        ("Ferjedagene", "startDate", "2031-05-03"),
    }


def test_who_spoke_there_performs_and_who_was_only_named_does_not() -> None:
    assert facts(read("Sigrun Haukvik åpnet Ferjedagene.")) == {("Ferjedagene", "performer", "Sigrun Haukvik")}
    assert facts(read("Sigrun Haukvik var syk under Ferjedagene.")) == set()


def test_an_event_named_twice_is_one() -> None:
    draft = read("Ferjedagene 2031 ble holdt i Tindvik.\n\nSigrun Haukvik åpnet Ferjedagene.")
    assert named(draft, "Event") == {"Ferjedagene 2031"}
    assert ("Ferjedagene 2031", "performer", "Sigrun Haukvik") in facts(draft)


def test_a_day_in_a_sentence_that_does_not_say_it_was_held_is_not_the_events() -> None:
    assert facts(read("Vi leste 7. juni 2031 om Ferjedagene, og bodde i Tindvik.")) == set()


def test_an_event_with_a_year_in_its_name_was_that_year() -> None:
    assert facts(read("Alle var på Ferjedagene 2031."), "startDate") == {("Ferjedagene 2031", "startDate", "2031")}


def test_a_name_with_its_year_and_the_same_without_are_one_event_in_two_spellings() -> None:
    draft = read(
        "Konferansen Fremtidens ferjer ble arrangert i Tindvik 7. juni 2031. "
        "Alle var på konferansen Framtidens ferjer 2031."
    )
    assert len(named(draft, "Event")) == 1
    draft = read("Konferansen Fremtidens ferjer 2030 var god. Alle var på konferansen Framtidens ferjer 2031.")
    assert len(named(draft, "Event")) == 2


def test_the_hours_of_a_meeting_in_running_text() -> None:
    draft = read("Et leverandørdialogmøte ble gjennomført 22. mars 2031 kl. 09.30-12.00.")
    assert facts(draft, "startDate", "endDate") == {
        ("leverandørdialogmøte", "startDate", "2031-03-22T09:30:00+01:00"),
        ("leverandørdialogmøte", "endDate", "2031-03-22T12:00:00+01:00"),
    }


def test_those_who_arrange_it_together() -> None:
    draft = read(
        "Om Ferjekonferansen:\n\n • Den holdes hvert år.\n"
        " • Havnerådet og Kystdirektoratet samarbeider om arrangementet.\n"
    )
    assert facts(draft, "organizer") == {
        ("Ferjekonferansen", "organizer", "Havnerådet"),
        ("Ferjekonferansen", "organizer", "Kystdirektoratet"),
    }
