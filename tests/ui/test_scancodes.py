"""The sign of a key is its place on the keyboard: no layout changes it, and no other key has one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tikadesk.ui import scancodes


def _event(*, code: int = 0, virtual: int = 0, text: str = "") -> QKeyEvent:
    return QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_unknown.value, Qt.KeyboardModifier.NoModifier, code, virtual, 0, text
    )


@pytest.mark.parametrize(
    ("virtual", "sign"),
    [(0x41, "A"), (0x5A, "Z"), (0x30, "0"), (0x39, "9"), (0x60, "0"), (0x69, "9"), (0xBF, "/"), (0x6F, "/"),
     (0x0D, "\n"), (0x70, ""), (0x20, ""), (0xBA, ""), (0, "")],
)  # fmt: skip
def test_windows_knows_keys_by_their_virtual_key(virtual: int, sign: str) -> None:
    # The scan code would say Q on Linux: it is not looked at.
    assert scancodes.by_virtual_key(_event(code=24, virtual=virtual, text="अ")) == sign


@pytest.mark.parametrize(
    ("code", "sign"),
    [(10, "1"), (19, "0"), (24, "Q"), (33, "P"), (38, "A"), (46, "L"), (52, "Z"), (58, "M"), (61, "/"), (106, "/"),
     (90, "0"), (87, "1"), (81, "9"), (36, "\n"), (104, "\n"), (65, ""), (59, ""), (0, "")],
)  # fmt: skip
def test_linux_knows_keys_by_their_scan_code(code: int, sign: str) -> None:
    assert scancodes.by_scan_code(_event(code=code, virtual=0x1000905, text="अ")) == sign


def test_each_sign_of_a_code_has_a_key_on_both_systems() -> None:
    wanted = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/\n")
    assert {scancodes.by_virtual_key(_event(virtual=key)) for key in range(1, 256)} - {""} == wanted
    assert {scancodes.by_scan_code(_event(code=key)) for key in range(1, 256)} - {""} == wanted


def test_the_reader_is_this_systems() -> None:
    assert scancodes.reader() in (scancodes.by_virtual_key, scancodes.by_scan_code)


def test_every_key_can_be_made_again_from_its_sign() -> None:
    for sign in "AZ09/\n":
        code, virtual = scancodes.codes_of(sign)
        event = _event(code=code, virtual=virtual)
        assert scancodes.by_scan_code(event) == scancodes.by_virtual_key(event) == sign
