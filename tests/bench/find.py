"""Row 7: finding a person among very many by the beginning of a name, beside the bare index query; and in the window.

``TIKADESK_BENCH_ROWS`` sets how many people there are.
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench import people
from tests.bench.big import desk_of
from tests.bench.harness import MS, Figure, in_turn, quantile
from tikadesk.actions import find
from tikadesk.actions.desk import Desk
from tikadesk.ui import theme
from tikadesk.ui.find_screen import FindPage

ROWS = int(os.environ.get("TIKADESK_BENCH_ROWS", "1_000_000"))
LOOKS, LETTERS, LIST = 400, 12, 50


def _typed(place: int) -> list[str]:
    """Beginnings of names, in one of the two scripts: of one word or two, of two to five letters."""
    source = random.Random(place)
    typed = []
    for _ in range(LOOKS + 50):
        words = people.names(source.randrange(ROWS))[place].split()
        typed.append(
            " ".join(word[: source.randint(2, 5)] for word in source.sample(words, source.randint(1, 2)))
        )
    return typed


def _looking(desk: Desk, place: int, script: str) -> list[Figure]:
    typed = _typed(place)

    def bare(number: int) -> None:
        words = " ".join(f'"{word}" *' for word in typed[number].casefold().split())
        desk.store.connection.execute(
            "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC LIMIT ?",
            [f"words : ({words})", LIST],
        ).fetchall()

    def ours(number: int) -> None:
        find.people(desk, typed[number], LIST)

    floor, taken = in_turn([bare, ours], LOOKS, warm=50)
    return [
        Figure(
            7, f"find in {ROWS:,}, {script}, {name}", "ms", quantile(taken, part), goal, "bare FTS5 query",
            quantile(floor, part),
        )
        for name, part, goal in (("p50", 0.5, None), ("p99", 0.99, 5))
    ]  # fmt: skip


def _to_painted_list(application: QApplication, desk: Desk) -> list[float]:
    """Milliseconds from a first letter's key to the list painted with what it found."""
    page = FindPage(desk)
    page.resize(1200, 700)
    page.show()
    page.start()
    taken = []
    loop = QEventLoop()
    painted = page.table.viewport()
    for letter in (people.names(number)[0][0].lower() for number in range(LETTERS)):
        page.search.editor.set_value("")
        page.look()
        QTimer.singleShot(200, loop.quit)
        loop.exec()
        looked: list[float] = []
        page.table.rows.modelReset.connect(lambda at=looked: at.append(perf_counter()))
        started = perf_counter()
        QTest.keyClick(page.search.editor.inner, letter)
        while not looked:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        painted.repaint()
        taken.append((perf_counter() - started) * MS)
        page.table.rows.modelReset.disconnect()
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page.close()
    return taken


def run() -> list[Figure]:
    """The figures of this row."""
    application = QApplication([])
    theme.start(application)
    with tempfile.TemporaryDirectory() as folder, desk_of(Path(folder), ROWS, journalled=False) as desk:
        figures = _looking(desk, 0, "English") + _looking(desk, 1, "Hindi")
        letters = _to_painted_list(application, desk)
    return [*figures, Figure(7, "first letter to painted list, median", "ms", quantile(letters, 0.5), 50)]
