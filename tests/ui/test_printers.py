"""Which printer a paper goes to: the chosen one, never another in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.desk_window import desk_on_disk
from tests.ui.test_printing import a_printer
from tikadesk import settings
from tikadesk.errors import StoreTrouble
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.settings import Settings
from tikadesk.ui import printers


def test_labels_go_to_no_printer_that_nobody_chose(tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path, session_set_up=False)
    assert printers.for_labels(desk) is None
    assert printers.chosen(desk) == Settings()


def test_a_chosen_printer_that_is_gone_is_named_and_never_replaced(tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path, session_set_up=False)
    assert desk.store.home is not None
    settings.save(desk.store.home, Settings(label_printer="TSC TE210", paper_printer="HP LaserJet"))
    for printer, name in ((printers.for_labels, "TSC TE210"), (printers.for_papers, "HP LaserJet")):
        with pytest.raises(StoreTrouble) as told:
            printer(desk)
        assert (told.value.key, told.value.params) == ("print.gone", {"printer": name})


def test_slips_go_where_papers_go_until_they_have_a_printer_of_their_own(tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path, session_set_up=False)
    assert desk.store.home is not None
    for chosen, name in (({}, "HP LaserJet"), ({"slip_printer": "EPSON TM-T82"}, "EPSON TM-T82")):
        settings.save(desk.store.home, Settings(paper_printer="HP LaserJet", **chosen))
        with pytest.raises(StoreTrouble) as told:
            printers.for_slips(desk)
        assert told.value.params == {"printer": name}


def test_a_printer_at_rest_has_taken_what_it_got(tmp_path: Path) -> None:
    printers.must_have_taken(a_printer(tmp_path / "paper.pdf"))


def test_a_paper_that_cannot_be_taken_back_is_painted_to_its_end(qapp: QApplication, tmp_path: Path) -> None:
    printer, told = a_printer(tmp_path / "paper.pdf"), []

    def painted(seen: Watch) -> int:
        seen.look(1, 2)
        return 2

    watch = Watch(lambda done, total: told.append((done, total)), lambda: True)
    assert printers.paint(printer, watch, painted) == 2 and told == [(1, 2)]
    printer.abort = lambda: True
    with pytest.raises(GivenUp):
        printers.paint(printer, watch, painted)
