"""Settings: kept whole, and never a reason not to open the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tikadesk import settings
from tikadesk.errors import StoreTrouble
from tikadesk.paths import home
from tikadesk.settings import Settings

CHOSEN = Settings(
    language="hi_CG", scheme="dark", text_size=125, label_printer="TSC TE210", paper_printer="HP",
    slip_printer="EPSON TM-T82", slip_paper="a6", helpline="0771-2221000",
)  # fmt: skip


def test_what_was_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    place = home(tmp_path).make()
    settings.save(place, CHOSEN)
    assert settings.load(place) == CHOSEN


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        '{"language": "xx", "scheme": 7, "text_size": "big", "label_printer": 5, "new": 1}',
        '{"slip_paper": "parchment", "sounds": 1, "helpline": 104}',
    ],
)
def test_a_file_that_makes_no_sense_gives_the_defaults(tmp_path: Path, damaged: str) -> None:
    place = home(tmp_path).make()
    (place.config / "settings.json").write_text(damaged)
    assert settings.load(place) == Settings()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    place = home(tmp_path)
    with pytest.raises(StoreTrouble) as trouble:
        settings.save(place, Settings())
    assert trouble.value.key == "store.cannot_write"


def test_the_district_may_have_a_helpline_of_its_own(tmp_path: Path) -> None:
    place = home(tmp_path).make()
    assert [settings.helpline(place, state) for state in ("CG", "XX")] == ["104", "1075"]
    settings.save(place, CHOSEN)
    assert settings.helpline(place, "CG") == "0771-2221000"
    assert settings.helpline(None, "") == "1075"
