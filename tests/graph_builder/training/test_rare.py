"""Rare words are hidden from the model in part of the rounds; frequent ones seldom."""

import spacy

from graph_builder.training.norne import Sentence
from graph_builder.training.rare import Hidden

SENTENCES = [Sentence("Vi bor ved havna.", ()) for _ in range(200)] + [Sentence("Tindvik bor i 5 rom.", ())]


def hidden(text: str, seed: int) -> list[str]:
    """The words hidden in 200 readings of `text`."""
    nlp = spacy.blank("nb")
    hide = Hidden(nlp, SENTENCES, seed)
    found = []
    for _ in range(200):
        doc = nlp.make_doc(text)
        hide.hide(doc)
        assert doc.text == text
        found += [token.text for token in doc if token.norm_ != token.lex.norm_]
    return found


def test_rare_words_are_hidden_now_and_then_and_frequent_ones_seldom() -> None:
    found = hidden("Tindvik bor ved Haukvik.", 1)
    assert 40 < found.count("Tindvik") < 100
    assert found.count("bor") < 5
    assert found.count("Haukvik") == 200
    assert "." not in found


def test_the_same_seed_hides_the_same() -> None:
    assert hidden("Tindvik bor ved havna.", 1) == hidden("Tindvik bor ved havna.", 1)
    assert hidden("Tindvik bor ved havna.", 1) != hidden("Tindvik bor ved havna.", 2)


def test_a_word_that_stands_twice_is_hidden_as_one() -> None:
    nlp = spacy.blank("nb")
    doc = nlp.make_doc("Haukvik møtte Haukvik.")
    Hidden(nlp, SENTENCES, 1).hide(doc)
    assert doc[0].norm_ == doc[2].norm_ != "haukvik"
