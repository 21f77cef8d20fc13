"""The language of a page: chosen by the reader or asked for by the browser; catalogues read from the .po files."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel, Domain, get_locale

from ontology.vocabulary import LANGUAGES as CONTENT_ORDER

FOLDER = Path(__file__).parent / "translations"
COOKIE = "language"
DEFAULT = "nb"
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
# What a browser asks for, and the language of ours that its reader reads best.
NEAREST = {"nb": "nb", "no": "nb", "nn": "nn", "da": "nb", "sv": "nb", "en": "en"}


class Catalogues(Domain):  # type: ignore[misc]
    """Translations straight from the .po files, so that no step has to compile them before a page can be read."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of this request's language."""
        return catalogue(str(get_locale() or DEFAULT))


@cache
def catalogue(language: str) -> NullTranslations:
    """The catalogue of a language, read once; English is what the code says and needs none."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def choose_language() -> str:
    """The language of the page: the one the reader switched to, else the best that the browser asks for."""
    chosen = request.cookies.get(COOKIE)
    if chosen in NAMES:
        return chosen
    if not request.accept_languages:
        return DEFAULT
    best = request.accept_languages.best_match(NEAREST)
    if best is None:
        any_language = any(tag == "*" for tag, _ in request.accept_languages)
        return DEFAULT if any_language else "en"
    return NEAREST[best]


def page_language() -> str:
    """The language of the page that is being made: one of `NAMES`."""
    language = str(get_locale() or DEFAULT)
    return language if language in NAMES else DEFAULT


def fallback(language: str) -> tuple[str, ...]:
    """The order in which the languages of names are tried on a page in `language`."""
    return (language, *(other for other in CONTENT_ORDER if other != language))


def pick(texts: Mapping[str, str], language: str) -> str:
    """The one of these texts, by language, that is first in the order for a page in `language`; empty without any."""
    return next((texts[code] for code in fallback(language) if code in texts), "")


def how_many(value: float) -> int:
    """A number as `ngettext` takes it: catalogues ask only whether it is one, and take no fractions."""
    return 1 if value == 1 else 2


def init(app: Flask) -> None:
    """Set the application up to speak its languages."""
    Babel(
        app,
        default_locale=DEFAULT,
        default_timezone="Europe/Oslo",
        locale_selector=choose_language,
    )
    catalogues = Catalogues()
    app.before_request(catalogues.as_default)
    app.jinja_env.globals.update(page_language=page_language, language_names=NAMES, how_many=how_many)
