from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.desk_window import desk_on_disk
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.store import records
from tikadesk.store.store import Store
from tikadesk.ui.reading import Reading


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_on_disk(tmp_path)
    yield made
    made.store.close()


def staff(store: Store, _watch: Watch) -> tuple[int, int]:
    """The thread, and what is read there."""
    return get_ident(), len(records.every(store.connection, "operator"))


def test_it_reads_on_another_thread_and_answers_on_this_one(qtbot: QtBot, desk: Desk) -> None:
    reading, heard = Reading(desk), list[int]()
    reading.done.connect(lambda _answer: heard.append(get_ident()))
    with qtbot.waitSignal(reading.done) as told:
        reading.start(staff)
        assert reading.busy
    assert told.args is not None and told.args[0][0] != get_ident() and told.args[0][1] == 2
    assert heard == [get_ident()] and not reading.busy


def test_a_store_in_memory_is_read_in_place() -> None:
    reading, answers = Reading(busy_desk()), list[object]()
    reading.done.connect(answers.append)
    reading.start(staff)
    assert answers == [(get_ident(), 4)] and not reading.busy


def test_a_trouble_is_told_and_nothing_can_be_written(qtbot: QtBot, desk: Desk) -> None:
    def spoil(store: Store, _watch: Watch) -> None:
        with store.write():
            store.connection.execute("DELETE FROM operator")

    reading = Reading(desk)
    with qtbot.waitSignal(reading.failed) as told:
        reading.start(spoil)
    assert told.args is not None and isinstance(told.args[0], StoreTrouble)
    assert staff(desk.store, Watch())[1] == 2


def test_progress_is_told_and_the_work_can_be_given_up(qtbot: QtBot, desk: Desk) -> None:
    def for_ever(_store: Store, watch: Watch) -> None:
        while True:
            watch.look(1, 2)

    reading, heard_on = Reading(desk), set[int]()
    reading.progressed.connect(lambda _progress: heard_on.add(get_ident()))
    with qtbot.waitSignal(reading.progressed) as told:
        reading.start(for_ever)
    assert told.args == [(1, 2)] and heard_on == {get_ident()}
    with pytest.raises(RuntimeError):
        reading.start(staff)
    with qtbot.waitSignal(reading.failed) as ended:
        reading.give_up()
    assert ended.args is not None and isinstance(ended.args[0], GivenUp)
    with qtbot.waitSignal(reading.done):
        reading.start(staff)


def test_a_bug_reaches_the_crash_door(qtbot: QtBot, desk: Desk) -> None:
    reading = Reading(desk)
    with qtbot.captureExceptions() as met:
        reading.start(lambda store, _watch: records.get(store.connection, "no such kind", ""))
        qtbot.waitUntil(lambda: not reading.busy)
    assert [kind for kind, _, _ in met] == [KeyError]


def test_at_the_end_of_the_process_nothing_reads_any_more(qtbot: QtBot, desk: Desk) -> None:
    reading, left = Reading(desk), list[bool]()

    def for_ever(_store: Store, watch: Watch) -> None:
        try:
            while True:
                watch.look(0, 1)
        finally:
            left.append(True)

    with qtbot.waitSignal(reading.progressed):
        reading.start(for_ever)
    reading.finish()
    assert left == [True]


def test_a_page_may_be_gone_before_its_reader(qtbot: QtBot, desk: Desk) -> None:
    begun, end = Event(), Event()

    def slowly(_store: Store, _watch: Watch) -> None:
        begun.set()
        end.wait(10)

    reading = Reading(desk)
    left: list[object] = []
    reading.destroyed.connect(lambda: left.append(get_ident()))
    reading.start(slowly)
    assert begun.wait(10)
    del reading
    gc.collect()
    assert left == []
    end.set()
    qtbot.waitUntil(lambda: left == [get_ident()])
