"""Web pages: their main text as Markdown, and what they say of themselves."""

import pytest

from graph_builder.formats.extracted import FormatError
from graph_builder.formats.html import convert

HEAD = """<!DOCTYPE html><!-- saved from url=(0030)https://www.example.org/dagen -->
<html lang="nb-NO"><head><meta charset="utf-8"><title>Havnedagen | Havnerådet</title>
<meta property="og:title" content="Havnedagen"><meta property="og:site_name" content="Havnerådet">
<meta property="article:published_time" content="2031-04-02T10:00:00+02:00"></head>"""
BODY = """<body><nav><ul><li><a href="/">Hjem</a></li><li><a href="/om">Om oss</a></li></ul></nav>
<main><article><h1>Havnedagen 2031</h1>
<p>Tidspunkt: 18. april 2031<br>Sted: Tindvik</p>
<p>Havnerådet inviterer til en dag om tang og tare. <b>Sigrun Haukvik</b>, seniorrådgiver, ønsker velkommen.</p>
<h2>Program</h2>
<table><tr><th>Tid</th><th>Tema</th><th>Hvem</th></tr>
<tr><td>09.00</td><td>Velkommen</td><td>Kaia Lund,<br>Havnerådet</td></tr>
<tr><td>09.10</td><td>Forsøket | en prøve</td><td>Ola Vik</td></tr></table>
<h2>Tiltak</h2><p>Regjeringen vil:</p>
<ul><li>gi ledere opplæring</li><li>la ansatte bytte<ul><li>for en tid</li></ul></li></ul>
<ol><li>Dele</li><li>Lære</li></ol>
<dl><dt>Arrangør</dt><dd>Havnerådet</dd></dl>
<figure><img src="x.jpg" alt=""><figcaption>Foto: Per Foss</figcaption></figure>
</article></main><aside><h3>Les også</h3><p><a href="/a">En annen sak</a></p></aside>
<footer><p>Kontakt oss: post@example.org</p></footer></body></html>"""
TEXT = """# Havnedagen 2031

Tidspunkt: 18. april 2031
Sted: Tindvik

Havnerådet inviterer til en dag om tang og tare. Sigrun Haukvik, seniorrådgiver, ønsker velkommen.

## Program

| Tid | Tema | Hvem |
|---|---|---|
| 09.00 | Velkommen | Kaia Lund, Havnerådet |
| 09.10 | Forsøket / en prøve | Ola Vik |

## Tiltak

Regjeringen vil:

- gi ledere opplæring
- la ansatte bytte
   - for en tid
1. Dele
2. Lære

Arrangør: Havnerådet

Foto: Per Foss
"""


def page(body: str, head: str = "<title>Side</title>") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_main_text_is_read_and_no_menu() -> None:
    assert convert((HEAD + BODY).encode()).text == TEXT


def test_a_page_says_what_it_is() -> None:
    assert convert((HEAD + BODY).encode()).values == {
        "title": "Havnedagen 2031",
        "issued": "2031-04-02",
        "publisher": "Havnerådet",
        "source": "https://www.example.org/dagen",
        "language": "nb-NO",
    }


def test_what_json_ld_says_is_used() -> None:
    told = """<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
    "headline":"Tang i havna","datePublished":"2031-05-04",
    "publisher":{"@type":"Organization","name":"Tangavisa"}}</script>
    <link rel="canonical" href="https://www.example.org/tang">"""
    found = convert(page("<article><h1>Tang i havna</h1><p>Havnerådet deler ut penger til tang.</p></article>", told))
    assert {name: found.values.get(name) for name in ("title", "issued", "publisher", "source")} == {
        "title": "Tang i havna", "issued": "2031-05-04", "publisher": "Tangavisa", "source": "https://www.example.org/tang",
    }  # fmt: skip


@pytest.mark.parametrize("body", ["<article>{}</article>", "<div class='content'>{}</div>", "{}"])
def test_headings_are_kept_wherever_a_page_has_its_text(body: str) -> None:
    inner = "<h1>Dagen</h1><p>Havnerådet møtes.</p><h2>Tiltak</h2><p>Rådet vil dele mer av det som virker.</p>"
    assert convert(page(body.format(inner))).text == (
        "# Dagen\n\nHavnerådet møtes.\n\n## Tiltak\n\nRådet vil dele mer av det som virker.\n"
    )


def test_a_title_above_the_main_text_is_its_first_heading() -> None:
    found = convert(page("<header><h1>Tangdagen</h1></header><article><p>Havnerådet møtes i Tindvik.</p></article>"))
    assert found.text == "# Tangdagen\n\nHavnerådet møtes i Tindvik.\n"


def test_text_in_bare_boxes_is_read_and_a_name_that_is_a_link_is_a_name() -> None:
    inner = """<div class="ingress">Havnerådet samler havnefolk for å dele erfaringer.</div>
    <div><div><span>Sted:</span> <span>Tindvik</span></div></div>
    <h2>Program</h2><h3>09.00 Velkommen</h3><p><a href="/1">Kaia Lund</a>, <a href="/2">Havnerådet</a></p>
    <h3>10.00 Tang og tare</h3><p>Ola Vik</p>
    <details><summary>11.00 Samtale</summary><p>Deltakere: <a href="/3">Kari Nes</a> og <a href="/4">Per Foss</a></p>
    </details><table><tr><td><a href="/5">Siri Dal</a></td><td>rådgiver</td></tr></table>"""
    menu = "<ul><li><a href='/'>Hjem</a></li><li><a href='/om'>Om oss</a></li></ul>"
    found = convert(page(f"<div class='menu'>{menu}</div><div class='page-content'><h1>Dagen</h1>{inner}</div>"))
    assert found.text == (
        "# Dagen\n\nHavnerådet samler havnefolk for å dele erfaringer.\n\nSted: Tindvik\n\n## Program\n\n"
        "09.00 Velkommen\n\nKaia Lund, Havnerådet\n\n10.00 Tang og tare\n\nOla Vik\n\n"
        "11.00 Samtale\n\nDeltakere: Kari Nes og Per Foss\n\n| Siri Dal | rådgiver |\n|---|---|\n"
    )


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("iso-8859-1", "iso-8859-1"),
        ("windows-1252", ""),
        ("cp865", "cp865"),
    ],
)
def test_the_letters_are_those_of_the_page(encoding: str, said: str) -> None:
    text = f"<html><head><meta charset='{said}'></head><body><p>Blåbær og fløte på møtet.</p></body></html>"
    assert convert(text.encode(encoding)).text == "Blåbær og fløte på møtet.\n"


def test_a_page_with_an_xml_declaration_is_read() -> None:
    assert convert(b'<?xml version="1.0" encoding="latin-1"?>' + page("<p>Havnerådet møtes.</p>")).text


@pytest.mark.parametrize("data", [b"<html></html>", b"<script>var a</script>", b"\x00\x00", b"<!-- -->"])
def test_a_page_without_text_is_told(data: bytes) -> None:
    with pytest.raises(FormatError):
        convert(data)
