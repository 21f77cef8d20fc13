"""Writing records: a wish that was read from a form becomes a file in the folder of records."""

from datetime import UTC, datetime

from flask_babel import gettext as _

from graph_builder import records
from graph_builder.records import Quote, RecordError
from graph_builder.records.record import record as make
from server.configured import settings
from server.faults import Refusal
from server.live import Live
from server.steward.claims import Words
from server.steward.wishes import Wish


def made(wish: Wish, who: str) -> records.Record:
    """The record of a wish, not written yet. Raises `Refusal` for one that cannot be."""
    words = (*([wish.words] if wish.words else []), *wish.mentions)
    try:
        return make(
            verdict=wish.verdict,
            who=who,
            when=datetime.now(UTC).replace(microsecond=0),
            why=wish.why,
            fact=wish.fact,
            quotes=tuple(map(_quote, words)),
            entities=wish.entities if wish.verdict not in {"assign", "waive"} else (),
            value=wish.value,
            kind=wish.kind,
            item=wish.item_id,
            person=wish.person,
            expires=wish.expires,
            undoes=wish.undoes,
        )
    except RecordError as error:
        raise _refused(error) from None


def write(live: Live, said: records.Record) -> None:
    """Write a record. Raises `Refusal` for one that cannot be written."""
    try:
        records.write_record(settings().records, said, live.base)
    except RecordError as error:
        # The same form sent twice within a second.
        if not (settings().records / f"{said.id}.ttl").exists():
            raise _refused(error) from None


def _refused(error: RecordError) -> Refusal:
    return Refusal(409, "no-record", _("The decision was not recorded: %(why)s", why=str(error)))


def _quote(words: Words) -> Quote:
    return Quote(
        stem=words.stem,
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        start=words.start,
        end=words.end,
    )
