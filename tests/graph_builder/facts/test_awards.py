"""Prizes: who confers them, is nominated, wins, judges; the sum, the day, the ceremony."""

import pytest

from tests.graph_builder.reading import entity, facts, kinds, named, read, roles

PRIZE = "Ferjeprisen"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Tindvik kommune vant {PRIZE}.", {(PRIZE, "winner", "Tindvik kommune")}),
        (f"Vinneren av {PRIZE} er Tindvik kommune.", {(PRIZE, "winner", "Tindvik kommune")}),
        (
            f"Kaivik kommune og Solvik kommune er nominert til {PRIZE}.",
            {(PRIZE, "nominee", "Kaivik kommune"), (PRIZE, "nominee", "Solvik kommune")},
        ),
        (
            f"{PRIZE} er her. Juryen består av Sigrun Haukvik og Olav Stenersen.",
            {(PRIZE, "juror", "Sigrun Haukvik"), (PRIZE, "juror", "Olav Stenersen")},
        ),
        ("Vi skal dele ut Havnerådets ferjepris.", {("ferjepris", "conferredBy", "Havnerådet")}),
        (f"Tindvik kommune liker {PRIZE}.", set()),
        ("Tindvik kommune vant kampen. Juryen består av Sigrun Haukvik.", set()),
    ],
)
def test_prizes(text: str, found: set[tuple[str, str, str]]) -> None:
    assert facts(read(text)) == found


def test_the_year_of_a_name_is_the_prizes_when_no_day_is_told() -> None:
    draft = read("Tindvik kommune vant Ferjeprisen 2031.")
    assert facts(draft, "startDate") == {("Ferjeprisen 2031", "startDate", "2031")}


@pytest.mark.parametrize(
    ("language", "text", "prize"),
    [
        ("nb", "Juryen deler ut Ferjeprisen for kystkommuner i dag.", "Ferjeprisen for kystkommuner"),
        ("nb", "Hun er nominert til Årets ferjemann.", "Årets ferjemann"),
        ("nn", "Juryen deler ut Ferjeprisen for arbeidet med tau.", "Ferjeprisen"),
        ("da", "Nu uddeles Den Maritime Idépris 2031.", "Den Maritime Idépris 2031"),
        ("sv", "Vinnaren får Färjepriset 2031.", "Färjepriset 2031"),
        ("en", "The winner of the Nordic Ferry Award 2031 is here.", "Nordic Ferry Award 2031"),
        ("nb", "Tauet ble kåret til Årets lyse tau i går, og vant innovasjonsprisen Årets lyse tau.", "Årets lyse tau"),
        ("nb", "Lange Tau deles ut hvert år. Alle vil ha Lange Tau.", "Lange Tau"),
        ("sv", "Priset Långa repet 2031 går till Tindvik kommun.", "Långa repet 2031"),
        ("nb", "Tindvik kommune er nominert til Lange Tau 2031 i dag.", "Lange Tau 2031"),
    ],
)
def test_names_of_prizes(language: str, text: str, prize: str) -> None:
    assert named(read(text, language), "Award") == {prize}


@pytest.mark.parametrize("text", ["Boligprisen steg i fjor.", "Vinneren har lav enhetspris.", "Timeprisen er høy."])
def test_what_things_cost_is_no_prize(text: str) -> None:
    assert named(read(text), "Award") == set()


@pytest.mark.parametrize(
    ("language", "text", "winner"),
    [
        ("nb", "Tindvik kommune ble tirsdag tildelt Ferjeprisen.", "Tindvik kommune"),
        ("nb", "Ferjeprisen gikk til Tindvik kommune.", "Tindvik kommune"),
        ("nb", "Sigrun Haukvik fikk Ferjeprisen.", "Sigrun Haukvik"),
        ("nn", "Ferjeprisen er komen. Vinnaren er Tindvik kommune.", "Tindvik kommune"),
        ("da", "Færgeprisen er her. Prisen gik til Tindvik Kommune.", "Tindvik Kommune"),
        ("sv", "Tindvik kommun fick Färjepriset.", "Tindvik kommun"),
        ("en", "Tindvik Municipality has won the Ferry Award.", "Tindvik Municipality"),
    ],
)
def test_winners(language: str, text: str, winner: str) -> None:
    assert {w for _, _, w in facts(read(text, language), "winner")} == {winner}


