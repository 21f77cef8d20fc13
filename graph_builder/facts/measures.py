"""Measures: the bullets after «regjeringen vil», with the area of the heading that they stand under; «Regjeringen vil …» in a sentence."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import areas
from graph_builder.facts.at_hand import own_paper, paper_at_hand
from graph_builder.facts.lists import following_bullets, under_heading
from graph_builder.facts.owners import subject, with_issuers
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, weekdays, words
from graph_builder.speech import body_of, speeches
from ontology import INNO

READER = "measures"
_VERBS = alternatives(words("will", "verbs"))
_LEAD = re.compile(
    rf"(?P<who>[\wæøåÆØÅ][\w’' -]*?)\s+{_VERBS}\s*(?:derfor|blant annet|bl\.a\.|også|særlig)?\s*:?\s*$", re.IGNORECASE
)
# «Derfor vil vi», «Enligt planen kommer kommunerna att», «Fremover skal rådet blant annet»
_INVERTED = re.compile(
    r"(?:^|(?<=[\s,]))(?:vil|skal|ska|skall|vill|kommer|will|shall)\s+(?P<who>(?:[Vv]i|[Ww]e|[Dd]e|(?:[\w-]+\s){0,2}[\w-]+(?:en|et|a|ene|erne|erna|arna|ane|na|un|om)))"
    r"(?:\s+(?:derfor|därför|blant annet|blandt andet|bland annat|bl\.\s?a\.|mellom anna|også|också|særlig|særleg|særligt|især|särskilt|framover|fremover|nå|nu|no|i \d{4}))*(?:\s+(?:att|at|til å))?\s*[:–—]?\s*$"
)
_IN_SENTENCE = re.compile(
    rf"(?:^|\bat\s)(?P<who>{alternatives(words('will', 'governments'))})\s+(?:vil|skal|vill|ska|will|avser att)\s+(?:også\s+|derfor\s+|nå\s+|blant annet\s+|also\s+|därför\s+)?(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# «Regjeringen vil at …» and «vil nå målet …» say what is wanted, not what will be done.
_NO_MEASURE = re.compile(
    r"(?:at|nå mål\w*|ha|være(?! med (?:til|på) [aå]t?\b)|gjennom|ikke|komme til)\b", re.IGNORECASE
)
_WE_WILL = re.compile(
    r"\b(?:[Vv]i\s(?:vil|skal|ska|vill)|(?:vil|skal|ska|vill)\svi|[Ww]e\s(?:will|shall|are going to)|[Vv](?:ores|år|or)\s(?:rolle|oppgave|oppgåve|uppgift)\s(?:bliver|blir|er|är)\s(?:at|å|att))\s"
    r"(?:nå\s|nu\s|no\s|også\s|også\s|derfor\s|now\s|also\s|gerne\s|gjerne\s)?(?P<what>(?!ha\b|også\b|vite\b|være\b(?! med (?:til|på) [aå]t?\b)|have\b|se\b|be\b|bli\b|vara\b|si\b|sige\b|not\b)[a-zæøåäö]+[eåaytr]?\s.+)",
    re.DOTALL,
)
_CLAUSE_END = re.compile(
    rf",\s+{alternatives(words('saying', 'verbs'))}\b|"
    + r",\s+(?:og|men|som vi|så|and|but|och|fordi|because|för att|derfor|ligesom|mens|medan|imens|while|samtidig)\s|[»”“\"]|\s[–—]\s|;\s"
)
_ASIDE = re.compile(r",\s+(?:ligesom|mens|medan|imens|while|whereas)\s")
_SOON = re.compile(rf"\b(?:på|om|on)\s{alternatives(weekdays())}\b|\bi (?:dag|morgen|morgon|kveld)\b", re.IGNORECASE)
_WILL_DO = re.compile(
    r"\s+(?:vil|will|avser att|ønsker å|ønskjer å|plans to|intends to|(?:arbeider|arbeidar|arbejder|arbetar|jobber|jobbar)\s(?:(?:også|också|nå|nu|no|videre|vidare|fortsatt)\s){0,2}(?:med|på|for|för)\s(?:å|at|att))\s+(?:også\s+|nå\s+|derfor\s+|now\s+|also\s+)?(?=[a-zæøåäö]+)"
)
# «Initiativer», «Tiltak», «Åtgärder» above a list
_HEADING = re.compile(
    rf"(?:\w+\s){{0,2}}{alternatives(words('measures', 'headings'))}(?:\s(?:for|i|på|mot|fra|fram|frem)\b.*)?",
    re.IGNORECASE,
)


def read(draft: Draft) -> None:
    """Read the document's measures."""
    blocks = draft.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind not in ("paragraph", "heading"):
            continue
        bullets = following_bullets(blocks, n)
        lead = _lead(draft, block) if bullets else None
        if lead and _is_wanted(draft, block, lead):
            _list(draft, bullets, _owners(draft, block, draft.sentences(block)[-1]))
        elif block.kind == "heading" and _HEADING.fullmatch(draft.printed((block.start, block.end)).rstrip(" :.")):
            paper = paper_at_hand(draft)
            _list(draft, under_heading(draft, n), [paper] if paper else [])
        if block.kind == "paragraph":
            for sentence in draft.sentences(block):
                _from_sentence(draft, block, sentence)
                _from_speech(draft, block, sentence)


