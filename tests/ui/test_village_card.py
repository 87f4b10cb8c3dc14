"""The villages beside the due list: all of them first, the chosen one stays when the list is read again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.actions.due import Village
from tikadesk.ui.village_card import VillageCard, name_of

MOWA, ARANG, NOWHERE = Village("mowa", "Mowa", 3, 1), Village("arang", "Arang", 2, 0), Village("", "", 1, 1)


def test_choosing_a_village_tells_it_once_and_all_again(qtbot: QtBot) -> None:
    card = VillageCard()
    show(qtbot, card, size=(318, 400))
    told: list[object] = []
    card.chosen.connect(told.append)
    card.show_villages([MOWA, ARANG, NOWHERE])
    assert told == [None]
    card.table.mark(1)
    card.show_villages([ARANG, MOWA, NOWHERE])
    assert card.table.current() == MOWA and told == [None, MOWA]
    card.table.mark(0)
    assert told == [None, MOWA, None]


def test_a_village_that_is_gone_gives_way_to_all(qtbot: QtBot) -> None:
    card = VillageCard()
    show(qtbot, card, size=(318, 400))
    told: list[object] = []
    card.show_villages([MOWA, ARANG])
    card.table.mark(1)
    card.chosen.connect(told.append)
    card.show_villages([ARANG])
    assert told == [None]


def test_the_first_line_is_the_sum_and_no_village_has_a_name(qtbot: QtBot) -> None:
    card = VillageCard()
    show(qtbot, card, size=(318, 400))
    card.show_villages([MOWA, ARANG, NOWHERE])
    first = card.table.current()
    assert isinstance(first, Village) and (first.people, first.overdue) == (6, 2)
    assert [str(name_of(one)) for one in (first, MOWA, NOWHERE)] == ["All villages", "Mowa", "Not told"]
