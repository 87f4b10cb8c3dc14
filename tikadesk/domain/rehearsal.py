"""Invented people for practice and drills, as a clerk would type them. The same seed gives the same people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from tikadesk import assets
from tikadesk.domain.kinds import sample
from tikadesk.domain.transliterate import to_devanagari

SESSION = {
    "vaccine": "covishield",
    "batch": "4121Z025",
    "vial": "1",
    "vaccinator": "Rekha Yadav",
    "verifier": "Anil Sahu",
    "site": "left_arm",
}
"""A session's form for practice; the expiry date is the caller's, because it depends on the day."""

SEAL = {"sealed_temp": "4.5", "seal_no": "S00001", "checked_by": "Mohan Netam"}
"""A box's seal in practice."""

SAMPLE_TYPES = ("np_op", "np_op", "np_op", "np_op", "blood_edta")
"""What is taken in practice, as often as it is."""

DRIVER = {
    "driver": "Ramesh Yadu",
    "driver_mobile": "7000000001",
    "vehicle": "CG04 AB 1234",
    "dispatched_temp": "4.0",
}
"""A box's journey in practice."""


def people(seed: int, count: int) -> Iterator[dict[str, str]]:
    """``count`` registration forms; every mobile number stands once, one person in eight has none."""
    source = random.Random(seed)
    table: dict[str, Any] = assets.read_json("reference", "practice_people.json")
    mobiles = source.sample(range(10_000_000), count)
    for place in range(count):
        sex, folk = source.choice((("F", "women"), ("M", "men")))
        family = source.choice(table["families"])
        middle = source.choice(table["middle"][folk]) if source.random() < 0.4 else ""
        name = " ".join(part for part in (source.choice(table[folk]), middle, family) if part)
        form = {
            "name": name,
            "name_local": to_devanagari(name),
            "parent_name": f"{source.choice(table['men'])} {family}",
            "age": str(source.randint(18, 84)),
            "sex": sex,
            "id_type": "aadhaar",
            "id_number": f"{source.randrange(10_000):04d}",
            "category": source.choice(table["categories"]),
            "village": source.choice(table["villages"]),
        }
        if source.random() < 1 / 8:
            form["no_mobile_reason"] = "none"
        else:
            form["mobile"] = f"70{mobiles[place]:07d}{source.randrange(10)}"
        yield form


def samples(seed: int, count: int) -> Iterator[dict[str, str]]:
    """``count`` forms of samples; the people are those that ``people`` gives."""
    kinds = random.Random(seed)
    for person in people(seed, count):
        form = {name: value for name, value in person.items() if name in sample.PERSON}
        yield form | {"sample_type": kinds.choice(SAMPLE_TYPES), "test": "rtpcr"}
