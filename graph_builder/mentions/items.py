"""One item of a list of undertakings: which of its words are the title («Title – body, with bodies – sum»)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.sums import find_sums

Span = tuple[int, int]
_ABOUT = re.compile(
    r"prosjekt|projekt|\bprojects?\b|søknad|ansökning|ansøgning|\bapplications?\b|pilot|forsøk|försök|forsøg|tildeling|bevilg|bevilj|\bgrants?\b|tilskud|tilskot|finansiering|løyv|insatser",
    re.IGNORECASE,
)
_TOGETHER = (
    r"(?:sammen med|saman med|tillsammans med|together with|in (?:co-?operation|collaboration|partnership) with|i (?:nært |nära |tæt )?(?:samarbeid|samarbejde|samarbete|samverkan|partnerskap|partnarskap) med|"
    r"med partner\w*|with partners?|med støtte|med\b|with\b|ledet av|leda av|leia av|leds av|ledes af|led by)"
)
_PART = re.compile(r"\s+[–—-]\s+|:\s+|\.\s+|(?<=\?)\s+(?=[A-ZÆØÅÄÖ])|;\s+|\s*\(|,\s+|\s+\|\s+")
_JOIN = re.compile(r"\s*(?:,|\bog\b|\boch\b|\band\b|\bsamt\b|&)\s*(?:the\s+)?")
_AFTER_BODY = re.compile(r"\s*\([^()]*\)\s*[:–—-]\s*|\s*[:|]\s*|\s+[–—-]\s+|,\s+(?=[«\"“»])|\s*\(")
_GETS = re.compile(
    r"\s+(?:får|fikk|fekk|fick|fik|har fått|mottar|mottek|modtager|tildeles|tildelas|beviljas|receives|gets|is awarded)\b[^:«]{0,60}?\b(?:til|till|for|för|to)\s+(?:prosjektet\s+|projektet\s+|the project\s+)?"
)
_QUOTED = re.compile(r"[«“\"„»](?P<title>[^«»“”\"„]{3,120})[»”\"“«]")
_FOR = re.compile(r"\s*,?\s*(?:til|till|for|för|to)\s+(?:prosjektet\s+|projektet\s+)?")
_ENUMERATED = re.compile(r"\s*(?:\d{1,2}|[A-Z])[.)]\s+")
_BODY = re.compile(r"(?:the )?[A-ZÆØÅÄÖ][\w&.’-]*(?: [\w&.’-]+){0,5}")
_UNKNOWN_BODY = re.compile(r"(?P<body>[A-ZÆØÅÄÖ][\w&.’-]*(?: [\w&.’-]+){0,4})(?:, [^:]{3,80})?:\s+(?=[«\"“A-ZÆØÅÄÖ])")
# «Nattbåt til øyane. Tindvik kommune vil …»
_FIRST_SENTENCE = re.compile(r"[A-ZÆØÅÄÖ][^.\n]{3,110}(?=\.\s)")
_LONGEST_SENTENCE = 110
# «Nattbåt|, der folk …», «Nattbåt|, et tilbud om …»
_DESCRIBED = re.compile(r", (?:der|som|hvor|kor|där|which|that|where|et|en|ei|eit|ein|ett|a|an) [a-zæøåäö]")
_DASHED = re.compile(
    r"(?P<title>[A-ZÆØÅÄÖ0-9«\"][^–\n]{2,120}?)(?:\s+[–—-]\s+|:\s+|\s*\()(?P<body>[A-ZÆØÅÄÖ][\w&.’-]*(?: (?!(?:i samarbeid|sammen|saman|med|with|tillsammans)\b)[\w&.’-]+){0,4})(?=\s*(?:[,;)–—]|\.|$|i samarbeid|sammen|saman|med|with|tillsammans|in collaboration))"
)
_SHORTEST = 3


@dataclass(frozen=True)
class Split:
    """An item whose title stands at `title`; `told` when a sum or a label shows what it is about; `first` when the body
    stands before the title; `body` is where one stands that is not known as such.
    """

    title: Span
    told: bool
    first: bool = False
    body: Span | None = None


class Splitter:
    """Parts items of lists, knowing where bodies and persons are named."""

    def __init__(self, text: str, bodies: Sequence[Span], people: Sequence[Span], language: str) -> None:
        self._text = text
        self._bodies: dict[int, int] = {}
        for start, end in bodies:
            self._bodies[start] = max(end, self._bodies.get(start, 0))
        self._people = {start for start, _ in people}
        self._language = language

    def about_projects(self, lead: str) -> bool:
        """Whether the words before a list say that it is one of projects."""
        return bool(_ABOUT.search(lead))

    def split(self, start: int, end: int, labels: re.Pattern[str], *, certain: bool = True) -> Split | None:
        """Part the item `[start, end)`; None when it does not look like an undertaking with a body. A line that is not
        `certain` to be an item must have no other words than a title, bodies and a sum at its beginning.
        """
        text = self._text
        if start in self._people:
            return None
        sums = {s.start: s.end for s in find_sums(text, start, end, self._language)}
        label = labels.search(text, start, end)
        told = bool(sums or label)
        number = _ENUMERATED.match(text, start, end)
        start = number.end() if number else start
        if not any(start <= body < end for body in self._bodies):
            return self._unknown(start, end, sums) if sums else None
        quoted = _QUOTED.search(text, start, min(end, start + 300))
        if (
            quoted
            and not (label and label.start() < quoted.start())
            and (certain or self._only_bodies(start, quoted.start()))
        ):
            return Split(quoted.span("title"), told, first=quoted.start() > start + 1)
        title = self._after_body(start, end, sums)
        first = title is not None
        title = title or self._before_parts(start, end, sums, labels)
        if label and (title is None or title[1] > _LONGEST_SENTENCE + title[0] or self._holds_body(title)):
            sentence = _FIRST_SENTENCE.match(text, start, label.start())
            title = (start, sentence.end()) if sentence else title
        if title is None or title[1] - title[0] < _SHORTEST or text[title[0]].islower():
            return None
        if not certain and (_ABOUT.search(text, *title) or self._holds_body(title)):
            return None
        return Split(title, told, first)

    def _holds_body(self, span: Span) -> bool:
        return any(span[0] <= body < span[1] for body in self._bodies)

    def after_colon(self, start: int, end: int) -> Split | None:
        """Part «Body, with bodies: Title, sum» where the first body is not known as one, but the list's other items are so."""
        sums = {s.start: s.end for s in find_sums(self._text, start, end, self._language)}
        match = _UNKNOWN_BODY.match(self._text, start, end)
        if not match or not sums:
            return None
        title = match.end(), self._title_end(match.end(), end, sums)
        return Split(title, told=True, first=True, body=match.span("body"))

    def by_dash(self, start: int, end: int) -> Split | None:
        """Part «Title – Body …» where the body is not known as one, but the list's other items are so."""
        number = _ENUMERATED.match(self._text, start, end)
        match = _DASHED.match(self._text, number.end() if number else start, end)
        if not match or match.start() in self._people:
            return None
        return Split(
            match.span("title"), told=bool(find_sums(self._text, start, end, self._language)), body=match.span("body")
        )

    def _unknown(self, start: int, end: int, sums: dict[int, int]) -> Split | None:
        """«Title, Body, sum» with a body that is not known as one."""
        parts = [p for p in _PART.finditer(self._text, start, min(sums)) if p[0].strip() != "."]
        if len(parts) < 2 or parts[-1].end() < min(sums) - 1:
            return None
        for part, following in reversed(list(pairwise(parts))):
            body = part.end(), following.start()
            if "(" not in part[0] and _BODY.fullmatch(self._text, *body):
                return Split((start, part.start()), told=True, body=body)
        return None

    def _only_bodies(self, start: int, end: int) -> bool:
        position = start
        for body in sorted(b for b in self._bodies if start <= b < end):
            if body >= position and not re.fullmatch(
                rf"[\s,:–—(-]*(?:og|och|and|{_TOGETHER})?\s*", self._text[position:body]
            ):
                return False
            position = max(position, self._bodies[body])
        return bool(re.fullmatch(r"[\s,:–—(-]*", self._text[position:end]))

    def _after_body(self, start: int, end: int, sums: dict[int, int]) -> Span | None:
        """«Body: Title (sum)», «Body får sum til Title», «Sum til Body for Title»."""
        text = self._text
        position = start
        if position in sums:
            to = _FOR.match(text, sums[position], end)
            position = to.end() if to else position
        if position not in self._bodies:
            return None
        reach = self._list_end(position)
        joined = re.compile(rf",? {_TOGETHER} (?:the )?").match(text, reach, end)
        if joined and joined.end() in self._bodies:
            reach = self._list_end(joined.end())
        gets = _GETS.match(text, reach, end)
        position = gets.end() if gets else reach
        if not gets:
            passed = False
            while True:
                parted = _AFTER_BODY.match(text, position, end) or _FOR.match(text, position, end)
                if parted:
                    position, passed = parted.end(), True
                sum_end = next((sums[s] for s in sums if 0 <= s - position <= 1), None)
                if sum_end is None:
                    comma = re.compile(r"\s*\)?[,:]?\s*").match(text, position, end) if passed else None
                    position = comma.end() if comma else position
                    break
                position = sum_end
                closing = re.compile(r"\s*\)").match(text, position, end)
                position = closing.end() if closing else position
            if not passed:
                return None
        if re.compile(_TOGETHER).match(text, position, end) or position in self._bodies:
            return None
        return position, self._title_end(position, end, sums)

    def _list_end(self, position: int) -> int:
        """Where «A, B og C» ends that begins at `position`."""
        reach = self._bodies[position]
        while (join := _JOIN.match(self._text, reach)) and join.end() in self._bodies:
            reach = self._bodies[join.end()]
        return reach

    def _title_end(self, start: int, end: int, sums: dict[int, int]) -> int:
        described = _DESCRIBED.search(self._text, start, end)
        end = described.start() if described else end
        for part in _PART.finditer(self._text, start, end):
            following = part.end()
            if following in sums or following in self._bodies or part[0].strip() in (".", ";", "(", "|"):
                return part.start()
            if re.compile(_TOGETHER).match(self._text, following, end):
                return part.start()
        together = re.compile(rf"\s+{_TOGETHER}\s").search(self._text, start, end)
        if together and any(together.end() <= body < end for body in self._bodies):
            return together.start()
        return end

    def _before_parts(self, start: int, end: int, sums: dict[int, int], labels: re.Pattern[str]) -> Span | None:
        """«Title – Body», «Title, Body, sum», «Title (Body)», «Title. Koordinator: Body», «Title i samarbeid med Body»."""
        text = self._text
        for part in _PART.finditer(text, start, end):
            at = re.compile(r"(?:the |v/|ved |av |til |by |af )?").match(text, part.end(), end)
            following = at.end() if at else part.end()
            together = re.compile(_TOGETHER + r"\s").match(text, part.end(), end)
            if following in sums or labels.match(text, following, end) or (following in self._bodies) or together:
                return start, part.start()
        return None
