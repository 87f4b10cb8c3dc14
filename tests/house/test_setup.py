"""The door itself: ``setup`` says what is wrong in a sentence, and keeps its hands off what is already there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "./setup", *words],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone as far as setup can see, with nothing installed in it."""
    for name in ("setup", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_an_unknown_word_is_wrong_usage(clone: Path) -> None:
    done = run(clone, "everything")
    assert done.returncode == 2 and done.stderr.startswith("usage: ./setup")


def test_a_python_that_is_named_and_useless_is_told(clone: Path) -> None:
    done = run(clone, PYTHON="no-such-python")
    assert done.returncode == 1
    assert "PYTHON=no-such-python is not a Python of 3.11 or newer" in done.stderr
    assert not (clone / ".venv").exists()


def test_without_any_python_it_says_what_to_install(
    clone: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tools = tmp_path_factory.mktemp("tools")
    for tool in ("sh", "cat", "dirname", "env"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    done = run(clone, PATH=str(tools), PYTHON="")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr and "apt-get install python3" in done.stderr


def test_it_names_every_library_that_is_missing_and_touches_nothing(clone: Path) -> None:
    """A loader that finds nothing, no apt and no sudo."""
    text = (clone / "setup").read_text(encoding="utf-8")
    asks_the_loader = "        ctypes.CDLL(library)\n"
    assert asks_the_loader in text
    (clone / "setup").write_text(text.replace(asks_the_loader, "        raise OSError\n"), encoding="utf-8")
    tools = clone / "tools"
    tools.mkdir()
    for tool in ("sh", "cat", "dirname", "awk", "grep", "id"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    done = run(clone, PATH=str(tools), PYTHON=sys.executable)
    assert done.returncode == 1
    assert "libEGL.so.1" in done.stderr and "libxcb-cursor0" in done.stderr
    assert not (clone / ".venv").exists()
