"""Lines that begin with a time of day: which of them are the lines of a programme."""

import re
from dataclasses import dataclass, replace

from graph_builder.clocks import span_of_day
from graph_builder.layout.kinds import is_day_heading
from graph_builder.layout.lines import Line
from graph_builder.lexicon import alternatives, words

_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d)"
_PLAIN = r"(?:0[6-9]|1[0-8])[0-5]\d(?!\d)"  # «0900»; no year is one
_HALF = r"(?:[ ]?[AaPp]\.?[Mm]\b\.?)"
_KL = r"(?:[Kk][Ll](?:okk[ae]n?|ockan)?\b\.?[ ]?)"
_HOUR = r"(?:1\d|2[0-3]|0?\d)(?![\d.:]\d|\d)"
# After a dash an hour alone ends a range only where the time ends: «9.30–10 Velkommen», «9-10: …».
_LAST = rf"(?:{_CLOCK}|{_PLAIN}|(?<!\d){_HOUR}(?=[ ]*(?:[:|\t]|{_HALF}|[A-ZÆØÅÄÖ]|$)))"
_SESSION = re.compile(
    r"(?P<mark>[ \t|]*(?:[•·◦▪‣*+–-][ \t\xa0]*)?)"
    rf"(?:{_KL}(?P<hour>{_HOUR})|{_KL}?(?P<begin>{_CLOCK}|{_PLAIN})|(?P<am>(?:1[0-2]|[1-9])(?={_HALF})))"
    rf"(?P<half1>{_HALF})?(?:[ ]*(?:[-–—]|til\b|till\b|to\b)[ ]*{_KL}?(?P<finish>{_LAST}))?(?P<half>{_HALF})?"
    r"(?P<gap>[ \t\xa0|:–—.,-]*)(?P<rest>.*)",
)
_PROGRAMME = re.compile(rf"(?:\w+)?{alternatives(words('programme_headings'))}\b[^.!?]{{0,50}}", re.IGNORECASE)
_MAX_GAP_LINES = 40  # two time lines further apart than this belong to different programmes
_NEAR = 4  # a heading «Program» this many lines above makes one time line a programme


