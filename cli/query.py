"""`innograf query`: SPARQL on a build."""

import contextlib
import sys
from typing import TypeVar, cast

import click
import pyoxigraph

from cli import options
from cli.output import on_terminal, table
from ontology import prefixes
from server.exact import for_format, write_csv
from store import Build, BuildStore, QueryRefused, QuerySyntaxError, query
from store.ordering import by_kind
from store.queries import Results

SOLUTIONS = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}
TRIPLES = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


@click.command("query")
@click.argument("sparql", metavar="SPARQL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *SOLUTIONS, *TRIPLES]),
    help="SELECT and ASK: table (on a terminal), csv (elsewhere), tsv, json, xml. "
    "CONSTRUCT and DESCRIBE: ttl, nt, rdf, jsonld.",
)
@options.build
@options.data
def command(sparql: str, form: str | None, ref: str, data: str | None) -> None:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query; `-` reads it from standard input.

    The prefixes of the ontology need not be declared.
    """
    if sparql == "-":
        sparql = sys.stdin.read()
    settings = options.read_settings(data=data)
    build = BuildStore(settings.data).open(ref)
    results = _ask(build, sparql, settings.service_endpoints)
    if isinstance(results, pyoxigraph.QueryTriples):
        known = _format(form or "ttl", TRIPLES)
        pyoxigraph.serialize(results, for_format(sys.stdout.buffer, known), known, prefixes=prefixes())
        return
    form = form or ("table" if on_terminal() else "csv")
    if form == "table":
        click.echo(_table(results))
    elif isinstance(results, pyoxigraph.QueryBoolean) and form in {"csv", "tsv"}:
        # These two formats have no form for ASK.
        click.echo(str(bool(results)).lower())
    elif form == "csv":
        write_csv(cast(pyoxigraph.QuerySolutions, results), sys.stdout.buffer)
    else:
        format = _format(form, SOLUTIONS)
        results.serialize(for_format(sys.stdout.buffer, format), format)
        if form in {"json", "xml"}:
            click.echo()


def _ask(build: Build, sparql: str, services: tuple[str, ...]) -> Results:
    # Values of many kinds in one ORDER BY would end this process.
    ordered = by_kind(sparql)
    if ordered is not None:
        # What is wrong with a query is told of it as it was written.
        with contextlib.suppress(QuerySyntaxError, QueryRefused):
            return query(build, ordered, prefixes=prefixes(), services=services)
    return query(build, sparql, prefixes=prefixes(), services=services)


T = TypeVar("T")


def _format(form: str, known: dict[str, T]) -> T:
    if form not in known:
        raise click.UsageError(f"This query's result has no form {form!r}; choose one of {', '.join(known)}.")
    return known[form]


def _table(results: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean) -> str:
    if isinstance(results, pyoxigraph.QueryBoolean):
        return "yes" if results else "no"
    names = prefixes()
    rows = [[_short(term, names) for term in solution] for solution in results]
    return table([variable.value for variable in results.variables], rows) + f"\n({len(rows)} rows)"


def _short(term: object, names: dict[str, str]) -> str:
    """Write a term for reading: an IRI with its prefix, a literal as its text with its language."""
    if isinstance(term, pyoxigraph.Literal):
        return f"{term.value}@{term.language}" if term.language else term.value
    if isinstance(term, pyoxigraph.NamedNode):
        for prefix, namespace in names.items():
            local = term.value.removeprefix(namespace)
            if local != term.value and "/" not in local:
                return f"{prefix}:{local}"
        return term.value
    return "" if term is None else str(term)
