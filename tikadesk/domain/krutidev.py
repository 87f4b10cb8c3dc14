"""Hindi typed for a non-Unicode font: KrutiDev draws Devanagari over Latin letters, so ``lquhrk`` looks like सुनीता.

Recognised by its letter pairs: the common names of ``names.json`` are learnt in Latin spelling and in the font's, and a
text is judged by which of the two it is likelier to be. Nothing is converted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log

from tikadesk import assets

_SIGNS = {
    "क": "d", "ख": "[k", "ग": "x", "घ": "?k", "च": "p", "छ": "N", "ज": "t", "झ": ">", "ट": "V", "ठ": "B", "ड": "M",
    "ढ": "<", "ण": ".k", "त": "r", "थ": "Fk", "द": "n", "ध": "/k", "न": "u", "प": "i", "फ": "Q", "ब": "c", "भ": "Hk",
    "म": "e", "य": ";", "र": "j", "ल": "y", "व": "o", "श": "'k", "ष": '"k', "स": "l", "ह": "g", "अ": "v", "आ": "vk",
    "इ": "b", "ई": "bZ", "उ": "m", "ए": ",", "ऐ": ",s", "ओ": "vks", "औ": "vkS", "ा": "k", "ी": "h", "ु": "q", "ू": "w",
    "ृ": "`", "े": "s", "ै": "S", "ो": "ks", "ौ": "kS", "ं": "a", "ँ": "a", "़": "+", "ि": "f", "्": "",
}  # fmt: skip
_HALF = {
    "म": "E",
    "न": "U",
    "स": "L",
    "त": "R",
    "ल": "Y",
    "प": "I",
    "ब": "C",
    "च": "P",
    "ज": "T",
    "ग": "X",
    "व": "O",
}
_JOINED = {"क्ष": "{k", "त्र": "=", "ज्ञ": "K", "श्र": "J", "द्ध": ")"}
PLACES = ("address", "village", "block", "travel_places", "hospital")
"""The fields of any kind that hold the name of a place."""
_NO_NAME_HAS = re.compile(r"[;\[\]{}\\^~|<>=@#$%&*_`/\"]")
_FONT_ONLY = re.compile("[\u00a1-\u00bfÅÆØÞßåæøþŒœƒ†‡ˆ‰‹›•™]")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_LIKELIER = 5.0
"""By how much (natural logarithm) a text must be likelier Hindi than Latin before anyone is told so."""


def looks_like_krutidev(text: str) -> bool:
    """Whether text is Hindi typed for such a font: ``jkes'k oekZ`` is राकेश वर्मा."""
    if any("\u0900" <= sign <= "\u097f" for sign in text):
        return False
    odds = 2.0 * len(_NO_NAME_HAS.findall(text)) + 3.0 * len(_FONT_ONLY.findall(text))
    odds += sum(_odds(word) for word in _WORD.findall(text))
    return odds >= _LIKELIER


def places_in_font(values: Mapping[str, object]) -> list[str]:
    """The fields of PLACES that look so. Letters say less of a place than of a name: it is warned of, never refused."""
    return [name for name in PLACES if looks_like_krutidev(str(values.get(name) or ""))]


def in_font(name: str) -> str:
    """A Devanagari name as the keys of a KrutiDev typist."""
    for letters, keys in _JOINED.items():
        name = name.replace(letters, keys)
    name = re.sub("र्([क-ह])([ा-ौ]?)", r"\1\2Z", name).replace("्र", "z")
    name = re.sub(r"([क-ह{=KJ]k?z?)ि", r"f\1", name)
    name = re.sub("([" + "".join(_HALF) + "])्(?=.)", lambda half: _HALF[half[1]], name)
    return "".join(_SIGNS.get(sign, sign) for sign in name)


@lru_cache(4096)
def _odds(word: str) -> float:
    latin, font = _model(False), _model(True)
    # A capital within a word is the font's half letter; a word all in capitals is only loud.
    small = word.casefold()
    keys = small if word.isupper() else word
    return sum(
        font.likelihood(one) - latin.likelihood(other)
        for one, other in zip(_pairs(keys), _pairs(small), strict=True)
    )


class _Model:
    """How often which letter follows which, every pair counted once more than seen."""

    def __init__(self, words: list[str]) -> None:
        self.pairs = Counter(pair for word in words for pair in _pairs(word))
        self.firsts = Counter(pair[0] for pair in self.pairs.elements())

    def likelihood(self, pair: str) -> float:
        """The logarithm of the probability of the second letter after the first."""
        return log((self.pairs[pair] + 0.2) / (self.firsts[pair[0]] + 0.2 * 32))


def _pairs(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[place : place + 2] for place in range(len(edged) - 1)]


@cache
def _model(font: bool) -> _Model:
    names: dict[str, str] = assets.read_json("reference", "names.json")
    written = (in_font(name) for name in names.values()) if font else names.keys()
    return _Model([word for name in written for word in _WORD.findall(name)])
