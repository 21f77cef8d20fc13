"""`innograf user`: who may come to the steward's desk."""

import sys
from pathlib import Path

import click

from cli import options
from cli.output import note, table
from server.steward.users import ROLES, add_user, change_password, read_users, remove_user

_stdin = click.option("--stdin", is_flag=True, help="Read the password from standard input, its first line.")


@click.group("user")
def command() -> None:
    """Say who may log in at the steward's desk (`/steward`), and what they may do there."""


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="steward", show_default=True, help="What the user may do.")
@click.option("--no-password", is_flag=True, help="For one who logs in with the provider of identity only.")
@_stdin
def add(name: str, role: str, no_password: bool, stdin: bool) -> None:
    """Add user NAME. The password is asked for, or read with --stdin; it never stands on the command line."""
    path = _file()
    if name in read_users(path):
        raise click.UsageError(f"There is a user {name!r} already; `innograf user password` gives a new password.")
    add_user(path, name, role, None if no_password else _password(stdin))
    note(f"Added {name} ({role}) to {path}.")


@command.command("password")
@click.argument("name")
@_stdin
def password(name: str, stdin: bool) -> None:
    """Give user NAME another password; sessions that are open end."""
    path = _file()
    if name not in read_users(path):
        raise click.UsageError(f"There is no user {name!r} in {path}.")
    change_password(path, name, _password(stdin))
    note(f"Changed the password of {name}.")


@command.command("list")
def list_() -> None:
    """List the users."""
    users = read_users(_file()).values()
    rows = [(user.name, user.role, "password" if user.hash else "provider of identity") for user in users]
    click.echo(table(("user", "role", "logs in by"), sorted(rows)))


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Take user NAME away; sessions that are open end."""
    remove_user(_file(), name)
    note(f"Removed {name}.")


def _file() -> Path:
    from server.steward.sessions import users_file

    return users_file(options.read_settings())


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return given
