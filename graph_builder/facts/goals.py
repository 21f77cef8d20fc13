"""Goals («målet er …», «har som mål å …», «skal bidra til …», bullets after «mål:») and principles (bullets after «prinsipper»)."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.at_hand import bodies_before, own_paper
from graph_builder.facts.lists import following_bullets, under_heading
from graph_builder.facts.owners import speaker_body, subject, the_one, with_government, with_issuers, with_paper
from graph_builder.facts.voice import told_paper
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.speech import speeches
from ontology import INNO

READER = "goals"
_NOUN = alternatives(words("goals", "nouns"))
_THAT = r"(?:(?:at|å|to|att|that|om å|om at)\s+)"
_PURPOSE = alternatives(words("goals", "purpose_verbs"))
_GOALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_NOUN}(?:\s+(?:med|for|of|with|til|till|i|in|på)\s+[^.:,]{{2,80}}?)?\s+(?:er|var|is|är|was|blir|har vært|har vore|er fortsatt|are|er klart|er å|er at)\s*[:,]?\s+{_THAT}?(?P<goal>[^:].{{10,400}})$",
        rf"\b(?:har|hadde|have|has|had|med|with|havde|hade)\s+(?:\w+\s+)?(?:(?:som|til|the|a|an|et|eit|ett|følgende)\s+)?(?:\w+\s+)?{_NOUN}(?:\s+(?:om|of))?\s*{_THAT}(?P<goal>.{{10,400}})$",
        rf"\b(?:har|hatt|hadde)\s+(?:det\s+)?(?:vært|været|vore)\s+(?:et|eit)\s+{_NOUN}\s+{_THAT}?(?P<goal>.{{10,400}})$",
        rf"\b(?:tar|tek|tager|took)\s+(?:også\s+)?sikte\s+på\s+{_THAT}(?P<goal>.{{10,400}})$",
        rf"\b(?:syftar\s+(?:till|på)|sikter\s+mot|sigter\s+(?:mod|efter)|aims?|seeks?|er ment)\s+{_THAT}(?P<goal>.{{10,400}})$",
        rf"\b(?:skal|vil|ska|shall|will|skulle)\s+(?:\w+\s+)?(?P<goal>{_PURPOSE}\b.{{10,400}})$",
        rf"\b(?:har|har sat|has|have)\s+(?:\w+\s+){{1,3}}?{_NOUN}:\s+(?P<goal>[^:]{{10,400}})$",
        rf"\b{alternatives(words('will', 'governments'))}\s+(?:vil|ønsker|ønskjer|ønskar|vill|önskar|wants)\s+(?:\w+\s+)?(?:at|att|to see)\s+(?P<goal>.{{10,400}})$",
        r"\b(?:opp?gave|oppgåve|opgave|opgaven|oppgaven|uppgift|uppgiften|mission|task)\s*(?:,?\s*[–—-]\s*nemlig|(?:er|är|is|bliver|blir))\s+(?:at|å|att|to)\s+(?P<goal>.{10,400})$",
        rf"\b{alternatives(words('will', 'governments'))}\s+(?:\w+\s+)?(?:sagt|lovet|lova|lovat|sier|siger|säger|lover|said|promised)[^.;:]{{0,30}},?\s+(?:at|att|that)\s+(?P<goal>[^.]{{3,80}}?\s(?:skal|ska|must|shall)\s.{{4,300}})$",
        r"\b(?:mål(?:et|ene|a|en)?|målsettingen|ambisjonen|ambitionen|visjonen|visionen|the (?:goal|aim|vision))\s+(?:om|of)\s+(?P<goal>(?:å|at|att|en|et|ein|eit|ett|a|an)\s+.{10,400})$",
    )
)
# «Programmet skal gi …»: what a scheme is for.
_SCHEME_SHALL = re.compile(r"\b(?P<modal>skal|ska|shall)\s+(?:også\s+)?(?P<goal>[a-zæøåäö]+\s.{10,400})$")
_SHALL = re.compile(r"\b(?:skal|ska|skall|shall|should|will|vil|must|må)\b|\b20[3-9]\d\b")
_JOINT = re.compile(r",?\s+(?:og|och|and|samt)\s+(?:(?:å|at|att|to)\s+|(?=(?:" + _PURPOSE + r")\s))", re.IGNORECASE)
_FEW = 8  # words before «skal» that are a subject and no clause
_PRINCIPLES = re.compile(
    r"\b(?:\w*prinsipp(?:er|ene|a)?|\w*princip(?:per|perne|er|erna)|\w*principles?)\b", re.IGNORECASE
)
_GOAL_LEAD = re.compile(rf"\b(?:{alternatives(words('goals', 'plural'))})\b[^.]{{0,80}}:$", re.IGNORECASE)
_GOAL_HEADING = re.compile(
    rf"(?:[\w-]+\s+(?:og|och|and)\s+)?(?:\w+\s+)?{alternatives(words('goals', 'headings'))}(?:\s+(?:for|i|med|til|of|på)\s.+)?",
    re.IGNORECASE,
)
_PRINCIPLE_HEADING = re.compile(rf"(?:.*\s)?{_PRINCIPLES.pattern}(?:\s+(?:for|of|i|til|på)\s.+)?", re.IGNORECASE)
# «…, og med brukeren i sentrum skal vi …»: another clause; «…, sier NN»: who says it.
_CUT = re.compile(
    rf",\s+(?:og|och|and)\s+(?:[^,]{{0,40}}\s)?(?:skal|vil|ska|will|shall|har|er|är)\s|,\s+{alternatives(words('saying', 'verbs'))}\s|\s[–—]\s|;\s|[»”\"]",
    re.IGNORECASE,
)
# «tar sikte på å fremme en lovproposisjon» is what will be done, no goal.
_BRINGS_FORWARD = re.compile(
    r"(?:fremme|legge fr[ae]m|legge fram|fremsette|lägga fram|fremlægge|fremsætte|leggje fram|present)\s+(?:en|ei|et|eit|ny|nytt|ett|a)\b",
    re.IGNORECASE,
)
_NUMBER_LABEL = re.compile(r"(?:(?:[Dd]el)?[Mm]ål|[Gg]oal|[Pp]rins?c?ipp?)\s\d+\s?[:.–-]\s+")
# «Hensikten med møtet var å …»: no policy.
_OF_EVENT = re.compile(
    rf"\b(?:med|for|of|with|till?)\s+(?:\w+\s)?\w*{alternatives(words('event_endings'))}\b", re.IGNORECASE
)


def read(draft: Draft) -> None:
    """Read the document's goals and principles."""
    blocks = draft.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind == "heading":
            name = draft.printed((block.start, block.end)).rstrip(" :")
            for kind, predicate, pattern in (
                ("Goal", INNO.hasGoal, _GOAL_HEADING), ("Principle", INNO.hasPrinciple, _PRINCIPLE_HEADING),
            ):  # fmt: skip
                if len(name) <= 60 and pattern.fullmatch(name):
                    below = under_heading(draft, n) or (_wish_below(draft, n) if kind == "Goal" else [])
                    for item in below:
                        _state(draft, kind, predicate, (item.start, item.end), (block.start, block.end), block)
        if block.kind in ("paragraph", "bullet"):
            for sentence in draft.sentences(block):
                _from_sentence(draft, block, sentence)
        if block.kind in ("paragraph", "heading") and draft.text[block.end - 1] == ":":
            last = draft.sentences(block)[-1]
            for kind, predicate, pattern in (
                ("Principle", INNO.hasPrinciple, _PRINCIPLES), ("Goal", INNO.hasGoal, _GOAL_LEAD),
            ):  # fmt: skip
                if pattern.search(draft.text, *last):
                    for bullet in following_bullets(blocks, n):
                        _state(draft, kind, predicate, (bullet.start, bullet.end), last, block)
                    break


