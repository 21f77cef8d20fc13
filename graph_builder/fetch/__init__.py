"""Downloads documents that a list of web addresses names, politely. Only the command `innograf fetch` does."""

from graph_builder.fetch.addresses import Address, BadAddress, read_list
from graph_builder.fetch.client import FetchError
from graph_builder.fetch.run import Fetched, fetch_all

__all__ = ["Address", "BadAddress", "FetchError", "Fetched", "fetch_all", "read_list"]
