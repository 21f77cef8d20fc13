"""What the two indexes hold. Texts come cut into words (see `store.search.words`), so Tantivy only cuts at spaces."""

from functools import cache

import tantivy

FOLDER = "search"
THINGS = "things"
PASSAGES = "passages"
# Changes when an index of an older version cannot be read as one of this.
VERSION = 2
# Languages of pages: each has its own name for a thing, and so its own order of a list.
SORTED = ("nb", "nn", "en")


@cache
def things() -> tantivy.Schema:
    """The schema of the things of a build that have names."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("iri", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("kind", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    # Classes besides that of the kind, and concepts, as the kind of an organisation.
    schema.add_text_field("class", fast=True, tokenizer_name="raw", index_option="basic")
    # Stems of the documents that say something of it; none for what the authority file alone knows.
    schema.add_text_field("document", fast=True, tokenizer_name="raw", index_option="basic")
    # `yes` where there is one.
    schema.add_text_field("said", tokenizer_name="raw", index_option="basic")
    schema.add_integer_field("year", stored=True, indexed=True, fast=True)
    schema.add_text_field("date", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    # The first and the last day of what says when it ends, as the number 20200305.
    schema.add_integer_field("begins", indexed=True)
    schema.add_integer_field("lasts", indexed=True)
    schema.add_integer_field("facts", stored=True, fast=True)
    schema.add_bytes_field("names", stored=True)
    _words(schema)
    # The whole names, folded, and with all their letters after `=`.
    schema.add_text_field("whole", tokenizer_name="raw", index_option="basic")
    # The first letters of words and names, for completion while few letters have been typed.
    schema.add_text_field("start", tokenizer_name="whitespace", index_option="basic")
    for language in SORTED:
        schema.add_text_field(f"sort_{language}", fast=True, tokenizer_name="raw", index_option="basic")
        # Its first letters as a number, which Tantivy puts in order many times faster.
        schema.add_integer_field(f"place_{language}", fast=True)
    return schema.build()


@cache
def passages() -> tantivy.Schema:
    """The schema of the passages of the documents' texts, which stay in the texts: here is where they stand."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("document", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    schema.add_integer_field("start", stored=True)
    schema.add_integer_field("end", stored=True)
    schema.add_integer_field("year", indexed=True, fast=True)
    _words(schema)
    return schema.build()


def _words(schema: tantivy.SchemaBuilder) -> None:
    schema.add_text_field("exact", tokenizer_name="whitespace")
    schema.add_text_field("folded", tokenizer_name="whitespace")
    schema.add_text_field("stem", tokenizer_name="whitespace", index_option="freq")
