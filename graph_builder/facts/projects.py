"""Lists of funded projects: who owns each, who takes part, what it gets and of whom."""

import re
from collections import Counter
from weakref import WeakKeyDictionary

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.grants import state_funding, sum_of_cell, sums_in
from graph_builder.mentions.listed import listed
from graph_builder.mentions.listing import Listed
from graph_builder.mentions.model import Mention
from graph_builder.sums import Sum
from ontology import INNO

READER = "projects"
_TOGETHER = re.compile(
    r"\b(?:sammen med|saman med|i (?:\w+ )?(?:samarbeid|samarbejde|samarbete|samverkan|partnerskap|partnarskap) med|tillsammans med|together with|in (?:co-?operation|collaboration|partnership) with|"
    r"with partners?|partner\w*|med|with)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\b(?:ledet av|ledes av|leda av|leia av|leds av|ledes af|led by|eier|owner)\b", re.IGNORECASE)
# «A, B og C» of a grant: the first leads.
_LISTED = re.compile(r"\s*(?:,|og|och|and|samt|&)\s*(?:og|och|and|samt)?\s*")
_FUNDS = re.compile(
    r"\b(?:støtte|støttar|støtter|stöd|stöder|penger|pengar|penge|midler|midlar|medel|millioner|millionar|miljoner|tildelt|tildeler|tildelar|tilskudd|bevilger|bevilget|bevilgat|beviljat|beviljar|"
    r"løyver|løyvd|finansier\w+|funds?|funded|funding|grants?|awarded|awards|supports?|kroner|kronor|kr)\b",
    re.IGNORECASE,
)
_FINALISTS = re.compile(
    r"\b(?:finalist\w*|nominert\w*|nominered\w*|nomineret|nominerad\w*|nominees?|nominated|nominations|shortlist\w*|final round)\b",
    re.IGNORECASE,
)


def read(draft: Draft) -> None:
    """Read the projects that the document lists."""
    for item, project, given in items(draft):
        _project(draft, item, project, given)


_of_draft: WeakKeyDictionary[Draft, list[tuple[Listed, Entity, Entity | None]]] = WeakKeyDictionary()


def items(draft: Draft) -> list[tuple[Listed, Entity, Entity | None]]:
    """The projects that the document lists, and who gives the money; several readers ask for them."""
    if draft not in _of_draft:
        _of_draft[draft] = _items(draft)
    return _of_draft[draft]


def _items(draft: Draft) -> list[tuple[Listed, Entity, Entity | None]]:
    titles = {m.start: m for m in draft.mentions if m.kind == "Project" and m in draft.of_mention}
    bodies = [(m.start, m.end) for m in draft.mentions if m.kind == "Organisation"]
    people = [(m.start, m.end) for m in draft.mentions if m.kind == "Person"]
    found = listed(draft.layout, bodies, people, draft.document.language)
    # A title holds what its words name, so that the list is parted as it was when its names were looked for.
    found = [item for item in found if item.title[0] in titles]
    given = giver(draft, found[0].span[0]) if found and not _of_prize(draft, found[0].span[0]) else None
    return [(item, draft.entity(titles[item.title[0]]), given) for item in found]


def _of_prize(draft: Draft, before: int) -> bool:
    """Whether the words above a list say that it is of those that a prize is between: nobody funds them by it."""
    above = [b for b in draft.layout.blocks if b.start < before and b.kind in ("heading", "paragraph")][-2:]
    return any(_FINALISTS.search(draft.text, b.start, b.end) for b in above)


def told_by_layout(draft: Draft) -> list[Span]:
    """The parts of lists that are read by their layout and not as sentences."""
    spans = []
    for item, _, _ in items(draft):
        prose = [span for role, span in item.parts if role == "prose"]
        first = min(prose, default=item.span)
        spans += [item.span] if not prose else [(item.span[0], first[0]), (first[1], item.span[1])]
    return sorted(spans)


