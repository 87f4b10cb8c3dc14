from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.desk import practice_desk, walk_in
from tikadesk import assets, i18n
from tikadesk.actions import void
from tikadesk.actions.desk import Desk
from tikadesk.reports import paper, register_paper
from tikadesk.reports.export import export
from tikadesk.reports.register_paper import LEAST_ON_LAST, ON_LAST, PER_PAGE, Register, page_sizes, sheets

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def people(desk: Desk, count: int) -> list[str]:
    return [walk_in(desk, dose=False, mobile=f"98260{number:05d}").id for number in range(count)]


def said(register: Register) -> list[list[str]]:
    return [decoding.noted(sheet.paint_in).said for sheet in sheets(register)]


@pytest.mark.parametrize("lines", range(200))
def test_every_line_is_on_one_page_and_signatures_have_room_and_lines_above(lines: int) -> None:
    *pages, last = page_sizes(lines)
    assert sum(pages) + last == lines
    assert last <= ON_LAST and all(0 < page <= PER_PAGE for page in pages)
    assert last >= LEAST_ON_LAST or not pages


def test_columns_fill_the_sheet_in_both_languages() -> None:
    columns = paper.columns(register_paper.NAME)
    assert sum(column.width for column in columns) == 277
    for language in ("en", "hi"):
        i18n.use(language)
        assert len(set(paper.headings(register_paper.NAME, columns))) == len(columns)


def test_what_is_brought_forward_is_what_the_pages_before_say(qapp: QApplication, desk: Desk) -> None:
    recs = people(desk, 60)
    for rec in (recs[3], recs[40]):
        void.void(desk, "registration", rec, reason="twice")
    register = register_paper.of(desk.store, DAY)
    first, _, third = register.pages
    assert [len(page.rows) for page in register.pages] == [28, 26, 6]
    assert (first.here["lines"], first.here["void"], first.before["lines"]) == (28, 1, 0)
    assert (third.before["lines"], third.before["void"]) == (54, 2)
    total = third.before + third.here
    assert total["lines"] == 60 == total["not_vaccinated"] + total["void"]
    words = said(register)
    assert "Page 3 of 3" in words[2] and "Carried forward" in words[0] and "Day total" in words[2]
    assert register.heading.check in words[2][-1] and "Cancelled: Entered" in words[0]


def test_void_lines_keep_their_number_and_are_struck_through(qapp: QApplication, desk: Desk) -> None:
    recs = people(desk, 3)
    before = decoding.painted(sheets(register_paper.of(desk.store, DAY))[0].paint_in, 297, 210, 150)
    void.void(desk, "registration", recs[1], reason="twice")
    register = register_paper.of(desk.store, DAY)
    assert [row.said[0] for row in register.pages[0].rows] == ["1", "2", "3"]
    after = decoding.painted(sheets(register)[0].paint_in, 297, 210, 150)
    middle = decoding.QRectF(10, 20.6 + 6.6 + 1.5 * 5.7 - 0.3, 200, 0.9)
    assert decoding.ink(after, middle, 150) > 1.2 * decoding.ink(before, middle, 150)


def test_the_longest_name_stands_whole_in_both_scripts_and_is_struck_through_whole(
    qapp: QApplication, desk: Desk
) -> None:
    name, local = "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "वेंकटनरसिंहराजुवरिपेटा लक्ष्मी कुमारी"
    rec = walk_in(desk, dose=False, name=name, name_local=local).id

    def lines() -> list[tuple[str, decoding.QRectF]]:
        noting = decoding.noted(sheets(register_paper.of(desk.store, DAY))[0].paint_in)
        return [(words, room) for words, room in noting.lines if "LAKSHMI" in words or "लक्ष्मी" in words]

    standing = lines()
    assert " ".join(words for words, _ in standing) == f"{name} · {local}"
    void.void(desk, "registration", rec, reason="twice")
    assert lines() == standing
    image = decoding.painted(sheets(register_paper.of(desk.store, DAY))[0].paint_in, 297, 210, 300)
    for _, room in standing:
        through = decoding.QRectF(room.left(), room.center().y() - 0.05, room.width(), 0.25)
        assert decoding.ink(image, through, 300) > 0.5


def test_the_vial_line_stands_only_where_vials_were_opened(qapp: QApplication, desk: Desk) -> None:
    walk_in(desk)
    (words,) = said(register_paper.of(desk.store, DAY))
    assert "Vials opened 1 = 10 doses = 1 given + 0 wasted + 9 not accounted for (90.0%)" in words
    (words,) = said(register_paper.of(desk.store, "2021-05-01"))
    assert not [line for line in words if line.startswith("Vials")]
    assert i18n.tr("report.nobody_came") in words


def test_a_range_is_a_paper_for_each_day_and_the_same_bytes_twice(
    qapp: QApplication, desk: Desk, tmp_path: Path
) -> None:
    people(desk, 30)
    out = tmp_path / "r.pdf"
    made = export(desk.store, "register", "2021-05-16", "2021-05-18", "pdf", out)
    content = out.read_bytes()
    assert made.rows == 30 and content.count(b"/Type /Page\n") == 4
    assert export(desk.store, "register", "2021-05-16", "2021-05-18", "pdf", out) == made


def test_a_states_own_form_needs_no_code(
    qapp: QApplication, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_in(desk)
    folder = tmp_path / "print"
    folder.mkdir()
    form = {
        "title": {"en": "Form 7-B", "hi": "प्रपत्र 7-ख"},
        "columns": [
            {"key": "sno", "type": "text", "width": 20},
            {"key": "remarks", "type": "text", "width": 100},
            {"key": "thumb", "type": "text", "width": 40, "heading": {"en": "Thumb mark", "hi": "अँगूठा"}},
        ],
    }
    state = desk.store.me.state
    (folder / f"register_paper.{state}.json").write_text(json.dumps(form), encoding="utf-8")
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    (words,) = said(register_paper.of(desk.store, DAY))
    assert "Form 7-B" in words and "Thumb mark" in words and "Sushila Devi · सुशीला देवी" not in words
