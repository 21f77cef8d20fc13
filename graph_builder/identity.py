"""Which mentions of a document name the same thing.

In order: the authority's entry; the same name, capitals aside; a short form introduced in brackets; a surname alone
after a full name; «meldingen» and the like for the one document of its kind that the text has by name.
"""

import re
from collections import defaultdict
from itertools import pairwise

from graph_builder.draft import Draft, Entity
from graph_builder.facts.when import year_of
from graph_builder.mentions.model import Mention
from graph_builder.mentions.people import HOLDER
from graph_builder.merges import call, fold, merge
from graph_builder.same_bodies import merge_bodies
from graph_builder.same_people import name_holders, name_surnames, part_namesakes
from graph_builder.stand_ins import FINDER as STAND_IN
from graph_builder.stand_ins import resolve_stand_ins

_ANAPHORA = re.compile(
    r"(?:den |det |denne )?(?:[a-zæøåA-ZÆØÅ]*meldingen|[a-zæøåA-ZÆØÅ]*meldinga|stortingsmelding)$",
    re.IGNORECASE,
)


_PLAIN_PAPER = frozenset({"meldingen", "meldinga", "stortingsmelding", "stortingsmeldingen", "stortingsmeldinga"})
_TITLE_REGION = 400  # characters at the top of a document that its number and title stand in


def identify(draft: Draft) -> None:
    """Make the draft's entities from its mentions and fill `draft.of_mention`."""
    by_key: dict[str, Entity] = {}
    by_name: dict[tuple[str, str], Entity] = {}
    later: list[Mention] = []
    for mention in draft.mentions:
        if mention.finder == STAND_IN:
            continue
        if mention.finder in ("surname", HOLDER) or (
            mention.kind == "PolicyDocument" and _ANAPHORA.fullmatch(mention.name)
        ):
            later.append(mention)
            continue
        entity = by_key.get(mention.key) if mention.key else by_name.get((mention.kind, fold(mention.name)))
        if entity is None and not mention.key:
            entity = _same_programme(draft, mention)
        if entity is None:
            entity = draft.new(
                mention.kind,
                mention.name,
                (mention.start, mention.end),
                notation=mention.notation,
                reader=mention.finder,
            )
        if mention.key:
            by_key[mention.key] = entity
            entity.key = mention.key
        by_name.setdefault((mention.kind, fold(mention.name)), entity)
        call(draft, entity, mention, "same authority entry" if mention.key else "same name")
    merge_bodies(draft)
    part_namesakes(draft)
    name_surnames(draft, [m for m in later if m.finder == "surname"])
    name_holders(draft, [m for m in later if m.finder == HOLDER])
    _titles(draft)
    _policies(draft, [m for m in later if m.finder not in ("surname", HOLDER)])
    resolve_stand_ins(draft)
    _awards(draft)
    _venues(draft)


def _same_programme(draft: Draft, mention: Mention) -> Entity | None:
    """A wording that begins as one met before, or the other way round: «Plan for forskning (og høyere utdanning)»."""
    if mention.kind != "PolicyDocument" or len(mention.name) < 14:
        return None
    folded = fold(mention.name)
    for entity in draft.entities:
        if entity.kind == mention.kind and entity.notation == mention.notation:
            for name in entity.names:
                other = fold(name)
                if len(other) >= 14 and (folded.startswith(other) or other.startswith(folded)):
                    return entity
    return None


def _titles(draft: Draft) -> None:
    """A number and the title printed after it name the same document."""
    papers = [m for m in draft.mentions if m.kind == "PolicyDocument"]
    for before, title in pairwise(papers):
        if (
            title.finder == "policy-title"
            and title.start - before.end <= 4
            and before.finder != "own-title"
            and before in draft.of_mention
        ):
            kept = draft.of_mention[before]
            merge(draft, kept, draft.of_mention[title], "title after its number")
            kept.preferred = title.name
    own = _own_paper(draft)
    if own:
        name, first = next(iter(own.names.items()))
        for mention in papers:
            near = abs(mention.start - first[0][0]) < _TITLE_REGION
            same = mention.finder == "own-title" or (
                mention.notation == own.notation and mention.name[-1:] in ")0123456789"
            )
            if near and same and draft.of_mention.get(mention, own) is not own:
                merge(draft, own, draft.of_mention[mention], "number and title of the document itself")
        own.preferred = name


def _own_paper(draft: Draft) -> Entity | None:
    """The document itself, when it begins with its number and title."""
    return next(
        (draft.of_mention[m] for m in draft.mentions if m.finder == "own-title" and m in draft.of_mention), None
    )


