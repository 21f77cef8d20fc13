"""`innograf fetch`: a list of web addresses in, a folder of documents out."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from cli import options
from cli.output import InputError, note, number
from cli.progress import Progress


@click.command("fetch")
@click.argument("urls", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="URLS")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Folder to keep them in."
)
@options.setting("documents", metavar="FOLDER")
def command(urls: Path, into: Path | None, **given: Any) -> None:
    """Download the documents that the file URLS names, one web address a line, into a folder to build from.

    robots.txt is obeyed, and one request is made at a time. A document that has not changed is not taken again. Where
    each is from, and when it came, is written to `corpus.toml` in the folder.

    Exit codes: 0 done; 2 an address could not be fetched.
    """
    settings = options.read_settings(**given)
    from graph_builder.fetch import fetch_all, read_list

    try:
        addresses, bad = read_list(urls.read_text(encoding="utf-8").splitlines())
    except UnicodeDecodeError:
        raise InputError(f"{urls} is not UTF-8; save the list as UTF-8.") from None
    for line, text, reason in bad:
        note(f"{urls}, line {line}: {text}: {reason}")
    if not addresses and not bad:
        raise InputError(f"{urls} names no address; write one a line.")
    folder = into or settings.documents
    with Progress("Fetching") as progress:
        done = fetch_all(addresses, folder, settings.fetch, progress)
    for item in done:
        if item.outcome == "failed":
            note(f"{urls}, line {item.address.line}: {item.address.url}: {item.reason}")
    counts = Counter(item.outcome for item in done)
    counts["failed"] += len(bad)
    for name in ("new", "changed", "unchanged", "failed"):
        click.echo(f"{name:<11} {number(counts[name])}")
    click.echo(f"{'folder':<11} {folder}")
    if counts["failed"]:
        raise click.exceptions.Exit(2)
