"""The users' file, and the command that writes it."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import main
from server.steward.users import UsersError, UsersFile, add_user, change_password, is_right, read_users, remove_user
from tests.server.steward.conftest import PASSWORD


@pytest.fixture
def path(tmp_path: Path, quick_hashes: None) -> Path:
    return tmp_path / "steward" / "users.toml"


def test_a_user_is_added_and_comes_in_with_the_password_alone(path: Path) -> None:
    add_user(path, "kari", "steward", PASSWORD)
    user = read_users(path)["kari"]
    assert user.role == "steward"
    assert user.hash.startswith("$argon2id$")
    assert PASSWORD not in path.read_text()
    assert is_right(user, PASSWORD)
    assert not is_right(user, PASSWORD + "x")
    assert not is_right(None, PASSWORD)


def test_the_file_is_its_owners_alone(path: Path) -> None:
    add_user(path, "kari", "steward", PASSWORD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    add_user(path, "ola@kommune.example", "reader", PASSWORD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(read_users(path)) == ["kari", "ola@kommune.example"]


def test_a_user_without_a_password_has_none_that_is_right(path: Path) -> None:
    add_user(path, "ola", "steward", None)
    assert not is_right(read_users(path)["ola"], "")
    assert not is_right(read_users(path)["ola"], "nobody has this")


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("kari", "steward", "kort"),
        ("kari", "steward", "x" * 1001),
        ("", "steward", PASSWORD),
        ("a\nb", "reader", PASSWORD),
    ],
)
def test_what_cannot_be_is_refused(path: Path, name: str, role: str, password: str) -> None:
    with pytest.raises(UsersError):
        add_user(path, name, role, password)
    assert not path.exists()


def test_nobody_is_added_twice_or_removed_who_is_not_there(path: Path) -> None:
    add_user(path, "kari", "steward", PASSWORD)
    with pytest.raises(UsersError, match="already"):
        add_user(path, "kari", "reader", PASSWORD)
    with pytest.raises(UsersError, match="no user 'ola'"):
        remove_user(path, "ola")
    with pytest.raises(UsersError, match="no user 'ola'"):
        change_password(path, "ola", PASSWORD)
    remove_user(path, "kari")
    assert read_users(path) == {}


@pytest.mark.parametrize(
    "text",
    ["users = 1", "x = 1", "[users.kari]\n", '[users.kari]\nrole = "god"\n', '[users."a b"]\nrole = "reader"\n', "["],
)
def test_a_file_that_makes_no_sense_is_named(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(UsersError, match=r"users\.toml"):
        read_users(path)


def test_a_change_of_the_file_is_noticed(path: Path) -> None:
    file = UsersFile(path)
    assert file.all() == {}
    add_user(path, "kari", "steward", PASSWORD)
    assert set(file.all()) == {"kari"}
    remove_user(path, "kari")
    assert file.all() == {}


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_hashes: None) -> None:
    monkeypatch.setenv("INNOGRAF_STEWARD__FOLDER", str(tmp_path))
    run = CliRunner().invoke
    assert run(main, ["user", "add", "kari", "--stdin"], input=f"{PASSWORD}\n").exit_code == 0
    assert run(main, ["user", "add", "ola", "--role", "reader"], input=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert run(main, ["user", "add", "eva", "--no-password"]).exit_code == 0
    listed = run(main, ["user", "list"])
    assert [line.split()[:3] for line in listed.output.splitlines()[2:]] == [
        ["eva", "steward", "provider"],
        ["kari", "steward", "password"],
        ["ola", "reader", "password"],
    ]
    old = read_users(tmp_path / "users.toml")["kari"]
    assert run(main, ["user", "password", "kari", "--stdin"], input="et helt annet ord\n").exit_code == 0
    assert read_users(tmp_path / "users.toml")["kari"].mark != old.mark
    assert run(main, ["user", "remove", "ola"]).exit_code == 0
    assert sorted(read_users(tmp_path / "users.toml")) == ["eva", "kari"]


@pytest.mark.parametrize(
    "args",
    [["add", "kari", "--stdin"], ["remove", "ola"], ["password", "ola", "--stdin"], ["add", "x", "--role", "god"]],
)
def test_the_command_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.setenv("INNOGRAF_STEWARD__FOLDER", str(tmp_path))
    said = CliRunner().invoke(main, ["user", *args], input="kort\n")
    assert said.exit_code == 2
    assert "Traceback" not in said.output
