"""The slip that a save leaves: made after it, by a key again, counted, and never in the way of the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk, typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk import i18n
from tikadesk.actions import find, print_queue
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Paper
from tikadesk.i18n import tr
from tikadesk.ui.printing import Printing

S = Qt.Key.Key_S


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    return Worker(qtbot, desk_on_disk(tmp_path))


def _folder(worker: Worker) -> Path:
    home = worker.desk.store.home
    assert home is not None
    return home.data / "slips"


def _line(worker: Worker) -> str:
    noted = worker.desk_page.walk_in.slip
    return noted.text.text() if noted.isVisible() else ""


def _row(worker: Worker, at: int = 0) -> str:
    return str(worker.desk_page.saves.rows[at].more)


def _events(worker: Worker) -> list[tuple[str, str, int]]:
    found = worker.desk.store.connection.execute(
        "SELECT what, subject, count FROM event WHERE what LIKE 'slip%' ORDER BY row"
    )
    return [(what, subject, count) for what, subject, count in found]


def _a_printer(file: Path) -> QPrinter:
    """Qt's own printer whose paper is a file: the painting and the engine are the real ones."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def _save(worker: Worker, **typed: str) -> None:
    worker.walk_in(**typed)
    worker.save()
    settle()


def test_without_a_printer_the_slip_is_a_file_and_a_line_says_where(worker: Worker) -> None:
    _save(worker)
    [person] = find.people(worker.desk, "")
    file = _folder(worker) / f"{person.no}.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0
    assert _line(worker) == tr("print.slip.filed", file=str(file))
    assert worker.at == "mobile"
    worker.enter("9839043299")
    assert _line(worker) == "", "the next person has begun"


def test_save_only_makes_no_slip(worker: Worker) -> None:
    worker.walk_in()
    worker.press(S, CTRL)
    settle()
    assert len(find.people(worker.desk, "")) == 1
    assert not _folder(worker).exists()
    assert _events(worker) == []


def test_a_printer_gets_the_slip_and_each_print_is_counted(worker: Worker, tmp_path: Path) -> None:
    papers = [tmp_path / f"paper{at}.pdf" for at in range(3)]
    trays = iter(papers)
    worker.desk_page.printing.printers[Paper.SLIP] = lambda: _a_printer(next(trays))
    _save(worker)
    assert not _folder(worker).exists()
    assert _row(worker) == "slip printed ×1"
    worker.press(Qt.Key.Key_P, CTRL)
    settle()
    assert _row(worker) == "slip printed ×2"
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers[:2])
    [person] = find.people(worker.desk, "")
    dose = find.person(worker.desk, person.id).doses[0]
    assert _events(worker) == [("slip_printed", dose.id, 1), ("slip_printed", dose.id, 2)]


def test_ctrl_p_prints_the_marked_row_and_keeps_the_focus_there(worker: Worker) -> None:
    _save(worker, name="ram kumar", mobile="9839043201", sex="M")
    worker.walk_in()
    worker.press(S, CTRL)
    older = worker.desk_page.saves.rows[1]
    assert _row(worker, 1) == "slip as file"
    assert _row(worker) == ""
    older.setFocus(Qt.FocusReason.TabFocusReason)
    worker.press(Qt.Key.Key_P, CTRL)
    settle()
    assert [what for what, *_ in _events(worker)] == ["slip_filed", "slip_filed"]
    assert worker.focus is worker.desk_page.saves.rows[1]
    assert len(list(_folder(worker).iterdir())) == 1


def test_ctrl_t_prints_the_token_of_the_marked_row(worker: Worker) -> None:
    worker.walk_in()
    worker.press(S, CTRL)
    worker.press(Qt.Key.Key_T, CTRL)
    settle()
    [person] = find.people(worker.desk, "")
    token = _folder(worker).parent / "tokens" / f"{person.no}.pdf"
    assert token.read_bytes().startswith(b"%PDF")
    assert _line(worker) == tr("print.token.filed", file=str(token))
    assert _row(worker) == "", "a token is no slip"


def test_a_void_entry_gets_no_slip(worker: Worker) -> None:
    worker.walk_in()
    worker.press(S, CTRL)
    worker.press(Qt.Key.Key_Z, CTRL)
    worker.press(Qt.Key.Key_P, CTRL)
    settle()
    assert _line(worker) == tr("desk.slip.void")
    assert not _folder(worker).exists()


def test_where_no_slip_can_be_written_the_record_stays_saved(worker: Worker) -> None:
    _folder(worker).write_text("in the way")
    _save(worker)
    assert _line(worker).startswith("Saved. The slip did not print.")
    assert str(_folder(worker)) in _line(worker)
    assert len(find.people(worker.desk, "")) == 1
    assert _events(worker) == []
    assert worker.window.messages.texts() == []
    _folder(worker).unlink()
    worker.press(Qt.Key.Key_P, CTRL)
    settle()
    assert len(_events(worker)) == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_named(worker: Worker, tmp_path: Path) -> None:
    worker.desk_page.printing.printers[Paper.SLIP] = lambda: _a_printer(tmp_path / "nowhere" / "paper.pdf")
    _save(worker)
    assert _line(worker).startswith("Saved. The slip did not print.")
    assert "Ctrl P" in _line(worker)
    assert len(find.people(worker.desk, "")) == 1
    assert _events(worker) == []


def test_a_desk_without_a_disk_writes_nothing_and_says_so(qtbot: QtBot) -> None:
    desk = busy_desk()
    printing = Printing(desk)
    with qtbot.waitSignal(printing.told) as told:
        printing.want_slip(find.people(desk, "")[0].id)
    assert str(told.args[1]) == tr("print.nowhere")
    assert (
        desk.store.connection.execute("SELECT count(*) FROM event WHERE what LIKE 'slip%'").fetchone()[0] == 0
    )


def test_a_slip_that_power_stopped_is_asked_for_at_the_next_start(worker: Worker) -> None:
    worker.walk_in()
    worker.press(S, CTRL)
    [person] = find.people(worker.desk, "")
    dose = find.person(worker.desk, person.id).doses[0]
    print_queue.want(worker.desk, Wanted(Paper.SLIP, dose.id))
    worker.desk_page.refresh()
    leftover = worker.desk_page.leftover
    assert leftover.isVisible()
    assert leftover.text.text() == "1 slip may not have printed"
    leftover.now.click()
    settle()
    assert not leftover.isVisible()
    assert (_folder(worker) / f"{person.no}.pdf").is_file()
    assert _events(worker) == [("slip_filed", dose.id, 1)]


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("hi", (1093, 543))])
def test_the_whole_line_is_seen(qtbot: QtBot, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    i18n.use(language)
    worker = Worker(qtbot, desk_on_disk(tmp_path), size=size)
    worker.desk_page.walk_in.form.set_values(typed_person(health="Y"))
    worker.save()
    settle()
    text = worker.desk_page.walk_in.slip.text
    assert text.isVisible()
    assert not text.is_cut()
    assert text.height() >= text.heightForWidth(text.width())
    assert text.width() >= max(text.fontMetrics().horizontalAdvance(word) for word in text.text().split("/"))
    below = text.mapTo(worker.window, text.rect().bottomLeft()).y()
    assert below < worker.window.strip.mapTo(worker.window, worker.window.strip.rect().topLeft()).y()
