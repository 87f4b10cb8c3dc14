from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desk import practice_desk, walk_in
from tests.ui.showing import settle, show
from tests.ui.test_printing import a_printer
from tikadesk.actions import prints, staff
from tikadesk.actions.desk import Desk
from tikadesk.actions.exports import register_of
from tikadesk.actions.prints import Paper
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import has, use
from tikadesk.reports import REPORTS
from tikadesk.reports.export import formats
from tikadesk.store import records
from tikadesk.ui.export_card import ExportCard
from tikadesk.ui.messages import MessageArea

DAY = "2021-05-17"
A4_ACROSS = re.compile(rb"/MediaBox \[0 0 84[12][.\d]* 59[45][.\d]*\]")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk") as made:
        for name in ("Sushila Devi", "Geeta Sahu"):
            walk_in(made, name=name)
        made.operator = next(one for one in staff.operators(made) if one.role == "supervisor")
        yield made


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[ExportCard]:
    made = ExportCard(desk)
    show(qtbot, MessageArea(), made, size=(340, 560))
    made.show_days(DAY, DAY)
    made.start()
    made.choose_file = lambda name, form: str(tmp_path / name)
    yield made
    made._reading.finish()


def messages(card: ExportCard) -> list[str]:
    area = card.window().findChild(MessageArea)
    assert area is not None
    return area.texts()


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_a_file_is_made_told_and_journalled(
    qtbot: QtBot, card: ExportCard, desk: Desk, tmp_path: Path, form: str
) -> None:
    with qtbot.waitSignal(card.done):
        card.files[form].click()
        assert not card.files["csv"].isEnabled()
    file = (tmp_path / f"register-{DAY}.{form}").read_bytes()
    check = sha256(file).hexdigest()
    said = card.note.text.text()
    assert (
        card.note.isVisible() and f"register-{DAY}.{form}" in said and "2 rows" in said and check[:8] in said
    )
    events = [row for row in records.every(desk.store.connection, "event") if row["subject"] == check]
    assert [(row["what"], row["count"]) for row in events] == [(f"export.register.{form}", 2)]
    assert prints.made(desk, Paper.REGISTER, [register_of(DAY)]).keys() == (
        {register_of(DAY)} if form == "pdf" else set()
    )
    assert all(button.isEnabled() for button in card.files.values())


def test_a_report_is_offered_in_the_formats_that_it_has(qtbot: QtBot, card: ExportCard) -> None:
    for name in ("samples", "register"):
        card.show_report(name)
        assert [form for form, button in card.files.items() if button.isVisible()] == list(formats(name))
    only = ExportCard(card.desk, ("samples",))
    show(qtbot, only, size=(340, 400))
    assert not only.form.field("report").isVisible() and only.form.values()["report"] == "samples"


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_report_has_a_word(language: str) -> None:
    use(language)
    assert [name for name in REPORTS if not has(f"export.report.{name}")] == []


def test_days_that_nothing_can_be_made_of_are_told_at_their_fields(card: ExportCard) -> None:
    card.form.set_values({"first": "17-05-2021", "last": "16-05-2021"})
    card.files["csv"].click()
    assert card.form.field("last").is_bad and not card._reading.busy
    card.form.set_values({"first": "31-02-2021", "last": "18-05-2021"})
    card.files["csv"].click()
    assert card.form.field("first").is_bad and card.form.field("last").is_bad


def test_a_range_is_named_by_its_days(qtbot: QtBot, card: ExportCard, tmp_path: Path) -> None:
    card.form.set_values({"first": "15-05-2021"})
    with qtbot.waitSignal(card.done):
        card.files["csv"].click()
    assert (tmp_path / f"register-2021-05-15-to-{DAY}.csv").exists()


def test_stopping_leaves_no_file(qtbot: QtBot, card: ExportCard, tmp_path: Path) -> None:
    # On the reader's thread, at its first look: before any file can be finished.
    card._reading._told.connect(card._reading.give_up, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(card._reading.failed):
        card.files["xlsx"].click()
    assert card.note.text.text() == "Stopped. No file was made."
    assert not list(tmp_path.glob("*register*")) and not card.progress.isVisible()


def test_a_folder_that_is_gone_is_told_in_the_card(qtbot: QtBot, card: ExportCard, tmp_path: Path) -> None:
    card.choose_file = lambda name, form: str(tmp_path / "gone" / name)
    with qtbot.waitSignal(card._reading.failed):
        card.files["csv"].click()
    assert card.note.isVisible() and "gone" in card.note.text.text() and messages(card) == []


def test_who_may_take_nothing_out_is_told_before_choosing_a_file(card: ExportCard, desk: Desk) -> None:
    desk.operator = next(one for one in staff.operators(desk) if one.role == "registrar")
    card.choose_file = lambda name, form: pytest.fail("asked for a file")
    card.files["csv"].click()
    settle()
    assert messages(card) and not card._reading.busy


def test_the_register_goes_to_the_printer_and_its_prints_are_counted(
    qtbot: QtBot, card: ExportCard, desk: Desk, tmp_path: Path
) -> None:
    card.printer = lambda: a_printer(tmp_path / "out.pdf")
    with qtbot.waitSignal(card.done):
        card.paper.click()
    painted = (tmp_path / "out.pdf").read_bytes()
    assert painted.count(b"/Type /Page\n") == 1 and A4_ACROSS.search(painted)
    assert "2 lines went to" in card.note.text.text()
    assert prints.made(desk, Paper.REGISTER, [register_of(DAY)])[register_of(DAY)].printed == 1


def test_without_a_printer_it_is_said_what_can_be_done(card: ExportCard) -> None:
    card.printer = lambda: None
    card.paper.click()
    assert "Save a PDF" in card.note.text.text() and not card._reading.busy

    def gone() -> None:
        raise StoreTrouble("print.gone", printer="HP")

    card.printer = gone
    card.paper.click()
    assert "HP" in card.note.text.text()


def test_choosing_no_file_makes_none(card: ExportCard) -> None:
    card.choose_file = lambda name, form: ""
    card.files["csv"].click()
    assert not card._reading.busy and not card.note.isVisible()
