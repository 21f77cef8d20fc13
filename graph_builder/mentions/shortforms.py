"""Short names of bodies: words in capitals, and short or former names that the text introduces in brackets."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, given_names, words
from graph_builder.mentions.model import Mention, add, in_capitals, layout_of, text_of
from graph_builder.mentions.people import is_title

_ACRONYM = re.compile(r"(?:(?<![\w#.@/-])|(?<=\bv/))[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ&]{1,7}(?=(?:s|['’]s?)?(?![\w-]))")
# «SINTEF Digital», «KS Vest»: a branch named after the acronym, within a sentence.
_BRANCH = re.compile(
    r"(?:(?<=[a-zæøåäö,:] )|(?<=\())(?P<acronym>[A-ZÆØÅÄÖ]{2,8}) (?P<branch>[A-ZÆØÅÄÖ][a-zæøåäö]{2,}(?: (?:og|och|and) [A-ZÆØÅÄÖ][a-zæøåäö]{2,})?)"
    r"(?=s?(?![\w-]))(?! [A-ZÆØÅÄÖ])"
)
# «KS-leder»: the acronym before a title.
_BEFORE_TITLE = re.compile(r"(?<![\w-])(?P<acronym>[A-ZÆØÅÄÖ]{2,8})-(?P<word>[a-zæøåäö]+)")
_PROJECTS = re.compile(r"\s[–-]\s[a-zæøåäö]")  # «ROMSKIP – rom for alle»
_NO_BODY = frozenset(words("no_bodies"))
_INTRODUCED = re.compile(
    rf"\s*\((?:{alternatives(words('introducing'))}\s+)?[«\"“]?(?P<name>[A-ZÆØÅÄÖ][\w&-]{{1,14}}(?: [A-ZÆØÅÄÖ][\w&-]{{1,14}})?)[»\"”]?\)"
)
_FORMERLY = re.compile(rf"\s*\((?:{alternatives(words('introducing'))})\s")
WEIGHT = 19


@Language.component("inno_shortforms")
def find_short_forms(doc: Doc) -> Doc:
    """Add a mention for each acronym, and one wherever a name stands that was introduced in brackets after a body."""
    text = text_of(doc)
    ends = {m.end for m in doc._.mentions}
    for block in layout_of(doc).blocks:
        if in_capitals(text[block.start : block.end]):
            continue  # every word would be an acronym
        for match in _ACRONYM.finditer(text, block.start, block.end):
            named_before = match.start() - 1 in ends or match.start() - 2 in ends
            if match[0] not in _NO_BODY and not _is_other(text, *match.span(), block.start, named_before=named_before):
                _body(doc, match.start(), match.end(), 12)
        for match in _BRANCH.finditer(text, block.start, block.end):
            branch = match["branch"].split()[0]
            if match["acronym"] not in _NO_BODY and not is_title(branch) and branch not in given_names():
                _body(doc, match.start(), match.end(), 41)
        for match in _BEFORE_TITLE.finditer(text, block.start, block.end):
            if match["acronym"] not in _NO_BODY and is_title(match["word"]):
                _body(doc, *match.span("acronym"), 12)
    _find_introduced(doc)
    _find_shortened(doc)
    return doc


_COMPANY = re.compile(r"(?P<name>.{3,}) (?:AS|ASA|A/S|AB|ApS|IVS|SA|HF|KF|Oyj?|Ltd|GmbH|Inc)")


def _find_shortened(doc: Doc) -> None:
    """«Havblikk» where the text has «Havblikk AS»; towns are in `localities`."""
    text = text_of(doc)
    companies = (_COMPANY.fullmatch(m.name) for m in doc._.mentions if m.kind == "Organisation")
    names = {c["name"] for c in companies if c and c["name"] not in given_names() and c["name"] not in words("openers")}
    if not names:
        return
    pattern = re.compile(rf"(?<![\w@./-])(?P<name>{alternatives(names)})(?=(?:s|['’]s?)?(?![\w-]))")
    for match in pattern.finditer(text):
        before = re.search(r"([A-ZÆØÅÄÖ][a-zæøåäö-]+) $", text[max(0, match.start() - 25) : match.start()])
        if not (before and before[1] in given_names()):
            add(doc, *match.span(), "Organisation", finder="shortforms", weight=WEIGHT, notation="company")


def _is_other(text: str, start: int, end: int, block_start: int, *, named_before: bool) -> bool:
    """Whether a word in capitals is part of another («IT-drift»), one of several in capitals, or a project's short name."""
    if text[end : end + 1] == "-":
        return True
    before, after = text[max(block_start, start - 30) : start], text[end : end + 30]
    if re.search(r"\b[A-ZÆØÅÄÖ]{2,}\s$", before) or re.match(r"\s[A-ZÆØÅÄÖ]{2,}\b(?!-)", after):
        return True
    if not before and _PROJECTS.match(after):
        return True
    in_brackets = before.endswith("(") and after.startswith(")")
    return in_brackets and bool(re.search(r"(?:^|\s)[a-zæøåäö]+\s*\($", before)) and not named_before


def _find_introduced(doc: Doc) -> None:
    """«Digitaliseringsdirektoratet (Digdir)»: what the brackets hold is the body, here and wherever it stands alone."""
    text = text_of(doc)
    names: set[str] = set()
    for mention in [m for m in doc._.mentions if m.kind == "Organisation" and m.weight >= 20]:
        match = _INTRODUCED.match(text, mention.end) or _INTRODUCED.match(text, mention.end + 1)
        if (
            match
            and match["name"] not in _NO_BODY
            and is_short_for(mention, match["name"], said=bool(_FORMERLY.match(text, mention.end)))
        ):
            names.add(match["name"])
    if names:
        pattern = re.compile(rf"(?<![\w@./-])(?P<name>{alternatives(names)})(?=(?:s|['’]s?)?(?![\w-]))")
        for match in pattern.finditer(text):
            _body(doc, match.start(), match.end(), WEIGHT)


def is_short_for(mention: Mention, name: str, *, said: bool = False) -> bool:
    """Whether `name` may be a short form of the mention's: its letters stand in it in their order («Digdir»), or the text
    says that it is (`said`), as after «tidligere».
    """
    if said:
        return True
    letters = iter(mention.name.casefold())
    return len(name) < len(mention.name) and all(letter in letters for letter in name.casefold() if letter.isalnum())


def _body(doc: Doc, start: int, end: int, weight: int) -> None:
    add(doc, start, end, "Organisation", finder="shortforms", weight=weight)
