"""What a model is trained on besides the sentences as they are."""

from graph_builder.training.norne import Sentence
from graph_builder.training.variants import Variants


def sentence(number: int) -> Sentence:
    text = f"Nummer {number} er Sigrun Haukvik fra Tindvik i Norge."
    names = (("Sigrun Haukvik", "PER"), ("Tindvik", "GPE_LOC"))
    found = tuple((text.index(name), text.index(name) + len(name), label) for name, label in names)
    return Sentence(text, found, f"file {number // 10}")


SENTENCES = [sentence(number) for number in range(400)]


def test_the_same_seed_gives_the_same() -> None:
    assert Variants(SENTENCES, 1).round() == Variants(SENTENCES, 1).round()
    assert Variants(SENTENCES, 1).round() != Variants(SENTENCES, 2).round()


def test_rounds_differ() -> None:
    variants = Variants(SENTENCES, 1)
    assert variants.round() != variants.round()


def test_names_keep_their_places() -> None:
    for sentence in Variants(SENTENCES, 3).round():
        for start, end, _ in sentence.names:
            name = sentence.text[start:end]
            assert name == name.strip()
            assert name[0].isupper() or sentence.text.islower()
            assert not sentence.text[end : end + 1].isalnum()
            assert not sentence.text[:start][-1:].isalnum()


def test_there_are_capitals_pieces_neighbours_letters_and_other_names() -> None:
    sentences = [s for seed in range(3) for s in Variants(SENTENCES, seed).round()]
    texts = [s.text for s in sentences]
    assert any(text.isupper() for text in texts)
    assert any(text.islower() for text in texts)
    assert any(text.startswith(("Er ", "Fra ")) for text in texts)
    names = {s.text[start:end] for s in sentences for start, end, label in s.names if label == "PER"}
    assert len(names) > 10


def test_sentences_of_two_files_are_not_joined() -> None:
    for sentence in Variants(SENTENCES, 4).round():
        numbers = [int(word) // 10 for word in sentence.text.split() if word.isdigit()]
        assert len(set(numbers)) <= 1
