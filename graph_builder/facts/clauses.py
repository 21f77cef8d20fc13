"""A sentence with one sign for each name in it, so that patterns can say what stands between names."""

import re
from dataclasses import dataclass, field

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.grants import sums_in
from graph_builder.mentions.model import Mention
from graph_builder.sums import Sum

BODY = "\ue000"  # bodies, one or a list of them: «A, B og C»
WORK = "\ue001"  # a programme or project, or words for the one at hand
SUM = "\ue002"
PERSON = "\ue003"
PLACE = "\ue004"
_SIGNS = {"Organisation": BODY, "Programme": WORK, "Project": WORK, "Person": PERSON, "Place": PLACE}
# What may part the bodies of one list: «A, firmaet B og forskere ved C».
_JOIN = re.compile(
    r"(?:s|'s)?(?:\s*\([^()]{1,40}\))?\s*(?:,(?:\s*(?:and|samt|as well as)\b)?|\s\b(?:og|och|and|samt|as well as|&)\b)\s*(?:the (?:[a-z-]+ ){1,3}|the |det |den |de |både |including )?(?:(?!har\b|er\b|var\b|var\b)[\w-]+(?:et|en|a|ene|erne|erna|are|ere|ers|ned|firm|up|company) )?(?:(?:ved|vid|at|from|fra|frå|från|i|in) )?"
)


@dataclass
class Clause:
    """A sentence: its `text` with signs for names, and what each sign stands for, by its place in `text`."""

    text: str
    span: Span
    names: dict[int, list[Entity]] = field(default_factory=dict)
    sums: dict[int, Sum] = field(default_factory=dict)
    places: dict[int, Span] = field(default_factory=dict)

    def entities(self, place: int) -> list[Entity]:
        """What the sign at `place` stands for."""
        return self.names.get(place, [])

    def printed(self, start: int, end: int) -> Span:
        """Where in the document the part `[start, end)` of `text` that begins and ends with a sign stands."""
        inside = [self.places[n] for n in range(start, end) if n in self.places]
        return (min(a for a, _ in inside), max(b for _, b in inside)) if inside else self.span


def clause(draft: Draft, sentence: Span, at_hand: dict[int, tuple[int, Entity]]) -> Clause:
    """The sentence with signs; `at_hand` has, by where they start, the end of words as «prosjektet» and what they mean."""
    tokens: list[tuple[int, int, str, list[Entity], Sum | None]] = []
    for mention in draft.mentions_in(*sentence, *_SIGNS):
        if mention in draft.of_mention:
            tokens.append((mention.start, mention.end, _SIGNS[mention.kind], [draft.entity(mention)], None))
    for start, (end, entity) in at_hand.items():
        if sentence[0] <= start < sentence[1]:
            tokens.append((start, end, WORK, [entity], None))
    tokens += [(s.start, s.end, SUM, [], s) for s in sums_in(draft, *sentence)]
    result = Clause("", sentence)
    position = sentence[0]
    for start, end, sign, entities, amount in sorted(tokens, key=lambda t: (t[0], -t[1])):
        if start < position:
            continue
        between = draft.text[position:start]
        last = len(result.text) - 1
        if sign == BODY and result.text.endswith(BODY) and _IN_BRACKETS.fullmatch(draft.text, position, end + 1):
            # «Havnerådet (HR)»: the short name of the same body, or the body that it belongs to.
            position = end + 1
            continue
        if sign == BODY and result.text.endswith(BODY) and _JOIN.fullmatch(between):
            result.names[last] += entities
            result.places[last] = (result.places[last][0], end)
        else:
            result.text += between + sign
            place = len(result.text) - 1
            result.names[place] = list(entities)
            result.places[place] = (start, end)
            if amount:
                result.sums[place] = amount
        position = end
    result.text += draft.text[position : sentence[1]]
    return result


_IN_BRACKETS = re.compile(r"\s*\([^()]{1,40}\)")
# Words for the project or programme at hand.
_PROJECT = re.compile(
    r"\b(?:[Pp]rosjektet|[Pp]rojektet|[Tt]he project|[Ff]orsøket|[Ff]orsøget|[Ff]örsöket|[Pp]iloten|[Tt]he pilot|[Ll]øsningen|[Ll]øysinga|[Ll]ösningen|[Ii]deen|[Tt]ilbudet|[Tt]ilbodet)(?![\w-])"
)
_PROGRAMME = re.compile(
    r"\b(?:[Pp]rogrammet|[Oo]rdningen|[Oo]rdninga|[Ss]atsingen|[Ss]atsinga|[Ss]atsningen|[Tt]he (?:call|programme|scheme|initiative|fund|partnership)|[Pp]uljen|[Nn]etværket|[Nn]ettverket|[Kk]urset|[Uu]tlysningen|[Uu]tlysinga|[Bb]arometeret|[Ii]nitiativet|[Pp]artnerskapet)(?![\w-])"
)


_NAMED = re.compile(r"\s*(?:kalt |kalla |kaldet |called |som heter |med navnet )?[«»\"“”„']?")
_SUBJECT = 16  # a name this near to a sentence's start is what it is about


class AtHand:
    """Follows a document: which project and programme the text tells of."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._works = [m for m in draft.mentions if m.kind in ("Project", "Programme") and m in draft.of_mention]
        self.work: Entity | None = None
        self._of_kind: dict[str, Entity] = {}
        self._spoken_of = False

    def block(self) -> None:
        """Go on to the next block: what the one before did not speak of is no longer at hand."""
        if not self._spoken_of:
            self.work = None
        self._spoken_of = False

    def keep(self) -> None:
        """What is at hand stays so in the next block."""
        self._spoken_of = True

    def heading(self, start: int, end: int) -> None:
        """Go past a heading: what it names is at hand, and nothing that was named before."""
        self.work = None
        self._note(self._draft.mentions_in(start, end, "Project", "Programme"), start)

    def words(self, sentence: Span) -> dict[int, tuple[int, Entity]]:
        """The words of a sentence that mean the project or programme at hand; what the sentence names comes to hand."""
        draft = self._draft
        found: dict[int, tuple[int, Entity]] = {}
        named = draft.mentions_in(*sentence, "Project", "Programme")
        for kind, pattern in (("Project", _PROJECT), ("Programme", _PROGRAMME)):
            for match in pattern.finditer(draft.text, *sentence):
                before = [
                    draft.entity(m)
                    for m in named
                    if m.end <= match.start() and m.kind == kind and m in draft.of_mention
                ]
                meant = before[-1] if before else self._of_kind.get(kind)
                # «prosjektet Nattbåt» is named, not at hand.
                follows = any(
                    _NAMED.fullmatch(draft.text, match.end(), m.start) for m in named if m.start >= match.end()
                )
                if meant and not follows:
                    found[match.start()] = (match.end(), meant)
        self._note(named, sentence[0])
        if found and not named:
            self.work = found[max(found)][1]
            self._spoken_of = True
        return found

    def _note(self, mentions: list[Mention], start: int) -> None:
        for mention in mentions:
            if mention not in self._draft.of_mention:
                continue
            entity = self._draft.entity(mention)
            self._spoken_of = True
            self._of_kind[mention.kind] = entity
            # A programme that a project gets money through does not take its place.
            if (
                self.work is None
                or self.work.kind == "Programme"
                or mention.kind == "Project"
                or mention.start - start < _SUBJECT
            ):
                self.work = entity
