"""Events that running text names."""

import pytest

from tests.graph_builder.reading import facts, kinds, named, read


@pytest.mark.parametrize(
    ("language", "text", "event", "notation"),
    [
        ("nb", "Alle var på Ferjekonferansen i går.", "Ferjekonferansen", "conference"),
        ("nb", "Alle var på Ferjedagene 2031.", "Ferjedagene 2031", "conference"),
        ("nb", "Alle var på seminaret «Tau for alle» i går.", "Tau for alle", "seminar"),
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


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("nb", "Ferjekonferansen gikk av stabelen 7. juni i fjor.", "2030-06-07"),
        ("nb", "Ferjekonferansen er lørdag 7. juni.", "2031-06-07"),
        ("nn", "Ferjekonferansen vert halden laurdag 7. juni.", "2031-06-07"),
        ("nn", "Ferjekonferansen er 7. til 8. juni.", "2031-06-07"),
        ("da", "Færgekonferencen er lørdag den 7. juni.", "2031-06-07"),
        ("sv", "Färjekonferensen är lördagen den 7 juni.", "2031-06-07"),
        ("en", "The Ferry Seminar is on Saturday 7 June.", "2031-06-07"),
    ],
)
def test_the_day_told_in_other_words(language: str, text: str, start: str) -> None:
    draft = read(text, language, issued="2031-03-12")
    assert {value for _, _, value in facts(draft, "startDate")} == {start}


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


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("nb", "Havnerådet inviterer til folkemøte i Tindvik onsdag 26. mars 2031 kl. 18.00.", "folkemøte i Tindvik"),
        ("nn", "Havnerådet inviterer til ope webinar om tau 26. mars 2031 kl. 18.00.", "ope webinar om tau"),
        ("da", "Havnerådet holder pressemøde om tov den 26. marts 2031 kl. 18.00.", "pressemøde om tov"),
        (
            "sv",
            "Havnerådet bjuder in till öppet webbinarium om rep den 26 mars 2031 kl 18.00.",
            "öppet webbinarium om rep",
        ),
        (
            "en",
            "Havnerådet hosts a kick-off seminar at the quay on 26 March 2031 at 18:00.",
            "kick-off seminar",
        ),
        ("en", "Havnerådet hosts a seminar on ropes on 26 March 2031 at 18:00.", "seminar on ropes"),
    ],
)
def test_what_has_a_day_and_no_name_is_an_event(language: str, text: str, event: str) -> None:
    draft = read(text, language)
    assert named(draft, "Event") == {event}
    assert facts(draft, "startDate", "organizer") == {
        (event, "startDate", "2031-03-26T18:00:00+01:00"),
        (event, "organizer", "Havnerådet"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Det er fysisk oppmøte 3. mai 2031.",
        "Hvert seminar er kort.",
        "Et seminar er nyttig.",
        "Vi lærte mye av et møte med havet.",
    ],
)
def test_a_word_for_a_kind_of_event_alone_is_none(text: str) -> None:
    assert named(read(text), "Event") == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Havnerådet og Bruetaten inviterer til Ferjekonferansen 3. mai 2031."),
        ("nn", "I mai 2031 arrangerer Havnerådet og Bruetaten konferansen «Tau for alle»."),
        ("da", "Færgekonferencen arrangeres af Havnerådet og Bruetaten."),
        ("sv", "Färjekonferensen arrangeras av Havnerådet och Bruetaten."),
        ("en", "The Ferry Conference is organised by Havnerådet and Bruetaten."),
    ],
)
def test_all_who_arrange_are_read(language: str, text: str) -> None:
    assert {body for _, _, body in facts(read(text, language), "organizer")} == {"Havnerådet", "Bruetaten"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Ferjekonferansen ble holdt i Solvik 3. mai 2031. Sigrun Haukvik åpnet konferansen."),
        ("nn", "Ferjekonferansen vart halden i Solvik. På konferansen snakka Sigrun Haukvik om tau."),
        ("da", "Færgekonferencen blev holdt i Solvik. På konferencen talte Sigrun Haukvik."),
        ("sv", "Färjekonferensen hölls i Solvik. Konferensen öppnades av Sigrun Haukvik."),
        ("en", "The Ferry Conference was held in Solvik. The conference was opened by Sigrun Haukvik."),
        ("nb", "Havnerådet inviterer til folkemøte 3. mai 2031 kl. 18. Der vil Sigrun Haukvik fortelle om tau."),
        ("nb", "Havnerådet inviterer til folkemøte 3. mai 2031 kl. 18. Møtet ledes av Sigrun Haukvik."),
    ],
)
def test_the_event_at_hand(language: str, text: str) -> None:
    draft = read(text, language)
    (event,) = [e.label for e in draft.entities if e.kind == "Event" and e.scope != "session"]
    assert facts(draft, "performer") == {(event, "performer", "Sigrun Haukvik")}


