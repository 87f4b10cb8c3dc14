"""One desk at a time: a second process on the same folder is refused, and a dead one leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sentences import assert_said
from tikadesk.errors import StoreTrouble
from tikadesk.store.lock import InstanceLock

HOLD = """
import sys
from pathlib import Path
from tikadesk.store.lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_second_process_is_refused_until_the_first_is_gone_even_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None and first.stdout.readline() == "held\n"
        with pytest.raises(StoreTrouble) as trouble:
            InstanceLock(tmp_path)
        assert trouble.value.key == "store.second_instance"
        assert_said(trouble.value.key, trouble.value.params)
        first.kill()
    with InstanceLock(tmp_path):
        pass


def test_released_it_can_be_taken_again(tmp_path: Path) -> None:
    InstanceLock(tmp_path).release()
    with InstanceLock(tmp_path), pytest.raises(StoreTrouble):
        InstanceLock(tmp_path)


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        InstanceLock(tmp_path / "nowhere")
    assert trouble.value.key == "store.cannot_write"
    assert_said(trouble.value.key, trouble.value.params)
