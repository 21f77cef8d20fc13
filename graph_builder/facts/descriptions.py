"""What the words before and after a person's name say of title and body."""

import re
from dataclasses import dataclass

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.titles import VERBS, before_verb, is_definite, title_at, title_ending_at, title_with_field
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention, squeeze

_IN = r"(?:i|hos|ved|på|fra|frå|från|vid|at|of|from|with)(?:\s+(?:the|den|det))?"
# «|P| er direktør i X», «|P| works as an adviser at X», «|P| er ansatt som ny direktør»
_IS = re.compile(
    r"\s*,?\s+(?:som |who |der )?(?:(?:er|var|blir|ble|blei|blev|är|is|was|has been|har vært|har blitt)(?: (?:ansatt|tilsett|tilsatt|utnevnt|utnemnd|konstituert|valgt|vald|"
    r"udnævnt|ansat|valgt|utsedd|anställd|vald|appointed|elected|named))?(?: (?:som|til|as|to|til å være|to be))?|(?:arbeider|jobber|arbeidar|arbejder|arbetar|works|worked) (?:som|as)|"
    r"(?:tiltrer|tiltrådte|tiltredde|begynner|begynte|byrja|byrjar|starter|startet|starta|börjar|började|tiltræder|begyndte) (?:i stillinga |i stillingen )?som|(?:started|starts|joined|took office) as)(?:\s+(?:ny|nye|ein|ei|en|an|a|the|the new|our))?\s+"
)
_REPRESENTED = re.compile(r"\)?\s*,?\s*(?:ved|v/|represented by|:)\s*")
# «|Ordfører| Siri Tveit (Sp) i X»: the party in brackets.
PARTY = re.compile(rf"\s*\({alternatives(words('parties'))}\)")
# «Siri Tveit (leder), rådgiver i X»: of the group that the list is of.
CHAIRS = re.compile(
    r"\s*\((?:jury|utvalgs|utvals|udvalgs|styre|bestyrelses)?(?P<role>leder|leiar|formand|formann|forkvinne|forperson|nestleder|nestleiar|næstformand|chair|chairperson|vice chair|deputy chair|ordförande|vice ordförande|ordf\.|sekretær|sekreterare|secretary|sammankallande)\)",
    re.IGNORECASE,
)
# «|direktøren i X|, Kari Nes,», «|Lederen for juryen| er Kari Nes»
_PARTED = re.compile(r"(?:,|\s(?:er|var|blir|är|is|was|heter|heiter|hedder)|:)\s*$")
_DASH = re.compile(r"\s+[–—-]\s+")
_OWN = re.compile(r"(?:['’:]?s|['’]|\s(?:sin|sitt|si|sine))\s+(?:nye?\s+|egen\s+|new\s+)?$")
# «avdelingsdirektør for Forskning, Innovasjon og Kvalitet i |KS|»
_FIELD_WITH_COMMAS = re.compile(rf"\s+for\s+[A-ZÆØÅ][^.;:()]{{3,70}}\s(?:og|och|and)\s[^.;:(),]{{3,40}}\s{_IN}\s+")
# «partner i |selskapet| Havblikk AS»
_WHERE = re.compile(rf"\s+{_IN}\s+(?:[a-zæøåäö]+(?:et|en|a)\s+)?$")


@dataclass
class Reading:
    """What was read of one person at one place."""

    title: str = ""
    body: Entity | None = None
    start: int = 0
    end: int = 0
    represents: bool = False  # the body stands before, as in «Oslo kommune ved …»
    photo: bool = False  # who took a picture
    guessed: bool = False  # the body is told around, not with the person


