"""The lab's side: a box comes in, its tubes are compared with its list, and the receipt goes back to the centre.

The list comes from the records, from the codes on paper, or from a file; a box without any is received by its tubes'
labels. What is read here is in ``receiving``.
"""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk.actions import boxes, manifests, receiving, samples
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.pack import Refused, mistyped
from tikadesk.actions.receiving import Line, Receiving
from tikadesk.domain import identity, numbers
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.kinds.consignment import OPEN
from tikadesk.domain.kinds.receipt import RECEIPT
from tikadesk.domain.kinds.receipt_line import ACCEPTED, EXTRA, RECEIPT_LINE, REJECTED, SHORT
from tikadesk.domain.manifest import Manifest
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord
from tikadesk.store import boxes as stored
from tikadesk.store import records
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

QR, FILE, RECORDS = "qr", "file", "records"
_HEADER = tuple(RECEIPT.by_name[name] for name in ("received_temp", "received_by"))
_TUBE_LETTERS = (numbers.CASE, numbers.FALLBACK)
_BOX_LETTERS = (numbers.CONSIGNMENT, numbers.FALLBACK)


def begin(desk: Desk, box: str | Manifest, *, list_from: str = QR) -> Receiving:
    """Begin to receive a box, or go on: the same box again is the same receipt. Raises Refused.

    ``box`` is its number, typed or scanned, or its list as taken from codes (``list_from`` "qr") or a file.
    """
    desk.must(Verb.RECEIVE)
    head = _of_list(box, list_from) if isinstance(box, Manifest) else _of_number(desk, box)
    with desk.store.write() as writer:
        found = _begun(desk, head)
        if found is None:
            now = {"day": desk.today(), "time": desk.now().strftime("%H:%M")}
            rec = desk.create(writer, "receipt", head | now)
        else:
            rec = found["id"]
            if found["consignment"] is None and head["consignment"] is not None:
                _complete(desk, writer, found, head)
    return receiving.of(desk, rec)


def receive_all(desk: Desk, receipt_id: str) -> Receiving:
    """Everything on the list is there and good: the lines that nothing was said of yet."""
    desk.must(Verb.RECEIVE)
    with desk.store.write() as writer:
        now = _of(desk, receipt_id)
        for line in now.unseen:
            _write(desk, writer, now, line.tube, {"verdict": ACCEPTED})
    return _of(desk, receipt_id)


def receive_tube(desk: Desk, receipt_id: str, typed: str) -> Line:
    """One tube is there and good; one that is not on the list is written down as extra. Raises Refused."""
    desk.must(Verb.RECEIVE)
    with desk.store.write() as writer:  # another program may count the same box on this desk
        now = _of(desk, receipt_id)
        no = _meant(desk, now, typed)
        line = now.line_of(no)
        if line is not None and line.verdict in (ACCEPTED, EXTRA):
            raise Refused("receive.here_already")
        if line is not None and line.verdict == REJECTED:
            raise Refused("receive.rejected_already")
        expected = (line is not None and line.on_list) or not now.has_list
        _write(desk, writer, now, no, {"verdict": ACCEPTED if expected else EXTRA, "reason": None})
    return _line_of(desk, receipt_id, no)


def reject(desk: Desk, receipt_id: str, tube: str, reason: str) -> Line:
    """One tube is there and cannot be tested, for a ``reason`` of the list. Raises InvalidRecord, Refused."""
    desk.must(Verb.RECEIVE)
    why = _read(desk, "reason", reason)
    with desk.store.write() as writer:
        now = _of(desk, receipt_id)
        no = _meant(desk, now, tube)
        _write(desk, writer, now, no, {"verdict": REJECTED, "reason": why})
    return _line_of(desk, receipt_id, no)


def unlabelled(desk: Desk, receipt_id: str, note: str = "") -> Line:
    """A tube without a label that can be read; ``note`` says how it looks. Raises InvalidRecord."""
    desk.must(Verb.RECEIVE)
    values: dict[str, Value] = {"verdict": REJECTED, "reason": "unlabelled"}
    if note.strip():
        values["notes"] = _read(desk, "notes", note)
    with desk.store.write() as writer:
        rec = _create(desk, writer, _of(desk, receipt_id), None, values)
    return next(line for line in _of(desk, receipt_id).lines if line.line_id == rec)


def undo(desk: Desk, line_id: str) -> None:
    """Take back what was said of one tube: nothing was said of it then. Raises Refused."""
    desk.must(Verb.RECEIVE)
    with desk.store.write() as writer:
        desk.change(writer, "receipt_line", _line(desk, line_id), Op.VOID, {}, why="undo")


def finish(desk: Desk, receipt_id: str, typed: Mapping[str, str]) -> Receiving:
    """The box is through: what was not seen is short, and the receipt goes back. ``typed``: received_temp, received_by.

    A tube found afterwards can still be received. Raises InvalidRecord.
    """
    desk.must(Verb.RECEIVE)
    values, misfits = read_all(_HEADER, typed, desk.now().date())
    if misfits:
        raise InvalidRecord(problems(misfits))
    if desk.operator:
        values.setdefault("received_by", desk.operator.name)
    values |= {"finished": 1, "day": desk.today(), "time": desk.now().strftime("%H:%M")}
    with desk.store.write() as writer:
        now = _of(desk, receipt_id)
        for line in now.unseen:
            _write(desk, writer, now, line.tube, {"verdict": SHORT})
        desk.change(writer, "receipt", _receipt(desk, receipt_id), Op.EDIT, values, why=None)
    return _of(desk, receipt_id)


