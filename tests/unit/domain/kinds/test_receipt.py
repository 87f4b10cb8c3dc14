"""Receipt: what a lab says of a box, and that it can be said with nothing but the list on the box."""

from __future__ import annotations

from datetime import date

from tikadesk.domain import reference
from tikadesk.domain.fields import read_all
from tikadesk.domain.kinds.consignment import CONSIGNMENT
from tikadesk.domain.kinds.receipt import RECEIPT
from tikadesk.domain.numbers import Number

BOX = "017978a8-d0c0-7117-ab1f-4bab1a92f40c"


def test_box_and_centre_are_named_so_that_the_receipt_finds_its_way() -> None:
    required = {field.name for field in RECEIPT.fields if field.required}
    assert required == {"consignment", "consignment_no", "centre"}
    number = str(Number("UP", "C", 12, 7))
    typed = {"consignment": BOX, "consignment_no": number, "centre": "UP-0007"}
    values, misfits = read_all(RECEIPT.fields, typed, date(2021, 5, 18))
    assert (values, misfits) == (dict(typed), {})


def test_it_has_no_number_of_its_own_and_goes_to_every_desk() -> None:
    assert RECEIPT.letter is None and RECEIPT.shared


def test_it_says_of_what_the_box_said() -> None:
    assert RECEIPT.by_name["sealing"].sql is CONSIGNMENT.by_name["sealing"].sql is int
    assert reference.options("list_from") == ("records", "qr", "file")
