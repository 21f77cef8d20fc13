"""Every constraint component, path and target of SHACL Core: a shape, data that pass, data that fail, and the results.

A result is written `focus path value component severity`, in Turtle with the prefix `:`; `-` stands for nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    shape: str
    """What is said of the shape `:s`; and more shapes after a full stop."""
    good: str
    bad: str
    results: tuple[str, ...]


def of_property(constraint: str, good: str, bad: str, *results: str) -> Case:
    """A constraint on `:p` of `:a`; the data are its values, each result the value and component."""
    told = tuple(f":a :p {result} Violation" for result in results)
    return Case(
        f"sh:targetNode :a ; sh:path :p ; {constraint}", f":a :p {good} ." if good else "", f":a :p {bad} .", told
    )


def of_path(path: str, good: str, bad: str, written: str, *values: str) -> Case:
    """All that the path reaches from `:a` must be in ( :b :c :a )."""
    told = tuple(f":a {written} {value} In Violation" for value in values)
    return Case(f"sh:targetNode :a ; sh:path {path} ; sh:in ( :b :c :a )", good, bad, told)


def of_target(target: str, good: str, bad: str, *focus: str) -> Case:
    """Each focus node must have a value of `:ok`."""
    told = tuple(f"{node} :ok - MinCount Violation" for node in focus)
    return Case(f"{target} ; sh:path :ok ; sh:minCount 1", good, bad, told)


COMPONENTS = {
    "class": of_property(
        "sh:class :C", ":b . :b a :D . :D rdfs:subClassOf :C", ':b, "x" . :b a :E', ":b Class", '"x" Class'
    ),
    "datatype": of_property(
        "sh:datatype xsd:integer",
        "1, 2",
        '"x"^^xsd:integer, 1.5, :b',
        '"x"^^xsd:integer Datatype',
        '"1.5"^^xsd:decimal Datatype',
        ":b Datatype",
    ),
    "datatype of a text in a language": of_property(
        "sh:datatype rdf:langString", '"one"@en', '"one"', '"one" Datatype'
    ),
    "nodeKind IRI": of_property("sh:nodeKind sh:IRI", ":b", '"x", [] ', '"x" NodeKind', "_: NodeKind"),
    "nodeKind BlankNode": of_property("sh:nodeKind sh:BlankNode", "[]", '"x", :b', '"x" NodeKind', ":b NodeKind"),
    "nodeKind Literal": of_property("sh:nodeKind sh:Literal", '"x"', ":b, []", ":b NodeKind", "_: NodeKind"),
    "nodeKind BlankNodeOrIRI": of_property("sh:nodeKind sh:BlankNodeOrIRI", ":b, []", '"x"', '"x" NodeKind'),
    "nodeKind BlankNodeOrLiteral": of_property("sh:nodeKind sh:BlankNodeOrLiteral", '"x", []', ":b", ":b NodeKind"),
    "nodeKind IRIOrLiteral": of_property("sh:nodeKind sh:IRIOrLiteral", '"x", :b', "[]", "_: NodeKind"),
    "minCount": of_property("sh:minCount 2", "1, 2", "1", "- MinCount"),
    "maxCount": of_property("sh:maxCount 1", "1", "1, 2", "- MaxCount"),
    "minExclusive": of_property("sh:minExclusive 3", "4, 3.5", '3, "x"', "3 MinExclusive", '"x" MinExclusive'),
    "minInclusive": of_property("sh:minInclusive 3", "3, 4.5e0", "2, :b", "2 MinInclusive", ":b MinInclusive"),
    "maxExclusive": of_property("sh:maxExclusive 3", "2", "3, []", "3 MaxExclusive", "_: MaxExclusive"),
    "maxInclusive": of_property(
        'sh:maxInclusive "2020-01-31"^^xsd:date',
        '"2020-01-31"^^xsd:date',
        '"2020-02-01"^^xsd:date',
        '"2020-02-01"^^xsd:date MaxInclusive',
    ),
    "minLength": of_property("sh:minLength 2", '"ab", 12, :b', '"a", []', '"a" MinLength', "_: MinLength"),
    "maxLength": of_property("sh:maxLength 2", '"ab", ""', '"abc"@en, :b', '"abc"@en MaxLength', ":b MaxLength"),
    "pattern": of_property('sh:pattern "^a.c$"', '"abc"', '"ab", []', '"ab" Pattern', "_: Pattern"),
    "pattern with flags": of_property('sh:pattern "^A" ; sh:flags "i"', '"abc", "ABC"', '"b"', '"b" Pattern'),
    "languageIn": of_property(
        'sh:languageIn ( "en" "nb" )', '"a"@en, "b"@en-GB', '"c"@fr, "d"', '"c"@fr LanguageIn', '"d" LanguageIn'
    ),
    "uniqueLang": of_property("sh:uniqueLang true", '"a"@en, "b"@nb, "c", "d"', '"a"@en, "b"@en', "- UniqueLang"),
    "uniqueLang false": of_property("sh:uniqueLang false ; sh:maxCount 2", '"a"@en, "b"@en', "1, 2, 3", "- MaxCount"),
    "equals": of_property("sh:equals :q", ":b . :a :q :b", ":b . :a :q :c", ":b Equals", ":c Equals"),
    "equals, of fewer": of_property("sh:equals :q", ":b . :a :q :b", ":b . :a :q :b, :c", ":c Equals"),
    "equals, of more": of_property("sh:equals :q", ":b . :a :q :b", ":b, :c . :a :q :b", ":c Equals"),
    "disjoint": of_property("sh:disjoint :q", ":b . :a :q :c", ":b, :c . :a :q :c", ":c Disjoint"),
    "lessThan": of_property("sh:lessThan :q", "1 . :a :q 2", "1, 2 . :a :q 2", "2 LessThan"),
    "lessThanOrEquals": of_property("sh:lessThanOrEquals :q", "1, 2 . :a :q 2", "3 . :a :q 2", "3 LessThanOrEquals"),
    "not": of_property("sh:not [ sh:class :C ]", ":b", ":b . :b a :C", ":b Not"),
    "not a shape that is switched off": of_property("sh:not [ sh:class :C ; sh:deactivated true ]", "", ":b", ":b Not"),
    "and": of_property("sh:and ( [ sh:class :C ] [ sh:class :D ] )", ":b . :b a :C, :D", ":b . :b a :C", ":b And"),
    "or": of_property("sh:or ( [ sh:class :C ] [ sh:class :D ] )", ":b . :b a :C", ":b . :b a :E", ":b Or"),
    "xone": of_property(
        "sh:xone ( [ sh:class :C ] [ sh:class :D ] )", ":b . :b a :C", ":b, :c . :b a :C, :D", ":b Xone", ":c Xone"
    ),
    "node": of_property("sh:node :t", ":b . :b :q 1", ":b, 1", ":b Node", "1 Node"),
    "property": Case(
        "sh:targetNode :a ; sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ]",
        ":a :p :b . :b :q 1 .",
        ":a :p :b .",
        (":b :q - MinCount Violation",),
    ),
    "qualifiedMinCount": of_property(
        "sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1",
        ":b, :c . :b a :C",
        ":b",
        "- QualifiedMinCount",
    ),
    "qualifiedMaxCount": of_property(
        "sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMaxCount 1",
        ":b, :c . :b a :C",
        ":b, :c . :b a :C . :c a :C",
        "- QualifiedMaxCount",
    ),
    "qualifiedValueShapesDisjoint": Case(
        "sh:targetNode :a ; sh:property :t1, :t2 . "
        ":t1 sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1 ;"
        " sh:qualifiedValueShapesDisjoint true . "
        ":t2 sh:path :p ; sh:qualifiedValueShape [ sh:class :D ] ; sh:qualifiedMinCount 1 ;"
        " sh:qualifiedValueShapesDisjoint true",
        ":a :p :b, :c . :b a :C . :c a :D .",
        ":a :p :b, :c . :b a :C, :D . :c a :D .",
        (":a :p - QualifiedMinCount Violation",),
    ),
    "closed": Case(
        "sh:targetNode :a ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path :p ]",
        ":a a :C ; :p 1 .",
        ":a :p 1 ; :q 2 .",
        (":a :q 2 Closed Violation",),
    ),
    "hasValue": of_property("sh:hasValue :b", ":b, :c", ":c", "- HasValue"),
    "hasValue, twice": of_property("sh:hasValue :b, :c", ":b, :c", ":c", "- HasValue"),
    "class, twice": of_property("sh:class :C, :D", ":b . :b a :C, :D", ":b . :b a :C", ":b Class"),
    "in": of_property('sh:in ( :b "x" 1 )', ':b, "x", 1', ':c, "x"@en', ":c In", '"x"@en In'),
    "severity": Case(
        "sh:targetNode :a ; sh:path :p ; sh:minCount 1 ; sh:severity sh:Warning",
        ":a :p 1 .",
        "",
        (":a :p - MinCount Warning",),
    ),
    "deactivated": Case(
        "sh:targetNode :a ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:deactivated true ],"
        " [ sh:path :q ; sh:minCount 1 ; sh:severity sh:Info ]",
        ":a :q 1 .",
        "",
        (":a :q - MinCount Info",),
    ),
    "a node shape": Case(
        "sh:targetNode :a, :b ; sh:nodeKind sh:IRI ; sh:class :C",
        ":a a :C . :b a :C .",
        ":a a :C .",
        (":b - :b Class Violation",),
    ),
}
PATHS = {
    "predicate": of_path(":p", ":a :p :b .", ":a :p :d .", ":p", ":d"),
    "sequence": of_path("( :p :q )", ":a :p :x . :x :q :b .", ":a :p :x . :x :q :d .", ":p / :q", ":d"),
    "alternative": of_path(
        "[ sh:alternativePath ( :p :q ) ]", ":a :p :b ; :q :c .", ":a :p :d ; :q :e .", ":p | :q", ":d", ":e"
    ),
    "inverse": of_path("[ sh:inversePath :p ]", ":b :p :a .", ":d :p :a .", "^:p", ":d"),
    "a sequence turned round": of_path(
        "[ sh:inversePath ( :p :q ) ]",
        ":b :p :x . :x :q :a .",
        ":d :p :x . :x :q :a . :e :q :y . :y :p :a .",
        "^(:p / :q)",
        ":d",
    ),
    "zero or more": of_path(
        "[ sh:zeroOrMorePath :p ]", ":a :p :b . :b :p :c .", ":a :p :b . :b :p :d . :d :p :a .", ":p*", ":d"
    ),
    "one or more": of_path("[ sh:oneOrMorePath :p ]", ":a :p :b .", ":a :p :b . :b :p :d .", ":p+", ":d"),
    "zero or one": of_path("[ sh:zeroOrOnePath :p ]", ":a :p :b . :b :p :d .", ":a :p :d . :d :p :e .", ":p?", ":d"),
    "one within another": of_path(
        "( [ sh:inversePath :p ] [ sh:zeroOrMorePath [ sh:alternativePath ( :q :r ) ] ] )",
        ":b :p :a . :b :q :c .",
        ":b :p :a . :b :r :d . :d :q :e .",
        "^:p / (:q | :r)*",
        ":d",
        ":e",
    ),
}
TARGETS = {
    "targetNode": of_target("sh:targetNode :a, :b", ":a :ok 1 . :b :ok 1 .", ":a :ok 1 .", ":b"),
    "targetNode of a literal": Case(
        'sh:targetNode "x", 3 ; sh:datatype xsd:string', "", "", ("3 - 3 Datatype Violation",)
    ),
    "targetClass": of_target(
        "sh:targetClass :C", ":a a :C ; :ok 1 . :b a :E .", ":a a :C . :b a :D . :D rdfs:subClassOf :C .", ":a", ":b"
    ),
    "targetClass, far below": of_target(
        "sh:targetClass :C",
        ":C rdfs:subClassOf :D . :a a :D .",
        ":a a :F . :F rdfs:subClassOf :E . :E rdfs:subClassOf :D . :D rdfs:subClassOf :C, :F .",
        ":a",
    ),
    "a class that is a shape": of_target("a rdfs:Class", ":a a :s ; :ok 1 .", ":a a :s .", ":a"),
    "targetSubjectsOf": of_target("sh:targetSubjectsOf :p", ":a :p :b ; :ok 1 .", ":a :p :b .", ":a"),
    "targetObjectsOf": of_target("sh:targetObjectsOf :p", ":a :p :b . :b :ok 1 .", ":a :p :b, 3 .", ":b", "3"),
    "several": of_target(
        "sh:targetClass :C ; sh:targetObjectsOf :p", ":a a :C ; :ok 1 ; :p :a .", ":a a :C ; :p :b .", ":a", ":b"
    ),
}
HELPERS = ":t a sh:NodeShape ; sh:property [ sh:path :q ; sh:minCount 1 ] ."
