"""What is the same thing in several documents, and the IRIs that things get."""

import re
from itertools import permutations

from graph_builder.draft import Draft
from graph_builder.iris import assign_iris
from graph_builder.slugs import slug_of
from tests.graph_builder.reading import read

BASE = "https://example.org/g/"
TEXTS = {
    "a": "Sigrun Haukvik, rådgiver i Havnerådet, kom. Årsmøtet i Ærøy Tau AS er i Tindvik. Bø kommune fikk tau.",
    "b": "Sigrun Haukvik i Havnerådet sa ja. Rådmann Olav Moe i Bø kommune ler. Meld. St. 99 (2031–2032) er her.",
    "c": "Vi leste Meld.St. 99 (2031-2032). Meldingen er fin. Kari Moe i Bo kommune gikk.",
    "d": "Bruseminaret 6. mai 2031\n\n09:00 Velkommen ved Kari Moe\n09:10 Prat\n10:00 Tau\n11:00 Prat\n",
    "e": "Kaiseminaret 6. mai 2031\n\n09:00 Velkommen ved Olav Moe\n10:00 Fisk\n",
    "f": "Kaidagen\n\n09:00 Velkommen ved Olav Moe\n10:00 Fisk\n",
    "g": "Taudagen\n\n09:00 Velkommen ved Olav Moe\n10:00 Fisk\n",
}  # fmt: skip


def drafts(*stems: str) -> list[Draft]:
    return [read(TEXTS[stem], stem=stem) for stem in stems]


def by_name(found: list[Draft]) -> dict[tuple[str, str, str, str], str]:
    """(stem, kind, name, date) → IRI without the base."""
    iris = assign_iris(found, BASE)
    assert all(iri.startswith(BASE) for iri in iris.values())
    return {
        (d.document.stem, e.kind, e.label, e.date): iris[id(e)].removeprefix(BASE) for d in found for e in d.entities
    }


def of(found: list[Draft], name: str) -> list[str]:
    return [iri for (_, _, label, _), iri in by_name(found).items() if label == name]


def test_slugs_are_ascii_and_lower_case_under_their_kind() -> None:
    found = by_name(drafts(*TEXTS))
    assert len(found) > 30
    assert [iri for iri in found.values() if not re.fullmatch(r"id/[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*", iri)] == []
    assert found["a", "Organisation", "Ærøy Tau AS", ""] == "id/organisation/aeroey-tau-as"
    assert found["a", "Person", "Sigrun Haukvik", ""] == "id/person/sigrun-haukvik"


def test_no_two_things_share_an_iri() -> None:
    (draft,) = drafts("d")
    assert len(set(by_name([draft]).values())) == len(draft.entities)
    assert len(set(of(drafts("b", "c"), "Bø kommune") + of(drafts("b", "c"), "Bo kommune"))) == 2


def test_a_body_person_role_and_place_is_the_same_in_every_document() -> None:
    found = by_name(drafts("a", "b"))
    assert found["a", "Organisation", "Havnerådet", ""] == found["b", "Organisation", "Havnerådet", ""]
    assert found["a", "Person", "Sigrun Haukvik", ""] == found["b", "Person", "Sigrun Haukvik", ""]


def test_a_numbered_paper_is_the_same_however_its_number_is_printed() -> None:
    found = {iri for (_, kind, _, _), iri in by_name(drafts("b", "c")).items() if kind == "PolicyDocument"}
    assert len(found) == 1


def test_what_a_word_alone_names_is_a_documents_own() -> None:
    first, second = read("Meldingen er lang.", stem="x"), read("Vi leste meldingen og Meldingen.", stem="y")
    (one,), (other,) = by_name([first]).values(), by_name([second]).values()
    together = set(by_name([first, second]).values())
    assert together == {one, other}
    assert len(together) == 2
    units = [
        read(f"Her er avdeling for tau, {body}.", stem=stem) for stem, body in (("x", "Havnerådet"), ("y", "Bruetaten"))
    ]
    assert len(set(of(units, "avdeling for tau"))) == 2


def test_two_sessions_of_one_name_are_two() -> None:
    prat = {date: iri for (_, _, name, date), iri in by_name(drafts("d")).items() if name == "Prat"}
    assert len(prat) == len(set(prat.values())) == 2


def test_sessions_of_one_name_and_hour_in_two_events_are_two() -> None:
    assert len(set(of(drafts("d", "e"), "Velkommen"))) == 2


def test_sessions_of_programmes_without_a_day_are_their_documents() -> None:
    assert len(set(of(drafts("f", "g"), "Velkommen"))) == 2
    assert len(set(of(drafts("f", "g"), "Fisk"))) == 2


def test_the_same_programme_in_two_documents_is_one() -> None:
    twice = [read(TEXTS["d"], stem=stem) for stem in ("d", "d2")]
    assert len(set(by_name(twice).values())) == len(set(by_name(twice[:1]).values()))


def test_the_order_of_documents_does_not_matter() -> None:
    found = drafts("a", "b", "c", "d")
    expected = by_name(found)
    for order in permutations(found):
        assert by_name(list(order)) == expected


def test_iris_stay_when_another_document_comes() -> None:
    before = by_name(drafts("a", "b", "d"))
    after = by_name(drafts("a", "b", "d", "e", "f", "g"))
    assert {key: after[key] for key in before} == before


def test_a_long_name_is_cut_and_still_its_own() -> None:
    text = "Regjeringen vil:\n • bygge kaier av tre og stein i havner langs kysten vår, {} for båter\n • selge tau\n"
    found = [read(text.format(word), stem=word) for word in ("mest", "minst")]
    cut = {iri for iri in by_name(found).values() if "bygge" in iri}
    assert len(cut) == 2
    assert all(len(iri) < 110 for iri in cut)


def test_a_name_without_letters_of_ours_has_an_iri() -> None:
    (iri,) = [
        iri
        for (_, kind, _, _), iri in by_name([read("Vi leste rapporten «Δέλτα ??» her.")]).items()
        if kind == "Publication"
    ]
    assert re.fullmatch(r"id/publication/[a-z0-9-]+", iri)


def test_letters_that_are_no_accents_keep_names_apart() -> None:
    assert (slug_of("Bø kommune"), slug_of("Bo kommune")) == ("boe-kommune", "bo-kommune")
    assert slug_of("Ålesund – Åre") == "aalesund-aare"
    assert slug_of("Kultur for innovasjon", 12) == "kultur-for"
