"""The authority's names, matched as printed, with genitive endings."""

from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from graph_builder.authority import Authority, Entry
from graph_builder.mentions.model import add, text_of

_GENITIVES = ("s", "'s", "’s", "'", "’")
WEIGHT = 40


class Gazetteer:
    """A spaCy component that finds the authority's names; `load` gives it the names."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._entries: dict[str, tuple[Entry, str, str]] = {}

    def load(self, authority: Authority) -> None:
        """Take the names of every entry; a name that two entries share is left to the first by key."""
        seen: set[str] = set()
        for entry in authority.entries.values():
            for name, _ in entry.names:
                for form, printed in self._forms(name):
                    if form not in seen:
                        seen.add(form)
                        key = f"{len(self._entries)}"
                        self._entries[key] = (entry, name, printed)
                        self._matcher.add(key, [self._nlp.make_doc(form)])

    def _forms(self, name: str) -> list[tuple[str, str]]:
        """(form, what of it is the name): the name, its genitives, with a capital, as a hash tag."""
        bases = {name, name[0].upper() + name[1:]}
        if name[0].isupper() and not name.isupper() and " " in name:
            # Within a sentence «Direktoratet for …» is often printed without its capital.
            bases.add(name[0].lower() + name[1:])
        forms = [(base, base) for base in bases]
        forms += [
            (base + ending, base) for base in bases for ending in _GENITIVES if not base.endswith("s") or ending != "s"
        ]
        return forms

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each name found."""
        for match_id, start, end in self._matcher(doc):
            entry, _, printed = self._entries[doc.vocab.strings[match_id]]
            first = doc[start].idx
            last = doc[end - 1].idx + len(doc[end - 1])
            # «SØM-modellen», «KS-prosjektet»: the name is part of another word.
            if last < len(text_of(doc)) and text_of(doc)[last] == "-" and text_of(doc)[last + 1 : last + 2].isalnum():
                continue
            reach = first + len(printed)
            add(
                doc, first, min(reach, last), entry.kind, finder="authority", weight=WEIGHT,
                notation=entry.notation, key=entry.key,
            )  # fmt: skip
        return doc


def load_names(nlp: Language, authority: Authority) -> None:
    """Give the pipeline's gazetteer the names of `authority`."""
    component: Any = nlp.get_pipe("inno_gazetteer")
    component.load(authority)


@Language.factory("inno_gazetteer")
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """spaCy's factory of the component."""
    return Gazetteer(nlp)
