"""A page of a paper register and a line of it, as they are typed."""

from __future__ import annotations

TYPED = {
    "day": "15-05-2021",
    "page": "3",
    "vaccine": "covishield",
    "batch": "4121Z025",
    "vial": "2",
    "vaccinator": "Rekha Yadav",
}
LINE = {
    "serial": "7",
    "time": "9:40",
    "name": "Vikas Nishad",
    "name_local": "विकास निषाद",
    "age": "44",
    "sex": "M",
    "mobile": "9826041199",
    "id_type": "not_recorded",
    "outcome": "given",
}
