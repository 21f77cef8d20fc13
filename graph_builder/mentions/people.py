"""Persons: capitalised runs that begin with a given name, stand after a title or in a place where a name stands."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, given_names, words
from graph_builder.mentions.model import Taken, add, layout_of, text_of

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽČŻ"
_LOWER = "a-zß-öø-ÿāăąćčďēęěğīłńňōőœřśşšťūůűźżžșț"
_NAME = rf"(?:[OD]['’])?[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)*"
_PART = rf"(?:{_NAME}|[A-ZÆØÅ]\.|(?:van|von|de|der|af|av|bin|al|el|la)(?:[ ]+(?:de[nr]?|la))?(?=[ ]+[A-ZÆØÅ]))"
_RUN = re.compile(rf"(?<![\w-]){_NAME}(?:[ ]+{_PART})*[ ]+{_NAME}(?![\w-])|(?<![\w-]){_NAME}[ ]+[A-ZÆØÅ]\.[ ]+{_NAME}")
_TITLE_WORD = re.compile(
    rf"(?:\w+-\s?(?:og|och|and)\s)?(?:[\w-]*{alternatives(words('title_endings'))}(?:ar|er|en|e|ne|arna)?|{alternatives(words('title_words'))})$",
    re.IGNORECASE,
)
# «Sigrun Haukvik (Sp)»
_PARTY = re.compile(rf"\s*\((?P<party>{alternatives(words('parties'))})\)")
_HONORIFICS = frozenset({"Kontakt", "Contact", "Kontakta", "Dr", "Prof", "Mr", "Mrs", "Ms", "Sir", "Fru", "Herr"})
_BEFORE_NAME = re.compile(
    r"(?:v/|ved|med|av|af|by|Foto:|Photo:|sa|sier|seier|sade|siger|said|fortalte|mener|og|and)\s*$"
)
_APPOSED = re.compile(
    r"(?:['’]s |\b(?:the|den|det|by|av|af|with|med|and|og|och|to|til|till|while|mens|medan) (?:the )?(?:[\w-]+ )?)(?P<title>[\w-]+) (?:for|of|i|ved|hos|vid|på|för|at|in) [^,.;:()]{2,50}, $"
)
# Surnames that nothing else ends as, and what a photographer's name follows.
_STRONG_SURNAME = re.compile(r"[a-zà-ÿ](?:dóttir|dottir|sdotter|sdatter|sson|inen|qvist|quist)s?$")
_CREDIT = re.compile(
    r"\b(?:[Pp]hoto credit|[Cc]redit|[Ff]oto|FOTO|[Bb]ild|[Tt]ext|[Tt]ekst|[Ii]llustration|[Ii]llustrasjon):\s*(?:[\w ]{2,25}/\s?)?$"
)
_SURNAME_END = re.compile(
    r"(?:sen|son|sson|dahl|dal|berg|stad|vik|nes|lund|rud|haug|bakken|moen|land|mann|holm|gaard|gård|heim|seth|set|ås|ström|qvist|kvist|feldt|skov|rup|strup|lie|eng|torp)s?$"
)


@Language.component("inno_people")
def find_people(doc: Doc) -> Doc:
    """Add a mention for each full name, then for each surname that stands alone after it."""
    taken = Taken(m for m in doc._.mentions if m.weight >= 20)
    for block in layout_of(doc).blocks:
        line_starts = frozenset(start for start, _ in block.lines)
        line_ends = frozenset(end for _, end in block.lines)
        for match in _RUN.finditer(text_of(doc), block.start, block.end):
            found = _name_in(text_of(doc), match, taken, line_starts)
            if not found and match.end() in line_ends and _stands_over_title(text_of(doc), match, taken):
                found = match.span()
            if found:
                add(doc, *found, "Person", finder="people", weight=28)
                party = _PARTY.match(text_of(doc), found[1])
                if party:
                    add(doc, *party.span("party"), "Organisation", finder="people", weight=35)
    _find_surnames(doc)
    _find_holders(doc)
    return doc


def _name_in(text: str, match: re.Match[str], taken: Taken, line_starts: frozenset[int]) -> tuple[int, int] | None:
    """The part of a capitalised run that is a name, or None: titles, other names and a label on a new line part it."""
    parts = [(match.start() + p.start(), match.start() + p.end()) for p in re.finditer(r"\S+", match[0])]
    runs: list[list[tuple[int, int]]] = [[]]
    for part in parts:
        label = part[0] in line_starts and text[part[1] : part[1] + 1] == ":"
        if text[slice(*part)] in _HONORIFICS or label or taken.overlaps(*part) or _is_title(text[slice(*part)]):
            runs.append([])
        else:
            runs[-1].append(part)
    return next((name for run in runs if (name := _name_of(text, run))), None)


def _stands_over_title(text: str, match: re.Match[str], taken: Taken) -> bool:
    """Whether a line ends with the words and the next one begins with a title: «|NN|», «rådgiver, Havnerådet»."""
    below = re.match(r"\s*((?:[\w-]+ ){0,2}[\w-]+)", text[match.end() : match.end() + 60])
    if below is None or taken.overlaps(*match.span()) or any(_is_title(word) for word in match[0].split()):
        return False
    return below[1][0].islower() and any(_is_title(word) for word in below[1].split())


def _name_of(text: str, parts: list[tuple[int, int]]) -> tuple[int, int] | None:
    names = given_names()
    first = next((n for n, part in enumerate(parts[:3]) if text[slice(*part)].split("-")[0] in names), None)
    if first is None:
        first = 0 if len(parts) >= 2 and _stands_as_name(text, parts) else None
    if first is None or not 2 <= len(parts) - first <= 5:
        return None
    start, end = parts[first][0], parts[-1][1]
    return start, _drop_genitive(text, start, end)


def _is_title(word: str) -> bool:
    return bool(_TITLE_WORD.fullmatch(word)) and word.lower() not in words("not_titles")


def is_title(word: str) -> bool:
    """Whether the word is a title or ends as one (rådgiver, forskningsleder, adviser)."""
    return _is_title(word)


def could_be_name(text: str) -> bool:
    """Whether the words have the form of a person's name: capitalised, with what may stand between them."""
    return bool(_RUN.fullmatch(text))


