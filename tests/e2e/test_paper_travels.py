"""Two desks of one centre, a real server between them: numbers set aside for paper, a page typed from it on one desk,
seen on the other; what two desks typed of one line, and a sticker that two people got, is not hidden.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.enrolled_desk import drain, enrolled, opened
from tests.paper import LINE, TYPED
from tests.server_process import ServerProcess
from tikadesk.actions import paper_counts, paper_entry, paper_kit, paper_list
from tikadesk.actions.desk import Desk


def _page(desk: Desk) -> paper_entry.Page:
    before = date.fromisoformat(desk.today()) - timedelta(days=3)
    typed = TYPED | {"day": before.strftime("%d-%m-%Y"), "expires_on": "31-12-2090"}
    return paper_entry.begin(desk, typed)


def test_a_page_of_paper_is_one_page_on_every_desk(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server") as server:
        given = server.command("print-series", "--kind", "R", "--count", "30")
        more = server.command("print-series", "--count", "10")
        one, other = (enrolled(server, tmp_path / name) for name in ("one", "two"))
        with opened(one) as desk:
            kit = paper_kit.plan(
                desk, {"pages": "1", "stickers_from": given["first"], "stickers_to": given["last"]}
            )
            assert len(kit.stickers) == 30 and str(kit.stickers[-1]) < more["first"]
            on = _page(desk)
            sticker = {"sticker_no": str(kit.stickers[0])}
            assert paper_entry.enter(desk, on, LINE | sticker, intent=desk.ids.new()).no == given["first"]
            second = {"serial": "8", "name": "Asha Tandi", "sex": "F", "mobile": "9826041201"}
            paper_entry.enter(desk, on, LINE | second, intent=desk.ids.new())
            count = {"day": TYPED["day"], "page": on.page, "lines": "9", "given": "9"}
            paper_counts.keep(desk, count | {"day": paper_entry.as_typed(on)["day"]}, intent=desk.ids.new())
        with opened(other) as desk:
            # Typed before it has heard of the first desk's page: the same line, and the same sticker.
            on = _page(desk)
            twin = {
                "serial": "8",
                "name": "Mohan Verma",
                "mobile": "9826041202",
                "sticker_no": given["first"],
            }
            paper_entry.enter(desk, on, LINE | twin, intent=desk.ids.new())
        flagged = []
        for folder in (one, other, one):
            status = drain(folder)
            flagged.append(status.flagged)
            assert (status.waiting, status.held) == (0, 0)
        assert max(flagged) > 0, "two people with one number is told"
        pages = []
        for folder in (one, other):
            with opened(folder) as desk:
                lines = paper_list.lines(desk, on)
                assert paper_list.sums(lines).twice == ("8",)
                pages.append(sorted((line.serial, line.name, line.no) for line in lines))
                assert paper_counts.offered(desk, on.day, on.page)["lines"] == "9"
        assert pages[0] == pages[1] and len(pages[0]) == 3
        assert server.command("status")["duplicate_numbers"] == 1
