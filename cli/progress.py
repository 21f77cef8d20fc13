"""How far a long step has come: a bar on a terminal, now and then a line elsewhere."""

import sys
from types import TracebackType
from typing import Any

import click

# Lines at most for one step when there is no terminal.
LINES = 10


class Progress:
    """Call it with how many are done, of how many, and the name of the last one; use it in a `with` block."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._bar: Any = None
        self._told = 0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show that `done` of `total` are done."""
        if sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=total, label=self.label, file=sys.stderr, item_show_func=_shown)
            self._bar.update(done - self._bar.pos, name)
        elif done == total or done * LINES // total > self._told:
            self._told = done * LINES // total
            click.echo(f"{self.label}: {done} of {total} ({name})", err=True)


def _shown(name: str | None) -> str:
    return name or ""
