"""Counted and measured facts: «74 pst. av kommunene …», «48 prosjekter søkte», «560 mrd. kroner», «tre av fire bydeler»."""

import re

from graph_builder.clocks import find_clocks
from graph_builder.dates import find_dates
from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts.voice import author, told_paper
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, function_words, months, words
from graph_builder.speech import speeches
from ontology import INNO, SCHEMA

READER = "observations"
_NUMBER = r"(?:\d{1,3}(?:[ .,’]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_FIGURE = re.compile(
    rf"(?<![\w.,/§:–-])(?P<value>{_NUMBER}(?:\s?[–-]\s?{_NUMBER})?)(?:\s|(?=%))\s?(?P<rest>[^\W\d_%]|%)"
)
_PERCENT = (
    r"(?:pst\.?|prosentpoeng|prosent|procentpoint|procentenheter|procent|per\s?cent|percentage points|percent|pct\.?|%)"
)
_MONEY = (
    r"(?:(?:mill(?:ioner|ion|\.)?|milliard(?:er)?|mrd\.?|miljon(?:er)?|miljard(?:er)?|mia\.?|mio\.?|million|billion|tusen)\s+)?"
    r"(?:(?:norske|danske|svenske|svenska|norwegian|danish|swedish)\s+)?(?:kroner|kronor|kr\b\.?|NOK|SEK|DKK|euros?|EUR|dollars?)"
)
_LARGE = r"(?:millioner|million|milliarder|milliard|miljoner|miljarder|billion|tusen)"
_UNIT = re.compile(
    rf"(?P<percent>{_PERCENT})|(?P<money>{_MONEY})|(?P<large>{_LARGE}\s+)?(?P<noun>(?:(?:{alternatives(words('figures', 'adjectives'))}|[a-zæøåäö]{{3,}}(?:ske|ige|iga|ale|ala|erte|ede|ade))\s+){{0,2}}(?P<head>[^\W\d_][\w-]*))",
    re.IGNORECASE,
)  # fmt: skip
_OF = re.compile(
    rf"\b(?P<value>{alternatives(words('figures', 'numerals'))}|\d+)\s+(?:av|af|of|ud af|out of|in)\s+(?:de\s+|the\s+|ti\s)?(?:{alternatives(words('figures', 'numerals'))}|\d+)\s+(?P<head>[^\W\d_]\w+)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:§\s*|\b(?:kap|kapittel|kapitel|chapter|side|sid|s|nr|no|uke|vecka|uge|veke|week|kl|klokken|versjon|version|fase|punkt|pkt|artikkel|artikel|article|tlf|telefon|tel|del|steg|trinn|nivå|level|"
    r"st|covid|agenda|horisont|horizon|bind|tabell|figur|postboks|rom|sal|spor|track|etasje|våning|org|prop|innst|nou|sou)\.?\s*(?:\d+\s*(?:,|og|och|and|til|[–-])\s*)*)$",
    re.IGNORECASE,
)
_NO_COUNT = frozenset(words("figures", "no_count")) | frozenset(months()) | function_words()
_TIME = frozenset(words("figures", "time_units"))
# A length of time is a measurement where it is an average or a rate, not where it is a term or an agenda's.
_RATE = re.compile(
    r"\b(?:snitt|gjennomsnitt\w*|genomsnitt\w*|gennemsnit\w*|average|om (?:dagen|året)|i (?:uken|uka|veka|veckan|ugen|måneden)|per|pr)\b",
    re.IGNORECASE,
)
# Sums that are a grant's or a prize's are told by the readers of those.
_GRANTED = re.compile(
    r"\b(?:får|fekk|fikk|får|fick|tildel\w*|tilldel\w*|mottar|mottok|mottek|beviljas|beviljade|bevilg\w*|innvilg\w*|bevilling|receive[sd]?|awarded|granted|støtte på|støttet med|støtta med|bidrar med|bidreg med|bidrog med|går in med|gick in med|løyvd?\w*|har fått|har fået|(?:co-)?funded|fåt|satser på|medlem\w*|per person|påmelding\w*|tilskudd på|tilskot på|stöd på|bidrag på|"
    r"\w*pris(?:en|ene|ar)?|\w*premie\w*|diplom|prize|award|vinner\w*|vinder\w*|vinnar\w*|skulptur|billett\w*|deltakeravgift|avgift)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:(?P<half>halvparten|halvdelen|hälften|half|halvdelen)|(?P<count>én|en|ein|et|ett|to|två|two|tre|three|one|a)\s+(?P<of>{alternatives(words('figures', 'parts'))})(?:er|ar|e|s)?|(?:hver|hvert|kvar|kvart|var|vart|every)\s+(?P<nth>{alternatives(words('figures', 'ordinals'))}))"
    r"\s+(?:(?:av|af|of)\s+)?(?:(?:de|dei|alle|alla|the|all)\s+)?(?P<rest>[^\W\d_][\w-]+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<value>{alternatives(n for n, v in words('figures', 'numerals').items() if v > 2)})\s+(?P<rest>(?:{alternatives(words('figures', 'adjectives'))}\s+|[a-zæøåäö]{{3,}}(?:ske|ige|iga)\s+)?(?P<head>\w*{alternatives(words('figures', 'counted'))}))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
# What stands before a year, and not before a count: «I 2031 holdes …», «planen for 2031 …», «på Havnedagene 2031 …».
_BEFORE_YEAR = re.compile(
    rf"\b(?:{alternatives(words('figures', 'before_year'))}|(?<=\w )(?-i:[A-ZÆØÅÄÖ])[\w-]*)\s+$", re.IGNORECASE
)
# What stands before either: «2031 …», «Havnedagene 2031 …» but «Totalt 2000 søknader …», «for 2031», «for 2000 havner».
_BEFORE_BOTH = re.compile(
    r"(?:(?:^|[.:;!?(«]\s*)(?:[A-ZÆØÅÄÖ][\w-]*\s+)?|\b(?:for|för|fra|frå|från|from|til|till|to|av|af|of)\s+)$"
)
_PLURAL = ("er", "ar", "or", "s", "are", "ere")
_CUT = re.compile(
    r"[;:]\s+|\s[–—]\s|,?\s+(?:men|mens|medan|imens|while|whereas|but|hvorav|varav|of which|noe som|något som|noko som|hvilket|vilket)\s+|"
    r"[«»“”\"]|,\s+(?=(?:og|och|and|som|der|där|hvor|kor|where|which|who|så|slik|med|with)\s)"
)
_LEADING = re.compile(
    r"(?:\([^()]*\)\s+|(?:at|that|att|men|but|og|och|and|hvor|kor|der|där|where|som|which|også|dessuten|i tillegg|derudover|samtidig|samtidigt|in addition|dessutom|derfor|i dag|idag|today|nå|no|nu|altså|alltså)\b,?\s+)+",
    re.IGNORECASE,
)
_SAID = re.compile(rf",\s+{alternatives(words('saying', 'verbs'))}\b.*$", re.IGNORECASE | re.DOTALL)
_ABOUT_SO_MANY = re.compile(
    r"\b(?:om lag|omtrent|ca\.?|cirka|rundt|nesten|nær|over|mer enn|meir enn|mere end|under|minst|mindst|minst|opptil|op til|hele|heile|kun|bare|nästan|drygt|about|around|almost|nearly|more than|over|at least|up to|only)\s+$",
    re.IGNORECASE,
)
_ELEMENTS = ("Measure", "Principle", "Goal")  # a figure in what will be done is no fact yet
_LONGEST = 34  # words; what is longer is no statement in few words
_FEWEST = 1  # words besides the figure: a sum alone says nothing


def read(draft: Draft) -> None:
    """Read the document's figures; sums that a reader before has taken as a grant or a prize are no observations."""
    taken = _taken(draft) + [
        s for e in draft.entities if e.kind in _ELEMENTS for spans in e.names.values() for s in spans
    ]
    for block in draft.layout.blocks:
        if block.kind not in ("paragraph", "bullet"):
            continue
        figures = [f for f in _figures(draft, block) if not any(a < f[1] and f[0] < b for a, b in taken)]
        for n, (start, end, value, unit) in enumerate(figures):
            others = [f[:2] for k, f in enumerate(figures) if k != n]
            _state(draft, block, (start, end), value, unit, others)


def _taken(draft: Draft) -> list[Span]:
    """Where the sums stand that are stated of something else already."""
    return [f.span for f in draft.all_facts() if f.predicate == SCHEMA.value or f.subject.kind in ("Grant", "Amount")]


def _figures(draft: Draft, block: Block) -> list[tuple[int, int, str, str]]:
    """(start, end, value, unit) of each figure in the block."""
    text = draft.text
    found: list[tuple[int, int, str, str]] = []
    blocked = [(d.start, d.end) for d in find_dates(text, block.start, block.end)]
    blocked += [(c.start, c.end) for c in find_clocks(text, block.start, block.end)]
    blocked += [(m.start, m.end) for m in draft.mentions_in(block.start, block.end)]
    for match in _OF.finditer(text, block.start, block.end):
        found.append((match.start(), match.end(), _plain_number(match["value"]), match["head"]))
        blocked.append(match.span())
    for match in _PART.finditer(text, block.start, block.end):
        found.append((*match.span(), _part(match), match["rest"]))
        blocked.append(match.span())
    for match in _FIGURE.finditer(text, block.start, block.end):
        start, end = match.span("value")
        if any(a < end and start < b for a, b in blocked) or _NOT_BEFORE.search(
            text[max(block.start, start - 24) : start]
        ):
            continue
        unit = _UNIT.match(text, match.start("rest"), block.end)
        if unit and _counts(match["value"], unit, text[block.start : start]):
            printed = unit["percent"] or unit["money"] or ((unit["large"] or "") + unit["noun"])
            found.append((start, unit.end(), _plain_number(match["value"]), " ".join(printed.split())))
            blocked.append((start, unit.end()))
    for match in _COUNTED.finditer(text, block.start, block.end):
        known = re.search(r"\b(?:de|dei|the|disse|desse|dessa|these)\s$", text[block.start : match.start()])
        if not known and not any(a < match.end() and match.start() < b for a, b in blocked):
            found.append((*match.span(), _plain_number(match["value"]), match["rest"]))
    return sorted(found)


def _counts(value: str, unit: re.Match[str], before: str) -> bool:
    """Whether the number after `before` counts what the next words say."""
    if unit["percent"] or unit["money"]:
        return True
    head = unit["head"].casefold()
    if head in _NO_COUNT or unit["head"][0].isupper():
        return False
    return not _YEAR.match(value) or (head.endswith(_PLURAL) and not _is_year(before, head))


def _is_year(before: str, head: str) -> bool:
    """Whether a number like 2031 is a year where it stands; a word in -s after it may be a verb («holdes»)."""
    about = _ABOUT_SO_MANY.search(before)
    if about and about[0].strip().casefold() != "under":
        return False
    return bool(_BEFORE_YEAR.search(before)) or (head.endswith("s") and bool(_BEFORE_BOTH.search(before)))


def _plain_number(text: str) -> str:
    """«1 200» → 1200, «6,2» → 6.2, «fire» → 4; a range or another form stays as printed."""
    numerals = words("figures", "numerals")
    if text.casefold() in numerals:
        return str(numerals[text.casefold()])
    joined = re.sub(r"(?<=\d)[ .,’](?=\d{3}(?!\d))", "", text)
    return joined.replace(",", ".")


def _part(match: re.Match[str]) -> str:
    """«halvparten» → 1/2, «to tredjedeler» → 2/3, «hver fjerde» → 1/4."""
    if match["half"]:
        return "1/2"
    if match["nth"]:
        return f"1/{words('figures', 'ordinals')[match['nth'].casefold()]}"
    count = words("figures", "numerals").get(match["count"].casefold(), 1)
    return f"{count}/{words('figures', 'parts')[match['of'].casefold()]}"


def _state(draft: Draft, block: Block, span: Span, value: str, unit: str, others: list[Span]) -> None:
    sentence = draft.sentence(block, span[0])
    start, end = _clause(draft.text, sentence, span, others)
    name = draft.printed((start, end))
    if len(name.split()) > _LONGEST or len(name.split()) < len(draft.printed(span).split()) + _FEWEST:
        return
    if re.search(_MONEY + "$", unit, re.IGNORECASE) and _GRANTED.search(draft.text, *sentence):
        return
    if unit.split()[-1].casefold() in _TIME and not _RATE.search(name):
        return
    if draft.find("Observation", name):
        draft.find("Observation", name).called(name, (start, end))  # type: ignore[union-attr]
        return
    observation = draft.new("Observation", name, (start, end))
    number = Value(value, "decimal") if re.fullmatch(r"\d+(?:\.\d+)?", value) else Value(value, "string")
    draft.state(observation, SCHEMA.value, number, span, READER)
    draft.state(observation, SCHEMA.unitText, Value(unit), span, READER)
    year = re.search(
        r"\b(?:i|in|for|år|fra|frå|från|of)\s+(?P<year>(?:19|20)\d\d)\b(?![-–/])", draft.text[start:end], re.IGNORECASE
    )
    if year:
        at = (start + year.start("year"), start + year.end("year"))
        draft.state(observation, SCHEMA.observationDate, Value(year["year"], "gYear"), at, READER)
    who = _who(draft, block, span[0])
    if who:
        draft.state(observation, INNO.statedBy, who, (start, end), READER)


def _who(draft: Draft, block: Block, offset: int) -> Entity | None:
    speech = speeches(draft).at(offset)
    return speech.speaker if speech else (author(draft, block) or told_paper(draft))


def _clause(text: str, sentence: Span, span: Span, others: list[Span]) -> Span:
    """The part of the sentence that the figure stands in, without «… sier NN» and without the other figures."""
    start, end = sentence
    said = _SAID.search(text, span[1], end)
    end = said.start() if said else end
    for cut in _CUT.finditer(text, start, end):
        if cut.end() <= span[0]:
            start = cut.end()
        elif cut.start() >= span[1]:
            end = cut.start()
            break
    for other in others:
        if other[1] <= span[0] and other[0] >= start:
            # «74 pst. av kommunene og 85 pst. av …»: the second begins after the joining word.
            joined = list(re.finditer(r"(?:,|\s(?:og|och|and|eller|or|till?|til|to|mot))\s", text[other[1] : span[0]]))
            start = other[1] + joined[-1].end() if joined else start
        elif other[0] >= span[1] and other[0] < end:
            joined = list(re.finditer(r"(?:,|\s(?:og|och|and|eller|or|mot))\s", text[span[1] : other[0]]))
            end = span[1] + joined[-1].start() if joined else end
    if re.match(rf"\S+\s?{_PERCENT}\s+(?:av|af|of)\b", text[span[0] : end]):
        about = _ABOUT_SO_MANY.search(text, start, span[0])
        start = about.start() if about else span[0]  # «… svarte 74 pst. av kommunene at …»
    lead = _LEADING.match(text, start, span[0])
    start = lead.end() if lead else start
    while end > span[1] and (text[end - 1].isspace() or text[end - 1] in ".,;:!?–—-"):
        end -= 1
    while start < span[0] and text[start].isspace():
        start += 1
    return start, end
