"""Municipalities and counties by their bare names: bodies in «kommunene Moss og Våler», «ordfører i Lier», places in «i Moss».

A bare name is no body until the text around it says so. Some words say it of any name («kommunene», «ordfører i»); the
others only of a name that the authority has as a `bare` one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, given_names, words
from graph_builder.mentions.bodies import CAP
from graph_builder.mentions.model import Mention, add, cased, layout_of, squeeze
from graph_builder.mentions.name_index import Found, choose
from graph_builder.mentions.places import is_country

_SUCH = rf",? {alternatives(words('localities', 'such_as'))}"
_ANY = {  # These make a body of whatever name follows.
    "municipality": re.compile(
        rf"\b(?!fylkes)(?:\w*[Kk]ommun(?:ene|ane|erne|erna)(?:{_SUCH})?|\w*[Kk]ommun(?:er|ar){_SUCH}|[Mm]unicipalities(?: of|{_SUCH}))(?: |: )"
        rf"|\b(?:{alternatives(words('localities', 'mayors'))})(?: i| for| av| af| of| in) ",
        re.IGNORECASE,
    ),
    "county": re.compile(
        rf"\b(?:[Ff]ylkeskommun(?:ene|ane)(?:{_SUCH})?|[Rr]egion(?:erne|erna))(?: |: )"
        rf"|\b(?:{alternatives(words('localities', 'county_leaders'))})(?: i| for| av| af) ",
        re.IGNORECASE,
    ),
}  # fmt: skip
# These make a body of a name that the authority knows: a title, a partner, who is given a prize or money.
_KNOWN = re.compile(
    rf"\b(?:[\w-]*{alternatives(words('localities', 'officers'))} (?:i|for|at|in) "
    rf"|{alternatives(words('localities', 'before_body'))} )",
    re.IGNORECASE,
)
_ACTS = re.compile(rf" (?:{alternatives(words('localities', 'acts'))})(?!\w)")
_PLACE = re.compile(rf"(?<![\w-])(?:{alternatives(words('localities', 'before_place'))}) ", re.IGNORECASE)
_PLACE_LINE = re.compile(rf"(?:{alternatives(words('fields', 'where'))})\s*:", re.IGNORECASE)
_DATED = re.compile(r",? (?:den )?\d{1,2}\.? ?(?:\w{3,9}|\d)")
_LEAD = re.compile(rf"{alternatives(words('localities', 'list_leads'))}", re.IGNORECASE)
_JOIN = re.compile(r"(?:,|,? (?:og|och|and|samt|eller|or)|/| &) ?(?=[A-ZÆØÅÄÖ])")
_ALONE = re.compile(r" *(?:[,:;.(–-]|\n|$)")
_NAME = re.compile(rf"{CAP}(?:[ -]{CAP})?(?! {CAP})")
_FULL = {"municipality": {"sv": "{} kommun", "en": "{} municipality", "da": "{} Kommune"}, "county": {}}
_PLAIN_FULL = {"municipality": "{} kommune", "county": "{} fylkeskommune"}
# A word that only begins the sentence before a name: «I Moss», «Kommunene Moss og Lier».
_OPENS = re.compile(rf"{alternatives(words('openers'))}|\w*(?:[Kk]ommun|[Rr]egion|[Oo]rdfør)\w+|Municipalities|Of")
_FULL_NAME = re.compile(
    r"(?P<before>.+?)(?:(?<=s))? (?:fylkeskommune|[Kk]ommune|kommun|stad|Stad|[Mm]unicipality|County Council)"
    r"|(?:City|Municipality|[Kk]ommunen) (?:of )?(?P<after>.+)"
)
_GOING_ON = (
    frozenset(words("phrase_stops"))
    | {w.split()[0] for w in words("localities", "acts")}
    | {"og", "och", "and", "i", "in", "samt", "for", "ved"}
)
_LOCAL = frozenset(_PLAIN_FULL)
FINDER = "localities"


class Localities:
    """The component for documents in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each bare name that the text makes a body or a place, and give listed bodies their entry."""
        self._give_keys(doc)
        text = cased(doc)
        known = {f.start: f for f in doc._.bare_names or () if not _in_longer_name(text, f)}
        strong = {m.start: m for m in sorted(doc._.mentions) if m.kind == "Organisation" and m.weight >= 20}
        for notation, pattern in _ANY.items():
            for match in pattern.finditer(text):
                names = list(_listed(text, match.end(), known, strong, any_name=True))
                if len(names) > 1 or not match[0].endswith(": "):
                    for start, end in names:
                        self._body(doc, start, end, known.get(start), notation, 31)
        named = _named_here(doc, text)
        for start, mention in named.items():
            doc._.mentions.append(mention)
            known.pop(start, None)
        if known:
            self._bodies(doc, text, known, strong, named)
            _places(doc, text, known, strong)
        return doc

    def _bodies(
        self, doc: Doc, text: str, known: dict[int, Found], strong: dict[int, Mention], named: dict[int, Mention]
    ) -> None:
        others = {**strong, **named}
        for match in _KNOWN.finditer(text):
            for start, end in _listed(text, match.end(), known, others):
                self._body(doc, start, end, known[start], "", 29)
        for match in _PLACE.finditer(text):
            # «fra Moss og Lier» in a text about Lier kommune: two bodies.
            names = list(_listed(text, match.end(), known, named))
            if names and any((joined := _JOIN.match(text, end)) and joined.end() in named for _, end in names):
                for start, end in names:
                    self._body(doc, start, end, known[start], "", 18)
        for block, lead in _bullets(doc):
            found = known.get(block.start)
            if found and _ALONE.match(text, found.end) and _LEAD.search(lead):
                self._body(doc, found.start, found.end, found, "", 19)
        standing = {m.start: m.end for m in others.values()}
        free = [f for f in known.values() if not _before(text, f.start, _PLACE)]
        # Twice: in «Moss, Lier og KS» Lier stands beside KS, and then Moss beside Lier.
        for found in (*free, *reversed(free)):
            acts = _ACTS.match(text, found.end)
            if found.start not in standing and (acts or _among_bodies(text, found, standing)):
                standing[found.start] = found.end
                self._body(doc, found.start, found.end, found, "", 7 if acts else 19)

    def _body(self, doc: Doc, start: int, end: int, found: Found | None, notation: str, weight: int) -> None:
        text = cased(doc)
        entries = [e for e in found.bare if e.notation == notation or not notation] if found else []
        entry = choose(entries, self._language, text[end : end + 60])
        name = squeeze(text[start:end])
        kind = entry.notation if entry else notation or next((e.notation for e in entries), "")
        if entry is None and kind in _LOCAL:
            name = _FULL[kind].get(self._language, _PLAIN_FULL[kind]).format(name)
        add(
            doc, start, end, "Organisation", finder=FINDER, weight=weight, name=name, notation=kind,
            key=entry.key if entry else "",
        )  # fmt: skip

    def _give_keys(self, doc: Doc) -> None:
        """«Nes, Vik og Sand kommune»: the form of the list made bodies of the names; the authority may know them."""
        text = cased(doc)
        spans = {(f.start, f.end): f for f in doc._.bare_names or ()}
        for number, mention in enumerate(doc._.mentions):
            found = spans.get((mention.start, mention.end))
            if found and mention.kind == "Organisation" and not mention.key and mention.notation in _LOCAL:
                entries = [e for e in found.bare if e.notation == mention.notation]
                entry = choose(entries, self._language, text[mention.end : mention.end + 60])
                if entry:
                    name = squeeze(text[mention.start : mention.end])
                    doc._.mentions[number] = replace(mention, key=entry.key, name=name)


def _named_here(doc: Doc, text: str) -> dict[int, Mention]:
    """Where the bare name of a municipality stands that the document has by its full name: it is that municipality."""
    full: dict[str, Mention] = {}
    for mention in sorted(doc._.mentions, key=lambda m: (-m.weight, m)):
        if mention.notation in _LOCAL and mention.weight >= 30:
            bare = _FULL_NAME.fullmatch(re.sub(r" \([^()]+\)$", "", mention.name))
            if bare and (name := bare["before"] or bare["after"]):
                full.setdefault(name, mention)
    if not full:
        return {}
    taken = {m.start for m in doc._.mentions if m.kind == "Organisation" and m.weight >= 20}
    pattern = re.compile(rf"(?<![\w-])(?P<name>{alternatives(full)})(?=s?(?![\w-])(?! [A-ZÆØÅÄÖ]))")
    return {
        m.start(): replace(
            full[m["name"]], start=m.start(), end=m.end(), name=m["name"] if full[m["name"]].key else full[m["name"]].name,
            finder=FINDER, weight=8,
        )
        for m in pattern.finditer(text)
        if m.start() not in taken and _ends_here(text, m.end())
    }  # fmt: skip


def _places(doc: Doc, text: str, known: dict[int, Found], strong: dict[int, Mention]) -> None:
    """Names after «i», «fra», «til», in lists after them, on a line that tells the place, and before a date."""
    local = {start: f for start, f in known.items() if any(e.notation in _LOCAL for e in f.bare)}
    spans = {
        span
        for match in _PLACE.finditer(text)
        for span in _listed(text, match.end(), local, strong)
        if span[0] in local
    }
    for block in layout_of(doc).blocks:
        inside = [f for f in local.values() if block.start <= f.start < block.end]
        if inside and _PLACE_LINE.match(text, block.start):
            spans |= {(f.start, f.end) for f in inside}
    spans |= {(f.start, f.end) for f in local.values() if _at_start(text, f.start) and _DATED.match(text, f.end)}
    for start, end in sorted(spans):
        add(doc, start, end, "Place", finder=FINDER, weight=8, name=squeeze(text[start:end]))


def _listed(
    text: str, start: int, known: dict[int, Found], strong: dict[int, Mention], *, any_name: bool = False
) -> Iterator[tuple[int, int]]:
    """The names of the list «A, B og C» that begins at `start`: those known, or with `any_name` all; a body between is passed."""
    while True:
        found, body, match = known.get(start), strong.get(start), _NAME.match(text, start)
        if body:
            end = body.end
        elif found:
            end = found.end
            yield start, end
        elif any_name and match and match[0].split()[0] not in given_names() and not is_country(match[0]):
            end = match.end()
            yield start, end
        else:
            return
        joined = _JOIN.match(text, end)
        if not joined:
            return
        start = joined.end()


def _among_bodies(text: str, found: Found, standing: dict[int, int]) -> bool:
    """«KS og Moss», «Moss og Digdir», «KS, Moss og Lier», not «NIFU, Oslo»."""
    right = _JOIN.match(text, found.end)
    left = re.search(r"(?:,|,? (?:og|och|and|samt)) $", text[max(0, found.start - 7) : found.start])
    if left and found.start - len(left[0]) in standing.values():
        return left[0] != ", " or right is not None
    return right is not None and right.end() in standing


def _bullets(doc: Doc) -> Iterator[tuple[Block, str]]:
    """Each bullet, with the line before the list and the heading above."""
    layout = layout_of(doc)
    lead = ""
    for block in layout.blocks:
        if block.kind == "bullet":
            heading = layout.blocks[block.heading] if block.heading is not None else None
            yield block, f"{lead} {layout.flat[heading.start : heading.end] if heading else ''}"
        else:
            lead = layout.flat[block.start : block.end]


def _before(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Whether what `pattern` matches stands right before `start`."""
    return any(m.end() == start for m in pattern.finditer(text, max(0, start - 12), start))


def _ends_here(text: str, end: int) -> bool:
    """Whether no noun follows that would make the name part of another: «Moss bibliotek», not «Moss har», «Moss og Lier»."""
    after = re.match(r"s? (?P<word>[a-zæøåäö]+)", text[end : end + 40])
    return after is None or after["word"] in _GOING_ON


def _at_start(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start].isspace()


def _in_longer_name(text: str, found: Found) -> bool:
    """«Moss Avis», «Kari Lier»: a capitalised word right after or before makes the name part of another."""
    before = re.search(r"([\w-]+) $", text[max(0, found.start - 30) : found.start])
    named = before is not None and before[1][0].isupper() and not _OPENS.fullmatch(before[1])
    return named or re.match(r"s? (?!AS\b)[A-ZÆØÅÄÖ][\w-]", text[found.end : found.end + 5]) is not None


@Language.factory("inno_localities")
def make_localities(nlp: Language, name: str) -> Localities:
    """spaCy's factory of the component."""
    return Localities(nlp.lang or "")
