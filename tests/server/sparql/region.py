"""A small graph of invented towns and people, in three named graphs, to ask questions with known answers."""

import pyoxigraph

BASE = "https://example.org/"
NORTH, SOUTH, EVIDENCE = (f"{BASE}graph/north", f"{BASE}graph/south", f"{BASE}evidence/north")
PREFIXES = """
PREFIX : <https://example.org/id/>
PREFIX d: <https://example.org/def#>
PREFIX g: <https://example.org/graph/>
PREFIX e: <https://example.org/evidence/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
CONTENT = """
GRAPH g:north {
  :haukvik a d:Town ; rdfs:label "Haukvik"@nb , "Haukvik kommun"@sv ; d:people 1200 ; d:founded "1850-05-17"^^xsd:date ;
    d:next :tindvik ; d:coast true .
  :tindvik a d:Town ; rdfs:label "Tindvik"@nb ; d:people 300 ; d:next :lunde ; d:coast false .
  :lunde a d:Town ; rdfs:label "Lunde"@nb ; d:people 300 ; d:next :haukvik .
  :aase a d:Person ; d:name "Åse Tind" ; d:home :haukvik ; d:chief :bo ; d:met "2031-03-01T09:30:00Z"^^xsd:dateTime .
}
GRAPH g:south {
  :haukvik a d:Town ; rdfs:label "Haukvik"@nb ; d:people 1200 .
  :sund a d:Town ; rdfs:label "Sund"@nb ; d:share 0.25 ; d:size 1.5e2 .
  :bo a d:Person ; d:name "Bo \\"Bobo\\" Li, sr." ; d:home :sund ; d:chief :cai .
  :cai a d:Person ; d:name "Cai\\tSol\\nNy" ; d:note "C:\\\\mappe 😀" , "" .
}
GRAPH e:north {
  <https://example.org/evidence/north/1> a d:Evidence ; d:about :haukvik .
}
"""


def quads() -> list[pyoxigraph.Quad]:
    """The graph's quads: 38, of which 3 stand in two graphs and 2 are evidence; so 33 without evidence, each once."""
    return list(pyoxigraph.parse(PREFIXES + CONTENT, pyoxigraph.RdfFormat.TRIG))
