"""Training of the mention model: the corpus NorNE in, a spaCy pipeline that finds names out."""

from graph_builder.training.card import Made, ModelFolderError, check, save
from graph_builder.training.norne import Corpus, CorpusError, Sentence, read_norne
from graph_builder.training.train import MERGED_BY_ACT, Figures, measure, train, words_a_second

__all__ = [
    "MERGED_BY_ACT",
    "Corpus",
    "CorpusError",
    "Figures",
    "Made",
    "ModelFolderError",
    "Sentence",
    "check",
    "measure",
    "read_norne",
    "save",
    "train",
    "words_a_second",
]
