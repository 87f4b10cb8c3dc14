"""The chain and its signatures: what was chained cannot be changed, left out, added or put in another order."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tikadesk.domain import journal

DEVICE = "0198a1c2-0000-7000-8000-000000000001"
BODIES = st.lists(st.binary(max_size=12), min_size=1, max_size=8)
KEY = SigningKey(bytes(range(32)))


def head(bodies: list[bytes], device: str = DEVICE) -> bytes:
    return journal.chain(journal.genesis(device), 1, map(journal.digest, bodies))[-1]


def test_the_chain_is_the_one_of_the_description() -> None:
    first = hashlib.sha256(b"tika1|" + DEVICE.encode()).digest()
    one = hashlib.sha256(first + b"\0\0\0\0\0\0\0\x01" + hashlib.sha256(b"a").digest()).digest()
    two = hashlib.sha256(one + b"\0\0\0\0\0\0\0\x02" + hashlib.sha256(b"b").digest()).digest()
    assert journal.chain(journal.genesis(DEVICE), 1, map(journal.digest, [b"a", b"b"])) == [one, two]


@given(BODIES, st.integers(0, 7))
def test_a_chain_may_be_continued_from_any_place(bodies: list[bytes], cut: int) -> None:
    digests = [journal.digest(body) for body in bodies]
    whole = journal.chain(journal.genesis(DEVICE), 1, digests)
    cut = min(cut, len(bodies))
    before = whole[cut - 1] if cut else journal.genesis(DEVICE)
    assert journal.chain(before, cut + 1, digests[cut:]) == whole[cut:]


@given(BODIES, BODIES)
def test_equal_length_and_head_mean_equal_journals(one: list[bytes], other: list[bytes]) -> None:
    assert (head(one) == head(other)) == (one == other)


def test_two_devices_never_share_a_head() -> None:
    assert head([b"a"]) != head([b"a"], device=DEVICE[:-1] + "2")


def test_a_signature_holds_for_that_device_number_and_head_only() -> None:
    public, at = bytes(KEY.verify_key), head([b"a", b"b"])
    signature = journal.sign_head(KEY, DEVICE, 2, at)
    assert journal.head_is_signed(public, DEVICE, 2, at, signature)
    other_key = bytes(SigningKey(bytes(32)).verify_key)
    assert not journal.head_is_signed(other_key, DEVICE, 2, at, signature)
    assert not journal.head_is_signed(public, DEVICE[:-1] + "2", 2, at, signature)
    assert not journal.head_is_signed(public, DEVICE, 3, at, signature)
    assert not journal.head_is_signed(public, DEVICE, 2, head([b"b", b"a"]), signature)


@pytest.mark.parametrize("place", range(64))
def test_one_wrong_bit_in_a_signature_shows(place: int) -> None:
    at = head([b"a"])
    signature = bytearray(journal.sign_head(KEY, DEVICE, 1, at))
    signature[place] ^= 1
    assert not journal.head_is_signed(bytes(KEY.verify_key), DEVICE, 1, at, bytes(signature))


def test_keys_and_signatures_of_a_wrong_length_are_simply_wrong() -> None:
    at = head([b"a"])
    assert not journal.head_is_signed(b"short", DEVICE, 1, at, bytes(64))
    assert not journal.head_is_signed(bytes(KEY.verify_key), DEVICE, 1, at, b"")


def test_a_head_is_read_over_the_phone_by_its_first_four_bytes() -> None:
    assert journal.shown(bytes.fromhex("3f9a77c1") + bytes(28)) == "3F9A-77C1"