# «13.00–14.15 Parallelle sesjoner», and the lines that its tracks begin with: «A. Data som deles», «Spor 2: Tau».
_PARALLEL = re.compile(
    r"parallel|sesjon|session|spor\b|spår|track|strøm|stream|delseminar|workshop|verksted|værksted|gruppe|breakout|\bpass\b|valbar|valgfri",
    re.IGNORECASE,
)
_TRACK = re.compile(
    r"[ \t|]*(?:[•·◦▪‣*+–-][ \t\xa0]*)?(?:(?:[A-H1-9][.):]|\d[A-Ha-h][.):]?)[ \t]+"
    r"|(?:parallel\w*[ ])?(?:parallel\w*|spor|spår|sesjon|session|pass|seminar|track|stream|strøm|ström|strand|"
    r"workshop|verksted|verkstad|værksted|gruppe|grupp|group|bord|table|rom|sal)[ ]"
    r"(?:[A-H]|\d)\b[ \t]*(?:\([^()]{2,40}\)[ \t]*)?[:.–-]?[ \t]*)(?=[\w«“\"])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeLine:
    """A line that begins a session: when that begins and ends (HH:MM), and where in the text the times stand.

    `rest` is the column at which the line's text begins, `programme` the number of the programme that it is a line of,
    `track` that of the parallel session that it opens (`opens`) or stands in, 0 for none.
    """

    begins: str
    finishes: str
    clock: tuple[int, int]
    rest: int
    programme: int = 0
    track: int = 0
    opens: bool = False


Programmes = dict[int, TimeLine]
"""Index of a line that begins a session → what its time is."""


def find_programmes(lines: list[Line]) -> Programmes:
    """The lines that begin a session: two or more with times not going back, or one under a programme's heading."""
    found: Programmes = {}
    run: list[tuple[int, TimeLine]] = []
    parallel: TimeLine | None = None  # the line whose tracks are being read
    tracks = number = 0

    def close() -> None:
        nonlocal number, parallel
        parallel = None
        if len(run) >= 3 and _is_whole_day(lines, run[0][0], run[0][1], run[-1][1]):
            run.pop(0)
        if len(run) >= 2 or (run and _under_heading(lines, run[0][0])):
            found.update({i: replace(time, programme=number) for i, time in run})
            number += 1
        run.clear()

    for i, line in enumerate(lines):
        time = _time_of(line)
        if time is None:
            track = _TRACK.match(line.text) if run and line.kind != "skip" else None
            if track and (parallel or _is_parallel(lines, run[-1][0], i)):
                parallel = parallel or run[-1][1]
                tracks += 1
                run.append((i, replace(parallel, rest=track.end(), track=tracks, opens=True)))
            elif run and is_day_heading(line.text.strip(" \t#*_")):
                close()
            continue
        if parallel and parallel.begins <= time.begins < (parallel.finishes or parallel.begins + "0"):
            run.append((i, replace(time, track=tracks)))
            continue
        parallel = None
        if run and _holds(run[-1][1], time):
            tracks += 1
            parallel = replace(run[-1][1], track=tracks, opens=True)
            run[-1] = (run[-1][0], parallel)
            run.append((i, replace(time, track=tracks)))
            continue
        if run and time.begins < run[-1][1].begins:
            time = _afternoon(time, run[-1][1])
        if run and (i - run[-1][0] > _MAX_GAP_LINES or time.begins < run[-1][1].begins):
            close()
        run.append((i, time))
    close()
    return found


def _is_whole_day(lines: list[Line], i: int, first: TimeLine, last: TimeLine) -> bool:
    """Whether the first time of a programme is that of the whole event: it reaches to the last, or stands alone."""
    alone = not lines[i].text[first.rest :].strip()
    reaches = first.finishes >= last.begins if alone else first.finishes > last.begins
    return bool(first.finishes) and reaches and last.begins > first.begins


def _holds(session: TimeLine, time: TimeLine) -> bool:
    """Whether the next line is the first part of the session: it begins at its start and ends before its end."""
    return bool(
        session.finishes and not session.track and time.begins == session.begins and time.finishes < session.finishes
    )


def _is_parallel(lines: list[Line], begun: int, i: int) -> bool:
    """Whether the session that begins in line `begun` says that tracks follow, in its first line of words."""
    above = [line.text for line in lines[begun:i] if line.text.strip()][:2]
    return any(_PARALLEL.search(text) for text in above)


def _time_of(line: Line) -> TimeLine | None:
    match = _SESSION.fullmatch(line.text)
    if not match or not _is_time_line(match, line):
        return None
    half = match["half"] or ""
    begin, finish = match["begin"] or match["hour"] or match["am"], match["finish"] or ""
    first = "begin" if match["begin"] else "hour" if match["hour"] else "am"
    last = match.end("finish") if finish else match.end(first)
    return TimeLine(
        *span_of_day(begin, finish, match["half1"] or "", half),
        (line.start + match.start(first), line.start + last),
        match.start("rest"),
    )


def _afternoon(time: TimeLine, before: TimeLine) -> TimeLine:
    """«1:00» after «12:00» is one o'clock in the afternoon, where that makes the programme go on."""
    hours = int(time.begins[:2])
    if not (before.begins >= "11:00" and 1 <= hours <= 6):
        return time
    later = f"{hours + 12}{time.begins[2:]}"
    finish = time.finishes
    if finish and int(finish[:2]) <= 7:
        finish = f"{int(finish[:2]) + 12}{finish[2:]}"
    return replace(time, begins=later, finishes=finish) if later >= before.begins else time


def _under_heading(lines: list[Line], i: int) -> bool:
    """Whether «Program» or the like stands alone on a line right above, or above lines that are no sentences."""
    above = [line.text.strip(" \t#*_:") for line in lines[max(0, i - _NEAR) : i]]
    return any(_PROGRAMME.fullmatch(text) for text in above)


def _is_time_line(match: re.Match[str], line: Line) -> bool:
    # «1.10 Samarbeid» is a chapter, «20.10 2018» a date: a clock has two digits of hours, a small hour with a colon,
    # or something else that only a time has.
    if line.kind in ("heading", "skip"):
        return False
    begin = match["begin"] or ""
    sure = match["hour"] or match["am"] or match["half1"] or match["half"] or match["finish"]
    if begin and not sure and re.match(r"\d[.]", begin) and not 7 <= int(begin[0]) <= 9:
        return False
    if match["begin"] and not match["finish"] and re.fullmatch(r"\d{4}", begin) and not match["gap"].strip(" "):
        return bool(re.match(r"[A-ZÆØÅÄÖ]", match["rest"]) or not match["rest"])
    return not re.match(r"[.]?\s*\d{4}\b|[.]\d", match["gap"] + match["rest"]) and not match["rest"].startswith(
        ("%", "pst", "prosent", "mill", "mrd", "kroner", "meter")
    )
