"""Practice has a hatched rim that even a grey print shows; real work has none."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tikadesk.ui.frame import Frame


def _greys(frame: Frame) -> set[int]:
    image = frame.grab().toImage()
    return {image.pixelColor(x, 3).lightness() for x in range(image.width())}


def test_only_practice_is_hatched(qtbot: QtBot) -> None:
    practice, real = Frame(practice=True), Frame(practice=False)
    for frame in (practice, real):
        qtbot.addWidget(frame)
        frame.resize(200, 100)
    assert practice.edge > 0 and real.edge == 0
    assert max(_greys(practice)) - min(_greys(practice)) > 60
    assert len(_greys(real)) == 1
