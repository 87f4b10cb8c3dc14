from __future__ import annotations

from threading import Thread

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from tests.bench import people
from tikadesk.reports import typeface


def test_no_words_are_wider_than_what_is_said_without_shaping_them(qapp: QApplication) -> None:
    said = [words for number in range(200) for words in people.names(number)]
    said += ["क्ष्म्य र्ड़ौ ट्ठू कृष्णँ श्री", "ÀVAToffi fjord 'W.' 98260 12345", "(f) 'T' ffl", ""]
    for size in (1.9, 2.5):
        for words in said:
            assert typeface.width(words, size) <= sum(map(typeface.letters(size).__getitem__, words))


def test_letters_that_need_no_shaping_are_as_wide_as_they_are_alone(qapp: QApplication) -> None:
    words, measures = "AVTo (f) 4121Z025/19", QFontMetricsF(typeface.plain(2.5))
    assert measures.horizontalAdvance(words) == sum(map(measures.horizontalAdvance, words))
    assert typeface.width(words, 5, bold=True) > typeface.width(words, 5) > typeface.width(words, 2.5)


def test_sizes_are_fonts_of_whole_units_made_once(qapp: QApplication) -> None:
    assert typeface.font(2.5) is typeface.font(2.5001)
    assert typeface.font(2.5).pixelSize() == 2.5 * typeface.PER_MM


def test_each_thread_has_fonts_of_its_own(qapp: QApplication) -> None:
    made: list[QFont] = []
    other = Thread(target=lambda: made.extend(typeface.font(2.5) for _ in range(2)))
    other.start()
    other.join()
    assert made[0] is made[1] is not typeface.font(2.5)
    assert made[0] == typeface.font(2.5)
