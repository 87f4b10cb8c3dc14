"""The walk-in card on a real database: errors, Aadhaar, drafts, a full disk, the other language, long names."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk, home_in
from tests.ui.showing import settle
from tikadesk.actions import drafts, find, register
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import has
from tikadesk.store import keys as store_keys
from tikadesk.store.connection import connect
from tikadesk.ui.walk_in import WalkIn

AADHAAR = "234123412346"
LONG = "र्ड़ौकृष्णँट्ठू" * 6 + "सुशीला देवी"


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    return Worker(qtbot, desk_on_disk(tmp_path))


def _card(worker: Worker) -> WalkIn:
    return worker.desk_page.walk_in


def _whole_database(worker: Worker, folder: Path) -> str:
    """Everything that the database holds, read by another connection, drafts and journal included."""
    home = home_in(folder)
    key, _ = store_keys.load(home, make=False)
    connection = connect(home.database, key)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    told = [str(row) for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    connection.close()
    return "\n".join(told)


def test_problems_are_summed_up_and_the_first_has_the_focus(worker: Worker) -> None:
    worker.walk_in(mobile="983904321", age="340", health="")
    worker.save()
    card = _card(worker)
    assert card.form.bad_names == ("mobile", "age", "health")
    assert worker.at == "mobile"
    assert not card.form.summary.isHidden()
    assert find.people(worker.desk, "") == []
    worker.press(Qt.Key.Key_End)
    worker.enter("0")
    assert worker.at == "age", "Enter goes to the next field to mend"
    worker.press(Qt.Key.Key_A, CTRL)
    worker.enter("34")
    assert worker.at == "health"
    worker.type("Y")
    worker.save()
    assert len(find.people(worker.desk, "")) == 1
    assert card.form.summary.isHidden()


def test_without_a_phone(worker: Worker) -> None:
    worker.walk_in(mobile="n")
    worker.save()
    [row] = find.people(worker.desk, "")
    assert row.mobile == ""
    assert find.person(worker.desk, row.id).fields["no_mobile_reason"] == "none"


def test_a_whole_aadhaar_is_cut_on_leaving_and_never_reaches_the_disk(worker: Worker, tmp_path: Path) -> None:
    worker.walk_in(id_number=AADHAAR, health="")
    card = _card(worker)
    assert card.form.field("id_number").value() == "XXXX XXXX 2346"
    card.drafts.keep()
    told = _whole_database(worker, tmp_path)
    assert "SUSHILA DEVI" in told, "the draft is on disk"
    assert AADHAAR not in told.replace(" ", "")
    worker.type("Y")
    worker.save()
    assert find.people(worker.desk, "")
    assert AADHAAR not in _whole_database(worker, tmp_path).replace(" ", "")


def test_a_draft_kept_in_the_middle_of_an_aadhaar_holds_none_of_it(worker: Worker, tmp_path: Path) -> None:
    for value in ("9839043210", "sushila devi", "34", "F", ""):
        worker.enter(value)
    worker.type(AADHAAR[:11])
    _card(worker).drafts.keep()
    worker.type(AADHAAR[11:])
    _card(worker).drafts.keep()
    told = _whole_database(worker, tmp_path).replace(" ", "")
    assert AADHAAR[:11] not in told
    assert "id_number" not in (drafts.read(worker.desk, "walk_in") or {})


def test_a_mistyped_aadhaar_is_told_beside_the_field(worker: Worker) -> None:
    worker.walk_in(id_number="234123412347", health="")
    assert "id_number" in _card(worker).form.bad_names


def test_the_draft_is_there_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    before = Worker(qtbot, desk_on_disk(tmp_path))
    for value in ("9839043210", "sushila devi", "34"):
        before.enter(value)
    before.cut_power()
    after = Worker(qtbot, desk_on_disk(tmp_path, staffed=False, session_set_up=False))
    offer = _card(after).offer
    assert offer.isVisible()
    assert after.focus is offer.go_on
    after.press(Qt.Key.Key_Return)
    values = _card(after).form.values()
    assert (values["mobile"], values["name"], values["age"]) == ("9839043210", "SUSHILA DEVI", "34")
    assert after.at == "sex"


def test_a_draft_can_be_thrown_away(qtbot: QtBot, tmp_path: Path) -> None:
    before = Worker(qtbot, desk_on_disk(tmp_path))
    before.enter("9839043210")
    before.cut_power()
    after = Worker(qtbot, desk_on_disk(tmp_path, staffed=False, session_set_up=False))
    after.press(Qt.Key.Key_Delete)
    assert _card(after).form.is_empty()
    assert drafts.read(after.desk, "walk_in") is None
    assert after.at == "mobile"


def test_a_draft_that_outlived_its_save_saves_nothing_twice(worker: Worker) -> None:
    worker.walk_in()
    card = _card(worker)
    card.drafts.keep()
    kept = drafts.read(worker.desk, "walk_in") or {}
    worker.save()
    drafts.keep(worker.desk, "walk_in", kept)
    card._asked_draft = False
    card.start()
    worker.press(Qt.Key.Key_Return)
    card.form.set_values({"id_number": "7716", "health": "Y"})
    worker.save()
    assert len(find.people(worker.desk, "")) == 1


def test_esc_clears_and_ctrl_z_brings_back(worker: Worker) -> None:
    worker.walk_in(health="")
    worker.press(Qt.Key.Key_Escape)
    assert _card(worker).form.is_empty()
    assert worker.at == "mobile"
    worker.press(Qt.Key.Key_Z, CTRL)
    assert _card(worker).form.values()["name"] == "SUSHILA DEVI"


def test_ctrl_d_repeats_the_last_persons_value(worker: Worker) -> None:
    worker.walk_in()
    worker.save()
    worker.press(Qt.Key.Key_D, CTRL)
    assert _card(worker).form.values()["mobile"] == "9839043210"


def test_ctrl_h_goes_to_the_hindi_name_which_then_stays(worker: Worker) -> None:
    worker.enter("9839043210")
    worker.type("sushila devi")
    form = _card(worker).form
    assert form.values()["name_local"] == "सुशीला देवी"
    worker.press(Qt.Key.Key_H, CTRL)
    assert worker.at == "name_local"
    form.field("name_local").editor.set_value("")
    worker.type("शुशीला देवी")
    worker.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert worker.at == "name"
    worker.press(Qt.Key.Key_End)
    worker.type("x")
    assert form.values()["name_local"] == "शुशीला देवी"


def test_a_full_disk_says_not_saved_and_leaves_the_form(worker: Worker) -> None:
    connection = worker.desk.store.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    worker.walk_in()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreTrouble, match=r"store\.full"):
        for at in range(200):
            person = typed_person(name="RAM KUMAR", mobile=f"98390{at:05d}")
            register.register(worker.desk, person, intent=worker.desk.ids.new())
    before, held = len(find.people(worker.desk, "", limit=500)), _card(worker).form.values()
    worker.save()
    assert len(find.people(worker.desk, "", limit=500)) == before
    assert _card(worker).form.values() == held
    assert any(text.startswith("NOT SAVED") for text in worker.window.messages.texts())
    connection.execute("PRAGMA max_page_count = 1000000")
    worker.save()
    assert len(find.people(worker.desk, "", limit=500)) == before + 1
    assert worker.window.messages.texts() == []


def test_the_other_language_keeps_the_form(worker: Worker) -> None:
    worker.walk_in(health="")
    held = _card(worker).form.values()
    worker.window.speak("hi")
    settle()
    assert _card(worker).form.values() == held
    assert _card(worker).save_only.text() == "केवल सहेजें"
    worker.type("Y")
    worker.save()
    assert len(find.people(worker.desk, "")) == 1


def test_a_name_of_ninety_nine_signs_is_saved_whole_and_not_clipped(worker: Worker) -> None:
    name = (LONG * 2)[:99].strip()
    worker.walk_in(name=name)
    worker.save()
    [row] = find.people(worker.desk, "")
    assert row.name == name
    line = worker.desk_page.saves.rows[0]
    assert "".join(line._name_lines()).replace(" ", "") == name.replace(" ", "")


def test_a_child_needs_a_guardian(worker: Worker) -> None:
    form = _card(worker).form
    assert form.field("guardian_name").isHidden()
    for value in ("9839043210", "kumari priya", "9"):
        worker.enter(value)
    assert not form.field("guardian_name").isHidden()
    worker.save()
    assert "guardian_name" in form.bad_names


def test_nothing_is_written_without_a_session_but_the_registration(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path, session_set_up=False))
    assert _card(worker).form.field("health").isHidden()
    for value in ("9839043210", "ram", "34", "M", "", "7716", "tat", ""):
        worker.enter(value)
    worker.save()
    [row] = find.people(worker.desk, "")
    assert row.doses == 0


def test_f1_says_what_the_field_takes_until_it_is_left(worker: Worker) -> None:
    field = _card(worker).form.field("mobile")
    worker.press(Qt.Key.Key_F1)
    assert "10 digits" in field.note.text.text()
    assert worker.at == "mobile"
    worker.enter()
    assert field.note.isHidden()


@pytest.mark.parametrize(
    "name", ["mobile", "name", "age", "sex", "id_type", "id_number", "village", "health"]
)
def test_every_asked_field_has_its_help(name: str) -> None:
    assert has(f"desk.help.{name}")
