"""Which list a reader wants: the words, filters, order and page in the address, and addresses of lists like it."""

import re
from dataclasses import dataclass, replace
from typing import Any

from flask import abort, request, url_for

from ontology import vocabulary
from server.layouts import BETWEEN, full, short
from server.locale import DEFAULT, page_language
from store.search import Asked, Filters

LONGEST = 200
ORDERS = ("name", "facts", "date")
_ANY = Filters()
# What a list shows: things, or passages of the documents' text.
THINGS, TEXT = "things", "text"
_YEAR = re.compile(r"\d{1,4}", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """What the address of a list says. `fixed` is the kind that a list of its own has."""

    text: str = ""
    filters: Filters = _ANY
    order: str = ""
    tab: str = THINGS
    fixed: str = ""
    language: str = DEFAULT

    @classmethod
    def read(cls, fixed: str = "") -> "Wanted":
        """Read this request's address; 404 for one that cannot be."""
        given = {name: request.args.get(name, "") for name in ("kind", "class", "document", "year", "sort", "in")}
        kind = fixed or given["kind"]
        if kind and kind not in vocabulary().kinds:
            abort(404)
        if given["year"] and not _YEAR.fullmatch(given["year"]):
            abort(404)
        if given["sort"] not in {"", *ORDERS} or given["in"] not in {"", THINGS, TEXT}:
            abort(404)
        filters = Filters(
            kind,
            full(given["class"][:LONGEST]),
            given["document"][:LONGEST],
            int(given["year"]) if given["year"] else None,
            tuple(sorted(BETWEEN)),
        )
        text = "" if fixed else " ".join(request.args.get("q", "").split())[:LONGEST]
        return cls(
            text, filters, given["sort"] or ("name" if fixed else ""), given["in"] or THINGS, fixed, page_language()
        )

    @property
    def asked(self) -> Asked:
        """The words that were typed."""
        return Asked.read(self.text)

    @property
    def filtered(self) -> bool:
        """Say whether there is a filter besides the list's own kind."""
        return bool(self._parameters().keys() & {"kind", "class", "document", "year"})

    def filter(self, facet: str, value: str) -> "Wanted":
        """The same list with another value of a filter; an empty one takes the filter away."""
        name = "class_" if facet == "class" else facet
        new = (int(value) if value else None) if facet == "year" else value
        return replace(self, filters=replace(self.filters, **{name: new}))  # type: ignore[arg-type]

    def without_filters(self) -> "Wanted":
        """The same list with no filter."""
        return replace(self, filters=Filters(kind=self.fixed, without=self.filters.without))

    def href(self, format: str = "", **more: str | int) -> str:
        """The address of this list, page 1 unless `more` has another; `format` is a suffix."""
        values: dict[str, Any] = {**self._parameters(), **more}
        if self.fixed:
            return url_for("home.browse", kind=f"{self.fixed}.{format}" if format else self.fixed, **values)
        return url_for("home.search_as", suffix=format, **values) if format else url_for("home.search", **values)

    def _parameters(self) -> dict[str, str | int]:
        given: dict[str, str | int | None] = {
            "q": self.text,
            "kind": "" if self.fixed else self.filters.kind,
            "class": short(self.filters.class_) if self.filters.class_ else "",
            "document": self.filters.document,
            "year": self.filters.year,
            "sort": "" if self.fixed and self.order == "name" else self.order,
            "in": "" if self.tab == THINGS else self.tab,
        }
        return {name: value for name, value in given.items() if value not in {"", None}}
