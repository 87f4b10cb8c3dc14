"""Back-entry of referral forms: a sheet's rows as samples. A row whose number is here already brings IDs of other
systems for that sample, as a portal's own list does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tikadesk.actions import bind, collect
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.paper_lines import Lines, same_person
from tikadesk.domain import numbers
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds import sample
from tikadesk.domain.kinds.sample import PORTAL_IDS
from tikadesk.domain.sheet import Row
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records
from tikadesk.store import samples as store

_IN_THE_SHEET = {"roll_no": "no"}
"""Where a problem of the form stands in the sheet."""


class Samples:
    """Takes the rows of a sheet of samples in."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lines = desk, Lines(desk, "sample")

    def save(self, row: Row, wrong: Sequence[Problem]) -> bool:
        """Save one row, of which ``wrong`` is known; False when it is here already. Raises InvalidRecord."""
        typed = dict(row.person or {})
        if row.official:
            here = self._of_number(row.official)
            if here is not None:
                return self._complete(here, typed)
            typed["roll_no"] = row.official
        values, misfits = sample.read(typed, self._desk.now())
        if not misfits and not wrong and "page" in values:
            known = self._lines.find(str(values["day"]), str(values["page"]), str(values["serial"]))
            if known is not None:
                if row.official or not same_person(values, known):
                    raise InvalidRecord([Problem("serial", "sheet.line_taken")])
                return self._bind(str(known["id"]), typed)
        return self._collect(typed, values, [*wrong, *problems(misfits)])

    def _of_number(self, typed: str) -> Mapping[str, Value] | None:
        """The sample with a number; None for one of a printed roll that is still unused. Raises InvalidRecord."""
        no = numbers.read_tube(typed)
        if no is None:
            raise InvalidRecord([Problem("no", "roll.check")])
        found = [row for row in store.of_numbers(self._desk.store.connection, [no]) if not row["void"]]
        number = numbers.parse(no)
        if numbers.is_practice(no) and not self._desk.practice:
            raise InvalidRecord([Problem("no", "pack.practice")])
        if not found and not (number is not None and number.on_a_roll):
            raise InvalidRecord([Problem("no", "sheet.no_sample")])
        return found[0] if found else None

    def _complete(self, here: Mapping[str, Value], typed: Mapping[str, str]) -> bool:
        """IDs for a sample that is here, unless the row names somebody else or is another line of the register."""
        values, _ = sample.read(typed, self._desk.now())
        values.setdefault("sex", here["sex"])
        if "name" in values and not same_person(values, here):
            raise InvalidRecord([Problem("no", "sheet.other_person")])
        if {"page", "serial"} <= values.keys() and here["page"]:
            line: dict[str, object] = {"page": here["page"], "serial": here["serial"]}
            if any(values[name] != known for name, known in line.items()):
                raise InvalidRecord([Problem("no", "sheet.number_twice", line)])
        return self._bind(str(here["id"]), typed)

    def _bind(self, rec: str, typed: Mapping[str, str]) -> bool:
        """The row's IDs for all tubes of a case; False when they were bound before. Raises InvalidRecord."""
        connection = self._desk.store.connection
        no = (records.get(connection, "sample", rec) or {})["no"]
        of_case = [row for row in store.of_case(connection, numbers.case_of(no)) if not row["void"]]
        ids = {name: typed[name] for name in PORTAL_IDS}
        for tube in of_case:
            try:
                bind.bind(self._desk, tube["id"], ids)
            except NotAllowed as refusal:
                raise InvalidRecord([Problem("no", refusal.key, refusal.params)]) from refusal
        return any(
            (records.get(connection, "sample", row["id"]) or {})["gen"] != row["gen"] for row in of_case
        )

    def _collect(self, typed: Mapping[str, str], values: Mapping[str, Value], found: list[Problem]) -> bool:
        tubes = typed["tubes"].strip() or "1"
        if tubes not in map(str, numbers.TUBES):
            found.append(
                Problem("tubes", "misfit.whole", {"least": numbers.TUBES[0], "most": numbers.TUBES[-1]})
            )
        if found:
            raise InvalidRecord(found)
        try:
            saved = collect.collect(self._desk, typed, intent=self._desk.ids.new(), tubes=int(tubes))
        except InvalidRecord as invalid:
            told = [
                Problem(_IN_THE_SHEET.get(one.field, one.field), one.key, one.params)
                for one in invalid.problems
            ]
            raise InvalidRecord(told) from invalid
        if "page" in values:
            self._lines.keep(saved.ids[0], values)
        return True
