from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tikadesk import i18n, paths, settings
from tikadesk.app import desk
from tikadesk.app.desk import application, choose, open_desk
from tikadesk.app.running import Running
from tikadesk.errors import StoreTrouble, TikaError
from tikadesk.store.lock import InstanceLock
from tikadesk.store.store import Store
from tikadesk.ui import theme
from tikadesk.ui.tokens import Scheme


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    hooks = desk.sys.excepthook, __import__("threading").excepthook
    application()
    yield
    theme.current().choose(Scheme.LIGHT)
    theme.current().resize(1.0)
    desk.sys.excepthook, __import__("threading").excepthook = hooks


def test_what_was_chosen_on_this_machine_is_in_force(tmp_path: Path) -> None:
    home = paths.home(tmp_path).make()
    settings.save(home, settings.Settings(language="hi", scheme="dark", text_size=125))
    choose(home)
    look = theme.current()
    assert (i18n.language(), look.scheme, look.factor) == ("hi", Scheme.DARK, 1.25)


def test_without_a_display_only_the_drill_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(TikaError) as met:
        application()
    assert met.value.key == "start.no_display"
    application(unseen=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_the_desk_opens_and_ends_with_its_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Running] = []
    show = Running.show

    def shown(running: Running) -> None:
        opened.append(running)
        show(running)
        QTimer.singleShot(50, running.window.close)

    monkeypatch.setattr(Running, "show", shown)
    assert open_desk(paths.home(tmp_path)) == 0
    assert not opened[0].window.practice
    with InstanceLock(paths.home(tmp_path).data):
        pass  # it let go of the folder


def test_a_second_desk_calls_the_first_or_says_so(tmp_path: Path) -> None:
    home = paths.home(tmp_path).make()
    with InstanceLock(home.data), pytest.raises(StoreTrouble) as met:
        open_desk(home)
    assert met.value.key == "store.second_instance"


@pytest.mark.parametrize("afresh", [False, True])
def test_a_database_that_does_not_open_has_a_way_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, afresh: bool
) -> None:
    home = paths.home(tmp_path).make()
    Store.open(home).close()
    home.database.write_bytes(b"no database" * 1000)
    offered: list[int] = []

    class Window:
        def __init__(self, _title: object, _sentence: object, _detail: object, ways: list[object]) -> None:
            self._ways = ways

        def exec(self) -> int:
            offered.append(len(self._ways))
            act = getattr(self._ways[-1], "act", None)
            return int(afresh and act is not None and act())

    monkeypatch.setattr(desk, "TroubleWindow", Window)
    running = desk._open(home)
    assert offered == [2]
    if afresh:
        assert running is not None
        running.close()
        assert len(list(home.data.glob("set-aside-*/desk.db"))) == 1
    else:
        assert running is None and home.database.read_bytes().startswith(b"no database")
