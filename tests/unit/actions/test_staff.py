"""Operators at one desk: tiles, PINs, and how long a guesser waits."""

from __future__ import annotations

import pytest

from tests import dump
from tests.desk import REGISTRAR, SUPERVISOR
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import staff
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Op
from tikadesk.domain.roles import Role
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


def refused(desk: Desk, operator: str, pin: str) -> NotAllowed:
    with pytest.raises(NotAllowed) as refusal:
        staff.sign_in(desk, operator, pin)
    assert_said(refusal.value.key, refusal.value.params)
    return refusal.value


def test_tiles_come_in_the_order_people_were_added(desk: Desk) -> None:
    assert [(one.number, one.name, one.role) for one in staff.operators(desk)] == [
        (1, SUPERVISOR[0], "supervisor"),
        (2, REGISTRAR[0], "registrar"),
    ]


def test_two_first_supervisors_have_two_tiles(supervisor: Desk) -> None:
    """Two desks of a centre were enrolled apart: each made its own number one."""
    row = next(row for row in records.every(supervisor.store.connection, "operator") if row["place"] == 2)
    with supervisor.store.write() as writer:
        supervisor.change(writer, "operator", row, Op.EDIT, {"place": 1}, why=None)
    assert [one.number for one in staff.operators(supervisor)] == [1, 2]


def test_signing_in_and_out(desk: Desk) -> None:
    boss = staff.operators(desk)[0]
    assert staff.sign_in(desk, boss.id, SUPERVISOR[1]).id == boss.id
    assert desk.operator is not None and desk.operator.id == boss.id
    staff.sign_out(desk)
    assert desk.operator is None
    staff.sign_out(desk)


def test_three_wrong_pins_cost_half_a_minute_and_not_more(desk: Desk) -> None:
    boss = staff.operators(desk)[0].id
    assert refused(desk, boss, "0001").params == {"left": 2}
    assert refused(desk, boss, "0001").params == {"left": 1}
    assert refused(desk, boss, "0001").key == "staff.wait"
    assert refused(desk, boss, SUPERVISOR[1]).params == {"seconds": staff.WAIT_S}
    desk.clock.advance(seconds=staff.WAIT_S)
    assert staff.sign_in(desk, boss, SUPERVISOR[1]).name == SUPERVISOR[0]
    assert refused(desk, boss, "0001").params == {"left": 2}


def test_a_clock_set_back_locks_nobody_out(desk: Desk) -> None:
    boss = staff.operators(desk)[0].id
    for _ in range(staff.TRIES):
        refused(desk, boss, "0001")
    desk.clock.advance(seconds=-86_400)
    assert staff.sign_in(desk, boss, SUPERVISOR[1])


def test_wrong_pins_of_one_operator_do_not_stop_another(desk: Desk) -> None:
    boss, registrar = staff.operators(desk)
    for _ in range(staff.TRIES):
        refused(desk, boss.id, "0001")
    assert staff.sign_in(desk, registrar.id, REGISTRAR[1])


def test_someone_who_is_not_here_cannot_sign_in(desk: Desk) -> None:
    assert refused(desk, desk.ids.new(), "1234").key == "staff.unknown"


def test_only_the_role_asked_for_can_vouch_and_nobody_is_signed_in_by_it(desk: Desk) -> None:
    boss, registrar = staff.operators(desk)
    assert staff.confirm(desk, boss.id, SUPERVISOR[1], Role.SUPERVISOR).id == boss.id
    assert desk.operator is not None and desk.operator.id == registrar.id
    with pytest.raises(NotAllowed, match=r"error\.role_may_not"):
        staff.confirm(desk, registrar.id, REGISTRAR[1], Role.SUPERVISOR)


def test_a_registrar_adds_nobody(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        staff.add(desk, "Asha Netam", "registrar", "4821")


def test_every_problem_of_a_new_operator_is_told(supervisor: Desk) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        staff.add(supervisor, "x2", "king", "1111")
    assert [problem.field for problem in refusal.value.problems] == ["name", "role", "pin"]
    assert_all_said(refusal.value.problems)
    with pytest.raises(InvalidRecord) as refusal:
        staff.add(supervisor, " ", "", "12")
    assert [problem.key for problem in refusal.value.problems] == [
        "misfit.missing.name", "misfit.missing.role", "misfit.pin",
    ]  # fmt: skip


def test_a_new_operator_gets_the_next_tile_and_no_pin_reaches_the_disk(supervisor: Desk) -> None:
    added = staff.add(supervisor, "आशा नेताम", "vaccinator", "482193")
    assert (added.number, staff.operators(supervisor)[-1].id) == (3, added.id)
    assert "482193" not in dump.text(supervisor.store.connection)