def _policies(draft: Draft, mentions: list[Mention]) -> None:
    """«meldingen», «stortingsmeldingen»: the one white paper that the text has by name, else one of its own."""
    named = [e for e in draft.entities if e.kind == "PolicyDocument" and e.notation == "white-paper"]
    mine = [e for e in named if not any(n.lower().startswith("melding til") for n in e.names)]
    # A title in quotes right after «Innovasjonsmeldingen» is that paper's.
    holder = _own_paper(draft) or (mine[0] if len(mine) == 1 else _main_paper(mine))
    # «Havnemeldingen» and «Bymeldingen» in one text are two papers; a name that stands alone is the paper at hand.
    own = {fold(m.name) for m in mentions if fold(m.name) not in _PLAIN_PAPER}
    for mention in mentions:
        if re.search(r"\b(?:forrige|førre|förra|siste|neste|previous)\s$", draft.text[: mention.start][-10:]):
            continue  # another paper than the one at hand
        if len(own) > 1 and fold(mention.name) in own:
            paper = draft.find("PolicyDocument", mention.name) or draft.new(
                "PolicyDocument",
                mention.name,
                (mention.start, mention.end),
                notation="white-paper",
                reader=mention.finder,
            )
            call(draft, paper, mention)
            continue
        if holder is None:
            holder = draft.new(
                "PolicyDocument",
                mention.name,
                (mention.start, mention.end),
                notation="white-paper",
                reader=mention.finder,
            )
        elif holder in named:
            holder.preferred = holder.preferred or holder.label  # not «stortingsmeldingen», though it is longer
        call(draft, holder, mention, "the paper at hand")


def _main_paper(papers: list[Entity]) -> Entity | None:
    """Of several white papers the one named most often, if it leads clearly."""
    counts = sorted(((sum(map(len, p.names.values())), n) for n, p in enumerate(papers)), reverse=True)
    if len(counts) >= 2 and counts[0][0] >= 2 * counts[1][0]:
        return papers[counts[0][1]]
    return None


def _venues(draft: Draft) -> None:
    """«Kaia hotell» after «Grand Kaia Hotel»: a venue's short name has no word that the full name lacks."""
    venues = [e for e in draft.entities if e.kind == "Place" and not e.key and len(e.label.split()) >= 2]
    for full in sorted(venues, key=lambda e: -len(e.label.split())):
        for short in venues:
            if short is not full and short in draft.entities and full in draft.entities:
                words = _venue_words(short.label)
                if len(words) >= 2 and words < _venue_words(full.label):
                    merge(draft, full, short, "short name of the venue")


def _venue_words(name: str) -> set[str]:
    return {re.sub(r"^hotell$", "hotel", word) for word in fold(name).split()}


def _awards(draft: Draft) -> None:
    """«Havneprisen 2031», «havnepris for 2031», «havneprisen»: one prize a document and word.

    Where the text names editions of several years, the name without a year is the latest, the one at hand.
    """
    prizes = [m for m in draft.mentions if m.kind == "Award" and m in draft.of_mention]
    for kind, name in pairwise(prizes):
        # «havneprisen Årets lyse idé»
        if draft.text[kind.end : name.start] in (" ", " «") and kind.name[0].islower():
            merge(draft, draft.of_mention[name], draft.of_mention[kind], "a prize and the word for it")
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in draft.entities:
        if entity.kind == "Award":
            groups[_prize_word(next(iter(entity.names)))].append(entity)
    for group in groups.values():
        years = sorted({year for e in group if (year := _year_of_prize(e))})
        issued = str(year_of(draft) or "")
        named_first = not _year_of_prize(min(group, key=_first_span))
        if len(years) == 1 and named_first and issued > years[0] and _times(group, years[0]) == 1:
            years.append("")  # last year's, told of besides the one at hand
        latest = years[-1] if years else ""
        editions = {year: [e for e in group if (_year_of_prize(e) or latest) == year] for year in years or [""]}
        for edition in editions.values():
            for other in edition[1:]:
                merge(draft, edition[0], other, "the same prize")


def _prize_word(name: str) -> str:
    """The word that tells a prize from others, without its ending; the whole name for «Årets brukerreise»."""
    plain = re.sub(r"\s*(?:for\s+)?\d{4}", "", name).lower()
    word = next((w for w in re.findall(r"[\w-]+", plain) if re.search(r"pris(?:en|et|a)?$", w)), plain)
    return re.sub(r"(?<=pris)(?:en|et|a)$", "", word)


def _year_of_prize(entity: Entity) -> str:
    return next((year for name in entity.names for year in re.findall(r"\b(?:19|20)\d\d\b", name)), "")


def _first_span(entity: Entity) -> tuple[int, int]:
    return min(span for spans in entity.names.values() for span in spans)


def _times(group: list[Entity], year: str) -> int:
    return sum(len(spans) for e in group for name, spans in e.names.items() if year in name)