def record_result(desk: Desk, line_id: str, result: str) -> None:
    """Write down the result of a tube that was received. Raises InvalidRecord, Refused."""
    desk.must(Verb.RECEIVE)
    values = {"result": _read(desk, "result", result), "result_on": desk.today()}
    with desk.store.write() as writer:
        row = _line(desk, line_id)
        if row["verdict"] not in (ACCEPTED, EXTRA):
            raise Refused("receive.not_in_hand")
        desk.change(writer, "receipt_line", row, Op.EDIT, values, why=None)


# --- which box ----------------------------------------------------------------------------------------------------
def _of_list(box: Manifest, list_from: str) -> dict[str, Value]:
    return {
        "consignment": box.consignment, "consignment_no": box.no, "centre": box.centre or None, "lab": box.lab,
        "sealing": box.sealing, "expected": len(box.tubes), "list_from": list_from,
    }  # fmt: skip


def _of_number(desk: Desk, typed: str) -> dict[str, Value]:
    """What a receipt says of a box whose number was typed: from the records, or a list taken in before, if any."""
    box = boxes.of_number(desk, typed)
    number = numbers.parse(typed)
    if number is not None and number.kind == numbers.CONSIGNMENT and number.practice != desk.practice:
        raise Refused("pack.practice" if number.practice else "pack.not_practice")
    if box is not None:
        if box.state == OPEN:
            raise Refused("box.is_open", box=box.shown)
        return {
            "consignment": box.id, "consignment_no": box.no, "centre": box.centre or None, "lab": box.lab,
            "sealing": box.sealing, "expected": box.tubes - box.strays + box.gone, "list_from": RECORDS,
        }  # fmt: skip
    if number is None or number.kind not in _BOX_LETTERS:
        raise Refused("receive.not_a_box")
    listed = manifests.taken_as(desk, str(number))
    if listed is not None:
        return _of_list(listed, QR)
    return {"consignment": None, "consignment_no": str(number), "centre": None, "expected": 0}


def _begun(desk: Desk, head: Mapping[str, Value]) -> Row | None:
    connection, box = desk.store.connection, head["consignment"]
    known = stored.receipts(connection, [str(box)])[str(box)] if box is not None else []
    return known[0] if known else stored.receipt_without_list(connection, str(head["consignment_no"]))


def _complete(desk: Desk, writer: Writer, receipt: Row, head: Mapping[str, Value]) -> None:
    """The list of a box has come that was begun by its number alone: receipt and lines learn whose it is, and what was
    in the box beyond its list is extra.
    """
    whose = {"consignment": head["consignment"], "centre": head["centre"]}
    _, tubes = receiving.list_of(desk, str(head["consignment"]))
    listed = {tube.no for tube in tubes}
    lines = stored.lines(desk.store.connection, [receipt])[receipt["id"]]
    desk.change(writer, "receipt", receipt, Op.EDIT, head, why=None)
    for line in lines:
        extra = line["verdict"] == ACCEPTED and line["tube"] not in listed
        said = whose | {"verdict": EXTRA} if extra else whose
        desk.change(writer, "receipt_line", line, Op.EDIT, said, why=None)


# --- which tube, and what is said of it ---------------------------------------------------------------------------
def _meant(desk: Desk, now: Receiving, typed: str) -> str:
    """The number of the tube that was scanned or typed. Raises Refused: with the nearest on the list, or here."""
    no = numbers.read_tube(typed)
    if no is None:
        known = samples.of_number(desk, typed)
        if known is not None:
            return known.no
        near = samples.near(desk, typed)
        here = {row.no for row in near}
        raise mistyped(near, [one for one in numbers.near(typed) if one in here or now.line_of(one)])
    number = numbers.parse(numbers.case_of(no))
    if number is None or number.kind not in _TUBE_LETTERS:
        raise Refused("pack.not_a_number")
    if number.kind == numbers.CASE and number.practice != desk.practice:
        raise Refused("pack.practice" if number.practice else "pack.not_practice")
    return no


def _line_of(desk: Desk, receipt_id: str, no: str) -> Line:
    line = _of(desk, receipt_id).line_of(no)
    if line is None:
        raise Refused("receive.unknown")
    return line


def _write(desk: Desk, writer: Writer, now: Receiving, no: str, values: Mapping[str, Value]) -> None:
    line = now.line_of(no)
    row = records.get(desk.store.connection, "receipt_line", line.line_id) if line and line.line_id else None
    if row is None:
        _create(desk, writer, now, no, values)
        return
    changed = {name: value for name, value in values.items() if row[name] != value}
    if changed:
        desk.change(writer, "receipt_line", row, Op.EDIT, changed, why=None)


def _create(desk: Desk, writer: Writer, now: Receiving, no: str | None, values: Mapping[str, Value]) -> str:
    whose: dict[str, Value] = {
        "receipt": now.id, "consignment": now.box or None, "centre": now.centre or None, "tube": no,
    }  # fmt: skip
    said = {name: value for name, value in (whose | dict(values)).items() if value is not None}
    return desk.create(writer, "receipt_line", said)


def _read(desk: Desk, name: str, typed: str) -> Value:
    try:
        values = {name: RECEIPT_LINE.by_name[name].read(typed, desk.now().date())}
    except Misfit as misfit:
        raise InvalidRecord(problems({name: misfit})) from misfit
    identity.keep_out(values, {})
    return values[name]


def _of(desk: Desk, receipt_id: str) -> Receiving:
    _receipt(desk, receipt_id)
    return receiving.of(desk, receipt_id)


def _receipt(desk: Desk, receipt_id: str) -> Row:
    row = records.get(desk.store.connection, "receipt", receipt_id)
    if row is None or row["void"]:
        raise Refused("receive.unknown")
    return row


def _line(desk: Desk, line_id: str) -> Row:
    row = records.get(desk.store.connection, "receipt_line", line_id)
    if row is None or row["void"]:
        raise Refused("receive.unknown")
    return row
