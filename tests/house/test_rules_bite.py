"""Each rule, given a small clean house with one fault planted in it, finds the fault, and finds none without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import shape_rules
from tests.house.source import House
from tests.house.test_rules import RULES

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
HI = "resources/locale/hi/LC_MESSAGES/ui.po"
EN = "resources/locale/en/LC_MESSAGES/ui.po"
HASH = " \\\n    --hash=sha256:" + "0" * 64 + "\n"

CLEAN = {
    "tikadesk/__init__.py": '"""A house."""\n\n__version__ = "3.2.1"\n',
    "tikadesk/__main__.py": '"""Starts."""\n',
    "tikadesk/app.py": '"""Joins."""\n',
    "tikadesk/server/ingest.py": '"""Takes in."""\n',
    "tikadesk/server/__main__.py": '"""Starts."""\n',
    "tikadesk/server/apps.py": '"""Starts."""\n',
    "tikadesk/server/urls.py": '"""Starts."""\n',
    "tikadesk/ui/form.py": '"""A form."""\n\ndef show(label, tr):\n    """Show it."""\n'
    '    label.setText(tr("form.save", n=1))\n',
    "tests/e2e/test_server_process.py": "from tikadesk.server import ingest\n",
    "tests/unit/test_app.py": "",
    "tests/ui/test_form.py": "from tikadesk.ui.form import show\n",
    EN: PO + 'msgid "form.save"\nmsgstr "Save {n} records"\n',
    HI: PO + 'msgid "form.save"\nmsgstr "{n} पर्ची सहेजें"\n',
    "requirements.txt": "click==8.0" + HASH,
    "requirements-dev.txt": "click==8.0" + HASH + "pytest==9.0" + HASH,
    "pyproject.toml": '[project]\ndynamic = ["version"]\ndependencies = ["click>=8"]\n'
    '[project.optional-dependencies]\ndev = ["pytest>=9"]\n',
    "README.md": "`make run` and `make test`; see `tikadesk/ui/`.\n",
    "CONTRIBUTING.md": "Look into `tikadesk/ui/form.py`.\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n- A desk.\n",
    "docs/decisions/001-one.md": "# One\n\n## Status\n\n## Context\n\n## Decision\n\n## Consequences\n",
}

_FORM = CLEAN["tikadesk/ui/form.py"]
PLANTS: dict[str, list[tuple[str, str]]] = {
    "files_are_short": [("tikadesk/ui/long.py", '"""Long."""\n' + "\n" * shape_rules.LONGEST)],
    "modules_are_described": [("tikadesk/ui/form.py", "x = 1\n")],
    "public_names_are_described": [("tikadesk/ui/form.py", '"""A."""\n\n\nclass Form:\n    pass\n')],
    "no_attics": [("tikadesk/ui/utils.py", '"""Attic."""\n'), ("tests/unit/helpers.py", "")],
    "excepts_are_narrow": [
        ("tikadesk/ui/form.py", '"""A."""\ntry:\n    x = 1\nexcept Exception:\n    x = 2\n'),
        ("tikadesk/ui/form.py", '"""A."""\ntry:\n    x = 1\nexcept (OSError, BaseException):\n    x = 2\n'),
        ("tikadesk/ui/form.py", '"""A."""\ntry:\n    x = 1\nexcept:\n    x = 2\n'),
        ("tikadesk/ui/form.py", '"""A."""\nwith contextlib.suppress(Exception):\n    x = 2\n'),
    ],
    "nothing_is_left_over": [
        ("tikadesk/ui/form.py", '"""A."""\n# TO' + "DO later\n"),
        ("tests/ui/test_form.py", "import pytest\n@pytest.mark.sk" + "ip\ndef test_x(): ...\n"),
        ("tikadesk/ui/form.py", '"""A."""\nx = f()  # type: ' + "ignore\n"),
        ("tikadesk/ui/form.py", '"""A."""\ntime.sl' + "eep(3)\n"),
    ],
    "no_machine_paths": [
        ("tikadesk/ui/form.py", '"""A."""\nx = "/' + 'work/main"\n'),
        ("Makefile", "run:\n\t/ro".replace("/ro", "/ro" + "ot/") + "python\n"),
    ],
    "tests_mirror_the_product": [
        ("tikadesk/store/leases.py", '"""Leases."""\n'),
        ("tests/ui/test_form.py", "from tikadesk.ui import window\n"),
    ],
    "exclusions_are_true": [("tikadesk/server/ingest.py", "")],
    "sql_stays_in_the_store": [
        ("tikadesk/ui/form.py", '"""A."""\nx = "select id from dose where id = ?"\n'),
        ("tikadesk/actions/x.py", '"""A."""\nx = f"UPDATE {table} SET a = 1"\n'.replace("{table}", "dose")),
        ("tikadesk/sync/x.py", '"""A."""\nx = "PRAGMA user_version"\n'),
    ],
    "prose_stays_in_catalogues": [
        ("tikadesk/ui/form.py", '"""A."""\nlabel.setText("Save the record")\n'),
        ("tikadesk/cli.py", '"""A."""\nclick.echo(f"Saved {n} records now")\n'),
        ("tikadesk/cli.py", '"""A."""\n@click.option("--x", help="The folder of the desk")\ndef f(): ...\n'),
    ],
    "hindi_stays_in_catalogues": [("tikadesk/ui/form.py", '"""A."""\nx = "सहेजें"\n')],
    "people_stay_out_of_logs": [
        ("tikadesk/ui/form.py", '"""A."""\nlog.info("saved %s", row.mobile)\n'),
        ("tikadesk/ui/form.py", '"""A."""\nself._log.warning("saved %s", row["id_number"])\n'),
    ],
    "keys_are_in_the_catalogue": [
        ("tikadesk/ui/form.py", _FORM.replace("form.save", "form.sava")),
        ("tikadesk/ui/form.py", '"""A."""\nraise NotAllowed("staff.nobody")\n'),
        ("tikadesk/ui/form.py", '"""A."""\ntr(f"option.{kind}")\n'),
    ],
    "catalogue_keys_are_used": [("tikadesk/ui/form.py", '"""A."""\n')],
    "hindi_is_complete": [
        (HI, PO),
        (HI, PO + 'msgid "form.save"\nmsgstr ""\n'),
        (HI, PO + '#, fuzzy\nmsgid "form.save"\nmsgstr "{n} पर्ची सहेजें"\n'),
        ("resources/locale/hi_CG/LC_MESSAGES/ui.po", PO + 'msgid "form.new"\nmsgstr "नया"\n'),
    ],
    "hindi_is_hindi": [
        (
            HI + "|" + EN,
            PO + 'msgid "form.save"\nmsgstr "Save {n} records now"\n',
        )
    ],
    "places_agree": [(HI, PO + 'msgid "form.save"\nmsgstr "पर्ची सहेजें"\n')],
    "keys_have_one_home": [(EN.replace("ui.po", "cli.po"), PO + 'msgid "form.save"\nmsgstr "Save"\n')],
    "places_are_filled": [("tikadesk/ui/form.py", _FORM.replace(", n=1", ""))],
    "lock_has_no_address": [
        ("requirements.txt", "--extra-index-" + "url https" + "://example.org\nclick==8.0" + HASH),
        ("requirements-dev.txt", "click @ file:wheels/click.whl\n"),
    ],
    "lock_is_hashed": [
        ("requirements.txt", "click==8.0\n"),
        ("requirements-dev.txt", "click==8.1" + HASH),
    ],
    "declared_packages_are_locked": [("requirements.txt", "rich==8.0" + HASH)],
    "version_stands_once": [
        ("pyproject.toml", CLEAN["pyproject.toml"] + 'version = "3.2.1"\n'),
        ("tikadesk/app.py", '"""A."""\nVERSION = "3.2.1"\n'),
    ],
    "changelog_is_kept": [
        ("CHANGELOG.md", "## [1.0.0] - 2026-01-01\n"),
        ("CHANGELOG.md", "## [Unreleased]\n\n### News\n- A desk.\n"),
        ("CHANGELOG.md", "## [Unreleased]\n\n### Added\n\n### Fixed\n- It.\n"),
    ],
    "readme_opens_the_doors": [
        ("README.md", "`make run`\n"),
        ("README.md", CLEAN["README.md"] + "![the desk](docs/pictures/desk.png)\n"),
        ("docs/pictures/desk.png", "x" * 700_000),
    ],
    "guides_point_somewhere": [
        ("CONTRIBUTING.md", "Look into `tikadesk/ui/from.py`.\n"),
        ("README.md", CLEAN["README.md"] + "[protocol](docs/protocol.md)\n"),
    ],
    "decisions_have_their_form": [
        ("docs/decisions/003-two.md", CLEAN["docs/decisions/001-one.md"]),
        ("docs/decisions/001-one.md", "# One\n\n## Status\n"),
    ],
}


def build(root: Path, files: dict[str, str]) -> House:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return House(root)


def test_every_rule_has_a_planted_fault() -> None:
    assert RULES.keys() == PLANTS.keys()


@pytest.mark.parametrize("name", RULES)
def test_a_clean_house_passes(name: str, tmp_path: Path) -> None:
    assert list(RULES[name](build(tmp_path, CLEAN))) == []


@pytest.mark.parametrize(
    ("name", "where", "text"), [(name, *plant) for name, plants in PLANTS.items() for plant in plants]
)
def test_the_rule_finds_the_fault(name: str, where: str, text: str, tmp_path: Path) -> None:
    files = CLEAN | dict.fromkeys(where.split("|"), text)
    house = build(tmp_path, files)
    if name == "exclusions_are_true":
        (tmp_path / where).unlink()
    assert list(RULES[name](house))
