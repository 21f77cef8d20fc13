"""`innograf builds --merges`: what was taken to mean the same, and what stewards decided."""


def test_it_tells_what_was_merged_why_and_where(place):
    note = place.folder / "data/documents/note.en.txt"
    note.write_text("Mayor Jane Roe came. Roe left. Kari Nordmann came.", encoding="utf-8")
    decisions = place.folder / "data/decisions/identity.toml"
    decisions.parent.mkdir()
    decisions.write_text(
        '[[same]]\nkind = "Person"\nnames = ["Jane Roe", "Ola Hansen"]\nwhy = "She changed her name"\n'
        '[[same]]\nkind = "Person"\nnames = ["Jane Roe", "Olga Nobody"]\n',
        encoding="utf-8",
    )
    built = place.run("build")
    assert built.exit_code == 0
    assert "no Person is called 'Olga Nobody'" in built.stderr
    told = place.run("builds", "--merges")
    assert told.exit_code == 0
    assert [line.split() for line in told.stdout.splitlines() if line.endswith("note.en 21–24")] == [
        ["Person", "Jane", "Roe", "Roe", "surname", "alone", "note.en", "21–24"]
    ]
    assert "decided, Person: same: Jane Roe / Ola Hansen. She changed her name" in told.stdout
    assert "Olga Nobody" in told.stderr


def test_decisions_that_cannot_be_read_are_a_plain_error(place):
    decisions = place.folder / "data/decisions/identity.toml"
    decisions.parent.mkdir()
    decisions.write_text("[[same", encoding="utf-8")
    result = place.run("build")
    assert result.exit_code == 2
    assert "identity.toml" in result.stderr
    assert "fault in Innograf" not in result.stderr
