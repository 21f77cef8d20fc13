"""Prizes: who confers them and for what sum, when and at what event; winners, nominees and jury in `prize_people`."""

import re
from bisect import bisect_left

from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts import ceremonies, prize_people, when
from graph_builder.facts.money import find_money, state_amount
from graph_builder.facts.prize_words import PRIZE_WORD, is_earlier
from graph_builder.facts.references import listed_from, listed_to
from graph_builder.layout import Block
from graph_builder.mentions.model import Mention
from graph_builder.moments import date_value
from ontology import INNO, SCHEMA

READER = "awards"
_GIVEN = (
    r"(?:del(?:es|ast|as|t|te|ar|er|ades)\s+(?:\w+\s+){0,3}?ut|utdel\w+|uddel\w+|tildel\w+|overrekk\w*|overrakt\w*|kår(?:es|et|ast|a)|awarded|presented|conferred|given|handed out|går av stabelen|"
    r"offentliggjør\w*|vant|vann|vandt|won|wins|fikk|fekk|fick|vinner\w*|vinder\w*|announced|avslør\w*|gikk|gik|gick)"
)
_WHEN_GIVEN = re.compile(rf"\b(?:{_GIVEN}|prisutdeling\w*|prisuddeling\w*|prisutdelning\w*|ceremony)\b")
_BY = re.compile(
    r"\b(?:del(?:es|ast|as|t)\s+(?:\w+\s+){0,3}?ut(?:\s+\w+){0,3}?|utdel\w*|uddel\w*|gis|gjevast|gis ut|gives|ges|arrangeres|arrangerast|awarded|presented|conferred|given|organised|organized|finansi\w+)(?:\s+[\wåæø]+){0,3}?\s+(?:av|af|by)\s+(?:the\s+)?"
)
_GIVES = re.compile(
    r"^\s+(?:\([^)]*\)\s+)?(?:\w+\s+){0,3}?(?:(?:deler|dela?r|delte|delade|delt)\s+(?:\w+\s+){0,3}?ut|uddeler|uddelte|utdelte|awards|awarded|confers|hands out)\b"
)
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|ble|blei|blev|vart|blitt|blevet|er|är)\b")
_SUM = re.compile(
    r"\b(?:pris(?:en|a|et|sum\w*)?|premie\w*|prize|award|vinn\w+|vind\w+|belønn\w*|diplom|check|sjekk|pengepræmie\w*)\b",
    re.IGNORECASE,
)
_NO_SUM = re.compile(
    r"\b(?:hver av dem|de (?:to|tre|fire) andre|finalist\w*|andre\w*plass\w*|second|nominerte får)\b", re.IGNORECASE
)


def read(draft: Draft) -> None:
    """Read what is said of each prize that the document names."""
    prizes = [e for e in draft.entities if e.kind == "Award"]
    if not prizes:
        return
    main = _main(draft, prizes)
    for block in draft.layout.blocks:
        for sentence in draft.sentences(block):
            inside = draft.mentions_in(*sentence, "Award")
            named = [m for m in inside if m in draft.of_mention]
            said = PRIZE_WORD.search(draft.text, *sentence)
            prize = draft.entity(named[0]) if named else main
            earlier = not named and prize is not None and is_earlier(draft, sentence, prize)
            if prize is not None and not earlier:
                _of_sentence(draft, block, sentence, prize, named, bool(named or said))
    if main is not None:
        prize_people.read(draft, main)
        _at_event(draft, main)
        ceremonies.read(draft, main)
    for prize in prizes:
        _year_of_name(draft, prize)


def _main(draft: Draft, prizes: list[Entity]) -> Entity | None:
    """The prize that the document is about: the only one, or the one named most often and first."""
    counts = sorted(prizes, key=lambda e: -sum(map(len, e.names.values())))
    if len(counts) == 1 or sum(map(len, counts[0].names.values())) > sum(map(len, counts[1].names.values())):
        return counts[0]
    return min(prizes, key=lambda e: min(s for spans in e.names.values() for s in spans))


def _of_sentence(
    draft: Draft, block: Block, sentence: Span, prize: Entity, named: list[Mention], of_prize: bool
) -> None:
    bodies = [m for m in draft.mentions_in(*sentence, "Organisation") if m in draft.of_mention]
    for award in named:
        owner = next((m for m in bodies if _OWNS.fullmatch(draft.text[m.end : award.start])), None)
        if owner:
            draft.state(prize, INNO.conferredBy, draft.entity(owner), (owner.start, award.end), READER)
    if _SUM.search(draft.text, *sentence) and not _NO_SUM.search(draft.text, *sentence):
        money = next(find_money(draft, *sentence), None)
        if money and not draft.objects(prize, SCHEMA.amount):
            state_amount(draft, prize, money, READER)
    if not of_prize:
        return
    by = _BY.search(draft.text, *sentence)
    if by:
        for body in listed_from(draft, bodies, by.end()):
            draft.state(prize, INNO.conferredBy, draft.entity(body), sentence, READER)
    for body in bodies:
        gives = _GIVES.match(draft.text[body.end : sentence[1]])
        if gives and not _PASSIVE.search(gives[0]):
            for giver in listed_to(draft, bodies, body):
                draft.state(prize, INNO.conferredBy, draft.entity(giver), sentence, READER)


_OWNS = re.compile(r"(?:['’]?s|['’])?\s+(?:årlige\s+|eigen\s+|egen\s+|egen\s+|nye\s+|own\s+|annual\s+)?")


def _at_event(draft: Draft, prize: Entity) -> None:
    """The event at which the prize is given, and the day, where a sentence on giving it tells them."""
    spans = sorted(
        ((span, e) for e in draft.entities if e.kind == "Event" and e.scope != "session" for found in e.names.values()
         for span in found), key=lambda item: item[0],
    )  # fmt: skip
    starts = [span[0] for span, _ in spans]
    for block in draft.layout.blocks:
        if block.kind not in ("paragraph", "bullet", "heading"):
            continue
        for sentence in draft.sentences(block):
            if not _WHEN_GIVEN.search(draft.text, *sentence) or is_earlier(draft, sentence, prize):
                continue
            awards = [m for m in draft.mentions_in(*sentence, "Award") if m in draft.of_mention]
            if any(draft.entity(m) is not prize for m in awards):
                continue
            if (
                not awards
                and not PRIZE_WORD.search(draft.text, *sentence)
                and not re.search(
                    r"\b[Vv](?:inner|inder|innar|innare)\w*\b|[Tt]he winner|prisut|prisud", draft.text[slice(*sentence)]
                )
            ):
                continue
            near = spans[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
            _given(draft, prize, sentence, [event for span, event in near if span[1] <= sentence[1]])


def _given(draft: Draft, prize: Entity, sentence: Span, events: list[Entity]) -> None:
    for event in events[:1]:
        draft.state(prize, INNO.awardedAt, event, sentence, READER)
    date = next(iter(when.days(draft, sentence, relative=True)), None)
    if date and date.year is None:
        date = date.with_year(when.year_of_name(prize))
    if date and not draft.objects(prize, SCHEMA.startDate):
        draft.state(prize, SCHEMA.startDate, date_value(date), sentence, READER)


def _year_of_name(draft: Draft, prize: Entity) -> None:
    """A prize of which no day is told was given in the year of its name."""
    year = when.year_of_name(prize)
    if year and not draft.objects(prize, SCHEMA.startDate):
        span = next(spans[0] for name, spans in prize.names.items() if str(year) in name)
        draft.state(prize, SCHEMA.startDate, Value(str(year), "gYear"), span, READER)
