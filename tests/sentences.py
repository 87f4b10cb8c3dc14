"""Whether a refusal can be said: its key stands in both catalogues, and every place in the sentence gets filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tikadesk import i18n
from tikadesk.domain.fields import Misfit
from tikadesk.errors import Problem

Refusal = Problem | Misfit


def assert_said(key: str, params: Mapping[str, object]) -> None:
    """The sentence exists in English and in Hindi, differs between them, and has no place left open."""
    assert i18n.has(key), key
    english, hindi = (i18n.tr_in(language, key, **params) for language in ("en", "hi"))
    for sentence in (english, hindi):
        assert sentence and sentence != key and "{" not in sentence, (key, sentence)
    assert english != hindi, key


def assert_all_said(refusals: Iterable[Refusal]) -> None:
    """Every one of them can be said in both languages."""
    for refusal in refusals:
        assert_said(refusal.key, refusal.params)


def refused(read: Callable[[], object]) -> str:
    """The key with which ``read`` refuses, which must be sayable; fails when it does not refuse."""
    try:
        value = read()
    except Misfit as misfit:
        assert_said(misfit.key, misfit.params)
        return misfit.key
    raise AssertionError(f"not refused: {value!r}")
