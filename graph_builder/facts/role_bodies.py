"""The body of a role whose title stands alone: the one that the words around tell."""

import re

from graph_builder.draft import Draft, Entity
from graph_builder.facts.voice import publisher
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention

_MUNICIPAL = re.compile(
    r"(?:vara)?ordfør(?:er|ar)(?:en)?|borgmester(?:en)?|rådmann(?:en)?|rådmand(?:en)?|kommun(?:e|al)?direkt(?:ø|ö)r(?:en)?|kommunchef(?:en)?|kommunstyrelsens ordförande|kommunalsjef.*|kommunalråd(?:et)?|byrådsleder|mayor|deputy mayor",
    re.IGNORECASE,
)
_COUNTY = re.compile(
    r"(?:vara)?fylkesordf(?:ører|ørar)(?:en)?|fylkesdirektør(?:en)?|fylkesråds?(?:leder|leiar)?(?:en)?|regions?direkt(?:ø|ö)r(?:en)?|regions?råds?(?:formand|ordförande)?(?:en)?|regionstyrelsens ordförande|county mayor",
    re.IGNORECASE,
)
_LOCAL = (("municipality", _MUNICIPAL), ("county", _COUNTY))
# Titles that say nothing of a body: of the government, of the arts and the press, at an event.
_FREE = re.compile(
    r"minister|statsråd|statssekret|kunstn|konstn|journalist|forfatter|författ|fotograf|foto|professor|forsk|scientist|researcher|moderator|konferansier|ordst(?:yr|ýr)|"
    r"møteleder|møteleiar|jury|representant|ledamot|medlem|politiker|student|gründer|author|artist|president|expert|ekspert|partner",
    re.IGNORECASE,
)
# «kontorchef i |styrelsen|»: a noun with the ending of one known.
# «…, sier |direktør| NN»: who speaks for the body that the text tells of.
_SAID = re.compile(
    rf"(?:{alternatives(words('saying', 'verbs'))}|promised|lover|lovar|ler|smiler|jubler|roser|håper|mener)\s+[\w\s-]{{0,60}}$"
)
_BACK = 3  # blocks in which the body is looked for
_AT_HAND = re.compile(
    r"\s+(?:i|på|ved|hos|for|av|af|för|vid|of|at)\s+(?:the\s+)?(?P<noun>kommunen|fylkeskommunen|styrelsen|direktoratet|departementet|ministeriet|myndigheten|etaten|selskapet|bydelen|regionen|universitetet|"
    r"tilsynet|foreningen|company|agency|municipality|university|ministry)$",
    re.IGNORECASE,
)


def told_around(draft: Draft, block: Block, mention: Mention, title: str) -> tuple[str, Entity | None]:
    """The title without what stands for a body, and the body that the words before the person tell, or None.

    «kontorchef i styrelsen» is of the agency named last before; «ordfører» of the municipality; another title of the one
    body that the paragraph names before the person.
    """
    hand = _AT_HAND.search(title)
    if hand:
        return title[: hand.start()], _last_named(draft, mention.start, hand["noun"].lower())
    for notation, titles in _LOCAL:
        if titles.fullmatch(title):
            return title, _local(draft, block, mention, notation)
    if not title or _FREE.search(title) or block.kind not in ("paragraph", "bullet"):
        return title, None
    if len(block.lines) > 1 and any(start == mention.start for start, _ in block.lines):
        return title, None  # of a list of people
    sentence = draft.sentence(block, mention.start)
    before = {id(e): e for e in _bodies(draft, block.start, sentence[0])}
    if len(before) == 1:
        return title, next(iter(before.values()))
    if before or not _SAID.search(draft.text[sentence[0] : mention.start]):
        return title, None
    return title, _of_section(draft, block) or publisher(draft)


def _of_section(draft: Draft, block: Block, notation: str = "") -> Entity | None:
    """The one body (of that `notation`) that the paragraphs before in the same section name, the nearest first."""
    blocks = draft.layout.blocks
    n = blocks.index(block)
    for earlier in reversed(blocks[max(0, n - _BACK) : n]):
        if earlier.heading != block.heading and not (block.heading is not None and blocks[block.heading] is earlier):
            return None
        named = {id(e): e for e in _bodies(draft, earlier.start, earlier.end) if not notation or e.notation == notation}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def _bodies(draft: Draft, start: int, end: int) -> list[Entity]:
    found = [draft.of_mention.get(m) for m in draft.mentions_in(start, end, "Organisation")]
    return [e for e in found if e is not None and e.notation not in ("government", "parliament")]


def _local(draft: Draft, block: Block, mention: Mention, notation: str) -> Entity | None:
    """The municipality, or county, that a title is of: named in the block, in the section, or by far most in the text."""
    near = [e for e in _bodies(draft, block.start, mention.start) if e.notation == notation]
    if near:
        return near[-1]
    if told := _of_section(draft, block, notation):
        return told
    counts: dict[int, tuple[int, Entity]] = {}
    for entity in draft.entities:
        if entity.kind == "Organisation" and entity.notation == notation:
            counts[id(entity)] = (sum(map(len, entity.names.values())), entity)
    ranked = sorted(counts.values(), key=lambda item: -item[0])
    if len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] >= 2 * ranked[1][0]):
        return ranked[0][1]
    return None


def _last_named(draft: Draft, end: int, noun: str) -> Entity | None:
    """The body named last before `end` whose name has the noun at hand: «Brostyrelsen» for «styrelsen»."""
    stem = re.sub(r"(?:en|et)$", "", noun)
    for mention in reversed(draft.mentions_in(max(0, end - 3000), end, "Organisation")):
        entity = draft.of_mention.get(mention)
        if entity is not None and any(stem in name.casefold() for name in entity.names):
            return entity
    return None
