"""Voiding a record: struck through with a reason, never deleted, never renumbered; and taking a void back."""

from __future__ import annotations

from datetime import datetime, timedelta

from tikadesk.actions import lose, staff, stock, vials
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers, reference
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.kinds.consignment import SEALED
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.roles import Role, Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import closings, records
from tikadesk.store.records import Row

SUPERVISOR_AFTER = timedelta(hours=24)
NEEDS_SUPERVISOR = frozenset({"error.void_needs_supervisor", "error.void_after_closing"})
"""The refusals that a supervisor's PIN gets over."""
_TABLES = {
    "sample": "sample_void_reason", "vial": "stock_void_reason", "stock_move": "stock_void_reason",
    "aefi": "aefi_void_reason",
}  # fmt: skip
_MUST_BE = {"vial": vials.must_be_unused, "stock_move": stock.must_be_unused}
"""What has to hold of a record of a kind before it can be voided: these raise NotAllowed where it does not."""


def reason_table(kind: str) -> str:
    """The table of ``words.json`` that holds why a record of ``kind`` is voided."""
    return _TABLES.get(kind, "void_reason")


def void(
    desk: Desk,
    kind: str,
    rec: str,
    *,
    reason: str,
    dose_used: bool | None = None,
    supervisor: tuple[str, str] | None = None,
) -> None:
    """Void a record and, with a registration, its doses. After a day, and once its day is closed, it takes a
    ``supervisor`` (id, PIN). A tube leaves the open box that it is in; while its box is sealed it cannot be voided.

    ``dose_used``: whether vaccine left the vial all the same; stock counts it. Raises NotAllowed, InvalidRecord.
    """
    desk.must(Verb.VOID)
    row = desk.standing(kind, rec)
    if reason not in reference.options(reason_table(kind)):
        raise InvalidRecord([Problem("reason", "misfit.choice.void_reason")])
    by = ""
    closed = closings.seals(desk.store, kind, row)
    if (closed or _is_old(desk, row)) and not (desk.operator and desk.operator.role == Role.SUPERVISOR):
        if supervisor is None:
            if closed:
                raise NotAllowed("error.void_after_closing", day=shown_day(row["day"]))
            raise NotAllowed("error.void_needs_supervisor")
        by = staff.confirm(desk, *supervisor, Role.SUPERVISOR).id
    values: dict[str, Value] = {} if dose_used is None else {"dose_used": int(dose_used)}
    own: dict[str, Value] = values if kind == "dose" else {}
    connection = desk.store.connection
    doses = records.doses_of(connection, [rec])[rec] if kind == "registration" else []
    with desk.store.write() as writer:
        if kind in _MUST_BE:
            _MUST_BE[kind](desk, row)
        if kind == "sample":
            own = _out_of_its_box(desk, row)
        desk.change(writer, kind, row, Op.VOID, own, why=reason, by=by)
        for dose in doses:
            if not dose["void"]:
                desk.change(writer, "dose", dose, Op.VOID, values, why=reason, by=by)


def _out_of_its_box(desk: Desk, row: Row) -> dict[str, Value]:
    box = records.get(desk.store.connection, "consignment", row["box"]) if row["box"] else None
    if box is not None and box["state"] == SEALED:
        raise NotAllowed("error.sample_sealed", box=numbers.shown(box["no"] or ""))
    return lose.left_box(desk, row)


def restore(desk: Desk, kind: str, rec: str) -> None:
    """Take a void back, and with a registration those of its doses that were voided in the same breath."""
    desk.must(Verb.VOID)
    row = desk.known(kind, rec)
    if not row["void"]:
        raise NotAllowed("error.record_not_void")
    if closings.seals(desk.store, kind, row):
        desk.must(Verb.CORRECT_OLD)
    connection = desk.store.connection
    if (
        kind == "dose"
        and (person := records.get(connection, "registration", row["person"]))
        and person["void"]
    ):
        raise NotAllowed("error.person_void")
    doses = records.doses_of(connection, [rec])[rec] if kind == "registration" else []
    together = _voided_at(desk, rec)
    with desk.store.write() as writer:
        desk.change(writer, kind, row, Op.RESTORE, {}, why=None)
        for dose in doses:
            if dose["void"] and dose["why"] == row["why"] and _voided_at(desk, dose["id"]) == together:
                desk.change(writer, "dose", dose, Op.RESTORE, {}, why=None)


def _voided_at(desk: Desk, rec: str) -> str:
    """The stamp of a record's newest void."""
    marks = [entry.at for entry in records.entries_of(desk.store.connection, rec) if entry.op is Op.VOID]
    return marks[-1] if marks else ""


def _is_old(desk: Desk, row: Row) -> bool:
    return desk.now() - datetime.fromisoformat(row["at"]) > SUPERVISOR_AFTER
