"""The rotating log file."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tikadesk import log


@pytest.fixture(autouse=True)
def _loggers_as_before() -> Iterator[None]:
    logger = logging.getLogger("tikadesk")
    before = logger.handlers[:], logger.level, logger.propagate
    yield
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:], logger.propagate = before[0], before[2]
    logger.setLevel(before[1])


def test_lines_of_every_floor_reach_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tikadesk.log"
    log.start(file)
    logging.getLogger("tikadesk.store.journal").info("entries %d", 7)
    assert file.read_text(encoding="utf-8").rstrip().endswith("INFO tikadesk.store.journal entries 7")


def test_nothing_is_written_before_there_is_something_to_say(tmp_path: Path) -> None:
    log.start(tmp_path / "tikadesk.log")
    assert list(tmp_path.iterdir()) == []


def test_starting_twice_writes_each_line_once(tmp_path: Path) -> None:
    file = tmp_path / "tikadesk.log"
    log.start(file)
    log.start(file)
    logging.getLogger("tikadesk").warning("once")
    assert file.read_text(encoding="utf-8").count("once") == 1


def test_the_log_turns_over_before_it_fills_a_small_disk(tmp_path: Path) -> None:
    file = tmp_path / "tikadesk.log"
    log.start(file)
    for _ in range(80):
        logging.getLogger("tikadesk").info("x" * 100_000)
    sizes = [part.stat().st_size for part in tmp_path.iterdir()]
    assert len(sizes) == 5 and max(sizes) <= 1_000_000


def test_devanagari_and_debug(tmp_path: Path) -> None:
    file = tmp_path / "tikadesk.log"
    log.start(file, logging.DEBUG)
    logging.getLogger("tikadesk").debug("टीका")
    assert "टीका" in file.read_text(encoding="utf-8")


def test_the_log_is_for_this_user_only(tmp_path: Path) -> None:
    file = tmp_path / "tikadesk.log"
    log.start(file)
    for _ in range(12):
        logging.getLogger("tikadesk").info("x" * 100_000)
    parts = list(tmp_path.iterdir())
    assert len(parts) == 2
    if os.name == "posix":
        assert {part.stat().st_mode & 0o777 for part in parts} == {0o600}
