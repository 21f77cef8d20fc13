"""Names that a trained pipeline finds: which pipeline, which of its names are believed, and what they give way to."""

from pathlib import Path

import pytest
import spacy

from graph_builder.build import build_graph
from graph_builder.mentions import Mention, find_mentions
from graph_builder.mentions.pipeline import FinderError
from graph_builder.mentions.trained import ModelError, load_model
from settings import MentionSettings, Settings
from tests.graph_builder.reading import NO_AUTHORITY, layout

PATTERNS = [
    *({"label": "PER", "pattern": name} for name in (
        "Zbrun Qvisten", "statsråd Zbrun Qvisten", "Xerxes Zbrunsen", "Zbrun", "Nye Tider", "Qvark Data",
    )),
    *({"label": "ORG", "pattern": name} for name in (
        "Losringen", "Losringens", "Framtidens", "Bølgeløftet", "Flo Bølge", "www.losen.no", "LOS", "Sjøbua Vekselring",
        "Fyrdirektoratet", "Tindvik kommune", "Losringen og Bølge", "Modernisering", "Regional plan",
    )),
    *({"label": "GPE_LOC", "pattern": name} for name in ("Skjærvika",)),
    {"label": "GPE_ORG", "pattern": "Havnøy"},
    {"label": "PROD", "pattern": "Bølgeboka"},
]  # fmt: skip


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another's pipeline, saved: it finds the names above wherever they stand."""
    folder = tmp_path_factory.mktemp("models") / "theirs"
    nlp = spacy.blank("nb")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)
    nlp.to_disk(folder)
    return folder


def find(text: str, model: object, **settings: object) -> list[Mention]:
    chosen = MentionSettings(model=str(model), **settings)
    return find_mentions(layout(text), "nb", NO_AUTHORITY, chosen)


def by_model(text: str, model: object) -> dict[str, str]:
    """Name → kind of what the model adds where the forms of persons' names are not looked at."""
    return {m.name: m.kind for m in find(text, model, skip=("people",)) if m.finder == "model"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi snakket med Losringen i går.", {"Losringen": "Organisation"}),
        ("Vi leste Sjøbua Vekselring sine brev i går.", {"Sjøbua Vekselring": "Organisation"}),
        ("Vi hørte Xerxes Zbrunsen i går.", {"Xerxes Zbrunsen": "Person"}),
        ("Her var Zbrun Qvisten (NHO) også.", {"Zbrun Qvisten": "Person"}),
        # A title is not part of the name, nor is the genitive of one that stands without it.
        ("Vi hørte statsråd Zbrun Qvisten (H) i går.", {"Zbrun Qvisten": "Person"}),
        ("Vi tok Losringens båt til Losringen.", {"Losringen": "Organisation"}),
    ],
)
def test_names_that_are_believed(pipeline: Path, text: str, found: dict[str, str]) -> None:
    assert by_model(text, pipeline) == found


@pytest.mark.parametrize(
    "text",
    [
        "Losringen kom i går.",  # a capital stands there anyway
        "Vi kom til Framtidens kommuner.",  # a genitive
        "Vi fikk penger fra Bølgeløftet i fjor.",  # the form is a scheme's
        "Det var flo da vi så på Flo Bølge der ute.",  # the word is also printed small
        "Se www.losen.no for mer.",
        "Vi var på LOS i går, sa de.",  # the finder of acronyms judges those
        "Båten fra Skjærvika er her.",  # places have a finder that does as well
        "Vi så Losringen og Bølge der.",  # two names
        "Vi snakket om Modernisering den dagen.",  # what is done
        "Vi leste Regional plan i går.",
        "Vi så Havnøy den dagen.",
        "Der sto Bølgeboka i hylla.",
        "Alle hilste Zbrun den dagen.",  # one word alone
        "Vi leste Nye Tider her og nå, og nye greier.",
        "Her er Qvark Data den dagen.",
        "Nye Planer For Xerxes Zbrunsen Sine Gamle Båter",  # set as a title
    ],
)
def test_names_that_are_not_believed(pipeline: Path, text: str) -> None:
    assert by_model(text, pipeline) == {}


def test_the_form_of_a_name_says_more_than_the_model(pipeline: Path) -> None:
    found = {m.name: m.finder for m in find("Brevet fra Tindvik kommune til Fyrdirektoratet kom.", pipeline)}
    assert found == {"Fyrdirektoratet": "bodies", "Tindvik kommune": "bodies"}


