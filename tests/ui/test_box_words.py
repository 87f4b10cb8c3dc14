"""How boxes are said: chips, second lines, ages, refusals with near numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sentences import assert_said
from tests.ui import busy_boxes
from tests.ui.busy_desk import AT, a_desk
from tikadesk import i18n
from tikadesk.actions import boxes, pack, receive
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.errors import NotAllowed
from tikadesk.ui import box_words
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk with numbers of both kinds."""
    made = a_desk()
    busy_boxes.lend_numbers(made)
    yield made
    made.store.close()


def test_times_of_other_days_bear_their_day() -> None:
    assert box_words.moment("2021-10-14T20:10", "2021-10-14") == "20:10"
    assert box_words.moment("2021-10-13T20:10", "2021-10-14") == "13-10 20:10"
    assert box_words.moment("", "2021-10-14") == ""
    assert box_words.instant("2021-10-14T10:34") == AT


@pytest.mark.parametrize(("tenths", "said"), [(40, "4 °C"), (45, "4.5 °C"), (-700, "-70 °C"), (None, "")])
def test_temperatures(tenths: int | None, said: str) -> None:
    assert box_words.celsius(tenths) == said


def test_each_state_of_a_box_has_its_chip(desk: Desk) -> None:
    today = desk.today()
    opened = busy_boxes.open_box(desk, 2)
    sealed = busy_boxes.sealed_box(desk, 2)
    sent = busy_boxes.sent_box(desk, 2)
    counted = busy_boxes.counted_box(desk, 4)
    begun = busy_boxes.sent_box(desk, 2)
    receive.begin(desk, begun.no)
    begun = next(box for box in boxes.boxes(desk) if box.id == begun.id)
    whole = busy_boxes.sent_box(desk, 2)
    receipt = receive.begin(desk, whole.no)
    receive.receive_all(desk, receipt.id)
    receive.finish(desk, receipt.id, {})
    whole = next(box for box in boxes.boxes(desk) if box.id == whole.id)
    said = {str(box_words.chip(box, today)[1]) for box in (opened, sealed, counted, begun, whole)}
    assert said == {"Open", "Sealed, not sent", "3 differ", "Being counted", "Received"}
    assert str(box_words.chip(sent, today)[1]) == f"On the way · {sent.dispatched_at[11:]}"
    assert str(box_words.chip(sent)[1]) == "On the way"
    looks = {box_words.chip(box, today)[0] for box in (sealed, counted)}
    assert looks == {Look.AMBER}


def test_the_second_line_of_a_box(desk: Desk) -> None:
    today = desk.today()
    assert (
        str(box_words.about(busy_boxes.open_box(desk, 1), today))
        == "1 tube · Pt. JNM Medical College, Raipur"
    )
    sealed = busy_boxes.sealed_box(desk, 2)
    assert str(box_words.about(sealed, today)) == f"2 tubes · sealed {sealed.sealed_at[11:]}"
    assert str(box_words.about(busy_boxes.sent_box(desk, 2), today)) == "2 tubes · Ramesh · UP78CT4412"
    counted = busy_boxes.counted_box(desk, 4)
    assert str(box_words.about(counted, today)).startswith("Lab counted 3 of 4")
    i18n.use("hi")
    assert "ट्यूब" in str(box_words.about(sealed, today))


def test_a_refusal_brings_the_numbers_that_may_have_been_meant(desk: Desk) -> None:
    box = busy_boxes.open_box(desk, 0)
    no = busy_boxes.collect_tubes(desk, 1)[0]
    with pytest.raises(pack.Refused) as caught:
        pack.add(desk, box.id, no[:-1] + str((int(no[-1]) + 1) % 10))
    words, near = box_words.refusal(caught.value)
    assert_said(words.key, words.params)
    assert [one.typed for one in near] == [no]
    assert "DINESH KUMAR" in str(near[0].words)


def test_any_other_error_is_said_without_numbers() -> None:
    words, near = box_words.refusal(NotAllowed("error.sign_in_first"))
    assert (words, near) == (Words("error.sign_in_first"), [])


def test_a_packed_tube_has_a_tick_or_what_to_look_at(desk: Desk) -> None:
    box = busy_boxes.open_box(desk, 6)
    rows = {row.name: row for row in boxes.tubes(desk, box.id)}
    plain = box_words.tube_state(rows["LALITA"], twice=False)
    assert (plain.quiet, plain.ticked) == (True, True)
    assert str(box_words.tube_state(rows["LALITA"], twice=True).words) == "Scanned twice"
    assert str(box_words.tube_state(rows["OM PRAKASH"], twice=False).words) == "Keep 2–8 °C"


def test_sample_types_are_counted(desk: Desk) -> None:
    assert isinstance(desk.clock, FixedClock)
    box = busy_boxes.open_box(desk, 1)
    assert str(box_words.by_type(box.by_type)).startswith("1 ")
