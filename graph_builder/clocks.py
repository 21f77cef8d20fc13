"""Times of day as they are printed: «kl. 10.30 til 12.45», «9:00 AM», «kl 9–11», «0900-1130»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HALF = r"(?:\s?[ap]\.?m\b\.?)"
_TIME = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d%])"
_TO = r"\s?(?:-|–|—|\btil\b|\bto\b|\btill\b)\s?(?:kl\.?\s?)?"
# After «kl.» an hour may stand alone: «kl. 10–15».
_HOUR = rf"(?:{_TIME}|(?:[01]\d|2[0-3])[0-5]\d(?!\d)|(?:[01]?\d|2[0-3])(?![\d.:]\d|\d))"
_CLOCK = re.compile(
    rf"(?:\b(?:kl|klokken|klokka|klockan)\b\.?\s*(?P<begin>{_HOUR})(?:{_TO}(?P<finish>{_HOUR}))?"
    rf"|\b(?:at|fra|frå|från|from|between)\s+(?P<begin2>{_TIME}{_HALF}?)(?:{_TO}(?P<finish2>{_TIME}{_HALF}?|\d\d?{_HALF}))?"
    rf"|(?<![\d.:])(?P<begin3>(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?)(?P<half1>{_HALF})?(?:{_TO}(?P<finish3>(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?))?(?P<half>{_HALF}))",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\d.:])(?P<begin>{_TIME})(?:{_TO}(?P<finish>{_TIME}))?(?![\d:]|\.\d)"
    rf"|(?<![\d.:/-])(?P<begin2>(?:[01]\d|2[0-3])[0-5]\d)\s?[-–]\s?(?P<finish2>(?:[01]\d|2[0-3])[0-5]\d)(?![\d.])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clock:
    """A printed time of day, HH:MM, and where a range ends."""

    start: int
    end: int
    begin: str
    finish: str = ""


def find_clocks(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[Clock]:
    """The times of day in `text[start:end]` that «kl.» or a like word stands before; with `bare`, also those alone.

    Use `bare` where a time is expected («Tid: 12. mars, 08:30–10:00»); elsewhere `8.30` may be another number.
    """
    end = len(text) if end is None else end
    found: list[Clock] = []
    for pattern in (_CLOCK, _BARE) if bare else (_CLOCK,):
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            begin = groups["begin"] or groups["begin2"] or groups.get("begin3") or ""
            finish = groups["finish"] or groups["finish2"] or groups.get("finish3") or ""
            half = groups.get("half") or ""
            clock = Clock(match.start(), match.end(), *span_of_day(begin, finish, groups.get("half1") or "", half))
            if not any(clock.start < other.end and other.start < clock.end for other in found):
                found.append(clock)
    return iter(sorted(found, key=lambda clock: clock.start))


def span_of_day(begin: str, finish: str, first_half: str = "", last_half: str = "") -> tuple[str, str]:
    """Both ends of a range as HH:MM; the half of the day printed after the end holds for both if that makes a range."""
    if not finish:
        return hours_minutes(begin, first_half or last_half), ""
    end = hours_minutes(finish, last_half)
    start = hours_minutes(begin, first_half or last_half)
    return (start if first_half or start <= end else hours_minutes(begin)), end


def hours_minutes(text: str, half: str = "") -> str:
    """`9.05` → `09:05`, `9` → `09:00`, `0915` → `09:15`, `2:30` in the `half` `PM` → `14:30`."""
    ending = re.search(r"\s*([ap])\.?m\.?\s*$", text + half, re.IGNORECASE)
    digits = re.match(r"[\d.:]+", text)
    plain = (digits[0] if digits else "0").replace(".", ":").rstrip(":")
    if len(plain) == 4 and plain.isdigit():
        plain = f"{plain[:2]}:{plain[2:]}"
    hours, _, minutes = plain.partition(":")
    hour = int(hours)
    if ending:
        hour = hour % 12 + (12 if ending[1].lower() == "p" else 0)
    return f"{hour:02d}:{minutes or '00'}"
