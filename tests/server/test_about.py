"""What pages tell of the data: the rules and samples of terms, validation, and how good the readers are."""

import html
import re

from flask.testing import FlaskClient

from ontology import FOAF, INNO, SCHEMA
from server.rules import rules, rules_of

NB = {"Accept": "text/html", "Accept-Language": "nb"}


def test_rules_are_the_shapes_own_words() -> None:
    assert "En person må ha foaf:name, som ren tekst." in rules_of(FOAF.name, "nb")
    assert "Ein person må ha foaf:name, som rein tekst." in rules_of(INNO.Person, "nn")
    assert "A person must have a foaf:name, as plain text." in rules_of(INNO.Person, "en")
    assert rules_of("https://example.org/unknown", "nb") == []
    for iri, found in rules().items():
        for texts in found:
            assert {"nb", "nn", "en"} <= set(texts), iri
            assert not any("{" in text for text in texts.values()), iri


def test_terms_have_a_sample_and_their_rules(client: FlaskClient) -> None:
    page = html.unescape(client.get("/def", headers=NB).text)

    def article(term: str) -> str:
        return page.partition(f'id="{term}"')[2].partition("</article>")[0]

    assert re.search(r'Eksempel: <a class="ds-link" href="/page/person/[a-z-]+">', article("Person"))
    assert "En person må ha foaf:name" in article("Person")
    performer = article("schema-performer")
    assert re.search(r'Eksempel: <a [^>]*href="/page/event/[^"]+">[^<]+</a> → <a [^>]*href="/page/person/', performer)
    assert SCHEMA.performer.startswith("https://schema.org/")


def test_the_data_set_tells_of_documents_validation_and_readers(client: FlaskClient) -> None:
    page = html.unescape(client.get("/dataset", headers=NB).text)
    assert "Grafen er lest ut av 4 dokumenter." in page
    assert "Dette bygget er ikke validert." in page
    assert '<tr id="reader-programme">' in page
    assert re.search(r"<code>programme</code></td><td class=\"figure\">\d+\xa0%</td>", page)
    assert "How good the readers are" in client.get("/dataset", headers={**NB, "Accept-Language": "en"}).text