def before(draft: Draft, block: Block, mention: Mention) -> Reading | None:
    """«direktør |P|», «centerleder i COI |P|», «Styreleder NORA |P|», «Oslo kommune ved rådmann |P|»."""
    text = draft.text
    position = mention.start
    body: Entity | None = None
    stop = _previous_stop(draft, block, mention)
    bodies = [m for m in draft.mentions_in(stop, position, "Organisation") if m in draft.of_mention]
    if bodies and re.fullmatch(r"['’]?s?,?\s+", text[bodies[-1].end : position]):
        # The body stands between title and name, with or without a preposition.
        between = text[stop : bodies[-1].start]
        joined = re.search(rf"\s+(?:{_IN}\s+)?$", between) or (re.search(r"\s$", between))
        if joined:
            title = title_ending_at(text, stop, stop + joined.start())
            if title:
                return Reading(squeeze(text[slice(*title)]), draft.entity(bodies[-1]), title[0], mention.end)
    edge = len(text[stop:position].rstrip()) + stop
    parted = _PARTED.search(text[stop:position])
    title = title_ending_at(text, stop, edge)
    if title is None:
        # «prosjektleder for Havnelaben |P|», «konsulent i Teknisk Sekretariat |P|»
        title = title_with_field(text, stop, position)
    if title is None and parted:
        cut = stop + parted.start()
        title = title_with_field(text, stop, cut, " ") or title_ending_at(text, stop, cut)
        owned = title and any(_OWN.fullmatch(text[m.end : title[0]]) for m in bodies[-1:])
        if title and not owned and parted[0].startswith(",") and not is_definite(text[slice(*title)]):
            title = None
        if title and text[max(stop, title[0] - 2) : title[0]].endswith(", ") and parted[0].startswith(","):
            title = None  # «Berg, direktør, Kari Nes»: the title of the one before
    if title is None:
        if bodies and _REPRESENTED.fullmatch(text[bodies[-1].end : position]):
            return Reading("", draft.entity(bodies[-1]), bodies[-1].start, mention.end, represents=True)
        return None
    before = [m for m in bodies if m.end <= title[0]]
    represents = bool(before and _REPRESENTED.fullmatch(text[before[-1].end : title[0]]))
    if represents:
        body = draft.entity(before[-1])
    elif before and _OWN.fullmatch(text[before[-1].end : title[0]]):
        # «Havnerådets direktør |P|», «KS sin leiar, |P|»
        return Reading(squeeze(text[slice(*title)]), draft.entity(before[-1]), before[-1].start, mention.end)
    printed = squeeze(text[slice(*title)])
    inner = [m for m in bodies if title[0] <= m.start and m.end <= title[1]]
    glued = re.match(r"[A-ZÆØÅÄÖ]{2,8}-(?=[a-zæøåäö])", text[title[0] : title[1]])
    if glued and inner and inner[0].end == title[0] + glued.end() - 1:
        body, printed = draft.entity(inner[0]), squeeze(text[title[0] + glued.end() : title[1]])  # «KS-leder |P|»
    elif inner:
        body, printed = _of_inner(draft, title[0], inner)
    start = before[-1].start if body is not None and before and not inner else title[0]
    return Reading(printed, body, start, mention.end, represents=represents and not inner)


def _of_inner(draft: Draft, start: int, inner: list[Mention]) -> tuple[Entity, str]:
    """Body and title of «leder av |avdeling for tau| i |Havnerådet|»: a unit that stands first is the body, and what is
    before it the title.
    """
    found = inner[0] if inner[0].notation == "unit" else inner[-1]
    printed = draft.text[start : inner[0].start].rstrip()
    return draft.entity(found), squeeze(re.sub(rf"\s+(?:{_IN}|av|af|for|för)\s*$", "", printed))


def _previous_stop(draft: Draft, block: Block, mention: Mention) -> int:
    """Where the words that may describe the person begin: after the last sentence end or the person before."""
    start = draft.sentence(block, mention.start)[0]
    others = [m.end for m in draft.mentions_in(start, mention.start, "Person")]
    return max([start, *others])


def after(draft: Draft, block: Block, mention: Mention) -> Reading | None:
    """«|P| (professor, NTNU)», «|P|, programsjef i Vinnova», «|P|, NIFU», «|P| fra Statsbygg», «|P| professor i X ved Y»."""
    text = draft.text
    end = mention.end
    bracket = re.match(r"\s*\((?P<in>[^()]{2,160})\)", text[end : block.end])
    if bracket and not PARTY.fullmatch(bracket[0]) and not CHAIRS.fullmatch(bracket[0]):
        inside = (end + bracket.start("in"), end + bracket.end("in"))
        reading = described(draft, inside, whole=True)
        if reading:
            reading.start, reading.end = mention.start, end + bracket.end()
            return reading
    party = PARTY.match(text, end, block.end) or CHAIRS.match(text, end, block.end)
    end = party.end() if party else end
    comma = (
        _IS.match(text, end, block.end)
        or _DASH.match(text, end, block.end)
        or re.compile(r"\s*,?\s+|,").match(text, end, block.end)
    )
    if comma:
        limit = next_stop(draft, block, mention)
        reading = described(draft, (comma.end(), limit), whole=False, comma="," in comma[0])
        if reading and not (reading.body is None and _is_of_next(draft, reading, limit)):
            reading.start = mention.start
            return reading
    near = re.match(rf"\s+{_IN}\s+(?P<kind>[a-zæøåäö]{{3,}}(?:et|en|a|an)\s+)?", text[end : block.end])
    if near:
        starts = {end + near.end(), end + near.start("kind")} if near["kind"] else {end + near.end()}
        found = next((m for m in draft.mentions_in(end, block.end, "Organisation") if m.start in starts), None)
        if found and found in draft.of_mention:
            return Reading("", draft.entity(found), mention.start, found.end)
    return None


