"""What typed text may hold: Unicode only, nothing invisible, ASCII digits in store. Nothing here knows a field."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"


def tidy(text: str) -> str:
    """NFC, with every run of white space one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def ascii_digits(text: str) -> str:
    """The decimal digits of any script written as ASCII ones: a keyboard set to another language is no error."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def digits(text: str) -> str:
    """Only the digits of ``text``, as ASCII."""
    return "".join(sign for sign in ascii_digits(text) if sign in "0123456789")


def is_devanagari(sign: str) -> bool:
    """Whether a character belongs to the Devanagari block."""
    return "\u0900" <= sign <= "\u097f"


def has_invisible(text: str) -> bool:
    """Whether it holds control, formatting or private characters. Joiners inside a Devanagari word are spelling."""
    if text.isprintable():  # no sign of the categories below
        return False
    for place, sign in enumerate(text):
        if sign in "\t\r\n":  # pasted line ends become spaces in ``tidy``
            continue
        if sign in _JOINERS and place and is_devanagari(text[place - 1]):
            continue
        if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn"):
            return True
    return False
