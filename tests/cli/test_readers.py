"""`innograf readers`, and the settings that choose them."""


def test_it_lists_them_with_what_they_read(place):
    result = place.run("readers")
    assert result.exit_code == 0
    rows = [line.split(maxsplit=3) for line in result.stdout.splitlines()[2:]]
    assert ["roles", "innograf", "on"] in [row[:3] for row in rows]
    assert all(len(row) == 4 for row in rows)


def test_the_settings_file_and_the_environment_choose(place, monkeypatch):
    place.write("innograf.toml", '[readers]\nskip = ["roles"]\n')
    assert shown(place)["roles"] == "off"
    assert shown(place)["areas"] == "on"
    monkeypatch.setenv("INNOGRAF_READERS__SKIP", "areas, goals")
    assert (shown(place)["roles"], shown(place)["areas"], shown(place)["goals"]) == ("on", "off", "off")


def test_the_build_runs_those_and_says_which(place):
    place.write("innograf.toml", '[readers]\nrun = ["measures", "areas"]\n')
    result = place.run("build", "data/documents/plan.nb.md")
    assert result.exit_code == 0, result.output
    assert place.builds.open().manifest.settings["readers"] == ["measures", "areas"]


def test_an_unknown_reader_ends_the_build_with_those_there_are(place):
    place.write("innograf.toml", '[readers]\nskip = ["rolls"]\n')
    result = place.run("build")
    assert result.exit_code == 2
    assert "readers.skip names 'rolls'; the readers are areas," in result.stderr


def shown(place):
    return {line.split()[0]: line.split()[2] for line in place.run("readers").stdout.splitlines()[2:]}
