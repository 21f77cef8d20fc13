"""Records of decisions as pages show them: what is settled, what waits for the next build, who has which item."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph
from flask_babel import gettext as _

from graph_builder import records
from graph_builder.records import Folder, Quote
from graph_builder.records.decided import REPORT
from graph_builder.records.places import find
from ontology import XSD
from server import between, words
from server.configured import settings
from server.decided import folder_of, today
from server.live import Live
from server.locale import page_language
from server.reader import Reader
from server.shown import Ref, Shower, source_href
from store import Build

_SETTLING = frozenset({"accept", "reject", "correct", "retype", "rename", "merge", "split", "add", "link", "distinct"})


@dataclass(frozen=True)
class Quoted:
    """Words that a record is about."""

    exact: str
    title: str
    href: str


@dataclass(frozen=True)
class Record:
    """A record as pages show it."""

    id: str
    verdict: str
    who: str
    when: str
    why: str
    state: str
    note: str = ""
    # Things, or the two ends of a statement, whose property is then named.
    about: tuple[Ref, ...] = ()
    property: str = ""
    # What it is to be: a name, a value, a kind, whoever has the item, the last day of a waiver.
    value: Ref | None = None
    quotes: tuple[Quoted, ...] = ()
    file: str = ""
    turtle: str = ""
    can_be_undone: bool = False
    # The item of the queue that it was decided on.
    item: str = ""


@dataclass(frozen=True)
class Settled:
    """What records say of items: those that need no decision any more, by which record, and whose the others are."""

    hidden: frozenset[str] = frozenset()
    assigned: dict[str, str] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)


def settled(live: Live) -> Settled:
    """What records say of the items of a build."""
    assigned: dict[str, str] = {}
    of: dict[str, str] = {}
    folder = folder_of(live.base)
    for id, said in folder.records.items():
        # A decision that no longer fits needs nobody once it is undone, before the next build too.
        if said.verdict == "undo" and said.undoes not in folder.standing:
            of[f"stale-{said.undoes}"] = id
    for id, said in folder.standing.items():
        if said.verdict == "assign" and said.item:
            assigned[said.item] = said.person
        elif said.item and (said.verdict in _SETTLING or (said.verdict == "waive" and not _is_over(said.expires))):
            of[said.item] = id
    return Settled(frozenset(of), assigned, of)


def listed(live: Live) -> list[Record]:
    """All records, the newest first."""
    folder = folder_of(live.base)
    return _shown(live, folder, [*reversed(folder.records)])


def one(live: Live, id: str) -> Record | None:
    """A record by its id; None when there is none."""
    folder = folder_of(live.base)
    return _shown(live, folder, [id], quoted=True)[0] if id in folder.records else None


def problems(live: Live) -> tuple[str, ...]:
    """What is wrong with files that are no records; their decisions do not count."""
    return folder_of(live.base).problems


def reason(why: str) -> str:
    """Why a decision no longer fits, as the report of a build has it, in the language of the page."""
    name = why.rpartition(" ")[2]
    if why.startswith("there is no document "):
        return str(_("there is no document %(name)s any more", name=name))
    if why.startswith("nothing has the IRI "):
        return str(_("nothing has the address %(iri)s any more", iri=name))
    told: dict[str, str] = {
        "its words are gone": _("its words are gone from the document"),
        "nothing says that at these words": _("nothing says that at these words any more"),
    }
    return told.get(why, why)


def _shown(live: Live, folder: Folder, ids: Iterable[str], quoted: bool = False) -> list[Record]:
    kept = [(id, folder.records[id]) for id in ids]
    states = _states(live, folder)
    shower = Shower(live, page_language())
    things = {iri for _id, said in kept for iri in _things(said)}
    things |= {said.value.value for _id, said in kept if isinstance(said.value, pyoxigraph.NamedNode)}
    shower.names = between.names(Reader(live), things, shower.order)
    return [_record(live, shower, id, said, states[id], quoted) for id, said in kept]


def _things(said: records.Record) -> list[str]:
    """What a record is about: things, or the ends of a statement that are things."""
    fact = said.fact
    ends = [fact[0], fact[2].value] if fact and isinstance(fact[2], pyoxigraph.NamedNode) else [fact[0]] if fact else []
    return [*said.entities, *ends]


def _record(live: Live, shower: Shower, id: str, said: records.Record, told: tuple[str, str], quoted: bool) -> Record:
    state, note = told
    about = [shower.thing(iri) for iri in _things(said)]
    if said.fact and isinstance(said.fact[2], pyoxigraph.Literal):
        about.append(shower.ref(said.fact[2]))
    quotes = [_quoted(live, quote) for quote in said.quotes] if quoted else []
    return Record(
        id=id,
        verdict=said.verdict,
        who=said.who,
        when=said.when.isoformat(),
        why=said.why,
        state=state,
        note=note,
        about=tuple(about),
        property=words.label(said.fact[1], shower.language) if said.fact else "",
        value=_value(shower, said),
        quotes=tuple(quotes),
        file=f"{id}.ttl",
        turtle=_text(id),
        can_be_undone=state != "undone",
        item=said.item,
    )


def _quoted(live: Live, quote: Quote) -> Quoted:
    """The words of a record, with where they stand now, which need not be where they stood then."""
    if quote.stem not in live.documents:
        return Quoted(quote.exact, quote.stem, "")
    place = find(quote, live.build.text(quote.stem))
    return Quoted(quote.exact, live.title(quote.stem), source_href(live, quote.stem, *place) if place else "")


def _value(shower: Shower, said: records.Record) -> Ref | None:
    if said.value is not None:
        return shower.ref(said.value)
    told = words.singular(said.kind, shower.language) if said.kind else said.person
    if told:
        return Ref(told)
    if said.expires is not None:
        return shower.ref(pyoxigraph.Literal(said.expires.isoformat(), datatype=pyoxigraph.NamedNode(XSD.date)))
    return None


def _text(id: str) -> str:
    try:
        return (settings().records / f"{id}.ttl").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _states(live: Live, folder: Folder) -> dict[str, tuple[str, str]]:
    """The state of each record, with why when it is stale."""
    report = live.build.report(REPORT) if isinstance(live.build, Build) else None
    known: dict[str, dict[str, str]] = report or {}
    found = {}
    standing = folder.standing
    undoing = {id for id, said in folder.records.items() if said.verdict == "undo"}
    for id, said in folder.records.items():
        told = known.get(id, {})
        if id not in standing and id not in undoing:
            found[id] = ("undone", "")
        elif _is_over(said.expires):
            found[id] = ("expired", "")
        elif said.verdict in {"assign", "waive", "distinct"}:
            found[id] = ("applied", "")
        elif told.get("state") in {"applied", "stale"}:
            found[id] = (told["state"], reason(told.get("why", "")))
        else:
            found[id] = ("waiting", "")
    return found


def _is_over(expires: date | None) -> bool:
    return expires is not None and expires < today()
