from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tikadesk import paths
from tikadesk.app import crash
from tikadesk.app.crash import CrashDoor, story
from tikadesk.errors import StoreTrouble

SECRET = "9826041187"


@pytest.fixture(autouse=True)
def _hooks() -> Iterator[None]:
    before, threads = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before, threads


def met(error: BaseException) -> tuple[str, BaseException]:
    try:
        raise error
    except BaseException as caught:
        return story(type(caught), caught, caught.__traceback__), caught


def test_a_story_says_where_and_never_about_whom() -> None:
    told, _ = met(ValueError(f"mobile {SECRET}"))
    assert "test_crash.py" in told and told.endswith("ValueError")
    assert SECRET not in told
    assert met(StoreTrouble("store.full", folder=SECRET))[0].endswith("StoreTrouble store.full")


def test_a_bug_on_any_thread_is_logged_and_told_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    door = CrashDoor(paths.home(tmp_path))

    class Window:
        def __init__(self, _title: object, _sentence: object, detail: object, _ways: object) -> None:
            shown.append(str(detail))

        def exec(self) -> int:
            sys.excepthook(*_error())  # another one while the window is open opens no second window
            qapp.processEvents()
            return 1

    monkeypatch.setattr(crash, "TroubleWindow", Window)
    monkeypatch.setattr(logging.getLogger("tikadesk"), "propagate", True)
    with caplog.at_level(logging.CRITICAL):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qapp.processEvents()
    assert len(shown) == 1 and "ZeroDivisionError" in shown[0]
    assert {record.levelname for record in caplog.records} == {"CRITICAL"}
    assert "ZeroDivisionError" in caplog.text and "ValueError" in caplog.text
    assert SECRET not in caplog.text
    del door


def _error() -> tuple[type[BaseException], BaseException, None]:
    return ValueError, ValueError(SECRET), None


def test_ctrl_c_is_no_bug(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, error, trace: passed.append(kind))
    door = CrashDoor(paths.home(tmp_path))
    door._hook(KeyboardInterrupt, None, None)
    assert passed == [KeyboardInterrupt]