def test_where_the_winner_works_wins_nothing() -> None:
    draft = read("Sigrun Haukvik i Havnerådet vant Ferjeprisen.")
    assert {w for _, _, w in facts(draft, "winner")} <= {"Sigrun Haukvik"}


def test_last_years_winner_is_not_this_years() -> None:
    draft = read("Ferjeprisen deles ut i dag. Vinneren er Tindvik kommune. Fjorårets vinner var Solvik kommune.")
    assert {w for _, _, w in facts(draft, "winner")} == {"Tindvik kommune"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Ferjeprisen deles ut. Finalistene er:\n\n• Solvik kommune\n• Kaivik kommune for tauet\n"),
        ("nb", "Ferjeprisen deles ut.\n\nNominerte: Solvik kommune og Kaivik kommune\n"),
        ("da", "Færgeprisen uddeles. De to finalister er:\n\n• Solvik Kommune med tov\n• Kaivik Kommune\n"),
        ("sv", "Färjepriset delas ut. Nominerade är Solvik kommun och Kaivik kommun."),
        ("en", "The Ferry Prize is awarded. The finalists were Solvik Municipality and Kaivik Municipality."),
    ],
)
def test_nominees(language: str, text: str) -> None:
    found = {body.split()[0] for _, _, body in facts(read(text, language), "nominee")}
    assert found == {"Solvik", "Kaivik"}


def test_who_announces_the_finalists_is_none() -> None:
    draft = read("Bruetaten har funnet finalistene til Ferjeprisen:\n\n• Solvik kommune\n• Kaivik kommune\n")
    assert {body for _, _, body in facts(draft, "nominee")} == {"Solvik kommune", "Kaivik kommune"}


def test_the_winner_was_nominated_where_others_were_too() -> None:
    draft = read("Tindvik kommune vant Ferjeprisen. De andre nominerte var Solvik kommune og Kaivik kommune.")
    assert {body for _, _, body in facts(draft, "nominee")} == {"Tindvik kommune", "Solvik kommune", "Kaivik kommune"}


def test_winners_of_categories() -> None:
    draft = read(
        "Ferjeprisen er delt ut.\n\nVinner i kategorien tau: Lange tau\n"
        "Sammen med Bruetaten har Solvik kommune laget lange tau.\nNominerte: Kaivik kommune og Solvik kommune\n"
    )
    assert {body for _, _, body in facts(draft, "winner")} == {"Solvik kommune"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Ferjeprisen er her. Juryen besto av:\n\n• Sigrun Haukvik, direktør\n• Olav Stenersen, KS\n"),
        ("nb", "Ferjeprisen er her. Juryen har bestått av Sigrun Haukvik og Olav Stenersen."),
        (
            "nb",
            "Ferjeprisen er her. Med seg i juryen hadde juryleder Sigrun Haukvik rådgiver Olav Stenersen.",
        ),
        ("da", "Færgeprisen er her. Juryen består af Sigrun Haukvik (formand) og Olav Stenersen."),
        ("sv", "Färjepriset är här. Juryn bestod av Sigrun Haukvik, ordförande, samt professor Olav Stenersen."),
        ("en", "The Ferry Prize is here. The jury, chaired by Sigrun Haukvik, also included Olav Stenersen."),
        ("nb", "Ferjeprisen er her. Vinneren kåres av en jury bestående av Sigrun Haukvik og Olav Stenersen."),
        ("en", "The Ferry Prize is here. The jury consisted of Sigrun Haukvik and Olav Stenersen."),
    ],
)
def test_juries(language: str, text: str) -> None:
    draft = read(text, language)
    assert {who for _, _, who in facts(draft, "juror")} == {"Sigrun Haukvik", "Olav Stenersen"}


def test_who_leads_the_jury_has_that_role_at_the_prize() -> None:
    draft = read("Ferjeprisen er her, sier juryleder Sigrun Haukvik.")
    assert ("Sigrun Haukvik", "juryleder", PRIZE) in roles(draft)
    assert facts(draft, "juror") == {(PRIZE, "juror", "Sigrun Haukvik")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Ferjeprisen deles ut hvert år av Havnerådet og Bruetaten. Prisen er på 50 000 kroner."),
        ("nb", "Havnerådet og Bruetaten deler ut Ferjeprisen. Med prisen følger 50.000 kroner."),
        ("da", "Færgeprisen uddeles af Havnerådet og Bruetaten. Vinderen får 50.000 kr."),
        ("en", "The Ferry Prize is awarded annually by Havnerådet and Bruetaten. The prize is worth EUR 50,000."),
    ],
)
def test_who_confers_and_the_sum(language: str, text: str) -> None:
    draft = read(text, language)
    assert {body for _, _, body in facts(draft, "conferredBy")} == {"Havnerådet", "Bruetaten"}
    assert {value for _, _, value in facts(draft, "value")} == {"50000"}
    assert {code for _, _, code in facts(draft, "currency")} == {{"nb": "NOK", "da": "DKK", "en": "EUR"}[language]}


