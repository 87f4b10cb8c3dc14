"""A desk whose first doses are some months old: people of several villages who are due, overdue, and not yet."""

from __future__ import annotations

from datetime import date, timedelta

from tests.ui.busy_desk import typed_person
from tikadesk.actions import register
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Value

_PEOPLE = (
    ("RAJKUMARI SHUKLA", "राजकुमारी शुक्ला", "Makanpur", 150),
    ("ARUN DIXIT", "अरुण दीक्षित", "Makanpur", 130),
    ("KALAWATI", "कलावती", "Makanpur", 100),
    ("SUNIL PAL", "सुनील पाल", "Bithoor", 118),
    ("MOHD. ASLAM", "मो. असलम", "Bithoor", 90),
    ("GEETA VERMA", "गीता वर्मा", "Bithoor", 80),
    ("VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "", "Bithoor", 95),
    ("FARIDA BANO", "फ़रीदा बानो", "Kalyanpur", 60),
    ("RAM KUMAR SINGH", "राम कुमार सिंह", "", 84),
)
"""Name in both scripts, village, how many days ago the first dose was given."""


def first_doses(desk: Desk, *, times: int = 1) -> list[str]:
    """Write these people, ``times`` over, with their first dose of Covishield; their records."""
    made = []
    for at, (name, local, village, days) in enumerate(_PEOPLE * times):
        typed = typed_person(
            name=name,
            name_local=local,
            village=village,
            mobile=f"98391{4321 + at * 7:05d}",
            age=str(30 + at % 40),
        )
        person = register.register(desk, typed, intent=desk.ids.new()).id
        given = date.fromisoformat(desk.today()) - timedelta(days=days)
        dose: dict[str, Value] = {
            "person": person, "day": given.isoformat(), "outcome": "given", "dose_no": 1, "vaccine": "covishield",
            "batch": "4121Z025", "vial": "4", "vaccinator": "Rekha Yadav", "source": "paper",
        }  # fmt: skip
        with desk.store.write() as writer:
            desk.create(writer, "dose", dose)
        made.append(person)
    return made
