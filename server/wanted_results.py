"""Which results an address wants: filters by severity, shape, kind and document."""

from dataclasses import dataclass, replace
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from server import words
from server.finding import MOST_VALUES, Value
from server.live import Live
from server.locale import NAMES, page_language, pick
from server.shape_texts import SEVERITIES, shapes
from server.wanted import LONGEST
from shapes.results import Filters, Index

FACETS = ("severity", "shape", "kind", "document")
WAIVED = ("yes", "no")
_ANY = Filters()


@dataclass(frozen=True)
class WantedResults:
    """The filters of an address, and the language of data, which Accept-Language does not choose."""

    filters: Filters = _ANY
    language: str = ""

    @classmethod
    def read(cls, live: Live, waived: frozenset[str] = frozenset()) -> "WantedResults":
        """Read this request's address; 404 for a severity, shape or document that there is not.

        `waived` are the ids of the results that are.
        """
        given = {name: request.args.get(name, "")[:LONGEST].strip() for name in FACETS}
        known = {shape.name: iri for iri, shape in shapes().items()}
        wrong = (
            (given["severity"] and given["severity"] not in SEVERITIES)
            or (given["shape"] and given["shape"] not in known)
            or (given["document"] and given["document"] not in live.documents)
        )
        of_waived = request.args.get("waived", "")
        language = request.args.get("lang", "")
        if wrong or of_waived not in {"", *WAIVED} or language not in {"", *NAMES}:
            abort(404)
        filters = Filters(given["severity"], known.get(given["shape"], ""), given["kind"], given["document"])
        if of_waived:
            filters = replace(filters, waived=of_waived, ids=waived)
        return cls(filters, language)

    def href(self, format: str = "", **more: str | int) -> str:
        """The address of these results, page 1 unless `more` has another; `format` is a suffix."""
        values: dict[str, Any] = {**self.filters.given(), **more}
        if self.language:
            values["lang"] = self.language
        if self.filters.shape:
            values["shape"] = _name(self.filters.shape)
        return url_for("quality.index_as", suffix=format, **values) if format else url_for("quality.index", **values)

    def facets(
        self, live: Live, index: Index, waived: frozenset[str] = frozenset()
    ) -> list[tuple[str, str, list[Value]]]:
        """What the results can be narrowed by: facet, title, values with counts."""
        titles = {"severity": _("Severity"), "shape": _("Shape"), "kind": _("Kind"), "document": _("Document")}
        found = []
        for facet in FACETS:
            counted, chosen = index.counts(facet, self.filters), self.filters.given().get(facet, "")
            if chosen and chosen not in dict(counted):
                counted = [(chosen, 0), *counted]
            shown = [pair for pair in counted if pair[0]][:MOST_VALUES]
            if shown:
                found.append((facet, titles[facet], [self._value(live, facet, pair, chosen) for pair in shown]))
        if waived:
            found.append(("waived", _("Waived"), [self._waived(index, value, waived) for value in WAIVED]))
        return found

    def _waived(self, index: Index, value: str, ids: frozenset[str]) -> Value:
        chosen = self.filters.waived == value
        count = index.total(replace(self.filters, waived=value, ids=ids))
        other = replace(self, filters=replace(self.filters, waived="" if chosen else value))
        return Value(_("yes") if value == "yes" else _("no"), count, other.href(), chosen)

    def _value(self, live: Live, facet: str, pair: tuple[str, int], chosen: str) -> Value:
        value, count = pair
        other = replace(self, filters=self.filters.with_(facet, "" if value == chosen else value))
        return Value(called(live, facet, value), count, other.href(), value == chosen)


def called(live: Live, facet: str, value: str) -> str:
    """What a page calls a value of a facet."""
    if facet == "severity":
        severities: dict[str, str] = {"Violation": _("violation"), "Warning": _("warning"), "Info": _("note")}
        return severities[value]
    if facet == "shape":
        shape = shapes().get(value)
        return pick(shape.names, page_language()) if shape else value
    if facet == "document":
        return live.title(value)
    others = {"doc": _("Documents"), "evidence": _("Evidence")}
    return others.get(value) or words.plural(value, page_language())


def _name(iri: str) -> str:
    shape = shapes().get(iri)
    return shape.name if shape else iri
