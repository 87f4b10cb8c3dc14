"""The card that takes samples: whose it is, saving once, what stays, drafts over a power cut, rolls and repeats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.samples import lease
from tests.ui.busy_desk import busy_desk, typed_person
from tests.ui.busy_samples import take
from tests.ui.showing import settle, show
from tikadesk.actions import drafts, register, samples
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.ui import sounds
from tikadesk.ui.collect_card import CollectCard
from tikadesk.ui.draft_keeper import EVERY_MS
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.words import Text


@pytest.fixture
def desk() -> Desk:
    """A desk with people, numbers and one sample."""
    made = busy_desk()
    lease(made)
    take(made, name="MEENA DEVI", mobile="9839050000")
    return made


def _card(qtbot: QtBot, desk: Desk) -> CollectCard:
    card = CollectCard(desk)
    show(qtbot, MessageArea(), card, size=(470, 620))
    card.refresh()
    card.start()
    settle()
    return card


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> Iterator[CollectCard]:
    """The card, ready for the next person."""
    return _card(qtbot, desk)


def _in_box(card: CollectCard) -> bool:
    return card.finder.box.editor.inner.hasFocus()


def _newest(desk: Desk) -> samples.SampleRow:
    return samples.listing(desk, "all")[0]


def test_a_known_person_goes_straight_to_the_button(card: CollectCard) -> None:
    card.look_up("9839043211")
    assert card.person.isVisible() and card.foot.save_and_print.hasFocus()
    assert not card.form.field("name").isVisible()


def test_saving_tells_once_and_empties(qtbot: QtBot, desk: Desk, card: CollectCard) -> None:
    card.look_up("9839043211")
    with qtbot.waitSignal(card.saved) as told:
        card.save(label=True)
    answer, label = told.args
    assert label and answer.ids == (_newest(desk).id,)
    assert card.is_empty() and _in_box(card) and not card.person.isVisible()
    assert not desk.store.notes("draft")


def test_the_same_intent_is_saved_once(desk: Desk, card: CollectCard) -> None:
    card.look_up("9839043211")
    intent = card._intent
    card.save(label=False)
    card.look_up("9839043211")
    card._intent = intent
    card.save(label=False)
    assert samples.tally(desk).today == 2


def test_nothing_typed_says_what_to_do(card: CollectCard) -> None:
    card.save(label=False)
    texts = [text.text() for text in card.findChildren(Text) if text.isVisibleTo(card)]
    assert "Scan a slip or type a mobile number first. N if there is no phone." in texts
    assert _in_box(card)


def test_problems_stand_at_their_fields_and_nothing_is_saved(desk: Desk, card: CollectCard) -> None:
    card.look_up("9839077777")
    card.form.set_values({"name": "A", "age": "340"})
    card.save(label=False)
    assert card.form.bad_names == ("name", "age", "sex")
    assert card.form.field("name").editor.inner.hasFocus()
    assert samples.tally(desk).today == 1


def test_a_field_is_checked_quietly_when_it_is_left(card: CollectCard) -> None:
    card.look_up("9839077777")
    card.form.field("name").editor.set_value("A")
    card.form.left.emit("name")
    assert card.form.field("name").is_bad and card.form.summary.isHidden()
    card.form.left.emit("age")
    assert not card.form.field("age").is_bad


def test_somebody_sampled_today_is_told_but_not_stopped(desk: Desk, card: CollectCard) -> None:
    card.look_up("9839050000")
    texts = [text.text() for text in card.person.findChildren(Text) if text.isVisibleTo(card)]
    assert any("10:34" in text for text in texts), texts
    card.save(label=False)
    assert samples.tally(desk).today == 2
    assert _newest(desk).repeat_of


def test_n_is_somebody_else_with_the_same_mobile(card: CollectCard) -> None:
    card.look_up("9839043211")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    assert not card.person.isVisible()
    assert card.form.field("name").editor.inner.hasFocus() and not card.form.field("name").value()
    assert card.form.typed()["mobile"] == "9839043211"


def test_typing_another_mobile_forgets_who_was_chosen(card: CollectCard) -> None:
    card.look_up("9839043211")
    card.finder.box.editor.setFocus()
    QTest.keyClicks(card.finder.box.editor.inner, "5")
    assert not card.person.isVisible() and not card.form.field("name").value()


def test_escape_clears_and_undo_brings_back(card: CollectCard) -> None:
    card.look_up("9839043211")
    card.clear()
    assert card.is_empty() and card.can_bring_back()
    card.bring_back()
    assert card.person.isVisible() and card.form.typed()["name"] == "RAM KUMAR SINGH"
    card.look_up("9839077777")
    card.form.set_values({"name": "RAM"})
    card.clear()
    card.bring_back()
    assert card.form.field("name").isVisible() and card.form.field("name").value() == "RAM"


def test_the_referral_form_unfolds_and_is_part_of_the_same_save(desk: Desk, card: CollectCard) -> None:
    card.look_up("9839043211")
    card.foot.more.click()
    settle()
    assert card.form.field("roll_no").editor.inner.hasFocus()
    card.form.set_values({"symptoms": "fever cough", "srf_id": "2238712345678"})
    card.save(label=False)
    assert _newest(desk).srf_id == "2238712345678"
    assert not card.form.whole
    card.foot.more.click()
    assert not card.form.field("symptoms").value()


def test_a_printed_label_takes_the_place_of_the_next_number(desk: Desk, card: CollectCard) -> None:
    no = str(numbers.Number("CG", numbers.CASE, 91, 77))
    card.look_up("9839043211")
    card.use_roll(no)
    assert numbers.shown(no) in card.foot.next.text()
    card.save(label=False)
    assert _newest(desk).no == no
    card.look_up("9839043212")
    card.use_roll(no)
    card.save(label=False)
    assert card.form.bad_names == ("roll_no",) and card.form.whole
    assert samples.tally(desk).today == 2


def test_a_repeat_names_what_it_repeats(desk: Desk, card: CollectCard) -> None:
    before = _newest(desk)
    card.take_again(before)
    assert card.person.isVisible()
    card.save(label=False)
    assert _newest(desk).repeat_of == before.id and _newest(desk).name == "MEENA DEVI"


def test_what_another_page_typed_is_gone_on_with(card: CollectCard) -> None:
    card.fill({"mobile": "9839077777"})
    assert card.form.asks_person and card.form.field("name").editor.inner.hasFocus()
    assert card.form.typed()["mobile"] == "9839077777"


def test_a_whole_aadhaar_is_cut_when_its_field_is_left(card: CollectCard) -> None:
    card.look_up("9839077777")
    card.unfold()
    card.form.set_values({"id_type": "aadhaar", "id_number": "2341 2341 2346"})
    card.form.left.emit("id_number")
    assert card.form.field("id_number").value() == "XXXX XXXX 2346"


@pytest.mark.parametrize("typed", ["9839043211", "9839077777", "98390"])
def test_a_half_typed_form_survives_a_power_cut(qtbot: QtBot, desk: Desk, typed: str) -> None:
    card = _card(qtbot, desk)
    card.finder.box.editor.set_value(typed)
    if len(typed) == 10:
        card.finder.look()
        if card.form.asks_person:
            card.form.set_values({"name": "ANITA"})
        card.form.set_values({"notes": "cold", "tubes": "2"})
    card.changed.emit()
    card.leave()
    before, intent = card.form.values(), card._intent
    assert drafts.read(desk, "collect")

    again = _card(qtbot, desk)
    assert again.offer.isVisible() and again.offer.go_on.hasFocus()
    again.offer.go_on.click()
    assert again.form.values() == before
    assert again.finder.text == typed
    assert again._intent == intent
    assert again.person.isVisible() == (typed == "9839043211")
    if typed == "9839043211":
        again.save(label=False)
        assert _newest(desk).name == "RAM KUMAR SINGH"


def test_a_draft_can_be_thrown_away(qtbot: QtBot, desk: Desk) -> None:
    card = _card(qtbot, desk)
    card.look_up("9839043211")
    card.leave()
    again = _card(qtbot, desk)
    again.offer.discard.click()
    assert again.is_empty() and _in_box(again)
    assert not drafts.read(desk, "collect")


def test_typing_is_kept_within_two_seconds(qtbot: QtBot, desk: Desk, card: CollectCard) -> None:
    QTest.keyClicks(card.finder.box.editor.inner, "98390")
    qtbot.waitUntil(
        lambda: drafts.read(desk, "collect") == {"person_box": "98390"} | _kept(desk), timeout=2 * EVERY_MS
    )
    assert card._kept.isVisible()


def _kept(desk: Desk) -> dict[str, str]:
    """What the draft keeps beside what was typed."""
    found = drafts.read(desk, "collect") or {}
    return {name: value for name, value in found.items() if name != "person_box"}


def test_z_numbers_are_told_beforehand(qtbot: QtBot) -> None:
    card = _card(qtbot, busy_desk())
    assert "Z number" in card.foot.next.text()


def test_the_family_of_a_mobile_is_offered_by_digits(qtbot: QtBot, desk: Desk, card: CollectCard) -> None:
    register.register(desk, typed_person(name="GITA SINGH", mobile="9839043211"), intent=desk.ids.new())
    card.look_up("9839043211")
    settle()
    assert len(card.finder.rows) == 2 and not card.person.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert card.person.isVisible() and card.foot.save_and_print.hasFocus()


def test_a_person_who_is_being_typed_comes_before_another_slip(qtbot: QtBot, card: CollectCard) -> None:
    card.look_up("9839077777")
    card.form.set_values({"name": "ANITA"})
    with qtbot.waitSignal(sounds.current().played) as beep:
        card.look_up("9839043211")
    assert beep.args == ["refused"]
    assert card.form.typed()["name"] == "ANITA" and card.foot.note.isVisible()
    card.clear()
    card.look_up("9839043211")
    assert card.person.isVisible() and not card.foot.note.isVisible()
