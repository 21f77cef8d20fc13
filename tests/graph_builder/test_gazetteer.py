"""Names that the authority files give."""

from pathlib import Path

import pytest

from graph_builder.authority import Authority, AuthorityError, load_authority
from graph_builder.iris import assign_iris
from tests.graph_builder.reading import entity, kinds, named, read

BASE = "https://example.org/"
HEAD = """@prefix inno: <https://w3id.org/innograf/def#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
KAIA = f"""{HEAD}
<id/organisation/kaia> a inno:Organisation ;
    skos:prefLabel "Kaia"@nb, "The Quay"@en ;
    skos:altLabel "Den gamle kaia"@nb ;
    inno:formerName "Senter for tau"@nb ;
    org:classification inno:organisation-network .
<id/programme/sjosett> a inno:Programme ; skos:prefLabel "Sjøsett"@nb .
"""


def load(folder: Path, *files: str) -> Authority:
    for number, text in enumerate(files):
        (folder / f"{number}.ttl").write_text(text, encoding="utf-8")
    return load_authority(folder, BASE)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return load(tmp_path, KAIA)


@pytest.mark.parametrize(
    "form", ["Kaia", "Den gamle kaia", "Senter for tau", "The Quay", "Kaias", "Kaia’s", "den gamle kaia"]
)
def test_every_form_is_the_entry(authority: Authority, form: str) -> None:
    draft = read(f"I går var folk fra {form} her.", authority=authority)
    (body,) = [e for e in draft.entities if e.kind == "Organisation"]
    assert (body.key, body.notation) == ("id/organisation/kaia", "network")
    (span,) = next(iter(body.names.values()))
    assert draft.text[slice(*span)] == form.removesuffix("’s").removesuffix("as") + ("a" if form == "Kaias" else "")


@pytest.mark.parametrize("text", ["Vi gikk på kaia i går.", "Kaia-prosjektet er nytt.", "Kaiane er nye."])
def test_other_words_are_not(authority: Authority, text: str) -> None:
    assert named(read(text, authority=authority), "Organisation") == set()


def test_several_forms_are_one_body(authority: Authority) -> None:
    draft = read("Kaia er gammel. Senter for tau var navnet før. Sjøsett gir penger til Kaia.", authority=authority)
    assert set(entity(draft, "Kaia").names) == {"Kaia", "Senter for tau"}
    assert entity(draft, "Sjøsett").kind == "Programme"


def test_without_the_authority_only_the_form_counts() -> None:
    draft = read("Kaia er gammel. Sjøsett gir penger til Kaia og Havnerådet.")
    assert kinds(draft) == {"Havnerådet": "agency"}
    assert named(draft, "Programme") == set()


def test_an_introduced_short_form_joins_the_entry(authority: Authority) -> None:
    draft = read("Den gamle kaia (DGK) er gammel. DGK står ennå.", authority=authority)
    assert entity(draft, "DGK").key == "id/organisation/kaia"


def test_an_empty_folder_is_an_empty_authority(tmp_path: Path) -> None:
    found = load_authority(tmp_path, BASE)
    assert (dict(found.entries), found.quads) == ({}, ())


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        (f"{HEAD}<id/organisation/kaia> a inno:Organisation ;", "0.ttl"),
        (f'{HEAD}<id/organisation/kaia> skos:prefLabel "Kaia"@nb .', "id/organisation/kaia"),
        (f"{HEAD}<id/organisation/kaia> a inno:Organisation .", "id/organisation/kaia"),
    ],
)
def test_an_authority_that_cannot_be_used_is_named(tmp_path: Path, text: str, telling: str) -> None:
    with pytest.raises(AuthorityError, match=telling):
        load(tmp_path, text)


def test_the_authoritys_slug_is_its_own(authority: Authority) -> None:
    draft = read("Kaia er gammel. I går kom organisasjonen Kaïa.", authority=authority)
    iris = assign_iris([draft], BASE)
    kaia, other = (iris[id(entity(draft, name))] for name in ("Kaia", "Kaïa"))
    assert kaia == f"{BASE}id/organisation/kaia"
    assert other.startswith(f"{kaia}-")
