"""Puts the desk and find pages into the states that an operator meets, for the checks and the pictures."""

from __future__ import annotations

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import SESSION
from tikadesk.actions import find, label_roll, print_queue, quotas, register, session
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Paper
from tikadesk.ui.desk_screen import DeskPage
from tikadesk.ui.find_screen import FindPage, Wish
from tikadesk.ui.page import Page
from tikadesk.ui.second_dose import SecondDose

_CLEAR = {"fever": "N", "allergy": "N", "bleeding": "N", "pregnant": "N"}


def _desk(page: Page) -> DeskPage:
    assert isinstance(page, DeskPage)
    page.open_new()
    return page


def filled(page: Page) -> None:
    """A whole person, nothing wrong."""
    _desk(page).walk_in.form.set_values(typed_person(health="Y", name_local="सुशीला देवी"))


def with_problems(page: Page) -> None:
    """Three things to fix."""
    card = _desk(page).walk_in
    card.form.set_values(typed_person(mobile="983904321", age="340", health=""))
    card.save(slip=False)


def a_child_without_id(page: Page) -> None:
    """Every conditional field at once."""
    card = _desk(page).walk_in
    card.form.show_problems(())
    card.form.set_values(typed_person(age="9", id_type="none", category="bpl", health="N"))


def set_up(page: Page) -> None:
    """The session's form."""
    _desk(page).set_up()


def thrown_away(page: Page) -> None:
    """What is wasted with the vial, its reason missing."""
    desk = _desk(page)
    desk.throw_away()
    desk.waste.throw_away()


def compared(page: Page) -> None:
    """Two people side by side."""
    desk = _desk(page)
    register.register(desk.desk, typed_person(), intent=desk.desk.ids.new())
    desk.walk_in.form.set_values(typed_person(name="SUSEELA DEVI", age="35", health=""))
    desk.alike.compare()


def same_person(page: Page) -> None:
    """The form was said to be about somebody who is here."""
    desk = _desk(page)
    desk.walk_in.form.set_values(typed_person(name="GEETA VARMA", mobile="9839043214", age="52"))
    desk.alike.look()
    desk.walk_in.decide(desk.alike.found[0].person.id, "same")
    desk.open_new()


def warned(page: Page) -> None:
    """A form of which three things should be looked at twice."""
    card = _desk(page).walk_in
    for name in "ABCDEF":
        person = typed_person(
            name=f"RAM {name}", mobile="9839043200", id_type="voter", id_number="ABC1234567"
        )
        register.register(card.desk, person, intent=card.desk.ids.new())
    card.clear()
    card.form.set_values(
        typed_person(name="OM", mobile="9839043200", id_type="voter", id_number="ABC1234567", category="bpl")
    )
    for name in ("mobile", "id_number", "ration_card"):
        card.form.left.emit(name)


def share_given(page: Page) -> None:
    """A person of a group that has had its share of the day's doses."""
    card = _desk(page).walk_in
    quotas.plan(card.desk, {"doses": "40", "bpl": "100"}, intent=card.desk.ids.new())
    card.form.set_values(typed_person(health="Y", name_local="सुशीला देवी"))
    card.save(slip=False)


def slip_made(page: Page) -> None:
    """A save whose slip went nowhere."""
    card = _desk(page).walk_in
    card.clear()
    card.form.set_values(typed_person(health="Y"))
    card.save(slip=True)


def second_found(page: Page) -> None:
    """Several people on one search, the first of them due."""
    _desk(page).open_second()
    second = _desk_second(page)
    second.start("98390")
    second.show_person(find.people(page.desk, "geeta")[0].id)


def too_early(page: Page) -> None:
    """A second dose against the schedule."""
    desk = _desk(page)
    setup = session.set_up(desk.desk, SESSION)
    typed = typed_person(name="KAMLA BAI", mobile="9839000001")
    saved = register.register(desk.desk, typed, setup.as_dose() | _CLEAR, intent=desk.desk.ids.new())
    desk.take(saved.id)


def given_anyway(page: Page) -> None:
    """The supervisor's way on."""
    too_early(page)
    _desk_second(page).panel.anyway.click()


def left_over(page: Page) -> None:
    """After a power cut: a slip may not have printed, and the roll of labels is nearly empty."""
    desk = _desk(page)
    print_queue.want(desk.desk, Wanted(Paper.SLIP, find.people(desk.desk, "geeta")[0].id))
    label_roll.put_in(desk.desk, "12")
    desk.refresh()
    desk.printed.emit()


def _desk_second(page: Page) -> SecondDose:
    assert isinstance(page, DeskPage)
    return page.second


def _open(page: Page, act: str) -> None:
    assert isinstance(page, FindPage)
    page.take(Wish(find.people(page.desk, "")[0].id, act))


DESK = (
    ("filled", filled),
    ("problems", with_problems),
    ("child", a_child_without_id),
    ("session", set_up),
    ("waste", thrown_away),
    ("compare", compared),
    ("same person", same_person),
    ("warned", warned),
    ("slip", slip_made),
    ("second", second_found),
    ("too early", too_early),
    ("anyway", given_anyway),
    ("left over", left_over),
    ("share", share_given),
)
FIND = tuple((act or "person", lambda page, act=act: _open(page, act)) for act in ("", "correct", "void"))
