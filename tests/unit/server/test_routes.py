from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tests.unit.server.test_judge import edit
from tikadesk.domain import reference
from tikadesk.domain.entry import Entry, Op
from tikadesk.server import board, feed, routes, sql
from tikadesk.server.service import Service

NEAR, FAR = "LAB-AIIMSRPR", "LAB-KGMU"  # of the centre's own district, and of another state


@pytest.fixture
def near(service: Service) -> DeskAtHand:
    """A desk of the laboratory in the centre's own district."""
    return lab(service, NEAR)


@pytest.fixture
def far(service: Service) -> DeskAtHand:
    """A desk of a laboratory in another district, of another state."""
    return lab(service, FAR, "162", seed=21)


def lab(service: Service, code: str, district: str = "387", seed: int = 20) -> DeskAtHand:
    return enrol_at(add_centre(service, code, district), seed=seed, centre=code)


def add_centre(service: Service, code: str, district: str) -> Service:
    """As an administrator adds one."""
    sql.run(
        "INSERT INTO centre(code, name, name_hi, district, state) VALUES (%s,%s,'',%s,%s)",
        *(code, code, district, reference.districts()[district].state),
    )
    return service


def box(desk: DeskAtHand, to: str) -> Entry:
    values = {"lab": to, "size": 60, "state": "open", "day": "2026-11-19"}
    return desk.hand.entry("consignment", values)


def tube(desk: DeskAtHand, **more: Any) -> Entry:
    values = {"name": "राम", "sex": "M", "sample_type": "npop", "day": "2026-11-19"}
    return desk.hand.entry("sample", values | more)


def told(desk: DeskAtHand) -> list[str]:
    """The entries of other centres that its feeds show, in order."""
    return [item["id"] for item in desk.read() if item["t"] == "op" and "centre" in item]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_sealed_box_and_its_tubes_go_to_the_lab_in_whatever_order_they_come(
    desk: DeskAtHand, other: DeskAtHand, near: DeskAtHand, order: tuple[int, ...]
) -> None:
    a_box, a_tube = box(desk, NEAR), tube(desk)
    packed = edit(desk, a_tube, {"box": a_box.id, "slot": 1})
    sealed = edit(desk, a_box, {"state": "sealed", "tubes": 1})
    steps = [[a_tube, packed], [a_box], [sealed]]
    for place, step in enumerate(order):
        assert (other if place % 2 else desk).say(*(entry.body() for entry in steps[step])) == {}
    assert sorted(told(near)) == sorted(entry.id for entry in (a_tube, packed, a_box, sealed))
    lost = edit(desk, packed, {"lost_reason": "broken"})
    assert desk.say(lost.body()) == {}
    assert told(near)[-1] == lost.id


def test_nothing_leaves_before_the_seal_and_everything_before_it_leaves_with_it(
    desk: DeskAtHand, near: DeskAtHand
) -> None:
    a_box, tubes = box(desk, NEAR), [tube(desk) for _ in range(3)]
    packed = [edit(desk, one, {"box": a_box.id}) for one in tubes]
    desk.say(*(entry.body() for entry in (a_box, *tubes, *packed, tube(desk))))
    assert told(near) == []
    sealed = edit(desk, a_box, {"state": "sealed"})
    desk.say(sealed.body())
    assert sorted(told(near)) == sorted(entry.id for entry in (a_box, sealed, *tubes, *packed))
    late = tube(desk, box=a_box.id)
    desk.say(late.body())
    assert told(near)[-1] == late.id


def test_the_lab_learns_of_a_broken_seal_and_of_what_was_taken_out(
    desk: DeskAtHand, near: DeskAtHand
) -> None:
    a_box = box(desk, NEAR)
    a_tube = tube(desk, box=a_box.id)
    sealed = edit(desk, a_box, {"state": "sealed"})
    desk.say(a_box.body(), a_tube.body(), sealed.body())
    opened = edit(desk, sealed, {"state": "open"}, why="wrong_tube")
    out = edit(desk, a_tube, {"box": None, "slot": None})
    desk.say(opened.body(), out.body())
    assert told(near)[-2:] == [opened.id, out.id]


def test_a_seal_and_its_breaking_in_one_batch_open_the_route_as_they_did_one_by_one(
    desk: DeskAtHand, near: DeskAtHand
) -> None:
    """As they come when a server has lost its data; the lab knows of the first seal from before."""
    a_box = box(desk, NEAR)
    sealed = edit(desk, a_box, {"state": "sealed"})
    opened = edit(desk, sealed, {"state": "open"}, why="wrong_tube")
    desk.say(a_box.body(), sealed.body(), opened.body())
    assert told(near) == [a_box.id, sealed.id, opened.id]


