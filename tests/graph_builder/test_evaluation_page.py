"""The page of an evaluation: what is marked, how, and that nothing in a text becomes markup."""

from html.parser import HTMLParser

from graph_builder.evaluation_page import evaluation_page
from graph_builder.findings import Evaluation, Finding

TEXT = "Kari Moe <b>og</b> Havnerådet\nmøtes i Tindvik & Nordbø."


def page(*findings: Finding, text: str = TEXT) -> str:
    return evaluation_page(Evaluation({"kai": list(findings)}), {"kai": text} if text else {})


def finding(verdict: str, start: int, end: int, told: str = "Person: x", what: str = "entity") -> Finding:
    return Finding("kai", what, told.partition(":")[0], verdict, told, ((start, end),) if end else ())


def test_each_verdict_has_a_sign_and_a_class_and_a_title() -> None:
    shown = page(finding("right", 0, 8, "Person: Kari Moe"), finding("wrong", 38, 45), finding("missed", 19, 29))
    assert '<mark class="right" title="right: Person: Kari Moe"><span class="sign">✓</span>Kari Moe</mark>' in shown
    assert '<mark class="wrong" title="too much: Person: x"><span class="sign">+</span>Tindvik</mark>' in shown
    assert '<mark class="missed" title="missed: Person: x"><span class="sign">−</span>Havnerådet</mark>' in shown
    for word in ("right", "too much", "missed"):
        assert f"</span>{word}</mark>" in shown  # the legend


def test_the_text_is_escaped_and_whole() -> None:
    shown = page(finding("right", 9, 18, "Person: <i>"), finding("missed", 12, 40), finding("wrong", 0, 50))
    assert "<b>og" not in shown
    assert "<i>" not in shown
    assert text_of(shown) == TEXT


def test_what_crosses_is_cut_and_a_sign_stands_where_each_begins() -> None:
    shown = page(finding("right", 0, 8), finding("wrong", 5, 17))
    inside = shown[shown.index('class="text"') :]
    assert inside.count('class="sign">✓') == 1
    assert inside.count('class="sign">+') == 1
    assert text_of(shown) == TEXT


def test_relations_are_listed_with_the_words_around() -> None:
    relation = finding("missed", 0, 8, "role: Kari Moe, leder, None", "relation")
    shown = page(relation, finding("missed", 0, 0, "Goal: noe"))
    assert "role: Kari Moe, leder, None</mark><br><q><b>Kari Moe</b> &lt;b&gt;og" in shown
    assert "Goal: noe</mark></li>" in shown


def test_it_fetches_and_runs_nothing() -> None:
    shown = page(finding("right", 0, 8))
    assert "<script" not in shown
    assert "src=" not in shown
    assert "default-src 'none'" in shown
    assert "prefers-color-scheme:dark" in shown


def test_a_document_that_was_not_read() -> None:
    assert "It was not read." in page(finding("missed", 0, 0), text="")


def text_of(shown: str) -> str:
    """What stands in the text of the document, without the signs."""
    words: list[str] = []
    skip = depth = 0

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            nonlocal skip, depth
            depth += tag == "div" or depth > 0
            skip = tag == "span"

        def handle_endtag(self, tag: str) -> None:
            nonlocal skip, depth
            depth -= depth > 0
            skip = False

        def handle_data(self, data: str) -> None:
            if depth and not skip:
                words.append(data)

    Reader().feed(shown)
    return "".join(words)
