"""What the reader makes of awkward texts meets our own shapes: one odd document must not hold a whole build back."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from graph_builder import build_graph
from settings import Settings
from shapes import validate

PROGRAMME = "Seminar 3. mai 2031\n\nProgram\n\n"
NIGHT = "Nattseminar\n\nTidspunkt: {day}, kl. 22.00–02.00\n\nProgram\n\n22:00 Åpning\n23:30 Midnatt\n"
TEXTS = {
    "a number without its session": "Notat om Meld. St. 30, Prop. 1 S, Innst. 191 S og St.meld. nr. 30.\n",
    "past midnight": NIGHT.format(day="18. april 2031") + "00:30 Etterpå\n02:00 Slutt\n",
    "past midnight on New Year's Eve": NIGHT.format(day="31. desember"),
    "other scripts": PROGRAMME + "10.00 مرحبا بكم\n10.15 こんにちは Ola Hansen, KS\n10.30 !!! ???\n",
    "marks that are not seen": PROGRAMME + "10.00 \u202eÅpning\n10.15 \u200b\n10.30 Ola\u00ad Hansen, KS\n",
    "nothing to read": "Ingenting her.\n",
    "the same line again and again": "10:00 Pause\n" * 50,
    "a range that goes back": "Konferansen Havnedagene ble arrangert i Tindvik 8.-7. juni 2031.\n",
    "projects with sums": "Prosjektene får støtte fra Ferjeprogrammet:\n"
    " • Båt – Tindvik kommune – 2,5 mill. kr\n • Tau – Havnerådet, sammen med Kaia AS – 0,4 mill. kr\n",
    "quotes and angle brackets": PROGRAMME + "09:00 <script>alert(1)</script> Ola Hansen, KS\n09:10 \\ \"\"\" '''\n",
}


@pytest.mark.parametrize("what", TEXTS)
def test_what_is_read_of_an_awkward_text_conforms(what: str, tmp_path: Path) -> None:
    (tmp_path / "text.nb.txt").write_text(TEXTS[what], encoding="utf-8")
    result = build_graph([tmp_path], Settings())
    assert [document.stem for document in result.documents] == ["text.nb"], result.problems
    store = Store()
    store.bulk_extend(result.quads)
    report = validate(store)
    told = [(r.focus, r.name("en"), str(r.value)) for r in report.results if str(r.severity).endswith("Violation")]
    assert (report.conforms, told) == (True, [])
