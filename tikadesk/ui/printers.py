"""The printers of this machine that labels and papers go to, as chosen in the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from tikadesk import settings
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.reports.watch import Watch
from tikadesk.settings import Settings

_Told = TypeVar("_Told")


def names() -> list[str]:
    """What printers the system knows."""
    return QPrinterInfo.availablePrinterNames()


def chosen(desk: Desk) -> Settings:
    """This machine's settings, printers among them; a desk without a disk has the defaults."""
    home = desk.store.home
    return settings.load(home) if home is not None else Settings()


def for_labels(desk: Desk) -> QPrinter | None:
    """The chosen label printer; None while there is none: labels never go to a printer of office paper.

    Raises StoreTrouble when the chosen one is gone.
    """
    name = chosen(desk).label_printer
    return named(name) if name else None


def for_papers(desk: Desk) -> QPrinter | None:
    """The chosen printer for lists and forms, else the system's own, else None. Raises StoreTrouble as above."""
    name = chosen(desk).paper_printer
    if name:
        return named(name)
    usual = QPrinterInfo.defaultPrinter()
    return None if usual.isNull() else QPrinter(usual, QPrinter.PrinterMode.HighResolution)


def for_slips(desk: Desk) -> QPrinter | None:
    """The chosen printer for slips and tokens, else that of the other papers. Raises StoreTrouble as above."""
    name = chosen(desk).slip_printer
    return named(name) if name else for_papers(desk)


def named(name: str) -> QPrinter:
    """A printer by the system's name for it. Raises StoreTrouble where there is none."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise StoreTrouble("print.gone", printer=name)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def paint(printer: QPrinter, watch: Watch, painted: Callable[[Watch], _Told]) -> _Told:
    """Let a paper be ``painted`` on a printer, and see that it took it; what ``painted`` says.

    Raises StoreTrouble. GivenUp takes the paper back; where the printer cannot do that, it is painted to its end.
    """

    def given_up() -> bool:
        # Before the painter ends: what has ended is on its way to the printer, and half a paper is worse than one.
        return watch.cancelled() and printer.abort()

    told = painted(Watch(watch.progress, given_up))
    must_have_taken(printer)
    return told


def must_have_taken(printer: QPrinter) -> None:
    """Raise StoreTrouble where the printer itself says that what was sent did not arrive."""
    if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise StoreTrouble("print.no_answer", printer=printer.printerName())
