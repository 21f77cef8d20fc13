"""Where a body is at home, by words of nationality."""

import pytest

from tests.graph_builder.reading import facts, read


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("nb", "Vi møtte svenske Havnverket. Sverige er stort.", "Sverige"),
        ("nb", "Vi møtte den norske statlige etaten Havneetaten. Norge er langt.", "Norge"),
        ("da", "Vi mødte den danske kommunale organisation Havnerådet. Danmark er lille.", "Danmark"),
        ("sv", "Vi mötte finska Havnverket. Finland är blått.", "Finland"),
        ("en", "We met the Swedish agency Havnverket. Sweden is large.", "Sweden"),
    ],
)
def test_a_nationality_before_a_body(language: str, text: str, country: str) -> None:
    assert {where for _, _, where in facts(read(text, language), "location")} == {country}


@pytest.mark.parametrize(
    "text", ["Vi møtte svenske Havnverket.", "Sverige er stort, sier en svensk utgave av Havneetatens bok."]
)
def test_without_the_country_or_of_something_else_nothing_is_said(text: str) -> None:
    assert facts(read(text), "location") == set()


def test_a_country_after_the_name() -> None:
    text = "Finalistene:\n\n- Havnerådet, Norge – «Brua»\n- Bruetaten (Danmark) – «Kaia»\n- Kari Moe, Tindvik\n"
    assert facts(read(text), "location") >= {
        ("Havnerådet", "location", "Norge"), ("Bruetaten", "location", "Danmark"),
    }  # fmt: skip
