"""Labels and lists after the save: on a printer or as a file, counted, kept for a restart, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests import boxes
from tests.closing import close, make_ready
from tests.ui.busy_desk import PIN, busy_desk, typed_person
from tests.ui.desk_window import SESSION, desk_on_disk
from tests.ui.showing import settle
from tikadesk import settings
from tikadesk.actions import dispatch, label_roll, print_queue, prints, register, session
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Made, Paper
from tikadesk.i18n import tr
from tikadesk.settings import Settings
from tikadesk.ui.printing import FOLDERS, Printing

CASE = "CGK41730501879"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_on_disk(tmp_path, session_set_up=False)
    yield opened
    opened.store.close()


def sample(desk: Desk, no: str = CASE) -> str:
    values = {
        "no": no,
        "day": "2021-10-14",
        "sample_type": "np_op",
        "name": "Sushila Devi",
        "sex": "F",
        "tubes": 1,
    }
    with desk.store.write() as writer:
        return desk.create(writer, "sample", values)


def _folder(desk: Desk, name: str = "labels") -> Path:
    assert desk.store.home is not None
    return desk.store.home.data / name


def a_printer(file: Path) -> QPrinter:
    """Qt's own printer whose paper is a file: the painting and the engine are the real ones."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def _told(printing: Printing) -> list[str]:
    said: list[str] = []
    printing.told.connect(lambda _look, words: said.append(str(words)))
    return said


def test_without_a_label_printer_the_label_is_a_file(desk: Desk) -> None:
    printing, rec = Printing(desk), sample(desk)
    said = _told(printing)
    printing.want_label(rec)
    assert not _folder(desk).exists(), "the window first"
    settle()
    file = _folder(desk) / f"{CASE}.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0
    assert said == [tr("print.label.filed", file=str(file))]
    assert prints.made(desk, Paper.LABEL, [rec]) == {rec: Made(filed=1)}
    assert printing.waiting() == []


def test_each_tube_of_a_case_has_a_file_of_its_own(desk: Desk) -> None:
    printing = Printing(desk)
    printing.want_label(sample(desk), sample(desk, f"{CASE}/2"))
    settle()
    assert sorted(one.name for one in _folder(desk).iterdir()) == [f"{CASE}-2.pdf", f"{CASE}.pdf"]


def test_a_printer_takes_labels_off_the_roll_and_counts_reprints(desk: Desk, tmp_path: Path) -> None:
    label_roll.put_in(desk, "164")
    printing, rec = Printing(desk), sample(desk)
    trays = iter([tmp_path / "one.pdf", tmp_path / "two.pdf"])
    printing.printers[Paper.LABEL] = lambda: a_printer(next(trays))
    printing.want_label(rec)
    settle()
    printing.want_label(rec)
    settle()
    assert label_roll.left(desk) == 162
    assert prints.made(desk, Paper.LABEL, [rec]) == {rec: Made(printed=2)}
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF")
    assert not _folder(desk).exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_out_of_paper_is_named_and_the_label_waits_over_a_restart(
    desk: Desk, tmp_path: Path
) -> None:
    label_roll.put_in(desk, "164")
    printing, rec = Printing(desk), sample(desk)
    said = _told(printing)
    printing.printers[Paper.LABEL] = lambda: a_printer(tmp_path / "nowhere" / "paper.pdf")
    printing.want_label(rec)
    settle()
    assert said[0].startswith("Saved. The label did not print. The printer")
    assert "Ctrl P" in said[0]
    assert label_roll.left(desk) == 164
    again = Printing(desk)
    assert again.waiting() == [Wanted(Paper.LABEL, rec)]
    again.printers[Paper.LABEL] = lambda: a_printer(tmp_path / "paper.pdf")
    again.print_waiting(Paper.LABEL)
    settle()
    assert again.waiting() == []
    assert label_roll.left(desk) == 163
    assert prints.made(desk, Paper.LABEL, [rec]) == {rec: Made(printed=1)}


def test_what_somebody_has_found_printed_is_not_printed_again(desk: Desk) -> None:
    rec = sample(desk)
    print_queue.want(desk, Wanted(Paper.LABEL, rec))
    printing = Printing(desk)
    printing.drop_waiting(Paper.LABEL)
    settle()
    assert printing.waiting() == []
    assert not _folder(desk).exists()


def test_where_no_label_can_be_written_the_sample_stays_saved_and_the_label_waits(desk: Desk) -> None:
    printing, rec = Printing(desk), sample(desk)
    said = _told(printing)
    _folder(desk).write_text("in the way")
    printing.want_label(rec)
    settle()
    assert said[0].startswith("Saved. The label did not print.")
    assert prints.made(desk, Paper.LABEL, [rec]) == {}
    assert printing.waiting() == [Wanted(Paper.LABEL, rec)]
    _folder(desk).unlink()
    printing.print_waiting(Paper.LABEL)
    settle()
    assert printing.waiting() == []


