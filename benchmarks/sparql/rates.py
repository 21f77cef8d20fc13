"""How many requests a second a server answers, by wrk."""

import contextlib
import math
import os
import resource
import subprocess
import time
from pathlib import Path

from answers import accept
from peers import Peer

# A peer that takes longer for one query is not asked by many clients: its rate is that of one after another.
SLOW = 2.0
SEEN, UNSEEN = "seen", "unseen"
Rates = dict[tuple[str, str, str, int], list[float]]


def measure(
    peers: list[Peer],
    texts: dict[str, Path],
    taken: dict[tuple[str, str], float],
    clients: list[int],
    rounds: int,
    seconds: int,
    until: float = math.inf,
) -> Rates:
    """The requests a second in each round; no round begins that would not end before `until`."""
    rates: Rates = {}
    begun = time.monotonic()
    requests, before = 0, resource.getrusage(resource.RUSAGE_CHILDREN)
    for round in range(rounds):
        each_round = (time.monotonic() - begun) / max(1, round)
        if round and time.monotonic() + each_round > until:
            print(f"{round} of {rounds} rounds in the time there is; one takes {each_round / 60:.0f} minutes")
            break
        for name, path in texts.items():
            for count in clients:
                for peer in peers:
                    for kind in (SEEN, UNSEEN):
                        each = taken[peer.name, name]
                        rate = 1 / each
                        if each < SLOW:
                            # Long enough for every client to get some answers.
                            lasts = max(seconds, min(20, round_up(each * count)))
                            start = SEEN if kind == SEEN else str(1_000_000 * (round + 1) + 100_000 * count)
                            asked = peer if kind == SEEN else peer.uncached or peer
                            rate, done = wrk(asked, name, path, count, lasts, start)
                            # At the most, when not even one was done in time.
                            rate = rate or 1 / lasts
                            requests += done
                            settle(asked)
                        rates.setdefault((peer.name, kind, name, count), []).append(rate)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"wrk took {1e6 * spent / max(1, requests):.0f} µs of a processor for each of {requests} requests")
    return rates


def settle(peer: Peer) -> None:
    """Wait until a server is done with what it was still asked when the load ended; some minutes at most."""
    for _ in range(400):
        before = busy(peer)
        time.sleep(0.5)
        if busy(peer) - before < 0.03:
            return


def busy(peer: Peer) -> float:
    """The seconds of processors that a server has taken, with the processes that it has started."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            pid = int(path.parent.name)
            parents[pid], times[pid] = int(fields[1]), int(fields[11]) + int(fields[12])

    def belongs(pid: int) -> bool:
        while pid in parents and pid != peer.pid:
            pid = parents[pid]
        return pid == peer.pid

    return sum(taken for pid, taken in times.items() if belongs(pid)) / os.sysconf("SC_CLK_TCK")


def round_up(seconds: float) -> int:
    """Whole seconds."""
    return int(seconds) + 1


def wrk(peer: Peer, name: str, path: Path, clients: int, seconds: int, start: str) -> tuple[float, int]:
    """Requests a second that were answered, and how many there were."""
    script = Path(__file__).with_name("vary.lua")
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "120s", "-s", str(script), peer.address]
    said = subprocess.run([*command, "--", str(path), start, accept(name)], capture_output=True, text=True, check=True)
    found = said.stdout.rpartition("=> ")[2].split()
    requests, microseconds, refused, broken = (int(part) for part in found)
    if refused or broken:
        print(
            f"{peer.name}, {name}, {clients} clients: {refused} of {requests} answers are errors, {broken} broken off"
        )
    return (requests - refused) / microseconds * 1e6, requests
