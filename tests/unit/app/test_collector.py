"""No thread but the window's collects garbage: a window's parts die where they lived."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tikadesk.app.collector import Collector, collect_due

PLENTY = 5_000


@pytest.fixture
def collected_on() -> Iterator[list[threading.Thread]]:
    """The threads on which a collection has begun."""
    threads: list[threading.Thread] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.current_thread())

    before = gc.isenabled()
    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)
    (gc.enable if before else gc.disable)()


def _allocate_elsewhere() -> None:
    thread = threading.Thread(target=lambda: [[each] for each in range(PLENTY)])
    thread.start()
    thread.join()


def test_a_thread_that_allocates_collects_nothing(qtbot: QtBot, collected_on: list[threading.Thread]) -> None:
    gc.enable()
    _allocate_elsewhere()
    assert any(thread is not threading.main_thread() for thread in collected_on), "as Python does by itself"
    Collector(QObject())
    collected_on.clear()
    _allocate_elsewhere()
    assert collected_on == []


def test_what_is_due_is_collected_on_the_windows_thread(
    qtbot: QtBot, collected_on: list[threading.Thread]
) -> None:
    above = QObject()
    collector = Collector(above)
    gone: list[str] = []
    child = QObject(objectName="gone")
    child.destroyed.connect(lambda: gone.append(threading.current_thread().name))
    child.itself = child
    del child
    kept = [[each] for each in range(PLENTY)]
    collected_on.clear()
    collector.look()
    assert kept and {thread.name for thread in collected_on} == {threading.main_thread().name}
    assert gone == [threading.main_thread().name]


def test_nothing_is_collected_before_it_is_due(collected_on: list[threading.Thread]) -> None:
    gc.disable()
    gc.collect()
    collected_on.clear()
    collect_due()
    assert collected_on == []


@pytest.mark.parametrize(("left", "collects"), [(0, True), (10**9, False)])
def test_all_of_it_is_collected_only_once_a_quarter_more_is_there(
    monkeypatch: pytest.MonkeyPatch, left: int, collects: bool
) -> None:
    generations: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            generations.append(info["generation"])

    before = gc.get_threshold()
    gc.set_threshold(before[0], before[1], 0)
    gc.collect(1)  # the oldest generation is due by its count
    monkeypatch.setattr("tikadesk.app.collector._left", left)
    gc.callbacks.append(note)
    collect_due()
    gc.callbacks.remove(note)
    gc.set_threshold(*before)
    assert (2 in generations) is collects
