from __future__ import annotations

import pytest

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.wire import Fault, WireError
from tikadesk.server import feed, sql
from tikadesk.server.feed import Place
from tikadesk.server.service import Service


def test_pages_join_without_gap_or_repeat(desk: DeskAtHand, service: Service) -> None:
    for i in range(150):
        desk.hand.write(desk.hand.entry("event", {"what": "print", "subject": "x" * (i % 70)}).body())
    desk.push()
    seen, cursor, pages = [], None, 0
    while True:
        page = feed.page(service, desk.device, cursor, 3000)
        seen += [item["n"] for item in page.items if item["t"] == "op"]
        cursor, pages = page.cursor, pages + 1
        if not page.more:
            break
    assert seen == list(range(1, 151))
    assert pages > 10
    assert feed.page(service, desk.device, cursor).items == ()


def test_one_item_larger_than_the_page_still_comes(desk: DeskAtHand, service: Service) -> None:
    desk.hand.register()
    desk.push()
    page = feed.page(service, desk.device, None, 0)
    assert len(page.items) == 1
    assert page.more


def test_new_items_come_after_the_cursor(desk: DeskAtHand, other: DeskAtHand, service: Service) -> None:
    desk.hand.register()
    desk.push()
    cursor = feed.page(service, other.device, None).cursor
    entry = desk.hand.register()
    desk.push(2)
    (item,) = feed.page(service, other.device, cursor).items
    assert (item["id"], item["label"], item["dev"]) == (entry.id, desk.hand.label, desk.hand.dev)


def test_a_restored_server_does_not_honour_a_place_it_never_gave(desk: DeskAtHand, service: Service) -> None:
    desk.hand.register()
    desk.push()
    cursor = feed.page(service, desk.device, None).cursor
    sql.run("UPDATE feed SET nonce=nonce+1 WHERE scope=%s", feed.centre_scope("CG-0231"))
    with pytest.raises(WireError) as lost:
        feed.page(service, desk.device, cursor)
    assert lost.value.fault is Fault.CURSOR_LOST
    sql.run("DELETE FROM feed")
    with pytest.raises(WireError):
        feed.page(service, desk.device, cursor)


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "ü", "=" * 50, "e30"])
def test_a_cursor_of_another_maker_is_lost(desk: DeskAtHand, service: Service, cursor: str) -> None:
    with pytest.raises(WireError):
        feed.page(service, desk.device, cursor)


def test_own_entries_follow_a_number(desk: DeskAtHand) -> None:
    for _ in range(4):
        desk.hand.register()
    desk.push()
    assert [item["n"] for item in feed.own(desk.device, 2).items] == [3, 4]
    first = feed.own(desk.device, 0, 100)
    assert ([item["n"] for item in first.items], first.more) == ([1], True)


def test_places_are_numbered_in_order_over_transactions(service: Service, desk: DeskAtHand) -> None:
    for n in range(3):
        feed.add(
            "387",
            "centre:X",
            [Place("notice", desk.hand.dev, 0, f'{{"t":"notice","id":"{n}-{i}"}}') for i in range(2)],
        )
    found = sql.rows("SELECT seq, item FROM feed WHERE scope='centre:X' ORDER BY seq")
    assert [seq for seq, _ in found] == [1, 2, 3, 4, 5, 6]
    assert '"2-1"' in found[-1][1]


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[1]", b'{"id":7}', b'{"id":"short"}', b"[" * 5000, b'{"id":"\\ud800"}']
)
def test_a_body_without_an_id_has_none(body: bytes) -> None:
    assert feed.entry_id(body) == ""
