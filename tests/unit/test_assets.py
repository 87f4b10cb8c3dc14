"""The one way to a file in resources/."""

from __future__ import annotations

import json

import pytest

from tikadesk import assets


def test_resources_lie_beside_the_package_in_a_checkout() -> None:
    assert assets.ROOT.is_dir()
    assert assets.path("locale", "en").is_dir()


def test_a_path_need_not_exist() -> None:
    assert not assets.path("locale", "xx", "nothing.po").exists()


def test_json_is_read_once() -> None:
    files = sorted(assets.path("reference").glob("*.json"))
    assert files
    for file in files:
        assert assets.read_json("reference", file.name) == json.loads(file.read_text(encoding="utf-8"))
        assert assets.read_json("reference", file.name) is assets.read_json("reference", file.name)


def test_a_missing_reference_file_is_a_bug_and_says_which() -> None:
    with pytest.raises(FileNotFoundError, match="moon"):
        assets.read_json("reference", "moon.json")