def _wish_below(draft: Draft, n: int) -> list[Block]:
    """The one sentence below a heading as «Vår visjon», which says what shall be."""
    below = draft.layout.blocks[n + 1 : n + 2]
    return [
        b
        for b in below
        if b.kind == "paragraph"
        and len(draft.sentences(b)) == 1
        and _SHALL.search(draft.text, b.start, b.end)
        and not any(pattern.search(draft.text[b.start : b.end]) for pattern in _GOALS)
    ]


def _from_sentence(draft: Draft, block: Block, sentence: Span) -> None:
    text = draft.text[sentence[0] : sentence[1]]
    for pattern in _GOALS:
        match = pattern.search(text)
        if (
            match
            and not match["goal"].rstrip().endswith(":")
            and not _BRINGS_FORWARD.match(match["goal"])
            and not _OF_EVENT.search(text[: match.start("goal")])
        ):
            start, end = sentence[0] + match.start("goal"), sentence[0] + match.end("goal")
            cut = _CUT.search(draft.text, start + 8, end)
            for part in _parts(draft.text, start, cut.start() if cut else end):
                _state(draft, "Goal", INNO.hasGoal, part, sentence, block)
            return
    scheme = _SCHEME_SHALL.search(text)
    if scheme and _is_scheme(draft, block, (sentence[0], sentence[0] + scheme.start("modal"))):
        start = sentence[0] + scheme.start("goal")
        for part in _parts(draft.text, start, sentence[1]):
            _state(draft, "Goal", INNO.hasGoal, part, sentence, block)


