"""Who issued a policy document or publication, and when: the words around its name."""

import re

from graph_builder.dates import find_dates
from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts.at_hand import bodies_before, government
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention
from graph_builder.moments import date_value
from ontology import DCTERMS

_ISSUED = alternatives(words("issuing", "verbs"))
_ISSUES = re.compile(rf"\b{_ISSUED}\b", re.IGNORECASE)
_MAKES = re.compile(rf"\b{alternatives(words('issuing', 'makers'))}\b", re.IGNORECASE)
_BY = re.compile(
    rf"[«»”“\")]?\s*(?:\([^()]*\)\s*)?,?\s*(?:(?:som\s)?(?:er\s|ble\s|blei\s|blev\s|was\s|is\s)?(?:{_ISSUED}|skrevet|skrive|skriven|written|signert|undertegnet)\s+)?(?:av|af|fra|frå|från|by|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_GENITIVE = re.compile(
    r"['’]?s?\s+(?:ny\w*\s+|årlige\s+|egen\s+|eigen\s+|egne\s+|nationella\s+|nasjonale\s+|første\s+|siste\s+|seneste\s+|new\s+|first\s+|own\s+|annual\s+|sin\s+|sitt\s+|si\s+)*(?:[\w-]+\s+)?[«“\"”]?$"
)
_YEAR_AFTER = re.compile(
    r"[«»”“\"]?\s*(?:\((?P<bracket>(?:19|20)\d\d)(?::\d+)?\)|(?:fra|frå|från|from|of)\s+(?P<from>(?:19|20)\d\d)\b(?![–-]\d))"
)
# «NOU 2023: 4» came in 2023, «statsbudsjettet for 2025» is that year's.
_YEAR_IN_NAME = re.compile(r"(?:^(?:NOU|SOU|Ds)\s?|\s)(?P<year>(?:19|20)\d\d)(?::\s?\d+)?$")
# «I mars la X frem rapporten»
_SPLIT = re.compile(r"\b(?:la|legger|legg|lade|lägger|lagde|ga|gav|gir|gjev|ger|giver)\s+(?:the\s+)?$", re.IGNORECASE)
_SPLIT_REST = re.compile(r"\s+(?:fr[ae]m|ut)\s(?!.*[.;:])", re.IGNORECASE)
_NEAR = 60


def read_issuing(draft: Draft, mention: Mention, reader: str) -> None:
    """State who issued what `mention` names, and when, as far as its sentence tells."""
    thing = draft.entity(mention)
    block = draft.layout.at(mention.start)
    if block is None:
        return
    sentence = draft.sentence(block, mention.start)
    for issuer, span in _issuers(draft, mention, sentence):
        if issuer is not thing:
            draft.state(thing, DCTERMS.creator, issuer, span, reader)
    if not draft.objects(thing, DCTERMS.issued):
        found = _issued(draft, mention, sentence)
        if found:
            draft.state(thing, DCTERMS.issued, found[0], found[1], reader)


def _issuers(draft: Draft, mention: Mention, sentence: Span) -> list[tuple[Entity, Span]]:
    text = draft.text
    actors = [m for m in draft.mentions_in(*sentence, "Organisation", "Person") if m in draft.of_mention]
    before = [m for m in actors if m.end <= mention.start]
    after = [m for m in actors if m.start >= mention.end]
    state = government(draft)
    if (
        state
        and mention.finder == "own-title"
        and re.search(r"\b[Rr]egj?eringens\b|\b[Gg]overnment's\b", text[mention.start : mention.end])
    ):
        return [(state, (mention.start, mention.end))]
    inside = re.match(r"(?P<body>[A-ZÆØÅ]{2,8})['’]?s\s", text[mention.start : mention.end])
    if inside and (body := draft.find("Organisation", inside["body"])):
        return [(body, (mention.start, mention.end))]
    if before and before[-1].end <= mention.start and mention.start - before[-1].end < _NEAR:
        between = text[before[-1].end : mention.start]
        if re.match(r"['’]|s?\s", between) and _is_genitive(text, before[-1]) and _GENITIVE.fullmatch(between):
            return [(draft.entity(before[-1]), (before[-1].start, mention.end))]
        if re.fullmatch(r"-\w+\s+[«“\"”]?", between):  # «NIFU-rapporten «…»»
            return [(draft.entity(before[-1]), (before[-1].start, mention.end))]
    if mention.notation == "agreement" and (parties := _parties(draft, mention, before, after)):
        return parties
    if after and mention.notation in ("agreement", "bill") and _PARTIES.fullmatch(text[mention.end : after[0].start]):
        return [(draft.entity(m), (mention.start, m.end)) for m in _row(draft, after)]
    if after and _BY.fullmatch(text[mention.end : after[0].start]):
        return [(draft.entity(m), (mention.start, m.end)) for m in _row(draft, after)]
    return _by_verb(draft, mention, sentence, before, after)


