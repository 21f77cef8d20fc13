"""Calls for applications and procurements as events: what they are about, who holds them, when they open and close."""

import re

from graph_builder.clocks import find_clocks
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import when
from graph_builder.layout import Block
from graph_builder.mentions.model import Mention
from graph_builder.moments import date_value
from ontology import SCHEMA

READER = "rounds"
_ROUND = re.compile(
    r"(?<![\w-])(?P<lead>(?:[Åå]rets|[Nn]este|[Nn]æste|[Nn]ästa|[Ff]ørste|[Aa]ndre|[Tt]redje|[Nn]y|[Nn]ye|[Dd]enne|[Tt]his year’s|[Nn]ext|[Ff]irst|[Ss]econd|[Nn]ew|[Tt]he)\s+)?"
    r"(?P<noun>utlysning(?:en|a)?|utlysing(?:a)?|utlysninga|søknadsrunde(?:n)?|søknadsrunda|ansøgningsrunde(?:n)?|ansökningsomgång(?:en)?|tildelingsrunde(?:n)?|opslag(?:et)?(?= åb)|runde(?:n)?(?=\s+(?:er|har|åpner|starter))|"
    r"[Cc]all for (?:proposals|applications|ideas)|[Ff]unding call)(?![\w-])"
)
_IN = re.compile(r"\s+(?:i|av|af|for|fra|frå|till|under|of|in|from)\s+(?:the\s+)?$")
_OPENS = re.compile(r"\b(?i:åpner|opnar|opner|åbner|öppnar|opens|opened|åpnet|lyses ut|kunngjøres|starter|startar)\b")
_CLOSES = re.compile(
    r"\b(?i:søknadsfrist\w*|frist\w*|ansøgningsfrist\w*|deadline|sista ansökningsdag|ansökan senast|stänger|stenger|lukker|closes|closing date|sist\w* innlevering)\b"
)
_PROCUREMENT = re.compile(
    r"(?<![\w-])(?P<noun>[Kk]onkurransen|[Aa]nskaffelsen|[Aa]nskaffinga|[Aa]nskaffingen|[Uu]pphandlingen|[Uu]dbuddet|[Aa]nbudskonkurransen|[Tt]he (?:procurement|tender))(?=s?(?![\w-]))"
)
_OF_PROCUREMENT = re.compile(
    r"\b(?:[Dd]offin|TED|tilbud\w*|anbud\w*|leverandør\w*|leverantör\w*|kontrakt\w*|lyst ut|kunngjort|kunngjøres|contract\w*|supplier\w*|tender\w*|bidder\w*|udbud\w*|upphandl\w*)\b"
)
_PUBLISHED = re.compile(
    r"\b(?:lyst ut|lyste ut|kunngjort|kunngjøres|kunngjorde|utlyst|began|published|offentliggjort|annonserad\w*|udbudt)\b"
)
_SIGNED = re.compile(
    r"\b[Kk]ontrakt\w*\s+(?:ble|blei|vart|er|blev)\s+(?:inngått|signert|undertegnet|indgået|skrevet)|[Aa]vtalet (?:tecknades|undertecknades)|contract was signed\b"
)
_BUYER = re.compile(
    r"\b(?:lyste ut|kunngjorde|skal anskaffe|skal kjøpe inn|har tildelt|har skrevet kontrakt|har skrive kontrakt|har inngått kontrakt|upphandlar|upphandlade|led the procurement|signed a contract)\b"
)


def read(draft: Draft) -> None:
    """Read the rounds of application that a sentence tells more of, and the procurement at hand."""
    for block in draft.layout.blocks:
        if block.kind in ("paragraph", "bullet"):
            for sentence in draft.sentences(block):
                _round(draft, sentence)
    _procurement(draft)


def _round(draft: Draft, sentence: Span) -> None:
    match = _ROUND.search(draft.text, *sentence)
    if not match:
        return
    closes, opens = _CLOSES.search(draft.text, *sentence), _OPENS.search(draft.text, *sentence)
    programmes = [m for m in draft.mentions_in(*sentence, "Programme") if m in draft.of_mention]
    dated = bool((closes or opens) and when.days(draft, sentence, coarse=True))
    if not dated and not (match["lead"] and programmes):
        return
    programme = programmes[0] if programmes else None
    event = _event(draft, match, programme)
    if programme:
        draft.state(event, SCHEMA.about, draft.entity(programme), sentence, READER)
    if opens:
        _moment(
            draft,
            event,
            SCHEMA.startDate,
            opens.end(),
            closes.start() if closes and closes.start() > opens.end() else sentence[1],
            sentence,
        )
    if closes:
        _moment(draft, event, SCHEMA.endDate, closes.end(), sentence[1], sentence)
    body = next(
        (m for m in draft.mentions_in(sentence[0], match.start(), "Organisation") if m in draft.of_mention), None
    )
    if body and not closes:
        draft.state(event, SCHEMA.organizer, draft.entity(body), sentence, READER)


def _event(draft: Draft, match: re.Match[str], programme: Mention | None) -> Entity:
    start, end = match.span()
    if programme and _IN.match(draft.text[end : programme.start]):
        end = programme.end
    name = draft.printed((start, end))
    known = draft.find("Event", name)
    if known is None:
        known = draft.new("Event", name, (start, end), scope="round")
    known.called(name, (start, end))
    if match["lead"]:
        short = draft.printed(match.span())
        known.called(short, match.span())
    return known


def _moment(draft: Draft, event: Entity, predicate: str, start: int, end: int, said: Span) -> None:
    date = next(iter(when.days(draft, (start, end), coarse=True)), None)
    if date:
        clock = next((c for c in find_clocks(draft.text, date.end, end) if c.start - date.end < 14), None)
        draft.state(event, predicate, date_value(date, clock.begin if clock and date.day else ""), said, READER)


def _procurement(draft: Draft) -> None:
    """«Konkurransen» in a text on buying: from its first mention, with the day it was published and who bids."""
    found: Entity | None = None
    for block in draft.layout.blocks:
        for sentence in draft.sentences(block) if block.kind in ("paragraph", "bullet") else []:
            match = _PROCUREMENT.search(draft.text, *sentence)
            if match and (found or _OF_PROCUREMENT.search(draft.text, *_around(block))):
                name = draft.printed(match.span("noun"))
                found = found or draft.new("Event", name, match.span("noun"), notation="procurement", scope="round")
                found.called(name, match.span("noun"))
                if _PUBLISHED.search(draft.text, *sentence):
                    _moment(draft, found, SCHEMA.startDate, match.end(), sentence[1], sentence)
            if found and _SIGNED.search(draft.text, *sentence):
                _moment(draft, found, SCHEMA.endDate, sentence[0], sentence[1], sentence)
    if found is not None:
        _buyer(draft, found)


def _around(block: Block) -> Span:
    return block.start, block.end


def _buyer(draft: Draft, procurement: Entity) -> None:
    for block in draft.layout.blocks:
        for sentence in draft.sentences(block) if block.kind == "paragraph" else []:
            bought = _BUYER.search(draft.text, *sentence)
            if bought:
                bodies = [
                    m for m in draft.mentions_in(sentence[0], bought.start(), "Organisation") if m in draft.of_mention
                ]
                for body in bodies[-1:]:
                    draft.state(procurement, SCHEMA.organizer, draft.entity(body), sentence, READER)
                    return
