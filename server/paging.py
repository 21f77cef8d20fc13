"""Pages of a list: numbers that count from 1, addresses that stay the same for the same build."""

from dataclasses import dataclass

from flask import abort, request, url_for

MOST_PAGES = 1_000_000
# Parameters that say where in a document to open it; on another page of it they would lead back.
PLACES = {"at", "char"}


@dataclass(frozen=True)
class Paging:
    """Where a page stands among its pages."""

    page: int
    last: int
    total: int
    first_row: int
    last_row: int

    @property
    def numbers(self) -> list[int | None]:
        """The pages to link to: the first, the last and those around this one; None for a gap."""
        near = {1, self.last, *range(max(1, self.page - 1), min(self.last, self.page + 1) + 1)}
        numbers: list[int | None] = []
        for number in sorted(near):
            if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers

    def href(self, page: int) -> str:
        """The address of another page of the same list; the first has no number."""
        asked = {name: value for name, value in request.args.to_dict().items() if name not in PLACES}
        values = {**asked, **(request.view_args or {}), "page": page}
        if page == 1:
            del values["page"]
        return url_for(request.endpoint or "home.index", **values)


def page_number() -> int:
    """The page that the address asks for; 404 for one that cannot be."""
    given = request.args.get("page", "1")
    if not (given.isascii() and given.isdigit()) or not 1 <= int(given[:9]) <= MOST_PAGES:
        abort(404)
    return int(given[:9])


def pages(total: int, size: int, page: int | None = None) -> Paging:
    """The place of this request's page among the pages of a list of `total` rows; 404 beyond the last.

    `page` is the page to show when something else than the address's number settles it.
    """
    page = page or page_number()
    last = max(1, -(-total // size))
    if page > last:
        abort(404)
    return Paging(page, last, total, (page - 1) * size + 1 if total else 0, min(page * size, total))
