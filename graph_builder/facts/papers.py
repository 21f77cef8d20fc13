"""Policy documents: their identifiers, who issued them, and what the paper at hand treats."""

import re
from itertools import combinations

from graph_builder.dates import find_dates
from graph_builder.draft import Draft, Entity, Value
from graph_builder.facts.at_hand import bodies_before, government, own_paper, paper_at_hand
from graph_builder.facts.issuing import published, read_issuing, recommended
from graph_builder.lexicon import alternatives, months, words
from graph_builder.mentions.model import Mention
from graph_builder.moments import date_value
from ontology import DCTERMS, INNO

READER = "papers"
# A number is an identifier with its session or year; «Meld. St. 30» alone could be that of any year.
_SESSION = r" ?\(\d{4}[-–]\d{4}\)"
_OLD_SESSION = r" ?\(\d{4}[-–](?:\d{2}|\d{4})\)"
_IDENTIFIER = re.compile(
    rf"Meld\. ?St\. ?\d{{1,3}}{_SESSION}|St\. ?meld\. ?(?:nr\. ?)?\d{{1,3}}{_OLD_SESSION}|"
    rf"Innst\. ?\d{{1,3}} ?[SL]{_SESSION}|Prop\. ?\d{{1,3}} ?(?:S|L|LS){_SESSION}|"
    rf"(?:Ot|St)\. ?prp\. ?nr\. ?\d{{1,3}}{_OLD_SESSION}|Prop\. ?\d{{4}}/\d{{2}}:\d{{1,3}}|[NS]OU ?\d{{4}}: ?\d{{1,3}}"
)
_LAUNCHED = re.compile(
    rf"\b(?:lansert|lagt fram|lagt frem|lagd fram|offentliggjort|publisert|published|udgivet)\s+(?:i\s+)?(?P<month>{alternatives(months())})\b(?:\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:legge fr[ae]m|leggje fram|utarbeide|utarbeida|fremme|fremja|fremsette|fremsætte|fremlægge|lage|udarbejde|lägga fram|ta fram|present|prepare)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_WILLS = re.compile(
    rf"\b{alternatives(words('will', 'governments'))}\s+{alternatives(words('will', 'verbs'))}\b", re.IGNORECASE
)
_WHOSE = re.compile(
    r"(?:\w*\s){0,2}\w*(?:[Ss]trateg[iy]|[Pp]lan)(?:en|a)?\b.*\s(?:i|for|för|til|till|in|of|hos|at)\s(?:the\s)?(?P<body>[A-ZÆØÅÄÖ].*?)(?:,?\s\(?(?:19|20)\d\d(?:\s?[–-]\s?\d{2,4})?\)?)?"
)
_ADOPTED = re.compile(
    r"\b(?:vedtok|vedtatt|vedteke|vedteken|vedtog|vedtaget|antog|antagen|antagits|beslutade|godkjente|godkjend|godkendte|adopted|approved)\b"
    r"(?=.{0,60}\b(?:ny\w*\s)?\w*(?:strateg[iy]|plan)(?:en|a)?\b)|"
    r"\b(?:strategi|strategy|plan)(?:en|a)?\s(?:ble|blei|vart|blev|er|är|was)\s(?:\w+\s)?(?:vedtatt|vedteke|vedteken|vedtaget|antagen|antagits|antogs|adopted|approved)\b",
    re.IGNORECASE,
)
_FAR_UP = 12  # blocks above a bullet that its lead may stand in
_TOP = 8  # blocks at the top of a paper that tell whose it is


