"""A form that cannot be followed comes again, with what was typed and what is wrong."""

import html
import re

import pytest
from flask.testing import FlaskClient

from ontology import SCHEMA
from settings import Settings
from tests.server import sample
from tests.server.steward.conftest import HTML, token
from tests.server.steward.test_deciding import BODY, FACT, WORDS, claim, records

THING = "/steward/thing/organisation/provedirektoratet"
WHY = 'Fordi "det" er <slik>'
MARK = "/steward/mark/programdag.nb?char=0,9"


def again(client: FlaskClient, page: str, status: int = 400, **data: object) -> str:
    """The page that a form on it answers with when it cannot be followed."""
    given = {"csrf_token": token(client, page), "why": WHY, **data}
    answer = client.post(page, data=given, headers=HTML)
    assert answer.status_code == status, answer.text
    return answer.text


def form_of(page: str) -> str:
    """The form that tells what is wrong."""
    (form,) = [part.partition("</form>")[0] for part in page.split("<form")[1:] if 'id="fault"' in part]
    return form


@pytest.mark.parametrize(
    ("page", "form", "says", "kept"),
    [
        (
            THING,
            {"verdict": "merge", "other": "Finnes ikke", "keep": "other", "entity": BODY},
            "Nothing is called “Finnes ikke”",
            ['value="Finnes ikke"', 'value="other" checked'],
        ),
        (THING, {"verdict": "split", "entity": BODY, "value": "En annen"}, "Tick the words", ['value="En annen"']),
        (
            THING,
            {"verdict": "link", "entity": BODY, "value": "https://w3id.org/innograf/id/x"},
            "a thing elsewhere",
            ['value="https://w3id.org/innograf/id/x"'],
        ),
        (
            THING,
            {"verdict": "rename", "entity": "Finnes ikke", "value": "Nytt", "language": "sv"},
            "Nothing is called",
            ['value="Nytt"', 'value="sv" selected'],
        ),
        (
            MARK,
            {
                "verdict": "add",
                "doc": "programdag.nb",
                "quote": "Dette står ikke der",
                "entity": "Kari Nordmann",
                "property": SCHEMA.location,
                "value": "Storsalen",
                "as": "text",
            },
            "as they stand in the text",
            [
                ">Dette står ikke der</textarea>",
                'value="Kari Nordmann"',
                f'value="{SCHEMA.location}" selected',
                'value="Storsalen"',
                'value="text" checked',
            ],
        ),
    ],
)
def test_what_was_typed_is_there_again(
    steward: FlaskClient, desk_settings: Settings, page: str, form: dict[str, str], says: str, kept: list[str]
) -> None:
    shown = again(steward, page, **form)
    part = html.unescape(form_of(shown).replace("&#34;", "QUOTE"))
    assert says in part
    # At the top too, where the page begins.
    assert 'href="#fault"' in shown
    for each in (*kept, f'value="{WHY}"'.replace('"det"', "QUOTEdetQUOTE")):
        assert each in part
    # Its form is open, and no other.
    assert shown.count('<details class="ds-details" open>') == (form["verdict"] != "add")
    assert shown.count("QUOTEdetQUOTE".replace("QUOTE", "&#34;")) == 1
    assert records(desk_settings) == []


def test_what_was_ticked_is_ticked_again(steward: FlaskClient) -> None:
    shown = again(steward, FACT, verdict="correct", claim=claim(steward), value="Finnes ikke")
    assert re.search(r'name="claim" value="[^"]+" checked', shown)
    assert 'value="Finnes ikke"' in shown
    shown = again(steward, FACT, verdict="reject")
    assert "Tick the statement" in form_of(shown)
    assert not re.search(r'name="claim" value="[^"]+" checked', shown)


def test_a_form_on_its_page_decides_as_any(steward: FlaskClient, desk_settings: Settings) -> None:
    given = {"csrf_token": token(steward, THING), "verdict": "rename", "entity": BODY, "value": "Nytt", "language": ""}
    answer = steward.post(THING, data=given, headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/steward")
    assert [said.verdict for said in records(desk_settings)] == ["rename"]


def test_offsets_of_another_build_are_not_kept(steward: FlaskClient) -> None:
    form = {"verdict": "add", "entity": BODY, "property": SCHEMA.location, "value": "Finnes ikke", "as": "thing"}
    live = re.search(r'name="build" value="([^"]+)"', steward.get(MARK, headers=HTML).text)
    assert live
    kept = again(steward, MARK, **WORDS, **form, build=live[1])
    assert 'name="to" inputmode="numeric" pattern="[0-9]*" value="9"' in kept
    gone = again(steward, MARK, 409, **WORDS, **form, build="0" * 64)
    assert 'name="to" inputmode="numeric" pattern="[0-9]*" value=""' in gone


def test_programs_and_pages_that_are_gone_are_told_what_is_wrong(steward: FlaskClient) -> None:
    given = {"csrf_token": token(steward, THING), "verdict": "merge", "entity": BODY, "other": "Finnes ikke"}
    answer = steward.post(THING, data=given, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    gone = f"/steward/thing/person/{sample.thing('person', 'borte').rpartition('/')[2]}"
    answer = steward.post(gone, data=given, headers=HTML)
    assert (answer.status_code, "Nothing is called" in answer.text) == (400, True)
