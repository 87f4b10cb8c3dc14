"""A busy desk on which a page of last week's paper register is being typed, for tests and pictures."""

from __future__ import annotations

from tests.ui.busy_desk import busy_desk
from tikadesk.actions import paper_counts, paper_entry
from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_entry import Page

PAGE = {
    "day": "11-10-2021",
    "page": "3",
    "vaccine": "covishield",
    "batch": "4121Z025",
    "expires_on": "31-03-2022",
    "vial": "2",
    "vaccinator": "Rekha Yadav",
}
LINE = {"sex": "F", "id_type": "not_recorded", "outcome": "given", "village": "Tatibandh"}
_LINES: tuple[dict[str, str], ...] = (
    {"serial": "33", "name": "RAM KUMAR SAHU", "name_local": "राम कुमार साहू", "age": "58", "sex": "M", "time": "9:40"},
    {"serial": "34", "name": "DURGA BAI NISHAD", "name_local": "दुर्गा बाई निषाद", "age": "61", "time": "9:52"},
    {"serial": "35", "name": "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "age": "66", "time": "9:58"},
    {"serial": "37", "name": "ASHA TANDI", "name_local": "आशा तांडी", "age": "47", "outcome": "deferred",
     "defer_reason": "fever"},
    {"serial": "38", "name": "MOHAN VERMA", "name_local": "मोहन वर्मा", "age": "52", "sex": "M",
     "outcome": "registered"},
)  # fmt: skip


def type_page(desk: Desk) -> Page:
    """Five lines of a page are typed, one between them is left out, and the paper's own total is known."""
    page = paper_entry.begin(desk, PAGE)
    for at, line in enumerate(_LINES):
        typed = LINE | {"mobile": f"98260412{at:02d}"} | line
        paper_entry.enter(desk, page, typed, intent=desk.ids.new())
    total = {"day": PAGE["day"], "page": "3", "lines": "6", "given": "3"}
    paper_counts.keep(desk, total, intent=desk.ids.new())
    return page


def paper_desk(*, at_work: str = "registrar") -> Desk:
    """The desk with its page."""
    desk = busy_desk(at_work=at_work)
    type_page(desk)
    return desk
