"""Persons with role and body: «direktør Steffen Berg i Difi», «Une Dal, rådgiver i KS», «Berg (professor, NTNU)», «Foto: Berg»."""

import re

from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts.descriptions import Reading, after, before, described, next_stop
from graph_builder.facts.role_bodies import told_around
from graph_builder.facts.role_places import before_surname, chair, of_pronouns, party, photographer
from graph_builder.layout import Block
from graph_builder.lexicon import words
from graph_builder.mentions.model import Mention, squeeze
from graph_builder.mentions.people import HOLDER
from ontology import ORG, SCHEMA

READER = "roles"
_PARENT = re.compile(r"\s*,\s+(?:ved\s+|vid\s+)?|\s+(?:ved|vid)\s+")
_JUROR = re.compile(r"jury|domar", re.IGNORECASE)
_MINISTER = re.compile(r"(?P<field>.+?)s?minister(?:en)?$", re.IGNORECASE)


def read(draft: Draft) -> None:
    """Read a role for each mention of a person by full name, and for a title right before a surname."""
    found: list[tuple[Entity, Reading]] = []
    prize = _prize_at_hand(draft)
    for block in draft.layout.blocks:
        previous: Reading | None = None
        for mention in draft.mentions_in(block.start, block.end, "Person"):
            if mention.finder == HOLDER or mention not in draft.of_mention:
                continue
            if mention.finder == "surname":
                readings = [*before_surname(draft, block, mention), *party(draft, mention)]
            else:
                readings = photographer(draft, block, mention) or _read(draft, block, mention, previous)
                _share(draft, mention, previous, readings)
                previous = readings[0] if readings else None
                readings = [*readings, *party(draft, mention), *([] if prize else chair(draft, mention))]
            for reading in readings:
                if reading.body is None and reading.title and not reading.photo:
                    reading.title, reading.body = told_around(draft, block, mention, reading.title)
                    reading.guessed = reading.body is not None
            found += ((draft.entity(mention), reading) for reading in readings)
        found += of_pronouns(draft, block)
    told: dict[Entity, list[Reading]] = {}
    for person, reading in found:
        told.setdefault(person, []).append(reading)
    for person, reading in found:
        # A title whose body is told at another place in the document, and a body whose title is.
        same = [
            r
            for r in told[person]
            if r.body is not None and not r.guessed and _is_same_title(reading.title, r.title)
            and (r.title.casefold() != reading.title.casefold() or r.body is not reading.body)
        ]  # fmt: skip
        title, body = reading.title, reading.body
        if body is None and title and not same:
            # «minister» of who is «minister of Fisheries» elsewhere
            title = next(
                (r.title for r in told[person] if r.title.casefold().startswith(f"{title.casefold()} ")), title
            )
        if same and (body is None or reading.guessed or any(r.body is body for r in same)):
            told_here = next((r for r in same if r.body is body), same[0])
            title, body = told_here.title, told_here.body
        span = (reading.start, reading.end)
        if body is None and prize and _JUROR.search(title):
            state_role(draft, person, title, prize, span, READER, at=True)
        elif title or not any(r.title and r.body is body for r in told[person]):
            state_role(draft, person, title, body, span, READER)


def _share(draft: Draft, mention: Mention, previous: Reading | None, readings: list[Reading]) -> None:
    """«Rådgiver A og statistiker B, Havnerådet»: the body told after the second is the first's too."""
    if previous is None or not readings or previous.body is not None or not previous.title:
        return
    reading = readings[0]
    joined = re.fullmatch(r"\s*(?:og|and|och)\s*", draft.text[previous.end : reading.start])
    after = draft.mentions_in(mention.end, reading.end, "Organisation")
    if joined and reading.start < mention.start and any(draft.of_mention.get(m) is reading.body for m in after):
        previous.body = reading.body


def _prize_at_hand(draft: Draft) -> Entity | None:
    """The prize that the document names most often."""
    prizes = [e for e in draft.entities if e.kind == "Award"]
    return max(prizes, key=lambda e: sum(map(len, e.names.values())), default=None)


def _is_same_title(short: str, long: str) -> bool:
    """Whether `short` is `long` or its last word («direktøren» of «administrerende direktør», «avdelingsdirektør»)."""
    if not short or not long:
        return False
    short, long = (re.sub(r"(?<=\w{4})(?:en|e)$", "", title.casefold()) for title in (short, long))
    return long == short or (" " not in short and (long.endswith(short) or long.startswith(f"{short} ")))


def state_role(
    draft: Draft, person: Entity, title: str, body: Entity | None, span: Span, reader: str, *, at: bool = False
) -> Entity:
    """State that `person` holds `title` (may be empty) at `body` (may be None; with `at`, an event or award)."""
    title = _as_within_a_sentence(title)
    where = SCHEMA.memberOf if at else ORG.organization
    for entity in draft.roles_of(person):
        titles = [v.text.casefold() for v in draft.objects(entity, SCHEMA.roleName) if isinstance(v, Value)]
        if (titles or [""]) == [title.casefold()] and (body is None or draft.objects(entity, where) == [body]):
            draft.state(entity, ORG.member, person, span, reader)
            return entity
    name = squeeze(f"{person.label}, {title or ''} {body.label if body else ''}").strip(" ,")
    node = draft.new("Membership", name, span)
    draft.roles_of(person).append(node)
    draft.state(node, ORG.member, person, span, reader)
    if body is not None:
        draft.state(node, where, body, span, reader)
    if title:
        draft.state(node, SCHEMA.roleName, Value(title), span, reader)
    return node


