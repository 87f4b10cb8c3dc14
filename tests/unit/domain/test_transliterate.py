"""A Devanagari suggestion for a name typed in Latin letters; it only suggests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.text import is_devanagari
from tikadesk.domain.transliterate import to_devanagari


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Sunita Verma", "सुनीता वर्मा"),
        ("SUNITA VERMA", "सुनीता वर्मा"),
        ("sushila devi", "सुशीला देवी"),
        ("Jhunela", "झुनेला"),  # by sound, where the list of common names ends
        ("", ""),
    ],
)
def test_common_names_by_list_others_by_sound(typed: str, suggested: str) -> None:
    assert to_devanagari(typed) == suggested


def test_words_that_are_no_latin_word_stay() -> None:
    assert to_devanagari("सुनीता 2nd") == "सुनीता 2nd"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ", min_size=1, max_size=20))
def test_every_latin_word_becomes_devanagari_throughout(word: str) -> None:
    suggested = to_devanagari(word)
    assert suggested
    assert all(is_devanagari(sign) for sign in suggested)


@given(st.text())
def test_any_text_gives_a_suggestion_of_as_many_words(typed: str) -> None:
    assert len(to_devanagari(typed).split()) == len(typed.split())
