"""A day in the register as in the mock: doses by the hour, deferred, corrected and voided ones, some not sent yet."""

from __future__ import annotations

from datetime import timedelta

from tikadesk.actions import correct, session, vials, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import IST, Clock, FixedClock
from tikadesk.domain.entry import Value
from tikadesk.domain.numbers import REGISTRATION, Number
from tikadesk.store import journal

OPENS = 9 * 60
"""Minutes after midnight at which the first line is written."""
_PEOPLE = (
    ("RAJKUMARI SHUKLA", "राजकुमारी शुक्ला", 58, "F"),
    ("ARUN DIXIT", "", 26, "M"),
    ("KALAWATI", "कलावती", 63, "F"),
    ("KALAWATI", "कलावती", 63, "F"),
    ("SUNIL PAL", "सुनील पाल", 44, "M"),
    ("MOHD. ASLAM", "मो. असलम", 38, "M"),
    ("GEETA VERMA", "गीता वर्मा", 47, "F"),
    ("FARIDA BANO", "फ़रीदा बानो", 29, "F"),
    ("RAM KUMAR SINGH", "राम कुमार सिंह", 34, "M"),
    ("MOHD. IRSHAD", "मो. इरशाद", 51, "M"),
    ("SHANTI DEVI", "शांति देवी", 34, "F"),
)
_PER_VIAL = 10


def lines(desk: Desk, count: int, *, unsent: int = 3) -> list[tuple[str, str]]:
    """Write ``count`` lines from nine o'clock until now: (registration, dose) ids, oldest first. A void, a deferral
    and a correction are among the last eleven; the newest ``unsent`` lines have not reached the server.
    """
    clock: Clock = desk.clock
    assert isinstance(clock, FixedClock)
    now = clock.now()
    local = now.astimezone(IST)
    step = timedelta(minutes=local.hour * 60 + local.minute - OPENS) / count
    clock.advance(seconds=-step.total_seconds() * count)
    made = []
    for at in range(count):
        clock.advance(seconds=step.total_seconds())
        made.append(_line(desk, at, deferred=at == count - 6))
    fourth, corrected = made[-8], made[-4]
    correct.correct(desk, "registration", corrected[0], {"village": "Kota"}, reason="heard_wrong")
    void.void(desk, "registration", fourth[0], reason="twice", dose_used=False)
    high = journal.tip(desk.store.connection, desk.store.me.device).n
    desk.store.connection.execute(
        "INSERT OR REPLACE INTO pos(peer, high, safe, resync) VALUES('service', ?, 0, 0)", [high]
    )
    first_unsent = count - unsent
    desk.store.connection.executemany(
        "UPDATE registration SET n = ? WHERE id = ?",
        [(high + 1, person) for person, _ in made[first_unsent:]],
    )
    clock.advance(seconds=(now - clock.now()).total_seconds())
    return made


def _line(desk: Desk, at: int, *, deferred: bool) -> tuple[str, str]:
    name, local_name, age, sex = _PEOPLE[at % len(_PEOPLE)]
    now = desk.now()
    person: dict[str, Value] = {
        "no": str(Number("UP", REGISTRATION, 41, 7_305_000 + at)), "day": desk.today(), "token": 1 + at,
        "source": "live", "mode": "walk_in", "name": name, "name_local": local_name, "birth_year": now.year - age,
        "age_estimated": 1, "sex": sex, "mobile": f"98390{3210 + at * 37:05d}", "id_type": "voter",
        "id_number": f"SGT{at:07d}", "id_tail": f"{at:04d}", "category": "apl", "village": "Makanpur",
        "district": "387",
    }  # fmt: skip
    given: dict[str, Value] = {"outcome": "given", "dose_no": 2 if at % 7 in (1, 4, 5) else 1}
    dose: dict[str, Value] = {
        "day": desk.today(), "time": now.strftime("%H:%M"), "source": "live", "vaccine": "covishield",
        "batch": "4121Z025", "vial": str(4 + at // _PER_VIAL), "vaccinator": "Rekha Yadav",
        **({"outcome": "deferred", "defer_reason": "fever"} if deferred else given),
    }  # fmt: skip
    if at and at % _PER_VIAL == 0:
        open_ = vials.current(desk)
        if open_ is not None and open_.left:
            vials.waste(desk, open_.id, open_.left, "broken") if at == 2 * _PER_VIAL else None
        session.next_vial(desk)
    with desk.store.write() as writer:
        rec = desk.create(writer, "registration", person)
        return rec, desk.create(writer, "dose", dose | {"person": rec})
