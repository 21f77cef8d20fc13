"""Short and other names of a body that the document names in full."""

import re
from itertools import pairwise

from graph_builder.draft import Draft, Entity
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention
from graph_builder.mentions.shortforms import is_short_for
from graph_builder.merges import fold, merge

_INTRODUCED = re.compile(rf"[\"»”]?s?\s*,?\s*\((?:#|(?P<said>{alternatives(words('introducing'))})\s+)?[«\"“]?$")
_OF_TOWN = re.compile(
    r"(?P<town>.+?)s? (?:kommune|kommun|stad|municipality|fylkeskommune)|(?:city|municipality) of (?P<of>.+)"
)
_OF_COUNTRY = re.compile(r"(?:norges|sveriges|danmarks|statens) (?P<word>\w{6,})")
_WITHOUT_FORM = "the name without the form of company"
_COMPANY = re.compile(r" (?:as|asa|ab|aps|a s|oy|oyj|ltd|gmbh|sa|hf|ivs|kf|inc)$")


def merge_bodies(draft: Draft) -> None:
    """Make one of a body's long and short names."""
    _introduced(draft)
    _shortened(draft)


def _introduced(draft: Draft) -> None:
    """«Direktoratet for noe (DN)», «Kommunenes organisasjon, KS,»: the short form is the same body."""
    bodies = [m for m in draft.mentions if m.kind in ("Organisation", "Programme", "PolicyDocument")]
    for long, short in pairwise(bodies):
        if long not in draft.of_mention or short not in draft.of_mention or long.kind != short.kind:
            continue
        between = draft.text[long.end : short.start]
        after = draft.text[short.end : short.end + 1]
        in_brackets = _INTRODUCED.fullmatch(between) if after in (")", "»", '"', "”") else None
        apposed = between == ", " and long.kind == "Organisation" and (after in ",.;)" or not after)
        if in_brackets and _is_short_for(short, long, in_brackets):
            _join(draft, draft.of_mention[long], draft.of_mention[short], "introduced in brackets")
        elif apposed and _is_acronym_of(short.name, long.name, strict=after != ","):
            _join(draft, draft.of_mention[long], draft.of_mention[short], "introduced between commas")


def _join(draft: Draft, long: Entity, short: Entity, reason: str) -> None:
    if long.key and short.key and long.key != short.key:
        return
    kept, gone = (short, long) if short.key else (long, short)
    merge(draft, kept, gone, reason)


def _is_short_for(short: Mention, long: Mention, introduced: re.Match[str]) -> bool:
    said = bool(introduced["said"])
    if (said or short.finder == "shortforms") and is_short_for(long, short.name, said=said):
        return True
    name = short.name
    return len(name) <= 12 and len(name) < len(long.name) and name[0].isupper() and " " not in name and " " in long.name


def _is_acronym_of(short: str, long: str, *, strict: bool) -> bool:
    """Whether an acronym may stand for a name; `strict`: its letters begin the name's words."""
    if not short.isupper() or len(short) >= len(long) or " " not in long:
        return False
    if not strict:
        return len(short) <= 12
    letters = iter(word[0] for word in re.findall(r"\w+", long.casefold()))
    return all(letter in letters for letter in short.casefold())


def _shortened(draft: Draft) -> None:
    """«Tindvik» for «Tindvik kommune», «Havblikk» for «Havblikk AS»: the one body whose name it begins."""
    bodies = [e for e in draft.entities if e.kind == "Organisation"]
    full: dict[str, list[tuple[Entity, str]]] = {}
    for entity in bodies:
        for name in {fold(n) for n in entity.names}:
            town = _OF_TOWN.fullmatch(name)
            if town and entity.notation in ("municipality", "county", ""):
                full.setdefault(town["town"] or town["of"], []).append((entity, "the municipality's name alone"))
            of_country = _OF_COUNTRY.fullmatch(name)
            if of_country:
                # «Forskningsrådet» for «Norges forskningsråd»
                for ending in ("et", "en", "t"):
                    full.setdefault(of_country["word"] + ending, []).append((entity, "the name without the country"))
            company = _COMPANY.search(name)
            if company:
                full.setdefault(name[: company.start()], []).append((entity, _WITHOUT_FORM))
    for entity in bodies:
        found = [item for name in entity.names for item in full.get(fold(name), ()) if item[0] is not entity]
        if entity.notation not in ("company", ""):
            # «Havnerådet» is another than «Havnerådet AS».
            found = [(holder, reason) for holder, reason in found if reason != _WITHOUT_FORM]
        holders = {id(holder): (holder, reason) for holder, reason in found}
        if len(holders) == 1:
            ((holder, reason),) = holders.values()
            if holder in draft.entities and entity in draft.entities and not (holder.key and entity.key):
                merge(draft, holder, entity, reason)
