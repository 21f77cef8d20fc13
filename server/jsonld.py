"""What search engines read in the page of a thing: schema.org in JSON-LD, and a line that describes it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from markupsafe import Markup

from ontology import SCHEMA, vocabulary
from server.dataset import ABOUT, KEYWORDS, TITLES
from server.describe import Page
from server.layouts import full
from server.live import Live
from server.locale import page_language
from server.shown import Ref
from settings import Settings
from store.dumps import FORMATS, Dump

LONGEST = 200


def summary(page: Page, kind: str, documents: str) -> str:
    """A line that tells what a thing is: its kind, its first facts, and in how many documents it appears."""
    facts = ", ".join(" ".join(ref.text for ref in refs) for refs in page.keys)
    told = f"{kind}: {facts}" if facts else kind
    text = f"{told}. {documents}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def embedded(page: Page, description: str) -> Markup:
    """JSON-LD for a script element: the classes and the outward facts of the page that schema.org has words for."""
    classes = [iri for iri in (page.class_iri, *vocabulary().superclasses(page.class_iri)) if iri.startswith(SCHEMA)]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": page.iri,
        "@type": [iri.removeprefix(SCHEMA) for iri in classes if iri != SCHEMA.Thing] or "Thing",
        "name": page.name.text,
        "description": description,
        "url": url_for("entity.page", kind=page.kind, slug=page.iri.rsplit("/", 1)[-1], _external=True),
    }
    if page.names:
        data["alternateName"] = [name.text for name, _ in page.names]
    for group in page.groups:
        property = full(group.property)
        if group.direction == "out" and property.startswith(SCHEMA) and not group.columns:
            found = [_value(ref) for row in group.rows for cell in row.cells[:1] for ref in cell]
            if found:
                data[property.removeprefix(SCHEMA)] = found[0] if len(found) == 1 else found
    return _script(data)


def document(title: str, record: Mapping[str, Any], iri: str, address: str) -> Markup:
    """JSON-LD for a script element: a document that was read. `record` is what the build says of it."""
    given = {"inLanguage": "language", "datePublished": "issued", "publisher": "publisher"}
    links = {"license": "license", "isBasedOn": "source"}
    data: dict[str, Any] = {"@context": "https://schema.org", "@id": iri, "@type": "CreativeWork"}
    data |= {"name": title, "url": address}
    data |= {name: str(record[key]) for name, key in given.items() if record.get(key)}
    if "publisher" in data:
        data["publisher"] = {"@type": "Organization", "name": data["publisher"]}
    data |= {name: record[key] for name, key in links.items() if str(record.get(key) or "").startswith("http")}
    return _script(data)


def data_set(live: Live, settings: Settings, address: str, dumps: Sequence[Dump]) -> Markup:
    """JSON-LD for a script element: the data set with its files, as searches for data read it.

    `address` is where this server answers, with a slash. Source: https://schema.org/Dataset
    """
    told, language = settings.dataset, page_language()
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": f"{live.base}dataset#innograf",
        "@type": "Dataset",
        "name": TITLES[language],
        "description": ABOUT[language],
        "url": f"{address}dataset",
        "keywords": [word for tag, word in KEYWORDS if tag == language],
        "version": live.build.id,
        "dateModified": live.build.manifest.made,
        "isAccessibleForFree": True,
        "inLanguage": sorted({str(record["language"]) for record in live.documents.values() if record.get("language")}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": dump.name,
                "contentUrl": f"{address}builds/{live.build.id}/{dump.name}",
                "encodingFormat": FORMATS[dump.format],
                "contentSize": f"{dump.size} B",
                "sha256": dump.sha256,
            }
            for dump in dumps
        ],
    }
    if told.license:
        data["license"] = told.license
    if told.publisher:
        name = told.publisher_name or told.publisher
        data["creator"] = {"@type": "Organization", "@id": told.publisher, "name": name}
    return _script(data)


def _script(data: Mapping[str, Any]) -> Markup:
    # A script element ends at its closing tag wherever that stands.
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704 - nothing of HTML is left in it


def _value(ref: Ref) -> Any:
    return {"@id": ref.iri, "name": ref.text} if ref.iri else ref.value or ref.text
