"""Lines that begin with a time of day: which of them are the lines of a programme."""

import re

from graph_builder.layout.lines import Line

_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_SESSION = re.compile(
    rf"[ \t|]*(?:kl\.?[ ]*)?(?P<begin>{_CLOCK})(?:[ ]*(?:[-–—]|til|to)[ ]*(?:kl\.?[ ]*)?(?P<finish>{_CLOCK}))?"
    r"(?:[ ]?(?P<half>[AaPp]\.?[Mm]\.?)(?![\w]))?(?P<gap>[ \t|:–-]*)(?P<rest>.*)",
)
_MAX_GAP_LINES = 40  # two time lines further apart than this belong to different programmes

Programmes = dict[int, tuple[re.Match[str], int]]
"""Index of a line that begins a session → its match (groups begin, finish, half, rest), the number of its programme."""


def find_programmes(lines: list[Line]) -> Programmes:
    """Line index → (match, programme number) of the lines that begin a session: two or more, times not going back."""
    candidates = [
        (i, m) for i, line in enumerate(lines) if (m := _SESSION.fullmatch(line.text)) and _is_time_line(m, line)
    ]
    found: dict[int, tuple[re.Match[str], int]] = {}
    run: list[tuple[int, re.Match[str]]] = []
    number = 0

    def close() -> None:
        nonlocal number
        if len(run) >= 2:
            found.update({i: (m, number) for i, m in run})
            number += 1
        run.clear()

    for i, match in candidates:
        earlier = bool(run) and clock_of(match, "begin") < clock_of(run[-1][1], "begin")
        if run and (i - run[-1][0] > _MAX_GAP_LINES or earlier):
            close()
        run.append((i, match))
    close()
    return found


def clock(text: str) -> str:
    """`9.05` or `09:05` → `09:05`."""
    hours, minutes = re.split(r"[.:]", text)
    return f"{int(hours):02d}:{minutes}"


def clock_of(match: re.Match[str], group: str) -> str:
    """The time of a session's line as HH:MM, «2:30 PM» as 14:30."""
    time = clock(match[group])
    half = (match["half"] or "").lower()[:1]
    hours = int(time[:2])
    if half == "p" and hours < 12:
        return f"{hours + 12:02d}{time[2:]}"
    return f"00{time[2:]}" if half == "a" and hours == 12 else time


def _is_time_line(match: re.Match[str], line: Line) -> bool:
    # «1.10 Samarbeid» is a chapter, «20.10 2018» a date: a clock has two digits of hours, or a small hour with a colon.
    begin = match["begin"]
    if line.kind in ("heading", "skip"):
        return False
    if len(re.split(r"[.:]", begin)[0]) < 2 and ":" not in begin and not 7 <= int(begin[0]) <= 9:
        return False
    return not re.match(r"[.]?\s*\d{4}\b|[.]\d", match["rest"])