def test_a_name_does_not_run_on_over_a_label(pipeline: Path) -> None:
    text = "Partnere: Sjøbua Vekselring\nLosringen: fire millioner\n"
    assert "Sjøbua Vekselring Losringen" not in by_model(text, pipeline)


@pytest.mark.parametrize(("language", "read"), [("nn", True), ("da", True), ("sv", False), ("en", False)])
def test_a_model_reads_its_own_language_and_those_near(pipeline: Path, language: str, read: bool) -> None:
    found = find_mentions(
        layout("Her er Losringen og andre."), language, NO_AUTHORITY, MentionSettings(model=str(pipeline))
    )
    assert ("Losringen" in {m.name for m in found if m.finder == "model"}) == read


@pytest.mark.parametrize("none", ["", "none"])
def test_no_model(none: str) -> None:
    assert by_model("Vi snakket med Losringen i går.", none) == {}
    assert load_model(none) is None


def test_an_installed_pipeline_is_found_by_its_name(
    pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "nb_theirs_test"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_path\n"
        f"def load(**options):\n    return load_model_from_path(Path({str(pipeline)!r}), **options)\n"
    )
    info = tmp_path / "nb_theirs_test-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: nb_theirs_test\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert by_model("Vi snakket med Losringen i går.", "nb_theirs_test") == {"Losringen": "Organisation"}


def test_the_model_of_the_current_folder_goes_first(
    pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "models").mkdir(parents=True)
    (tmp_path / "data" / "models" / "mine").symlink_to(pipeline)
    monkeypatch.chdir(tmp_path)
    assert by_model("Vi snakket med Losringen i går.", "mine") == {"Losringen": "Organisation"}


def test_a_missing_model_names_the_setting_and_what_to_do() -> None:
    with pytest.raises(
        ModelError, match=r"mentions\.model \(INNOGRAF_MENTIONS__MODEL\) names 'nb_missing'.*installed"
    ) as e:
        build_graph([], Settings(mentions=MentionSettings(model="nb_missing")))
    assert "or none for no model" in str(e.value)


def test_a_broken_model_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{")
    with pytest.raises(ModelError, match="cannot be used"):
        load_model(str(tmp_path))


def test_a_pipeline_that_finds_no_names_is_told_of(tmp_path: Path) -> None:
    spacy.blank("nb").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="it finds no names"):
        load_model(str(tmp_path / "blank"))


def test_finders_can_be_left_out(pipeline: Path) -> None:
    text = "Vi snakket med Losringen i Tindvik kommune."
    assert {m.finder for m in find(text, pipeline)} == {"model", "bodies"}
    assert {m.finder for m in find(text, pipeline, skip=("model",))} == {"bodies"}
    assert "bodies" not in {m.finder for m in find(text, pipeline, skip=("bodies",))}


def test_a_finder_that_there_is_not_is_told_of() -> None:
    with pytest.raises(FinderError, match=r"mentions\.skip names 'moon'; the finders are gazetteer, bodies"):
        build_graph([], Settings(mentions=MentionSettings(skip=("moon",))))


SENTENCES = {
    "Sigrun Haukvik bor i Tindvik, sier Tore Bryggen.": {"Sigrun Haukvik": "PER", "Tore Bryggen": "PER"},
    "Ho arbeider i Språkrådet og reiser ofte til Danmark.": {"Språkrådet": "ORG", "Danmark": "GPE_LOC"},
    "Rådgiver Marit Havn i Fyrdirektoratet var òg med.": {"Marit Havn": "PER", "Fyrdirektoratet": "ORG"},
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "names"), SENTENCES.items())
def test_what_the_shipped_model_finds(sentence: str, names: dict[str, str]) -> None:
    model = load_model("norne")
    assert model
    found = {ent.text: ent.label_ for ent in model(sentence).ents}
    assert names.items() <= found.items()


def test_the_shipped_model_gives_the_same_each_time() -> None:
    model = load_model("norne")
    assert model
    texts = [*SENTENCES, "PROGRAM", "09.00 Velkommen ved Sigrun Haukvik"] * 20
    once = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in model.pipe(texts)]
    again = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in model.pipe(texts[:5])]
    assert once[:5] == again
    assert once[:5] == once[-5:]
