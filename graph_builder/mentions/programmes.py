"""Standing programmes, schemes, survey series and courses: by the form of their names, or by the words beside them."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.called import KIND, called, everywhere
from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import Taken, add, squeeze, text_of, word_forms
from graph_builder.mentions.phrases import phrase_end

FINDER = "programmes"
_FULL_WORD = re.compile(
    r"\b(?!utdannings|ledelses|hel|arbeids|dags|parti|data)[A-ZÆØÅa-zæøåäö]{5,}(?:programmet|programmen|barometer(?:et)?|barometern|barometret|barometrene)(?=s?\b)"
    r"(?P<for>\s+for\s+(?=[a-zæøå]))?"
)
_SCHEME = re.compile(
    r"\b(?:[a-zæøå]{6,}ordningen|(?!Støtte|Låne|Prøve|Tilskudds|Tilskuds|Pilot|Avgifts|Turnus|Arbeids|Lønns)[A-ZÆØÅ][a-zæøå]{5,}ordning(?:en|a))(?P<for>\s+for\s+(?=[a-zæøå]))?"
)
# «Ferjekraft-ordningen»
_JOINED = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÆØÅÄÖ][\w]+(?: [A-ZÆØÅÄÖ]\w+)?)-(?:ordningen|ordninga|programmet|satsingen|satsinga|satsningen|puljen|initiativet|utlysningen|utlysinga)(?![\w-])"
)
# «driver Tauverksnettverket»: what is run is no body.
_RUN = re.compile(
    r"\b(?:driver|driv|drev|drives|drivs|etablerte|etablert|etablerer|lanserte|lanserer|lanseret|opprettet|oprettede|startet|startade|runs) (?:i dag |nå |nu |også |det |den )*(?P<name>[A-ZÆØÅÄÖ][a-zæøåäö-]+(?:nettverket|netværket|nätverket|akademiet|laben|labben|skolen|fondet|fonden))\b"
)
# «et utvekslingsprogram mellom bruer og ferjer, Bruksbyttet»
_THEN_NAMED = re.compile(
    r"\b(?:[a-zæøåäö]*(?:program|ordning|løsning|løysing|løsning|lösning|tjeneste|teneste|tjänst|plattform|platform|portal|kurs|kursusforløb|forløb|satsing|satsning|scheme|programme|service)) (?:for|mellom|mellem|mellan|between|til|om) "
    r"(?:[a-zæøåäö-]+ ){0,7}[a-zæøåäö-]+, (?P<name>[A-ZÆØÅÄÖ][\w-]+(?: [\w-]+){0,3})(?=[,.\n]|$)"
)
_COURSE = re.compile(
    r"\b(?:utvikle|utviklar|utvikler|tilby|tilbyr|tilbyder|lage|lager|etablere|udvikle|utveckla|offer|offers|develop) (?:et |en |ett |eit |a |an |eget |nytt |nyt )*(?P<name>(?:\w*kurs|kursus|\w+utdanning|utbildning|course) (?:i|om|for|in|on) (?=[a-zæøå]))"
)
# «Ferjepotten», «Bruløftet»: a name when it has its capital inside a sentence.
_ENDINGS = (
    r"løftet|løyftet|lyftet|potten|puljen|pakken|pakka|pakke|paketet|satsingen|satsinga|satsningen|ordningen|ordninga|programmet|indeksen|indekset|partnerskapet|partnarskapet|"
    r"partnerskabet|initiativet|sjekken|stipendet|dugnaden|kurset|katalogen|portalen|sandkassen|sandkassa|tilskuddet|tilskotet|tilskuddsordningen|stafetten|veiviseren|vegvisaren"
)
_CAPITALISED = re.compile(
    rf"(?<![\w-])[A-ZÆØÅÄÖ][a-zæøåäö-]{{2,}}(?:{_ENDINGS})(?=s?(?![\w-]))(?P<for>\s+for\s+(?=[a-zæøå]))?"
)
_NAMED = re.compile(r"\b(?P<name>[A-ZÆØÅ]{4,}(?:-[A-ZÆØÅ]+)?)(?P<word>[ -]programmet)\b")
_OF_KIND = re.compile(
    r"\b(?P<head>[Pp]artnerskap|[Pp]rogram|[Ll]æringsprogram|[Mm]arkedsplass|[Rr]egulatorisk sandkasse|[Tt]ilskuddsordning(?:en)?|[Tt]ilskotsordninga?|[Tt]ilskudspulje(?:n)?|[Rr]egulatory sandbox)\s+(?:for|om)\s+(?=[a-zæøå])"
)
_KINDS = (
    r"\w*programmet|\w*programme|\w*ordningen|\w*ordninga|\w*satsingen|\w*satsinga|satsningen|\w*kurset|kursen|\w*tjenesten|\w*tenesta|tjänsten|\w*plattformen|plattforma|platformen|\w*initiativet|"
    r"utlysning(?:en|a)?|utlysingen|utlysinga|puljen|tilskudspuljen|portalen|nettportalen|\w*verktøyet|værktøjet|verktyget|appen|virkemiddelet|verkemiddelet|indsatsen|samarbeidet|samarbejdet|samarbetet|partnerskapet|partnarskapet|"
    r"partnerskabet|modellen|metoden|læringsnettverket|reformen|eldrereformen|laboratoriet|(?:the|a|an|called|named|new|support|grant|funding|aid) (?:joint )?(?:call|scheme|fund|initiative|platform|service|course|tool|sandbox|survey series)"
)
_CUED = re.compile(rf"(?<![\w-])(?:{_KINDS}){KIND}", re.IGNORECASE)
# «the Night Boat programme», «the Quay Fund»
_ENGLISH = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|new|[Ff]rom|[Tt]hrough|[Bb]y|[Vv]ia|[Uu]nder) (?P<whole>(?P<name>(?!The )[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|of|the|for|and|in)){0,5}?) "
    r"(?:programme|program|scheme|initiative|sandbox|fund|barometer|course))\b"
    r"|\b(?P<titled>(?!The )[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|of|the|for|and|in)){0,4}? (?:Programme|Scheme|Initiative|Fund|Sandbox|Accelerator|Barometer|Challenge|Facility|Toolbox))(?![\w-]| (?:[A-Z]))"
)
# «Ferjepotten er en tilskuddsordning», «Night Boat is a programme»
_SORT = r"\w*ordning|\w*program|\w*programme|\w*satsing|\w*satsning|scheme|initiative|\w*initiativ|\w*kurs|course|pulje|\w*pulje|\w*plattform|\w*platform|platform|partnership|partnerskap|partnarskap|partnerskab|instrument|virkemiddel|verkemiddel"
_IS_ONE = re.compile(
    rf"(?:(?<=\n)|(?<=[.!?] )|\A)(?P<name>[A-ZÆØÅÄÖÉ][\w’-]*(?: [\w’-]+){{0,5}}?)(?: \((?P<short>[A-ZÆØÅ]{{2,8}})\))?,? "
    rf"(?:er|är|is|was|var) (?:Norges|Danmarks|Sveriges|landets|eit|ein|ei|et|en|ett|a|an|the) (?:[\w-]+ ){{0,3}}?(?:{_SORT})\b(?! (?:der|hvor|kor|where)\b)"
)
# «Ferjepotten, ordningen som …»
_APPOSED = re.compile(
    rf"(?<![\w-])(?P<name>[A-ZÆØÅÄÖÉ][\w’-]+(?: [A-ZÆØÅÄÖÉ][\w’-]+)*), (?:(?:programmet|ordningen|ordninga|satsingen|satsinga|satsningen|initiativet|puljen)|(?:et|en|eit|ei|ett|the|a) (?:[\w-]+ ){{0,3}}?(?:{_SORT})) (?:som|der|that|which|for|i)\b"
)
# «Ferjepotten er ei |tilskotsordning for …|»: what a name stands for.
_DEFINES = re.compile(r"(?<!Dette )(?<!Det )\b(?:er|är|is|was|var) (?:et|en|eit|ei|ett|the|a|an) $")
NO_NAMES = frozenset(
    {"Om", "About", "Fakta", "Dette", "Det", "Den", "Denne", "This", "That", "It", "Her", "Programmet", "Ordningen", "Ordninga", "Satsingen", "Prosjektet", "Projektet", "Tilbudet", "Målet", "Det nye", "Kurset", "Resultatet",
     "Samarbeidet", "Vi", "Programmen", "Prosjekt", "The", "Noe", "Et", "En"}
)  # fmt: skip


def _before_place(text: str, start: int, end: int) -> int:
    """The end of a phrase without «i Havnerådet» at its end."""
    at = re.search(r" (?:i|in|hos|ved|vid|på) (?=[A-ZÆØÅÄÖ])", text[start:end])
    return start + at.start() if at else end


@Language.component("inno_programmes")
def find_programmes(doc: Doc) -> Doc:
    """Add a mention for each programme."""
    text = text_of(doc)
    for pattern in (_FULL_WORD, _SCHEME):
        for match in find_all(pattern, text):
            end = phrase_end(text, match.end(), 4) if match["for"] else match.end()
            add(doc, match.start(), end, "Programme", finder=FINDER, weight=21)
    for match in find_all(_NAMED, text):
        add(doc, match.start(), match.end(), "Programme", finder=FINDER, weight=44, name=match["name"])
    for match in find_all(_COURSE, text):
        end = phrase_end(text, match.end(), 4)
        if end > match.end():
            add(doc, match.start("name"), end, "Programme", finder=FINDER, weight=22)
    for match in find_all(_OF_KIND, text):
        end = _before_place(text, match.end(), phrase_end(text, match.end(), 5))
        if end > match.end() and not _DEFINES.search(text[max(0, match.start() - 24) : match.start()]):
            add(doc, match.start(), end, "Programme", finder=FINDER, weight=23)
    names: dict[str, str] = {}
    _, inside = word_forms(doc)
    for match in find_all(_CAPITALISED, text):
        word = match[0][: -len(match["for"])] if match["for"] else match[0]
        if word in inside:
            names.setdefault(word, word)
            if match["for"]:
                add(doc, match.start(), phrase_end(text, match.end(), 5), "Programme", finder=FINDER, weight=24)
    for start, end, name, weight in _told(doc):
        add(doc, start, end, "Programme", finder=FINDER, weight=weight, name=names.setdefault(name, name))
    everywhere(doc, names, "Programme", FINDER, 42)
    return doc


def _told(doc: Doc) -> Iterator[tuple[int, int, str, int]]:
    """Start, end, name and weight of each name that the words beside it show to be a programme's."""
    text = text_of(doc)
    others = Taken(
        m for m in doc._.mentions if m.kind in ("Organisation", "PolicyDocument", "Person") and m.weight >= 20
    )
    towns = {(m.start, m.end) for m in doc._.mentions if m.kind == "Place"}
    known = Taken(m for m in doc._.mentions if m.kind in ("Organisation", "Place", "Person") and m.weight >= 10)
    for match in find_all(_CUED, text):
        span = called(text, match.end(), known)
        if span and (text[span[0] - 1] in '«"“»”' or not (others.overlaps(*span) or span in towns)):
            yield *span, squeeze(text[slice(*span)]), 45
    for match in find_all(_ENGLISH, text):
        if match["titled"]:
            if not others.overlaps(*match.span("titled")):
                yield *match.span("titled"), match["titled"], 31
        elif not others.overlaps(*match.span("name")):
            yield *match.span("whole"), match["name"], 30
    for match in find_all(_JOINED, text):
        yield *match.span(), match["name"], 43
    for match in find_all(_RUN, text):
        yield *match.span("name"), match["name"], 22
    for pattern in (_IS_ONE, _APPOSED, _THEN_NAMED):
        for match in find_all(pattern, text):
            name = match["name"]
            if name not in NO_NAMES and name.split()[0] not in NO_NAMES and not others.overlaps(*match.span("name")):
                yield *match.span("name"), name, 32
