"""What a validation found."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ontology.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from rdflib import Graph

SEVERITIES = ("Violation", "Warning", "Info")
"""From the gravest; only a Violation keeps a build from being published."""
NO_IRI: Mapping[str, str] = {"nb": "node uten IRI", "nn": "node utan IRI", "en": "node without IRI"}
"""What a blank node is called: the name that a program gives it says nothing to a reader."""


def choose(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else in the first of the declared order of languages that has one."""
    for candidate in (lang, *LANGUAGES):
        if candidate in texts:
            return texts[candidate]
    return next(iter(texts.values()), "")


@dataclass(frozen=True)
class Result:
    """One place where the data do not meet a shape; IRIs are plain strings, blank nodes are `_:` and a name."""

    focus: str
    """The thing that was checked."""
    path: str | None
    """The property, or None when the fault is the thing's own."""
    value: str | None
    """The value at fault: an IRI or the text of a literal."""
    shape: str
    severity: str
    """`Violation`, `Warning` or `Info`."""
    shape_names: Mapping[str, str]
    messages: Mapping[str, str]
    component: str
    """The SHACL constraint component."""
    focus_label: str
    """The name of the thing; empty for a blank node without one."""
    value_label: str | None = None
    """The name of the value; None for a literal, empty for a blank node without one."""
    focus_blank: bool = False
    value_blank: bool = False
    id: str = ""
    """The name of the result, the same in each report; see `shapes.identity`."""
    term: str | None = None
    """The value as `shapes.identity.stable` has it: a literal with its language or datatype."""

    @property
    def shape_name(self) -> str:
        """The name of the shape in English."""
        return choose(self.shape_names, "en")

    def name(self, lang: str) -> str:
        """The name of the shape in `lang` (nb, nn or en)."""
        return choose(self.shape_names, lang)

    def message(self, lang: str) -> str:
        """What is wrong, in `lang` (nb, nn or en)."""
        return choose(self.messages, lang)

    def thing(self, lang: str) -> str:
        """What to call the thing, in `lang` (nb, nn or en)."""
        return _called(self.focus_label, self.focus_blank, lang)

    def value_thing(self, lang: str) -> str:
        """What to call a value that is a thing, in `lang` (nb, nn or en); empty for a literal."""
        return _called(self.value_label or "", self.value_blank, lang)


def _called(name: str, blank: bool, lang: str) -> str:
    if not blank:
        return name
    return f"{name} ({choose(NO_IRI, lang)})" if name else choose(NO_IRI, lang)


@dataclass(frozen=True)
class Report:
    """The results of one validation, the gravest first, then by shape and focus node."""

    results: tuple[Result, ...]
    graph: "Graph" = field(repr=False, compare=False)
    """The sh:ValidationReport."""
    shapes: int
    """How many shapes were run."""
    notes: tuple[Mapping[str, str], ...] = ()
    """What could not be checked, and why, by language."""
    made_with: str = field(default="", repr=False, compare=False)
    """A digest of the shapes and the program: only a report with the same can be built upon."""

    @property
    def conforms(self) -> bool:
        """Whether there is no Violation."""
        return not self.severities["Violation"]

    @cached_property
    def severities(self) -> Mapping[str, int]:
        """How many results of each severity; all three are there."""
        counts = Counter(result.severity for result in self.results)
        return {severity: counts[severity] for severity in SEVERITIES}

    @cached_property
    def by_shape(self) -> tuple[tuple[Result, int], ...]:
        """For each shape with results, one of them and how many; the gravest first, then the most."""
        counts = Counter(result.shape for result in self.results)
        first = {result.shape: result for result in reversed(self.results)}
        order = sorted(first, key=lambda s: (SEVERITIES.index(first[s].severity), -counts[s], s))
        return tuple((first[shape], counts[shape]) for shape in order)

    def summary(self) -> dict[str, bool | int | dict[str, int]]:
        """The counts as JSON-ready values, for a manifest."""
        return {
            "conforms": self.conforms,
            "violations": self.severities["Violation"],
            "warnings": self.severities["Warning"],
            "infos": self.severities["Info"],
            "by_shape": {result.shape: count for result, count in self.by_shape},
        }
