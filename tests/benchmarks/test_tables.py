"""The tables of the measurement of queries are whole, also when a peer does not answer a query."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "sparql"))
from queries import NAMES
from rates import SEEN, UNSEEN
from tables import tables


def test_medians_and_multiples_are_there_and_what_is_not_answered_is_left_out() -> None:
    rates = {
        (peer, kind, name, count): [1.0 * count, rate * count, 1000.0 * count]
        for peer, rate in (("innograf", 300.0), ("other", 20.0))
        for kind in (SEEN, UNSEEN)
        for name in NAMES
        for count in (1, 4)
    }
    rates["other", SEEN, "path", 4] = [0.0]
    lines = tables(rates, ["innograf", "other"], [1, 4])
    assert "| entity | 300 | 20.0 | 300 | 20.0 |" in lines
    assert "| entity | 1,200 | 80.0 | 1,200 | 80.0 |" in lines
    assert lines.count("| geometric mean | 15.0 | 15.0 |") == 2
    assert "| path | 15.0 | – |" in lines
    assert "| least of the analytic | 15.0 | 15.0 |" in lines
    assert len({line.count("|") for line in lines if line.startswith("| entity")}) == 2


def test_without_peers_there_are_no_multiples() -> None:
    rates = {("innograf", kind, name, 1): [5.0] for kind in (SEEN, UNSEEN) for name in NAMES}
    assert not any("multiple" in line for line in tables(rates, ["innograf"], [1]))
