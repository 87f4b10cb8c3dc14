"""What one field of a kind can hold: how typed text is read, and what the server's door lets in.

``read`` is the form's strictness, with a sentence for each refusal; ``fits`` is the shape that any desk's entry must
have, so that a newer desk's options are kept. No field knows its kind.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tikadesk.domain import reference, text
from tikadesk.domain.entry import Value
from tikadesk.domain.fold import Merge, MergeRule
from tikadesk.domain.ids import is_id
from tikadesk.domain.krutidev import looks_like_krutidev

MAX_TEXT = 2000
_ORDINARY_NAME = re.compile(r"[A-Za-z\u0900-\u0965\u0970-\u097f]{2}[A-Za-z .'\u0900-\u0965\u0970-\u097f]*")
"""Nearly every name: what it matches passes every rule below, which need not look at each sign then."""

_MOBILE = re.compile(r"[6-9][0-9]{9}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Misfit(Exception):
    """A typed value does not fit its field; ``key`` and ``params`` make the sentence."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params: dict[str, object] = params


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """One field. ``find`` puts it into the search index; ``merge`` and ``order`` settle what two desks wrote."""

    name: str
    required: bool = False
    merge: Merge = Merge.LAST
    order: tuple[str, ...] = ()
    find: bool = False

    @property
    def rule(self) -> MergeRule:
        """How two desks' values merge."""
        return MergeRule(self.merge, self.order)

    @property
    def sql(self) -> type[str] | type[int]:
        """The type of its column."""
        return str

    def fits(self, value: Value) -> bool:
        """Whether a stored value has this field's shape; None always has."""
        return value is None or (isinstance(value, str) and len(value) <= MAX_TEXT)

    @abstractmethod
    def read(self, typed: str, today: date) -> Value:
        """The value of a typed text that is not blank; raises Misfit."""


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Free text on one line."""

    longest: int = 200

    def read(self, typed: str, today: date) -> Value:
        """Tidied; invisible characters are refused. Text for a non-Unicode font is told of, by the forms."""
        if text.has_invisible(typed):
            raise Misfit("misfit.invisible")
        value = text.tidy(typed)
        if len(value) > self.longest:
            raise Misfit("misfit.too_long", longest=self.longest, length=len(value))
        return value


@dataclass(frozen=True, kw_only=True)
class PersonName(Text):
    """A person's name in either script: 2–99 characters; letters, marks, space, dot, hyphen, apostrophe."""

    longest: int = 99

    def read(self, typed: str, today: date) -> Value:
        """Tidied; refuses KrutiDev, digits, marks and a name without two letters."""
        value = str(Text.read(self, typed, today))
        if looks_like_krutidev(value):
            raise Misfit("misfit.krutidev")
        if _ORDINARY_NAME.fullmatch(value):
            return value
        if any(sign.isdigit() for sign in value):
            raise Misfit("misfit.name_digits")
        if sum(sign.isalpha() or text.is_devanagari(sign) for sign in value) < 2:
            raise Misfit("misfit.name_short")
        if not all(
            sign.isalpha() or sign in " .'’-\u200c\u200d" or text.is_devanagari(sign) for sign in value
        ):
            raise Misfit("misfit.name_signs")
        return value


@dataclass(frozen=True, kw_only=True)
class Mobile(Field):
    """An Indian mobile number: ten digits, the first 6–9; +91, 91 or 0 before it is taken off."""

    def read(self, typed: str, today: date) -> Value:
        """The ten digits."""
        if text.has_invisible(typed):
            raise Misfit("misfit.invisible")
        plain = text.ascii_digits(text.tidy(typed))
        if re.search(r"[^\d\s+()\-.]", plain):
            raise Misfit("misfit.mobile_letters")
        number = text.digits(plain)
        for prefix in ("0091", "91", "0"):
            if len(number) == 10 + len(prefix) and number.startswith(prefix):
                number = number[len(prefix) :]
                break
        if len(number) != 10:
            raise Misfit("misfit.mobile_length", n=len(number))
        if number[0] not in "6789":
            raise Misfit("misfit.mobile_start", first=number[0])
        if len(set(number)) == 1:
            raise Misfit("misfit.mobile_same")
        return number

    def fits(self, value: Value) -> bool:
        """Ten digits."""
        return value is None or (isinstance(value, str) and _MOBILE.fullmatch(value) is not None)


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """Letters, digits and few marks, kept in capitals: batch numbers, card numbers, serials."""

    shortest: int = 1
    longest: int = 30

    def read(self, typed: str, today: date) -> Value:
        """In ASCII capitals without spaces."""
        if text.has_invisible(typed):
            raise Misfit("misfit.invisible")
        value = re.sub(r"\s+", "", text.ascii_digits(text.tidy(typed))).upper()
        if not re.fullmatch(r"[A-Z0-9/\-.]+", value):
            raise Misfit("misfit.code_signs")
        if not self.shortest <= len(value) <= self.longest:
            raise Misfit("misfit.code_length", shortest=self.shortest, longest=self.longest)
        return value


