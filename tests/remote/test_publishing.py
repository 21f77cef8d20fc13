"""Bringing a build to another engine: whole, in steps that can be taken up again, and seen only at the end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from store import Build, BuildNotFound, EndpointError
from store.endpoint import Endpoint
from store.publishing import KEPT, PART, publish
from store.remote import RemoteBuild, RemoteStore
from store.renaming import Renaming
from store.upload import Uploader

Make = Callable[..., Build]
ODD = 'Åse\r\n\tsa: «ja» 😀 \\u0041 "" \u00a0\u2028 \x0b slutt' * (PART // 10) + "😀" * PART


def there(build: Build, engine: Endpoint) -> RemoteStore:
    return RemoteStore(engine, build.manifest.base_iri)


def labels(build: Build | RemoteBuild) -> list[str]:
    return sorted({quad.object.value for quad in build.matching()})


def quads(build: Build | RemoteBuild) -> list[str]:
    return sorted(str(quad) for quad in build.matching())


def test_a_build_is_the_same_there(local: Build, engine: Endpoint) -> None:
    publish(local, engine)
    remote = there(local, engine).open()
    assert quads(remote) == quads(local)
    assert remote.manifest == replace(local.manifest, machine="", settings={})
    assert remote.graphs() == local.graphs()
    assert [remote.text(stem) for stem in remote.stems] == [local.text(stem) for stem in local.stems]


def test_a_text_is_the_same_to_the_last_character(make_build: Make, engine: Endpoint) -> None:
    build = make_build("kari", text=ODD)
    publish(build, engine)
    assert there(build, engine).open().text("a.nb") == ODD


def test_what_is_there_is_not_sent_again(make_build: Make, engine: Endpoint) -> None:
    build = make_build("kari")
    told: list[tuple[int, int, str]] = []
    assert publish(build, engine, lambda *step: told.append(step)) == len(told) == 6
    assert [name for _, _, name in told] == [
        "files",
        "evidence/a.nb",
        "graph/a.nb",
        "graph/build",
        "graph/kari",
        "union",
    ]
    assert publish(build, engine) == 0


def test_what_broke_off_goes_on_and_is_not_seen_before(
    make_build: Make, engine: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_build("kari"), make_build("kari", "ola")
    publish(first, engine)
    put = Uploader.put
    done: list[str] = []

    def fail(self: Uploader, graph: str, triples: object) -> None:
        if len(done) == 3:
            raise EndpointError("The line is dead.")
        done.append(graph)
        put(self, graph, triples)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(EndpointError):
        patched.setattr(Uploader, "put", fail)
        publish(second, engine)
    assert there(first, engine).open().id == first.id
    assert labels(there(first, engine).open()) == ["A", "kari"]
    assert publish(second, engine) == 4
    assert labels(there(first, engine).open()) == ["A", "kari", "ola"]


def test_a_graph_that_came_in_part_is_sent_again(
    make_build: Make, engine: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = make_build(*(f"person-{number}" for number in range(30)))
    monkeypatch.setattr("store.upload.BATCH", 4)
    publish(build, engine)
    graph = Renaming(build.manifest.base_iri, build.id, build.graphs()).there(f"{build.manifest.base_iri}graph/a.nb")
    uploader = Uploader(engine)
    uploader.put(graph, [quad.triple for quad in build.matching()][:1])
    assert publish(build, engine) == 1
    assert quads(there(build, engine).open()) == quads(build)


def test_an_engine_that_lost_statements_is_not_believed(
    make_build: Make, engine: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = make_build("kari")
    put = Uploader.put
    monkeypatch.setattr(Uploader, "put", lambda self, graph, triples: put(self, graph, list(triples)[:1]))
    with pytest.raises(EndpointError, match=r"has 1 of the \d+ statements of"):
        publish(build, engine)
    with pytest.raises(BuildNotFound):
        there(build, engine).open()


def test_a_reader_of_the_old_build_reads_it_to_the_end_and_older_ones_go(make_build: Make, engine: Endpoint) -> None:
    builds = [make_build("kari"), make_build("kari", "ola"), make_build("ola")]
    publish(builds[0], engine)
    reader = there(builds[0], engine).open()
    publish(builds[1], engine)
    assert labels(reader) == ["A", "kari"]
    publish(builds[2], engine)
    assert labels(reader) == []
    assert sorted(item.id for item in there(builds[0], engine).builds()) == sorted(build.id for build in builds[1:])
    assert len(there(builds[0], engine).ids()) == KEPT


def test_the_command_publishes(make_build: Make, engine: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    build = make_build("kari")
    monkeypatch.setenv("INNOGRAF_DATA", str(build.path.parent))
    monkeypatch.setenv("INNOGRAF_ENDPOINT_USER", engine.user)
    monkeypatch.setenv("INNOGRAF_ENDPOINT_PASSWORD_FILE", str(engine.password_file or ""))
    monkeypatch.setenv("INNOGRAF_ENDPOINT_AUTH", "digest" if engine.digest else "basic")
    call = ["publish", build.id[:8], "--force", "--endpoint", engine.query]
    done = CliRunner().invoke(main, [*call, "--graph-store", engine.graph_store])
    assert (done.exit_code, done.stdout) == (0, f"Published {build.id}\n"), done.output
    assert "6 graphs were sent" in done.stderr
    assert there(build, engine).current_id() == build.id
    lacking = CliRunner().invoke(main, call)
    assert lacking.exit_code == 2
    assert "--graph-store" in lacking.stderr


def test_a_user_who_may_not_write_is_told_so_without_the_password(
    make_build: Make, engine: Endpoint, tmp_path: Path
) -> None:
    if not engine.user:
        engine = replace(engine, graph_store=f"{engine.query}/nothing")
    (tmp_path / "password").write_text("not-the-word")
    with pytest.raises(EndpointError, match=r"does not let us write|answered 404") as told:
        publish(make_build("kari"), replace(engine, password_file=tmp_path / "password"))
    assert "not-the-word" not in str(told.value)