def read(draft: Draft) -> None:
    """Read what is said of the policy documents themselves."""
    for mention in draft.mentions:
        if mention.kind != "PolicyDocument" or mention not in draft.of_mention:
            continue
        paper = draft.entity(mention)
        span = (mention.start, mention.end)
        if _IDENTIFIER.fullmatch(mention.name):
            draft.state(paper, DCTERMS.identifier, Value(mention.name, "string"), span, READER)
        launched = _LAUNCHED.search(draft.text, mention.end, mention.end + 120)
        block = draft.layout.at(mention.start)
        if launched and block and launched.end() <= draft.sentence(block, mention.start)[1]:
            month = months()[launched["month"].lower()]
            value = (
                Value(f"{launched['year']}-{month:02d}", "gYearMonth")
                if launched["year"]
                else Value(f"--{month:02d}", "string")
            )
            draft.state(paper, DCTERMS.issued, value, (mention.start, launched.end()), READER)
        read_issuing(draft, mention, READER)
        _promised(draft, paper, mention)
    _treated(draft)
    _agreed(draft)


def _agreed(draft: Draft) -> None:
    """Who made an agreement together co-operates."""
    for paper in [e for e in draft.entities if e.kind == "PolicyDocument" and e.notation == "agreement"]:
        parties = [o for o in draft.objects(paper, DCTERMS.creator) if isinstance(o, Entity)]
        for one, other in combinations(sorted(parties, key=_first_named), 2):
            spans = [draft.facts[paper, DCTERMS.creator, party][0].span for party in (one, other)]
            span = (min(start for start, _ in spans), max(end for _, end in spans))
            draft.state(one, INNO.collaboratesWith, other, span, READER)


def _of_whom(draft: Draft, paper: Entity, top: int) -> None:
    """«Strategi for tau i Tindvik kommune 2031–2035» below the title: whose it is; «Rådet vedtok 4. mars 2031 planen»: when."""
    for block in draft.layout.blocks:
        if block.start >= top:
            return
        for start, end in block.lines or ((block.start, block.end),):
            whose = _WHOSE.fullmatch(draft.printed((start, end)))
            body = draft.find("Organisation", whose["body"]) if whose else None
            if body and not draft.objects(paper, DCTERMS.creator):
                draft.state(paper, DCTERMS.creator, body, (start, end), READER)
        for sentence in draft.sentences(block):
            if _ADOPTED.search(draft.text, *sentence) and not draft.objects(paper, DCTERMS.issued):
                dates = list(find_dates(draft.text, *sentence, coarse=True))
                if len(dates) == 1:
                    draft.state(paper, DCTERMS.issued, date_value(dates[0]), sentence, READER)


def _first_named(entity: Entity) -> int:
    return min(start for spans in entity.names.values() for start, _ in spans)


def _promised(draft: Draft, paper: Entity, mention: Mention) -> None:
    """«Regjeringen vil: • legge frem en strategi for …»: the government is to issue it."""
    state, block = government(draft), draft.layout.at(mention.start)
    if state and block and block.kind == "bullet" and _BRINGS.search(draft.text, block.start, mention.start):
        lead = draft.layout.blocks[
            max(0, draft.layout.blocks.index(block) - _FAR_UP) : draft.layout.blocks.index(block)
        ]
        if any(_WILLS.search(draft.text[b.start : b.end]) for b in lead if b.kind != "bullet"):
            draft.state(paper, DCTERMS.creator, state, (block.start, mention.end), READER)


def _treated(draft: Draft) -> None:
    """The paper at hand treats what else the document names; a recommendation treats the paper of its sentence."""
    paper = paper_at_hand(draft)
    if paper is None:
        return
    own = own_paper(draft)
    if own is paper:
        top = draft.layout.blocks[min(_TOP, len(draft.layout.blocks)) - 1].end
        recommended(draft, paper, 0, top, READER)
        published(draft, paper, top, READER)
        if paper.notation in ("strategy", "plan"):
            _of_whom(draft, paper, top)
    for other in [e for e in draft.entities if e.kind in ("PolicyDocument", "Publication") and e is not paper]:
        span = next(iter(other.names.values()))[0]
        block = draft.layout.at(span[0])
        said = draft.sentence(block, span[0]) if block else span
        if other.notation == "recommendation":
            near = [e for e in bodies_before(draft, *said, "PolicyDocument") if e.notation == "white-paper"]
            draft.state(other, DCTERMS.references, near[0] if near else paper, said, READER)
        if other.notation != "recommendation" or own is paper:
            draft.state(paper, DCTERMS.references, other, said, READER)
