"""How typed text becomes a value, field type by field type, and with which sentence it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sentences import refused
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import (
    MAX_TEXT,
    Choice,
    Code,
    Day,
    Field,
    Flag,
    Misfit,
    Mobile,
    PaperPlace,
    PersonName,
    Ref,
    Text,
    Time,
    Whole,
    read_all,
    read_day,
)  # fmt: skip

TODAY = date(2021, 5, 17)
ID = "017978a8-d0c0-7117-ab1f-4bab1a92f40c"
SAMPLES: list[Field] = [
    Text(name="village"), PersonName(name="name"), Mobile(name="mobile"), Code(name="batch"), Whole(name="token"),
    Flag(name="fever"), Choice(name="sex", words="sex"), Day(name="day"), Time(name="time"), Ref(name="person"),
]  # fmt: skip


def said(field: Field, typed: str) -> str:
    return refused(lambda: field.read(typed, TODAY))


@pytest.mark.parametrize("field", SAMPLES, ids=lambda field: type(field).__name__)
@given(typed=st.text(min_size=1).filter(str.strip))
def test_whatever_is_typed_is_read_or_refused_and_what_is_read_fits(field: Field, typed: str) -> None:
    try:
        value = field.read(typed, TODAY)
    except Misfit:
        return
    assert value is not None
    assert field.fits(value)
    assert isinstance(value, field.sql)


@pytest.mark.parametrize(
    "typed",
    ["9826041187", "98260 41187", "+91 98260-41187", "919826041187", "09826041187", "0091 9826041187", "९८२६०४११८७",
     "(982) 604-1187"],
)  # fmt: skip
def test_a_mobile_in_all_the_ways_it_is_written(typed: str) -> None:
    assert Mobile(name="mobile").read(typed, TODAY) == "9826041187"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("982604118", "misfit.mobile_length"),
        ("98260411870", "misfit.mobile_length"),
        ("5826041187", "misfit.mobile_start"),
        ("1141368436", "misfit.mobile_start"),
        ("9999999999", "misfit.mobile_same"),
        ("98260O1187", "misfit.mobile_letters"),
        ("\u202a9826041187\u202c", "misfit.invisible"),  # as pasted from a phone's contacts
    ],
)
def test_a_wrong_mobile_says_what_is_wrong_with_it(typed: str, key: str) -> None:
    assert said(Mobile(name="mobile"), typed) == key


@given(st.from_regex(r"[6-9][0-9]{9}", fullmatch=True).filter(lambda number: len(set(number)) > 1))
def test_every_other_number_of_ten_digits_is_a_mobile(number: str) -> None:
    assert Mobile(name="mobile").read(f"+91{number}", TODAY) == number


@pytest.mark.parametrize(
    "typed",
    ["Sunita Verma", "सुनीता", "ली", "O'Brien", "डॉ॰ क्षमा", "Md. Ali-Khan", "Om", "ज\u093c" + "ा" * 97],
)
def test_names_in_either_script_up_to_99_characters(typed: str) -> None:
    assert PersonName(name="name").read(f"  {typed} ", TODAY) == typed


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("सु" * 50, "misfit.too_long"),
        ("x", "misfit.name_short"),
        ("..", "misfit.name_short"),
        ("Sunita 2", "misfit.name_digits"),
        ("सुनीता २", "misfit.name_digits"),
        ("Sunita (w/o Ram)", "misfit.name_signs"),
        ("jkes'k oekZ", "misfit.krutidev"),
        ("Sun\u200bita", "misfit.invisible"),
        ("Sun\x00ita", "misfit.invisible"),
    ],
)
def test_a_wrong_name_says_what_is_wrong_with_it(typed: str, key: str) -> None:
    assert said(PersonName(name="name"), typed) == key


def test_a_name_may_have_99_characters_of_hindi_and_not_one_more() -> None:
    assert PersonName(name="name").read("क" * 99, TODAY) == "क" * 99
    with pytest.raises(Misfit) as refusal:
        PersonName(name="name").read("क" * 100, TODAY)
    assert refusal.value.params == {"longest": 99, "length": 100}


@pytest.mark.parametrize(
    ("typed", "day"),
    [("17-05-2021", "2021-05-17"), ("17/5/21", "2021-05-17"), ("१७.०५.२०२१", "2021-05-17"), ("17052021", "2021-05-17"),
     ("2021-05-17", "2021-05-17"), ("2021-05-17 00:00:00", "2021-05-17"), ("1 2 21", "2021-02-01")],
)  # fmt: skip
def test_the_forms_of_a_date_day_first(typed: str, day: str) -> None:
    assert Day(name="day").read(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("31-02-2021", "misfit.day_none"),
        ("17-13-2021", "misfit.day_none"),
        ("17 May", "misfit.day_form"),
        ("18-05-2021", "misfit.day_ahead"),
        ("17-05-2021\u200b", "misfit.invisible"),
    ],
)
def test_an_impossible_date_says_so(typed: str, key: str) -> None:
    assert said(Day(name="day"), typed) == key


def test_a_day_before_the_first_possible_one_is_refused() -> None:
    assert said(Day(name="day", earliest="2021-01-16"), "15-01-2021") == "misfit.day_before_programme"
    assert Day(name="day", earliest="2021-01-16").read("16-01-2021", TODAY) == "2021-01-16"


@pytest.mark.parametrize(
    ("typed", "year"), [("1-1-21", 2021), ("1-1-31", 2031), ("1-1-32", 1932), ("1-1-99", 1999)]
)
def test_years_of_two_digits(typed: str, year: int) -> None:
    assert read_day(typed, TODAY).year == year


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]),
)
def test_every_date_written_out_is_read_back(day: date, form: str) -> None:
    assert read_day(day.strftime(form), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "time"), [("9:5", "09:05"), ("0905", "09:05"), ("905", "09:05"), ("१०.३४", "10:34")]
)
def test_the_forms_of_a_time(typed: str, time: str) -> None:
    assert Time(name="time").read(typed, TODAY) == time


@pytest.mark.parametrize("typed", ["24:00", "10:60", "noon", "1", "99"])
def test_a_time_that_no_clock_shows(typed: str) -> None:
    assert said(Time(name="time"), typed) == "misfit.time"


@pytest.mark.parametrize(
    ("read", "key"),
    [
        (lambda: Code(name="batch").read("बैच4", TODAY), "misfit.code_signs"),
        (lambda: Code(name="batch", longest=4).read("4121Z", TODAY), "misfit.code_length"),
        (lambda: Code(name="batch").read("41\u200b21", TODAY), "misfit.invisible"),
        (lambda: Whole(name="token", least=1, most=9).read("10", TODAY), "misfit.whole"),
        (lambda: Whole(name="token").read("-1", TODAY), "misfit.whole"),
        (lambda: Flag(name="fever").read("perhaps", TODAY), "misfit.yes_no"),
        (lambda: Flag(name="fever").read(".", TODAY), "misfit.yes_no"),
        (lambda: Choice(name="sex", words="sex").read("X", TODAY), "misfit.choice.sex"),
        (lambda: Ref(name="person").read("Sunita", TODAY), "misfit.reference"),
    ],
)
def test_the_other_refusals(read: Callable[[], Value], key: str) -> None:
    assert refused(read) == key


def test_codes_are_kept_in_capitals_without_spaces() -> None:
    assert Code(name="batch").read(" 4121 z०25 ", TODAY) == "4121Z025"


@pytest.mark.parametrize(
    ("typed", "kept"), [("03", "3"), ("००७", "7"), ("120", "120"), ("0", "0"), ("b-03", "B-03")]
)
def test_a_page_of_paper_has_one_name_however_it_is_written(typed: str, kept: str) -> None:
    assert PaperPlace(name="page").read(typed, TODAY) == kept


@pytest.mark.parametrize(
    ("field", "fitting", "misshapen"),
    [
        (Text(name="village"), "x" * MAX_TEXT, "x" * (MAX_TEXT + 1)),
        (Mobile(name="mobile"), "9826041187", "9826०41187"),
        (Whole(name="token"), 7, "7"),
        (Whole(name="token"), 7, True),
        (Flag(name="fever"), True, 2),
        (Choice(name="sex", words="sex"), "an option of a newer desk", 3),
        (Day(name="day"), "2021-05-17", "2021-5-17"),
        (Day(name="day"), "2021-05-17", "20210517"),
        (Time(name="time"), "23:59", "24:00"),
        (Ref(name="person"), ID, ID.upper()),
    ],
)
def test_the_shape_that_any_desks_entry_must_have(field: Field, fitting: Value, misshapen: Value) -> None:
    assert field.fits(fitting) and field.fits(None)
    assert not field.fits(misshapen)


def test_a_form_is_read_whole_with_every_refusal() -> None:
    fields = (PersonName(name="name", required=True), Mobile(name="mobile"), Flag(name="fever"))
    values, misfits = read_all(fields, {"mobile": "12", "fever": "Y", "unknown": "x"}, TODAY)
    assert values == {"fever": 1}
    assert {name: misfit.key for name, misfit in misfits.items()} == {
        "name": "misfit.missing.name",
        "mobile": "misfit.mobile_length",
    }
