"""Files to download of a build that is in another engine."""

from collections.abc import Callable
from pathlib import Path

from ontology import prefixes
from store import Build
from store.dumps import write_dumps
from store.endpoint import Endpoint
from store.publishing import publish
from tests.remote.conftest import served
from tests.server.conftest import settings_for


def test_files_are_those_that_this_machine_has_of_the_same_build(
    make_build: Callable[..., Build], engine: Endpoint, tmp_path: Path
) -> None:
    build = make_build("kari")
    publish(build, engine)
    write_dumps(build, prefixes())
    name = f"/builds/{build.id}/innograf.nq.gz"
    given = {"endpoint": engine.query, "base_iri": build.manifest.base_iri}
    with served(settings_for(tmp_path / "builds", **given)) as client:
        answer = client.get(name)
        assert answer.status_code == 200
        assert answer.data == (build.path / "dumps" / "innograf.nq.gz").read_bytes()
        assert "innograf.nq.gz" in client.get("/dataset", headers={"Accept": "text/html"}).text
    with served(settings_for(tmp_path / "nothing", **given)) as client:
        answer = client.get(name, headers={"Accept": "application/json", "Accept-Language": "en"})
        assert (answer.status_code, answer.get_json()["code"]) == (404, "no-files")
        assert "another engine" in answer.get_json()["detail"]
        assert "innograf.nq.gz" not in client.get("/dataset", headers={"Accept": "text/html"}).text
    assert not (tmp_path / "nothing").exists()
