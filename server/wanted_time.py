"""What the address of a timeline says: a span of time and filters."""

from dataclasses import dataclass, replace
from typing import Any, Self

from flask import abort, request, url_for
from flask_babel import gettext as _

from server.faults import Refusal
from server.layouts import full, short
from server.locale import page_language
from server.spans import first_day, is_date, last_day
from server.wanted import LONGEST, Wanted
from store.search import Filters

# The kinds of things on the timeline, and the documents that were read.
KINDS = ("event", "policy", "publication")
SOURCE = "source"


@dataclass(frozen=True)
class WantedTime(Wanted):
    """A timeline: `first` and `last` are years, months or days, empty for as far as there is something."""

    first: str = ""
    last: str = ""

    @classmethod
    def read(cls, fixed: str = "") -> Self:
        """Read this request's address. Raises `Refusal` for a span that cannot be; 404 for a kind that is not here."""
        given = {name: request.args.get(name, "")[:LONGEST].strip() for name in ("kind", "class", "document")}
        if given["kind"] not in {"", SOURCE, *KINDS}:
            abort(404)
        ends = {name: request.args.get(name, "").strip() for name in ("from", "to")}
        for name, text in ends.items():
            if text and not is_date(text):
                detail = _(
                    "`%(name)s` must be a year, month or day, as 2020, 2020-03 or 2020-03-05, not “%(given)s”.",
                    name=name,
                    given=text[:30],
                )
                raise Refusal(400, name, detail)
        if all(ends.values()) and first_day(ends["from"]) > last_day(ends["to"]):
            raise Refusal(400, "from", _("`from` must not be later than `to`."))
        filters = Filters(given["kind"], full(given["class"]), given["document"], kinds=KINDS)
        return cls(filters=filters, language=page_language(), first=ends["from"], last=ends["to"])

    @property
    def narrowed(self) -> bool:
        """Say whether this is less than the whole timeline."""
        return bool(self._parameters())

    def within(self, first: str, last: str) -> Self:
        """The same for another span."""
        return replace(self, first=first, last=last)

    def in_language(self, language: str) -> Self:
        """The same with names in a language."""
        return replace(self, language=language)

    def href(self, format: str = "", **more: str | int) -> str:
        """The address of this timeline, page 1 unless `more` has another; `format` is a suffix."""
        values: dict[str, Any] = {**self._parameters(), **more}
        if format:
            return url_for("timeline.page_as", suffix=format, **values)
        return url_for("timeline.page", **values)

    def hidden(self) -> dict[str, str]:
        """The filters, for a form that asks for a span."""
        return {name: value for name, value in self._parameters().items() if name not in {"from", "to"}}

    def _parameters(self) -> dict[str, Any]:
        given = {
            "from": self.first,
            "to": self.last,
            "kind": self.filters.kind,
            "class": short(self.filters.class_) if self.filters.class_ else "",
            "document": self.filters.document,
        }
        return {name: value for name, value in given.items() if value}
