"""Policy documents: their identifiers, who issued them, and what the paper at hand treats."""

import re

from graph_builder.draft import Draft, Entity, Value
from graph_builder.lexicon import alternatives, months
from ontology import DCTERMS

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
_OWN = frozenset({"strategy", "plan", "agreement", "declaration"})
_AT_HAND = 5  # a paper that is named this often is what the document is about


def paper_at_hand(draft: Draft) -> Entity | None:
    """The one white paper, strategy or plan that the document is about: the one named most often, five times or more."""
    own = own_paper(draft)
    if own:
        return own
    papers = [e for e in draft.entities if e.kind == "PolicyDocument"]
    counted = sorted(papers, key=lambda e: -sum(map(len, e.names.values())))
    if counted and sum(map(len, counted[0].names.values())) >= _AT_HAND:
        return counted[0]
    return None


def own_paper(draft: Draft) -> Entity | None:
    """The strategy or plan that the document is: its title names one from the first word."""
    title = next((b for b in draft.layout.blocks if b.kind == "heading"), None)
    if title is None or title is not draft.layout.blocks[0]:
        return None
    for mention in draft.mentions_in(title.start, title.end, "PolicyDocument"):
        if mention.start == title.start and mention.notation in _OWN and mention in draft.of_mention:
            return draft.entity(mention)
    return None


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
        _issuer(draft, paper, mention.start, mention.end)
    _treated(draft)


def _issuer(draft: Draft, paper: Entity, start: int, end: int) -> None:
    """«OECDs erklæring for …», «Kommunaldepartementets strategi for …»: whose the document is."""
    before = [m for m in draft.mentions if start <= m.start + 200 and m.end <= start and m.kind == "Organisation"]
    inside = re.match(r"(?P<body>[A-ZÆØÅ]{2,8})['’]?s\s", draft.text[start:end])
    if inside:
        body = draft.find("Organisation", inside["body"])
        if body:
            draft.state(paper, DCTERMS.creator, body, (start, end), READER)
    elif (
        before
        and re.fullmatch(r"['’]?s\s+(?:ny\w*\s+|årlige\s+)?", draft.text[before[-1].end : start])
        and before[-1] in draft.of_mention
    ):
        draft.state(paper, DCTERMS.creator, draft.entity(before[-1]), (before[-1].start, end), READER)


def _treated(draft: Draft) -> None:
    """The paper at hand treats the others that the document names; a recommendation treats the paper."""
    paper = paper_at_hand(draft)
    if paper is None:
        return
    for other in [e for e in draft.entities if e.kind == "PolicyDocument" and e is not paper]:
        span = next(iter(other.names.values()))[0]
        block = draft.layout.at(span[0])
        said = draft.sentence(block, span[0]) if block else span
        if other.notation == "recommendation":
            draft.state(other, DCTERMS.references, paper, said, READER)
        else:
            draft.state(paper, DCTERMS.references, other, said, READER)
