"""The authority's names, matched as printed, with genitive endings."""

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.authority import Authority
from graph_builder.mentions.model import add, cased, squeeze
from graph_builder.mentions.name_index import NameIndex, choose, name_index

WEIGHT = 40
# How far after a name its area is looked for: «Våler kommune (Østfold)».
_NEAR = 60


class Gazetteer:
    """A spaCy component that finds the authority's names."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.index = NameIndex()

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each name that names outright; leave the others in `doc._.bare_names` for who knows more.

        A name that several entries have, and nothing tells which is meant, is a mention without entry.
        """
        text = cased(doc)
        doc._.bare_names = []
        for found in self.index.find(text):
            if found.full:
                entry = choose(found.full, self._language, text[found.end : found.end + _NEAR])
                kind = found.full[0]
                add(
                    doc, found.start, found.end, kind.kind, finder="authority", weight=WEIGHT,
                    name=squeeze(text[found.start : found.end]), notation=kind.notation,
                    key=entry.key if entry else "",
                )  # fmt: skip
            else:
                doc._.bare_names.append(found)
        return doc


def load_names(nlp: Language, authority: Authority) -> None:
    """Give the pipeline's gazetteer the names of `authority`."""
    component: Gazetteer = nlp.get_pipe("inno_gazetteer")  # type: ignore[assignment]
    component.index = name_index(authority)


@Language.factory("inno_gazetteer")
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """spaCy's factory of the component."""
    return Gazetteer(nlp.lang or "")
