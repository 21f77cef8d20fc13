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


COUNTIES = f"""{HEAD}
@prefix dcterms: <http://purl.org/dc/terms/> .
<id/organisation/nordfylke> a inno:Organisation ;
    org:classification inno:organisation-county ; skos:prefLabel "Nordland-Ask fylkeskommune"@nb ;
    skos:hiddenLabel "Nordfylke"@nb .
<id/organisation/sorfylke> a inno:Organisation ;
    org:classification inno:organisation-county ; skos:prefLabel "Sørfylke fylkeskommune"@nb ;
    skos:hiddenLabel "Sørfylke"@nb .
<id/organisation/storfylke> a inno:Organisation ;
    org:classification inno:organisation-county ; skos:prefLabel "Storfylke fylkeskommune"@nb ;
    skos:hiddenLabel "Storfylke"@nb .
<change/2020/storfylke> a <http://www.w3.org/ns/org#ChangeEvent> ;
    org:originalOrganization <id/organisation/sorfylke> ; org:resultingOrganization <id/organisation/storfylke> .
<id/organisation/ask-kommune-nordfylke> a inno:Organisation ;
    org:classification inno:organisation-municipality ; org:subOrganizationOf <id/organisation/nordfylke> ;
    skos:prefLabel "Ask kommune (Nordfylke)"@nb ; skos:altLabel "Ask kommune"@nb ; skos:hiddenLabel "Ask"@nb .
<id/organisation/ask-kommune-sorfylke> a inno:Organisation ;
    org:classification inno:organisation-municipality ; org:subOrganizationOf <id/organisation/storfylke> ;
    skos:prefLabel "Ask kommune (Storfylke)"@nb ; skos:altLabel "Ask kommune"@nb ; skos:hiddenLabel "Ask"@nb .
<id/organisation/tindviks-kommun> a inno:Organisation ;
    org:classification inno:organisation-municipality ;
    skos:prefLabel "Tindviks kommun"@sv ; skos:hiddenLabel "Tindvik"@sv .
<id/organisation/tindvik-kommune> a inno:Organisation ;
    org:classification inno:organisation-municipality ;
    skos:prefLabel "Tindvik kommune"@nb ; skos:hiddenLabel "Tindvik"@nb .
<id/organisation/moelnaes-kommune> a inno:Organisation ;
    org:classification inno:organisation-municipality ;
    skos:prefLabel "Mølnes Kommune"@da ; skos:hiddenLabel "Mølnes"@da, "Mulness"@en .
"""


@pytest.fixture
def municipalities(tmp_path: Path) -> Authority:
    return load(tmp_path, COUNTIES)


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Mølnes Kommune åbner.", "da", "moelnaes-kommune"),
        ("Mølnes kommune åpnar.", "nn", "moelnaes-kommune"),
        ("Kommunen Mølnes åpner.", "nb", "moelnaes-kommune"),
        ("Mølnes kommunes plan er ny.", "nb", "moelnaes-kommune"),
        ("The Municipality of Mølnes opens.", "en", "moelnaes-kommune"),
        ("The City of Mulness opens.", "en", "moelnaes-kommune"),
        ("Mølnes municipality opens.", "en", "moelnaes-kommune"),
        ("Mølnes kommun öppnar.", "sv", "moelnaes-kommune"),
        ("Sørfylke fylkeskommune åpner.", "nb", "sorfylke"),
        ("Sørfylke County Council opens.", "en", "sorfylke"),
    ],
)
def test_a_bare_name_makes_the_full_names(municipalities: Authority, text: str, language: str, key: str) -> None:
    (body,) = [e for e in read(text, language, authority=municipalities).entities if e.kind == "Organisation"]
    assert body.key == f"id/organisation/{key}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("I går kom Ask kommune (Nordfylke) hit.", "ask-kommune-nordfylke"),
        ("I går kom Ask kommune i Storfylke hit.", "ask-kommune-sorfylke"),
        ("I går kom Ask kommune, Nordfylke, hit.", "ask-kommune-nordfylke"),
        ("I går kom Ask kommune i Sørfylke hit, som nå er Storfylke.", "ask-kommune-sorfylke"),
    ],
)
def test_the_area_tells_bodies_of_one_name_apart(municipalities: Authority, text: str, key: str) -> None:
    draft = read(text, authority=municipalities)
    assert {e.key for e in draft.entities if "Ask kommune" in " ".join(e.names)} == {f"id/organisation/{key}"}


def test_without_an_area_a_shared_name_is_a_body_of_its_own(municipalities: Authority) -> None:
    draft = read("I går kom Ask kommune hit.", authority=municipalities)
    assert (kinds(draft), entity(draft, "Ask kommune").key) == ({"Ask kommune": "municipality"}, "")


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Tindvik kommune åpner.", "nb", "tindvik-kommune"),
        ("Tindviks kommun öppnar.", "sv", "tindviks-kommun"),
        ("Tindvik municipality opens.", "en", ""),
    ],
)
def test_the_documents_language_tells_bodies_of_one_name_apart(
    municipalities: Authority, text: str, language: str, key: str
) -> None:
    (body,) = [e for e in read(text, language, authority=municipalities).entities if e.kind == "Organisation"]
    assert body.key == (f"id/organisation/{key}" if key else "")


@pytest.mark.parametrize("text", ["Ny-Mølnes kommune er her.", "Mølnes kommune-planen er ny.", "Kommunen er i går."])
def test_a_name_inside_another_is_none(municipalities: Authority, text: str) -> None:
    assert not any(e.key for e in read(text, authority=municipalities).entities)


def test_a_body_that_the_authority_does_not_mean_gets_no_iri_of_it(municipalities: Authority) -> None:
    draft = read("I går kom Tindvik municipality hit.", "en", authority=municipalities)
    (iri,) = assign_iris([draft], BASE, {"id/organisation/tindvik-municipality"}).values()
    assert iri.startswith(f"{BASE}id/organisation/tindvik-municipality-")


def test_two_plain_words_are_no_programme(tmp_path: Path) -> None:
    text = f'{HEAD}<id/programme/nye-tau> a inno:Programme ; skos:prefLabel "Nye tau"@nb .'
    authority = load(tmp_path, text)
    assert named(read("Vi fikk støtte fra Nye tau i år.", authority=authority), "Programme") == {"Nye tau"}
    assert named(read("Vi kjøpte nye tau i år.", authority=authority), "Programme") == set()


def test_the_authoritys_slug_is_its_own(authority: Authority) -> None:
    draft = read("Kaia er gammel. I går kom organisasjonen Kaïa.", authority=authority)
    iris = assign_iris([draft], BASE)
    kaia, other = (iris[id(entity(draft, name))] for name in ("Kaia", "Kaïa"))
    assert kaia == f"{BASE}id/organisation/kaia"
    assert other.startswith(f"{kaia}-")
