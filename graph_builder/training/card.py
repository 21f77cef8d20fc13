"""The folder of a trained model: the pipeline, and what it is and can do, for people and programs."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from graph_builder.training.train import Figures

# What a model's folder has; a folder with anything else is not replaced.
CARD, META = "README.md", "meta.json"
LANGUAGES = {"nob": "bokmål", "nno": "nynorsk"}
DESCRIPTION = "Finds names of persons, bodies and places in Norwegian bokmål and nynorsk."
SOURCE = {
    "name": "NorNE",
    "url": "https://github.com/ltgoslo/norne",
    "author": "Fredrik Jørgensen, Tobias Aasmoe, Anne-Stine Ruud Husevåg, Lilja Øvrelid, Erik Velldal",
    "license": "CC0 1.0 (annotations)",
}


class ModelFolderError(ValueError):
    """A folder that a model cannot be written to; the message says why and what to do."""


# Language → label → figures on the published test part.
Tables = Mapping[str, Mapping[str, Figures]]


@dataclass(frozen=True)
class Made:
    """What a model was made from, how fast it is, and its F1 of each language, merged by `MERGED_BY_ACT`."""

    seed: int
    steps: int
    sentences: int
    words_a_second: float
    f1_by_act: tuple[float, ...]


def save(nlp: Language, folder: Path, figures: Tables, made: Made) -> None:
    """Write the model and its card to `folder`, in place of a model that is there.

    `figures` are those on the published test parts. Raises `ModelFolderError` for a folder with something else in it.
    """
    check(folder)
    nlp.meta.update(
        name=folder.name,
        version="1.0.0",
        description=DESCRIPTION,
        author="Innograf",
        license="MIT",
        sources=[SOURCE],
        performance={
            lang: {label: _shares(f) for label, f in sorted(found.items())} for lang, found in figures.items()
        },
    )
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # The words that it was trained on are not needed to use it, and are not ours to give on.
    nlp.to_disk(folder, exclude=["vocab"])
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    (folder / CARD).write_text(_card(nlp, figures, made, size), encoding="utf-8")


def check(folder: Path) -> None:
    """Raise `ModelFolderError` unless `folder` is free, empty or a model's."""
    if folder.exists() and not folder.is_dir():
        raise ModelFolderError(f"{folder} is a file; name a folder for the model.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / META).is_file():
        raise ModelFolderError(f"{folder} has other things in it than a model; name another folder, or empty it.")


def _shares(figures: Figures) -> dict[str, float]:
    return {name: round(getattr(figures, name), 4) for name in ("precision", "recall", "f1")}


def _card(nlp: Language, figures: Tables, made: Made, size: int) -> str:
    rows = []
    for lang, found in figures.items():
        for label, f in sorted(found.items(), key=lambda item: (item[0] == "all", item[0])):
            shown = "all (micro)" if label == "all" else label
            rows.append(f"| {LANGUAGES[lang]} | {shown} | {f.precision:.3f} | {f.recall:.3f} | {f.f1:.3f} |")
    return f"""# The mention model `{nlp.meta["name"]}`

{DESCRIPTION}
It is a spaCy pipeline: hashed word features, a convolution over neighbouring words, and a transition-based recogniser.

| language | label | precision | recall | F1 |
|---|---|---|---|---|
{chr(10).join(rows)}

Measured on NorNE's published test parts (Universal Dependencies split), sentence by sentence in running text. A name
counts as right when both its ends and its label are. The model has NorNE's labels PER, ORG, LOC, GPE_LOC, GPE_ORG, PROD
and EVT. For the figures they are merged: LOC, GPE_LOC and GPE_ORG (a country or municipality that acts) to PLACE; PROD
and EVT are left out. With GPE_ORG merged to ORG instead, F1 over all is
{" and ".join(f"{f1:.3f}" for f1 in made.f1_by_act)}.

- **Speed:** about {round(made.words_a_second, -3):,.0f} words a second on one core of the machine that trained it.
- **Size:** {size / 1e6:.1f} MB.
- **Made with:** `innograf train` (seed {made.seed}, {made.steps} steps, {made.sentences:,} sentences,
  spaCy {nlp.meta["spacy_version"]}). The same call gives the same model.
- **Data:** [NorNE]({SOURCE["url"]}) (Jørgensen et al., LREC 2020): newspapers, blogs, white papers and parliament's
  minutes in bokmål and nynorsk. Its annotations are CC0. Its texts may not be given on by themselves, so neither they
  nor a list of their words are in this folder. What is in the published dev and test parts was not trained on; dev
  chose the best of the models met on the way.
- **Limits:** little text in capitals, and no Danish, Swedish or English was trained on, apart from variants of the
  sentences with capitals and with Swedish letters.
- **Licence of the model:** MIT, as Innograf's.
"""