def _as_within_a_sentence(title: str) -> str:
    """A title without the capital that a line or sentence begins with: «Forskningsleder» → «forskningsleder», not «CEO»."""
    return title[:1].lower() + title[1:] if not title[1:2].isupper() else title


def _read(draft: Draft, block: Block, mention: Mention, previous: Reading | None) -> list[Reading]:
    left = before(draft, block, mention)
    right = after(draft, block, mention)
    if previous:
        left = _from_previous(draft, mention, left, previous)
    if (
        left
        and right
        and left.title
        and right.title
        and not left.body
        and left.title.casefold() != right.title.casefold()
    ):
        # «Moderator var Ada Berg, forsker i NORA»: two roles; who moderates is read with the programme.
        first = [] if left.title.casefold() in words("fields", "moderator") else [left]
        return [*first, right, *_parent(draft, right, right), *_further(draft, block, mention, right)]
    if left and right and left.body and right.body and left.body is not right.body:
        # «styreleder i NORA Ada Berg (NTNU)», «Oslo kommune ved Ada Berg, rådgiver i bydelen»: two roles.
        both = [left, right]
        if left.represents and not right.title:
            right.title = left.title
        return both
    title = (left and left.title) or (right and right.title) or ""
    body = (left and left.body) or (right and right.body) or None
    if not title and body is None:
        return []
    start = min((r.start for r in (left, right) if r), default=mention.start)
    end = max((r.end for r in (left, right) if r), default=mention.end)
    found = Reading(title, body or _ministry(draft, title), min(start, mention.start), max(end, mention.end))
    found.represents = bool(left and left.represents)
    return [found, *_parent(draft, right, found), *_further(draft, block, mention, found)]


def _parent(draft: Draft, right: Reading | None, found: Reading) -> list[Reading]:
    """«|P|, sjef, avdeling for tau, Havnerådet», «|P| (professor, Senter for tau ved Havlaben)»: the role is at both."""
    if right is None or not right.body or not found.title or found.body is not right.body:
        return []
    inside = [
        m for m in draft.mentions_in(found.start, right.end, "Organisation") if draft.of_mention.get(m) is right.body
    ]
    start = inside[-1].end if inside else right.end
    joined = _PARENT.match(draft.text, start)
    after = joined and next(iter(draft.mentions_in(joined.end(), joined.end() + 100, "Organisation")), None)
    if not joined or after is None or after.start != joined.end() or after.notation == "unit":
        return []
    parent = draft.of_mention.get(after)
    comma = "," in joined[0] and right.body.notation == "unit"
    if parent is None or parent is right.body or not (comma or "ved" in joined[0] or "vid" in joined[0]):
        return []
    right.end = found.end = max(found.end, after.end)
    return [Reading(found.title, parent, found.start, found.end)]


def _further(draft: Draft, block: Block, mention: Mention, first: Reading) -> list[Reading]:
    """«|P|, professor ved X, partner i Y og forfatter av Z»: the roles after the first."""
    readings = []
    end, limit = first.end, next_stop(draft, block, mention)
    while joined := re.match(r"\s*,?\s*(?:,|og|and|och)\s+", draft.text[end:limit]):
        reading = described(draft, (end + joined.end(), limit), whole=False)
        if reading is None or not reading.title:
            break
        following = draft.mentions_in(limit, limit + 80, "Person")
        if not draft.text[reading.end : limit].strip() and following and following[0].start == limit:
            break  # a title right before the next name is that person's
        end = reading.end
        reading.start = mention.start
        readings.append(reading)
    return readings


def _from_previous(draft: Draft, mention: Mention, left: Reading | None, previous: Reading) -> Reading | None:
    """What a list hands on: «direktørene A (X), B (Y)» the title, «Asker kommune ved A og prosjektleder B» the body."""
    between = draft.text[previous.end : left.start if left else mention.start]
    joined = re.fullmatch(r"\s*(?:,|og|och|and|samt)?\s*", between)
    if not joined:
        return left
    if left is None and _PLURAL_TITLE.search(previous.title):
        return Reading(previous.title, None, previous.start, mention.end)
    if previous.represents and (left is None or left.body is None):
        title = left.title if left else ""
        return Reading(title, previous.body, previous.start, mention.end, represents=True)
    return left


_PLURAL_TITLE = re.compile(r"(?:ene|ane|arna|erne|ne|ere|ar|s)$")


def _ministry(draft: Draft, title: str) -> Entity | None:
    """The ministry that a minister's title names: «Kultur- og likestillingsminister» → «Kultur- og likestillingsdepartementet»."""
    match = _MINISTER.fullmatch(title)
    if not match:
        return None
    field = match["field"].casefold()
    wanted = {f"{field}{joint}{word}" for joint in ("", "s") for word in ("departementet", "ministeriet")}
    for entity in draft.entities:
        if entity.kind == "Organisation" and any(name.casefold() in wanted for name in entity.names):
            return entity
    return None
