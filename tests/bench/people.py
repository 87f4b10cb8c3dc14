"""People for the bench: typed walk-in forms, always the same ones, with names as common as they are in Chhattisgarh."""

from __future__ import annotations

import random

from tests.desk import ALL_CLEAR, SESSION
from tikadesk.domain.entry import Value
from tikadesk.domain.transliterate import to_devanagari

_NAMES = {
    "first": "Sunita Sushila Anita Rekha Meena Sita Gita Kavita Savitri Lakshmi Durga Parvati Radha Pushpa Kamla Rajesh"
    " Ramesh Suresh Mahesh Dinesh Mukesh Santosh Ashok Vijay Sanjay Manoj Anil Sunil Rakesh Deepak Amit Rahul Pooja"
    " Neha Priya Asha Usha Nirmala Shanti Laxman Bharat Ganesh Mohan Sohan Hari Gopal Krishna Shyam Ram Jagdish",
    "middle": "Kumar Lal Devi Bai Kumari Prasad Singh Ram Das Nath",
    "family": "Sahu Verma Yadav Patel Dewangan Nishad Thakur Sinha Tiwari Mishra Sharma Gupta Agrawal Netam Markam"
    " Kashyap Dhruw Sonwani Banjare Kurre Tandon Chandrakar Baghel Rathore Soni Vishwakarma Nirmalkar Kaushik Khan",
    "village": "Mowa Gudhiyari Tatibandh Khamtarai Urla Birgaon Abhanpur Arang Tilda",
}
_FIRST, _MIDDLE, _FAMILY, _VILLAGES = (words.split() for words in _NAMES.values())


def names(number: int) -> tuple[str, str]:
    """The ``number``-th person's name in Latin letters and in Devanagari."""
    source = random.Random(number)
    parts = [source.choice(_FIRST), source.choice(_FAMILY)]
    if source.random() < 0.5:
        parts.insert(1, source.choice(_MIDDLE))
    return " ".join(parts), " ".join(to_devanagari(part) for part in parts)


def walk_in(number: int) -> dict[str, str]:
    """The typed form of the ``number``-th person."""
    name, local = names(number)
    return {
        "mobile": f"98{number:08d}", "name": name, "name_local": local, "age": str(18 + number % 70),
        "sex": "FM"[number % 2], "id_type": "voter", "id_number": f"SGT{number:07d}", "category": "apl",
        "village": _VILLAGES[number % len(_VILLAGES)], "district": "387",
    }  # fmt: skip


def first_dose(number: int = 0) -> dict[str, str]:
    """The typed form of the dose given to the ``number``-th person: ten from a vial."""
    return SESSION | ALL_CLEAR | {"vial": str(1 + number // 10)}


def sample(number: int) -> dict[str, str]:
    """The typed form of the ``number``-th person's sample: the fields that nearly every referral form has."""
    named = ("mobile", "name", "name_local", "age", "sex", "village", "district")
    return {name: walk_in(number)[name] for name in named} | {
        "sample_type": "np_op", "test": "rtpcr", "icmr_category": str(1 + number % 6), "lab": "LAB-AIIMSRPR",
        "collected_by": "Rekha Yadav", "pincode": "492001", "contact": "Y" if number % 3 else "",
        "symptoms": "" if number % 2 else "fever, cough", "onset_on": "" if number % 2 else "15-05-2021",
    }  # fmt: skip


def registration(number: int) -> dict[str, Value]:
    """The stored values of the ``number``-th person, number and day of service left out."""
    name, local = names(number)
    return {
        "token": 1 + number % 300, "source": "live", "mode": "walk_in", "mobile": f"98{number:08d}", "name": name,
        "name_local": local, "birth_year": 1950 + number % 50, "age_estimated": 1, "sex": "FM"[number % 2],
        "id_type": "voter", "id_number": f"SGT{number:07d}", "id_tail": f"{number % 10_000:04d}", "category": "apl",
        "village": _VILLAGES[number % len(_VILLAGES)], "district": "387",
    }  # fmt: skip