def _lead(draft: Draft, block: Block) -> re.Match[str] | None:
    """The words of willing that `block` ends with, before a list."""
    return _LEAD.search(draft.text, block.start, block.end) or _INVERTED.search(draft.text, block.start, block.end)


def _is_wanted(draft: Draft, block: Block, lead: re.Match[str]) -> bool:
    """Whether the lead tells and does not ask: «Hva vil regjeringen:»."""
    start = draft.sentence(block, lead.start())[0]
    return not re.search(
        r"\b(?:hva|hvordan|kva|korleis|what|how|vad|hur|hvad)\b", draft.text[start : lead.end()], re.IGNORECASE
    )


def _list(draft: Draft, bullets: list[Block], owners: list[Entity]) -> None:
    for bullet in bullets:
        for owner in owners or (None,):  # a list that follows «derfor vil de» holds measures, whoever they are
            _state(draft, owner, (bullet.start, bullet.end), bullet)


def _owners(draft: Draft, block: Block, clause: Span) -> list[Entity]:
    """Whose measures they are: the paper that the document is or gives, else who the words before «vil» name.

    In news of a strategy both.
    """
    paper = paper_at_hand(draft)
    if paper and (paper.notation not in ("strategy", "plan") or own_paper(draft) is paper):
        return with_issuers(draft, [paper])
    named = subject(draft, block, clause, kinds=("Organisation",))
    return [*([paper] if paper else []), *named[-1:]]


def _from_sentence(draft: Draft, block: Block, sentence: Span) -> None:
    match = _IN_SENTENCE.search(draft.text[sentence[0] : sentence[1]]) or _of_body(draft, sentence)
    if not match or _NO_MEASURE.match(match["what"]) or len(match["what"].split()) < 4:
        return
    if draft.text[sentence[1] - 1] == ":":
        return
    start = sentence[0] + match.start("what")
    cut = _ASIDE.search(draft.text, start + 8, sentence[1])
    for owner in _owners(draft, block, (sentence[0], start)):
        _state(draft, owner, (start, cut.start() if cut else sentence[1]), block)


def _from_speech(draft: Draft, block: Block, sentence: Span) -> None:
    """«Vi vil bygge …», says somebody of a body: the body's measure."""
    match = _WE_WILL.search(draft.text, *sentence)
    speech = speeches(draft).at(match.start()) if match else None
    person = speech.speaker if speech and not speech.indirect and speech.speaker.kind == "Person" else None
    body = body_of(draft, person) if person else None
    if match is None or person is None or _NO_MEASURE.match(match["what"]):
        return
    cut = _CLAUSE_END.search(draft.text, match.start("what") + 8, sentence[1])
    end = cut.start() if cut else sentence[1]
    if _SOON.search(draft.text, match.start("what"), end):
        return  # «vi skal prøve det på mandag» is an errand, no policy
    if len(draft.text[match.start("what") : end].split()) >= 4:
        measure = _state(draft, body, (match.start("what"), end), block)
        if body is None:
            draft.state(measure, INNO.statedBy, person, sentence, READER)


def _of_body(draft: Draft, sentence: Span) -> re.Match[str] | None:
    """«Havnerådet vil bygge …»: the sentence begins with a body that will do something."""
    first = next(iter(draft.mentions_in(*sentence, "Organisation")), None)
    if first is None or first.start != sentence[0] or first not in draft.of_mention:
        return None
    match = _WILL_DO.match(draft.text, first.end, sentence[1])
    return (
        re.compile(rf"(?s).{{{match.end() - sentence[0]}}}(?P<what>.+)$").match(draft.text[slice(*sentence)])
        if match
        else None
    )


def _state(draft: Draft, owner: Entity | None, span: Span, block: Block) -> Entity:
    end = span[0] + len(draft.text[span[0] : span[1]].rstrip(" .;,"))
    name = draft.printed((span[0], end))
    measure = draft.find("Measure", name) or draft.new("Measure", name, (span[0], end))
    if owner:
        draft.state(owner, INNO.hasMeasure, measure, (span[0], end), READER)
    area = areas.of_block(draft, block) if owner and block.kind == "bullet" else None
    if area:
        heading = areas.heading_of(draft, block) or block
        draft.state(measure, INNO.inArea, area, (heading.start, span[0] + len(draft.text[span[0] : end])), READER)
    return measure