@dataclass(frozen=True, kw_only=True)
class PaperPlace(Code):
    """A page or a line of a paper register: 03 is the same one as 3."""

    longest: int = 10

    def read(self, typed: str, today: date) -> Value:
        """As a code; a number without zeros in front."""
        value = str(Code.read(self, typed, today))
        return value.lstrip("0") or value if value.isdecimal() else value


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number within limits, both included."""

    least: int = 0
    most: int = 1_000_000

    @property
    def sql(self) -> type[int]:
        """The type of its column."""
        return int

    def fits(self, value: Value) -> bool:
        """A whole number; limits are the form's."""
        return value is None or (type(value) is int and abs(value) < 2**53)

    def read(self, typed: str, today: date) -> Value:
        """In either digits."""
        plain = text.ascii_digits(text.tidy(typed))
        if not re.fullmatch(r"\d{1,9}", plain) or not self.least <= int(plain) <= self.most:
            raise Misfit("misfit.whole", least=self.least, most=self.most)
        return int(plain)


@dataclass(frozen=True, kw_only=True)
class Digits(Code):
    """A number of a fixed count of digits, leading zeros kept: a postal code, a referral form's ID."""

    length: int

    def read(self, typed: str, today: date) -> Value:
        """The digits; anything between them but spaces and hyphens is refused."""
        plain = re.sub(r"[\s\-]", "", text.ascii_digits(text.tidy(typed)))
        if not plain.isascii() or not plain.isdigit() or len(plain) != self.length:
            raise Misfit("misfit.digits", length=self.length, count=len(text.digits(plain)))
        return plain


@dataclass(frozen=True, kw_only=True)
class Temperature(Field):
    """A temperature in tenths of a degree Celsius."""

    least: int = -900
    most: int = 600

    @property
    def sql(self) -> type[int]:
        """The type of its column."""
        return int

    def fits(self, value: Value) -> bool:
        """A whole number of tenths; limits are the form's."""
        return value is None or (type(value) is int and abs(value) < 2**53)

    def read(self, typed: str, today: date) -> Value:
        """``4``, ``4.5``, ``4,5 °C`` or ``-70``, in either digits."""
        shape = re.fullmatch(
            r"([+\-\u2212]?)(\d{1,3})(?:[.,](\d))?\s*(?:°?\s*[Cc])?", text.ascii_digits(text.tidy(typed))
        )
        if shape is None:
            raise Misfit("misfit.temperature")
        tenths = int(shape[2]) * 10 + int(shape[3] or 0)
        tenths = tenths if shape[1] in ("", "+") else -tenths
        if not self.least <= tenths <= self.most:
            raise Misfit("misfit.temperature")
        return tenths


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no, kept as 1 or 0; blank is not asked."""

    @property
    def sql(self) -> type[int]:
        """The type of its column."""
        return int

    def fits(self, value: Value) -> bool:
        """True, false, 1 or 0."""
        return value is None or isinstance(value, bool) or value in (0, 1)

    def read(self, typed: str, today: date) -> Value:
        """``Y`` or ``N``, in any of the words of ``words.json``."""
        answer = reference.word("yes_no", typed)
        if answer is None:
            raise Misfit("misfit.yes_no")
        return int(answer == "Y")


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a list of codes; people may type any of the words that ``words.json`` gives a code."""

    words: str

    @property
    def options(self) -> tuple[str, ...]:
        """The codes that the form offers."""
        return reference.options(self.words)

    def read(self, typed: str, today: date) -> Value:
        """The code."""
        code = reference.word(self.words, typed)
        if code is None:
            raise Misfit(f"misfit.choice.{self.words}")
        return code


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any number of a list's codes, kept in the list's order with a space between."""

    def read(self, typed: str, today: date) -> Value:
        """The codes of all the words, typed with commas, semicolons or spaces between."""
        parts = [part for part in re.split(r"[,;/\n]+", typed) if part.strip()]
        if len(parts) == 1 and reference.word(self.words, parts[0]) is None:
            parts = parts[0].split()
        found = {str(Choice.read(self, part, today)) for part in parts}
        return " ".join(code for code in self.options if code in found)


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A calendar date, ISO in store; typed in any of the forms that clerks use. ``earliest`` is ISO, or blank."""

    future: bool = False
    earliest: str = ""

    def read(self, typed: str, today: date) -> Value:
        """The ISO date; a day that does not exist, or lies ahead where it cannot, is refused."""
        day = read_day(typed, today)
        if not self.future and day > today:
            raise Misfit("misfit.day_ahead")
        if self.earliest and day < date.fromisoformat(self.earliest):
            first = date.fromisoformat(self.earliest).strftime("%d-%m-%Y")
            raise Misfit("misfit.day_before_programme", first=first)
        return day.isoformat()

    def fits(self, value: Value) -> bool:
        """An ISO date."""
        return value is None or (isinstance(value, str) and _is_iso_day(value))


