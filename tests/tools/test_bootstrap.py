"""What setting up leaves behind."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bootstrap(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import bootstrap

    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    return bootstrap


@pytest.fixture
def uv(tmp_path):
    program = tmp_path / "tools" / "uv"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho uv 1.2.3\n")
    return program


def test_uv_is_found_in_the_virtual_environment(bootstrap, uv, tmp_path):
    link = tmp_path / ".venv" / "bin" / "uv"
    bootstrap.link_uv(str(uv))
    assert link.resolve() == uv
    # The next time it is this very link that is found.
    bootstrap.link_uv(str(link))
    assert link.resolve() == uv


def test_a_link_to_a_uv_that_is_gone_is_made_anew(bootstrap, uv, tmp_path):
    link = tmp_path / ".venv" / "bin" / "uv"
    link.symlink_to(tmp_path / "gone")
    bootstrap.link_uv(str(uv))
    assert link.resolve() == uv
