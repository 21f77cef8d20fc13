"""What the page of an item says that each decision would change."""

import re
from html import unescape
from pathlib import Path

import pyoxigraph
from flask import Flask
from flask.testing import FlaskClient

from ontology import SCHEMA
from server.configured import EXTENSION
from server.live import Live
from server.steward.consequences import reach_of
from server.steward.items import Item
from server.steward.queue import Queue
from settings import Settings
from tests.server import sample
from tests.server.conftest import publish
from tests.server.steward.conftest import HTML


def changes_on(client: FlaskClient, id: str) -> dict[str, str]:
    """What a page says of each decision."""
    page = client.get(f"/steward/item/{id}", headers=HTML).text
    found = re.findall(r"(?s)<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page)
    return {decision: re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", text))).strip() for decision, text in found}


def test_a_statement_that_other_words_say_too_stays_when_it_is_rejected(
    steward: FlaskClient, desk_app: Flask, desk_settings: Settings
) -> None:
    with desk_app.app_context():
        live = desk_app.extensions[EXTENSION].keeper.live()
        rows = Queue(live, desk_settings.steward).wanted({"kind": "fact"})
        documents = {row.id: len({quad.graph_name.value for quad in _said(live, row.item)}) for row in rows}
    alone = next(id for id, number in documents.items() if number == 1)
    shared = next(id for id, number in documents.items() if number > 1)
    said = changes_on(steward, alone)
    assert list(said) == ["Reject", "Accept", "Correct"]
    assert said["Reject"].startswith("1 statement is gone.")
    assert "Pages:" in said["Reject"]
    assert changes_on(steward, shared)["Reject"].startswith("1 statement stays, for other words say it too.")


def _said(live: Live, item: Item) -> list[pyoxigraph.Quad]:
    node, property = pyoxigraph.NamedNode(item.subject), pyoxigraph.NamedNode(item.predicate)
    graphs = {f"{live.base}graph/{stem}" for stem in live.documents}
    return [quad for quad in live.build.matching(node, property, item.value) if quad.graph_name.value in graphs]


def test_the_reach_of_a_thing_is_what_says_something_of_it(tmp_path: Path) -> None:
    one = sample.Writer("en.nb", "nb", "En", "2020-01-01", "Havnerådet i Tindvik")
    thing = one.named(sample.thing("organisation", "havneraadet"), "Havnerådet")
    other = sample.Writer("to.nb", "nb", "To", "2020-01-02", "Havnerådet i Tindvik")
    other.named(thing, "Havnerådet")
    live = Live(publish(tmp_path, [one, other]), "test")
    reach = reach_of(live, thing)
    assert reach.documents == 2
    assert not reach.more
    graphs = {f"{live.base}graph/{stem}" for stem in ("en.nb", "to.nb")}
    quads = [quad for quad in live.build.quads if quad.graph_name.value in graphs]  # type: ignore[union-attr]
    about = [quad for quad in quads if thing in (quad.subject.value, getattr(quad.object, "value", ""))]  # type: ignore[union-attr]
    assert reach.statements == sum(quad.predicate.value != SCHEMA.mentions for quad in about) > 0