def test_a_lab_of_another_state_gets_bodies_labels_and_centres(desk: DeskAtHand, far: DeskAtHand) -> None:
    a_box = box(desk, FAR)
    a_tube = tube(desk, box=a_box.id)
    desk.say(a_box.body(), edit(desk, a_box, {"state": "dispatched"}).body(), a_tube.body())
    items = [item for item in far.read() if item["t"] == "op"]
    assert [item["b"].encode() for item in items] == desk.hand.bodies
    assert {(item["dev"], item["label"], item["centre"]) for item in items} == {
        (desk.hand.dev, desk.hand.label, "CG-0231")
    }
    assert "centre" not in desk.read()[-1]


def test_receipts_go_to_the_centre_that_they_name(desk: DeskAtHand, far: DeskAtHand) -> None:
    here = {"consignment": desk.hand.ids.new(), "centre": "CG-0231"}
    head = far.hand.entry("receipt", here | {"consignment_no": "CGC01000000100"})
    line = far.hand.entry("receipt_line", here | {"receipt": head.id, "tube": "X", "verdict": "accepted"})
    own = far.hand.entry("receipt", here | {"consignment_no": "CGC01000000100", "centre": FAR})
    assert far.say(head.body(), line.body(), own.body()) == {}
    assert sorted(told(desk)) == sorted([head.id, line.id])
    result = edit(far, line, {"result": "negative"})
    far.say(result.body())
    assert told(desk)[-1] == result.id
    assert [item for item in far.read() if item["t"] == "op" and "centre" in item] == []


def test_a_lab_enrolled_after_the_boxes_were_sent_gets_them(desk: DeskAtHand, service: Service) -> None:
    a_box = box(desk, FAR)
    sealed = edit(desk, a_box, {"state": "sealed"})
    desk.say(a_box.body(), sealed.body())
    late = lab(service, FAR, "162")
    assert told(late) == [a_box.id, sealed.id]


def test_a_tube_in_two_boxes_is_told_to_both_labs_with_both_packings(
    desk: DeskAtHand, other: DeskAtHand, near: DeskAtHand, far: DeskAtHand
) -> None:
    boxes = [box(desk, NEAR), box(desk, FAR)]
    a_tube = tube(desk)
    seals = [edit(desk, one, {"state": "sealed"}) for one in boxes]
    desk.say(*(entry.body() for entry in (*boxes, a_tube, *seals)))
    packings = [edit(by, a_tube, {"box": one.id}) for by, one in zip((desk, other), boxes, strict=True)]
    desk.say(packings[0].body())
    other.say(packings[1].body())
    assert sql.value("SELECT conflict FROM rec WHERE id=%s", a_tube.id) == "box"
    for at in (near, far):
        assert {a_tube.id, *(entry.id for entry in packings)} <= set(told(at))
    settled = edit(desk, packings[0], {"box": boxes[0].id}, over=tuple(one.id for one in packings))
    desk.say(settled.body())
    assert told(near)[-1] == told(far)[-1] == settled.id
    assert sql.rows("SELECT box FROM packed WHERE rec=%s", a_tube.id) == [(boxes[0].id,)]


def test_two_desks_that_pack_one_tube_into_two_unsealed_boxes_tell_nobody(
    desk: DeskAtHand, other: DeskAtHand, near: DeskAtHand
) -> None:
    a_tube, boxes = tube(desk), [box(desk, NEAR), box(other, NEAR)]
    desk.say(a_tube.body(), boxes[0].body(), edit(desk, a_tube, {"box": boxes[0].id}).body())
    other.say(boxes[1].body(), edit(other, a_tube, {"box": boxes[1].id}).body())
    assert told(near) == []
    assert sql.value("SELECT COUNT(*) FROM packed WHERE rec=%s", a_tube.id) == 2


def test_flags_travel_whether_they_come_before_or_after(desk: DeskAtHand, far: DeskAtHand) -> None:
    number = desk.hand.number("K")
    a_box = box(desk, FAR)
    before, after = tube(desk, no=number, box=a_box.id), tube(desk, no=number, box=a_box.id)
    desk.say(a_box.body(), edit(desk, a_box, {"state": "sealed"}).body(), before.body())
    said = desk.say(after.body())
    assert said == {4: ("flagged", "number-collision")}
    assert {item["id"] for item in far.read() if item["t"] == "verdict"} == {before.id, after.id}
    later = box(desk, NEAR)
    desk.say(later.body(), edit(desk, later, {"state": "sealed"}).body())
    desk.say(edit(desk, before, {"box": later.id}).body())
    near = lab(desk.service, NEAR)
    assert {item["id"] for item in near.read() if item["t"] == "verdict"} == {before.id}


