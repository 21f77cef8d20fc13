"""The command `innograf`. Subcommands are imported when they run, so `innograf --help` answers at once."""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

# Name: what the list in `innograf --help` says. The module of the same name in this package has `command`.
COMMANDS = {
    "build": "Build the graph from documents, validate and publish it.",
    "builds": "List the builds, the newest first.",
    "decide": "Record a steward's decision.",
    "decisions": "List what stewards decided, and what became of it.",
    "diff": "Show what differs between two builds.",
    "evaluate": "Compare a build with gold annotations.",
    "export": "Write a build as RDF.",
    "fetch": "Download documents that a list of web addresses names.",
    "link": "Propose which things are the same as those of Wikidata or another register.",
    "publish": "Make a build the published one.",
    "query": "Ask a build with SPARQL.",
    "readers": "List the readers of facts, and which of them run.",
    "serve": "Serve the published build on the web.",
    "settings": "List every setting, its value and where it comes from.",
    "train": "Train the model that finds names, from the corpus NorNE.",
    "user": "Say who may log in at the steward's desk.",
    "validate": "Check a build or an RDF file against the shapes.",
}

INPUT_WRONG = 2
INTERRUPTED = 130
# What a shell reports for a program that wrote to a closed pipe.
PIPE_CLOSED = 141


class Commands(click.Group):
    """The subcommands, by name until one is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the subcommand; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand that `args` names; a wrong name is answered with those there are."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}. The commands are: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; what goes wrong becomes a line on standard error and an exit code."""
        with _plain_errors(debug=bool(ctx.params.get("debug"))):
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="innograf")
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
def main(debug: bool) -> None:
    """Build a knowledge graph from documents, check it, ask it and serve it.

    Exit codes: 0 done, 1 the data failed (violations, differences), 2 the call or the input was wrong.
    """


@contextlib.contextmanager
def _plain_errors(debug: bool) -> Iterator[None]:
    try:
        yield
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # Nobody reads on (`innograf export | head`). Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except Exception as error:
        if debug:
            raise
        click.echo(f"Error: {_explain(error)}", err=True)
        raise click.exceptions.Exit(INPUT_WRONG) from None


def _explain(error: Exception) -> str:
    # Our own errors say what to do. They are told by name, since importing their modules would be slow.
    ours = type(error).__module__.partition(".")[0] in {
        "settings", "ontology", "store", "shapes", "graph_builder", "server", "cli"
    }  # fmt: skip
    if ours or isinstance(error, OSError):
        return str(error)
    return f"{type(error).__name__}: {error}. This is a fault in Innograf; `innograf --debug …` shows where."


if __name__ == "__main__":
    main()
