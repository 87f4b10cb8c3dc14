"""Operators: who may sign in at this desk, with a PIN; signing in and out; a supervisor's word for one act."""

from __future__ import annotations

from tikadesk.actions.desk import Desk, Operator
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import operator as operator_kind
from tikadesk.domain.roles import Role, Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records
from tikadesk.store.records import Row

TRIES = 3
WAIT_S = 30


def operators(desk: Desk) -> list[Operator]:
    """Everyone who may sign in here, numbered as the tiles are.

    Two desks that were enrolled apart each made a first supervisor: the wished places are then given out in order.
    """
    found = sorted(
        (_operator(row) for row in _rows(desk)), key=lambda operator: (operator.place, operator.id)
    )
    for number, operator in enumerate(found, 1):
        operator.place = number
    return found


def add(desk: Desk, name: str, role: str, pin: str) -> Operator:
    """Add an operator; they can sign in at every desk of the centre once it has synced. Raises InvalidRecord."""
    present = operators(desk)
    if present:
        desk.must(Verb.ADD_OPERATOR)
    problems: list[Problem] = []
    values = {}
    for field, typed in (("name", name), ("role", role)):
        try:
            if not typed.strip():
                raise Misfit(f"misfit.missing.{field}")
            values[field] = operator_kind.OPERATOR.by_name[field].read(typed, desk.now().date())
        except Misfit as misfit:
            problems.append(Problem(field, misfit.key, misfit.params))
    try:
        values["verifier"] = operator_kind.make_verifier(pin, desk.random)
    except Misfit as misfit:
        problems.append(Problem("pin", misfit.key, misfit.params))
    if problems:
        raise InvalidRecord(problems)
    values["place"] = max((operator.place for operator in present), default=0) + 1
    with desk.store.write() as writer:
        rec = desk.create(writer, "operator", values)
    return Operator(rec, str(values["name"]), str(values["role"]), int(str(values["place"])))


def sign_in(desk: Desk, operator_id: str, pin: str) -> Operator:
    """Sign in. Raises NotAllowed: ``staff.wrong_pin`` with the tries ``left``, ``staff.wait`` with ``seconds``."""
    operator = _prove(desk, operator_id, pin)
    desk.operator = operator
    with desk.store.write() as writer:
        desk.event(writer, "sign_in")
    return operator


def sign_out(desk: Desk) -> None:
    """Sign out; what was typed stays as a draft, sending goes on."""
    if desk.operator is not None:
        with desk.store.write() as writer:
            desk.event(writer, "sign_out")
    desk.operator = None


def confirm(desk: Desk, operator_id: str, pin: str, role: Role) -> Operator:
    """Someone of ``role`` vouches for one act without signing in. Raises NotAllowed."""
    operator = _prove(desk, operator_id, pin)
    if operator.role != role:
        raise NotAllowed("error.role_may_not", verb=Verb.OVERRIDE.value, role=operator.role)
    return operator


def _prove(desk: Desk, operator_id: str, pin: str) -> Operator:
    row = next((row for row in _rows(desk) if row["id"] == operator_id), None)
    if row is None:
        raise NotAllowed("staff.unknown")
    now = desk.clock.now().timestamp()
    tried = desk.store.note("pin", operator_id)
    wrong, until = (int(tried["wrong"]), float(tried["until"])) if isinstance(tried, dict) else (0, 0.0)
    # A clock set back must not lock anyone out for longer than the pause itself.
    if 0 < until - now <= WAIT_S:
        raise NotAllowed("staff.wait", seconds=round(until - now))
    if operator_kind.pin_is(pin, row["verifier"] or ""):
        with desk.store.write() as writer:
            writer.note("pin", operator_id, {"wrong": 0, "until": 0.0})
        return _operator(row)
    wrong += 1
    pause = wrong >= TRIES
    with desk.store.write() as writer:
        writer.note(
            "pin", operator_id, {"wrong": 0 if pause else wrong, "until": now + WAIT_S if pause else 0.0}
        )
    if pause:
        raise NotAllowed("staff.wait", seconds=WAIT_S)
    raise NotAllowed("staff.wrong_pin", left=TRIES - wrong)


def _rows(desk: Desk) -> list[Row]:
    return [row for row in records.every(desk.store.connection, "operator") if not row["void"]]


def _operator(row: Row) -> Operator:
    return Operator(row["id"], row["name"] or "", row["role"] or "", row["place"] or 0)
