"""A day of 1,200 registrations on two desks of one centre, as it would have been saved: doses out of opened vials, some
deferred, some gone home without one, voids, corrections, adverse events, the stock that it came from.
"""

from __future__ import annotations

from datetime import timedelta

from tests.bench import people
from tests.desk import SUPERVISOR
from tests.two_desks import TwoDesks
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import staff
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.numbers import REGISTRATION, Number
from tikadesk.store import records
from tikadesk.store.store import Writer

DAY = "2021-05-16"
REGISTERED, GIVEN, DEFERRED, VOIDED, CORRECTED, ADVERSE = 1200, 1150, 6, 14, 9, 3
SECOND, VIALS, WASTED, RECEIVED = 574, 116, 10, 130
_HOLDS, _EVERY_S = 10, 48
_BATCH: dict[str, Value] = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "2021-08-31"}


def two_desks() -> TwoDesks:
    """The two desks when both know the whole day, and its supervisor."""
    two = TwoDesks()
    first, _ = two.desks
    staff.add(first, SUPERVISOR[0], "supervisor", SUPERVISOR[1])
    with first.store.write() as writer:
        came: dict[str, Value] = {
            "move": "received",
            "vials": RECEIVED,
            "doses_per_vial": _HOLDS,
            "time": "08:30",
        }
        first.create(writer, "stock_move", _BATCH | came | {"day": DAY})
    for part, one in enumerate(two.both):
        _Half(one).work(range(part, REGISTERED, 2))
    two.meet()
    return two


class _Half:
    """What one desk does."""

    def __init__(self, one: DeskInMemory) -> None:
        self.one, self.desk = one, one.desk
        self.vial, self.no, self.drawn = "", 0, _HOLDS

    def work(self, numbers: range) -> None:
        """One person after another, each at their own time; then what is changed of them."""
        saved: list[tuple[int, str, str]] = []
        for number in numbers:
            self.one.clock.advance(seconds=_EVERY_S)
            with self.desk.store.write() as writer:
                person = self.desk.create(writer, "registration", _person(number))
                dose = ""
                if number < GIVEN + VOIDED + DEFERRED:
                    dose = self.desk.create(writer, "dose", self._dose(writer, number, person))
                saved.append((number, person, dose))
        with self.desk.store.write() as writer:
            self._close(writer, _HOLDS - self.drawn)
        for number, person, dose in saved:
            self._change(number, person, dose)

    def _dose(self, writer: Writer, number: int, person: str) -> dict[str, Value]:
        values: dict[str, Value] = {
            "person": person, "day": DAY, "time": self._now()[11:], "source": "live", "dose_no": 1 + number // 2 % 2,
            "vaccinator": "रेखा यादव", "outcome": "given",
        }  # fmt: skip
        if number < DEFERRED:
            return values | _BATCH | {"outcome": "deferred", "defer_reason": "fever"}
        if self.drawn == _HOLDS:
            self._close(writer, 0)
            self._open(writer)
        self.drawn += not _is_void(number)
        later = self.desk.now() + timedelta(minutes=30)
        return values | _BATCH | {"vial": str(self.no), "observed_until": later.strftime("%H:%M")}

    def _open(self, writer: Writer) -> None:
        self.no, self.drawn = self.no + 1, 0
        until = (self.desk.now() + timedelta(hours=4)).strftime("%Y-%m-%dT%H:%M")
        opened: dict[str, Value] = {"opened_at": self._now(), "discard_at": until, "state": "open"}
        values: dict[str, Value] = {"day": DAY, "vial": str(self.no), "doses": _HOLDS}
        self.vial = self.desk.create(writer, "vial", _BATCH | values | opened)

    def _close(self, writer: Writer, wasted: int) -> None:
        if self.vial:
            told: dict[str, Value] = {"state": "finished", "closed_at": self._now()}
            if wasted:
                told |= {"state": "discarded", "wasted": wasted, "waste_reason": "time_over"}
            self.desk.change(writer, "vial", self.desk.known("vial", self.vial), Op.EDIT, told, why=None)

    def _change(self, number: int, person: str, dose: str) -> None:
        if _is_void(number):
            self._write("registration", person, Op.VOID, {}, "twice")
            self._write("dose", dose, Op.VOID, {}, "twice")
        elif number < DEFERRED + VOIDED + CORRECTED and not number < DEFERRED:
            self._write("registration", person, Op.EDIT, {"village": "Arang"}, "heard_wrong")
        elif GIVEN + VOIDED + DEFERRED > number >= GIVEN + VOIDED + DEFERRED - ADVERSE:
            severity = "serious" if number % ADVERSE else "minor"
            event: dict[str, Value] = {"severity": severity, "symptoms": "fever", "onset_on": DAY}
            with self.desk.store.write() as writer:
                self.desk.create(writer, "aefi", event | {"person": person, "dose": dose, "day": DAY})

    def _write(self, kind: str, rec: str, op: Op, values: dict[str, Value], why: str) -> None:
        row = records.get(self.desk.store.connection, kind, rec)
        assert row is not None
        with self.desk.store.write() as writer:
            self.desk.change(writer, kind, row, op, values, why=why)

    def _now(self) -> str:
        return self.desk.now().strftime("%Y-%m-%dT%H:%M")


def _is_void(number: int) -> bool:
    return DEFERRED <= number < DEFERRED + VOIDED


def _person(number: int) -> dict[str, Value]:
    no = str(Number("CG", REGISTRATION, 1, number))
    return people.registration(number) | {"no": no, "day": DAY, "token": 1 + number // 2}
