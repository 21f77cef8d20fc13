"""Roles and sums have names on pages: those of what they stand between."""

from flask import Flask

from server import between
from server.configured import EXTENSION
from server.live import Live
from server.names import best
from server.reader import Reader
from tests.server import sample

ORDER = ("nb",)


def live(app: Flask) -> Live:
    found: Live = app.extensions[EXTENSION].keeper.live()
    return found


def test_a_role_goes_by_its_holder_and_body(app: Flask) -> None:
    role = sample.thing("membership", "ase-odegard-provedirektoratet")
    with app.app_context():
        found = between.names(Reader(live(app)), [role], ORDER)
    name = best(found[role], ORDER)
    assert name
    assert name.text.split(" – ")[0] == "Åse Ødegård"
    assert "Prøvedirektoratet" in name.text


def test_what_has_a_name_costs_no_query_more(app: Flask) -> None:
    person = sample.thing("person", "kari-nordmann")
    with app.app_context():
        reader, other = Reader(live(app)), Reader(live(app))
        assert between.names(reader, [person], ORDER) == other.names([person])
        assert reader.asked == other.asked
        assert between.names(reader, ["https://elsewhere.example/x"], ORDER) == {}
