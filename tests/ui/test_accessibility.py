"""Every page, state and dialog of the registry keeps the accessibility rules in every language, look and scale.

The rules themselves are tried on planted faults: a rule that cannot fail says nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import tikadesk.ui
from tests.ui import accessibility_rules as rules
from tests.ui.accessibility_rules import COLOUR, LAYOUT, MEANING, RULES, Rule, complaints
from tests.ui.every_page import found
from tests.ui.showing import settle, show
from tikadesk.ui.buttons import Button, secondary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.screens import DIALOGS, SCREENS
from tikadesk.ui.theme import Theme
from tikadesk.ui.tokens import Scheme
from tikadesk.ui.words import plain

FULL = (1366, 697)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_page_in_light(language: str) -> None:
    assert found(FULL, language, Scheme.LIGHT) == []


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.CONTRAST])
@pytest.mark.parametrize(("language", "checked"), [("en", RULES), ("hi", COLOUR)])
def test_every_page_in_the_other_schemes(scheme: Scheme, language: str, checked: tuple[Rule, ...]) -> None:
    assert found(FULL, language, scheme, checked) == []


@pytest.mark.slow
@pytest.mark.parametrize(("factor", "size"), [("1.25", "1093x543"), ("1.5", "911x465"), ("2", "683x348")])
def test_every_page_at_a_larger_scale_of_the_system(factor: str, size: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.every_page", "--size", size],
        cwd=ROOT,
        env=os.environ | {"QT_SCALE_FACTOR": factor},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("factor", [1.3, 1.5])
def test_every_page_with_larger_text(dressed: Theme, factor: float) -> None:
    dressed.resize(factor)
    assert found(FULL, "hi", Scheme.LIGHT, LAYOUT) == []


def test_every_dialog_of_the_code_is_in_the_registry() -> None:
    folder = Path(tikadesk.ui.__file__).parent
    written = {
        name
        for file in folder.glob("*.py")
        for name in re.findall(r"^class (\w+)\(QDialog\)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(written) == len(DIALOGS)


def test_pages_have_numbers_and_keys_of_their_own() -> None:
    own = [screen for screen in SCREENS if not screen.under]
    assert len({screen.number for screen in own}) == len(own)
    assert len({screen.key for screen in SCREENS}) == len(SCREENS)
    assert all(1 <= screen.number <= 9 for screen in own)


# Planted faults


def _nameless(_window: QWidget, form: Form) -> None:
    form.field("one").editor.inner.setAccessibleName("")


def _same_name(_window: QWidget, form: Form) -> None:
    form.field("one").set_label(plain("Two"))


def _other_name(_window: QWidget, form: Form) -> None:
    form.field("one").editor.inner.setAccessibleName("Something else")


def _wrong_order(_window: QWidget, form: Form) -> None:
    one, two = form.field("one").editor.inner, form.field("two").editor.inner
    QWidget.setTabOrder(two, one)


def _cut_text(_window: QWidget, form: Form) -> None:
    form.field("one").label.setFixedWidth(12)


def _cut_button(window: QWidget, _form: Form) -> None:
    window.findChildren(Button)[0].setFixedWidth(20)


def _overlap(window: QWidget, form: Form) -> None:
    two = form.field("two")
    two.move(form.field("one").pos())


def _too_wide(window: QWidget, _form: Form) -> None:
    scroller = QScrollArea()
    scroller.setWidgetResizable(True)
    content = QWidget()
    content.setMinimumWidth(5000)
    scroller.setWidget(content)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(scroller)
    settle()


def _small_target(window: QWidget, _form: Form) -> None:
    window.findChildren(Button)[0].setFixedHeight(12)


def _clash(window: QWidget, _form: Form) -> None:
    QShortcut(QKeySequence("Ctrl+S"), window)


def _altgr(window: QWidget, _form: Form) -> None:
    QShortcut(QKeySequence("Ctrl+Alt+K"), window)


def _lying_cap(window: QWidget, _form: Form) -> None:
    window.findChildren(Button)[0].cap = "F6"


def _pale(window: QWidget, form: Form) -> None:
    colours = form.field("one").label.palette()
    colours.setColor(form.field("one").label.foregroundRole(), "#c8d0d8")
    form.field("one").label.setPalette(colours)


def _invisible_focus(window: QWidget, _form: Form) -> None:
    blank = QWidget()
    blank.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    blank.setAccessibleName("Blank")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(blank)
    blank.setMinimumSize(30, 30)
    settle()


FAULTS: list[tuple[Rule, Callable[[QWidget, Form], None]]] = [
    (rules.everything_has_a_name, _nameless),
    (rules.everything_has_a_name, _same_name),
    (rules.everything_has_a_name, _other_name),
    (rules.tab_follows_enter, _wrong_order),
    (rules.nothing_is_cut, _cut_text),
    (rules.nothing_is_cut, _cut_button),
    (rules.nothing_overlaps, _overlap),
    (rules.nothing_reaches_past_the_edge, _too_wide),
    (rules.targets_are_large_enough, _small_target),
    (rules.shortcuts_do_not_clash, _clash),
    (rules.shortcuts_do_not_clash, _altgr),
    (rules.keys_on_buttons_work, _lying_cap),
    (rules.text_is_readable, _pale),
    (rules.focus_is_seen_and_in_view, _invisible_focus),
]


@pytest.fixture
def sound(qtbot: QtBot) -> tuple[QWidget, Form]:
    """A small window that keeps all rules."""
    form = Form()
    form.row(Field(TextEditor("one"), plain("One")))
    form.row(Field(TextEditor("two"), plain("Two")))
    return show(qtbot, form, secondary(plain("Save"), key="save"), size=(400, 260)), form


def test_a_sound_window_gets_no_complaint(sound: tuple[QWidget, Form]) -> None:
    assert complaints(sound[0]) == []


@pytest.mark.parametrize(("rule", "plant"), FAULTS, ids=lambda one: one.__name__.strip("_"))
def test_a_planted_fault_is_found(
    sound: tuple[QWidget, Form], rule: Rule, plant: Callable[[QWidget, Form], None]
) -> None:
    window, form = sound
    plant(window, form)
    assert list(rule(window))


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _ in FAULTS} == set(RULES)
    assert set(RULES) == set(LAYOUT + MEANING + COLOUR)
