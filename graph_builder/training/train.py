"""Trains the mention model: a spaCy pipeline with one component, `ner`. What and how is in `ner.cfg`."""

import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.schemas import ConfigSchemaTraining
from spacy.training import Example
from spacy.training.loop import train_while_improving
from spacy.util import compile_suffix_regex, load_config, load_model_from_config, registry
from thinc.api import fix_random_seed

from graph_builder.training.norne import Corpus, Sentence
from graph_builder.training.rare import Hidden
from graph_builder.training.variants import Variants

CONFIG = Path(__file__).with_name("ner.cfg")
# NorNE's kinds of names that the model learns. Products and events are not asked for; it tells the others better
# when it knows them.
LEARNT = frozenset({"PER", "ORG", "GPE_ORG", "GPE_LOC", "LOC", "PROD", "EVT"})
# The kinds that are measured, merged; and merged in another way, since a country that acts may be called a body.
MERGED = {"PER": "PER", "ORG": "ORG", "GPE_ORG": "PLACE", "GPE_LOC": "PLACE", "LOC": "PLACE"}
MERGED_BY_ACT = {**MERGED, "GPE_ORG": "ORG"}
# Words of one batch.
BATCH = 1000
# Parties' names that spaCy reads with the sentence's full stop as one word, «Frp.»; and words that end in a capital, of
# which it does not part the full stop, «KrF.».
NO_ABBREVIATIONS = frozenset({"Ap.", "Fr.p.", "Frp.", "Kr.F.", "Sp."})
STOP_AFTER_CAPITAL = r"(?<=[a-zæøå][A-ZÆØÅ])\."
# So many texts show the model its labels and sizes.
SAMPLE = 2000

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Figures:
    """Right, wrong and missed names."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The part of the names found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The part of the names there are that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def train(corpus: Corpus, *, seed: int, steps: int, progress: Progress | None = None) -> Language:
    """The pipeline that did best on the dev parts, of those met at each evaluation; the same for the same arguments.

    `steps` is the number of batches; `progress(done, of, what)` is told of each.
    """
    config = load_config(CONFIG, overrides=_overrides(seed, steps))
    nlp = load_model_from_config(config, auto_fill=True)
    _part_full_stops(nlp)
    plan = registry.resolve(nlp.config.interpolate()["training"], schema=ConfigSchemaTraining)
    dev = [sentence for part in corpus.dev.values() for sentence in part]
    optimizer: Any = plan["optimizer"]
    said = "starting"
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        # spaCy warns of names that begin or end within a token; they count for nothing then, as they should.
        warnings.filterwarnings("ignore", message=r"\[W030\]")
        fix_random_seed(seed)
        nlp.initialize(lambda: [_example(nlp, sentence) for sentence in corpus.train[:SAMPLE]])
        loop = train_while_improving(
            nlp, optimizer, _batches(nlp, corpus.train, seed), lambda: (measure(nlp, dev)["all"].f1, {}),
            dropout=plan["dropout"], eval_frequency=plan["eval_frequency"], accumulate_gradient=1,
            patience=plan["patience"], max_steps=steps, exclude=[], annotating_components=[], before_update=None,
        )  # fmt: skip
        for _, info, best in loop:
            if best is not None:
                said = f"F1 on dev {100 * info['score']:.1f}"
            if best:
                with nlp.use_params(optimizer.averages):
                    nlp.to_disk(folder, exclude=["vocab"])
            if progress:
                progress(info["step"], steps, said)
        return spacy.load(folder)


def _overrides(seed: int, steps: int) -> dict[str, Any]:
    return {
        "training.seed": seed,
        "training.max_steps": steps,
        "training.optimizer.learn_rate.total_steps": steps,
        "training.optimizer.learn_rate.warmup_steps": min(250, steps // 4),
        "training.eval_frequency": min(500, max(1, steps // 4)),
    }


def _part_full_stops(nlp: Language) -> None:
    """Let the tokenizer part full stops from names at a sentence's end."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {form: parts for form, parts in tokenizer.rules.items() if form not in NO_ABBREVIATIONS}
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), STOP_AFTER_CAPITAL]).search


def _example(nlp: Language, sentence: Sentence) -> Example:
    names = [name for name in sentence.names if name[2] in LEARNT]
    return Example.from_dict(nlp.make_doc(sentence.text), {"entities": names})


def _batches(nlp: Language, sentences: Sequence[Sentence], seed: int) -> Iterator[tuple[int, list[Example]]]:
    """Rounds over the sentences without end, as (round, batch)."""
    variants, hidden = Variants(sentences, seed), Hidden(nlp, sentences, seed)
    turn = 0
    while True:
        batch: list[Example] = []
        for sentence in variants.round():
            batch.append(_example(nlp, sentence))
            hidden.hide(batch[-1].predicted)
            if sum(map(len, batch)) >= BATCH:
                yield turn, batch
                batch = []
        if batch:
            yield turn, batch
        turn += 1


def measure(nlp: Language, sentences: Sequence[Sentence], merged: Mapping[str, str] = MERGED) -> dict[str, Figures]:
    """How well `nlp` finds the names of `sentences`, by label as `merged` and over `all`.

    A name counts as right when both its ends and its label are.
    """
    counts: dict[str, Counter[str]] = {label: Counter() for label in (*sorted(set(merged.values())), "all")}
    for sentence, doc in zip(sentences, nlp.pipe(s.text for s in sentences), strict=True):
        there = {(start, end, merged[label]) for start, end, label in sentence.names if label in merged}
        found = {(e.start_char, e.end_char, merged[e.label_]) for e in doc.ents if e.label_ in merged}
        for name in there | found:
            outcome = "right" if name in there & found else "wrong" if name in found else "missed"
            for label in (name[2], "all"):
                counts[label][outcome] += 1
    return {label: Figures(c["right"], c["wrong"], c["missed"]) for label, c in counts.items()}


def words_a_second(nlp: Language, sentences: Sequence[Sentence]) -> float:
    """How many words the pipeline reads in a second of this process's time."""
    started = time.process_time()
    for _ in nlp.pipe(s.text for s in sentences):
        pass
    return sum(len(s.text.split()) for s in sentences) / (time.process_time() - started)
