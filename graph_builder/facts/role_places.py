"""Roles told in other ways than beside a full name: a party, a photo line, a title before a surname, a pronoun."""

import re

from graph_builder.draft import Draft, Entity
from graph_builder.facts.descriptions import CHAIRS, PARTY, Reading, described
from graph_builder.facts.titles import title_ending_at
from graph_builder.layout import Block
from graph_builder.mentions.model import Mention, squeeze

# «Foto: », «Foto øverst: », «Fotograf », «Photo by », «Bildet er tatt av », «Credit: »
_CREDIT = re.compile(
    r"\b(?P<word>Photo credit|Foto|FOTO|Photo|PHOTO|Bild|Bilde|Billede|BILDE|Tekst|Text|TEKST|TEXT|Tekst og foto|Text och bild|Text och foto|Fotograf|Photographer|Illustrasjon|Illustration|Credit|Photo credit)(?:\s(?:[a-zæøåäö]+\s?){1,3}|\s?\([^()]{2,30}\))?\s?(?::|\bby\b|\bav\b|\baf\b)?\s*(?P<for>[^:;.\n]{2,40}/\s?)?$"
)
_OF_PICTURES = ("bild", "bilde", "billede", "tekst", "text")
_PRONOUN = re.compile(
    r"(?:Han|Hun|Ho|Hon|He|She|Vedkommende) (?:(?:er|var|är|is|was) (?:i dag |i dag |idag |nå |nu |no |for tiden |currently )?(?:en |ein |ei |ett |an |a |the )?|"
    r"(?:kommer|kom|kjem|comes|kommer senest) (?:fra|frå|från|from) (?:stillingen|en stilling|stillinga|tjänsten|the post|en stilling) (?:som|as) |(?:arbeider|jobber|arbeidar|arbejder|arbetar|works) (?:som|as) (?:an? )?)"
)


def of_pronouns(draft: Draft, block: Block) -> list[tuple[Entity, Reading]]:
    """«|P| kommer. Hun er i dag direktør i X.»: the person named last in the paragraph before."""
    found = []
    for start, end in draft.sentences(block):
        match = _PRONOUN.match(draft.text, start, end)
        people = [m for m in draft.mentions_in(max(0, start - 400), start, "Person") if m in draft.of_mention]
        reading = described(draft, (match.end(), end), whole=False) if match and people else None
        if reading and reading.title:
            found.append((draft.entity(people[-1]), reading))
    return found


def before_surname(draft: Draft, block: Block, mention: Mention) -> list[Reading]:
    """«statsråd Haukvik»: the title right before a surname."""
    title = title_ending_at(
        draft.text,
        draft.sentence(block, mention.start)[0],
        len(draft.text[block.start : mention.start].rstrip()) + block.start,
    )
    return [Reading(squeeze(draft.text[slice(*title)]), None, title[0], mention.end)] if title else []


def party(draft: Draft, mention: Mention) -> list[Reading]:
    """«|P| (Sp)»: a politician's party."""
    bracket = PARTY.match(draft.text, mention.end)
    inside = draft.mentions_in(mention.end, bracket.end(), "Organisation") if bracket else []
    return [Reading("", draft.entity(m), mention.start, m.end + 1) for m in inside if m in draft.of_mention]


def chair(draft: Draft, mention: Mention) -> list[Reading]:
    """«|P| (leder), rådgiver i X»: who leads the group that a list is of."""
    bracket = CHAIRS.match(draft.text, mention.end)
    return [Reading(bracket["role"], None, mention.start, bracket.end())] if bracket else []


def photographer(draft: Draft, block: Block, mention: Mention) -> list[Reading]:
    """«Foto: |P| / NORA»: who took a picture, and for whom."""
    start = max(block.start, mention.start - 60)
    match = _CREDIT.search(draft.text, start, mention.start)
    if not match:
        return []
    if match["word"].lower() in _OF_PICTURES and not re.match(
        r"\s*(?:$|[\n/,)|])", draft.text[mention.end : block.end]
    ):
        return []  # «Bilde: Ada Berg taler» tells what the picture shows
    # «Foto: Ada Berg / NORA», «Foto: Ada Berg, NORA»
    following = draft.mentions_in(mention.end, mention.end + 60, "Organisation")
    body = None
    if following and re.fullmatch(r"\s*(?:/|,|\(|\||for|©)\s*", draft.text[mention.end : following[0].start]):
        body = draft.of_mention.get(following[0])
    if match["for"] and body is None:  # «Foto: NORA/Ada Berg»
        before = draft.mentions_in(*match.span("for"), "Organisation")
        body = draft.of_mention.get(before[0]) if before else None
    reading = Reading(
        "Photo credit" if "redit" in match["word"] else match["word"],
        body,
        match.start("word"),
        following[0].end if body and following else mention.end,
    )
    reading.photo = True
    return [reading]
