"""Bodies that only the place of their name shows: after a speaker, in a description in brackets, before «ved» and a name,
after a title, a word for its kind or a word of co-operation, and in lists of bodies."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, given_names, months, words
from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import Mention, Taken, add, layout_of, text_of
from graph_builder.mentions.people import is_title
from graph_builder.mentions.places import is_town

FINDER = "appositions"
_CAPITAL = r"[A-ZÆØÅÄÖ]"
# «Havnivå», «Kaia Unlimited», «Brygga sosiale entreprenører»
_RUN = rf"{_CAPITAL}[\w&’-]*[a-zæøåäö][\w&’-]*(?:[ ]+(?:&[ ]+)?{_CAPITAL}[\w&’-]+){{0,4}}"
_AFTER_NAME = re.compile(rf"[ ]*,[ ]+(?P<name>{_RUN})[ ]*(?:[.;)\n]|$)")
_IN_BRACKETS = re.compile(rf"[ ]*\((?P<title>[\w -]+),[ ]+(?P<name>{_CAPITAL}[^,()]{{1,60}}?)(?:\)|,)")
_ALONE_IN_BRACKETS = re.compile(rf"[ ]*\((?P<name>{_RUN})\)")
_AFTER_TITLE = re.compile(rf"[ ]*,[ ]+(?P<title>\w[\w -]{{2,60}}?),[ ]+(?P<name>{_RUN})[ ]*(?=[,.;)]|$|\n)")
_TITLE_AT = re.compile(
    rf"\b(?P<title>[A-Za-zÆØÅæøåÄÖäö-]+)(?:[ ]+(?:for|för)[ ]+[^,.;:()\n]{{2,50}})?[ ]+(?P<at>i|hos|ved|på|vid|at|of)[ ]+(?P<name>{_RUN})"
)
_KIND = re.compile(
    rf"\b(?P<kind>(?:\w*)(?:{'|'.join(words('kinds_of_bodies'))}))[ ]+[«\"“]?(?P<name>{_RUN}|[A-ZÆØÅ]{{2,9}}\b)"
)
_TOWNS = re.compile(
    rf"\b(?i:kommunene|kommunane|kommunerna|kommunerne|municipalities of)[ ]+(?P<list>{_RUN}(?:,[ ]+{_RUN})*[ ]+(?:og|och|and|samt)[ ]+{_RUN})"
)
_WON = re.compile(
    rf"(?P<name>{_RUN})[ ]+(?:har[ ]+|have[ ]+|has[ ]+)?(?:vant|vann|vunnet|vunne|vandt|vundet|vunnit|won|fikk|fått)[ ]+(?:den[ ]+|the[ ]+)?(?:konkurransen|konkurrencen|anbudet|anbudskonkurransen|oppdraget|opgaven|"
    r"kontrakten|kontrakt|rammeavtalen|rammeaftalen|udbuddet|upphandlingen|uppdraget|ramavtalet|contract|tender|competition)\b"
)
_WITH = re.compile(
    rf"\b(?i:{'|'.join(words('cues_of_bodies'))})[ ]+(?:bl\.a\.[ ]+|blant andre[ ]+|among others[ ]+)?(?:the[ ]+)?(?P<name>{_RUN})"
)
_ITEM = re.compile(rf"[ ]*(?:,[ ]*(?:og|och|and|samt)?|\b(?:og|och|and|samt)\b)[ ]+(?:the[ ]+)?(?P<name>{_RUN})?")
_MAYOR = re.compile(
    r"(?:ordfører|ordførar|varaordfører|rådmann|kommunedirektør|borgmester|borgmesteren|kommunalråd|mayor)(?:en)?$",
    re.IGNORECASE,
)
# «Foto: |P|/havna.no», «Bild: Kaibild/|P|»
_PICTURE = re.compile(
    r"\b(?i:foto|photo|credit|photo credit|bilde?|billede|fotograf|illustrasjon|illustration)\b[^:\n]{0,20}:[^:\n]{0,40}$"
)
_SLASH_AFTER = re.compile(r"[ ]?/[ ]?(?P<name>[\w.-]+(?:[ ][A-ZÆØÅÄÖ][\w-]+){0,3})(?=[ ]*(?:$|\n|[.)]))")
_SLASH_BEFORE = re.compile(r":[ ]?(?P<name>[\w.-]+(?:[ ][A-ZÆØÅÄÖ][\w-]+){0,3})[ ]?/[ ]?$")
_MEMBERS = re.compile(
    r"(?:forbundet|förbundet|foreningen|föreningen|foreininga|organisasjonen|alliansen|klyngen|klynga)$"
)
_REGION = re.compile(
    rf"[ ](?P<name>{_CAPITAL}[a-zæøåäö]+(?:-{_CAPITAL}[a-zæøåäö]+)?(?:[ ]og[ ]{_CAPITAL}[a-zæøåäö]+)?)(?![\w-])(?![ ](?:[Kk]ommun|fylkeskommun|fylke|universitet))"
)
_TALK = re.compile(
    r"(?:oplæg|innlegg|inlägg|foredrag|föredrag|åpning|åbning|opning|öppning|velkomst|velkommen|innledning|indledning|inledning|avslutning|afslutning|presentasjon|præsentation|presentation|hilsen|helsing|hälsning|debatt?|samtale?|keynote)$",
    re.IGNORECASE,
)
_HEADS_FIELD = re.compile(
    r"(?:minister|professor|director|head|manager|secretary|president)s?", re.IGNORECASE
)  # «Minister of Fisheries»
_NAMES_NOT = frozenset(words("places", "not_after_in")) | frozenset(words("openers"))


@Language.component("inno_appositions")
def find_appositions(doc: Doc) -> Doc:
    """Add a mention for each body that stands where a body stands."""
    text = text_of(doc)
    known = Taken(m for m in doc._.mentions if (m.weight >= 10 and m.finder != "places") or m.weight >= 20)
    people = [m for m in doc._.mentions if m.kind == "Person" and m.weight >= 20]
    for mention in people:
        _around_person(doc, mention, known)
    for pattern in (_KIND, _WON, _WITH):
        for match in find_all(pattern, text):
            kind = _kind_named(match["kind"]) if pattern is _KIND else "company"
            _add_name(doc, match.start("name"), match.end("name"), known, kind)
    for match in find_all(_TITLE_AT, text):
        if is_title(match["title"]) and not (match["at"] == "of" and _HEADS_FIELD.fullmatch(match["title"])):
            kind = "municipality" if _MAYOR.search(match["title"]) else "company"
            _add_name(doc, match.start("name"), match.end("name"), known, kind)
    for match in find_all(_TOWNS, text):
        for name in re.finditer(_RUN, match["list"]):
            start = match.start("list") + name.start()
            _add_name(doc, start, start + len(name[0]), known, "municipality")
    _branches(doc)
    _in_lists(doc, known)
    _everywhere(doc, known)
    return doc


def _kind_named(word: str) -> str:
    return next((kind for ending, kind in _KINDS.items() if ending in word.lower()), "company")


_KINDS = {
    "kommun": "municipality", "bydel": "city-district",
    "nettverk": "network", "netværk": "network", "nätverk": "network", "network": "network", "klyng": "network", "forening": "interest-organisation", "förening": "interest-organisation",
    "organisa": "interest-organisation", "myndighe": "agency", "direktoratet": "agency", "etaten": "agency", "styrelsen": "agency", "agency": "agency", "institut": "research-institution",
}  # fmt: skip


def _around_person(doc: Doc, person: Mention, known: Taken) -> None:
    layout, text = layout_of(doc), text_of(doc)
    block = layout.at(person.start)
    if block is None:
        return
    patterns = [_IN_BRACKETS, _ALONE_IN_BRACKETS, _AFTER_TITLE]
    if block.kind in ("session", "photo", "bullet"):
        patterns.append(_AFTER_NAME)
    for pattern in patterns:
        match = pattern.match(text, person.end, block.end)
        if match and (
            "title" not in match.re.groupindex
            or is_title(match["title"].split()[-1])
            or is_title(match["title"].split()[0])
        ):
            _add_name(doc, match.start("name"), match.end("name"), known)
    if _PICTURE.search(text, max(block.start, person.start - 60), person.start):
        for credited in (
            _SLASH_AFTER.match(text, person.end, block.end),
            _SLASH_BEFORE.search(text, block.start, person.start),
        ):
            if credited:
                _add_name(doc, *credited.span("name"), known)
    if block.kind == "session":
        # The first line of a session begins with its title: «Velkommen ved direktør |P|».
        for start, end in block.lines[1:]:
            before = re.fullmatch(rf"(?P<name>{_RUN})[ ]+(?:ved|v/)[ ]*(?:[\w-]+[ ]+)?", text[start : person.start])
            if before and start < person.start < end and not _TALK.search(before["name"]):
                _add_name(doc, start, start + before.end("name"), known)


def _branches(doc: Doc) -> None:
    """«KS Nord-Norge», «Fagforbundet Nordland»: the branch of an organisation in a part of the country."""
    text = text_of(doc)
    for mention in [m for m in doc._.mentions if m.kind == "Organisation" and m.weight >= 10]:
        name = text[mention.start : mention.end]
        where = _REGION.match(text, mention.end)
        if where and ((name.isupper() and 2 <= len(name) <= 6) or _MEMBERS.search(name)) and is_town(where["name"]):
            add(
                doc,
                mention.start,
                where.end(),
                "Organisation",
                finder=FINDER,
                weight=mention.weight + 2,
                notation="unit",
            )


def _in_lists(doc: Doc, known: Taken) -> None:
    """«Sammen med Havnerådet, Kaia og TANG»: after a word of co-operation, what a list of bodies goes on with is a body;
    between two bodies of a list, too.
    """
    text = text_of(doc)
    bodies = sorted(m for m in doc._.mentions if m.kind == "Organisation")
    starts = {m.start: m for m in bodies}
    for mention in bodies:
        cue = _LIST_CUE.search(text, max(0, mention.start - 60), mention.start)
        for start, end in _items(text, mention.end, starts):
            following = _ITEM.match(text, end)
            if cue or (following and following.end() in starts):
                _add_name(doc, start, end, known)


_LIST_CUE = re.compile(
    rf"\b(?i:{'|'.join([*words('cues_of_bodies'), *words('cues_of_lists')])})[ ]+(?:the[ ]+)?(?:[^.;:\n]*(?:,|\b(?:og|och|and))[ ]+(?:the[ ]+)?)?$"
)


def _items(text: str, position: int, starts: dict[int, Mention]) -> Iterator[tuple[int, int]]:
    """The capitalised runs that a list goes on with after a body, past other bodies."""
    for _ in range(12):
        item = _ITEM.match(text, position)
        if not item:
            return
        start = item.start("name") if item["name"] else item.end()
        if start in starts:
            position = starts[start].end
        elif item["name"]:
            yield item.span("name")
            position = item.end("name")
        else:
            return


def _everywhere(doc: Doc, known: Taken) -> None:
    """A name that its place showed to be a body's is that wherever the document prints it."""
    names = sorted({m.name for m in doc._.mentions if m.finder == FINDER and m.name})
    if names:
        for match in re.finditer(rf"(?<![\w-]){alternatives(names)}(?=s?(?![\w-]))", text_of(doc)):
            if not known.overlaps(match.start(), match.end()):
                _body(doc, match.start(), match.end(), "company")


def _add_name(doc: Doc, start: int, end: int, known: Taken, notation: str = "") -> None:
    """Add the run as a body, unless a mention holds a part of it or its words tell that it is something else."""
    name = text_of(doc)[start:end]
    for word in list(re.finditer(r"\S+", name))[1:]:
        if word[0].split("-")[0] in given_names():
            name = name[: word.start()].rstrip()  # «ordfører i Tindvik |Sigrun Haukvik|»
            end = start + len(name)
            break
    first = name.split()[0] if name else ""
    if (
        len(name) < 3
        or known.overlaps(start, end)
        or is_title(first)
        or first in _NAMES_NOT
        or (is_town(name) and notation != "municipality")
        or first.lower() in months()
        or (" " in name and first.split("-")[0] in given_names())
        or any(word[0].isupper() and is_title(word) for word in name.split())
    ):
        return
    _body(doc, start, end, notation or "company")


def _body(doc: Doc, start: int, end: int, notation: str) -> None:
    add(doc, start, end, "Organisation", finder=FINDER, weight=18, notation=notation)
