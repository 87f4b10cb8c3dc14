"""The import contracts of pyproject.toml, over the product, and proof on a skeleton that each of them bites."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = (
    "ui",
    "sync",
    "actions",
    "reports",
    "store",
    "settings",
    "domain",
    "i18n",
    "log",
    "assets",
    "errors",
    "paths",
)
SKELETON = ("__main__", "app", "cli", *FLOORS, "server/__init__", "server/ingest", "server/engine")
SKELETON += (
    "sync/__init__",
    "sync/engine",
    "sync/client",
    "sync/worker",
    "ui/__init__",
    "ui/window",
    "reports/__init__",
)
# The painters of papers: a contract that names a module wants it to be there.
PAINTERS = re.findall(r"tikadesk\.(reports)\.(\w+)\"", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SKELETON += tuple("/".join(painter) for painter in PAINTERS)

# What the product really does, on every floor: none of this may break a contract.
HONEST = {
    "__main__": "from tikadesk import app, server",
    "app": "import PySide6\nfrom tikadesk import ui, sync",
    "ui/window": "import PySide6\nfrom tikadesk import actions, reports",
    "sync/client": "import requests",
    "sync/worker": "import PySide6\nfrom tikadesk import store",
    "reports/slip": "import PySide6\nfrom tikadesk import store",
    "reports/paint": "import PySide6",
    "store": "import sqlite_utils, sqlcipher3\nfrom tikadesk import domain",
    "server/ingest": "import django\nfrom tikadesk import domain",
    "server/engine": "import sqlcipher3",
    "domain": "from tikadesk import errors",
}
PLANTS = {
    "floors": [("store", "from tikadesk import actions"), ("ui/window", "from tikadesk import sync")],
    "circles": [("sync/engine", "from tikadesk.sync import client\n")],
    "domain": [("domain", "import requests"), ("domain", "import subprocess")],
    "server": [("server/ingest", "from tikadesk import store")],
    "desk": [("sync/engine", "from tikadesk.server import ingest"), ("app", "import django")],
    "qt": [
        ("sync/engine", "import PySide6"),
        ("actions", "import PySide6"),
        ("reports/__init__", "import PySide6"),
    ],
    "http": [("sync/worker", "import requests")],
    "sql": [
        ("ui/window", "import sqlcipher3"),
        ("reports/slip", "import sqlite_utils"),
        ("server/ingest", "import sqlcipher3"),
    ],
}


def lint(root: Path, *contracts: str) -> str:
    """What lint-imports says about the package below ``root``; colours off, lines unbroken."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    done = subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            "--no-cache",
            "--config",
            root / "pyproject.toml",
            *chosen,
        ],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr + f"\nexit {done.returncode}\n"


def skeleton(root: Path, extra: tuple[str, str] = ("", "")) -> Path:
    """A house with a room on every floor, honest imports, and one line more."""
    shutil.copy(ROOT / "pyproject.toml", root)
    folders = {name.split("/")[0] for name in SKELETON if "/" in name}
    for name in ("__init__", *SKELETON):
        if name in folders:
            continue
        lines = [HONEST.get(name, "")] + [extra[1]] * (name == extra[0])
        file = root / "tikadesk" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")
    if extra == PLANTS["circles"][0]:
        with (root / "tikadesk/sync/client.py").open("a", encoding="utf-8") as client:
            client.write("\nfrom tikadesk.sync import engine\n")
    return root


def test_the_product_keeps_every_contract() -> None:
    said = lint(ROOT)
    assert said.endswith("exit 0\n"), said
    assert re.search(rf"Contracts: {len(PLANTS)} kept, 0 broken", said), said


def test_an_honest_skeleton_keeps_them(tmp_path: Path) -> None:
    said = lint(skeleton(tmp_path))
    assert said.endswith("exit 0\n"), said


@pytest.mark.parametrize(
    ("contract", "plant"), [(name, plant) for name, plants in PLANTS.items() for plant in plants]
)
def test_a_contract_bites(contract: str, plant: tuple[str, str], tmp_path: Path) -> None:
    said = lint(skeleton(tmp_path, plant), contract)
    assert "0 kept, 1 broken" in said and said.endswith("exit 1\n"), said


def test_a_new_top_level_module_must_choose_its_floor(tmp_path: Path) -> None:
    (skeleton(tmp_path) / "tikadesk/attic.py").write_text("", encoding="utf-8")
    said = lint(tmp_path, "floors")
    assert "attic" in said and not said.endswith("exit 0\n"), said
