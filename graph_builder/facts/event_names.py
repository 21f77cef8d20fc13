"""Events that running text names: by a name of their own, or by what they are («et folkemøte i Tindvik onsdag kl. 18»)."""

import re

from graph_builder.clocks import find_clocks
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import occasion, when
from graph_builder.facts.organisers import INVITES
from graph_builder.layout import Block
from graph_builder.mentions.body_forms import CAP
from graph_builder.mentions.model import squeeze
from graph_builder.mentions.phrases import phrase_end

_SPECIFIC = (
    r"konferansen?|konferansa|konferencen?|konferensen?|seminaret?|seminariet|møte|møtet|møde|mødet|möte|mötet|topmøde|topmødet|toppmøte|toppmøtet|toppmöte|toppmötet|dagene|dagane|dagarna|studio|forum|"
    r"festivalen|arrangementet|arrangement|innovationsdag|innovasjonsdag|workshop|workshopen|webinar|webinaret|lansering|samling|konferanser|conference|summit|seminar|event"
)
_WEEKDAY = r"(?<!Man)(?<!Tirs)(?<!Ons)(?<!Tors)(?<!Fre)(?<!Lør)(?<!Søn)(?<!Tis)(?<!Mån)(?<!Lör)(?<!Sön)(?<!Mid)(?<!Hver)(?<!Kvar)(?<!Tys)(?<!Laur)"
_NAMED = (
    # «konferansen Morgendagens by», «Havnekonferansen Kaia i dag», «seminaret «Rom for alle»»
    re.compile(
        rf"\b(?i:\w*(?:{_SPECIFIC})),?\s+(?P<name>«[^»]{{3,80}}»|“[^”]{{3,80}}”|\"[^\"]{{3,80}}\"|{CAP}(?: (?:[a-zæøåäö]{{4,}}|{CAP})){{0,2}}(?: 20\d\d)?)(?=[.,;]|\s+(?:ble|blei|blev|i|in|at|på|er|var|den|samlet|samla|samlede|was|is|takes)\b)"
    ),
    # «A results conference, Ropes Across the North: Lessons Learned, takes place …»
    re.compile(
        rf"\b(?i:conference|konferanse|konferens|konference|seminar|seminarium),\s+(?P<name>{CAP}(?:[ :]+(?:the|of|and|in|on|for|og|och|om|{CAP})){{1,9}}),"
    ),
    # «TANG-dagene», «TANG-studio 2031», «Havnekonferansen», «Kystens Innovationsdag»
    re.compile(rf"\b(?P<name>[A-ZÆØÅ]{{2,8}}(?:[- ]|-\s)(?i:{_SPECIFIC}|årsmøte)(?: 20\d\d)?)(?=s?\b)"),
    re.compile(
        rf"\b(?P<name>[A-ZÆØÅÄÖ][a-zæøåäö]{{2,}}(?:konferansen|konferansa|konferencen|konferensen|arrangementet|(?<=\w\w\w\w)(?:dagene|dagane|dagarna)|(?<=\w\w\w\w){_WEEKDAY}dagen|seminaret|seminariet|festivalen|innovationsdag|topmødet?|toppmøtet?|toppmötet?)(?: 20\d\d)?)(?=s?\b)"
    ),
    re.compile(
        rf"\b(?P<name>(?:(?!The ){CAP}s? ){{1,5}}(?:Innovationsdag|Innovasjonsdag|Summit|Conference|Seminar|Congress|Hackathon|Symposium|Week|Days|Festival)(?: 20\d\d)?)\b"
    ),
    re.compile(rf"\b(?P<name>(?!The ){CAP}s? Forum(?: 20\d\d)?)\b"),
    # «oppstartsmøte for arbeidet med …», «leverandørmøte», «havnelederkonferansen 2031»
    re.compile(
        r"\b(?P<name>(?:[a-zæøåäö]{6,}(?:konferansen|konferansa|konferencen|konferensen|arrangementet|seminaret|seminariet)|[a-zæøåäö]{3,}(?:dialogmøte|startsmøte|startmøte|toppmøte|topmøde|startsmøde|startmöte))(?: 20\d\d)?(?P<for> for (?=[a-zæøå]))?)(?=s?\b)"
    ),
    re.compile(
        r"\b(?P<name>(?:skandinavisk|nordisk|nasjonalt?|national|europeisk|internasjonal\w*)\s+(?:topmøde|toppmøte|konferanse|konference|konferens|seminar|summit))\b",
        re.IGNORECASE,
    ),
)
_NOUN = (
    r"(?:konferanse|konference|konferens|conference|seminar|seminarium|webinar|webbinarium|webinarium|workshop|verksted|værksted|møte|møde|möte|meeting|summit|samling|lansering|lancering|"
    r"arrangement|evenemang|hackathon|hackaton|festival|kongress|kongres|congress|fagdag|temadag|symposium|kickoff|kick-off|høring|hearing|seremoni|ceremoni|ceremony|pressträff|presstreff|frokost|frukost)"
)
_ADJECTIVE = (
    r"(?:åpent|åpen|ope|opent|öppet|öppen|åbent|åben|digitalt|digital|fysisk|fysiskt|felles|fælles|gemensamt|stort|stor|nytt|ny|første|første|første|andre|internasjonal\w*|internationell\w*|international\w*|nasjonal\w*|national\w*|"
    r"nordisk\w*|regional\w*|årlig|årleg|public|open|joint|virtual|online|large|annual|kort|faglig|fagleg|uformell\w*|skandinavisk|europeisk|two-day|one-day|to-dagers|halvdags\w*)"
)
_OCCURRENCE = re.compile(
    rf"(?<![\w-])(?P<adjectives>(?:{_ADJECTIVE}\s+){{0,2}})(?P<head>(?:(?:kick-off|launch|opening|closing|information|press|start-up|status) )?(?!\w*oppmøte)[a-zæøåäöé-]*{_NOUN})(?![\w-])"
)
_NOT_ONE = re.compile(
    r"\b(?:hvert|kvart|varje|every|each|ingen|alle|mange|flere|many|några|per|til hvert|før|før et|etter hvert)\s+$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s+(?:om|on|about|for|för)\s+(?=[a-zæøåäöA-ZÆØÅÄÖ«])")
