"""The key map: no key twice, none that belongs to the system, every key explained in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from tikadesk.i18n import tr_in
from tikadesk.ui.keys import KEYS, Key, page_sequence


def test_no_key_means_two_things() -> None:
    sequences = [QKeySequence(key.sequence).toString() for key in KEYS.values()]
    sequences += [QKeySequence(page_sequence(number)).toString() for number in range(1, 9)]
    assert len(set(sequences)) == len(sequences)


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_key_is_real_free_and_explained(name: str, key: Key) -> None:
    sequence = QKeySequence(key.sequence).toString()
    assert sequence
    assert sequence not in {"F5", "F10", "Alt+F4"} and not sequence.startswith("Ctrl+Alt")
    for language in ("en", "hi"):
        assert tr_in(language, f"key.{name}") != f"key.{name}"
