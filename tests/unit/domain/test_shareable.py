from __future__ import annotations

import pytest

from tikadesk.domain import shareable, sheet

HEADINGS = [
    "Page",
    "Serial",
    "Name",
    "Age",
    "Gender",
    "Mobile",
    "Photo ID",
    "ID number",
    "Ration card",
    "Other",
]


def kept(**changed: str) -> dict[str, str]:
    columns = sheet.columns(HEADINGS, sheet.REGISTRATION)
    base = dict.fromkeys(HEADINGS, "") | changed
    return dict(zip(HEADINGS, shareable.cells(columns, columns.row(2, list(base.values()))), strict=True))


@pytest.mark.parametrize(
    ("kind", "number", "left"),
    [
        ("Aadhaar", "2341 2341 2346", "XXXX XXXX 2346"),  # good: its end is enough
        ("आधार", "234123412347", ""),  # wrong: it has to come from the paper again
        ("Aadhaar", "23412341234", ""),
        ("राशन कार्ड", "229074391500", "229074391500"),  # the desk keeps it as well
        ("Voter", "SZS8906828", "SZS8906828"),
        ("", "234123412346", "XXXX XXXX 2346"),
        ("what?", "234123412346", "XXXX XXXX 2346"),
    ],
)
def test_no_whole_aadhaar_is_written(kind: str, number: str, left: str) -> None:
    cells = kept(**{"Photo ID": kind, "ID number": number})
    assert cells["ID number"] == left


def test_an_aadhaar_in_another_column_is_cut() -> None:
    assert kept(Other="card 2341 2341 2346 seen")["Other"] == "card XXXX XXXX 2346 seen"
    assert kept(Name="234123412346")["Name"] == "XXXX XXXX 2346"
    assert kept(Mobile="234123412346")["Mobile"] == "XXXX XXXX 2346"


def test_a_mobile_with_its_country_code_stays_whole() -> None:
    assert kept(Mobile="+91-8981741040")["Mobile"] == "8981741040"
    assert kept(Mobile="982611571")["Mobile"] == "982611571"


def test_a_ration_card_is_written_as_the_desk_keeps_it() -> None:
    assert kept(**{"Ration card": "229074391500"})["Ration card"] == "229074391500"
    assert kept(**{"Ration card": "2341 2341 2346"})["Ration card"] == "XXXXXXXX2346"


@pytest.mark.parametrize("formula", ["=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])
def test_nothing_is_left_for_a_spreadsheet_to_compute(formula: str) -> None:
    written = kept(Other=formula)["Other"]
    assert written == "'" + formula
    assert sheet.typed_cell(written) == formula


def test_a_lone_dash_stays_a_dash() -> None:
    assert shareable.inert("-") == "-"


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ({"Ration card": "2341 2341 2346"}, ["ration_card"]),
        ({"Photo ID": "राशन कार्ड", "ID number": "234123412346"}, ["id_number"]),
        ({"Ration card": "229074391500", "Photo ID": "राशन कार्ड", "ID number": "229074391500"}, []),
        ({"Ration card": "XXXXXXXX2346"}, []),  # cut in an earlier round
        ({"Photo ID": "Aadhaar", "ID number": "234123412346"}, []),
    ],
)
def test_a_ration_card_that_is_cut_is_known(typed: dict[str, str], cut: list[str]) -> None:
    columns = sheet.columns(HEADINGS, sheet.REGISTRATION)
    row = columns.row(2, list((dict.fromkeys(HEADINGS, "") | typed).values()))
    assert shareable.cut_ration_cards(columns, row) == cut
