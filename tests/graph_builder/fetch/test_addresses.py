"""Lists of addresses, and the names of the files that they are kept in."""

import pytest

from graph_builder.fetch.addresses import BadAddress, file_name, normal, read_list


def test_a_list_has_an_address_a_line_and_comments() -> None:
    lines = [
        "# Havnerådet",
        "https://www.example.org/a",
        "",
        " https://www.example.org/b#del  # om tang",
        "https://www.example.org/a",
        "ftp://x",
    ]
    found, bad = read_list(lines)
    assert [(item.url, item.line) for item in found] == [
        ("https://www.example.org/a", 2),
        ("https://www.example.org/b", 4),
    ]
    assert [(line, text) for line, text, _ in bad] == [(6, "ftp://x")]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/møte?q=tang&s=å", "https://example.org/m%C3%B8te?q=tang&s=%C3%A5"),
        ("https://Havnerådet.example/", "https://xn--havnerdet-b3a.example/"),
        ("HTTP://Example.org:8080/a", "http://example.org:8080/a"),
    ],
)
def test_an_address_is_written_in_one_way(text: str, url: str) -> None:
    assert normal(text) == url


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("example.org/a", "http"),
        ("file:///etc/passwd", "http"),
        ("javascript:alert(1)", "http"),
        ("http://", "host"),
        ("http://kari:hemmelig@example.org/", "password"),
        ("http://example.org/a b", "space"),
        ("http://[::1", "address"),
        ("http://example.org:port/", "address"),
    ],
)
def test_what_is_not_on_the_web_is_told(text: str, telling: str) -> None:
    with pytest.raises(BadAddress, match=telling):
        normal(text)


def test_a_name_is_readable_safe_and_one_addresss_own() -> None:
    url = "https://www.example.org/nyheter/../Møte om brua.aspx?id=1"
    name = file_name(url, ".html")
    assert name.startswith("example-org-nyheter-mote-om-brua-")
    assert name == file_name(url, ".html") != file_name(url + "2", ".html")
    assert len(file_name("https://example.org/" + "a" * 3000, ".pdf")) < 130
