"""Sentences: ``tr(key)`` in the language in force. All prose is in ``resources/locale``; none in the code.

Catalogues are gettext ``.po`` files whose msgids are keys: ``en`` is the source and always complete, ``hi`` the
national Hindi, ``hi_CG`` and ``hi_UP`` only what those states say differently. Each floor of the house has its own
file (``domain.po``, ``ui.po`` …). A key that is nowhere is shown as it is, and the house tests fail on it.
"""

from __future__ import annotations

import gettext
import io
import os
from functools import cache, lru_cache
from pathlib import Path

from tikadesk import assets

LANGUAGES = ("en", "hi", "hi_CG", "hi_UP")


def _catalogues(language: str) -> list[Path]:
    """The compiled files that ``language`` has or should have, one per floor."""
    folder = assets.path("locale", language, "LC_MESSAGES")
    return sorted({file.with_suffix(".mo") for file in (*folder.glob("*.po"), *folder.glob("*.mo"))})


def _read(compiled: Path, language: str) -> gettext.GNUTranslations:
    source = compiled.with_suffix(".po")
    if compiled.is_file() and (not source.is_file() or compiled.stat().st_mtime >= source.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    # A checkout whose catalogue was edited after `make` compiled it: Babel is slow to import, hence only here.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


@cache
def translations(language: str) -> gettext.GNUTranslations:
    """The catalogue of ``language`` with its fallbacks: ``hi_CG`` → ``hi`` → ``en``."""
    chain = {"en": ("en",), "hi": ("hi", "en")}.get(language, (language, "hi", "en"))
    first, *rest = (_read(file, name) for name in chain for file in _catalogues(name))
    for fallback in rest:
        first.add_fallback(fallback)
    return first


class _Language:
    """The language in force in this process; the window switches it while running."""

    def __init__(self) -> None:
        wanted = os.environ.get("TIKADESK_LANG", "en")
        self.name = wanted if wanted in LANGUAGES else "en"


_in_force = _Language()


def use(language: str) -> None:
    """Put ``language`` in force for every later ``tr``; raises ValueError for one that does not exist."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _in_force.name = language


def language() -> str:
    """The language in force."""
    return _in_force.name


def tr(key: str, /, **params: object) -> str:
    """The sentence of ``key`` with ``params`` in its ``{places}``; a param ``n`` chooses the plural form."""
    return tr_in(_in_force.name, key, **params)


def tr_in(language: str, key: str, /, **params: object) -> str:
    """``tr`` in a stated language: for prints, which may differ from the screen's."""
    catalogue = translations(language)
    n = params.get("n")
    text = catalogue.ngettext(key, key, n) if isinstance(n, int) else _found(catalogue, key)
    return text.format(**params) if params else text


@lru_cache(8192)
def _found(catalogue: gettext.GNUTranslations, key: str) -> str:
    """Looked up once: a key may be in any of a chain's files, and long papers say the same on every page."""
    return catalogue.gettext(key)


def has(key: str) -> bool:
    """Whether the source catalogue holds ``key``."""
    return _found(translations("en"), key) != key or translations("en").ngettext(key, key, 2) != key
