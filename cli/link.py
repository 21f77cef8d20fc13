"""`innograf link`: ask a register which of its things are ours, and keep what it proposes for a steward."""

from typing import TYPE_CHECKING

import click

from cli import options
from cli.fetching import check_address
from cli.output import InputError, note, number
from cli.progress import Progress
from store import BuildStore
from store.errors import EndpointError

if TYPE_CHECKING:
    from graph_builder.linking.book import Book
    from graph_builder.linking.run import Outcome

# As in `graph_builder.linking.wanted`, which takes its time to load.
KINDS = ("organisation", "person", "place", "programme", "project", "event", "award", "policy")


@click.command("link")
@click.option("--endpoint", "address", metavar="URL", required=True, help="SPARQL end point of the register to ask.")
@click.option(
    "--shape",
    type=click.Choice(["auto", "wikidata", "general"]),
    default="auto",
    show_default=True,
    help="How the register has its data: as Wikidata, or with labels of RDFS, SKOS or schema.org; auto finds out.",
)
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Ask for this kind of thing only; again for more."
)
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Ask for so many things, those mentioned most first."
)
@click.option(
    "--all", "unmentioned", is_flag=True, help="Ask also for the authority's entries that no document mentions."
)
@click.option(
    "--loose", is_flag=True, help="Compare names without capitals; for small registers, as all is read there."
)
@click.option("--again", is_flag=True, help="Ask also for what has been asked for before.")
@options.build
@options.data
@options.setting("records", metavar="FOLDER")
def command(
    address: str,
    shape: str,
    kinds: tuple[str, ...],
    limit: int | None,
    unmentioned: bool,
    loose: bool,
    again: bool,
    ref: str,
    data: str | None,
    records: str | None,
) -> None:
    """Propose which things of a build are the same as things of a register, for a steward to decide on.

    Asked for are things that have no identity outside yet, by their names. Nothing is linked: what is proposed stands
    in the queue of the steward's desk. A run that was broken off goes on where it was.

    Exit codes: 0 all was asked; 1 some could not be, run it again; 2 the call was wrong, or nothing can be asked there.
    """
    check_address(address)
    settings = options.read_settings(data=data, records=records)
    build = BuildStore(settings.data).open(ref)
    from graph_builder.linking.book import Book
    from graph_builder.linking.polite import Polite
    from graph_builder.linking.run import link
    from graph_builder.linking.wanted import wanted
    from graph_builder.records import read_records

    book = Book.of(settings.link.folder, address)
    folder = read_records(settings.records, settings.base_iri)
    for problem in folder.problems:
        note(problem)
    standing = folder.standing.values()
    linked = {said.entities[0] for said in standing if said.verdict == "link"}
    things = wanted(build, kinds or KINDS, linked, unmentioned=unmentioned)
    if again:
        todo = things
    else:
        todo = [thing for thing in things if not book.asked(thing.iri, thing.names)]
    todo = todo[:limit]
    if not todo:
        _tell(book, len(things), None)
        return
    try:
        with Progress("Asking") as progress:
            outcome = link(
                todo,
                Polite.of(address, settings.link, note),
                book,
                settings.base_iri,
                shape=None if shape == "auto" else shape,  # type: ignore[arg-type]
                refused={frozenset(said.entities) for said in standing if said.verdict == "distinct"},
                loose=loose,
                progress=progress,
            )
    except EndpointError as error:
        raise InputError(f"{error}\nNothing was asked there. Is {address} a SPARQL end point, and is it up?") from None
    except KeyboardInterrupt:
        note(f"What was answered is in {book.path}; the same command goes on from there.")
        raise
    _tell(book, len(things), outcome)
    names = {thing.iri: thing.names[0] for thing in todo}
    for iri, why in outcome.failed.items():
        note(f"{names[iri]} could not be asked for: {why}")
    if outcome.away:
        note(f"Ended early. What was answered is in {book.path}; run the same command later to go on from there.")
    if outcome.failed:
        raise click.exceptions.Exit(1)


def _tell(book: "Book", things: int, outcome: "Outcome | None") -> None:
    if outcome is None:
        note("All of that has been asked for before; --again asks anew.")
    else:
        click.echo(f"{'asked':<11} {number(outcome.asked)} of {number(things)} things without an identity outside")
        click.echo(f"{'found':<11} {number(outcome.found)}")
        click.echo(f"{'proposals':<11} {number(outcome.proposals)}")
    click.echo(f"{'file':<11} {book.path}")
