"""The scanner's filter: a scan in any layout is seen and reaches no field; everything else arrives as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import ENTER, Keyboard, System
from tests.ui.showing import show_window
from tikadesk.domain import qr_parts
from tikadesk.domain.numbers import Number
from tikadesk.ui import scancodes
from tikadesk.ui.scanner import GAP_MS, Scanner, is_code, may_become

CASE = str(Number("CG", "K", 1, 8))
BOX = str(Number("UP", "C", 1, 36))
PART = qr_parts.parts(bytes(range(256)) * 2)[0]
READERS = {System.WINDOWS: scancodes.by_virtual_key, System.LINUX: scancodes.by_scan_code}


class Bench(QWidget):
    """A field under a scanner; ``log`` is what came out, in order: keys that reached the field, and scans."""

    def __init__(self, system: System = System.LINUX) -> None:
        super().__init__()
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.scans: list[str] = []
        self.log: list[tuple[str, str]] = []
        self.scanner = Scanner(self, self._on_scan, READERS[system])
        self.field.installEventFilter(self)
        self.system = system

    def _on_scan(self, code: str) -> None:
        self.scans.append(code)
        self.log.append(("scan", code))

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text():
            self.log.append(("key", event.text()))
        return False

    def busy(self, ms: int, then: Callable[[], None]) -> None:
        """Stand still for a while; what came meanwhile is in the system's queue when the timers are late already."""
        QTest.qSleep(ms)
        later = QTimer(self, singleShot=True, interval=0)
        later.timeout.connect(then)
        later.start()

    def show_on(self, qtbot: QtBot) -> Keyboard:
        show_window(qtbot, self, size=(300, 100))
        self.field.setFocus()
        native = self.windowHandle()
        assert native is not None
        self.scanner.watch(native)
        return Keyboard(self, self.system)


@pytest.fixture(params=list(System), ids=lambda system: system.value)
def bench(request: pytest.FixtureRequest) -> Bench:
    return Bench(request.param)


@pytest.fixture
def keyboard(bench: Bench, qtbot: QtBot) -> Keyboard:
    return bench.show_on(qtbot)


def _rest() -> None:
    QTest.qWait(2 * GAP_MS)


@pytest.mark.parametrize("hindi", [False, True], ids=["latin", "devanagari"])
@pytest.mark.parametrize("caps", [False, True], ids=["", "capslock"])
@pytest.mark.parametrize("code", [CASE, BOX, f"{CASE}/2", CASE.lower(), PART, f"{PART[:80]}{PART[81:]}"])
def test_a_scan_is_seen_in_any_layout_and_types_nothing(
    bench: Bench, keyboard: Keyboard, code: str, caps: bool, hindi: bool
) -> None:
    keyboard.hindi, keyboard.caps = hindi, caps
    keyboard.scan(code)
    keyboard.scan(code)
    _rest()
    assert bench.scans == [code.upper()] * 2
    assert bench.field.text() == ""


def test_a_slow_scanner_that_needs_time_for_shift_is_seen(bench: Bench, keyboard: Keyboard) -> None:
    keyboard.shift_lead_ms = 12
    keyboard.type("CGK", gap_ms=GAP_MS + 5)
    keyboard.type(CASE[3:] + ENTER)
    assert bench.scans == [CASE]
    assert bench.field.text() == ""


def test_a_name_at_human_speed_arrives_in_order_and_unchanged(bench: Bench, keyboard: Keyboard) -> None:
    keyboard.type("Cg Kumar/2", gap_ms=90)
    _rest()
    assert bench.field.text() == "Cg Kumar/2"
    keyboard.hindi = True
    keyboard.type("KFX", gap_ms=90)
    _rest()
    assert bench.field.text() == "Cg Kumar/2किं"
    assert bench.scans == []


def test_a_number_that_is_typed_by_hand_stays_in_its_field(bench: Bench, keyboard: Keyboard) -> None:
    keyboard.type(CASE + ENTER, gap_ms=GAP_MS)
    assert bench.field.text() == CASE
    assert bench.scans == []


@pytest.mark.parametrize(
    "burst",
    ["CGK123", "CGK01000008", f"{CASE[:-1]}X", "CGK01000000899", "HELLO", "9839043210", "CG", f"{CASE}/"],
)
def test_a_burst_that_is_no_code_is_given_back_whole(bench: Bench, keyboard: Keyboard, burst: str) -> None:
    keyboard.type(burst + ENTER)
    assert bench.field.text() == burst
    assert bench.log[-1] == ("key", "\r")
    assert bench.scans == []


def test_a_code_without_enter_is_given_back_after_a_gap(bench: Bench, keyboard: Keyboard) -> None:
    keyboard.type(CASE)
    assert bench.field.text() == ""
    _rest()
    assert bench.field.text() == CASE


