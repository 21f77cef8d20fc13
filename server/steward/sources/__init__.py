"""Where items of the queue come from: a module for each kind, with a function `items(live, own)`."""

from server.steward.items import Source
from server.steward.sources import duplicates, facts, links, names, results, stale

SOURCES: tuple[Source, ...] = (results.items, facts.items, names.items, duplicates.items, links.items, stale.items)