def test_the_day_the_event_and_the_ceremony() -> None:
    draft = read(
        "Tindvik kommune vant Ferjeprisen. Prisen ble delt ut på Ferjekonferansen i Solvik 6. mai 2031.\n\n"
        "Statssekretær Sigrun Haukvik delte ut prisen, og ordfører Kari Moe tok imot prisen. "
        "Etter prisutdelingen var det mat."
    )
    assert facts(draft, "awardedAt", "superEvent", "attendee") == {
        (PRIZE, "awardedAt", "Ferjekonferansen"),
        (PRIZE, "awardedAt", "prisutdelingen"),
        ("prisutdelingen", "superEvent", "Ferjekonferansen"),
        ("prisutdelingen", "attendee", "Kari Moe"),
    }
    assert ("prisutdelingen", "performer", "Sigrun Haukvik") in facts(draft)
    assert (PRIZE, "startDate", "2031-05-06") in facts(draft)
    assert entity(draft, "prisutdelingen").notation == "ceremony"


def test_a_session_that_gives_the_prize_is_the_ceremony() -> None:
    draft = read(
        "Brudagene 6. mai 2031\n\n09:00 Tau\n19:00 Middag og utdeling av Ferjeprisen\nNominerte: Solvik kommune\n"
    )
    assert (PRIZE, "awardedAt", "Middag og utdeling av Ferjeprisen") in facts(draft)
    assert (PRIZE, "startDate", "2031-05-06") in facts(draft)
    assert kinds(draft, "Event")["Middag og utdeling av Ferjeprisen"] == "ceremony"


def test_editions_of_two_years_are_two_and_the_name_alone_is_the_latest() -> None:
    draft = read(
        "Ferjeprisen deles ut i dag.\n\nSolvik kommune vant Ferjeprisen 2030.\n\nTindvik kommune vant Ferjeprisen 2031."
    )
    assert facts(draft, "winner") == {
        ("Ferjeprisen 2030", "winner", "Solvik kommune"),
        ("Ferjeprisen 2031", "winner", "Tindvik kommune"),
    }


def test_a_prize_of_an_earlier_year_is_another() -> None:
    draft = read("Tindvik kommune vant Ferjeprisen 2031. I 2030 gikk prisen til Solvik kommune.")
    assert {w for _, _, w in facts(draft, "winner")} == {"Tindvik kommune"}


def test_who_was_awarded_it_does_not_confer_it() -> None:
    draft = read("Tindvik Municipality has been awarded the Ferry Prize.", "en")
    assert facts(draft, "conferredBy", "winner") == {("Ferry Prize", "winner", "Tindvik Municipality")}


@pytest.mark.parametrize(
    ("language", "heading", "lead"),
    [
        ("nb", "Finalistene", "I tillegg til vinneren var dette de tre beste:"),
        ("nn", "Finalistane", "Utanom vinnaren gjekk to vidare til finalen:"),
        ("da", "Finalisterne", "Ud over vinderen gik to videre til finalen:"),
        ("sv", "Finalisterna", "Förutom vinnaren nådde två till finalen:"),
        ("en", "The finalists", "Apart from the winner, two made it to the final round:"),
    ],
)
def test_finalists_listed_below_a_sentence_are_nominees_and_not_funded(language: str, heading: str, lead: str) -> None:
    draft = read(
        "Havneprisen 2031\n\nHavneprisen 2031 deles ut av Havnerådet, som gir penger til tau.\n\n"
        f"{heading}\n\nFem havner ble vurdert. {lead}\n\n"
        "- Tindvik kommune – «Tørre kaier», tau uten tjære\n- Haukvik kommune – «Blå ferjer», maling til alle\n",
        language,
    )
    assert {name for _, _, name in facts(draft, "nominee")} >= {"Tindvik kommune", "Haukvik kommune"}
    assert facts(draft, "funder") == set()
