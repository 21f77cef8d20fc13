"""A draft comes back from its bytes as it was."""

import pytest

from graph_builder.authority import Authority
from graph_builder.draft import Draft
from graph_builder.iris import assign_iris
from graph_builder.packing import PackingError, pack, unpack
from graph_builder.quads import choose_labels, document_quads
from graph_builder.read import read_documents
from graph_builder.reading import read_draft
from tests.graph_builder.conftest import DOCUMENTS, SETTINGS
from tests.graph_builder.reading import document, read

BASE = SETTINGS.base_iri


def quads(draft: Draft) -> list[str]:
    iris = assign_iris([draft], BASE, {})
    return [str(quad) for quad in document_quads(draft, iris, choose_labels([draft], iris, Authority(), BASE), BASE)]


@pytest.mark.parametrize("found", read_documents([DOCUMENTS], 10**7)[0], ids=lambda found: found.stem)
def test_the_same_quads_come_of_it(found) -> None:
    draft = read_draft(found, Authority())
    back = unpack(pack(draft), found)
    assert quads(back) == quads(draft)
    assert pack(back) == pack(draft)
    for entity, other in zip(draft.entities, back.entities, strict=True):
        assert vars(entity) == vars(other)


def test_what_was_taken_back_stays_so() -> None:
    draft = read("Rådgiver Ada Berg i Havnerådet åpnet møtet.")
    (subject, predicate, value) = next(iter(draft.facts))
    draft.retract(subject, predicate, value)
    draft.entities.remove(subject)
    back = unpack(pack(draft), draft.document)
    assert [entity.label for entity in back.entities] == [entity.label for entity in draft.entities]
    assert len(back.facts) == len(draft.facts)


@pytest.mark.parametrize(
    "packed", [b"", b"{", b"[]", b'{"entities": 3}', b'{"entities": [], "facts": [[1]], "strings": []}']
)
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(PackingError):
        unpack(packed, document("Kai."))
