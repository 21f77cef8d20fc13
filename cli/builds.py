"""`innograf builds`: what is in the folder of builds, and what was merged in one."""

from typing import Any

import click

from cli import options
from cli.output import SHORT_ID, note, table
from store import BuildStore, Manifest


@click.command("builds")
@click.option("--merges", is_flag=True, help="Tell which names were taken to mean the same in a build, and why.")
@options.build
@options.data
def command(merges: bool, ref: str, data: str | None) -> None:
    """List the builds, the newest first; the published one has an asterisk.

    With `--merges`, tell which names were taken to mean the same thing in the build that `--build` names, where and
    why, what stewards decided, and which names may mean the same, for stewards to decide.
    """
    builds = BuildStore(options.read_settings(data=data).data)
    if merges:
        _tell_merges(builds.open(ref).report("identity"))
        return
    current = builds.current_id()
    found = builds.builds()
    if not found:
        note(f"No builds in {builds.root}; `innograf build` makes one.")
        return
    rows = [_row(item, item.id == current) for item in found]
    click.echo(table(("", "id", "made (UTC)", "documents", "entities", "facts", "quads", "validation"), rows))


def _tell_merges(report: dict[str, list[dict[str, Any]]] | None) -> None:
    if report is None:
        note("This build tells nothing of merges; it was made by an older version.")
        return
    rows = [(m["kind"], m["name"], m["other"], m["reason"], _where(m)) for m in report["merges"]]
    click.echo(table(("kind", "name", "also", "because", "where"), rows))
    for decided in report["decisions"]:
        click.echo(f"decided, {decided['kind']}: {decided['decision']}. {decided['why']}".rstrip(". "))
    for proposal in report["proposals"]:
        one, other = proposal["names"]
        iris = " and ".join(proposal["iris"])
        click.echo(f"perhaps the same, {proposal['kind']}: {one} / {other} ({iris}){_in_common(proposal)}")
    for unknown in report["unknown"]:
        note(unknown["note"])


def _in_common(proposal: dict[str, Any]) -> str:
    """What speaks for it; builds of older versions do not tell."""
    if "score" not in proposal:
        return ""
    shared = f"facts in common {len(proposal['facts'])}, documents {len(proposal['documents'])}"
    return f": {proposal['score']} of 100; names {proposal['alike']} ({proposal['way']}), {shared}"


def _where(merge: dict[str, Any]) -> str:
    documents = ", ".join(merge["documents"])
    return f"{documents} {merge['start']}–{merge['end']}" if "start" in merge else documents


def _row(item: Manifest, is_current: bool) -> tuple[object, ...]:
    counts = (item.counts.get(name, "") for name in ("documents", "entities", "facts", "quads"))
    made = item.made[:19].replace("T", " ")
    return ("*" if is_current else "", item.id[:SHORT_ID], made, *counts, _validation(item))


def _validation(item: Manifest) -> str:
    if item.validation is None:
        return "not validated"
    if item.validation.get("conforms"):
        return "conforms"
    return f"{item.validation.get('violations', 0)} violations"