def _parts(text: str, start: int, end: int) -> list[Span]:
    """«å løfte A, og å gjøre B» is two goals."""
    parts = []
    for joint in _JOINT.finditer(text, start + 8, end):
        parts.append((start, joint.start()))
        start = joint.end()
    return [*parts, (start, end)]


def _is_scheme(draft: Draft, block: Block, clause: Span) -> bool:
    """Whether the words before «skal» are a programme, prize or project, or «ordningen» that stands for one."""
    mentions = draft.mentions_in(*clause, "Programme", "Award", "Project")
    short = len(draft.text[slice(*clause)].split()) <= _FEW
    return short and (any(m.start - clause[0] < _FEW for m in mentions) or bool(the_one(draft, block, clause)))


def _state(draft: Draft, kind: str, predicate: str, span: Span, said: Span, block: Block) -> None:
    label = _NUMBER_LABEL.match(draft.text, *span)
    span = (label.end(), span[1]) if label else span
    end = span[0] + len(draft.text[span[0] : span[1]].rstrip(' .;,:»”"'))
    name = draft.printed((span[0], end))
    if len(name.split()) < 3:
        return
    element = draft.find(kind, name)
    if element is None:
        element = draft.new(kind, name, (span[0], end))
    else:
        element.called(name, (span[0], end))
    evidence = (min(said[0], span[0]), end)
    owners = _owners(draft, said, span, block)
    for owner in owners:
        if owner.kind == "Person":
            draft.state(element, INNO.statedBy, owner, evidence, READER)
        else:
            draft.state(owner, predicate, element, evidence, READER)
    speech = speeches(draft).at(span[0])
    if speech and not owners:
        draft.state(element, INNO.statedBy, speech.speaker, evidence, READER)


def _owners(draft: Draft, said: Span, span: Span, block: Block) -> list[Entity]:
    """Whose goal it is: the programme or prize before it, who wills it, who speaks, else the paper at hand."""
    upto = span[0] if said[0] <= span[0] <= said[1] else said[1]
    schemes = bodies_before(draft, said[0], upto, "Programme", "Award", "Project")
    if (
        not schemes
        and draft.text[said[0] : upto].strip()
        and not bodies_before(draft, said[0], upto, "Organisation", "PolicyDocument")
    ):
        # «X deles ut hvert år. Formålet er å …»
        schemes = bodies_before(draft, block.start, said[0], "Programme", "Award", "Project")
    if schemes:
        return schemes[-1:]
    owners = subject(draft, block, (said[0], upto))
    if owners:
        return with_issuers(draft, with_paper(draft, owners))
    if own := own_paper(draft):
        return with_issuers(draft, with_government(draft, [own]))
    if speeches(draft).at(span[0]):
        who = speaker_body(draft, block, span[0])
        return [who] if who else []
    paper = told_paper(draft)
    return with_government(draft, [paper] if paper else [])
