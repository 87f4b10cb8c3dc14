"""The look can be switched while running, and a Qt that would crash is refused before it opens a record."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tikadesk.i18n import has
from tikadesk.ui import theme
from tikadesk.ui.tokens import TABLE, Scheme


@pytest.mark.parametrize(("pyside", "python"), [((6, 12), (3, 11)), ((6, 13), (3, 10)), ((7, 0), (3, 11))])
def test_a_pair_that_crashes_is_refused_with_a_sentence(
    pyside: tuple[int, int], python: tuple[int, int]
) -> None:
    with pytest.raises(theme.BadPair) as refused:
        theme.refuse_bad_pair(pyside, python)
    assert has(refused.value.key)
    assert set(refused.value.params) == {"pyside", "python"}


@pytest.mark.parametrize(("pyside", "python"), [((6, 11), (3, 11)), ((6, 12), (3, 12)), ((6, 9), (3, 10))])
def test_good_pairs_pass(pyside: tuple[int, int], python: tuple[int, int]) -> None:
    theme.refuse_bad_pair(pyside, python)


def test_the_pair_in_use_is_good() -> None:
    theme.refuse_bad_pair()


def test_qt_survives_a_hundred_thousand_calls_that_return_nothing(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(100_000):
        label.setText(str(number))
    assert label.text() == "99999"


@pytest.mark.parametrize("scheme", Scheme)
def test_a_scheme_reaches_palette_and_sheet_at_once(
    qapp: QApplication, dressed: theme.Theme, scheme: Scheme
) -> None:
    dressed.choose(scheme)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == TABLE[scheme].page
    assert TABLE[scheme].focus in qapp.styleSheet()
    assert theme.tokens() is TABLE[scheme]


def test_switching_tells_and_none_follows_the_system(qtbot: QtBot, dressed: theme.Theme) -> None:
    with qtbot.waitSignal(dressed.changed):
        dressed.choose(Scheme.DARK)
    dressed.choose(None)
    assert dressed.chosen is None
    assert dressed.scheme in set(Scheme)


def test_text_size_stays_between_100_and_150_percent(qapp: QApplication, dressed: theme.Theme) -> None:
    dressed.resize(9)
    assert dressed.factor == theme.LARGEST
    assert qapp.font().pixelSize() == 21
    assert theme.px(10) == 15
    dressed.resize(0.2)
    assert dressed.factor == theme.SMALLEST
    assert theme.font("body").pixelSize() == 14
