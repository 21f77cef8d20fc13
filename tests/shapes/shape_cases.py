"""For each shape, data that pass and data that fail.

`$` stands for the case's own slug. IRIs are relative to `https://w3id.org/innograf/id/`. A case is TriG, so it may
have named graphs: `<../graph/$.en> { … }`.
"""

Case = tuple[str, str]

HEADER = """
@base <https://w3id.org/innograf/id/> .
@prefix inno: <https://w3id.org/innograf/def#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
"""

_IRIS = {
    "inno:Person": "person",
    "inno:Organisation": "organisation",
    "inno:Event": "event",
    "inno:PolicyDocument": "policy",
    "inno:Goal": "goal",
    "inno:Principle": "principle",
    "inno:PriorityArea": "priority-area",
    "inno:Measure": "measure",
    "inno:Programme": "programme",
    "inno:Project": "project",
    "inno:Award": "award",
    "inno:Publication": "publication",
    "inno:Place": "place",
    "inno:Observation": "observation",
    "org:Membership": "membership",
    "schema:MonetaryGrant": "grant",
    "schema:MonetaryAmount": "amount",
}


def iri(thing: str) -> Case:
    """The IRI of a thing has its kind and a slug."""
    kind = _IRIS[thing]
    return f"<{kind}/$-a-1> a {thing} .", f"<wrong/$-a> a {thing} . <{kind}/$-B_> a {thing} ."


def has(thing: str, good: str, bad: str, more: str = "") -> Case:
    """One thing with a good and a bad description."""
    start = f"<{_IRIS[thing]}/$> a {thing} "
    return f"{start}; {good} . {more}", f"{start}{'; ' + bad if bad else ''} . {more}"


def target(thing: str, predicate: str, *allowed: str, wrong: str = "inno:Place") -> Case:
    """A property may point at things of the classes `allowed`, not at one of `wrong`."""
    good = "".join(f"<{_IRIS[thing]}/$> {predicate} <x/$-{i}> . <x/$-{i}> a {c} . " for i, c in enumerate(allowed))
    start = f"<{_IRIS[thing]}/$> a {thing} . "
    return start + good, f"{start}<{_IRIS[thing]}/$> {predicate} <x/$-w> . <x/$-w> a {wrong} ."


def identifier(good: list[str], bad: list[str]) -> Case:
    """Numbers of a policy document."""
    make = lambda numbers: "".join(  # noqa: E731
        f'<policy/$-{i}> a inno:PolicyDocument ; dcterms:identifier "{n}" . ' for i, n in enumerate(numbers)
    )
    return make(good), make(bad)


def several(predicate: str, thing: str, one: str, two: str) -> Case:
    """At most one value."""
    return has(thing, f"{predicate} {one}", f"{predicate} {one}, {two}")


SPAN = (
    '<../doc/$.en#char=3,7> a inno:Span ; nif:beginIndex 3 ; nif:endIndex 7 ; nif:anchorOf "word" ;'
    " nif:referenceContext <../doc/$.en> ."
)
SOURCE = "<../doc/$.en> a inno:SourceDocument . "
EVIDENCE = (
    "<../evidence/$.en/1> a inno:Evidence, rdf:Statement ; rdf:subject <person/$> ; rdf:predicate rdf:type ;"
    ' rdf:object inno:Person ; prov:wasDerivedFrom <../doc/$.en#char=3,7> ; inno:extractor "name" ;'
    " inno:confidence 0.97 ."
)


def span(old: str, new: str) -> Case:
    """A whole span, and one with a part replaced."""
    assert old in SPAN
    return SOURCE + SPAN, SOURCE + SPAN.replace(old, new)


def evidence(old: str, new: str) -> Case:
    """Whole evidence, and evidence with a part replaced."""
    assert old in EVIDENCE
    return SOURCE + SPAN + EVIDENCE, SOURCE + SPAN + EVIDENCE.replace(old, new)