_LOOSE = re.compile(r"(?:\s+(?:on|at|in|the|i|den|d|kl|fra|from))+$")  # what begins the next phrase
_AT = re.compile(
    rf"\s+(?:i|på|ved|vid|at|in|hos)\s+(?P<venue>{CAP}(?:\s+(?:{CAP}|(?!\w+dag\b)[a-zæøåäö]{{5,}}(?=\s+(?:\w+dag\b|i\s+[A-ZÆØÅ]|kl|den\s+\d|\d|[a-z]+day))))*)"
)


def find_events(draft: Draft) -> list[tuple[Span, Entity]]:
    """Name the events; returns each place where one is named, in the order of the text."""
    for block in draft.layout.blocks:
        if block.kind not in ("session", "field"):
            _named(draft, block)
    for block in draft.layout.blocks:
        if block.kind in ("paragraph", "bullet"):
            _occurrences(draft, block)
    # Two programmes under one title are two events of one name: only their spans are sorted.
    return sorted(
        ((span, e) for e in draft.entities if e.kind == "Event" for found in e.names.values() for span in found),
        key=lambda item: item[0],
    )


def _named(draft: Draft, block: Block) -> None:
    taken: list[Span] = []
    for pattern in _NAMED:
        for match in pattern.finditer(draft.text, block.start, block.end):
            start, end = match.span("name")
            if match.groupdict().get("for"):
                end = phrase_end(draft.text, end, 9) if end < match.end() or draft.text[end - 1] == " " else end
            end = start + len(draft.text[start:end].rstrip())
            if any(a < end and start < b for a, b in taken) or _is_other(draft, start, end):
                continue
            taken.append((match.start(), end))
            name = squeeze(draft.text[start:end]).strip('«»“”"')
            event = (
                _around(draft, start, end)
                or _known(draft, name)
                or draft.new(
                    "Event",
                    name,
                    (start, end),
                    notation=occasion.notation(draft.printed((match.start(), end))) or "meeting",
                )
            )
            event.called(name, (start, end))
            if match.groupdict().get("for"):
                head = squeeze(draft.text[start : match.start("for")])
                event.called(head, (start, start + len(head)))  # «oppstartsmøtet» for short
            if year := re.search(r"20\d\d$", name):
                event.date = event.date or year[0]


