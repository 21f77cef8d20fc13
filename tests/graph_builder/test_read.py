"""Files become documents: text as it is, metadata, language, title."""

from pathlib import Path

import pytest

from graph_builder.read import Document, read_document, read_documents

LIMIT = 100_000
TEXT = "Brua over Tindelva er stengt i dag.\n"

LANGUAGES = {
    "nb": "Hun vet ikke hva som skjer med brua, og noe må være galt fra før. Jeg tror at disse planene ikke holder.",
    "nn": "Ho veit ikkje kva som skjer med brua, og noko må vere gale frå før. Eg trur at desse planane ikkje held.",
    "da": "Hun ved ikke, hvad der sker med broen, og hvorfor den blev lukket af kommunen efter at vi havde været der.",
    "sv": "Hon vet inte vad som händer med bron, och varför den stängdes av kommunen när vi hade varit där och tittat.",
    "en": "She does not know what is happening to the bridge, or why it was closed by the council after we had been.",
}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def of(folder: Path, name: str, content: str | bytes) -> Document:
    return read_document(write(folder, name, content), LIMIT)


def test_front_matter_is_metadata_and_not_body(tmp_path: Path) -> None:
    head = (
        "---\ntitle: Ny bru\nlanguage: nn\nissued: 2031-05-04\nsource: https://example.org/bru\n"
        "publisher: Bruetaten\nlicence: CC-BY-4.0\n---\n"
    )
    found = of(tmp_path, "a.md", head + TEXT)
    meta = found.metadata
    assert (meta.title, meta.language, meta.issued) == ("Ny bru", "nn", "2031-05-04")
    assert (meta.source, meta.publisher, meta.licence) == ("https://example.org/bru", "Bruetaten", "CC-BY-4.0")
    assert found.text[found.body_start :] == TEXT
    assert (found.title, found.language, meta.year) == ("Ny bru", "nn", 2031)


def test_front_matter_may_say_license_and_no(tmp_path: Path) -> None:
    meta = of(tmp_path, "a.txt", f"---\nlicense: https://example.org/l\nlanguage: no\n---\n{TEXT}").metadata
    assert (meta.licence, meta.language) == ("https://example.org/l", "nb")


def test_values_that_yaml_would_not_take_as_text_are_text(tmp_path: Path) -> None:
    meta = of(tmp_path, "a.txt", f"---\ntitle: 2031\npublisher: yes\nissued:\n---\n{TEXT}").metadata
    assert (meta.title, meta.publisher, meta.issued) == ("2031", "yes", None)


@pytest.mark.parametrize("issued", ["2031", "2031-05", "2031-05-04"])
def test_a_date_may_be_a_year_or_a_month(tmp_path: Path, issued: str) -> None:
    assert of(tmp_path, "a.txt", f"---\nissued: {issued}\n---\n{TEXT}").metadata.issued == issued


def test_front_matter_with_windows_line_ends_and_bom(tmp_path: Path) -> None:
    found = of(tmp_path, "a.md", f"\ufeff---\r\ntitle: Ny bru\r\n---\r\n{TEXT}")
    assert (found.title, found.text[found.body_start :]) == ("Ny bru", TEXT)


def test_a_rule_in_the_text_is_no_front_matter(tmp_path: Path) -> None:
    found = of(tmp_path, "a.md", f"{TEXT}\n---\ntitle: Ny bru\n---\n")
    assert (found.body_start, found.metadata.title) == (0, None)


def test_corpus_toml_serves_files_without_front_matter(tmp_path: Path) -> None:
    write(
        tmp_path,
        "corpus.toml",
        '["a.txt"]\ntitle = "Fra tabellen"\nissued = 2031-05-04\n["b.md"]\ntitle = "Fra tabellen"\n',
    )
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.md", f"---\ntitle: Fra filen\n---\n{TEXT}")
    write(tmp_path, "c.txt", TEXT)
    documents, problems = read_documents([tmp_path], LIMIT)
    assert problems == []
    assert [(d.stem, d.title, d.metadata.issued) for d in documents] == [
        ("a", "Fra tabellen", "2031-05-04"),
        ("b", "Fra filen", None),
        ("c", TEXT.strip(), None),
    ]


@pytest.mark.parametrize("ending", LANGUAGES)
def test_the_language_is_that_of_the_name(tmp_path: Path, ending: str) -> None:
    assert of(tmp_path, f"a.{ending}.txt", LANGUAGES["en" if ending != "en" else "sv"]).language == ending


@pytest.mark.parametrize("language", LANGUAGES)
def test_else_the_language_is_guessed(tmp_path: Path, language: str) -> None:
    assert of(tmp_path, "a.v2.txt", LANGUAGES[language]).language == language


def test_metadata_say_the_language_before_the_name_does(tmp_path: Path) -> None:
    assert of(tmp_path, "a.en.txt", f"---\nlanguage: da\n---\n{LANGUAGES['sv']}").language == "da"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.txt", "\n\n  Brua er stengt\n\nTekst.", "Brua er stengt"),
        ("a.txt", "Søk\nMeny\nBrua er\xa0stengt\n", "Brua er stengt"),
        ("a.md", "# **Brua** er stengt #\n\nTekst.", "Brua** er stengt"),
        ("a.txt", "\ufeffBrua\r\nTekst", "Brua"),
    ],
)
def test_the_title_is_the_first_line_with_words(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert of(tmp_path, name, text).title == title


@pytest.mark.parametrize(
    "text",
    [
        "Brua\r\ner\rstengt\n",
        "Brua\xa0er\u2009stengt.\t\n\n\n",
        "\ufeffBrua er stengt.",
        "🌉 Brua er e\u0301n meter for kort 👩‍🔧\n",
        "Brua\x0cer\x85stengt\u2028nå.",
    ],
)
def test_the_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    found = of(tmp_path, "a.txt", text)
    assert found.text.encode() == text.encode()
    assert found.body_start == 0


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    found = of(tmp_path, "a.txt", "abc")
    assert found.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("x.nb.txt", "x.nb"),
        ("X.MD", "X"),
        ("møte om brua (utkast).txt", "mote-om-brua-utkast"),
        ("100% <sikker>?#.txt", "100-sikker"),
        ("Aa\u030as.txt", "Aas"),
        ("?.txt", "document"),
    ],
)
def test_the_stem_has_a_place_in_an_iri(tmp_path: Path, name: str, stem: str) -> None:
    assert of(tmp_path, name, TEXT).stem == stem


def test_folders_are_walked_and_hidden_files_left(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/deep/a.md", ".skjult.txt", ".git/x.txt", "sub/.b/y.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path, name, TEXT)
    documents, problems = read_documents([tmp_path], LIMIT)
    assert ([d.stem for d in documents], problems) == (["a", "b"], [])


def test_a_file_named_twice_is_one_document(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    documents, problems = read_documents([tmp_path, path, tmp_path / ".." / tmp_path.name / "a.txt"], LIMIT)
    assert ([d.stem for d in documents], problems) == (["a"], [])