def test_a_conference_of_another_section_is_not_at_hand_when_there_are_two() -> None:
    draft = read(
        "Tau\n\nFerjekonferansen ble holdt i Solvik.\n\nTjære\n\nKaikonferansen ble holdt i Tindvik.\n\n"
        "Konferansen åpnet med tale ved Sigrun Haukvik."
    )
    assert facts(draft, "performer") == {("Kaikonferansen", "performer", "Sigrun Haukvik")}


@pytest.mark.parametrize(
    ("language", "text", "guest"),
    [
        ("nb", "På Ferjekonferansen deltok Sigrun Haukvik.", "Sigrun Haukvik"),
        ("da", "Til Færgekonferencen kom repræsentanter fra Havnerådet.", "Havnerådet"),
        ("en", "Sigrun Haukvik attended the Ferry Conference.", "Sigrun Haukvik"),
    ],
)
def test_who_takes_part_and_does_not_speak(language: str, text: str, guest: str) -> None:
    draft = read(text, language)
    assert {who for _, _, who in facts(draft, "attendee")} == {guest}
    assert facts(draft, "performer") == set()


def test_a_venue_is_told_by_its_town() -> None:
    draft = read("Färjekonferensen hölls på Norra Kajen i Solvik den 3 maj 2031.", "sv")
    assert {place for _, _, place in facts(draft, "location")} == {"Norra Kajen", "Solvik"}


def test_the_year_of_the_name_is_that_of_its_days() -> None:
    draft = read("Ferjekonferansen 2031 ble holdt 3. mai. En annen dag var 4. mai 2029, en tredje 5. mai 2030.")
    assert facts(draft, "startDate") == {("Ferjekonferansen 2031", "startDate", "2031-05-03")}


def test_launches_by_several_names_are_one() -> None:
    draft = read(
        "Hun talte på lanseringsarrangementet for tauet 3. mai 2031.\n\nMange kom til oppstartsarrangementet.\n\n"
        "Ferjekonferansen ble holdt i Solvik 7. juni 2031. Alle var på Solvikkonferansen."
    )
    assert len(named(draft, "Event")) == 2


def test_two_launches_of_two_days_are_two() -> None:
    draft = read(
        "Lanseringsarrangementet for tauet ble holdt 3. mai 2031.\n\nOppstartsarrangementet ble holdt 4. juni 2031."
    )
    assert {day for _, _, day in facts(draft, "startDate")} == {"2031-05-03", "2031-06-04"}
    assert len(named(draft, "Event")) == 2


def test_a_talk_in_another_section_is_the_title_events() -> None:
    draft = read(
        "Havnerådet ønsker velkommen til Havnekonferansen\n\nEt bilde av kaia\n\n"
        "«Vi bygger kaier av tre i år,» sa Kari Haukvik i sitt velkomstinnlegg.\n"
    )
    assert ("velkomstinnlegg", "superEvent", "Havnekonferansen") in facts(draft, "superEvent")


def test_guests_told_with_what_they_are() -> None:
    draft = read(
        "Havnekonferansen var i Tindvik. Til konferansen kom representanter fra den norske etaten Havneetaten "
        "og den svenske statlige etaten Havnverket."
    )
    assert {guest for _, _, guest in facts(draft, "attendee")} == {"Havneetaten", "Havnverket"}