def test_a_lab_cannot_change_what_another_centre_sent(
    desk: DeskAtHand, near: DeskAtHand, far: DeskAtHand
) -> None:
    for at, to in ((near, NEAR), (far, FAR)):
        a_box = box(desk, to)
        a_tube = tube(desk, box=a_box.id)
        desk.say(a_box.body(), edit(desk, a_box, {"state": "sealed"}).body(), a_tube.body())
        change = edit(at, a_tube, {"name": "श्याम"})
        void = edit(at, a_box, {}, op=Op.VOID, why="wrong")
        assert at.say(change.body(), void.body()) == {
            1: ("held", "out-of-scope"),
            2: ("held", "out-of-scope"),
        }
    assert sql.value("SELECT COUNT(*) FROM rec WHERE k IN %s", ("sample", "consignment")) == 4


def test_a_box_for_the_own_centre_or_for_no_code_goes_nowhere(desk: DeskAtHand) -> None:
    for to in ("CG-0231", "\x00", "", "X" * 40, "लैब"):
        a_box = box(desk, to)
        assert desk.say(a_box.body(), edit(desk, a_box, {"state": "sealed"}).body()) == {}
    assert sql.rows("SELECT * FROM route") == []


def test_a_feed_of_several_districts_is_read_in_pages_without_gap_or_repeat(
    desk: DeskAtHand, far: DeskAtHand, service: Service
) -> None:
    add_centre(service, "UP-0001", "162")
    add_centre(service, "UP-0002", "157")
    senders = [desk, *(enrol_at(service, seed=30 + n, centre=f"UP-000{n}") for n in (1, 2))]
    sent = []
    for sender in senders:
        a_box = box(sender, FAR)
        entries = [a_box, edit(sender, a_box, {"state": "sealed"})]
        entries += [tube(sender, box=a_box.id) for _ in range(20)]
        sender.say(*(entry.body() for entry in entries))
        sent += [entry.id for entry in entries]
    seen, cursor = [], None
    while True:
        page = feed.page(service, far.device, cursor, 2000)
        seen += [item["id"] for item in page.items if item["t"] == "op"]
        cursor = page.cursor
        if not page.more:
            break
    assert sorted(seen) == sorted(sent)
    assert feed.page(service, far.device, cursor).items == ()


def test_more_than_one_question_can_hold_is_asked_in_several(
    desk: DeskAtHand, other: DeskAtHand, near: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "AT_ONCE", 2)
    boxes = [box(desk, NEAR) for _ in range(3)]
    tubes = [tube(desk, box=one.id) for one in boxes for _ in range(3)]
    desk.say(*(entry.body() for entry in (*boxes, *tubes)))
    seals = [edit(other, one, {"state": "sealed"}) for one in boxes]
    other.say(*(entry.body() for entry in seals))
    assert sorted(told(near)) == sorted(entry.id for entry in (*boxes, *tubes, *seals))


def test_feeds_are_locked_in_one_order_after_the_centres_own(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes that wait for each other's feeds would never end."""
    locked: list[str] = []
    add = feed.add

    def noting(district: str, scope: str, places: Any) -> None:
        locked.append(scope)
        add(district, scope, places)

    monkeypatch.setattr(feed, "add", noting)
    for to in ("LAB-C", "LAB-A", "LAB-B"):
        a_box = box(desk, to)
        desk.hand.write(a_box.body())
        desk.hand.write(edit(desk, a_box, {"state": "sealed"}).body())
    desk.hand.write(desk.hand.entry("lease_request", {"letter": "K", "size": 300}).body())
    desk.push()
    away = [scope for scope in locked if scope.startswith("to:")]
    assert away == ["to:LAB-A", "to:LAB-B", "to:LAB-C"] == locked[-3:]
    assert locked[0] == "centre:CG-0231"


def test_the_board_counts_what_is_on_its_way(desk: DeskAtHand, near: DeskAtHand) -> None:
    for to in (NEAR, "LAB-NOWHERE"):
        a_box = box(desk, to)
        desk.say(a_box.body(), edit(desk, a_box, {"state": "sealed"}).body(), tube(desk, box=a_box.id).body())
    assert board.status()["sent"] == [
        {"centre": NEAR, "known": True, "boxes": 1, "samples": 1},
        {"centre": "LAB-NOWHERE", "known": False, "boxes": 1, "samples": 1},
    ]
