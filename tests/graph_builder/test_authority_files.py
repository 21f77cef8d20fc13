"""The shipped authority files: complete where they say so, consistent, and without identifiers from elsewhere."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph_builder.authority import Authority, Entry, load_authority
from graph_builder.lexicon import given_names
from graph_builder.slugs import slug_of
from ontology import DCTERMS, INNO, ORG, RDF, RDFS, SCHEMA, SKOS, vocabulary
from tests.graph_builder.reading import read

FOLDER = Path(__file__).parents[2] / "data/authority"
BASE = "https://example.org/"
PREDICATES = {
    RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, INNO.formerName, ORG.classification,
    ORG.subOrganizationOf, ORG.originalOrganization, ORG.resultingOrganization, DCTERMS.date,
    SCHEMA.latitude, SCHEMA.longitude,
}  # fmt: skip
# Languages of names: those of documents, Sámi (se, sma, smj), Kven, and the other Nordic ones.
LANGUAGES = {"nb", "nn", "da", "sv", "en", "se", "sma", "smj", "fkv", "fi", "is"}


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(FOLDER, BASE)


def keys_in(name: str) -> set[str]:
    """The bodies and programmes of one file."""
    return set(re.findall(r"^<(id/\S+)> a ", (FOLDER / name).read_text(encoding="utf-8"), re.MULTILINE))


def changes(authority: Authority) -> list[tuple[str, set[str], set[str]]]:
    """(date, bodies before, bodies after) of each change, in the order of time."""
    found: dict[str, tuple[str, set[str], set[str]]] = {}
    for quad in authority.quads:
        subject = str(quad.subject)
        if quad.predicate.value == DCTERMS.date and isinstance(quad.object, Literal):
            found[subject] = (quad.object.value, set(), set())
    for quad in authority.quads:
        for number, predicate in enumerate((ORG.originalOrganization, ORG.resultingOrganization), start=1):
            if quad.predicate.value == predicate and isinstance(quad.object, NamedNode):
                side = found[str(quad.subject)][number]
                assert isinstance(side, set)
                side.add(quad.object.value.removeprefix(BASE))
    return sorted(found.values(), key=lambda change: change[0])


def there_on(date: str, members: set[str], authority: Authority) -> set[str]:
    """Which of `members` existed on a day, by the changes that the files tell."""
    events = [(d, before & members, after & members) for d, before, after in changes(authority)]
    first = {body: d for d, before, after in reversed(events) for body in before | after}
    there = {b for b in members if b not in first or any(d == first[b] and b in before for d, before, _ in events)}
    for day, group in ((d, [e for e in events if e[0] == d]) for d in sorted({d for d, *_ in events if d <= date})):
        gone = {body for _, before, _ in group for body in before}
        come = {body for _, _, after in group for body in after}
        assert gone <= there, day
        there = (there - gone) | come
    return there


def of_kind(authority: Authority, keys: set[str], notation: str) -> set[str]:
    return {key for key in keys if authority.entries[key].notation == notation}


@pytest.mark.parametrize(
    ("date", "number"), [("2018-01-01", 422), ("2019-12-31", 422), ("2020-01-01", 356), ("2024-01-01", 357)]
)
def test_all_norwegian_municipalities(authority: Authority, date: str, number: int) -> None:
    municipalities = of_kind(authority, keys_in("norway-municipalities.ttl"), "municipality")
    assert len(there_on(date, municipalities, authority)) == number


@pytest.mark.parametrize(
    ("date", "number"), [("2017-01-01", 19), ("2018-01-01", 18), ("2020-01-01", 11), ("2024-01-01", 15)]
)
def test_all_norwegian_counties(authority: Authority, date: str, number: int) -> None:
    counties = of_kind(authority, keys_in("norway-counties.ttl"), "county")
    assert len(there_on(date, counties, authority)) + 1 == number, "Oslo is a municipality and a county"


@pytest.mark.parametrize(
    ("file", "notation", "number"),
    [
        ("denmark.ttl", "municipality", 98),
        ("denmark.ttl", "county", 5),
        ("sweden.ttl", "municipality", 290),
        # The 21st is Region Gotland, which is among the municipalities.
        ("sweden.ttl", "county", 20),
    ],
)
def test_all_danish_and_swedish_municipalities_and_regions(
    authority: Authority, file: str, notation: str, number: int
) -> None:
    found = of_kind(authority, keys_in(file), notation)
    assert len(found) == number
    if notation == "municipality":
        parents = parents_of(authority)
        assert {key for key in found if key not in parents} <= {"id/organisation/region-gotland"}


def test_the_municipalities_of_each_county_today(authority: Authority) -> None:
    municipalities = keys_in("norway-municipalities.ttl")
    today = there_on("2024-01-01", municipalities, authority)
    parents = parents_of(authority)
    found = Counter(parents[key].removeprefix("id/organisation/") for key in today if key in parents)
    assert {name.removesuffix("-fylkeskommune"): n for name, n in found.items()} == {
        "oestfold": 12, "akershus": 21, "innlandet": 46, "buskerud": 18, "vestfold": 6, "telemark": 17, "agder": 25,
        "rogaland": 23, "vestland": 43, "moere-og-romsdal": 27, "troendelag": 38, "nordland": 41, "troms": 21,
        "finnmark": 18,
    }  # fmt: skip


def parents_of(authority: Authority) -> dict[str, str]:
    """Body → the body that it belongs under, which is one."""
    found: dict[str, str] = {}
    for quad in authority.quads:
        if quad.predicate.value == ORG.subOrganizationOf and isinstance(quad.object, NamedNode):
            key = str(quad.subject)[1:-1].removeprefix(BASE)
            assert key not in found, f"{key} has two parents"
            found[key] = quad.object.value.removeprefix(BASE)
    return found


def test_every_parent_and_every_changed_body_is_there(authority: Authority) -> None:
    for key, parent in parents_of(authority).items():
        assert parent in authority.entries, f"{key} belongs under {parent}, which is not there"
        assert parent != key
    for _, before, after in changes(authority):
        assert before and after and before != after
        assert before | after <= authority.entries.keys()


def test_every_body_has_a_kind_that_the_ontology_knows(authority: Authority) -> None:
    for key, entry in authority.entries.items():
        assert entry.kind in ("Organisation", "Programme"), key
        if entry.kind == "Organisation":
            assert vocabulary().concept("organisation", entry.notation), key


def test_foundations_and_centres_are_no_companies_or_agencies(authority: Authority) -> None:
    kinds = {key.rpartition("/")[2]: entry.notation for key, entry in authority.entries.items()}
    assert {kinds[name] for name in ("nesta", "design-council", "bloomberg-philanthropies", "realdania")} == {
        "interest-organisation"
    }
    assert {kinds[name] for name in ("the-govlab", "the-young-foundation", "innovation-growth-lab")} == {
        "research-institution"
    }


def test_no_two_have_one_preferred_name(authority: Authority) -> None:
    names = Counter((entry.kind, *name) for entry in authority.entries.values() for name in entry.preferred)
    assert [name for name, number in names.items() if number > 1] == []


def test_one_preferred_name_a_language(authority: Authority) -> None:
    for entry in authority.entries.values():
        assert len(entry.languages) == len(entry.preferred), entry.key


def test_names_are_spelt_as_names(authority: Authority) -> None:
    for entry in authority.entries.values():
        for name, language in (*entry.names, *entry.bare):
            assert language in LANGUAGES, (entry.key, name, language)
            assert name == " ".join(name.split()), (entry.key, name)
            assert not re.search(r"[\"“”«»\u00a0\u00ad]|--|\.\.", name), (entry.key, name)
            assert name[0].isupper() or name[0].isdigit() or entry.kind == "Programme", (entry.key, name)
        if entry.notation == "municipality":
            assert_named_as_a_municipality(entry)


def assert_named_as_a_municipality(entry: Entry) -> None:
    assert entry.bare, f"{entry.key} has no bare name (skos:hiddenLabel)"
    for name, language in entry.preferred:
        plain = re.sub(r" \([^()]+\)$", "", name)
        words = {
            "nb": "kommune",
            "nn": "kommune|herad",
            "da": "Kommune|Regionskommune|kommuna",
            "sv": "kommun|stad|Stad",
        }
        if language in words:
            form = rf".* ({words[language]})|Region .*"
            assert re.fullmatch(form, plain), (entry.key, name)
        assert (plain, language) in entry.names or any(plain == other for other, _ in entry.names), entry.key


def test_iris_are_made_of_names(authority: Authority) -> None:
    for entry in authority.entries.values():
        slug = entry.key.rsplit("/", 1)[-1]
        slugs = {slug_of(name) for name, _ in entry.names}
        slugs |= {f"{known}-{language}" for known in slugs for language in entry.languages}
        assert slug in slugs, f"{entry.key}: none of its names makes this slug"


def test_nothing_is_said_in_terms_or_identifiers_of_elsewhere(authority: Authority) -> None:
    for quad in authority.quads:
        assert quad.predicate.value in PREDICATES, quad
        assert str(quad.subject).startswith(f"<{BASE}"), quad
        if isinstance(quad.object, NamedNode):
            assert quad.object.value.startswith((BASE, str(INNO), str(ORG))), quad
        else:
            assert not re.search(r"\d{5,}", str(quad.object).partition('"^^')[0]), f"a number of some register? {quad}"


def test_places_have_coordinates_and_are_known_by_their_names_alone(authority: Authority) -> None:
    places = {quad.subject for quad in authority.quads if str(quad.subject).startswith(f"<{BASE}id/place/")}
    assert places
    assert not any(key.startswith("id/place/") for key in authority.entries)
    for property, least, most in ((SCHEMA.latitude, -90, 90), (SCHEMA.longitude, -180, 180)):
        said = [quad for quad in authority.quads if quad.predicate.value == property]
        assert len(said) == len(places) == len({quad.subject for quad in said})
        assert all(isinstance(quad.object, Literal) and least <= float(quad.object.value) <= most for quad in said)


def test_former_names_are_no_names_of_today(authority: Authority) -> None:
    former = {
        (str(quad.subject), quad.object.value)
        for quad in authority.quads
        if quad.predicate.value == INNO.formerName and isinstance(quad.object, Literal)
    }
    assert former
    for quad in authority.quads:
        if quad.predicate.value in (SKOS.prefLabel, SKOS.altLabel) and isinstance(quad.object, Literal):
            assert (str(quad.subject), quad.object.value) not in former, quad


def test_no_name_is_a_given_name(authority: Authority) -> None:
    """It would take the person's first name for the body."""
    assert [name for e in authority.entries.values() for name, _ in e.names if name in given_names()] == []


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Våler kommune i Viken svarte.", "nb", "vaaler-kommune-oestfold"),
        ("Våler kommune (Innlandet) svarte.", "nb", "vaaler-kommune-innlandet"),
        ("Våler kommune i Hedmark svarte.", "nb", "vaaler-kommune-innlandet"),
        ("Våler kommune svarte.", "nb", ""),
        ("Bø kommune i Telemark svarte.", "nn", "boe-kommune-telemark"),
        ("Det gjelder kommunene Herøy (Nordland) og Voss.", "nb", "heroey-kommune-nordland"),
        ("Lunds kommun svarade.", "sv", "lunds-kommun"),
        ("Lund kommune svarte.", "nb", "lund-kommune"),
        ("Datatilsynet svarede.", "da", "datatilsynet-da"),
        ("Datatilsynet svarte.", "nb", "datatilsynet"),
        ("The City of Copenhagen answered.", "en", "koebenhavns-kommune"),
        ("Malmö kommune svarte.", "nb", "malmoe-stad"),
    ],
)
def test_bodies_of_one_name_are_told_apart(authority: Authority, text: str, language: str, key: str) -> None:
    bodies = [e for e in read(text, language, authority=authority).entities if e.kind == "Organisation"]
    assert min(bodies, key=lambda e: min(min(spans) for spans in e.names.values())).key == (
        f"id/organisation/{key}" if key else ""
    )
