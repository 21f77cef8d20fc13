"""`innograf decide`: one decision as a record, as the steward's desk writes them."""

import getpass
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import click

from cli import options
from cli.output import InputError, note
from cli.said import Meant, kind, outside
from graph_builder.records import RecordError, read_records, write_record
from graph_builder.records.record import record
from settings import Settings
from store import BuildStore

Command = Callable[..., Any]
LANGUAGES = ("nb", "nn", "en", "da", "sv")


@click.group("decide")
def command() -> None:
    """Record a decision: `innograf decide VERDICT …`. It holds from the next build on, until it is undone.

    THING is an IRI or `kind/slug`, as organisation/name; PROPERTY has a prefix, as org:organization. What is named
    is looked up in the published build (or --build). The record's id goes to standard output, its file to standard
    error.

    Exit codes: 0 done; 2 something named is not there, or the words do not say it.
    """


def _common(function: Command) -> Command:
    for add in (
        options.setting("records", metavar="FOLDER"),
        options.data,
        options.build,
        click.option("--who", metavar="NAME", help="Who decides; left out: the user of this machine."),
        click.option("--why", default="", metavar="TEXT", help="Why."),
    ):
        function = add(function)
    return function


def _words(function: Command) -> Command:
    for add in (
        click.option("--char", metavar="FROM,TO", help="Which words: first character and the one after the last."),
        click.option("--quote", metavar="TEXT", help="Which words: as they stand in the document, once."),
        click.option("--in", "stem", required=True, metavar="DOCUMENT", help="The document, as x.nb for x.nb.txt."),
    ):
        function = add(function)
    return function


class _Desk:
    """Where records are written and what they are checked against."""

    def __init__(self, common: dict[str, Any]) -> None:
        self.settings: Settings = options.read_settings(data=common["data"], records=common["records"])
        self._common = common

    @property
    def meant(self) -> Meant:
        return Meant(BuildStore(self.settings.data).open(self._common["ref"]), self.settings.base_iri)

    def write(self, verdict: str, **said: Any) -> None:
        try:
            who = self._common["who"] or getpass.getuser()
        except (KeyError, OSError):
            raise InputError("This machine does not tell who you are. Say it with --who NAME.") from None
        when = datetime.now(UTC).replace(microsecond=0)
        try:
            made = record(verdict=verdict, who=who, when=when, why=self._common["why"], **said)
            path = write_record(self.settings.records, made, self.settings.base_iri)
        except RecordError as error:
            raise InputError(str(error)) from None
        click.echo(made.id)
        note(f"Wrote {path}. `innograf build` applies it.")


def _of_statement(verdict: str, help: str) -> None:
    @command.command(verdict, help=help)
    @click.argument("thing")
    @click.argument("property")
    @click.argument("value", required=False)
    @_words
    @_common
    def decide(
        thing: str, property: str, value: str | None, stem: str, quote: str | None, char: str | None, **common: Any
    ) -> None:
        desk = _Desk(common)
        meant = desk.meant
        words = meant.words(stem, quote, char)
        fact = meant.statement(meant.thing(thing), meant.property(property), value, words)
        desk.write(verdict, fact=fact, quotes=(words,))


_of_statement("accept", "A statement at these words is right. VALUE is needed where they say several.")
_of_statement("reject", "A statement at these words is wrong. VALUE is needed where they say several.")


@command.command("correct")
@click.argument("thing")
@click.argument("property")
@click.argument("value", required=False)
@click.option("--to", "new", required=True, metavar="VALUE", help="What it is to say instead.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the new value, when it is text.")
@click.option("--text", is_flag=True, help="The new value is text, not a thing.")
@_words
@_common
def correct(
    thing: str, property: str, value: str | None, new: str, language: str | None, text: bool,
    stem: str, quote: str | None, char: str | None, **common: Any,
) -> None:  # fmt: skip
    """A statement at these words has another value."""
    desk = _Desk(common)
    meant = desk.meant
    words = meant.words(stem, quote, char)
    fact = meant.statement(meant.thing(thing), meant.property(property), value, words)
    desk.write("correct", fact=fact, quotes=(words,), value=meant.corrected(new, fact[2], language, text))


