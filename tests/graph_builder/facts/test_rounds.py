"""Rounds of application and procurements."""

import pytest

from tests.graph_builder.reading import facts, kinds, named, read


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        (
            "nb",
            "Neste utlysning åpner 6. mars 2031 og har søknadsfrist 18. september 2031 kl. 13.00.",
            "Neste utlysning",
        ),
        ("nn", "Neste utlysing opnar 6. mars 2031 og har søknadsfrist 18. september 2031 kl. 13.00.", "Neste utlysing"),
        ("da", "Næste ansøgningsrunde åbner 6. marts 2031 med ansøgningsfrist den 18. september 2031 kl. 13.00.", None),
        ("sv", "Nästa utlysning öppnar den 6 mars 2031 och stänger den 18 september 2031 kl 13.00.", "Nästa utlysning"),
        ("en", "The next call for proposals opens on 6 March 2031; the deadline is 18 September 2031 at 13:00.", None),
    ],
)
def test_when_a_round_opens_and_closes(language: str, text: str, event: str | None) -> None:
    draft = read(text, language)
    (name,) = named(draft, "Event")
    assert event in (None, name)
    assert {(p, time[:16]) for _, p, time in facts(draft, "startDate", "endDate")} == {
        ("startDate", "2031-03-06"),
        ("endDate", "2031-09-18T13:00"),
    }


def test_a_deadline_before_the_word() -> None:
    draft = read("Søknadsfrist for neste runde er 20. august 2031.")
    assert facts(draft, "endDate") == {("neste runde", "endDate", "2031-08-20")}


def test_a_round_that_nothing_is_told_of_is_none() -> None:
    assert named(read("Utlysningen var god. Vi venter på neste utlysning."), "Event") == set()


def test_a_round_of_a_programme_is_about_it() -> None:
    draft = read("Havnerådet har behandlet årets utlysning i TAUSTART-programmet.")
    assert {what for _, _, what in facts(draft, "about")} == named(draft, "Programme")
    assert {body for _, _, body in facts(draft, "organizer")} == {"Havnerådet"}


def test_a_procurement() -> None:
    draft = read(
        "Havnerådet har skrevet kontrakt med Tau AS.\n\nKonkurransen ble lyst ut på Doffin i april 2031. "
        "Fem leverandører leverte tilbud. Kontrakt ble inngått 3. juni 2031."
    )
    assert kinds(draft, "Event") == {"Konkurransen": "procurement"}
    assert facts(draft, "startDate", "endDate", "organizer") == {
        ("Konkurransen", "startDate", "2031-04"),
        ("Konkurransen", "endDate", "2031-06-03"),
        ("Konkurransen", "organizer", "Havnerådet"),
    }


def test_a_contest_is_no_procurement() -> None:
    assert named(read("Konkurransen var hard, og Kari Moe løp fortest."), "Event") == set()