def surname_form(word: str) -> bool:
    """Whether the word ends as Nordic surnames do."""
    return bool(_SURNAME_END.search(word))


def _stands_as_name(text: str, parts: list[tuple[int, int]]) -> bool:
    """Whether what stands around or within shows that capitalised words are a person's name."""
    before = text[max(0, parts[0][0] - 60) : parts[0][0]]
    if re.search(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Sir)\.?\s+$", before):
        return True
    words_before = before.split()
    label = bool(words_before) and words_before[-1].endswith(":") and before.rstrip().endswith(":")
    if words_before and _is_title(words_before[-1].strip("(,:")) and (label or not re.search(r"[.:,]\s*$", before)):
        return True
    if re.search(r"\b(?:Kontakt|Contact|Kontakta|Kontaktperson:?)\s+$", before):
        return True
    # «the Minister for Fisheries, |NN|, opened …»
    apposed = _APPOSED.search(before)
    if apposed and _is_title(apposed["title"]) and re.match(r"[,.]|\s*$", text[parts[-1][1] : parts[-1][1] + 2]):
        return True
    if _STRONG_SURNAME.search(text[slice(*parts[-1])]) or _CREDIT.search(before):
        return True
    after = text[parts[-1][1] : parts[-1][1] + 60]
    described = re.match(r"\s*[(,]\s*((?:[\w-]+ ){0,2}[\w-]+)", after)
    if described and any(_is_title(word) for word in described[1].split()):
        return True
    return bool(_BEFORE_NAME.search(before) and _SURNAME_END.search(text[slice(*parts[-1])]))


def _drop_genitive(text: str, start: int, end: int) -> int:
    """Leave a genitive -s out when the same name stands elsewhere without it."""
    name = text[start:end]
    if name.endswith("s") and re.search(rf"{re.escape(name[:-1])}(?!\w)", text):
        return end - 1
    return end


def _find_surnames(doc: Doc) -> None:
    """«Haukvik» after «Sigrun Haukvik»: a surname alone is the person who was named before with it, when there is one only."""
    holders: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for mention in doc._.mentions:
        if mention.kind == "Person":
            surname = mention.name.split()[-1]
            holders.setdefault(surname, set()).add(mention.name)
            first[surname] = min(first.get(surname, mention.end), mention.end)
    known = [surname for surname, names in holders.items() if len(names) == 1]
    text = text_of(doc)
    if known:
        for match in re.finditer(rf"(?<![\w-])(?P<surname>{alternatives(known)})(?=s?(?![\w-]))", text):
            surname = match["surname"]
            before = text[max(0, match.start() - 8) : match.start()].rstrip()[-1:]
            if match.start() > first[surname] and not _preceded_by_name(text, match.start()) and before != "-":
                add(doc, match.start(), match.end(), "Person", finder="surname", weight=9, name=surname)
                if party := _PARTY.match(text, match.end()):
                    add(doc, *party.span("party"), "Organisation", finder="people", weight=35)


def _preceded_by_name(text: str, start: int) -> bool:
    match = re.search(rf"({_NAME})\s+$", text[max(0, start - 40) : start])
    return bool(match and match[1] in given_names())


HOLDER = "holder"
_TITLE_ALONE = re.compile(
    r"(?<![\w-])(?:[Ss]tatsråde[nt]|\w*[Mm]inisteren|\w*[Mm]inistern|\w*[Dd]irektøren|\w*[Dd]irektören|(?:[Ff]ylkes)?[Oo]rdføreren|(?:[Ff]ylkes)?[Oo]rdføraren|[Bb]orgmesteren|[Rr]ådmannen|"
    r"[Ss]tatssekretæren|[Gg]eneralsekretæren|[Bb]yrådslederen|[Rr]ektoren|[Ll]andshövdingen|[Pp]rofessoren|[Tt]he (?:minister|mayor|director))(?=s?[,.;:?!]|\s+[a-zæøåäö]|$)(?!\s+(?:i|for|av|ved|på|hos|of|at|in|og|and|och)\s)"
)
_ANOTHERS = re.compile(
    r"(?:tidligere|forrige|neste|ny|nye|førre|former|next|new|förra|assisterende)\s$|[’']?s\s$|[a-z]s\s$", re.IGNORECASE
)


def _find_holders(doc: Doc) -> None:
    """«Ministeren», «direktøren» alone: whoever holds the title, when the document leaves no doubt (identity tells)."""
    text = text_of(doc)
    for match in _TITLE_ALONE.finditer(text):
        if not _ANOTHERS.search(text, max(0, match.start() - 14), match.start()):
            add(doc, match.start(), match.end(), "Person", finder=HOLDER, weight=4)
