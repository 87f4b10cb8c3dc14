"""Binding what other systems call a person, a sample or a box to its record: once, afterwards, and to one only."""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import identity, numbers
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.kinds.sample import PORTAL_IDS
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import boxes, reconciling, samples
from tikadesk.store.records import Row

PERSONS_ID = "portal_ref"
"""What the official portal calls a person."""


def bind(desk: Desk, rec: str, typed: Mapping[str, str]) -> None:
    """Bind ``portal_id``, ``srf_id`` and ``icmr_id`` of a sample, blank ones left alone. Raises InvalidRecord where one
    does not fit, belongs to another sample, or another is bound already; NotAllowed.
    """
    desk.must(Verb.COLLECT)
    _bind(desk, "sample", rec, PORTAL_IDS, typed)


def bind_box(desk: Desk, rec: str, typed: Mapping[str, str]) -> None:
    """Bind the ``portal_id`` of a consignment. Raises as ``bind``."""
    desk.must(Verb.PACK)
    _bind(desk, "consignment", rec, ("portal_id",), typed)


def bind_person(desk: Desk, rec: str, typed: Mapping[str, str]) -> None:
    """Bind the ``portal_ref`` of a registration. Raises as ``bind``."""
    desk.must(Verb.RECONCILE)
    _bind(desk, "registration", rec, (PERSONS_ID,), typed)


def _bind(desk: Desk, kind: str, rec: str, names: tuple[str, ...], typed: Mapping[str, str]) -> None:
    values, misfits = read_all(tuple(KINDS[kind].by_name[name] for name in names), typed, desk.now().date())
    identity.keep_out(values, misfits, codes=names)
    with desk.store.write() as writer:
        row = desk.standing(kind, rec)
        fresh = {name: value for name, value in values.items() if row[name] != value}
        misfits |= {name: Misfit("misfit.bound_already") for name in fresh if row[name] is not None}
        if misfits:
            raise InvalidRecord(problems(misfits))
        must_be_free(desk, row, fresh, kind=kind)
        if fresh:
            desk.change(writer, kind, row, Op.EDIT, fresh, why=None)


def must_be_free(desk: Desk, row: Row, values: Mapping[str, Value], *, kind: str = "sample") -> None:
    """Raise InvalidRecord when another person, case or box has one of these IDs. Tubes of one case share theirs."""
    taken = [
        name
        for name in (*PORTAL_IDS, PERSONS_ID)
        if (value := values.get(name)) is not None and _others(desk, kind, row, name, str(value))
    ]
    if taken:
        raise InvalidRecord([Problem(name, "misfit.bound_elsewhere") for name in taken])


def _others(desk: Desk, kind: str, row: Row, name: str, value: str) -> bool:
    connection = desk.store.connection
    if kind == "registration":
        return any(other != row["id"] for other in reconciling.bearing(connection, value))
    if kind == "consignment":
        other = boxes.of_number(connection, value)
        return other is not None and other["id"] != row["id"] and other["portal_id"] == value
    case = numbers.case_of(row["no"] or "")
    return any(
        numbers.case_of(other["no"] or "") != case for other in samples.bearing(connection, name, value)
    )