def _is_of_next(draft: Draft, reading: Reading, limit: int) -> bool:
    """Whether the title stands right before the next name: «A, |direktør B| og C»."""
    people = draft.mentions_in(limit, limit + 80, "Person")
    return bool(people) and people[0].start == limit and not draft.text[reading.end : limit].strip()


def next_stop(draft: Draft, block: Block, mention: Mention) -> int:
    """Where the words that may describe the person end: before the next person, at the end of the sentence or line."""
    end = min(draft.sentence(block, mention.start)[1], _line_end(draft, block, mention.end))
    return min([end, *(m.start for m in draft.mentions_in(mention.end, end, "Person"))])


def _line_end(draft: Draft, block: Block, offset: int) -> int:
    """In a programme, a line that begins with a capital tells of someone else, unless the line before ends in a comma."""
    if block.kind == "session":
        for (start, end), (following, _) in zip(block.lines, block.lines[1:], strict=False):
            if start <= offset <= end and draft.text[end - 1] != "," and draft.text[following].isupper():
                return end
    return block.end


def described(draft: Draft, span: Span, *, whole: bool, comma: bool = True) -> Reading | None:
    """Read «title», «title, body», «title i body», «body» at the start of `span` (`whole`: the span is nothing else)."""
    text = draft.text
    bodies = [m for m in draft.mentions_in(*span, "Organisation") if m in draft.of_mention]
    title = title_at(text, *span)
    if title:
        return _title_first(draft, (title[0], span[1]), title[1], bodies)
    if not re.match(r"\w", text[span[0] : span[1]]):
        return None
    if bodies and bodies[0].start == span[0] and (whole or comma):
        # «|P|, NIFU» holds when nothing but the end of the line, a bracket or a verb of saying follows.
        after = text[bodies[0].end : span[1]].lstrip()
        if whole or not after or after[0] in ".,;)(" or after.startswith(("og ", "and ", "och ")):
            return Reading("", draft.entity(bodies[0]), span[0], bodies[0].end)
    return None


def _title_first(draft: Draft, span: Span, after_word: int, bodies: list[Mention]) -> Reading | None:
    text = draft.text
    # The title's own field: up to a comma, a bracket, a verb, or the body.
    field = re.match(
        r"(?:\s+(?:II|emeritus|emerita))*(?:\s+(?:for|för|i|in|innen|inom|of|av|af|med ansvar for)\s+[^,.;:()\n]+|\s+[a-zæøåäö]{5,}(?=\s*[,)]|$)"
        r"|\s+[a-zæøåäö]{3,}(?:\s+[a-zæøåäö]{2,}){1,4}(?=,\s+[A-ZÆØÅ]))?",
        text[after_word : span[1]],
    )
    end = after_word + (field.end() if field else 0)
    far = next(
        (m for m in bodies if m.start > after_word and _FIELD_WITH_COMMAS.fullmatch(text[after_word : m.start])), None
    )
    if far and far.start > end and not set(text[after_word : far.start].split()) & VERBS - {"og", "som"}:
        title_end = span[0] + len(re.sub(rf"\s+{_IN}\s+$", "", text[span[0] : far.start]))
        return Reading(squeeze(text[span[0] : title_end]), draft.entity(far), span[0], far.end)
    inside = [m for m in bodies if after_word <= m.start and m.end <= end]
    own = [m for m in inside if _WHERE.search(text[span[0] : m.start])]
    heads = [m for m in inside if re.fullmatch(r"\s+(?:for|för|av|af|of)\s+(?:the\s+)?", text[after_word : m.start])]
    if heads:
        # «direktør for Havnerådet», «leder av avdeling for tau i Havnerådet»
        headed, title = _of_inner(draft, span[0], heads)
        return Reading(title, headed, span[0], (own or heads)[-1].end)
    if own:
        body = own[-1] if own[0].notation == "unit" and len(own) == 1 else own[0]
        title_end = span[0] + len(_WHERE.sub("", text[span[0] : body.start]))
        return Reading(squeeze(text[span[0] : title_end]), draft.entity(body), span[0], body.end)
    end = before_verb(text, after_word, end)
    title = squeeze(text[span[0] : end])
    follows = next((m for m in bodies if re.fullmatch(rf"\s*,?\s*(?:{_IN}\s+)?", text[end : m.start])), None)
    if follows:
        return Reading(title, draft.entity(follows), span[0], follows.end)
    return Reading(title, None, span[0], end)
