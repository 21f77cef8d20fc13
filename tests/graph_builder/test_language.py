"""The language of a text, bokmål, nynorsk and Danish apart."""

import pytest

from graph_builder.language import guess_language

TEXTS = {
    "nb": [
        "Kommunene skal bli bedre til å dele det de lærer. Prisen gikk i år til Tindvik kommune.",
        "Statsråden la fram en strategi for nyskaping. Hva lærte vi av forsøket, og hvordan går vi videre?",
        "Sigrun Haukvik, seniorrådgiver i Havnerådet, ønsket velkommen til konferansen og fortalte om årets program.",
    ],
    "nn": [
        "Kommunane skal verte betre til å dele det dei lærer. Prisen gjekk i år til Tindvik kommune.",
        "Statsråden la fram ein strategi for nyskaping. Kva lærte me av forsøket, og korleis går me vidare?",
        "Sigrun Haukvik, seniorrådgjevar i Hamnerådet, ynskte velkomen til konferansen og fortalde om programmet i år.",
    ],
    "da": [
        "Kommunerne skal blive bedre til at dele det, de lærer. Prisen gik i år til Tangvig Kommune.",
        "Ministeren lægger en strategi frem til efteråret. Hvad lærte vi af forsøget, og hvordan kommer vi videre?",
        "Mette Kjær, kontorchef i Havnerådet, bød velkommen til konferencen og fortalte om årets program i år.",
    ],
    "sv": [
        "Kommunerna ska bli bättre på att dela det de lär sig. Priset gick i år till Norrviks kommun.",
        "Vad lärde vi oss av försöket, och hur går vi vidare? Ministern lägger fram en strategi i höst.",
    ],
    "en": [
        "Municipalities should share what they learn. The award went to the City of Tangvik for its work on reuse.",
        "What did we learn from the pilot, and where do we go next? The minister presents a strategy this autumn.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_the_language_is_that_of_the_words(language: str, text: str) -> None:
    assert guess_language(text) == language


def test_what_a_document_says_counts_where_its_words_allow() -> None:
    assert guess_language("Program 12. mai", "nn") == "nn"
    assert guess_language(TEXTS["nb"][0], "en") == "nb"


@pytest.mark.parametrize("text", ["", "12.05.2031", "…"])
def test_a_text_without_letters_is_in_bokmal_or_what_it_says(text: str) -> None:
    assert (guess_language(text), guess_language(text, "sv")) == ("nb", "sv")
