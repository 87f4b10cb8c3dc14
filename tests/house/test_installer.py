"""The Windows installer, as far as it can be read and asked on any machine: what it touches, and what it says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.text_rules import DEVANAGARI

ROOT = Path(__file__).parents[2]
SCRIPT = (ROOT / "installer.nsi").read_text(encoding="utf-8")


BY_MAKE = {"EMBED", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
"""What a make around these tests hands down: a user's make starts without."""


@pytest.mark.parametrize("door", [["make", "installer"], ["sh", "./installer-build"]])
def test_without_a_python_to_pack_it_says_which(door: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in BY_MAKE}
    done = subprocess.run(door, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and not done.stdout
    assert "make installer EMBED=" in done.stderr and "Windows embeddable package (64-bit)" in done.stderr


def test_it_knows_no_version_but_the_one_it_is_given() -> None:
    assert '"DisplayVersion" "${VERSION}"' in SCRIPT
    assert not re.search(r"\d\.\d", SCRIPT)


def test_it_asks_for_no_rights_and_reaches_no_other_user() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"HKLM|HKCR|SHCTX|\$PROGRAMFILES|\$WINDIR|\$SYSDIR|SetShellVarContext", SCRIPT)


def test_it_removes_its_own_folders_and_nothing_else() -> None:
    """The records lie in the folder TikaDesk of the local application data, not in Programs below it."""
    assert '!define HOME "$LOCALAPPDATA\\Programs\\TikaDesk"' in SCRIPT
    assert SCRIPT.count('StrCpy $INSTDIR "${HOME}"') == 2, "at the start of both, so that /D= cannot move it"
    removed = re.findall(r"^\s*(?:RMDir|Delete)\b(?: /r)? (.+)$", SCRIPT, re.MULTILINE)
    assert set(removed) == {'"$INSTDIR"', '"$INSTDIR.new"', '"$INSTDIR.old"', '"${MENU}"'}


def test_both_ways_refuse_while_the_desk_is_open() -> None:
    sections = re.findall(r"^Section[\s\S]+?^SectionEnd", SCRIPT, re.MULTILINE)
    assert len(sections) == 2
    for section in sections:
        refusals = [
            section.find(f"REFUSE_WHILE_RUNNING {program}") for program in ("pythonw.exe", "python.exe")
        ]
        assert min(refusals) > -1 and max(refusals) < section.find("RMDir")


def test_every_sentence_is_in_both_languages() -> None:
    said = {
        language: dict(re.findall(rf'^LangString (\w+) \${{LANG_{language}}} "(.+)"$', SCRIPT, re.MULTILINE))
        for language in ("ENGLISH", "HINDI")
    }
    used = set(re.findall(r"\$\((\w+)\)", SCRIPT))
    assert used and used == said["ENGLISH"].keys() == said["HINDI"].keys()
    assert all(DEVANAGARI.search(sentence) for sentence in said["HINDI"].values())
