"""What a person has chosen for this machine: language, colours, text size, sounds. Small, and never in the data.

A file that cannot be read is no reason not to open the desk: the defaults stand in.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields

from tikadesk import i18n
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home

_log = logging.getLogger("tikadesk.settings")
_FILE = "settings.json"

SCHEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 110, 125, 140, 150)


@dataclass(frozen=True)
class Settings:
    """``language`` names a catalogue, ``scheme`` one of ``SCHEMES``, ``text_size`` (per cent) one of ``TEXT_SIZES``,
    ``sounds`` whether the desk beeps. Printers by the system's names for them: a blank one means files for labels,
    the system's own printer for other papers.
    """

    language: str = "en"
    scheme: str = "system"
    text_size: int = 100
    sounds: bool = True
    label_printer: str = ""
    paper_printer: str = ""

    def sound(self) -> Settings:
        """These settings with a default for each one that no release knows."""
        default = Settings()
        return Settings(
            language=self.language if self.language in i18n.LANGUAGES else default.language,
            scheme=self.scheme if self.scheme in SCHEMES else default.scheme,
            text_size=self.text_size if self.text_size in TEXT_SIZES else default.text_size,
            label_printer=self.label_printer
            if isinstance(self.label_printer, str)
            else default.label_printer,
            paper_printer=self.paper_printer
            if isinstance(self.paper_printer, str)
            else default.paper_printer,
            sounds=self.sounds if isinstance(self.sounds, bool) else default.sounds,
        )


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
