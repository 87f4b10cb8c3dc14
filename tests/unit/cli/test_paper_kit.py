from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.unit.cli.tool import tell
from tikadesk.domain.numbers import Number


def sticker(counter: int) -> str:
    return str(Number("CG", "R", 90, counter))


def test_a_kit_is_written_and_its_pages_go_on(qapp: QApplication, tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "kit.pdf"
    given = f"{sticker(1)}:{sticker(5)}"
    said = tell(home, "paper-kit", "--pages", "2", "--stickers", given, "--out", str(out), "--json")
    assert said.code == 0 and said.json["pages"] == 2 and said.json["stickers"] == 5
    assert out.read_bytes().startswith(b"%PDF") and len(said.json["sha256"]) == 64
    again = tell(home, "paper-kit", "--stickers", given, "--out", str(out))
    assert again.code == 0 and "printed here on" in again.err


def test_what_is_wrong_is_one_sentence(tmp_path: Path) -> None:
    out = str(tmp_path / "kit.pdf")
    for words in (["--stickers", f"{sticker(5)}:{sticker(1)}"], ["--stickers", "CGR9"], []):
        said = tell(tmp_path / "home", "paper-kit", *words, "--out", out)
        assert said.code == 1 and said.err.strip() and said.out == "", words
    assert not Path(out).exists()
