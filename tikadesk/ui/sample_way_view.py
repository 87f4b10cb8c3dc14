"""A sample's way, station by station: done with time and name, or still to come. Shown, not decided, here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from tikadesk.actions.sample_way import Stage
from tikadesk.actions.void import reason_table
from tikadesk.domain.clock import IST
from tikadesk.ui.blocks import Icon
from tikadesk.ui.wording import day, joined, number, option
from tikadesk.ui.words import Text, Words, plain, say

_WRONG = {"rejected": "danger", "short": "amber", "lost": "amber", "void": "muted"}
_TABLES = {
    "rejected": "reject_reason",
    "lost": "lost_reason",
    "resulted": "result",
    "void": reason_table("sample"),
}
"""Stations whose detail is a code, and what says it."""


class SampleWay(QWidget):
    """The stations, one line each."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(3, 1)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show ``stages`` in their order."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, stage in enumerate(stages):
            done = bool(stage.at) or stage.code in _WRONG
            ink = _WRONG.get(stage.code, "ok" if done else "muted")
            icon = "alert" if stage.code in _WRONG else "check-circle" if done else "clock"
            word = Text(
                say(f"samples.journey.{stage.code}"),
                role="label" if done else "muted",
                ink="ink" if done else "muted",
            )
            self._grid.addWidget(Icon(icon, ink=ink, size=16), at, 0)
            self._grid.addWidget(word, at, 1)
            self._grid.addWidget(Text(plain(moment(stage.at)), role="muted", ink="muted"), at, 2)
            self._grid.addWidget(Text(about(stage), role="muted", ink="muted", elide=True), at, 3)


def moment(at: str) -> str:
    """When a station was, as dd-mm-yyyy HH:MM in Indian time, or only the day; nothing for none."""
    if len(at) <= 10:
        return day(at)
    told = datetime.fromisoformat(at)
    local = told if told.tzinfo is None else told.astimezone(IST)
    return local.strftime("%d-%m-%Y %H:%M")


def about(stage: Stage) -> Words:
    """Who, and which box, driver, reason or result."""
    table = _TABLES.get(stage.code)
    if table is not None:
        undone = stage.code == "void" and stage.detail == "undo"
        detail = say("desk.history.undo") if undone else option(table, stage.detail)
    else:
        detail = plain(number(stage.detail))
    return joined(detail, stage.by)
