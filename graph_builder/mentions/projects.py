"""Projects: the titles of lists of funded projects, and names that a sentence gives («prosjektet «Nattbåt»»)."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.called import KIND, called, everywhere
from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.listed import listed
from graph_builder.mentions.listing import Listed
from graph_builder.mentions.model import Taken, add, layout_of, squeeze, text_of
from graph_builder.mentions.people import is_title
from graph_builder.mentions.programmes import NO_NAMES

FINDER = "projects"
LISTED = "project-list"
_KINDS = (
    r"\w*prosjekt(?:et|a)?|\w*projekt(?:et)?|(?:[\w-]+ )?projects?|\w*forsøk(?:et)?|\w*forsøg(?:et)?|\w*försök(?:et)?|pilot(?:en|ene)?|piloten|innovasjonspartnerskapet|"
    r"innovasjonspartnarskapet|innovationspartnerskabet|innovationspartnerskapet|konseptet|konceptet|the pilot|the trial|the experiment"
)
GETS = alternatives(words("grants", "gets"))
_NAMED = re.compile(rf"(?<![\w-])(?:{_KINDS}){KIND}", re.IGNORECASE)
# «the Night Boat project», «Nattbåt-prosjektet»
_BEFORE = re.compile(
    r"\b[Tt]he (?P<english>[A-Z][\w-]+(?: (?:[A-Z][\w-]+|of|the|for|and|in)){0,4}?) (?:pilot )?project\b"
    r"|(?<![\w-])(?P<joined>[A-ZÆØÅÄÖ][\w]+(?: [A-ZÆØÅÄÖ][\w]+){0,2}?)-(?:prosjektet|projektet|piloten|pilotprosjektet)\b"
)
# «Projektet hedder ganske enkelt Nattbåd»
_IS_CALLED = re.compile(
    r"(?i:\b(?:prosjektet|projektet|the project|forsøket|forsøget|försöket)) (?:heter|heiter|hedder|kalles|kallas|kaldes|er kalt|is called|is named|har fått navnet|har fått namnet|går under navnet)(?: (?:ganske enkelt|helt enkelt|rett og slett|simply|derfor|also))?"
)
# «får 4 millioner kroner til Nattbåten», «received NOK 4 million to test Night Boat»
_GRANTED = re.compile(
    rf"\b(?:{GETS})\b(?:[^.;\n]|\.(?! [A-ZÆØÅÄÖ]|\n)){{1,60}}?(?:kroner|kronor|kr\.?|million|mill\.|mio\.|NOK [\d.,]+|EUR [\d.,]+|SEK [\d.,]+) (?:til|till|for|för|to|towards)(?: (?:å|at|att|to)? ?(?:utvikle|utvikling av|afprøve|prøve ut|prøve|teste|gjennomføre|udvikle|utveckla|testa|develop|test|carry out|pilot|run|expand|launch|videreføre|starte))?(?= [«\"“»”A-ZÆØÅÄÖ])"
)
# «vil teste en ny modell for fravær, kalt Nattbåten»
_TESTED = re.compile(
    r"\b(?:tester|teste|testa|testar|prøver|prøve|prøver ut|prøve ut|afprøver|afprøve|provar|prova|test|tests|pilot|pilots|testing|utvikler|udvikler|utvecklar|develop|develops)\b[^.;\n]{3,110}?[,–—-]? (?:kalt|kalla|kallad|kallat|kaldet|called|named|ved navn|med navnet|med namnet|under navnet|under namnet|under the name)(?= [«\"“»”A-ZÆØÅÄÖ])"
)
# «Vinnerprosjektet, Nattbåt på fjorden, …»
_WINNING = re.compile(
    r"\b(?:[Vv]inner|[Vv]inder|[Vv]innar)(?:prosjektet|projektet)(?:,| heter| hedder| heiter)? [«\"“]?(?P<name>[A-ZÆØÅÄÖ][\w-]*(?: [\w-]+){0,6}?)[»\"”]?(?=,| er | är | ble | blei | blev | drives | drivs | driv | startet | og | och |\.)|\b[Tt]he winning project,? [«\"“]?(?P<english>[A-Z][\w-]*(?: [\w-]+){0,6}?)[»\"”]?(?=,| is | was )"
)
_REFORM = re.compile(r"\b(?!reform)[A-ZÆØÅÄÖa-zæøåäö]{4,}reform(?:en|a)\b(?! [«\"A-ZÆØÅÄÖ])")
# «Tindvik kommune – for «Nattbåten»»: what a finalist is named for.
_FOR = re.compile(r"\s*\)?\s*(?:[–—-]\s*)?(?:for|med|för|with|for prosjektet)\s+(?=[«\"“])")
_DASH_FOR = re.compile(r"\s*\)?\s*[–—-]\s*(?:for|med|för|with)\s+(?=[A-ZÆØÅÄÖ])")
# In news of a prize: ««Nattbåten» ble kåret til …», «Tindvik kommune med chatboten Kari»
_PRIZED = re.compile(
    r"[«\"“](?P<name>[A-ZÆØÅÄÖ][^«»\"”\n]{2,70})[»\"”] (?:ble|blei|blev|vart|er|är|is|was|har blitt) (?:\w+ )?(?:kåret|kåra|utnevnt|utnemnd|valgt|vald|valt|nominert|nomineret|nominerad|tildelt|named|chosen|awarded|udnævnt|utsedd)|"
    r"[«\"“](?P<won>[A-ZÆØÅÄÖ][^«»\"”\n]{2,70})[»\"”] (?:vant|vann|vandt|won|stakk av med|løb med|tog hem)\b"
)
_WITH_ITS = re.compile(
    r"\s*\)?\s*(?:[–—-]\s*)?(?:for|med|för|with) (?:sin |sitt |si |its |the |appen |arbeidet med |)?[a-zæøåäö-]{4,}(?:en|et|a|n|t|app|service|tool)(?= [«\"“A-ZÆØÅÄÖ])"
)
# «Vinner i klassen bruer: Nattbåten»
_WINNER = re.compile(
    r"(?:(?<=\n)|\A)(?:[Vv]inner|[Vv]inder|[Vv]innare|[Vv]innar|[Ww]inner)(?: [^:\n]{0,60})?: ?(?P<name>[A-ZÆØÅÄÖ][^:\n]{2,80}?)(?=\n|$| – )"
)
# «Nattbåten er et av prosjektene»
_IS_ONE = re.compile(
    r"(?:(?<=\n)|(?<=[.!?] )|\A)(?P<name>[A-ZÆØÅÄÖÉ][\w’-]*(?: [\w’-]+){0,5}?) (?:er|är|is|was|var) (?:(?:ett|eitt|et|en|ein|one) (?:av|af|of) (?:\w+ )?(?:prosjekta|prosjektene|projekterne|projekten|the projects)"
    r"|(?:et|eit|ett|a|an) (?:[\w-]+ ){0,3}?(?:\w*prosjekt|\w*projekt|project|pilot))\b"
)
_ITEM = re.compile(
    r"\s*(?:the |kommunene |kommunane |kommunerne |kommunerna |(?:the )?municipalit(?:ies|y) of |firmaet |selskapet |foreningen |föreningen )?(?P<name>[A-ZÆØÅÄÖ](?:[\w&’/-]|\.(?=\w))*(?: [\w&][\w&.’/-]*(?<!\.)){0,6}?)(?=\s*(?:$|\(|\.\s|\.$| – ))"
)
_CUT = re.compile(r"\s*[,;]\s*(?:(?:og|och|and|samt)\s+)?|\s+(?:og|och|and|samt)\s+(?=[A-ZÆØÅÄÖ])")
# «ROMBÅT – romlig planlegging med båt», «Båthjelperen: hjelp med båt»: the first word is the short name.
_SHORT_FIRST = re.compile(r"(?P<short>[A-ZÆØÅÄÖ][\w-]{3,})(?: [–—-] |: )")
_BODY_WEIGHT = 12


@Language.component("inno_projects")
def find_projects(doc: Doc) -> Doc:
    """Add a mention for each project, and for each body that the labels of a list name."""
    text = text_of(doc)
    names: dict[str, str] = {}
    for item in listed_in(doc):
        add(doc, *item.title, "Project", finder=LISTED, weight=60)
        title = names.setdefault(*[squeeze(text[slice(*item.title)])] * 2)
        if item.short:
            add(doc, *item.short, "Project", finder=LISTED, weight=60, name=title)
            names.setdefault(squeeze(text[slice(*item.short)]), title)
        first = _SHORT_FIRST.match(title)
        if first:
            names.setdefault(first["short"], title)
        _bodies(doc, item)
    for start, end in _told(doc):
        name = squeeze(text[start:end])
        add(doc, start, end, "Project", finder=FINDER, weight=46, name=names.setdefault(name, name))
    for match in find_all(_REFORM, text):
        add(doc, match.start(), match.end(), "Project", finder=FINDER, weight=16)
    everywhere(doc, names, "Project", FINDER, 45)
    return doc


def listed_in(doc: Doc) -> list[Listed]:
    """The undertakings of the document's lists, by the mentions found so far."""
    bodies = [(m.start, m.end) for m in doc._.mentions if m.kind == "Organisation" and m.weight >= _BODY_WEIGHT]
    people = [(m.start, m.end) for m in doc._.mentions if m.kind == "Person"]
    return listed(layout_of(doc), bodies, people, doc.lang_)


