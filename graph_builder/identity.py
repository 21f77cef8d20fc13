"""Which mentions of a document name the same thing.

In order: the authority's entry; the same name, capitals aside; a short form introduced in brackets; a surname alone
after a full name; «meldingen» and the like for the one document of its kind that the text has by name.
"""

import re
from collections import defaultdict
from itertools import pairwise

from graph_builder.draft import Draft, Entity
from graph_builder.facts.when import year_of
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention
from graph_builder.mentions.shortforms import is_short_for
from graph_builder.stand_ins import FINDER as STAND_IN
from graph_builder.stand_ins import resolve_stand_ins

_INTRODUCED = re.compile(rf"[\"»”]?s?\s*,?\s*\((?:#|(?P<said>{alternatives(words('introducing'))})\s+)?[«\"“]?$")
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
        if mention.finder == "surname" or (mention.kind == "PolicyDocument" and _ANAPHORA.fullmatch(mention.name)):
            later.append(mention)
            continue
        entity = by_key.get(mention.key) if mention.key else by_name.get((mention.kind, _fold(mention.name)))
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
        by_name.setdefault((mention.kind, _fold(mention.name)), entity)
        _call(draft, entity, mention)
    _merge_introduced(draft)
    _surnames(draft, [m for m in later if m.finder == "surname"])
    _titles(draft)
    _policies(draft, [m for m in later if m.finder != "surname"])
    resolve_stand_ins(draft)
    _awards(draft)
    _venues(draft)


def _call(draft: Draft, entity: Entity, mention: Mention) -> None:
    span = (mention.start, mention.end)
    entity.called(mention.name, span)
    printed = draft.printed(span)
    if _fold(printed) != _fold(mention.name):
        # «Sund og Fjell kommune»: the name is more than what is printed.
        entity.called(printed, span)
    draft.of_mention[mention] = entity


def _fold(name: str) -> str:
    name = re.sub(r"^([Ss]tortingsmelding|[Ss]trategi|[Hh]andlingsplan|[Ll]angtidsplan)(?:en|a)\b", r"\1", name)
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


def _same_programme(draft: Draft, mention: Mention) -> Entity | None:
    """A wording that begins as one met before, or the other way round: «Plan for forskning (og høyere utdanning)»."""
    if mention.kind != "PolicyDocument" or len(mention.name) < 14:
        return None
    folded = _fold(mention.name)
    for entity in draft.entities:
        if entity.kind == mention.kind and entity.notation == mention.notation:
            for name in entity.names:
                other = _fold(name)
                if len(other) >= 14 and (folded.startswith(other) or other.startswith(folded)):
                    return entity
    return None


def merge(draft: Draft, kept: Entity, gone: Entity) -> None:
    """Make one entity of two; facts do not exist yet."""
    if kept is gone:
        return
    for name, spans in gone.names.items():
        for span in spans:
            kept.called(name, span)
    kept.key = kept.key or gone.key
    kept.notation = kept.notation or gone.notation
    for mention, entity in draft.of_mention.items():
        if entity is gone:
            draft.of_mention[mention] = kept
    draft.entities = [e for e in draft.entities if e is not gone]


def _merge_introduced(draft: Draft) -> None:
    """«Direktoratet for noe (DN)», «Kommunenes organisasjon, KS,»: the short form is the same body."""
    bodies = [m for m in draft.mentions if m.kind in ("Organisation", "Programme", "PolicyDocument")]
    for long, short in pairwise(bodies):
        between = draft.text[long.end : short.start]
        after = draft.text[short.end : short.end + 1]
        in_brackets = _INTRODUCED.fullmatch(between) if after in (")", "»", '"', "”") else None
        apposed = between == ", " and after == "," and long.kind == "Organisation"
        if (in_brackets or apposed) and long.kind == short.kind and _is_short_for(short, long, in_brackets):
            kept, gone = draft.of_mention[long], draft.of_mention[short]
            if kept.key and gone.key and kept.key != gone.key:
                continue
            if gone.key:
                kept, gone = gone, kept
            merge(draft, kept, gone)


def _is_short_for(short: Mention, long: Mention, introduced: re.Match[str] | None) -> bool:
    if (
        introduced
        and (introduced["said"] or short.finder == "shortforms")
        and is_short_for(long, short.name, said=bool(introduced["said"]))
    ):
        return True
    name = short.name
    if not introduced and not name.isupper():
        return False  # «avdeling for tau, Bruetaten, …» are two
    return len(name) <= 12 and len(name) < len(long.name) and name[0].isupper() and " " not in name and " " in long.name


def _surnames(draft: Draft, mentions: list[Mention]) -> None:
    for mention in mentions:
        holders = [
            e for e in draft.entities if e.kind == "Person" and any(n.split()[-1] == mention.name for n in e.names)
        ]
        if len(holders) == 1:
            _call(draft, holders[0], mention)


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
            merge(draft, kept, draft.of_mention[title])
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
                merge(draft, own, draft.of_mention[mention])
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
    own = {_fold(m.name) for m in mentions if _fold(m.name) not in _PLAIN_PAPER}
    for mention in mentions:
        if re.search(r"\b(?:forrige|førre|förra|siste|neste|previous)\s$", draft.text[: mention.start][-10:]):
            continue  # another paper than the one at hand
        if len(own) > 1 and _fold(mention.name) in own:
            paper = draft.find("PolicyDocument", mention.name) or draft.new(
                "PolicyDocument",
                mention.name,
                (mention.start, mention.end),
                notation="white-paper",
                reader=mention.finder,
            )
            _call(draft, paper, mention)
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
        _call(draft, holder, mention)


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
                    merge(draft, full, short)


def _venue_words(name: str) -> set[str]:
    return {re.sub(r"^hotell$", "hotel", word) for word in _fold(name).split()}


def _awards(draft: Draft) -> None:
    """«Innovasjonsprisen 2018», «innovasjonspris for 2018», «innovasjonsprisen»: one prize a document and word.

    Where the text names editions of several years, the name without a year is the latest, the one at hand.
    """
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
                merge(draft, edition[0], other)


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
