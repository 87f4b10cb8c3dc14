"""A Devanagari suggestion for a name typed in Latin letters. It only suggests: the operator's own spelling stands."""

from __future__ import annotations

import re

from tikadesk import assets

_VOWELS = {
    "aa": ("आ", "ा"), "ai": ("ऐ", "ै"), "au": ("औ", "ौ"), "ee": ("ई", "ी"), "oo": ("ऊ", "ू"), "ou": ("औ", "ौ"),
    "a": ("अ", ""), "i": ("इ", "ि"), "u": ("उ", "ु"), "e": ("ए", "े"), "o": ("ओ", "ो"),
}  # fmt: skip
_CONSONANTS = {
    "chh": "छ", "ksh": "क्ष", "kh": "ख", "gh": "घ", "ch": "च", "jh": "झ", "th": "थ", "dh": "ध", "ph": "फ",
    "bh": "भ", "sh": "श", "gy": "ज्ञ", "k": "क", "g": "ग", "c": "क", "j": "ज", "t": "त", "d": "द", "n": "न",
    "p": "प", "f": "फ", "b": "ब", "m": "म", "y": "य", "r": "र", "l": "ल", "v": "व", "w": "व", "s": "स", "h": "ह",
    "z": "ज", "q": "क", "x": "क्स",
}  # fmt: skip
_TOKEN = re.compile(
    "|".join([*sorted(_CONSONANTS, key=len, reverse=True), *sorted(_VOWELS, key=len, reverse=True)])
)
_FINAL = {"a": "ा", "i": "ी", "u": "ू"}
_HALANT, _NASAL = "्", "ं"


def to_devanagari(name: str) -> str:
    """Each Latin word in Devanagari, by the list of common names or by sound; other words unchanged."""
    return " ".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    plain = word.casefold().strip(".")
    known: str | None = assets.read_json("reference", "names.json").get(plain)
    if known is not None:
        return known
    if not plain.isascii() or not plain.isalpha():
        return word
    return _by_sound(_TOKEN.findall(plain))


def _by_sound(tokens: list[str]) -> str:
    written: list[str] = []
    after_consonant = False
    for place, token in enumerate(tokens):
        last = place == len(tokens) - 1
        following = tokens[place + 1] if not last else ""
        if token in _VOWELS:
            full, sign = _VOWELS[token]
            if after_consonant:
                written.append(_FINAL.get(token, sign) if last else sign)
            else:
                written.append(full)
            after_consonant = False
        elif (
            token in ("n", "m")
            and written
            and not after_consonant
            and following in _CONSONANTS
            and following != token
        ):
            written.append(_NASAL)
        else:
            if after_consonant:
                written.append(_HALANT)
            written.append(_CONSONANTS[token])
            after_consonant = True
    return "".join(written)
