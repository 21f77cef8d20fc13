"""`innograf evaluate`: what it reads, prints and keeps, and what it says of a gold file that cannot be used."""

import json
import re
import tomllib


def gold(place, name="meeting.en.json", kind="Person"):
    entities = [{"id": "p1", "type": kind, "name": "Kari Nordmann"}, {"id": "p2", "type": "Place", "name": "Pilot"}]
    return place.write(f"data/gold/{name}", json.dumps({"entities": entities, "relations": []}))


def line(result, pattern):
    return re.search(rf"^{pattern}$", result.stdout, re.M)


def test_it_reads_the_documents_and_compares_with_the_folder_of_the_settings(place):
    gold(place)
    result = place.run("evaluate")
    assert result.exit_code == 0, result.output
    assert line(result, r"meeting\.en +entity +\d.*")
    # Of the two persons that the document names this gold file has one.
    assert line(result, r"entity Person +50\.0 +100\.0 +66\.7 +1 +1 +0")
    assert line(result, r"people +50\.0 +100\.0 +66\.7 +1 +1 +0")


def test_faults_are_listed_with_the_words_around(place):
    gold(place)
    result = place.run("evaluate")
    assert (
        "+ meeting.en: Person: Ola Hansen  [people]\n    … 08:45 What did we learn from the pilot? [[Ola Hansen]],"
        in result.stdout
    )
    assert (
        "- meeting.en: Place: Pilot\n    … of Bergen 08:45 What did we learn from the [[pilot]]? Ola" in result.stdout
    )
    assert "Ola Hansen" not in place.run("evaluate", "--no-details").stdout


def test_documents_and_annotations_of_another_folder(place):
    place.write("other/talk.nb.txt", "Rådgiver Ada Berg i Havnerådet åpnet møtet.\n")
    entities = [{"id": "p1", "type": "Person", "name": "Ada Berg"}]
    place.write("marked/talk.nb.json", json.dumps({"entities": entities, "relations": []}))
    result = place.run("evaluate", "marked", "--documents", "other")
    assert result.exit_code == 0, result.output
    assert line(result, r"entity Person +100\.0 +100\.0 +100\.0 +1 +0 +0")


def test_a_build_is_evaluated_when_named(built):
    gold(built)
    for path in (built.folder / "data" / "documents").iterdir():
        path.unlink()
    result = built.run("evaluate", "--build", "current")
    assert result.exit_code == 0, result.output
    assert line(result, r"entity Person +50\.0.*")
    assert built.run("evaluate", "--build", "current", "--documents", "data").exit_code == 2


def test_precision_is_kept_when_asked_for_and_is_the_confidence_of_the_next_build(place):
    kept = place.folder / "data" / "gold" / "precision.toml"
    gold(place)
    assert place.run("evaluate").exit_code == 0
    assert not kept.exists()
    result = place.run("evaluate", "--write")
    assert result.exit_code == 0, result.output
    assert "precision.toml" in result.stderr
    # (1 + 1) / (2 + 2)
    assert tomllib.loads(kept.read_text(encoding="utf-8"))["precision"]["people"] == 0.5
    assert place.run("build").exit_code == 0
    asked = "SELECT DISTINCT ?c { GRAPH ?g { ?e inno:extractor 'people' ; inno:confidence ?c } }"
    assert place.run("query", asked, "--format", "csv").stdout.split() == ["c", "0.5"]


def test_precision_is_not_kept_when_a_document_is_missing(place):
    gold(place, "other.json")
    result = place.run("evaluate", "--write")
    assert result.exit_code == 2
    assert "other: no such document was read" in result.stderr
    assert not (place.folder / "data" / "gold" / "precision.toml").exists()


def test_precision_needs_one_folder(place):
    result = place.run("evaluate", str(gold(place)), "--write")
    assert result.exit_code == 2
    assert "name one folder" in result.stderr


def test_a_page_is_written(place):
    gold(place)
    result = place.run("evaluate", "--html", "page.html")
    assert result.exit_code == 0, result.output
    page = (place.folder / "page.html").read_text(encoding="utf-8")
    assert '<span class="sign">✓</span>Kari Nordmann</mark>' in page


def test_a_bad_gold_file_is_named(place):
    gold(place, kind="Preson")
    result = place.run("evaluate")
    assert result.exit_code == 2
    assert "meeting.en.json: entities[0]" in result.stderr
    assert "Preson" in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_of_annotations_that_is_not_there(place):
    result = place.run("evaluate")
    assert result.exit_code == 2
    assert "no folder data/gold" in result.stderr
