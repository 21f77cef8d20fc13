"""Answers that are given again."""

import pytest

from server.answers import Answers, repeatable
from server.asking import Answer, Request


def request(query: str, **values: object) -> Request:
    given: dict[str, object] = {"build": "b", "default_graphs": (), "named_graphs": (), "results_format": "json"}
    return Request(query=query, graph_format="ttl", **given | values)  # type: ignore[arg-type]


def answer(size: int) -> Answer:
    return Answer("solutions", "json", b"x" * size, length=size)


def test_only_the_very_same_request_is_answered_again() -> None:
    answers = Answers(10_000)
    asked = request("ASK {}")
    answers.put(asked, answer(5))
    assert answers.get(request("ASK {}")) is not None
    for other in (
        request("ASK { }"),
        request("ASK {}", build="c"),
        request("ASK {}", default_graphs=("http://a",)),
        request("ASK {}", named_graphs=("http://a",)),
        request("ASK {}", results_format="csv"),
    ):
        assert answers.get(other) is None


def test_what_was_used_longest_ago_makes_room() -> None:
    answers = Answers(10_000)
    for number in range(3):
        answers.put(request(f"ASK {{}} # {number}"), answer(2000))
    assert answers.get(request("ASK {} # 0")) is not None
    answers.put(request("ASK {} # 3"), answer(2000))
    assert answers.get(request("ASK {} # 1")) is None
    assert answers.get(request("ASK {} # 0")) is not None
    assert answers.size <= 10_000
    answers.put(request("ASK {} # 4"), answer(20_000))
    assert answers.get(request("ASK {} # 4")) is None


@pytest.mark.parametrize(
    ("query", "lasting"),
    [
        ("SELECT (NOW() AS ?now) {}", False),
        ("SELECT (rand () AS ?x) {}", False),
        ("SELECT (STRUUID() AS ?x) {}", False),
        ("SELECT ?nowhere { ?nowhere ?branding ?uuids }", True),
        ("SELECT * { SERVICE <https://e.org/> {} }", False),
        ("SELECT * { service # so\n#and so\n silent<https://e.org/> {} }", False),
        ("SELECT * { ?s ?p 'public service', 'silent service' }", True),
    ],
)
def test_what_changes_by_itself_is_not_kept(query: str, lasting: bool) -> None:
    answers = Answers(10_000)
    assert repeatable(query) is lasting
    answers.put(request(query), answer(1))
    assert (answers.get(request(query)) is not None) is lasting