def giver(draft: Draft, before: int) -> Entity | None:
    """Who gives the money of a list that begins at `before`: the programme that the text above names most (the title
    counts twice), else the body named with words of giving.
    """
    programmes: Counter[Entity] = Counter()
    for mention in draft.mentions_in(0, before, "Programme"):
        if mention in draft.of_mention:
            programmes[draft.entity(mention)] += 1 + (draft.layout.blocks[0].end > mention.start)
    if programmes:
        return programmes.most_common(1)[0][0]
    bodies: Counter[Entity] = Counter()
    for block in draft.layout.blocks:
        if block.start >= before:
            break
        for sentence in draft.sentences(block):
            if _FUNDS.search(draft.text, *sentence):
                bodies.update(_givers(draft, sentence))
    return bodies.most_common(1)[0][0] if bodies else None


def _givers(draft: Draft, sentence: Span) -> list[Entity]:
    """The bodies that a sentence says give money: «X deler ut …», «… fra X», «… av X»."""
    text = draft.text
    found = []
    for mention in draft.mentions_in(*sentence, "Organisation"):
        before = text[max(sentence[0], mention.start - 16) : mention.start]
        after = text[mention.end : mention.end + 30]
        if mention in draft.of_mention and (
            re.search(r"\b(?:fra|frå|från|from|av|af|by|through|gjennom|gennem|genom)\s+(?:the\s+)?$", before)
            or re.match(
                r"\s+(?:har\s+|has\s+)?(?:deler ut|delar ut|gir|gjev|ger|giver|tildeler|tildelar|tildelt|bevilger|bevilget|beviljar|beviljat|støtter|støttar|stöder|finansierer|finansierar|beslutat|besluttet|uddeler|løyver|løyvd|awards|awarded|grants|granted|funds)",
                after,
            )
        ):
            found.append(draft.entity(mention))
    return found


def _project(draft: Draft, item: Listed, project: Entity, given: Entity | None) -> None:
    amount: Sum | None = None
    funders: list[Entity] = []
    for role, (start, end) in item.parts:
        bodies = [m for m in draft.mentions_in(start, end, "Organisation", "Programme") if m in draft.of_mention]
        if role == "sum":
            amount = sum_of_cell(draft, (start, end), item.unit) or amount
        elif role == "funder":
            funders += [draft.entity(m) for m in bodies]
        elif role in ("leader", "partners"):
            _state(draft, item, project, [m for m in bodies if m.kind == "Organisation"], role)
        elif role == "bodies":
            named = [m for m in bodies if m.kind == "Organisation"]
            joined = [
                m for m in named[1:] if re.fullmatch(r"\s*(?:og|och|and|&)\s*", draft.text[named[0].end : m.start])
            ]
            _state(draft, item, project, named[:1] + joined[: len(named) == 2], "leader")
            _state(draft, item, project, [m for m in named[1:] if m not in joined or len(named) > 2], "partners")
        elif role != "prose":
            _by_words(draft, item, project, [m for m in bodies if m.kind == "Organisation"], start)
        if role not in ("sum", "period"):
            amount = next(iter(sums_in(draft, start, end)), amount)
    if not item.parts:
        return  # a title above prose, which tells the rest
    for funder in funders or ([given] if given else []):
        if not any(funder is draft.of_mention.get(m) for m in draft.mentions_in(*item.span)) or funders:
            state_funding(draft, project, funder, item.span, amount, READER)


def _state(draft: Draft, item: Listed, project: Entity, bodies: list[Mention], role: str) -> None:
    predicate = INNO.ledBy if role == "leader" else INNO.partner
    for mention in bodies:
        draft.state(project, predicate, draft.entity(mention), item.span, READER)


def _by_words(draft: Draft, item: Listed, project: Entity, bodies: list[Mention], start: int) -> None:
    """Without labels: the bodies before a word of co-operation own the project, those after it take part."""
    role = "leader"
    position = start
    several = len(bodies) > 2 and bool(list(sums_in(draft, *item.span)))
    for mention in bodies:
        between = draft.text[position : mention.start]
        if _OWNER.search(between):
            role = "leader"
        elif (
            _TOGETHER.search(between)
            or ("(" in between and draft.objects(project, INNO.ledBy))
            or (several and mention is not bodies[0] and _LISTED.fullmatch(between))
        ):
            role = "partners"
        _state(draft, item, project, [mention], role)
        position = mention.end
