"""An operator who types a paper register, at the whole window on a real desk, by keys only."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.busy_paper import PAGE
from tests.ui.desk_window import Worker, desk_on_disk
from tikadesk.actions import paper_entry, paper_list
from tikadesk.actions.paper_list import Line
from tikadesk.ui.form import Form
from tikadesk.ui.paper_page import BackEntryPage


class Typist(Worker):
    """On the page for back-entry; with ``begun``, page 3 of three days ago is at hand."""

    def __init__(
        self, qtbot: QtBot, folder: Path, *, begun: bool = True, size: tuple[int, int] = (1366, 697)
    ) -> None:
        desk = desk_on_disk(folder, session_set_up=False)
        if begun:
            paper_entry.begin(desk, PAGE)
        super().__init__(qtbot, desk, size)
        page = self.window.show_page("paper")
        assert isinstance(page, BackEntryPage)
        self.page = page

    @property
    def form(self) -> Form:
        """The form in front."""
        page = self.page
        return page.sheet.form if page.left.currentWidget() is page.sheet else page.line.form

    @property
    def at(self) -> str:
        """The name of the field with the focus."""
        form = self.form
        return next((name for name in form.names if form.field(name).editor.inner.hasFocus()), "")

    def line(self, **typed: str) -> None:
        """Type a whole line, in the order of its fields; "" leaves a field as it is."""
        values = {
            "time": "9:40",
            "sticker_no": "",
            "mobile": "9826041299",
            "name": "vikas nishad",
            "age": "44",
            "sex": "M",
            "id_type": "V",
            "id_number": "SGT1996198",
            "village": "tati",
            "guardian_name": "",
            "guardian_relation": "",
            "outcome": "",
            "dose_no": "",
        } | typed
        for name, value in values.items():
            if self.form.field(name).isHidden():
                continue
            assert self.at == name, (self.at, name)
            self.enter(value)

    def back_from_dialog(self) -> None:
        """The offscreen platform leaves the window behind a dialog without the focus; every other gives it back."""
        with self._qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.page.start()

    @property
    def lines(self) -> list[Line]:
        """What the store holds of the page at hand."""
        assert self.page.line.page is not None
        return paper_list.lines(self.desk, self.page.line.page)

    def says(self) -> str:
        """The sentences in the window's band."""
        return " ".join(self.window.messages.texts())
