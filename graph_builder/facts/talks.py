"""Talks, panels and workshops that running text tells of, as parts of the event at hand."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.mentions.model import Mention, squeeze
from graph_builder.mentions.phrases import phrase_end
from ontology import SCHEMA

READER = "events"
_TALK = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:det|den|the)\s+(?:avsluttende|innledende|åpnende|afsluttende|indledende|avslutande|inledande|closing|opening)\s+(?:innlegg\w*|foredrag\w*|oplæg\w*|anförande\w*|talk|speech|keynote))"
    r"|(?P<head>[a-zæøåäö-]*(?:foredrag|innlegg|oplæg|föredrag|anförande|keynote|lecture|speech|velkomsttale|åpningstale|åbningstale)(?![\w-]))(?P<about>\s+(?:om|on|about)\s+(?=[a-zæøåäö])|\s+(?=[«»“\"]))?)"
)
_PANEL = re.compile(
    r"(?<![\w-])(?P<name>[a-zæøåäö-]*(?:panelsamtale|paneldebatt|paneldebat|paneldiskusjon|panelsamtal|ordskifte|workshop|debatt|samtale)|panel (?:discussion|debate|conversation))(?P<def>n|en|et)?(?![\w-])"
)
_GIVES = re.compile(
    r"\b(?:hold(?:t|er)|höll|håller|heldt|gave|gives|ga|gav|delivered|presenterte|præsenterede|presenterade|rammet|åpnet med|öppnade med|innledet med|med (?:et|eit|ett)|with a|i sit|i sitt|i dagens|indledte med|bød på)\b"
)
_QUOTED = re.compile(r"[«»“\"](?P<title>[^«»“”\"]{4,120})[«»”\"]")
_STAGED = re.compile(
    r"\b(?:gjennomført|holdt|avsluttet med|avslutta med|avslutades med|ended with|avholdt|afholdt|hölls|ble det|blei det|blev det|blir det|deltok i|deltog i|ledet|ledede|leda|med en|med ei|samlet|etterfulgt)\b"
)


def read_sentence(draft: Draft, sentence: Span, event: Entity) -> None:
    """Read the talks and panels that a sentence about `event` tells of."""
    people = [m for m in draft.mentions_in(*sentence, "Person") if m in draft.of_mention]
    for match in _TALK.finditer(draft.text, *sentence):
        if people and _GIVES.search(draft.text, *sentence):
            _talk(draft, sentence, event, match, people)
    panel = _PANEL.search(draft.text, *sentence)
    if (
        panel
        and not panel["def"]
        and _STAGED.search(draft.text, *sentence)
        and (len(people) >= 2 or "workshop" in panel["name"])
    ):
        part = _part(draft, event, squeeze(panel["name"]), panel.span("name"), sentence)
        for person in people:
            draft.state(part, SCHEMA.performer, draft.entity(person), sentence, READER)
            draft.state(event, SCHEMA.performer, draft.entity(person), sentence, READER)


def _talk(draft: Draft, sentence: Span, event: Entity, match: re.Match[str], people: list[Mention]) -> None:
    speaker = _speaker(people, match.start())
    title = _QUOTED.match(draft.text, match.end(), sentence[1])
    start, end = match.span("name")
    if title:
        part = _part(draft, event, draft.printed(title.span("title")), title.span("title"), sentence)
    else:
        if match["about"] and match["about"].strip():
            end = max(match.end("head"), phrase_end(draft.text, match.end("about"), 7))
            end = end if end > match.end("about") else match.end("head")
        elif match["head"]:
            end = match.end("head")
        part = _part(draft, event, draft.printed((start, end)), (start, end), sentence)
        if match["head"] and end > match.end("head"):
            part.called(match["head"], match.span("head"))
    draft.state(part, SCHEMA.performer, draft.entity(speaker), sentence, READER)
    draft.state(event, SCHEMA.performer, draft.entity(speaker), sentence, READER)
    for about in draft.mentions_in(start, end, "Programme", "PolicyDocument"):
        if about in draft.of_mention:
            draft.state(part, SCHEMA.about, draft.entity(about), (start, end), READER)


def _speaker(people: list[Mention], position: int) -> Mention:
    """The last person named before the talk, or the first after it."""
    before = [p for p in people if p.end <= position]
    return before[-1] if before else people[0]


def _part(draft: Draft, event: Entity, name: str, span: Span, said: Span) -> Entity:
    part = draft.new("Event", name, span, notation="session", scope="session", date=event.date or event.label)
    draft.state(part, SCHEMA.superEvent, event, said, READER)
    return part
