"""The package as it is installed: everything the desk reads is inside, and the version is the one of the source."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tikadesk
from tikadesk import assets, i18n

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the built package and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    assert wheel.name == f"tikadesk-{tikadesk.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_every_resource_is_inside(installed: Path) -> None:
    wanted = {
        file.relative_to(assets.ROOT)
        for file in assets.ROOT.rglob("*")
        if file.is_file() and file.suffix != ".mo"
    }
    packed = {
        file.relative_to(installed / "tikadesk/resources") for file in installed.rglob("resources/**/*")
    }
    assert wanted and wanted <= packed


def test_every_module_is_inside(installed: Path) -> None:
    wanted = {file.relative_to(ROOT) for file in (ROOT / "tikadesk").rglob("*.py")}
    assert wanted <= {file.relative_to(installed) for file in installed.rglob("*.py")}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_speaks_every_language_away_from_the_checkout(installed: Path, language: str) -> None:
    program = (
        "import sys, tikadesk; from tikadesk import assets, i18n;"
        "assert assets.ROOT.parent.name == 'tikadesk', assets.ROOT;"
        f"print(tikadesk.__version__, i18n.tr_in({language!r}, 'error.invalid_record', n=3))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    assert said.strip() == f"{tikadesk.__version__} {i18n.tr_in(language, 'error.invalid_record', n=3)}"