def _by_verb(
    draft: Draft, mention: Mention, sentence: Span, before: list[Mention], after: list[Mention]
) -> list[tuple[Entity, Span]]:
    """«X la frem strategien», «strategien, som X la frem», «undersøkelsen, som X gjennomfører»."""
    text = draft.text
    relative = re.match(
        r"[«»”“\"]?\s*,?\s*(?:\([^()]*\),?\s*)?(?:som|which|that)\s+(?:the\s+)?", text[mention.end : sentence[1]]
    )
    if relative and after and after[0].start - mention.end <= relative.end() + 2:
        rest = text[after[0].end : min(sentence[1], after[0].end + _NEAR)]
        if _ISSUES.search(rest) or _MAKES.search(rest):
            return [(draft.entity(after[0]), (mention.start, after[0].end))]
    elif relative:
        said = text[mention.end : min(sentence[1], mention.end + relative.end() + _NEAR)]
        state = government(draft)
        if (
            state
            and re.match(rf"{alternatives(words('will', 'governments'))}\b", said[relative.end() :], re.IGNORECASE)
            and _ISSUES.search(said)
        ):
            return [(state, (mention.start, mention.end + len(said)))]
    if before:
        between = text[before[-1].end : mention.start]
        if _SPLIT.search(text[sentence[0] : before[-1].start]) and _SPLIT_REST.match(between):
            return [(draft.entity(before[-1]), (before[-1].start, mention.end))]
        if len(between) < 2 * _NEAR and _ISSUES.search(between) and not re.search(r"[;:]", between):
            return [(draft.entity(m), (m.start, mention.end)) for m in _row(draft, before[::-1])]
    lead = text[sentence[0] : mention.start]
    state = government(draft)
    if state and re.search(
        rf"\b{alternatives(words('will', 'governments'))}\s+[^.;:]{{0,40}}?\b{_ISSUED}\b[^.;:]{{0,60}}$",
        lead,
        re.IGNORECASE,
    ):
        return [(state, (sentence[0], mention.end))]
    return []


def _row(draft: Draft, mentions: list[Mention]) -> list[Mention]:
    """The mentions that stand in one row with the first: «A, B og C»."""
    row = mentions[:1]
    for mention in mentions[1:]:
        low, high = sorted((row[-1], mention), key=lambda m: m.start)
        if not re.fullmatch(
            r"\s*(?:\([^()]*\))?\s*(?:,|og|och|and|&|,\s*(?:og|och|and)|(?:sammen|saman|tillsammans|together) (?:med|with)|i samarbeid med)\s*(?:the\s+)?",
            draft.text[low.end : high.start],
        ):
            break
        row.append(mention)
    return row


def _is_genitive(text: str, mention: Mention) -> bool:
    return bool(re.match(r"['’]?s\b|['’]|\s(?:sin|sitt|si|sine)\b", text[mention.end : mention.end + 5]))


def _parties(draft: Draft, mention: Mention, before: list[Mention], after: list[Mention]) -> list[tuple[Entity, Span]]:
    """«X har inngått en avtale med Y og Z»: all that agree."""
    text = draft.text
    withs = [
        m for m in after if re.fullmatch(r"\s+(?:med|with)\s+(?:[a-zæøåäö]+\s|the\s)?", text[mention.end : m.start])
    ]
    agrees = before and _AGREES.search(text[before[-1].end : mention.start])
    if not withs or not agrees:
        return []
    row = [*_row(draft, before[::-1]), *_row(draft, after[after.index(withs[0]) :])]
    return [(draft.entity(m), (min(m.start, mention.start), max(m.end, mention.end))) for m in row]