@command.command("add")
@click.argument("thing")
@click.argument("property")
@click.argument("value")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of VALUE, when it is text.")
@click.option("--text", is_flag=True, help="VALUE is text, not a thing.")
@_words
@_common
def add(
    thing: str, property: str, value: str, language: str | None, text: bool,
    stem: str, quote: str | None, char: str | None, **common: Any,
) -> None:  # fmt: skip
    """These words say a statement more."""
    desk = _Desk(common)
    meant = desk.meant
    iri = meant.property(property)
    said = meant.value(value, iri, language, text or bool(language))
    desk.write("add", fact=(meant.thing(thing), iri, said), quotes=(meant.words(stem, quote, char),))


@command.command("retype")
@click.argument("thing")
@click.argument("new")
@_common
def retype(thing: str, new: str, **common: Any) -> None:
    """THING is of the kind NEW, as programme."""
    desk = _Desk(common)
    desk.write("retype", entities=(desk.meant.thing(thing),), kind=kind(new))


@command.command("rename")
@click.argument("thing")
@click.argument("name")
@click.option("--language", type=click.Choice(LANGUAGES), default="nb", show_default=True, help="Of the name.")
@_common
def rename(thing: str, name: str, language: str, **common: Any) -> None:
    """THING is called NAME."""
    import pyoxigraph

    desk = _Desk(common)
    desk.write("rename", entities=(desk.meant.thing(thing),), value=pyoxigraph.Literal(name, language=language))


def _of_two(verdict: str, help: str) -> None:
    @command.command(verdict, help=help)
    @click.argument("thing")
    @click.argument("other")
    @_common
    def decide(thing: str, other: str, **common: Any) -> None:
        desk = _Desk(common)
        meant = desk.meant
        pair = (meant.thing(thing), meant.thing(other))
        if pair[0] == pair[1]:
            raise InputError(f"{thing!r} and {other!r} are the same thing. Name two.")
        desk.write(verdict, entities=pair)


_of_two("merge", "OTHER is the same as THING, whose IRI is kept.")
_of_two("distinct", "THING and OTHER are two, and are not proposed as one again.")


@command.command("split")
@click.argument("thing")
@click.option("--name", metavar="TEXT", help="What the other thing is called; left out: as the words say.")
@_words
@_common
def split(thing: str, name: str | None, stem: str, quote: str | None, char: str | None, **common: Any) -> None:
    """These words name another thing than THING."""
    import pyoxigraph

    desk = _Desk(common)
    meant = desk.meant
    words = meant.words(stem, quote, char)
    value = pyoxigraph.Literal(name) if name else None
    desk.write("split", entities=(meant.thing(thing),), quotes=(words,), value=value)


@command.command("link")
@click.argument("thing")
@click.argument("address")
@_common
def link(thing: str, address: str, **common: Any) -> None:
    """THING is the same as what has ADDRESS in a register elsewhere."""
    desk = _Desk(common)
    desk.write("link", entities=(desk.meant.thing(thing),), value=outside(address, desk.settings.base_iri))


@command.command("waive")
@click.argument("item")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DAY", help="The last day.")
@_common
def waive(item: str, until: datetime, **common: Any) -> None:
    """Let a result of validation stand; --why is needed.

    ITEM is its id, as `innograf validate --format json` tells it.
    """
    if until.date() <= date.today():
        raise InputError(f"--until {until.date()}: that day has passed.")
    item = item if item.startswith("result-") else f"result-{item}"
    _Desk(common).write("waive", item=item, expires=until.date())


@command.command("assign")
@click.argument("item")
@click.argument("person")
@_common
def assign(item: str, person: str, **common: Any) -> None:
    """Give an item of the queue to a user. ITEM is as in the address of its page."""
    from server.steward.sessions import users_file
    from server.steward.users import read_users

    desk = _Desk(common)
    path = users_file(desk.settings)
    if person not in read_users(path):
        raise InputError(f"There is no user {person!r} in {path}.")
    desk.write("assign", item=item, person=person)


@command.command("undo")
@click.argument("id")
@_common
def undo(id: str, **common: Any) -> None:
    """Take the decision with this id back; `innograf decisions` lists them."""
    desk = _Desk(common)
    if id not in read_records(desk.settings.records, desk.settings.base_iri).records:
        raise InputError(f"There is no decision {id!r} in {desk.settings.records}.")
    desk.write("undo", undoes=id)
