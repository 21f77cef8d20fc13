"""Bodies that only the place of their name shows: after a speaker, in a description in brackets, before «ved» and a name."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.model import Mention, add, layout_of, text_of
from graph_builder.mentions.people import is_title

FINDER = "appositions"
_CAPITAL = r"[A-ZÆØÅÄÖ]"
# «Havnivå», «Kaia Unlimited», «Brygga sosiale entreprenører»
_RUN = rf"{_CAPITAL}[\w&’-]*[a-zæøåäö][\w&’-]*(?:\s+{_CAPITAL}[\w&’-]+){{0,4}}"
_AFTER_NAME = re.compile(rf"\s*,\s+(?P<name>{_RUN})\s*(?:[.;)]|$)")
_IN_BRACKETS = re.compile(rf"\s*\((?P<title>[\w -]+),\s+(?P<name>{_CAPITAL}[^,()]{{1,60}}?)(?:\)|,)")


@Language.component("inno_appositions")
def find_appositions(doc: Doc) -> Doc:
    """Add a mention for each body that stands where a body stands."""
    text = text_of(doc)
    layout = layout_of(doc)
    known = [m for m in doc._.mentions if m.weight >= 20]
    people = [m for m in known if m.kind == "Person"]
    for block in layout.blocks:
        inside = [m for m in people if block.start <= m.start and m.end <= block.end]
        for person in inside:
            for pattern in (_AFTER_NAME, _IN_BRACKETS):
                if pattern is _AFTER_NAME and block.kind not in ("session", "photo", "bullet"):
                    continue
                match = pattern.match(text[person.end : block.end])
                if match and (pattern is _AFTER_NAME or is_title(match["title"].split()[-1])):
                    _body(doc, person.end + match.start("name"), person.end + match.end("name"), known)
        # The first line of a session begins with its title: «Velkommen ved direktør |P|».
        for start, _ in block.lines[block.kind == "session" :]:
            match = re.match(rf"(?P<name>{_RUN})\s+(?:ved|v/)\s*(?=(?P<next>[\w-]+))", text[start : block.end])
            if match and (is_title(match["next"]) or any(p.start == start + match.start("next") for p in inside)):
                _body(doc, start, start + match.end("name"), known)
        _in_lists(doc, block.start, block.end, known)
    _everywhere(doc, known)
    return doc


def _everywhere(doc: Doc, known: list[Mention]) -> None:
    """A name that its place showed to be a body's is that wherever the document prints it."""
    text = text_of(doc)
    for name in sorted({m.name for m in doc._.mentions if m.finder == FINDER}):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?=s?(?![\w-]))", text):
            _body(doc, match.start(), match.end(), known)


def _in_lists(doc: Doc, start: int, end: int, known: list[Mention]) -> None:
    """«mellom Havnerådet, Kaia og TANG», «underleverandørene Brygga AS og Kaia»: what stands in a list of bodies is one."""
    text = text_of(doc)
    bodies = [m for m in doc._.mentions if m.kind == "Organisation" and start <= m.start and m.end <= end]
    for match in re.finditer(
        rf"(?P<before>,|\b(?:og|och|and))\s+(?P<name>{_RUN})(?P<after>\s+(?:og|och|and)\s|\s*[,.;)]|$)", text[start:end]
    ):
        left = start + match.start("before")
        right = start + match.end("after")
        before = any(0 <= left - m.end <= 1 for m in bodies)
        after = any(0 <= m.start - right <= 1 for m in bodies)
        joined = match["after"].strip() in ("og", "och", "and")
        if (before and after and joined) or (before and match["before"] != "," and _listed(text, start, left)):
            _body(doc, start + match.start("name"), start + match.end("name"), known)


def _listed(text: str, start: int, end: int) -> bool:
    """Whether a word before says that a list of bodies follows."""
    return bool(
        re.search(
            r"\b(?:mellom|mellem|mellan|between|underleverandør\w*|samarbeid med|sammen med)\s[^.;:]*$", text[start:end]
        )
    )


def _body(doc: Doc, start: int, end: int, known: list[Mention]) -> None:
    name = text_of(doc)[start:end]
    if is_title(name.split()[0]) or any(m.start < end and start < m.end for m in known):
        return
    add(doc, start, end, "Organisation", finder=FINDER, weight=18, notation="company")
