"""Rules about the catalogues: English and Hindi complete with the same places, every key used, every used key there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.source import House, Module, called, literal

SOURCE, HINDI, REGIONAL = "en", "hi", ("hi_CG", "hi_UP")
KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+$")
# Calls whose argument at this place is a key.
KEYED = {
    "tr": 0,
    "say": 0,
    "Words": 0,
    "tr_in": 1,
    "both": 0,
    "has": 0,
    "Problem": 1,
    "Misfit": 0,
    "TikaError": 0,
    "NotAllowed": 0,
    "Refused": 0,
    "Unreadable": 1,
    "StoreTrouble": 0,
}
TEMPLATES = ("*.html", "*.txt", "*.json")


def files(house: House, language: str) -> list[Path]:
    """The catalogue files of a language, one per floor."""
    return sorted((house.root / "resources/locale" / language / "LC_MESSAGES").glob("*.po"))


def messages(house: House, language: str) -> Iterator[tuple[Path, Message]]:
    """Every message of a language with the file that holds it."""
    for file in files(house, language):
        with file.open("rb") as opened:
            catalogue: Catalog = read_po(opened, locale=language)
        yield from ((file, message) for message in catalogue if message.id)


def key_of(message: Message) -> str:
    """The key: the msgid, or the first of two for a sentence with a plural."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def forms_of(message: Message) -> tuple[str, ...]:
    """The sentences: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def places_of(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def by_key(house: House, language: str) -> dict[str, tuple[str, ...]]:
    """All sentences of a language."""
    return {key_of(message): forms_of(message) for _, message in messages(house, language)}


def keys_are_in_the_catalogue(house: House) -> Iterator[str]:
    """A key that stands in the code stands in the English catalogue."""
    known = by_key(house, SOURCE)
    for module in house.product:
        for line, text, pattern in _keys_named(module):
            if pattern is None and text not in known:
                yield f"{module.name}:{line}: {text}"
            elif pattern is not None and not any(pattern.fullmatch(key) for key in known):
                yield f"{module.name}:{line}: nothing fits {text}"


def _keys_named(module: Module) -> Iterator[tuple[int, str, re.Pattern[str] | None]]:
    for call, name in module.calls():
        if name not in KEYED or len(call.args) <= KEYED[name]:
            continue
        argument = call.args[KEYED[name]]
        branches = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
        for branch in branches:
            text = literal(branch)
            if text is None:
                continue
            if isinstance(branch, ast.JoinedStr):
                yield branch.lineno, text, _as_pattern(text)
            elif name != "has" or KEY.match(text):
                yield branch.lineno, text, None


def _as_pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(part) for part in text.split("{}")))


def catalogue_keys_are_used(house: House) -> Iterator[str]:
    """A sentence that nothing says is taken out, or translators polish what nobody reads."""
    exact: set[str] = set()
    patterns: set[re.Pattern[str]] = set()
    for module in house.product:
        for _, text in module.strings():
            if "{}" in text and re.search(r"[a-z]{2}", text) and "." in text:
                patterns.add(_as_pattern(text))
            else:
                exact.add(text)
    for pattern in TEMPLATES:
        for folder in ("tikadesk", "resources"):
            for file in (house.root / folder).rglob(pattern):
                exact.update(re.findall(r"[a-z][\w]*(?:\.[\w-]+)+", file.read_text(encoding="utf-8")))
    for key in by_key(house, SOURCE):
        if key not in exact and not any(pattern.fullmatch(key) for pattern in patterns):
            yield key


def hindi_is_complete(house: House) -> Iterator[str]:
    """Every key has a sentence in English and one in Hindi; a state's catalogue only rewords what they have."""
    english, hindi = by_key(house, SOURCE), by_key(house, HINDI)
    yield from (f"{HINDI}: no {key}" for key in sorted(english.keys() - hindi.keys()))
    for language in (HINDI, *REGIONAL):
        yield from (
            f"{language}: {key} is not in English" for key in sorted(by_key(house, language).keys() - english)
        )
    for language in (SOURCE, HINDI, *REGIONAL):
        for file, message in messages(house, language):
            if message.fuzzy or not all(form.strip() for form in forms_of(message)):
                yield f"{language}/{file.name}: {key_of(message)} is empty or fuzzy"


def hindi_is_hindi(house: House) -> Iterator[str]:
    """A sentence of several words that is the same in both languages was copied, not translated."""
    english = by_key(house, SOURCE)
    for key, forms in by_key(house, HINDI).items():
        for form in forms:
            words = re.findall(r"[A-Za-z]{3,}", re.sub(r"{.*?}", "", form))
            if len(words) > 2 and form in english.get(key, ()):
                yield f"{key}: {form[:40]!r}"


def places_agree(house: House) -> Iterator[str]:
    """A translation has the places of its source: a missing one loses a number, a new one crashes."""
    english = by_key(house, SOURCE)
    for language in (HINDI, *REGIONAL):
        for key, forms in by_key(house, language).items():
            wanted = set().union(*(places_of(form) for form in english.get(key, ())))
            had = set().union(*(places_of(form) for form in forms))
            if key in english and had != wanted:
                yield f"{language}: {key} has {sorted(had)}, English {sorted(wanted)}"


def keys_have_one_home(house: House) -> Iterator[str]:
    """Two floors' catalogues never hold the same key: which of them counts would depend on their names."""
    for language in (SOURCE, HINDI, *REGIONAL):
        home: dict[str, str] = {}
        for file, message in messages(house, language):
            if (other := home.setdefault(key_of(message), file.name)) != file.name:
                yield f"{language}: {key_of(message)} in {other} and {file.name}"


def places_are_filled(house: House) -> Iterator[str]:
    """``tr("key", a=1)`` fills every place of the sentence, where the call spells its params out."""
    english = by_key(house, SOURCE)
    for module in house.product:
        for call, name in module.calls():
            if name not in {"tr", "say", "tr_in"} or any(word.arg is None for word in call.keywords):
                continue
            key = literal(call.args[KEYED[name]]) if len(call.args) > KEYED[name] else None
            given = {word.arg for word in call.keywords}
            for form in english.get(key or "", ()):
                if (missing := places_of(form) - given) and called(call.func):
                    yield f"{module.name}:{call.lineno}: {key} lacks {sorted(missing)}"
