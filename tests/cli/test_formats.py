"""A folder with a document in each format, and a zip, from the command to the page of each source."""

import html
import io
import re
import zipfile

import pyoxigraph
import pytest

from ontology import PROV
from server import create_app
from settings import Settings
from store import Build
from tests.cli.conftest import Workplace
from tests.graph_builder.formats.test_same_content import MADE

CHARACTERS = re.compile(r"doc/(?P<stem>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)$")


@pytest.fixture(scope="module")
def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for ending, make in MADE.items():
            file.writestr(f"arkiv/zip-{ending}.nb.{ending}", make())
    return out.getvalue()


@pytest.fixture
def build(place: Workplace, archive: bytes) -> Build:
    for ending, make in MADE.items():
        place.write(f"papers/dag-{ending}.nb.{ending}", make())
    place.write("papers/arkiv.zip", archive)
    done = place.run("build", "papers")
    assert done.exit_code == 0, done.output
    return place.builds.open()


def test_each_format_goes_all_the_way(place: Workplace, build: Build) -> None:
    records = {record["stem"]: record for record in build.manifest.documents}
    assert sorted(records) == sorted(f"{where}-{ending}.nb" for where in ("dag", "zip") for ending in MADE)
    for ending in MADE:
        here, packed = records[f"dag-{ending}.nb"], records[f"zip-{ending}.nb"]
        assert (here["sha256"], here["original_sha256"]) == (packed["sha256"], packed["original_sha256"])
        assert here["facts"] > 50
    spans = [
        found
        for quad in build.quads
        if quad.predicate.value == PROV.wasDerivedFrom
        and isinstance(quad.object, pyoxigraph.NamedNode)
        and (found := CHARACTERS.search(quad.object.value))
    ]
    texts = {stem: build.text(stem) for stem in records}
    assert len(spans) > 100
    assert {stem for stem in texts if not any(found["stem"] == stem for found in spans)} == set()
    for found in spans:
        piece = texts[found["stem"]][int(found["start"]) : int(found["end"])]
        assert piece == piece.strip() != ""
    client = create_app(Settings(data=place.folder / "data" / "builds")).test_client()
    for stem in records:
        page = html.unescape(re.sub(r"<[^>]+>", "", client.get(f"/source/{stem}").text))
        assert "gi ledere opplæring i nyskaping" in page
        assert "Kaia Lund" in page
