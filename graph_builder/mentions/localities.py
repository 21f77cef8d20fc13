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
from graph_builder.mentions.local_names import JOIN, in_longer_name, listed, opens_line, right_after, stands_among
from graph_builder.mentions.model import Mention, add, cased, layout_of, squeeze
from graph_builder.mentions.name_index import Found, choose

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
# «Havnedagen i Moss», «12. mai i Moss», «holdes i Moss»: where something is, though Moss kommune is in the text.
_VENUE = re.compile(
    rf"(?:(?<=[a-zæøåäö,»] )[A-ZÆØÅÄÖ][\w-]*|\d|\b(?:{alternatives(words('localities', 'takes_place'))})) (?:i|in|på|at) $"
)
_DATED = re.compile(r",? (?:den )?\d{1,2}\.? ?(?:\w{3,9}|\d)")
_LEAD = re.compile(rf"{alternatives(words('localities', 'list_leads'))}", re.IGNORECASE)
_ALONE = re.compile(r" *(?:[,:;.(–-]|\n|$)")
_FULL_NAME = re.compile(
    r"(?P<before>.+?) (?:fylkeskommune|[Kk]ommune|kommun|stad|Stad|[Mm]unicipality|County Council)"
    r"|(?:City|Municipality|[Kk]ommunen) (?:of )?(?P<after>.+)"
)
_LOCAL = frozenset({"municipality", "county"})
FINDER = "localities"


class Localities:
    """The component for documents in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each bare name that the text makes a body or a place, and give listed bodies their entry."""
        self._give_keys(doc)
        text = cased(doc)
        found = {f.start: f for f in doc._.bare_names or () if not in_longer_name(text, f.start, f.end)}
        bodies = {m.start: m.end for m in sorted(doc._.mentions) if m.kind == "Organisation" and m.weight >= 20}
        full = _full_names(doc)
        for notation, pattern in _ANY.items():
            for match in pattern.finditer(text):
                ends = {start: f.end for start, f in found.items()}
                names = list(listed(text, match.end(), ends, bodies, any_name=True))
                if len(names) > 1 or not match[0].endswith(": "):
                    for start, end in names:
                        mention = self._body(doc, start, end, found.pop(start, None), full, notation, 31)
                        full.setdefault(text[start:end], mention)
                        bodies[start] = end
        named = _named_here(text, full, bodies)
        doc._.mentions += named.values()
        # «til Nora», «Nora vant»: only «kommun» and the like make a town of what is also a given name.
        found = {s: f for s, f in found.items() if s not in named and text[s : f.end] not in given_names()}
        if found:
            self._known(doc, found, bodies, {start: m.end for start, m in named.items()})
            _places(doc, found, bodies)
        return doc

    def _known(self, doc: Doc, found: dict[int, Found], bodies: dict[int, int], named: dict[int, int]) -> None:
        """Make bodies of names that the authority knows, where the text says so."""
        text = cased(doc)
        ends = {start: f.end for start, f in found.items()}
        weights: dict[int, int] = {}
        for match in _KNOWN.finditer(text):
            weights |= {start: 29 for start, _ in listed(text, match.end(), ends, bodies | named)}
        for match in _PLACE.finditer(text):
            # «fra Moss og Lier» in a text about Lier kommune: two bodies.
            names = list(listed(text, match.end(), ends, named))
            if any((joined := JOIN.match(text, end)) and joined.end() in named for _, end in names):
                weights = {start: 18 for start, _ in names} | weights
        for block, lead in _bullets(doc):
            if block.start in found and _ALONE.match(text, ends[block.start]) and _LEAD.search(lead):
                weights.setdefault(block.start, 19)
        standing = bodies | named | {start: ends[start] for start in weights}
        free = [start for start in found if not right_after(text, start, _PLACE)]
        # Twice: in «Moss, Lier og KS» Lier stands beside KS, and then Moss beside Lier.
        for start in (*free, *reversed(free)):
            acts = _ACTS.match(text, ends[start])
            if start not in standing and (acts or stands_among(text, start, ends[start], standing)):
                standing[start] = ends[start]
                weights[start] = 7 if acts else 19
        for start, weight in weights.items():
            self._body(doc, start, ends[start], found[start], {}, "", weight)

    def _body(
        self, doc: Doc, start: int, end: int, found: Found | None, full: dict[str, Mention], notation: str, weight: int
    ) -> Mention:
        text = cased(doc)
        entries = [e for e in found.bare if e.notation == notation or not notation] if found else []
        entry = choose(entries, self._language, text[end : end + 60])
        name = squeeze(text[start:end])
        if entry is None and name in full:
            mention = replace(full[name], start=start, end=end, finder=FINDER, weight=weight)
        else:
            kind = entry.notation if entry else notation or next((e.notation for e in entries), "")
            key = entry.key if entry else ""
            mention = Mention(start, end, "Organisation", name, kind, key, FINDER, weight)
        doc._.mentions.append(mention)
        return mention

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


def _full_names(doc: Doc) -> dict[str, Mention]:
    """The municipalities and counties that the document has by their full names, by the bare ones."""
    full: dict[str, Mention] = {}
    for mention in sorted(doc._.mentions, key=lambda m: (-m.weight, m)):
        if mention.notation in _LOCAL and mention.weight >= 30:
            bare = _FULL_NAME.fullmatch(re.sub(r" \([^()]+\)$", "", mention.name))
            if bare and (name := bare["before"] or bare["after"]):
                full.setdefault(name, mention)
                if name.endswith("s"):
                    full.setdefault(name[:-1], mention)  # «Norrviks kommun», «Norrvik»
    return full


def _named_here(text: str, full: dict[str, Mention], bodies: dict[int, int]) -> dict[int, Mention]:
    """Where the bare names of `full` stand: they are those bodies, but not where they tell where something is."""
    if not full:
        return {}
    pattern = re.compile(rf"(?<![\w-])(?P<name>{alternatives(full)})(?=s?(?![\w-]))")
    return {
        m.start(): _as_printed(full[m["name"]], m)
        for m in pattern.finditer(text)
        if m.start() not in bodies
        and not in_longer_name(text, m.start(), m.end())
        and not _VENUE.search(text, max(0, m.start() - 30), m.start())
    }


def _as_printed(mention: Mention, match: re.Match[str]) -> Mention:
    # Without an entry the name tells who it is, so it stays the full one.
    name = match["name"] if mention.key else mention.name
    return replace(mention, start=match.start(), end=match.end(), name=name, finder=FINDER, weight=8)


def _places(doc: Doc, found: dict[int, Found], bodies: dict[int, int]) -> None:
    """Names after «i», «fra», «til», in lists after them, on a line that tells the place, and before a date."""
    text = cased(doc)
    local = {start: f.end for start, f in found.items() if any(e.notation in _LOCAL for e in f.bare)}
    spans = {span for match in _PLACE.finditer(text) for span in listed(text, match.end(), local, bodies)}
    for block in layout_of(doc).blocks:
        inside = {(start, end) for start, end in local.items() if block.start <= start < block.end}
        if inside and _PLACE_LINE.match(text, block.start):
            spans |= inside
    spans |= {(start, end) for start, end in local.items() if opens_line(text, start) and _DATED.match(text, end)}
    for start, end in sorted(spans):
        add(doc, start, end, "Place", finder=FINDER, weight=8, name=squeeze(text[start:end]))


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


@Language.factory("inno_localities")
def make_localities(nlp: Language, name: str) -> Localities:
    """spaCy's factory of the component."""
    return Localities(nlp.lang or "")