_AGREES = re.compile(
    r"\b(?:inngikk|inngått|inngår|inngjekk|indgik|indgået|indgår|ingick|ingått|ingår|signerte|signert|undertegnet|underskrev|undertecknade|har|signed|entered|concluded|made|fik|fikk)\b",
    re.IGNORECASE,
)
_PARTIES = re.compile(r"\s+(?:mellom|mellem|mellan|between|med|with)\s+(?:the\s+)?$", re.IGNORECASE)


def _issued(draft: Draft, mention: Mention, sentence: Span) -> tuple[Value, Span] | None:
    text = draft.text
    near = _YEAR_AFTER.match(text, mention.end, sentence[1])
    if near:
        year = near["bracket"] or near["from"]
        return Value(year, "gYear"), (mention.start, near.end())
    named = _YEAR_IN_NAME.search(draft.printed((mention.start, mention.end)))
    in_name = (Value(named["year"], "gYear"), (mention.start, mention.end)) if named else None
    verb = _ISSUES.search(text, mention.end, min(sentence[1], mention.end + 2 * _NEAR)) or _ISSUES.search(
        text, max(sentence[0], mention.start - 2 * _NEAR), mention.start
    )
    if verb is None:
        return in_name
    low, high = (
        max(sentence[0], min(verb.start(), mention.start) - _NEAR),
        min(sentence[1], max(verb.end(), mention.end) + _NEAR),
    )
    dates = [d for d in find_dates(text, low, high, coarse=True) if not mention.start <= d.start < mention.end]
    if dates:
        return date_value(dates[0]), (min(mention.start, dates[0].start), max(mention.end, dates[0].end))
    return in_name


def published(draft: Draft, paper: Entity, upto: int, reader: str) -> None:
    """«Tindvik kommune, mars 2031» alone on a line at the top of a paper: who gives it out and when."""
    for block in draft.layout.blocks:
        if block.start >= upto:
            return
        bodies = [m for m in draft.mentions_in(block.start, block.end, "Organisation") if m in draft.of_mention]
        dates = list(find_dates(draft.text, block.start, block.end, coarse=True))
        rest = draft.text[block.start : block.end]
        for start, end in [(m.start, m.end) for m in bodies] + [(d.start, d.end) for d in dates]:
            rest = rest.replace(draft.text[start:end], " ", 1)
        if (
            re.search(
                r"\w",
                re.sub(
                    r"\b(?:[Uu]tgitt av|[Uu]tgiver|[Uu]dgivet af|[Uu]tgivare|[Pp]ublished by|og|och|and)\b", " ", rest
                ),
            )
            or not bodies
        ):
            continue
        for body in bodies:
            draft.state(paper, DCTERMS.creator, draft.entity(body), (block.start, block.end), reader)
        if dates and not draft.objects(paper, DCTERMS.issued):
            draft.state(paper, DCTERMS.issued, date_value(dates[0]), (block.start, block.end), reader)
        return


def recommended(draft: Draft, paper: Entity, start: int, end: int, reader: str) -> None:
    """«Tilråding fra X 4. april 2025, godkjent i statsråd» at the top of a paper: who proposed it and when."""
    match = re.compile(
        r"(?:Tilråding|Tilrådning|Tilråding|Innstilling|Recommendation)\s+(?:fra|frå|from)\b", re.IGNORECASE
    ).search(draft.text, start, end)
    if not match:
        return
    block = draft.layout.at(match.start())
    limit = block.end if block else end
    for body in bodies_before(draft, match.end(), limit, "Organisation"):
        draft.state(paper, DCTERMS.creator, body, (match.start(), limit), reader)
    state = government(draft)
    if state and "statsråd" in draft.text[match.end() : limit]:
        draft.state(paper, DCTERMS.creator, state, (match.start(), limit), reader)
    for date in find_dates(draft.text, match.end(), limit):
        draft.state(paper, DCTERMS.issued, date_value(date), (match.start(), date.end), reader)
        break
