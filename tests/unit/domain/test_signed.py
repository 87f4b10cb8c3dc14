"""Signed text is read with its key, for its purpose, whole or not at all."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tikadesk.domain import signed

KEY, OTHER = SigningKey(bytes(range(32))), SigningKey(bytes(32))
PUBLIC = bytes(KEY.verify_key)
SAID = st.dictionaries(
    st.text(max_size=8), st.one_of(st.text(max_size=8), st.integers(), st.none()), max_size=4
)


@given(SAID)
def test_what_was_signed_is_read_by_its_key_for_its_purpose_only(said: dict[str, object]) -> None:
    text = signed.sign(KEY, signed.CERTIFICATE, said)
    assert signed.read(PUBLIC, signed.CERTIFICATE, text) == said
    assert signed.read(PUBLIC, "receipt", text) is None
    assert signed.read(bytes(OTHER.verify_key), signed.CERTIFICATE, text) is None
    assert signed.read(b"short", signed.CERTIFICATE, text) is None


@given(st.one_of(st.text(max_size=60), st.none(), st.integers(), st.binary(max_size=9)))
def test_anything_else_is_nothing(text: object) -> None:
    assert signed.read(PUBLIC, signed.CERTIFICATE, text) is None


@given(st.data())
def test_a_changed_sign_makes_it_nothing(data: st.DataObject) -> None:
    text = signed.sign(KEY, signed.CERTIFICATE, {"dev": "x", "centre": "CG-0231"})
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
    assume(signed.parts(changed) != signed.parts(text))  # the last sign before the padding has bits to spare
    assert signed.read(PUBLIC, signed.CERTIFICATE, changed) is None


def test_a_list_is_no_content_and_too_long_a_text_is_not_looked_at() -> None:
    assert signed.content(b"[1]") is None and signed.content(b"{") is None
    assert signed.parts("A" * (signed.LONGEST + 1)) is None
