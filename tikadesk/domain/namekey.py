"""How alike two people are: a phonetic key of names in either script, and a score. It only ever suggests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tikadesk.domain import text
from tikadesk.domain.entry import Value

ASK_FROM = 55
"""The score from which a candidate is shown."""

_NOISE = frozenset(
    {
        "shri", "shree", "sri", "shrimati", "smt", "sushri", "mr", "mrs", "md", "ku", "devi", "bai", "kumar", "kumari",
        "lal", "singh", "sinh", "ji", "श्री", "श्रीमती", "सुश्री", "देवी", "बाई", "कुमार", "कुमारी", "लाल", "सिंह",
    }
)  # fmt: skip
_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळड़ढ़",
        (
            "k", "k", "g", "g", "n", "c", "c", "j", "j", "n", "t", "t", "d", "d", "n", "t", "t", "d", "d", "n",
            "p", "f", "v", "v", "m", "y", "r", "l", "v", "s", "s", "s", "h", "l", "d", "", "d", "",
        ),
        strict=True,
    )
)  # fmt: skip
_VOWELS = (
    dict.fromkeys(("अ", "आ", "ा", "a", "aa"), "a")
    | dict.fromkeys(("इ", "ई", "ए", "ऐ", "ऋ", "ि", "ी", "े", "ै", "ृ", "i", "e", "ee", "ei"), "i")
    | dict.fromkeys(("उ", "ऊ", "ओ", "औ", "ऑ", "ु", "ू", "ो", "ौ", "ॉ", "u", "o", "au", "oo", "ou"), "u")
    | dict.fromkeys(("ai", "er"), "")  # Bai and Vaishnav, Verma and Hemant: either colour
)
_HALANT, _NUKTA = "\u094d", "\u093c"
_LATIN = (
    (r"ph", "f"), (r"chh?", "C"), (r"ksh|x", "ks"), (r"sh", "s"), (r"th", "t"), (r"dh", "d"), (r"kh", "k"),
    (r"gh", "g"), (r"bh", "v"), (r"jh|z", "j"), (r"[wb]", "v"), (r"q|c", "k"), (r"C", "c"), (r"gy|gn", "gy"),
)  # fmt: skip


_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in _LATIN)
_SILENT = re.compile(r"[^bcdfgjklmnprstvyh]")
_BREATH = re.compile(r"(?<=.)h")
_TWICE = re.compile(r"(.)\1+")
_REMEMBERED = 8192
"""Names repeat: a district's registers hold a few thousand different words."""


def _devanagari_key(word: str) -> str:
    key = []
    for sign in word:
        if sign in _CONSONANTS:
            key.append(_CONSONANTS[sign])
        elif sign in "ंँ":
            key.append("n")
        elif not key and "अ" <= sign <= "औ":
            key.append("a")
    return "".join(key)


def _latin_key(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    first = "a" if word[:1] in tuple("aeiou") else ""
    return first + _SILENT.sub("", word)


@lru_cache(_REMEMBERED)
def word_key(word: str) -> str:
    """The consonant skeleton of one word: the same for Sunita, Suneeta and सुनीता."""
    plain = text.tidy(word).casefold().strip(".'’-")
    key = _devanagari_key(plain) if any(text.is_devanagari(sign) for sign in plain) else _latin_key(plain)
    key = _BREATH.sub("", key).replace("m", "n")
    return _TWICE.sub(r"\1", key)


def name_key(name: str) -> str:
    """The sorted keys of a name's words, noise such as बाई or Kumar left out unless nothing else is there."""
    keys = [(word, key) for word in text.tidy(name).casefold().split() if (key := word_key(word))]
    telling = [key for word, key in keys if word.strip(".") not in _NOISE]
    return " ".join(sorted(telling or [key for _, key in keys]))


def first_vowel(word: str) -> str:
    """The first vowel's colour: ``a``, ``i`` (with e) or ``u`` (with o); blank where it cannot be told, as in Md."""
    plain = text.tidy(word).casefold()
    for place, sign in enumerate(plain):
        if text.is_devanagari(sign):
            if sign in _VOWELS:
                return _VOWELS[sign]
            after = plain[place + 1 : place + 2]
            if sign in _CONSONANTS and after != _HALANT and after not in _VOWELS and after != _NUKTA:
                return "a"  # a consonant without a sign bears an a
        elif sign in "aeiou":
            return _VOWELS.get(plain[place : place + 2], _VOWELS[sign])
    return ""


def may_be_meant(typed: str, names: Iterable[str]) -> bool:
    """Whether names that share the keys of ``typed`` share the colour of its first vowels too: राम is not रोमा."""
    said = {(word_key(word), first_vowel(word)) for name in names for word in name.split()}
    return all(
        any(key == word_key(word) and vowel in ("", first_vowel(word)) for key, vowel in said)
        for word in typed.split()
        if word_key(word) and first_vowel(word) and len(name_key(word)) > 1
    )


@dataclass(frozen=True)
class Likeness:
    """How likely two records are one person, 0–100, and why (keys of sentences)."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: Mapping[str, Value], other: Mapping[str, Value]) -> Likeness:
    """Compare two registrations by their stored values. A shared mobile alone is a family, not a duplicate."""
    from rapidfuzz import fuzz  # not before somebody is compared: the lock screen need not wait for it

    if one.get("sex") and other.get("sex") and one["sex"] != other["sex"]:
        return Likeness(0, ())
    reasons: list[str] = []
    score = 0
    names = max(
        (
            fuzz.token_sort_ratio(name_key(mine), name_key(theirs))
            for mine in _names(one)
            for theirs in _names(other)
        ),
        default=0.0,
    )
    same_id = bool(one.get("id_tail")) and all(
        one.get(name) == other.get(name) for name in ("id_type", "id_tail")
    )
    if names < 60 and not same_id:
        return Likeness(0, ())
    if names >= 60:
        score += round(names * 0.4)
        reasons.append("alike.same_name" if names >= 95 else "alike.like_name")
    if one.get("mobile") and one["mobile"] == other.get("mobile"):
        score += 25
        reasons.append("alike.same_mobile")
    if same_id:
        score += 30
        reasons.append("alike.same_id")
    if one.get("ration_card") and one["ration_card"] == other.get("ration_card"):
        score += 15
        reasons.append("alike.same_ration_card")
    score += _years(one, other, reasons)
    if one.get("village") and one["village"] == other.get("village"):
        score += 5
    return Likeness(max(0, min(100, score)), tuple(reasons))


def _names(values: Mapping[str, Value]) -> list[str]:
    return [str(values[name]) for name in ("name", "name_local") if values.get(name)]


def _years(one: Mapping[str, Value], other: Mapping[str, Value], reasons: list[str]) -> int:
    mine, theirs = one.get("birth_year"), other.get("birth_year")
    if not isinstance(mine, int) or not isinstance(theirs, int):
        return 0
    apart = abs(mine - theirs)
    told = bool(one.get("age_estimated") or other.get("age_estimated"))
    if apart > 2:
        # people often know their age only about: it may not hide an exact name with the same mobile
        return -5 if told and apart <= 10 else -20
    reasons.append("alike.same_year" if apart == 0 else "alike.like_year")
    return 20 if apart == 0 else 12
