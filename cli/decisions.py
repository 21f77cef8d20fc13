"""`innograf decisions`: what stewards decided, and what became of it in a build."""

import json
from datetime import UTC, datetime

import click

from cli import options
from cli.output import note, table
from store import BuildNotFound, BuildStore


@click.command("decisions")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to list them."
)
@options.build
@options.data
@options.setting("records", metavar="FOLDER")
def command(form: str, ref: str, data: str | None, records: str | None) -> None:
    """List the records of stewards' decisions, the newest last, with the state of each in a build.

    A decision is applied, stale (its words or its thing are gone; the reason is told), undone, expired, or it waits
    for the next build.

    Exit codes: 0 done; 1 a decision is stale, or a file in the folder is no record.
    """
    from graph_builder.records import read_records
    from graph_builder.records.decided import REPORT

    settings = options.read_settings(data=data, records=records)
    folder = read_records(settings.records, settings.base_iri)
    try:
        states = BuildStore(settings.data).open(ref).report(REPORT) or {}
    except BuildNotFound:
        states = {}
    rows = []
    today = datetime.now(UTC).date()
    for id, said in folder.records.items():
        told = states.get(id, {"state": "waiting"})
        state = "expired" if said.expires and said.expires < today else told["state"]
        about = [*said.entities, *([said.fact[0]] if said.fact else []), *([said.undoes] if said.undoes else [])]
        rows.append((id, said.verdict, said.who, state, told.get("why", ""), ", ".join(about), said.why))
    names = ("id", "verdict", "who", "state", "because", "about", "why")
    if form == "json":
        click.echo(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
    elif rows:
        things = f"{settings.base_iri}id/"
        shown = [(*row[:3], f"{row[3]}: {row[4]}".rstrip(": "), row[5].replace(things, "")) for row in rows]
        click.echo(table(("id", "verdict", "who", "state", "about"), shown))
    else:
        note(f"No decisions in {settings.records}.")
    for problem in folder.problems:
        note(problem)
    if folder.problems or any(row[3] == "stale" for row in rows):
        raise click.exceptions.Exit(1)
