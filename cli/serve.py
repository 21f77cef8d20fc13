"""`innograf serve`: the published build on the web."""

from typing import Any

import click

from cli import options


@click.command("serve")
@options.setting("host", metavar="ADDRESS")
@options.setting("port", type=int, metavar="N")
@options.data
@options.endpoint
@options.setting("base_iri", metavar="IRI")
@options.setting("server_workers", "--workers", type=int, metavar="N")
def command(**given: Any) -> None:
    """Serve the published build: pages, RDF and SPARQL. Ctrl+C stops the server.

    With `--endpoint` it is the one that `innograf publish --endpoint` brought to that engine.

    A build that is published while the server runs is served from the next request on.
    """
    settings = options.read_settings(**given)
    from server.serve import run

    run(settings)
