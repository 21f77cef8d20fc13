"""All links of a page as one document, for programs that gather them (RFC 9264; FAIR Signposting, level 2)."""

import json
from collections.abc import Sequence
from urllib.parse import urljoin

from server.formats import Format

LINKSET = Format("linkset", "Link set", ("application/linkset+json",))
Link = tuple[str, dict[str, str]]


def linkset(anchor: str, links: Sequence[Link]) -> str:
    """The links as JSON (RFC 9264, 4.2).

    `anchor` is the whole address of the page that has them; targets on the same server may be without its name.
    """
    targets: dict[str, list[dict[str, str]]] = {}
    for target, given in links:
        told = {name: value for name, value in given.items() if name != "rel"}
        targets.setdefault(given["rel"], []).append({"href": urljoin(anchor, target), **told})
    return json.dumps({"linkset": [{"anchor": anchor, **targets}]}, ensure_ascii=False)
