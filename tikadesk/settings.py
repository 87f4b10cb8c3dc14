"""What a person has chosen for this machine: language, colours, text size, sounds. Small, and never in the data.

A file that cannot be read is no reason not to open the desk: the defaults stand in.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace

from tikadesk import i18n
from tikadesk.domain import reference
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home

_log = logging.getLogger("tikadesk.settings")
_FILE = "settings.json"

SCHEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 110, 125, 140, 150)
SLIP_PAPERS = ("roll", "a6")
"""What slips and tokens are printed on: a thermal roll 80 mm wide, or sheets of A6."""


@dataclass(frozen=True)
class Settings:
    """``language`` names a catalogue, ``scheme`` one of ``SCHEMES``, ``text_size`` (per cent) one of ``TEXT_SIZES``,
    ``sounds`` whether the desk beeps. Printers by the system's names for them: a blank one means files for labels, the
    printer of the other papers for slips, the system's own printer for these. ``slip_paper`` is one of
    ``SLIP_PAPERS``; a blank ``helpline`` is the state's.
    """

    language: str = "en"
    scheme: str = "system"
    text_size: int = 100
    sounds: bool = True
    label_printer: str = ""
    paper_printer: str = ""
    slip_printer: str = ""
    slip_paper: str = SLIP_PAPERS[0]
    helpline: str = ""

    def sound(self) -> Settings:
        """These settings with a default for each one that no release knows."""
        default = Settings()
        fitting = {
            field.name: value
            for field in fields(self)
            if type(value := getattr(self, field.name)) is type(getattr(default, field.name))
            and value in _CHOICES.get(field.name, (value,))
        }
        return replace(default, **fitting)


_CHOICES: dict[str, tuple[object, ...]] = {
    "language": i18n.LANGUAGES, "scheme": SCHEMES, "text_size": TEXT_SIZES, "slip_paper": SLIP_PAPERS,
}  # fmt: skip


def load(home: Home) -> Settings:
    """The settings kept in ``home``, else the defaults."""
    try:
        raw = json.loads((home.config / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        _log.warning("settings not read: %s", type(error).__name__)
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in raw.items() if name in known}).sound()


def save(home: Home, settings: Settings) -> None:
    """Keep ``settings``, whole or not at all; raises StoreTrouble."""
    file = home.config / _FILE
    part = file.with_suffix(".part")
    try:
        part.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        os.replace(part, file)
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(home.config)) from error


def helpline(home: Home | None, state: str) -> str:
    """The number that people are told to ring: the district's where one is set here, else that of the state."""
    chosen = load(home).helpline if home is not None else ""
    return chosen or reference.helpline(state)
