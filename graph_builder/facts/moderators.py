"""Who leads the event at hand in running text: «Møteleder er Kari Moe», «Kari Moe er konferansier», «… ledes av Kari Moe»."""

import re

from graph_builder.draft import Draft, Span
from graph_builder.facts.roles import state_role
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention
from ontology import SCHEMA

READER = "programme"
_WORD = rf"(?P<word>{alternatives([*words('fields', 'moderator'), 'toastmaster', 'host', 'vertskap', 'samtalspartner', 'hovedtaler', 'hovudtalar', 'hovedinnleder', 'keynote speaker'])})"
_IS = r"(?:er|är|is|are|blir|bliver|var|was|will be)"
# «Moderator genom hela serien är |NN|», «Møteleder er journalist |NN|»
_LEADER_IS = re.compile(rf"(?<![\w-]){_WORD}(?:\s[^.:;,]{{2,40}}?)?\s{_IS}\s", re.IGNORECASE)
# «|NN|, journalist, er konferansier»
_IS_LEADER = re.compile(
    rf"(?:,[^.;:]{{2,60}},)?\s{_IS}\s(?:også\s|also\s|dagens\s|årets\s|kveldens\s|the\s)?{_WORD}\b", re.IGNORECASE
)
_LED_BY = re.compile(
    r"\b(?:konferanse|konferen|conference|seminar|dag|møte|møde|möte|meeting|webinar|webbinari|serie|program|event|arrangement|workshop|kveld|pressträff|panel)\w*\s(?:er\s|blir\s|is\s|will be\s|vil\s|ska\s|skal\s)?"
    r"(?:ledes|leds|leiast|ledet|ledd|leia|moderes|modereres|modererast|modereras|moderert|moderated|hosted|chaired|led|facilitated|fasiliteres)\s(?:av|af|by)\s",
    re.IGNORECASE,
)
_FAR = 60  # characters between such words and the name: a title may stand there


def read(draft: Draft) -> None:
    """State who leads the one event that the document has the programme or the announcement of."""
    mains = [e for e in draft.entities if e.kind == "Event" and e.scope == "main"]
    if len(mains) != 1:
        return
    event = mains[0]
    for block in draft.layout.blocks:
        if block.kind not in ("paragraph", "bullet", "heading"):
            continue
        for sentence in draft.sentences(block):
            for person, word, said in _led(draft, sentence):
                entity = draft.entity(person)
                draft.state(event, SCHEMA.performer, entity, said, READER)
                if word:
                    state_role(draft, entity, word, event, said, READER, at=True)


def _led(draft: Draft, sentence: Span) -> list[tuple[Mention, str, Span]]:
    """(person, the word for what they do, span) of each person that the sentence says leads the event."""
    people = [m for m in draft.mentions_in(*sentence, "Person") if m in draft.of_mention]
    found: list[tuple[Mention, str, Span]] = []
    if not people:
        return found
    for pattern in (_LEADER_IS, _LED_BY):
        match = pattern.search(draft.text, *sentence)
        if match:
            word = match["word"] if pattern is _LEADER_IS else ""
            end = match.end()
            for person in people:
                # The first near the words, and those joined to it.
                near = person.start - end <= _FAR if not found else _joined(draft.text[end : person.start])
                if person.start >= end and near:
                    found.append((person, word, (match.start(), person.end)))
                    end = person.end
    for person in people:
        match = _IS_LEADER.match(draft.text, person.end, sentence[1])
        if match:
            found.append((person, match["word"], (person.start, match.end())))
    return found


def _joined(between: str) -> bool:
    return bool(re.fullmatch(r"[^.;:]{0,60}?\s?(?:,|og|och|and|&)\s(?:[\w-]+\s){0,3}", between))