def _told(doc: Doc) -> Iterator[tuple[int, int]]:
    """The names that sentences give."""
    text = text_of(doc)
    held = Taken(m for m in doc._.mentions if m.kind in ("Organisation", "Person", "Place") and m.weight >= 18)
    known = Taken(m for m in doc._.mentions if m.kind in ("Organisation", "Place", "Person") and m.weight >= 10)
    for pattern in (_NAMED, _IS_CALLED, _GRANTED, _TESTED):
        for match in find_all(pattern, text):
            span = called(text, match.end(), known)
            # «i prosjektet Tindvik kommune leder»
            if span and is_title(text[span[0] :].split()[0].strip(",.")):
                continue  # «Project Manager»
            if span and (text[span[0] - 1] in '«»"“”„' or not held.overlaps(*span)):
                yield span
    for match in find_all(_BEFORE, text):
        yield match.span("english" if match["english"] else "joined")
    for match in find_all(_WINNING, text):
        yield match.span("name" if match["name"] else "english")
    for match in find_all(_IS_ONE, text):
        if match["name"].split()[0] not in NO_NAMES:
            yield match.span("name")
    prizes = any(m.kind == "Award" for m in doc._.mentions)
    for match in find_all(_PRIZED, text) if prizes else ():
        yield match.span("name" if match["name"] else "won")
    for match in find_all(_WINNER, text):
        if not held.overlaps(*match.span("name")):
            yield match.span("name")
    for mention in doc._.mentions:
        if (mention.kind == "Organisation" and mention.weight >= _BODY_WEIGHT) or mention.kind == "Award":
            named = _FOR.match(text, mention.end) or (
                (_DASH_FOR.match(text, mention.end) or _WITH_ITS.match(text, mention.end)) if prizes else None
            )
            span = called(text, named.end()) if named else None
            if span:
                yield span


def _bodies(doc: Doc, item: Listed) -> None:
    """«Samarbeidspartnere: HAVLAB, Taubrødrene, Kaia»: what a label's list has is a body, from comma to comma."""
    text = text_of(doc)
    for role, (start, end) in item.parts:
        if role not in ("leader", "partners", "funder"):
            continue
        near = [m for m in doc._.mentions if m.kind == "Organisation" and start <= m.start < end and m.weight >= 20]
        held = Taken(near)
        position = start
        cuts = [m for m in _CUT.finditer(text, start, end) if not held.overlaps(*m.span())]
        for cut in [*[(m.start(), m.end()) for m in cuts], (end, end)]:
            name = _ITEM.match(text, position, cut[0])
            position = cut[1]
            if name and not any((m.start, m.end) == name.span("name") for m in near):
                inner = next((m for m in near if m.start == name.start("name")), None)
                notation = inner.notation if inner else "company"
                add(doc, *name.span("name"), "Organisation", finder=FINDER, weight=41, notation=notation)
            if name and text[name.end("name") : cut[0]].lstrip().startswith((".", "–")):
                break  # what follows the sentence's end tells of something else
