"""Sentences by key: languages, fallbacks, plurals, places, and catalogues fresher than their compiled form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tikadesk import assets, i18n

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Three languages of a few sentences, in two files for English."""
    texts = {
        "en/LC_MESSAGES/ui.po": 'msgid "desk.save"\nmsgstr "Save"\n\nmsgid "desk.token"\nmsgstr "Token {no}"\n',
        "en/LC_MESSAGES/domain.po": 'msgid "left"\nmsgid_plural "left"\nmsgstr[0] "{n} is left"\n'
        'msgstr[1] "{n} are left"\n',
        "hi/LC_MESSAGES/ui.po": 'msgid "desk.save"\nmsgstr "सहेजें"\n',
        "hi_CG/LC_MESSAGES/ui.po": 'msgid "desk.token"\nmsgstr "टोकन {no}"\n',
    }
    for name, text in texts.items():
        file = tmp_path / "locale" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + text, encoding="utf-8")
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    i18n.translations.cache_clear()
    yield tmp_path / "locale"
    i18n.translations.cache_clear()


@pytest.mark.usefixtures("catalogues")
class TestSentences:
    def test_english(self) -> None:
        assert i18n.tr("desk.save") == "Save"

    def test_places(self) -> None:
        assert i18n.tr("desk.token", no=7) == "Token 7"

    def test_plurals(self) -> None:
        assert [i18n.tr("left", n=n) for n in (1, 2)] == ["1 is left", "2 are left"]

    def test_a_state_falls_back_on_hindi_and_hindi_on_english(self) -> None:
        i18n.use("hi_CG")
        assert i18n.tr("desk.token", no=7) == "टोकन 7"
        assert i18n.tr("desk.save") == "सहेजें"
        assert i18n.tr("left", n=2) == "2 are left"
        i18n.use("hi")
        assert i18n.tr("desk.token", no=7) == "Token 7"

    def test_a_state_without_a_file_of_its_own(self) -> None:
        i18n.use("hi_UP")
        assert i18n.tr("desk.save") == "सहेजें"

    def test_a_stated_language_leaves_the_one_in_force(self) -> None:
        assert i18n.tr_in("hi", "desk.save") == "सहेजें"
        assert i18n.language() == "en"

    def test_an_unknown_key_is_shown_as_it_is(self) -> None:
        assert i18n.tr("desk.nothing") == "desk.nothing"
        assert not i18n.has("desk.nothing")

    def test_has_knows_plain_and_plural_keys(self) -> None:
        assert i18n.has("desk.save") and i18n.has("left")


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        i18n.use("fr")
    assert i18n.language() == "en"


def test_an_edited_catalogue_wins_over_its_older_compiled_form(catalogues: Path) -> None:
    source = catalogues / "en/LC_MESSAGES/ui.po"
    source.with_suffix(".mo").write_bytes(b"stale and broken")
    os.utime(source.with_suffix(".mo"), (1, 1))
    assert i18n.tr("desk.save") == "Save"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_real_catalogues_can_be_read(language: str) -> None:
    i18n.translations.cache_clear()
    assert i18n.tr_in(language, "error.invalid_record", n=3) != "error.invalid_record"