def _occurrences(draft: Draft, block: Block) -> None:
    """What is no name but tells of an event: a noun with the day, the hour or who invites to it in its sentence."""
    for sentence in draft.sentences(block):
        for match in _OCCURRENCE.finditer(draft.text, *sentence):
            start, end = match.span()
            if (
                _is_other(draft, start, end)
                or _around(draft, start, end)
                or _NOT_ONE.search(draft.text[sentence[0] : start])
            ):
                continue
            if not _happens(draft, sentence, start):
                continue
            full = _with_subject(draft, end, sentence[1])
            names = [draft.printed((start, stop)) for stop in dict.fromkeys((full, end))]
            event = (
                _same_kind(draft, match["head"])
                or _main(draft, match["head"])
                or draft.new(
                    "Event",
                    names[0],
                    (start, full),
                    notation=occasion.notation(match["head"]) or "meeting",
                    scope="told",
                )
            )
            if event.scope == "main":
                continue
            event.called(names[0], (start, full))
            if match["adjectives"]:
                event.called(names[-1], (start, end))
            event.called(match["head"], match.span("head"))


def _happens(draft: Draft, sentence: Span, start: int) -> bool:
    dated = any(d.day for d in when.days(draft, sentence, relative=True)) or any(
        True for _ in find_clocks(draft.text, *sentence)
    )
    invites = INVITES.search(draft.text, *sentence)
    invited = bool(invites and re.search(r"\b(?:til|till|to)\s+(?:\w+\s+){0,3}$", draft.text[invites.end() : start]))
    held = invites is not None and any(d.month for d in when.days(draft, sentence, coarse=True))
    return dated or invited or held


def _with_subject(draft: Draft, end: int, limit: int) -> int:
    """Where the phrase ends that says what the event is about, or at which venue it is."""
    about = _ABOUT.match(draft.text, end, limit)
    if about:
        subject = phrase_end(draft.text, about.end(), 7)
        subject = about.end() + len(_LOOSE.sub("", draft.text[about.end() : subject]))
        return subject if subject > about.end() else end
    at = _AT.match(draft.text, end, limit)
    return at.end() if at and not re.match(r"\w+dag\b", at["venue"]) else end


def _same_kind(draft: Draft, head: str) -> Entity | None:
    """The event told of before with the same word, «folkemøte» and «folkemøtet»."""
    return next((e for e in draft.entities if e.kind == "Event" and e.scope == "told" and head in e.names), None)


def _main(draft: Draft, head: str) -> Entity | None:
    """The event that the document has the programme of, when a plain word for its kind stands for it."""
    mains = [e for e in draft.entities if e.kind == "Event" and e.scope == "main"]
    if len(mains) != 1:
        return None
    same = mains[0].notation == occasion.notation(head) and re.fullmatch(_NOUN, head)
    return mains[0] if same or any(head in name.lower() for name in mains[0].names) else None


def _is_other(draft: Draft, start: int, end: int) -> bool:
    """Whether a person, body or programme reaches over the whole of the words."""
    near = draft.mentions_in(max(0, start - 80), end + 80)
    return any(m.start <= start and end <= m.end for m in near if m.kind not in ("Place",))


def _around(draft: Draft, start: int, end: int) -> Entity | None:
    """The event whose longer printed name the words are a part of."""
    return next(
        (e for e in draft.entities if e.kind == "Event" and e.scope != "session"
         for spans in e.names.values() for a, b in spans if a <= start and end <= b), None
    )  # fmt: skip


def _known(draft: Draft, name: str) -> Entity | None:
    """The event of that name: same words, or the main event that the name is a short form of, when no year parts them."""
    wanted = _fold(name)
    for event in draft.entities:
        if event.kind == "Event" and event.scope != "session":
            for other in event.names:
                folded = _fold(other)
                if (
                    folded == wanted
                    or _definite(folded, wanted)
                    or (re.sub(r" 20\d\d$", "", folded) == wanted)
                    or (re.sub(r" 20\d\d$", "", wanted) == folded and not _other_year(event, wanted))
                    or (event.scope == "main" and not re.search(r"20\d\d", wanted) and folded.startswith(wanted))
                ):
                    return event
    return None


def _definite(one: str, other: str) -> bool:
    """Whether one of two words is the other's definite form: «pressekonferanse», «pressekonferansen»."""
    short, long = sorted((one, other), key=len)
    return " " not in long and long.startswith(short) and long[len(short) :] in ("n", "en", "t", "et", "a")


def _other_year(event: Entity, name: str) -> bool:
    """Whether the event is known to be of another year than `name` ends in."""
    years = {year for known in [*event.names, event.date] for year in re.findall(r"20\d\d", known)}
    return bool(years) and name[-4:] not in years


def _fold(name: str) -> str:
    """The name for comparison; «Framtidens» and «Fremtidens» are two spellings of one word."""
    return re.sub(r"\bfram", "frem", re.sub(r"[^\w]+", " ", name.casefold()).strip())