def _sealed(desk: Desk, tubes: int = 3) -> Box:
    box, _ = boxes.packed(desk, tubes)
    return dispatch.seal(
        desk, box.id, {"sealed_temp": "4", "seal_no": "88213", "checked_by": "", "cold_box": "2"}
    )


def test_the_list_of_a_sealed_box_is_a_file_where_there_is_no_printer(desk: Desk) -> None:
    printing, box = Printing(desk), _sealed(desk)
    said = _told(printing)
    printing.want_manifest(box.id)
    settle()
    file = _folder(desk, "manifests") / f"{box.no}.pdf"
    assert file.read_bytes().count(b"/Type /Page\n") == 4, "three copies and the codes"
    assert said == [tr("print.manifest.filed", file=str(file))]
    assert prints.made(desk, Paper.MANIFEST, [box.id]) == {box.id: Made(filed=1)}


def test_the_list_goes_to_the_paper_printer_and_takes_no_label(desk: Desk, tmp_path: Path) -> None:
    label_roll.put_in(desk, "10")
    printing, box = Printing(desk), _sealed(desk)
    printing.printers[Paper.MANIFEST] = lambda: a_printer(tmp_path / "paper.pdf")
    printing.want_manifest(box.id)
    settle()
    assert (tmp_path / "paper.pdf").read_bytes().count(b"/Type /Page\n") == 4
    assert prints.made(desk, Paper.MANIFEST, [box.id]) == {box.id: Made(printed=1)}
    assert label_roll.left(desk) == 10


def test_a_box_that_is_open_again_has_no_list_and_nothing_breaks(desk: Desk) -> None:
    printing, box = Printing(desk), _sealed(desk)
    said = _told(printing)
    dispatch.unseal(desk, box.id, "one tube forgotten")
    printing.want_manifest(box.id)
    settle()
    assert said[0].startswith("Sealed. The manifest did not print.")
    assert prints.made(desk, Paper.MANIFEST, [box.id]) == {}
    assert printing.waiting() == [], "it would wait for ever"


@pytest.mark.parametrize(
    ("key", "said"),
    [("report.disk_full", "The disk is full"), ("report.cannot_write", "cannot be written there")],
)
@pytest.mark.parametrize("paper", FOLDERS)
def test_every_trouble_says_first_that_the_record_is_safe(paper: Paper, key: str, said: str) -> None:
    words = tr(f"print.{paper}.failed", why=tr(key, file="a.pdf"))
    assert words.startswith(("Saved. ", "Sealed. "))
    assert said in words
    assert words.endswith(("Ctrl P to retry.", "Ctrl T to retry.", "Press Slip to retry."))


def test_what_is_not_here_is_said_and_waits(desk: Desk) -> None:
    printing = Printing(desk)
    said = _told(printing)
    printing.want_label(desk.ids.new())
    settle()
    assert tr("print.unknown") in said[0]


def test_a_desk_without_a_disk_prints_nothing_and_says_so(qtbot: QtBot) -> None:
    desk = busy_desk()
    printing, rec = Printing(desk), sample(desk)
    said = _told(printing)
    printing.want_label(rec)
    settle()
    assert said == [tr("print.nowhere")]
    assert printing.waiting() == []


def test_slip_and_token_are_of_the_paper_that_was_chosen(desk: Desk, tmp_path: Path) -> None:
    assert desk.store.home is not None
    settings.save(desk.store.home, Settings(slip_paper="a6"))
    session.set_up(desk, SESSION)
    saved = register.register(desk, typed_person(), intent=desk.ids.new())
    printing = Printing(desk)
    printing.want_slip(saved.id)
    printing.want_token(saved.id)
    settle()
    for folder in ("slips", "tokens"):
        sheet = (_folder(desk, folder) / f"{saved.no}.pdf").read_bytes()
        assert b"/MediaBox [0 0 297" in sheet, "105 mm wide"
    assert prints.made(desk, Paper.TURN, [saved.id]) == {saved.id: Made(filed=1)}


def test_the_slip_of_a_closing_is_a_file_where_there_is_no_printer(qtbot: QtBot, desk: Desk) -> None:
    day = desk.today()
    make_ready(desk, day, pin=PIN)
    made = close(desk, day, pin=PIN)
    printing = Printing(desk)
    with qtbot.waitSignal(printing.told) as told:
        printing.want_closing(made.id)
    assert str(told.args[1]).startswith("No printer is set up here, so the closing slip is a file")
    assert [file.suffix for file in _folder(desk, FOLDERS[Paper.CLOSING]).iterdir()] == [".pdf"]
    assert prints.made(desk, Paper.CLOSING, [made.id]) == {made.id: Made(filed=1)}
