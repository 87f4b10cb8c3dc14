"""The wire: everything comes back as it was sent, and whatever else comes raises nothing but WireError."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import entry, wire
from tikadesk.domain.wire import (
    Batch,
    Fault,
    Judgement,
    ProblemReply,
    PullPage,
    PushReply,
    Reason,
    Verdict,
    WireError,
)

DEVICE = "0198a1c2-0000-7000-8000-000000000001"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
COUNT = st.integers(0, 2**62 - 1)
HEAD = st.binary(min_size=32, max_size=32)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
VERDICTS = st.builds(
    Verdict,
    TEXT,
    COUNT,
    TEXT,
    st.sampled_from(Judgement),
    st.none() | st.sampled_from([one.value for one in Reason]),
)
BATCHES = st.builds(
    Batch, TEXT, st.integers(1, 2**61), HEAD, HEAD, st.binary(max_size=64),
    st.lists(TEXT.map(str.encode), max_size=4).map(tuple), st.none() | TEXT,
)  # fmt: skip
REPLIES = st.builds(
    PushReply, TEXT, COUNT, HEAD, COUNT, TEXT, st.lists(VERDICTS, max_size=3).map(tuple), st.none() | TEXT,
    st.integers(0, 9999), st.lists(st.tuples(COUNT, st.binary(min_size=8, max_size=8)), max_size=4).map(tuple),
)  # fmt: skip
PAGES = st.builds(
    PullPage,
    st.lists(st.dictionaries(TEXT, JSONS, max_size=3).map(lambda item: item | {"t": "op"}), max_size=3).map(
        tuple
    ),
    st.none() | TEXT,
    st.booleans(),
)


@given(BATCHES)
def test_a_batch_comes_back(batch: Batch) -> None:
    assert Batch.decode(batch.encode()) == batch
    assert Batch.decode(batch.encode() + b"\n") == batch


@given(REPLIES)
def test_a_reply_comes_back(reply: PushReply) -> None:
    assert PushReply.decode(reply.encode()) == reply


@given(PAGES)
def test_a_page_comes_back(page: PullPage) -> None:
    assert PullPage.decode(page.encode()) == page


@given(VERDICTS)
def test_a_verdict_comes_back(verdict: Verdict) -> None:
    assert Verdict.read(verdict.as_item()) == verdict


@given(st.sampled_from(Fault), st.integers(400, 599), TEXT)
def test_a_problem_comes_back(fault: Fault, status: int, title: str) -> None:
    problem = ProblemReply(status, fault, title, {"common": 7})
    assert ProblemReply.decode(status, problem.encode()) == problem


def test_a_problem_of_a_newer_server_is_still_a_problem() -> None:
    read = ProblemReply.decode(418, b'{"type":"https://tikadesk.org/p/teapot","title":"x"}')
    assert (read.fault, read.title) == (None, "x")
    with pytest.raises(WireError):
        ProblemReply.decode(418, b'{"type":"about:blank"}')


DECODERS: dict[str, Callable[[bytes], object]] = {
    "batch": Batch.decode,
    "reply": PushReply.decode,
    "page": PullPage.decode,
    "problem": lambda data: ProblemReply.decode(400, data),
    "fork": lambda data: ProblemReply.decode(409, data).locator(),
    "json": wire.load,
}
WHOLE = {
    "batch": Batch(DEVICE, 1, bytes(32), bytes(32), bytes(64), (b'{"v":1}', b"{}"), "r").encode(),
    "reply": PushReply(DEVICE, 3, bytes(32), verdicts=(Verdict(DEVICE, 1, "x", Judgement.HELD, "bad-shape"),),
                       locator=((3, bytes(8)),)).encode(),
    "page": PullPage(({"t": "op", "b": "{}"},), "c", False).encode(),
    "problem": ProblemReply(409, Fault.FORK, "x", {"common": 1, "loc": [[1, "00" * 8]]}).encode(),
    "fork": ProblemReply(409, Fault.FORK, "x", {"common": 1, "loc": [[1, "00" * 8]]}).encode(),
    "json": b'{"a":[1,2,{"b":null}]}',
}  # fmt: skip


def _read(name: str, data: bytes) -> None:
    try:
        DECODERS[name](data)
    except WireError as error:
        assert isinstance(error.fault, Fault)


@pytest.mark.parametrize("name", DECODERS)
@given(noise=st.binary(max_size=120))
def test_noise_raises_nothing_but_a_wire_error(name: str, noise: bytes) -> None:
    _read(name, noise)


@pytest.mark.parametrize("name", DECODERS)
def test_every_cut_raises_nothing_but_a_wire_error(name: str) -> None:
    for place in range(len(WHOLE[name])):
        _read(name, WHOLE[name][:place])


@pytest.mark.parametrize("name", DECODERS)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_every_flipped_bit_raises_nothing_but_a_wire_error(name: str, place: int, bit: int) -> None:
    whole = bytearray(WHOLE[name])
    whole[place % len(whole)] ^= 1 << bit
    _read(name, bytes(whole))


@pytest.mark.parametrize("name", ["reply", "page", "problem", "fork"])
@given(data=st.data())
def test_every_odd_member_raises_nothing_but_a_wire_error(name: str, data: st.DataObject) -> None:
    raw = json.loads(WHOLE[name])
    raw[data.draw(st.sampled_from(sorted(raw)))] = data.draw(JSONS)
    _read(name, json.dumps(raw).encode())


@given(st.data())
def test_every_odd_member_of_a_batch_raises_nothing_but_a_wire_error(data: st.DataObject) -> None:
    lines = [json.loads(line) for line in WHOLE["batch"].split(b"\n")]
    line = data.draw(st.sampled_from(lines))
    line[data.draw(st.sampled_from(sorted(line)))] = data.draw(JSONS)
    _read("batch", b"\n".join(json.dumps(line).encode() for line in lines))


def test_endless_nesting_is_no_json() -> None:
    with pytest.raises(WireError):
        wire.load(b"[" * 100_000)


@given(st.binary(max_size=60), st.integers(1, 99), TEXT)
def test_a_line_is_read_the_same_however_it_was_written(noise: bytes, n: int, text: str) -> None:
    """Lines as ``encode`` writes them are read a shorter way."""
    header = Batch(DEVICE, n, bytes(32), bytes(32), b"", (b"",)).encode().split(b"\n")[0]
    spaced = json.dumps({"more": 1, "b": text, "n": n}).encode()
    for line in (wire.dump({"n": n, "b": text}), spaced):
        assert Batch.decode(header + b"\n" + line).bodies == (text.encode(),)
    other = wire.dump({"n": n + 1, "b": text})
    for bad in (
        other,
        wire.dump({"n": n, "b": text})[:-1],
        wire.dump({"n": n, "b": text}) + b"x",
        b'{"n":%d,"b":"' % n + noise,
    ):
        try:
            bodies = Batch.decode(header + b"\n" + bad).bodies
        except WireError:
            continue
        assert bodies == (json.loads(bad)["b"].encode(),)


@pytest.mark.parametrize("sign", ['"', "\\", "\x01", "अ", "a"])
def test_whatever_may_be_saved_fits_a_line(sign: str) -> None:
    """An entry that the server refused as too large would block its journal for ever."""
    size = entry.MAX_BODY
    while True:
        try:
            body = entry.Entry(
                DEVICE, "event", DEVICE, entry.Op.CREATE, "", "", {"notes": sign * size}
            ).body()
            break
        except ValueError:
            size -= 1 + size // 50
    batch = Batch(DEVICE, 2**61, bytes(32), bytes(32), bytes(64), (body,))
    assert Batch.decode(batch.encode()) == batch


def test_too_many_lines_or_a_line_too_long_are_too_large() -> None:
    many = Batch(DEVICE, 1, bytes(32), bytes(32), bytes(64), (b"{}",) * (wire.MAX_COUNT + 1)).encode()
    long = Batch(DEVICE, 1, bytes(32), bytes(32), bytes(64), (b"x" * wire.MAX_LINE,)).encode()
    for data in (many, long):
        with pytest.raises(WireError) as refused:
            Batch.decode(data)
        assert refused.value.fault is Fault.TOO_LARGE


def test_numbers_of_lines_must_follow_each_other() -> None:
    lines = WHOLE["batch"].split(b"\n")
    for wrong in ([lines[0], lines[2], lines[1]], lines[:2], [*lines, lines[2]], []):
        with pytest.raises(WireError):
            Batch.decode(b"\n".join(wrong))


def test_a_wire_error_names_its_answer_and_quotes_nothing() -> None:
    with pytest.raises(WireError) as refused:
        wire.load('["सुनीता"]'.encode())
    assert refused.value.fault is Fault.MALFORMED
    assert "सुनीता" not in str(refused.value)
