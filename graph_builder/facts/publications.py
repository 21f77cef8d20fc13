"""Publications: whose they are and when they came."""

from graph_builder.draft import Draft
from graph_builder.facts.issuing import read_issuing

READER = "publications"


def read(draft: Draft) -> None:
    """Read who issued each publication, and when."""
    for mention in draft.mentions:
        if mention.kind == "Publication" and mention in draft.of_mention:
            read_issuing(draft, mention, READER)
