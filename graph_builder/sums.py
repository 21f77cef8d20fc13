"""Sums of money as five languages print them: «2,5 millioner kroner», «SEK 12 million», «MSEK 3», «1,2 mio. kr.»."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"(?P<number{n}>\d{{1,3}}(?:[ .,]\d{{3}})+(?![\d])(?:,\d{{1,2}}(?!\d))?|\d+(?:[.,]\d+)?)"
_COUNTS = {
    word: count
    for count, printed in {
        1: "en ein én ett et one a", 2: "to två two", 3: "tre three", 4: "fire fyra four", 5: "fem five",
        6: "seks sex six", 7: "sju syv seven", 8: "åtte otte åtta eight", 9: "ni nio nine", 10: "ti tio ten",
        12: "tolv twelve", 15: "femten femton fifteen", 20: "tjue tyve tjugo twenty",
    }.items()
    for word in printed.split()
}  # fmt: skip
_MAGNITUDES = (
    (r"milliard(?:er|ar)?|miljard(?:er)?|mia\b\.?|mrd\b\.?|billion|bn\b", 1_000_000_000),
    (r"million(?:er|ar|s)?|miljon(?:er)?|mill?\b\.?|mio\b\.?|mn\b|m\b", 1_000_000),
    (r"tusen|tusind|thousand", 1_000),
)
_MAGNITUDE = "|".join(pattern for pattern, _ in _MAGNITUDES)
_CURRENCIES = (
    (r"norske kroner|norska kronor|Norwegian kron(?:er|or)|NOK", "NOK"),
    (r"svenske kroner|svenska kronor|Swedish kron(?:er|or)|kronor|SEK", "SEK"),
    (r"danske kroner|danska kronor|Danish kron(?:er|or)|DKK|DKr\.?", "DKK"),
    (r"euros?\b|EUR|€", "EUR"),
    (r"(?:US )?dollars?\b|USD", "USD"),
    (r"pounds?\b|pund\b|GBP|£", "GBP"),
    (r"kroner|krone\b|kr\b\.?", ""),
)
_CURRENCY = "|".join(pattern for pattern, _ in _CURRENCIES)
_SUM = re.compile(
    r"(?<![\w.,-])(?:(?P<before>(?P<factor>[MT])(?:NOK|SEK|DKK|EUR)|NOK|SEK|DKK|EUR|USD|GBP|€|£|kr\.?) ?"
    rf"{_NUMBER.format(n='')} ?(?P<more>{_MAGNITUDE})?"
    rf"|(?:{_NUMBER.format(n=2)}|(?P<word>{'|'.join(_COUNTS)})(?= mi)) ?"
    rf"(?:(?P<size>{_MAGNITUDE}) ?(?P<after>{_CURRENCY})?|(?P<short>(?P<times>[MTmt])(?:kr|NOK|SEK|DKK|EUR)\b)"
    rf"|(?P<only>{_CURRENCY})))(?![\w])"
)
_OF_LANGUAGE = {"nb": "NOK", "nn": "NOK", "da": "DKK", "sv": "SEK", "en": "NOK"}


@dataclass(frozen=True)
class Sum:
    """A sum printed at `[start, end)`: whole units of a currency (ISO 4217), which the text states or leaves out."""

    start: int
    end: int
    value: int
    currency: str
    stated: bool = True


def find_sums(text: str, start: int, end: int, language: str) -> list[Sum]:
    """The sums in `text[start:end]`; «kroner» alone are those of the language's country (in English Norwegian ones)."""
    return [
        Sum(match.start(), match.end(), value, _currency(match, language), _stated(match) != "")
        for match in _SUM.finditer(text, start, end)
        if (value := _value(match, language)) > 0
    ]


def _value(match: re.Match[str], language: str) -> int:
    size = match["more"] or match["size"] or ""
    factor = next((times for pattern, times in _MAGNITUDES if re.fullmatch(pattern, size)), 1)
    letter = (match["factor"] or match["times"] or "").upper()
    factor *= {"M": 1_000_000, "T": 1_000}.get(letter, 1)
    if match["word"]:
        return _COUNTS[match["word"]] * factor
    return int(_number(match["number"] or match["number2"], language, scaled=factor > 1) * factor)


def _number(printed: str, language: str, *, scaled: bool) -> Decimal:
    """«4 950 000», «1.200.000» and «1,200,000» are grouped; «2,5» and «2.5» have decimals."""
    groups = re.fullmatch(r"\d{1,3}(?:([ .,])\d{3})+(?:,\d+)?", printed)
    decimal = groups and scaled and groups[1] != " " and printed.count(groups[1]) == 1 and language != "en"
    if groups and not decimal:
        whole, _, rest = printed.partition(",") if groups[1] != "," else (printed, "", "")
        return Decimal(re.sub(r"\D", "", whole) + (f".{rest}" if rest else ""))
    return Decimal(printed.replace(",", "."))


def _stated(match: re.Match[str]) -> str:
    return match["before"] or match["after"] or match["only"] or match["short"] or ""


def _currency(match: re.Match[str], language: str) -> str:
    printed = _stated(match)
    printed = printed[1:] if match["factor"] or (match["short"] and printed[1:].isupper()) else printed
    named = next((code for pattern, code in _CURRENCIES if re.fullmatch(pattern, printed)), "")
    return named or _OF_LANGUAGE[language]
