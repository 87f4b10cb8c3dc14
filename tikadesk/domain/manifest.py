"""The list of a box as it travels on paper or a USB drive, signed by the desk that sealed it. Pure: bytes and back.

The bytes: magic, the desk's signature, the server's signature under the desk's certificate (zeros without one),
deflated text, checksum. The text: the certificate, the header as JSON, then a line for each column of the tubes, values
between tabs. Numbers and times are steps from one to the next, Devanagari is single bytes: every byte is paper.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from nacl.signing import SigningKey

from tikadesk.domain import numbers, signed
from tikadesk.domain.clock import IST
from tikadesk.domain.kinds.consignment import tubes_digest
from tikadesk.domain.wire import WireError, dump, from_base64, to_base64
from tikadesk.errors import TikaError

_MAGIC = b"tikam\x01"
_PURPOSE = "manifest"
_NO_SIGNATURE = bytes(signed.SIGNATURE_BYTES)
_CHECKSUM_BYTES = 4
_MOST_BYTES = 512 * 1024
_TYPICAL = (
    "Ahmad Bai Begum Chandra Das Devi Dewangan Gupta Kashyap Khan Khatoon Kumari Kumar Lal Mishra Mohammad Nishad Pal "
    "Patel Pandey Prasad Rajput Ram Sahu Sharma Shukla Singh Sinha Srivastava Thakur Tiwari Verma Vishwakarma Yadav "
    '{"dev":"","pub":"","label":"0","centre":"CG-0","district":"","state":"UP","role":"desk"}\n'
    '{"consignment":"","no":"C01000","sealing":1,"centre":"CG-","centre_name":"UPHC CHC PHC ","lab":"LAB-",'
    '"test":"rtpcr","sealed_at":"2021-","sealed_temp":40,"seal_no":"","cold_box":"","packed_by":"","practice":false}\n'
    "K01000\t+1\t+1\t+1\t+1\nM\tF\tM\tF\nnp_op\tnp_op\n0\t0\t0\n"
)
"""What most lists hold: deflate points into it instead of spelling it out. Part of the format, as the magic is."""
_COLUMNS = 11
_COUNTED = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)
_AS_IT_IS, _SIGNS = "=", ("+", "-")
_START, _A_MINUTE, _MINUTE = datetime(2020, 1, 1, tzinfo=IST), timedelta(minutes=1), "%Y-%m-%dT%H:%M"
_TO_BYTES = {0x900 + place: 0x80 + place for place in range(0x80)}
_FROM_BYTES = {byte: sign for sign, byte in _TO_BYTES.items()}


class Fault(StrEnum):
    """The three ways in which a list cannot be trusted."""

    DAMAGED = "damaged"
    FOREIGN = "foreign"
    ALTERED = "altered"


class Unreadable(TikaError):
    """No list can be taken from it; ``fault`` says which of the three it is, the key says it in words."""

    def __init__(self, fault: Fault, key: str, **params: object) -> None:
        super().__init__(key, **params)
        self.fault = fault


@dataclass(frozen=True)
class Tube:
    """One line of the list. ``taken`` is Indian time, ``YYYY-MM-DDTHH:MM``, or the date where no time is known."""

    no: str
    name: str
    age: int | None
    sex: str
    sample_type: str
    taken: str
    mobile: str
    category: str
    repeated: bool
    srf_id: str


def nameless(no: str) -> Tube:
    """A tube of which nothing but its number is known."""
    return Tube(no, "", None, "", "", "", "", "", False, "")


@dataclass(frozen=True)
class Manifest:
    """A box and its tubes by slot. ``consignment`` is the record, ``sealed_temp`` tenths of a degree Celsius."""

    consignment: str
    no: str
    sealing: int
    centre: str
    centre_name: str
    lab: str
    test: str
    sealed_at: str
    sealed_temp: int | None
    seal_no: str
    cold_box: str
    packed_by: str
    tubes: tuple[Tube, ...]
    practice: bool

    @property
    def digest(self) -> str:
        """What stands for its tubes, as the sealed consignment has it too."""
        return tubes_digest(tube.no for tube in self.tubes)


_HEADER = tuple(field.name for field in fields(Manifest) if field.name != "tubes")


def seal_up(manifest: Manifest, *, device: str, seed: bytes, cert: str | None) -> bytes:
    """The list signed by the key of ``seed``, with the server's certificate for it; a desk without one says itself who
    it is, which proves nothing.
    """
    key = SigningKey(seed)
    itself = dump({"dev": device, "pub": to_base64(bytes(key.verify_key))}), _NO_SIGNATURE
    certificate, vouched = signed.parts(cert) or itself
    text = "\n".join((certificate.decode(), *_lines(manifest)))
    packer = zlib.compressobj(9, wbits=-15, memLevel=9, zdict=_TYPICAL.encode())
    packed = packer.compress(_narrow(text)) + packer.flush()
    signature = key.sign(signed.statement(_PURPOSE, vouched + packed)).signature
    sealed = _MAGIC + signature + vouched + packed
    return sealed + _checksum(sealed)


def open_up(data: bytes, *, service_key: bytes | None, practice: bool = False) -> Manifest:
    """The list in ``data``, if a desk of our service signed it. Raises Unreadable.

    ``service_key`` is what this desk got at its enrolment. A list from practice is read in practice only, by whoever
    signed it: it can never be real.
    """
    if not data.startswith(_MAGIC):
        raise Unreadable(Fault.FOREIGN, "manifest.no_list")
    if _checksum(data[:-_CHECKSUM_BYTES]) != data[-_CHECKSUM_BYTES:]:
        raise Unreadable(Fault.DAMAGED, "manifest.damaged")
    at = len(_MAGIC)
    signature, vouched = (data[at + n * signed.SIGNATURE_BYTES :][: signed.SIGNATURE_BYTES] for n in (0, 1))
    packed = data[at + 2 * signed.SIGNATURE_BYTES : -_CHECKSUM_BYTES]
    certificate, *lines = _inflate(packed).split("\n")
    desk = signed.content(certificate.encode()) or {}
    manifest = _read(lines)
    if manifest.practice != practice:
        key = "manifest.practice" if manifest.practice else "manifest.not_practice"
        raise Unreadable(Fault.FOREIGN, key)
    if not practice:
        _must_be_ours(certificate.encode(), vouched, service_key)
    ours = practice or desk.get("centre") == manifest.centre
    statement = vouched + packed
    if not ours or not signed.is_signed(_public(desk), _PURPOSE, statement, signature):
        raise Unreadable(Fault.ALTERED, "manifest.altered")
    return manifest


def _must_be_ours(certificate: bytes, vouched: bytes, service_key: bytes | None) -> None:
    if service_key is None:
        raise Unreadable(Fault.FOREIGN, "manifest.no_key_here")
    if vouched == _NO_SIGNATURE:
        raise Unreadable(Fault.FOREIGN, "manifest.not_enrolled")
    if not signed.is_signed(service_key, signed.CERTIFICATE, certificate, vouched):
        raise Unreadable(Fault.FOREIGN, "manifest.foreign")


def _public(desk: dict[str, Any]) -> bytes:
    try:
        return from_base64(desk.get("pub"))
    except WireError:
        return b""


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "big")


def _inflate(packed: bytes) -> str:
    unpacker = zlib.decompressobj(wbits=-15, zdict=_TYPICAL.encode())
    try:
        text = _widen(unpacker.decompress(packed, _MOST_BYTES))
        text.encode()
    except (zlib.error, ValueError) as error:
        raise Unreadable(Fault.DAMAGED, "manifest.damaged") from error
    if not unpacker.eof:
        raise Unreadable(Fault.DAMAGED, "manifest.damaged")
    return text


# --- text ---------------------------------------------------------------------------------------------------------
def _lines(manifest: Manifest) -> Iterator[str]:
    tubes = manifest.tubes
    yield dump({name: getattr(manifest, name) for name in _HEADER}).decode()
    if not tubes:
        return
    cases = [_short(tube.no) for tube in tubes]
    yield _column(_as_steps(case for case, _ in cases))
    yield _column(suffix for _, suffix in cases)
    yield _column(tube.name for tube in tubes)
    yield _column("" if tube.age is None else str(tube.age) for tube in tubes)
    yield _column(tube.sex for tube in tubes)
    yield _column(tube.sample_type for tube in tubes)
    yield _column(_as_steps(_minutes(tube.taken) for tube in tubes))
    yield _column(tube.mobile for tube in tubes)
    yield _column(tube.category for tube in tubes)
    yield _column("1" if tube.repeated else "" for tube in tubes)
    yield _column(_as_steps(tube.srf_id for tube in tubes))


def _read(lines: list[str]) -> Manifest:
    """What ``_lines`` made, and whatever a newer desk adds to it left aside. Raises Unreadable for anything else."""
    try:
        header = signed.content(lines[0].encode()) or {}
        return Manifest(
            **{name: header[name] for name in _HEADER}, tubes=tuple(_tubes(lines[1:])) if lines[1:] else ()
        )
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise Unreadable(Fault.DAMAGED, "manifest.damaged") from error


def _tubes(lines: list[str]) -> Iterator[Tube]:
    columns = [line.split("\t") for line in lines[:_COLUMNS]]
    for case, suffix, name, age, sex, sample_type, taken, mobile, category, repeated, srf_id in zip(
        _from_steps(columns[0]), *columns[1:6], _from_steps(columns[6]), *columns[7:10], _from_steps(columns[10]),
        strict=True,
    ):  # fmt: skip
        yield Tube(
            no=_long(case, suffix), name=name, age=int(age) if age else None, sex=sex, sample_type=sample_type,
            taken=_time(taken), mobile=mobile, category=category, repeated=repeated == "1", srf_id=srf_id,
        )  # fmt: skip


def _column(values: Iterable[str]) -> str:
    return "\t".join(re.sub(r"\s", " ", value) for value in values)


def _as_steps(values: Iterable[str]) -> Iterator[str]:
    """Values that differ in their last digits only as differences: ``K0007``, ``+1``, ``+2``."""
    head, digits = "", ""
    for value in values:
        shape = _COUNTED.fullmatch(value)
        if shape and (shape[1], len(shape[2])) == (head, len(digits)):
            yield f"{int(shape[2]) - int(digits):+d}"
        else:
            yield _AS_IT_IS + value if value.startswith((_AS_IT_IS, *_SIGNS)) else value
        if shape:
            head, digits = shape.groups()


def _from_steps(steps: Iterable[str]) -> Iterator[str]:
    head, digits = "", ""
    for step in steps:
        if step.startswith(_SIGNS):
            value = f"{head}{int(digits) + int(step):0{len(digits)}d}"
        else:
            value = step.removeprefix(_AS_IT_IS)
        shape = _COUNTED.fullmatch(value)
        if shape:
            head, digits = shape.groups()
        yield value


def _short(no: str) -> tuple[str, str]:
    """A tube's number without its check digits, and which of its case's tubes it is."""
    case, suffix = numbers.case_of(no), no[len(numbers.case_of(no)) + 1 :]
    if numbers.parse(case) is None or numbers.read_tube(no) != no:
        return _AS_IT_IS + no, ""
    return case[:-2], suffix


def _long(case: str, suffix: str) -> str:
    if case.startswith(_AS_IT_IS):
        return case.removeprefix(_AS_IT_IS)
    number = numbers.Number(case[:2], case[2], int(case[3:5]), int(case[5:]))
    return numbers.of_tube(str(number), int(suffix or 1))


def _minutes(taken: str) -> str:
    """An instant as minutes since the programme began; anything else as it is."""
    try:
        minutes = (datetime.strptime(taken, _MINUTE).replace(tzinfo=IST) - _START) // _A_MINUTE
    except ValueError:
        return _AS_IT_IS + taken
    return str(minutes) if minutes >= 0 and _time(str(minutes)) == taken else _AS_IT_IS + taken


def _time(minutes: str) -> str:
    if minutes.startswith(_AS_IT_IS):
        return minutes.removeprefix(_AS_IT_IS)
    return (_START + int(minutes) * _A_MINUTE).strftime(_MINUTE)


def _narrow(text: str) -> bytes:
    """ASCII and Devanagari at one byte a sign, anything else spelt out."""
    spelt = re.sub(r"[^\x00-\x1a\x1c-\x7f\u0900-\u097f]", lambda sign: f"\x1b{ord(sign[0]):x};", text)
    return spelt.translate(_TO_BYTES).encode("latin-1")


def _widen(data: bytes) -> str:
    return re.sub(
        "\x1b([0-9a-f]{1,6});",
        lambda sign: chr(int(sign[1], 16)),
        data.decode("latin-1").translate(_FROM_BYTES),
    )
