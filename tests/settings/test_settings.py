"""Where settings come from, and what is said when one is wrong."""

import pytest

from settings import SettingsError, load, origins, unknown_variables


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("DATA", "PORT", "JOBS", "SETTINGS", "BASE_IRI"):
        monkeypatch.delenv(f"INNOGRAF_{name}", raising=False)
    return tmp_path


def test_option_wins_over_environment_over_file_over_default(empty_folder, monkeypatch):
    assert load().port == 8000
    (empty_folder / "innograf.toml").write_text("port = 8001\njobs = 3\n")
    assert (load().port, load().jobs) == (8001, 3)
    monkeypatch.setenv("INNOGRAF_PORT", "8002")
    assert load().port == 8002
    assert load(port=8003, jobs=None).port == 8003
    assert load(jobs=None).jobs == 3


def test_origins_say_where_a_value_comes_from(empty_folder, monkeypatch):
    (empty_folder / "innograf.toml").write_text("port = 8001\njobs = 3\n")
    monkeypatch.setenv("INNOGRAF_PORT", "8002")
    found = {item.name: (item.value, item.source) for item in origins(page_size=7)}
    assert found["port"] == (8002, "environment")
    assert found["jobs"] == (3, "innograf.toml")
    assert found["page_size"] == (7, "option")
    assert found["host"] == ("127.0.0.1", "default")
    assert all(item.description for item in origins())


def test_the_variable_names_the_file(empty_folder, monkeypatch):
    named = empty_folder / "other.toml"
    named.write_text('host = "0.0.0.0"\n')
    monkeypatch.setenv("INNOGRAF_SETTINGS", str(named))
    assert load().host == "0.0.0.0"
    monkeypatch.setenv("INNOGRAF_SETTINGS", "missing.toml")
    with pytest.raises(SettingsError, match=r"missing\.toml"):
        load()


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("INNOGRAF_PORT", "")
    assert load().port == 8000
    assert {item.source for item in origins()} == {"default"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "web"),
        ("port", "70000"),
        ("jobs", "0"),
        ("base_iri", "https://e.org"),
        ("base_iri", "e.org/"),
        ("base_iri", "https://e.org/<x>/"),
        ("query_timeout", "-1"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"INNOGRAF_{name.upper()}", value)
    with pytest.raises(SettingsError, match=f"INNOGRAF_{name.upper()}") as caught:
        load()
    assert value in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"prot = 1\n", "Unknown setting 'prot'"),
        (b"port =\n", "not TOML.*line 1"),
        (b"host = '\xe6'\n", "not TOML"),
    ],
)
def test_a_wrong_file_is_explained(empty_folder, content, message):
    (empty_folder / "innograf.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=message):
        load()


def test_a_slip_in_a_variables_name_is_found(monkeypatch):
    monkeypatch.setenv("INNOGRAF_PROT", "1")
    monkeypatch.setenv("INNOGRAF_PORT", "1")
    assert "INNOGRAF_PROT" in unknown_variables()
    assert "INNOGRAF_PORT" not in unknown_variables()


def test_a_setting_in_a_section(empty_folder, monkeypatch):
    (empty_folder / "innograf.toml").write_text('[readers]\nskip = ["roles"]\n')
    assert load().readers.skip == ("roles",)
    assert {item.name: item.source for item in origins()}["readers.skip"] == "innograf.toml"
    for given in ("areas, goals", '["areas", "goals"]'):
        monkeypatch.setenv("INNOGRAF_READERS__SKIP", given)
        assert load().readers.skip == ("areas", "goals")
    assert {item.name: item.source for item in origins()}["readers.skip"] == "environment"
    assert unknown_variables() == []


def test_end_points_that_may_be_called(empty_folder, monkeypatch):
    assert load().service_endpoints == ()
    monkeypatch.setenv("INNOGRAF_SERVICE_ENDPOINTS", "https://e.org/sparql, http://127.0.0.1:7878/query")
    assert load().service_endpoints == ("https://e.org/sparql", "http://127.0.0.1:7878/query")
    for wrong in ("e.org/sparql", "https://me:secret@e.org/", "https://e.org/> {}"):
        monkeypatch.setenv("INNOGRAF_SERVICE_ENDPOINTS", wrong)
        with pytest.raises(SettingsError, match="service_endpoints"):
            load()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("READERS__SLIP", "roles", r"Unknown setting 'readers\.slip'"),
        ("READERS__SKIP", "[roles", r"readers\.skip \(INNOGRAF_READERS__SKIP\)"),
        ("READERS__RUN", "[3]", r"readers\.run \(INNOGRAF_READERS__RUN\)"),
    ],
)
def test_a_wrong_value_in_a_section_is_named(monkeypatch, name, value, message):
    monkeypatch.setenv(f"INNOGRAF_{name}", value)
    with pytest.raises(SettingsError, match=message):
        load()
