"""The changes of pySHACL in `docs/patches` apply to the version that is used, and each does what it is for."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyshacl
import pytest
from random_shapes import PREFIXES

PATCHES = sorted((Path(__file__).parents[2] / "docs" / "patches").glob("*.patch"))
ONE = ":s sh:targetNode :a ; sh:path :p ;"
# Of each patch: shapes, data, and the results that the standard asks for, as values of focus nodes.
CASES = {
    "ask-value": (
        ":C a sh:ConstraintComponent ; sh:parameter [ sh:path :wanted ] ; "
        'sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER ($value = $wanted) }" ] . '
        f"{ONE} a sh:PropertyShape ; :wanted 1 .",
        ":a :p 2 .",
        ["2"],
    ),
    "closed": (":s a sh:NodeShape ; sh:targetNode :a ; sh:closed true .", ":a a rdfs:Resource .", ["Resource"]),
    "datatype": (f"{ONE} sh:datatype xsd:date .", ':a :p "2021-W05-1"^^xsd:date .', ["2021-W05-1"]),
    "inverse-sequence": (
        ":s sh:targetNode :a ; sh:path [ sh:inversePath ( :p :q ) ] ; sh:nodeKind sh:Literal .",
        ":b :p :c . :c :q :a .",
        ["b"],
    ),
    "order": (f"{ONE} sh:lessThan :q .", ":a :p :b ; :q :c .", ["b"]),
    "strings": (f'{ONE} sh:pattern "a$" .', ':a :p "a\\n" .', ["a\n"]),
}
# Reads the cases, and writes for each the values of its results, or the name of the error that stopped it.
PROGRAM = """
import json, re, sys
import pyshacl
import rdflib
from rdflib import Graph
from rdflib.namespace import SH
found = {}
for name, (shapes, data, _) in json.load(sys.stdin).items():
    # Literals stay as they are written, as in a graph over a store; pySHACL sets it back.
    rdflib.NORMALIZE_LITERALS = False
    try:
        graphs = [Graph().parse(data=text, format="turtle") for text in (data, shapes)]
        _, report, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1], advanced=True)
        results = report.subjects(SH.focusNode)
        found[name] = [re.split("[#/]", str(report.value(each, SH.value)))[-1] for each in results]
    except Exception as error:
        found[name] = [type(error).__name__]
json.dump({"file": pyshacl.__file__, "found": found}, sys.stdout)
"""


def results(folder: Path) -> dict[str, list[str]]:
    """What the pySHACL of a folder finds."""
    cases = {name: (PREFIXES + shapes, PREFIXES + data, []) for name, (shapes, data, _) in CASES.items()}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=folder, input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    assert Path(said["file"]).is_relative_to(folder)
    found: dict[str, list[str]] = said["found"]
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pyshacl")
    shutil.copytree(Path(pyshacl.__file__).parent, folder / "pyshacl")
    return folder


def test_every_patch_has_a_case() -> None:
    assert sorted(f"pyshacl-{name}" for name in CASES) == [patch.stem for patch in PATCHES]


def test_each_patch_mends_what_is_wrong_without_it(folder: Path) -> None:
    wanted = {name: values for name, (_, _, values) in CASES.items()}
    before = results(folder)
    assert [name for name in CASES if before[name] == wanted[name]] == []
    for patch in PATCHES:
        subprocess.run(["git", "apply", str(patch)], cwd=folder, check=True)
    assert results(folder) == wanted