@lru_cache(1024)
def _is_iso_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class Time(Field):
    """A time of day, ``HH:MM``, 24 hours."""

    def read(self, typed: str, today: date) -> Value:
        """``9:5``, ``0905`` and ``09.05`` are ``09:05``."""
        shape = re.fullmatch(r"(\d{1,2})[:.\s]?(\d{2}|(?<=[:.\s])\d)", text.ascii_digits(text.tidy(typed)))
        if shape is None or int(shape[1]) > 23 or int(shape[2]) > 59:
            raise Misfit("misfit.time")
        return f"{int(shape[1]):02d}:{int(shape[2]):02d}"

    def fits(self, value: Value) -> bool:
        """``HH:MM``."""
        return value is None or (isinstance(value, str) and _TIME.fullmatch(value) is not None)


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """Another record's id; the record may arrive later than the reference."""

    def read(self, typed: str, today: date) -> Value:
        """The id; never typed by a person."""
        if not is_id(typed):
            raise Misfit("misfit.reference")
        return typed

    def fits(self, value: Value) -> bool:
        """An id."""
        return value is None or is_id(value)


def read_day(typed: str, today: date, *, ahead: int = 10) -> date:
    """A typed date: day first, or ISO; any separator or none. Raises Misfit.

    A year of two digits is this century's up to ``ahead`` years from now, and the last one's beyond.
    """
    if text.has_invisible(typed):
        raise Misfit("misfit.invisible")
    plain = text.ascii_digits(text.tidy(typed))
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", plain)
    if iso is not None:
        year, month, day = (int(part) for part in iso.groups())
    else:
        shape = re.fullmatch(r"(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})", plain)
        shape = shape or re.fullmatch(r"(\d{2})(\d{2})(\d{4})", plain)
        if shape is None:
            raise Misfit("misfit.day_form")
        day, month, year = (int(part) for part in shape.groups())
        if year < 100:
            year += 2000 if 2000 + year <= today.year + ahead else 1900
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Misfit("misfit.day_none", day=f"{day:02d}-{month:02d}-{year}") from error


def read_all(
    fields: tuple[Field, ...], typed: Mapping[str, str], today: date
) -> tuple[dict[str, Value], dict[str, Misfit]]:
    """The values of every field named in ``typed`` and the misfits by field; a blank required field is a misfit."""
    values: dict[str, Value] = {}
    misfits: dict[str, Misfit] = {}
    for field in fields:
        raw = typed.get(field.name, "")
        if not raw.strip():
            if field.required:
                misfits[field.name] = Misfit(f"misfit.missing.{field.name}")
            continue
        try:
            values[field.name] = field.read(raw, today)
        except Misfit as misfit:
            misfits[field.name] = misfit
    return values, misfits
