"""What the arguments of `innograf decide` mean in a build: things, statements, values and words of documents."""

from dataclasses import dataclass

import pyoxigraph

from cli.output import InputError
from graph_builder.records import Quote
from ontology import INNO, PROV, RDF, XSD, prefixes, vocabulary
from store import Build, DocumentNotFound

Term = pyoxigraph.NamedNode | pyoxigraph.Literal
# Characters that are kept before and after words, to find them again.
_CONTEXT = 32
_MOST_TOLD = 5
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


@dataclass(frozen=True)
class Meant:
    """Reads arguments by what a build has. Every method raises `InputError`, which says what is wrong with which."""

    build: Build
    base_iri: str

    def thing(self, given: str) -> str:
        """The IRI of a thing, given as that or as `kind/slug`."""
        iri = given if given.startswith(self.base_iri) else f"{self.base_iri}id/{given}"
        if not self._is_known(iri):
            raise InputError(f"The build has no thing {given!r}. Give its IRI, or kind/slug as in organisation/name.")
        return iri

    def property(self, given: str) -> str:
        """The IRI of a property of the vocabulary, given as that or with a prefix as `schema:location`."""
        iri = _full(given)
        if iri not in vocabulary().properties:
            raise InputError(f"{given!r} is no property of the vocabulary. Give one as org:organization.")
        return iri

    def value(self, given: str, property: str, language: str | None, text: bool) -> Term:
        """What a statement is to say: a thing, a term of the vocabulary, a date, or words."""
        iri = _full(given)
        if not text and iri in vocabulary().declared:
            return pyoxigraph.NamedNode(iri)
        if not text and ("/" in given or given.startswith(self.base_iri)):
            return pyoxigraph.NamedNode(self.thing(given))
        if language:
            return pyoxigraph.Literal(given, language=language)
        if given.replace("-", "").isdigit() and len(given) in _DATES and "ate" in property:
            return pyoxigraph.Literal(given, datatype=pyoxigraph.NamedNode(_DATES[len(given)]))
        return pyoxigraph.Literal(given)

    def corrected(self, given: str, like: Term, language: str | None, text: bool) -> Term:
        """The value to put in the place of another: of the same kind, unless the caller says otherwise."""
        if isinstance(like, pyoxigraph.NamedNode) and not text:
            iri = _full(given)
            return pyoxigraph.NamedNode(iri if iri in vocabulary().declared else self.thing(given))
        if isinstance(like, pyoxigraph.NamedNode) or language or like.language:
            tag = language or (like.language if isinstance(like, pyoxigraph.Literal) else None)
            return pyoxigraph.Literal(given, language=tag) if tag else pyoxigraph.Literal(given)
        return pyoxigraph.Literal(given, datatype=like.datatype)

    def words(self, stem: str, quote: str | None, char: str | None) -> Quote:
        """The words of a document, by what they say or by their first character and the one after the last."""
        try:
            text = self.build.text(stem)
        except DocumentNotFound as error:
            raise InputError(f"--in: {error}") from None
        if (quote is None) == (char is None):
            raise InputError("Say which words with --quote, or with --char 120,180: one of the two.")
        start, end = _between(char, len(text)) if char is not None else _quoted(str(quote), text, stem)
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        return Quote(stem=stem, exact=text[start:end], prefix=before, suffix=after, start=start, end=end)

    def statement(self, subject: str, property: str, value: str | None, quote: Quote) -> tuple[str, str, Term]:
        """The statement of that thing and property that the build read at these words."""
        graph = pyoxigraph.NamedNode(f"{self.base_iri}evidence/{quote.stem}")
        found: dict[Term, None] = {}
        rows = self.build.quads.quads_for_pattern(
            None, pyoxigraph.NamedNode(RDF.subject), pyoxigraph.NamedNode(subject), graph
        )
        for row in rows:
            about = {
                each.predicate.value: each.object
                for each in self.build.quads.quads_for_pattern(row.subject, None, None, graph)
            }
            place = str(about[PROV.wasDerivedFrom]).strip("<>").rpartition("=")[2].split(",")
            here = int(place[0]) < quote.end and quote.start < int(place[1])
            said = about[RDF.object]
            if about[RDF.predicate] == pyoxigraph.NamedNode(property) and here and isinstance(said, Term):
                found[said] = None
        kept = [term for term in found if value is None or self._is(term, value)]
        if len(kept) == 1:
            return subject, property, kept[0]
        told = ", ".join(sorted(term.value.removeprefix(f"{self.base_iri}id/") for term in found)[:_MOST_TOLD])
        if not found:
            raise InputError(f"Nothing says {property} of {subject} at these words of {quote.stem}.")
        if not kept:
            raise InputError(f"These words of {quote.stem} do not say {value!r} there, but: {told}.")
        raise InputError(f"These words of {quote.stem} say several: give one of them as VALUE: {told}.")

    def _is(self, term: Term, given: str) -> bool:
        return term.value in {given, _full(given), f"{self.base_iri}id/{given}"}

    def _is_known(self, iri: str) -> bool:
        try:
            return next(self.build.matching(pyoxigraph.NamedNode(iri)), None) is not None
        except ValueError:
            return False


def outside(given: str, base_iri: str) -> pyoxigraph.NamedNode:
    """The address of a thing elsewhere. Raises `InputError`."""
    try:
        if given.startswith(("http://", "https://")) and not given.startswith(base_iri):
            return pyoxigraph.NamedNode(given)
    except ValueError:
        pass
    raise InputError(f"{given!r} is no thing elsewhere. Give its address, as https://www.wikidata.org/entity/Q42.")


def kind(given: str) -> str:
    """A kind of thing as in IRIs. Raises `InputError`."""
    kinds = sorted(name for name, iri in vocabulary().kinds.items() if iri.startswith(str(INNO)))
    if given not in kinds:
        raise InputError(f"{given!r} is no kind of thing. The kinds are: {', '.join(kinds)}.")
    return given


def _full(name: str) -> str:
    prefix, colon, local = name.partition(":")
    space = prefixes().get(prefix)
    return f"{space}{local}" if colon and space and not local.startswith("//") else name


def _between(char: str, length: int) -> tuple[int, int]:
    start, comma, end = char.partition(",")
    is_number = comma and all(part.isascii() and part.isdigit() and len(part) < 10 for part in (start, end))
    if not is_number or not int(start) < int(end) <= length:
        raise InputError(
            f"--char {char}: give the first character and the one after the last, as 120,180, of {length} in all."
        )
    return int(start), int(end)


def _quoted(quote: str, text: str, stem: str) -> tuple[int, int]:
    number = text.count(quote) if quote.strip() else 0
    if number == 0:
        raise InputError(f"--quote: the words do not stand in {stem} as given.")
    if number > 1:
        raise InputError(f"--quote: the words stand in {stem} {number} times. Give more of them, or use --char.")
    return text.index(quote), text.index(quote) + len(quote)