def test_digits_are_never_held_and_a_letter_no_longer_than_a_gap(
    bench: Bench, keyboard: Keyboard, qtbot: QtBot
) -> None:
    keyboard.type("9839")
    assert bench.field.text() == "9839"
    keyboard.now += 200
    keyboard.type("n")
    assert bench.field.text() == "9839"
    qtbot.waitUntil(lambda: bench.field.text() == "9839n", timeout=10 * GAP_MS)
    # What can become no code goes at once, however fast it came; only its last letter may begin one.
    keyboard.type("ramu")
    assert bench.field.text() == "9839nra"


def test_a_scan_among_typing_takes_nothing_of_it(bench: Bench, keyboard: Keyboard) -> None:
    keyboard.type("Sush", gap_ms=120)
    keyboard.scan(CASE)
    keyboard.now += 120
    keyboard.type("ila", gap_ms=120)
    _rest()
    assert bench.field.text() == "Sushila"
    assert bench.scans == [CASE]


def test_shortcuts_repeats_and_editing_keys_break_a_burst_and_pass(bench: Bench, keyboard: Keyboard) -> None:
    for breaking in (Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_F5):
        keyboard.now += 200
        keyboard.type(CASE[:9])
        keyboard.press(breaking)
        keyboard.type(CASE[9:] + ENTER)
        bench.field.setFocus()
    assert bench.scans == []
    keyboard.now += 200
    keyboard.type(CASE[:9])
    keyboard.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bench.scans == []


def test_keys_without_native_codes_are_not_looked_at(bench: Bench, keyboard: Keyboard) -> None:
    QTest.keyClicks(bench.field, CASE)
    QTest.keyClick(bench.field, Qt.Key.Key_Return)
    assert bench.field.text() == CASE
    assert bench.scans == []


def test_a_scan_is_whole_although_the_window_was_busy_in_the_middle_of_it(
    bench: Bench, keyboard: Keyboard, qtbot: QtBot
) -> None:
    """What the system queued meanwhile comes before a timer that ran out: only its own times count."""
    keyboard.type(CASE[:6])
    bench.busy(4 * GAP_MS, then=lambda: keyboard.type(CASE[6:] + ENTER))
    qtbot.waitUntil(lambda: bench.scans == [CASE])
    assert bench.field.text() == ""


def test_what_is_a_code() -> None:
    assert is_code(CASE) and is_code(f"{CASE}/9") and not is_code(CASE[:-1]) and not is_code("CGK01000000899")
    assert all(may_become(CASE[:length]) for length in range(1, len(CASE) + 1))
    assert is_code(PART) and all(may_become(PART[:length]) for length in range(1, len(PART) + 1))
    assert not any(
        may_become(signs) for signs in ("1", "CGX", "CGKA", f"{CASE}1", f"{CASE}/0", f"{PART}/", "TQ2", "")
    )


_SLOW = st.sampled_from([GAP_MS, GAP_MS + 1, 90, 400])
_FAST = st.sampled_from([1, 8, 20, GAP_MS - 1])
_SIGNS = st.sampled_from([*"CGKTQUPcgk0123/ ", ENTER])
_CODES = st.sampled_from([PART[:30], CASE, f"{CASE}/2", BOX, CASE[:-1], CASE[:-1] + "0", CASE.lower()])
_KEY = st.tuples(_SIGNS, st.one_of(_SLOW, _FAST)).map(lambda key: [key])
_BURST = st.tuples(_CODES, st.sampled_from([ENTER, "", " "]), st.lists(_FAST, min_size=32, max_size=32)).map(
    lambda burst: list(zip(burst[0] + burst[1], burst[2], strict=False))
)
_TYPED = st.lists(st.one_of(_KEY, _KEY, _BURST), max_size=12).map(
    lambda parts: [key for part in parts for key in part]
)


@pytest.fixture
def reused(qtbot: QtBot) -> tuple[Bench, Keyboard]:
    made = Bench()
    return made, made.show_on(qtbot)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=_TYPED, hindi=st.booleans())
def test_every_key_is_part_of_a_scan_or_arrives_exactly_as_typed(
    reused: tuple[Bench, Keyboard], typed: list[tuple[str, int]], hindi: bool
) -> None:
    bench, keyboard = reused
    bench.log.clear()
    keyboard.typed.clear()
    keyboard.now += 1_000
    keyboard.hindi = hindi
    for sign, gap in typed:
        keyboard.type(sign, gap)
    bench.scanner.give_back()
    keys = iter(keyboard.typed)
    for kind, what in bench.log:
        if kind == "key":
            assert what == next(keys)[1]
            continue
        read = list(islice(keys, len(what) + 1))
        assert "".join(sign for sign, _, _ in read) == what + ENTER
        assert is_code(what) and all(gap < GAP_MS for _, _, gap in read[1:])
    assert next(keys, None) is None
