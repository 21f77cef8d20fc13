"""Where pySHACL departs from the text of the standard, the standard is followed: `docs/validation.md` lists each."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from random_shapes import PREFIXES
from rdflib import Graph
from told import told

import shapes
from shapes.run import run
from shapes.shapes_graph import to_run
from shapes.source import stored
from shapes.xsd import is_well_typed, regular_expression

XSD = "http://www.w3.org/2001/XMLSchema#"


def bad(constraint: str, values: str) -> set[str]:
    """The values of `:a :p` that do not meet the constraint."""
    source = stored(parse(f"{PREFIXES} :a :p {values} .".encode(), format=RdfFormat.TURTLE))
    graph = Graph().parse(data=f"{PREFIXES} :s sh:targetNode :a ; sh:path :p ; {constraint} .", format="turtle")
    return {value for _, _, value, _, _ in told(run(source, to_run(graph)))}


@pytest.mark.parametrize(
    ("datatype", "good", "wrong"),
    [
        ("date", "2020-02-29 2020-01-31Z -0044-03-15 12020-01-01", "2021-02-29 20210203 2021-W05-1 2021-1-1 soon"),
        ("dateTime", "2020-01-31T10:00:00 2020-01-31T24:00:00", "2020-01-31 2020-01-31T10:00 2020-01-31T25:00:00"),
        ("time", "10:00:00 10:00:00.5+01:00", "10:00 24:00:01"),
        ("gYear", "2020 -0044", "20 02020 2020-01"),
        ("gYearMonth", "2020-01", "2020-13 2020"),
        ("integer", "007 +1 -3", "1.0 x 1e3 ١"),
        ("byte", "-128 127", "128 300 c"),
        ("nonNegativeInteger", "0", "-1"),
        ("decimal", ".5 5. -1.0", "1e3 INF"),
        ("double", "1 1e3 INF NaN", "inf x"),
        ("boolean", "true 0", "True yes"),
        ("duration", "P1Y PT5M", "P 1Y"),
        ("language", "nb-NO", "nb_NO"),
        ("hexBinary", "0aF0", "0g a"),
        ("string", "anything", ""),
    ],
)
def test_literals_that_are_not_of_their_datatype_are_results(datatype: str, good: str, wrong: str) -> None:
    texts = " ".join((good, wrong)).split()
    assert [text for text in texts if not is_well_typed(text, XSD + datatype)] == wrong.split()
    found = bad(f"sh:datatype xsd:{datatype}", ", ".join(f'"{text}"^^xsd:{datatype}' for text in texts))
    assert found == {short(text, datatype) for text in wrong.split()}


def short(text: str, datatype: str) -> str:
    return text if datatype == "integer" and text.isdigit() else f'"{text}"^^xsd:{datatype}'


def test_an_unknown_datatype_has_no_wrong_texts() -> None:
    assert is_well_typed("anything", "http://example.org/own")


def test_a_literal_is_of_no_datatype_but_its_own() -> None:
    assert bad("sh:datatype rdfs:Literal", '"x"') == {'"x"'}


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "found"),
    [
        ("a$", "", "a\n", False),
        ("a.b", "", "a\rb", False),
        ("a.b", "s", "a\nb", True),
        ("^b", "m", "a\nb", True),
        ("^B$", "i", "b", True),
        ("a b [ ]", "x", "ab ", True),
        ("a.b", "q", "acb", False),
        ("a.b", "q", "xa.b", True),
        (r"^\p{Lu}", "", "Ære", True),
        (r"^\i\c*$", "", "name-1", True),
        ("^[a-z-[aeiou]]+$", "", "xyz", True),
        ("^[a-z-[aeiou]]+$", "", "xyza", False),
        (r"^\s$", "", "\u00a0", False),
        (r"^\s\\\S$", "", " \\x", True),
        (r"^\w$", "", "_", False),
        (r"^\w$", "", "+", True),
    ],
)
def test_patterns_are_those_of_xpath(pattern: str, flags: str, text: str, found: bool) -> None:
    assert bool(regular_expression(pattern, flags).search(text)) == found


def test_patterns_of_shapes_are_those_of_xpath() -> None:
    assert bad(r'sh:pattern "^\\p{Lu}.*\\d$"', '"Å1", "Å1\\n", "å1"') == {'"Å1\n"', '"å1"'}
    assert bad('sh:pattern "a.b" ; sh:flags "s"', '"a\\nb"') == set()
    assert bad('sh:pattern "a.b" ; sh:flags "q"', '"acb", "a.b"') == {'"acb"'}


@pytest.mark.parametrize(
    ("pattern", "told_of"),
    [(r'"a(?=b)"', "a(?=b)"), (r'"\\bword"', "not allowed escape"), ('"a" ; sh:flags "z"', "no flag 'z'")],
)
def test_patterns_that_are_not_of_xpath_are_refused_by_name(pattern: str, told_of: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f"{PREFIXES} :s sh:targetNode :a ; sh:path :p ; sh:pattern {pattern} .", encoding="utf-8")
    with pytest.raises(shapes.ShapesError, match="is no regular expression of XPath") as error:
        shapes.validate([], shapes=(path,))
    assert told_of in str(error.value)


def test_languages_are_ranges() -> None:
    values = '"a"@en-GB-oxendict, "b"@en, "c"@en-GBX'
    assert bad('sh:languageIn ( "en-GB" )', values) == {'"b"@en', '"c"@en-gbx'}
    assert bad('sh:languageIn ( "*" )', '"a"@en, "b"') == {'"b"'}


def test_a_closed_shape_does_not_allow_what_it_does_not_name() -> None:
    source = stored(parse(f"{PREFIXES} :a a rdfs:Resource .".encode(), format=RdfFormat.TURTLE))
    graph = Graph().parse(data=f"{PREFIXES} :s sh:targetNode :a ; sh:closed true .", format="turtle")
    ((focus, _, _, component, _),) = told(run(source, to_run(graph)))
    assert (focus, component) == (":a", "Closed")


@pytest.mark.parametrize("constraint", ["sh:minInclusive", "sh:minExclusive", "sh:maxInclusive", "sh:maxExclusive"])
def test_values_of_other_kinds_than_a_bound_are_results(constraint: str) -> None:
    values = 'true, "one", "one"@en, 5, "2020-01-31"^^xsd:date, "2020-01-31T10:00:00"^^xsd:dateTime, :b'
    for bound in ("3", '"2020-01-31T09:00:00"^^xsd:dateTime', '"2020-01-01"^^xsd:date', '"a"', "false"):
        assert len(bad(f"{constraint} {bound}", values)) >= 6


def test_a_blank_node_has_no_length() -> None:
    assert bad("sh:minLength 0", '"", []') == {"_:"}
