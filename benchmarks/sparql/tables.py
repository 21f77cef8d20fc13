"""The tables of what was measured, as Markdown."""

import statistics

from queries import ANALYTIC, NAMES
from rates import SEEN, UNSEEN, Rates


def tables(rates: Rates, peers: list[str], clients: list[int]) -> list[str]:
    """The lines of the tables: requests a second by number of clients, and ours as a multiple of each peer's."""
    middle = {key: statistics.median(found) for key, found in rates.items()}
    lines = []
    for count in clients:
        columns = [(peer, kind) for kind in (SEEN, UNSEEN) for peer in peers]
        lines += ["", f"Requests a second, {count} clients:" if count > 1 else "Requests a second, one client:", ""]
        lines += _head(["", *(f"{peer}, {kind}" for peer, kind in columns)])
        for name in NAMES:
            lines.append(_row([name, *(_number(middle[peer, kind, name, count]) for peer, kind in columns)]))
    others = [peer for peer in peers if peer != "innograf"]
    if "innograf" in peers and others:
        for kind in (SEEN, UNSEEN):
            lines += _multiples(middle, others, kind, clients)
    return lines


def _multiples(
    middle: dict[tuple[str, str, str, int], float], others: list[str], kind: str, clients: list[int]
) -> list[str]:
    columns = [(peer, count) for peer in others for count in clients]
    lines = ["", f"Innograf, {kind}, as a multiple of a peer (with so many clients):", ""]
    lines += _head(["", *(f"{peer} ({count})" for peer, count in columns)])
    # A peer that does not answer a query is no part of the means.
    by_name = {
        name: [
            middle["innograf", kind, name, count] / theirs if (theirs := middle[peer, kind, name, count]) else None
            for peer, count in columns
        ]
        for name in NAMES
    }
    lines += [_row([name, *map(_number, ratios)]) for name, ratios in by_name.items()]
    for title, summary, names in (
        ("geometric mean", statistics.geometric_mean, NAMES),
        ("least", min, NAMES),
        ("least of the analytic", min, ANALYTIC),
    ):
        known = [[ratio for ratio in found if ratio] for found in zip(*(by_name[name] for name in names), strict=True)]
        lines.append(_row([title, *(_number(summary(found) if found else None) for found in known)]))
    return lines


def _head(cells: list[str]) -> list[str]:
    return [_row(cells), "|---" * len(cells) + "|"]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
