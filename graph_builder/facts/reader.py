"""What a reader of facts is, and what may be wrong with one."""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass

from graph_builder.draft import Draft

OWN_PACKAGE = "innograf"


class ReaderError(ValueError):
    """A reader that is unknown or cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True)
class Reader:
    """A reader of one family of facts: `read` adds what it finds to a draft; `package` is the distribution it is from."""

    name: str
    read: Callable[[Draft], object]
    package: str = OWN_PACKAGE

    @property
    def meaning(self) -> str:
        """The first line of the docstring of its module, else of its function."""
        texts = (inspect.getdoc(sys.modules.get(self.read.__module__)), inspect.getdoc(self.read))
        return next((text.strip().partition("\n")[0] for text in texts if text and text.strip()), "")

    def __call__(self, draft: Draft) -> None:
        """Read. Raises `ReaderError` when a reader of another package fails or leaves what cannot be written."""
        draft.reader = self.name
        if self.package == OWN_PACKAGE:
            self.read(draft)
            return
        try:
            self.read(draft)
            fault = _fault(draft)
        except Exception as error:
            fault = f"failed ({type(error).__name__}: {error})"
        if fault:
            raise ReaderError(
                f"the reader {self.name!r} of the package {self.package} {fault}. Leave it out with the setting "
                f"readers.skip, or ask those who made it."
            )


def _fault(draft: Draft) -> str:
    """What a draft holds that no graph can, so that it is told of the reader that put it there."""
    from graph_builder.iris import class_iri  # here, since iris needs no reader and readers need no iris
    from ontology import vocabulary

    known = vocabulary()
    for entity in draft.entities:
        if entity.kind not in _UNLISTED and known.kind_of(class_iri(entity.kind)) is None:
            return f"made an entity of the kind {entity.kind!r}, which the ontology has not"
        if not entity.names or not all(entity.names.values()):
            return f"made an entity ({entity.kind}) without a name or without the place of one"
    spans = [span for entity in draft.entities for spans in entity.names.values() for span in spans]
    for fact in draft.all_facts():
        if fact.predicate not in known.properties:
            return f"stated {fact.predicate!r}, which is no property of the ontology"
        spans.append(fact.span)
    outside = next((s for s in spans if not 0 <= s[0] < s[1] <= len(draft.text)), None)
    return f"named the characters {outside}, which the text has not" if outside else ""


_UNLISTED = frozenset({"Membership", "Grant", "Amount"})
