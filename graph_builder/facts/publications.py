"""Books, reports and articles: «bok «…»», «rapporten «…»», «Les også: …»."""

import re

from graph_builder.draft import Draft
from ontology import DCTERMS

READER = "publications"
_KINDS = r"bok|boken|boka|bog|bogen|rapport|rapporten|artikkel|artikkelen|artikel|artiklen|kronikk|kronikken|kronik|book|report|article|notatet|studien|bloggen|blogginnlegget"
_QUOTED = re.compile(
    rf"\b(?P<kind>{_KINDS})\s+(?P<open>«)(?P<title>[^«»]{{3,200}})»|\b(?P<kind2>{_KINDS})\s+[\"“](?P<title2>[^\"”]{{3,200}})[\"”]",
    re.IGNORECASE,
)
_READ_MORE = re.compile(r"(?:Læs|Les|Läs|Read)(?:\s+(?:mere|mer|også|også|meir|more|även))?:\s*(?P<title>\S.{5,200})$")


def read(draft: Draft) -> None:
    """Read the publications that the document names, and whose they are."""
    for block in draft.layout.blocks:
        for match in _QUOTED.finditer(draft.text, block.start, block.end):
            group = "title" if match["title"] else "title2"
            span = match.span(group)
            name = draft.printed(span)
            publication = draft.find("Publication", name) or draft.new("Publication", name, span)
            before = [
                m
                for m in draft.mentions_in(block.start, match.start(), "Person", "Organisation")
                if m in draft.of_mention
            ]
            if before and re.fullmatch(
                r"(?:['’]?s|\s+sin|\s+sitt|\s+si)?\s*", draft.text[before[-1].end : match.start()]
            ):
                draft.state(publication, DCTERMS.creator, draft.entity(before[-1]), (before[-1].start, span[1]), READER)
        more = _READ_MORE.match(draft.text[block.start : block.end]) if block.kind == "paragraph" else None
        if more:
            span = (block.start + more.start("title"), block.start + more.end("title"))
            name = draft.printed(span)
            if not draft.find("Publication", name):
                draft.new("Publication", name, span)