_AGENTS = ("inno:Person", "inno:Organisation")
_DAY = '"2018-03-19"^^xsd:date'
_FACT = "<../graph/$.en> { <person/$> a inno:Person } "

_ID = "decision/20260131T120000Z-0123abcd"
_WORDS = (
    f'<$/{_ID}> oa:hasTarget <$/words> . <$/words> oa:hasSource <../doc/$.en> ; oa:exact "word" ; oa:prefix "a " ; '
    'oa:suffix " b" ; oa:start 3 ; oa:end 7 .'
)


def decision(verdict: str, good: str, bad: str, words: str = "") -> Case:
    """A decision with a good and a bad description."""
    said = f'''<$/{_ID}> a inno:Decision ; inno:verdict "{verdict}" ; prov:wasAssociatedWith <$/{_ID}#steward> ;
        prov:endedAtTime "2026-01-31T12:00:00Z"^^xsd:dateTime . <$/{_ID}#steward> foaf:name "kari" . <$/{_ID}> '''
    return tuple(said + what + " . " + words for what in (good, bad))  # type: ignore[return-value]


CASES: dict[str, Case] = {
    # names
    "name": has("inno:Place", 'rdfs:label "Oslo"', 'skos:altLabel "Oslo"'),
    "name-text": has("inno:Place", 'rdfs:label "Oslo"', 'rdfs:label "  "'),
    "name-language": has("inno:Place", 'rdfs:label "A"@nb, "B"@en', 'rdfs:label "A"@nb, "B"@nb'),
    "name-untagged": (
        '<place/$> a inno:Place ; rdfs:label "A", "B"@nb . <person/$> a inno:Person ; rdfs:label "A", "C" ;'
        ' foaf:name "A", "C" .',
        '<place/$-1> a inno:Place ; rdfs:label "A", "B" . <person/$-2> a inno:Person ; rdfs:label "A", "C" ;'
        ' foaf:name "A" .',
    ),
    "alt-name-text": has("inno:Place", 'skos:altLabel "Kristiania"', "skos:altLabel <place/$-other>"),
    # dates
    "date-form": (
        "<event/$> schema:startDate "
        '"2018-03-19T10:30:00"^^xsd:dateTime, "2018-03-19"^^xsd:date, "2018-03"^^xsd:gYearMonth, "2018"^^xsd:gYear,'
        ' "--03-19"^^xsd:gMonthDay, "--03"^^xsd:gMonth, "--11-24T14:05", "--06", "2018-W16" .',
        '<event/$-1> schema:startDate "19. mars" . <event/$-2> schema:endDate 2018 . <policy/$-3> dcterms:issued <x> .'
        '<event/$-4> schema:startDate "2018-02-31"^^xsd:date . <observation/$-5> schema:observationDate "2018" .'
        '<event/$-6> schema:startDate "2018-13"^^xsd:gYearMonth . <event/$-7> schema:startDate "2018-W16"@nb .',
    ),
    "start-one": several("schema:startDate", "inno:Event", _DAY, '"2018"^^xsd:gYear'),
    "end-one": several("schema:endDate", "inno:Event", _DAY, '"2018"^^xsd:gYear'),
    "issued-one": several("dcterms:issued", "inno:Publication", _DAY, '"2018"^^xsd:gYear'),
    "observed-one": several("schema:observationDate", "inno:Observation", _DAY, '"2018"^^xsd:gYear'),
    "date-order": (
        '<event/$-1> schema:startDate "2018-03-19"^^xsd:date ; schema:endDate "2018-03-19"^^xsd:date .'
        '<event/$-2> schema:startDate "2018-03-19T10:30:00"^^xsd:dateTime ; schema:endDate "2018"^^xsd:gYear .'
        '<event/$-3> schema:startDate "2018-03-19"^^xsd:date ; schema:endDate [] .'
        '<event/$-4> schema:startDate "2018-03-19"^^xsd:date ; schema:endDate "2018-02-31"^^xsd:date .',
        '<event/$-1> schema:startDate "2018-03-20"^^xsd:date ; schema:endDate "2018-03-19"^^xsd:date .'
        '<event/$-2> schema:startDate "2018-03-19T10:30:00"^^xsd:dateTime ;'
        ' schema:endDate "2018-03-19T09:30:00"^^xsd:dateTime .',
    ),
    "date-order-parts": (
        '<event/$-1> schema:startDate "2018-03-19T10:30:00"^^xsd:dateTime ; schema:endDate "2018-03-19"^^xsd:date .'
        '<event/$-2> schema:startDate "2018-12-19"^^xsd:date ; schema:endDate "2018"^^xsd:gYear .'
        '<event/$-3> schema:startDate "2018-W51" ; schema:endDate "2018-04-06"^^xsd:date .'
        '<event/$-4> schema:startDate "--11-24"^^xsd:gMonthDay ; schema:endDate "2017-01-01"^^xsd:date .'
        '<event/$-5> schema:startDate "--11-24T14:05" ; schema:endDate "--11-24T14:20" .',
        '<event/$-1> schema:startDate "2018-03-20T10:30:00"^^xsd:dateTime ; schema:endDate "2018-03-19"^^xsd:date .'
        '<event/$-2> schema:startDate "2019-12-19"^^xsd:date ; schema:endDate "2018"^^xsd:gYear .'
        '<event/$-3> schema:startDate "2018-W17" ; schema:endDate "2018-W16" .'
        '<event/$-5> schema:startDate "--11-24T14:35" ; schema:endDate "--11-24T14:20" .'
        '<event/$-6> schema:startDate "2019-W01" ; schema:endDate "2018-04-06"^^xsd:date .'
        '<event/$-8> schema:startDate "2019"^^xsd:gYear ; schema:endDate "2018"^^xsd:gYear .'
        '<event/$-7> schema:startDate "--11-24"^^xsd:gMonthDay ; schema:endDate "--11-23"^^xsd:gMonthDay .',
    ),
    # numbers of documents
    "identifier-white-paper": identifier(
        [
            *("Meld.St.30 (2019-2020)", "Meld. St. 30 (2019–2020)", "Meld. St. 7 (2018–2019)"),
            *("St.meld. nr. 27 (1999–2000)", "St. meld. nr. 27 (1999-00)", "NOU 2015: 13"),
        ],
        ["Meld. St. 30", "Meld. St. (2019–2020)", "St.meld. 27", "meld. st. 30 (2019–2020)"],
    ),
    "identifier-recommendation": identifier(
        [
            "Innst. 191 S (2020–2021)",
            "Innst.191 S (2020-2021)",
            "Innst. S. nr. 12 (2004–2005)",
            "Innst. 14 L (2019–2020)",
        ],
        ["Innst. 191 (2020–2021)", "Innst. 191 S", "Innst. S. 12"],
    ),
    "identifier-bill": identifier(
        ["Prop. 96 L (2019–2020)", "Prop. 1 S (2020-2021)", "Ot.prp. nr. 50 (2005–2006)", "Prop. 2019/20:1"],
        ["Prop. 96 (2019–2020)", "Prop. 96 L", "Ot.prp. 50", "Prop. 2019:1"],
    ),
    "identifier-report": identifier(
        ["NOU 2015: 13", "NOU 2015:13", "SOU 2019:1", "Ds 2020:3"], ["NOU 13", "SOU 2019", "NOU 2015/13"]
    ),
    "identifier-act": identifier(
        [
            *("LOV-2018-06-15-38", "FOR-2019-12-13-1760", "lov 15. juni 2018 nr. 38", "lov av 15. juni 2018 nr. 38"),
            *("SFS 2017:900", "lag (2017:900)", "BEK nr 1010 af 29/06/2022"),
        ],
        ["LOV-2018", "lov nr. 38", "FOR 2019", "SFS 900"],
    ),
    "identifier-session": identifier(
        ["Meld. St. 30 (2019–2020)", "NOU 2015: 13"], ["Meld. St. 30 (2019–2021)", "Innst. 191 S (2021–2020)"]
    ),
    "identifier-known": identifier(["Meld. St. 30 (2019–2020)", "L 57", "SOU 2019:1"], ["123/45", "X 1"]),
    "identifier-text": (
        '<policy/$> a inno:PolicyDocument ; dcterms:identifier "L 57" .',
        '<policy/$> a inno:PolicyDocument ; dcterms:identifier "L 57"@da .',
    ),
    # people, bodies, places
    "Person": iri("inno:Person"),
    "person-name": has("inno:Person", 'foaf:name "Kari Nordmann"', ""),
    "Organisation": iri("inno:Organisation"),
    "organisation-kind": has(
        "inno:Organisation", "org:classification inno:organisation-agency", "org:classification <x/$>"
    ),
    "organisation-kind-scheme": has(
        "inno:Organisation", "org:classification inno:organisation-agency", "org:classification inno:event-launch"
    ),
    "organisation-kind-one": several(
        "org:classification", "inno:Organisation", "inno:organisation-agency", "inno:organisation-unit"
    ),
    "organisation-unit-of": target("inno:Organisation", "org:unitOf", "inno:Organisation"),
    "organisation-collaborates-with": target(
        "inno:Organisation", "inno:collaboratesWith", "inno:Organisation", "inno:Programme"
    ),
    "organisation-contracted-by": target("inno:Organisation", "inno:contractedBy", "inno:Organisation"),
    "organisation-subcontractor-of": target("inno:Organisation", "inno:subcontractorOf", "inno:Organisation"),
    "Place": iri("inno:Place"),
    "location-place": target("inno:Organisation", "schema:location", "inno:Place", wrong="inno:Person"),
    "latitude": has("inno:Place", "schema:latitude 59.91", "schema:latitude 95.1"),
    "longitude": has("inno:Place", "schema:longitude 10.75", "schema:longitude 10.75, 11.75"),
    # events
    "Event": iri("inno:Event"),
    "event-kind": has("inno:Event", "inno:eventType inno:event-launch", "inno:eventType <x/$>"),
    "event-kind-scheme": has("inno:Event", "inno:eventType inno:event-launch", "inno:eventType inno:policy-act"),
    "event-kind-one": several("inno:eventType", "inno:Event", "inno:event-launch", "inno:event-meeting"),
    "event-organizer": target("inno:Event", "schema:organizer", *_AGENTS),
    "event-performer": target("inno:Event", "schema:performer", *_AGENTS, "inno:Programme"),
    "event-attendee": target("inno:Event", "schema:attendee", *_AGENTS, "inno:Programme"),
    "event-super": target("inno:Event", "schema:superEvent", "inno:Event"),
    "about-subject": target(
        "inno:Event",
        "schema:about",
        *(
            "inno:PolicyDocument",
            "inno:Publication",
            "inno:Programme",
            "inno:Project",
            "inno:Award",
            "inno:PriorityArea",
        ),
    ),
    # policy
    "PolicyDocument": iri("inno:PolicyDocument"),
    "policy-kind": has("inno:PolicyDocument", "inno:policyType inno:policy-act", "inno:policyType <x/$>"),
    "policy-kind-scheme": has(
        "inno:PolicyDocument", "inno:policyType inno:policy-act", "inno:policyType inno:event-launch"
    ),
    "policy-kind-one": several("inno:policyType", "inno:PolicyDocument", "inno:policy-act", "inno:policy-plan"),
    "creator": target("inno:PolicyDocument", "dcterms:creator", *_AGENTS),
    "references": target("inno:Publication", "dcterms:references", "inno:PolicyDocument", "inno:Publication"),
    "Goal": iri("inno:Goal"),
    "Principle": iri("inno:Principle"),
    "PriorityArea": iri("inno:PriorityArea"),
    "Measure": iri("inno:Measure"),
    "in-area": target("inno:Measure", "inno:inArea", "inno:PriorityArea"),
    "stated-by": target("inno:Goal", "inno:statedBy", *_AGENTS, "inno:PolicyDocument", "inno:Publication"),
    "element-owner": (
        "<goal/$-1> a inno:Goal . <policy/$> inno:hasGoal <goal/$-1> . <measure/$-2> a inno:Measure ;"
        " inno:statedBy <person/$> .",
        "<goal/$> a inno:Goal .",
    ),
    "has-goal": target("inno:PolicyDocument", "inno:hasGoal", "inno:Goal"),
    "has-principle": target("inno:Organisation", "inno:hasPrinciple", "inno:Principle"),
    "has-priority-area": target("inno:PolicyDocument", "inno:hasPriorityArea", "inno:PriorityArea"),
    "has-measure": target("inno:PolicyDocument", "inno:hasMeasure", "inno:Measure"),
    "Publication": iri("inno:Publication"),
    # programmes, projects, money
    "Programme": iri("inno:Programme"),
    "programme-operated-by": target("inno:Programme", "inno:operatedBy", "inno:Organisation"),
    "programme-organizer": target("inno:Programme", "schema:organizer", *_AGENTS),
    "Project": iri("inno:Project"),
    "led-by": target("inno:Project", "inno:ledBy", "inno:Organisation"),
    "partner": target("inno:Project", "inno:partner", "inno:Organisation"),
    "funder": target("inno:Project", "schema:funder", "inno:Organisation", "inno:Programme"),
    "funding": target("inno:Project", "schema:funding", "schema:MonetaryGrant"),
    "Grant": iri("schema:MonetaryGrant"),
    "grant-funder": has("schema:MonetaryGrant", "schema:funder <organisation/$>", ""),
    "grant-amount": has("schema:MonetaryGrant", "schema:amount <amount/$>", "schema:amount <amount/$>, <amount/$-2>"),
    "amount-class": target("schema:MonetaryGrant", "schema:amount", "schema:MonetaryAmount"),
    "Amount": iri("schema:MonetaryAmount"),
    "amount-value": has("schema:MonetaryAmount", "schema:value 500000", "schema:value -1"),
    "amount-currency": has("schema:MonetaryAmount", 'schema:currency "NOK"', 'schema:currency "kroner"'),
    # awards
    "Award": iri("inno:Award"),
    "award-conferred-by": target("inno:Award", "inno:conferredBy", "inno:Organisation"),
    "award-nominee": target("inno:Award", "inno:nominee", *_AGENTS, "inno:Project", "inno:Programme"),
    "award-winner": target("inno:Award", "inno:winner", *_AGENTS, "inno:Project", "inno:Programme"),
    "award-juror": target("inno:Award", "inno:juror", *_AGENTS),
    "award-at": target("inno:Award", "inno:awardedAt", "inno:Event"),
    # figures
    "Observation": iri("inno:Observation"),
    "observation-value": has("inno:Observation", 'schema:value "20–50 000"', 'schema:value "mange"'),
    "observation-unit-one": several("schema:unitText", "inno:Observation", '"pst."', '"kommuner"'),
    # roles
    "Membership": iri("org:Membership"),
    "membership-member": has("org:Membership", "org:member <person/$>", "", more="<person/$> a inno:Person ."),
    "membership-body": has(
        "org:Membership",
        "org:organization <organisation/$>",
        "org:organization <organisation/$>, <organisation/$-2>",
        more="<organisation/$> a inno:Organisation . <organisation/$-2> a inno:Organisation .",
    ),
    "membership-at": target("org:Membership", "schema:memberOf", "inno:Event", wrong="inno:Organisation"),
    "membership-role": has("org:Membership", 'schema:roleName "adviser"@en', 'schema:roleName " "'),
    "membership-title": has("org:Membership", 'schema:roleName "adviser"@en', ""),
    "membership-content": has("org:Membership", "org:organization <organisation/$>", ""),
    "membership-role-one": several("schema:roleName", "org:Membership", '"adviser"', '"leader"'),
    "membership-place": has(
        "org:Membership",
        "org:organization <organisation/$>",
        "org:organization <organisation/$> ; schema:memberOf <event/$>",
    ),
    # documents
    "SourceDocument": (SOURCE, "<../docs/$.en> a inno:SourceDocument ."),
    "document-title": (SOURCE + '<../doc/$.en> dcterms:title "T" .', SOURCE),
    "document-language": (
        SOURCE + '<../doc/$.en> dcterms:language "nb" .',
        SOURCE + '<../doc/$.en> dcterms:language "norsk bokmål" .',
    ),
    "document-hash": (
        SOURCE + f'<../doc/$.en> inno:sha256 "{"0a" * 32}" .',
        SOURCE + '<../doc/$.en> inno:sha256 "0A" .',
    ),
    "document-file": (
        SOURCE + '<../doc/$.en> inno:fileName "a.en.txt" .',
        SOURCE + '<../doc/$.en> inno:fileName "folder/a.en.txt" .',
    ),
    "document-declared": (SOURCE + _FACT, _FACT),
    # evidence
    "fact-evidence": (
        SOURCE + _FACT + "<../evidence/$.en> { " + EVIDENCE + "}",
        SOURCE + _FACT + "<../evidence/$.en> { " + EVIDENCE.replace("inno:Person", "inno:Place") + "}",
    ),
    "evidence-fact": (
        SOURCE + _FACT + "<../evidence/$.en> { " + EVIDENCE + "}",
        SOURCE + "<../evidence/$.en> { " + EVIDENCE + "}",
    ),
    "Evidence": (EVIDENCE, '[] a inno:Evidence ; inno:extractor "$" .'),
    "evidence-subject": evidence("rdf:subject <person/$> ;", ""),
    "evidence-predicate": evidence("rdf:predicate rdf:type", 'rdf:predicate "type"'),
    "evidence-object": evidence("rdf:object inno:Person", "rdf:object inno:Person, inno:Event"),
    "evidence-span": evidence("<../doc/$.en#char=3,7>", "<../doc/$.en>"),
    "evidence-extractor": evidence('inno:extractor "name" ;', ""),
    "evidence-confidence": evidence("0.97", "1.97"),
    "Span": span("<../doc/$.en#char=3,7> a", "<../doc/$.en#3-7> a"),
    "span-begin": span("nif:beginIndex 3", "nif:beginIndex -3"),
    "span-end": span("nif:endIndex 7", 'nif:endIndex "7"'),
    "span-order": span("nif:endIndex 7", "nif:endIndex 3"),
    "span-text": span('nif:anchorOf "word" ;', ""),
    "span-document": span("nif:referenceContext <../doc/$.en>", "nif:referenceContext <person/$>"),
    "span-length": span('"word"', '"words"'),
    "span-iri": span("nif:beginIndex 3 ; nif:endIndex 7", "nif:beginIndex 4 ; nif:endIndex 8"),
    # all facts
    "typed": (
        "<event/$> schema:organizer <organisation/$> . <event/$> a inno:Event . <organisation/$> a inno:Organisation .",
        "<event/$> a inno:Event ; schema:organizer <organisation/$> .",
    ),
    "declared": (
        SOURCE + "<../graph/$.en> { <event/$> a inno:Event ; schema:organizer <organisation/$> }",
        SOURCE + "<../graph/$.en> { <event/$> a schema:Happening$ ; schema:organizer <organisation/$> }",
    ),
    "class-declared": ("<event/$> a inno:Event .", "<event/$-1> a inno:Evnt . <event/$-2> a inno:event-launch ."),
    "property-declared": (
        "<event/$> inno:eventType inno:event-launch .",
        '<event/$-1> inno:kindOfEvent "x" . <event/$-2> inno:Event "x" .',
    ),
    "not-part-of-itself": (
        "<event/$-1> schema:superEvent <event/$-2> . <event/$-2> schema:superEvent <event/$-3> .",
        "<event/$-1> schema:superEvent <event/$-2> . <event/$-2> schema:superEvent <event/$-1> .",
    ),
    "not-related-to-itself": (
        "<policy/$-1> dcterms:references <policy/$-2> .",
        "<policy/$-1> dcterms:references <policy/$-1> .",
    ),
    # concepts and changes
    "Concept": ("<x/$> a skos:Concept .", '[] a skos:Concept ; skos:prefLabel "$" .'),
    "ConceptScheme": ("<x/$> a skos:ConceptScheme .", '[] a skos:ConceptScheme ; skos:prefLabel "$" .'),
    "concept-label": ('<x/$> a skos:Concept ; skos:prefLabel "a"@nb, "a"@en .', "<x/$> a skos:Concept ."),
    "concept-notation": ('<x/$> a skos:Concept ; skos:notation "a" .', "<x/$> a skos:Concept ."),
    "concept-scheme": ("<x/$> a skos:Concept ; skos:inScheme inno:event-kinds .", "<x/$> a skos:Concept ."),
    "ChangeEvent": ("<x/$> a org:ChangeEvent .", '[] a org:ChangeEvent ; rdfs:label "$" .'),
    "change-original": (
        "<x/$> a org:ChangeEvent ; org:originalOrganization <organisation/$> . <organisation/$> a inno:Organisation .",
        "<x/$> a org:ChangeEvent .",
    ),
    "change-resulting": (
        "<x/$> a org:ChangeEvent ; org:resultingOrganization <organisation/$> . <organisation/$> a inno:Organisation .",
        "<x/$> a org:ChangeEvent .",
    ),
    # decisions
    "Decision": (f"<$/{_ID}> a inno:Decision .", "<$/decision/1> a inno:Decision ."),
    "decision-verdict": decision("assign", 'inno:assignee "ola"', 'inno:verdict "accept"'),
    "decision-steward": decision("assign", 'inno:assignee "ola"', "prov:wasAssociatedWith <person/$>"),
    "decision-when": (
        f'<$/{_ID}> a inno:Decision ; prov:endedAtTime "2026-01-31T12:00:00Z"^^xsd:dateTime .',
        f'<$/{_ID}> a inno:Decision ; prov:endedAtTime "2026-01-31T12:00:00"^^xsd:dateTime .',
    ),
    "decision-reason": decision("distinct", 'rdfs:comment "Two."', 'rdfs:comment "Two.", "Not one."'),
    "decision-expires": decision("waive", 'inno:expires "2026-12-31"^^xsd:date', 'inno:expires "in winter"'),
    "decision-undoes": decision("undo", f"inno:undoes <$-2/{_ID}>", "inno:undoes <person/$>"),
    "decision-words": (
        f"<$/{_ID}> a inno:Decision . {_WORDS}",
        f"<$/{_ID}> a inno:Decision . " + _WORDS.replace('oa:exact "word" ; ', ""),
    ),
    "decision-fact": decision(
        "reject",
        "rdf:subject <person/$> ; rdf:predicate rdf:type ; rdf:object inno:Person",
        "rdf:subject <person/$> ; rdf:predicate rdf:type",
        _WORDS,
    ),
    "decision-things": decision(
        "merge",
        "inno:keeps <person/$> ; inno:concerns <person/$-2>",
        "inno:concerns <person/$>, <person/$-2>",
    ),
    "decision-needs": decision(
        "waive",
        'inno:item "typed" ; rdfs:comment "So far." ; inno:expires "2026-12-31"^^xsd:date',
        'inno:item "typed" ; rdfs:comment "So far."',
    ),
}
