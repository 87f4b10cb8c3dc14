"""Rules about what stands around the code: lock, version, changelog, README, contributor's guide, decision records."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from tests.house.source import House

LOCKS = ("requirements.txt", "requirements-dev.txt")
ADDRESS = re.compile(
    r"https?://|file:|git\+|--(extra-)?index-url|--find-links|--trusted-host|^-[if]\s", re.MULTILINE
)
PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;]+)", re.MULTILINE)
PICTURES_KB = 600
SECTIONS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
DECISION_PARTS = ("Status", "Context", "Decision", "Consequences")
DOORS = ("make run", "make test")


def _pins(text: str) -> dict[str, str]:
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}


def lock_has_no_address(house: House) -> Iterator[str]:
    """The lock says what, never where from: everybody's own index serves it."""
    for name in LOCKS:
        for found in ADDRESS.finditer(house.read(name)):
            yield f"{name}: {found.group()}"


def lock_is_hashed(house: House) -> Iterator[str]:
    """Every pin carries its hashes, and both locks agree on every version."""
    desk, dev = (_pins(house.read(name)) for name in LOCKS)
    for name in LOCKS:
        for block in re.split(r"\n(?=\S)", house.read(name)):
            if PIN.match(block) and "--hash=sha256:" not in block:
                yield f"{name}: {block.split()[0]} has no hash"
    yield from (f"{name}: {desk[name]} and {dev.get(name)}" for name in desk if dev.get(name) != desk[name])


def declared_packages_are_locked(house: House) -> Iterator[str]:
    """What pyproject.toml asks for is in the lock of those who need it."""
    project = tomllib.loads(house.read("pyproject.toml"))["project"]
    extras = project.get("optional-dependencies", {})
    for lock, wanted in (
        (LOCKS[0], project["dependencies"] + extras.get("server", [])),
        (LOCKS[1], extras.get("dev", [])),
    ):
        pins = _pins(house.read(lock))
        for requirement in wanted:
            name = re.match(r"[\w.-]+", requirement)
            if name and re.sub(r"[-_.]+", "-", name.group()).lower() not in pins:
                yield f"{lock}: {requirement}"


def version_stands_once(house: House) -> Iterator[str]:
    """The version is written in ``tikadesk/__init__.py``; everything else reads it there."""
    found = re.search(r'^__version__ = "([^"]+)"$', house.read("tikadesk/__init__.py"), re.MULTILINE)
    if not found:
        yield "tikadesk/__init__.py: no __version__"
        return
    written = re.compile(rf"(?<![\d.=]){re.escape(found.group(1))}(?![\d.])")
    places = ["pyproject.toml", "Makefile", "setup", "installer.nsi", "installer-build", "README.md"]
    for name in places:
        text = house.read(name)
        if written.search("".join(line for line in text.splitlines() if "version" in line.lower())):
            yield f"{name}: {found.group(1)}"
    for module in house.product:
        if module.name != "tikadesk/__init__.py" and any(
            text == found.group(1) for _, text in module.strings()
        ):
            yield f"{module.name}: {found.group(1)}"


def changelog_is_kept(house: House) -> Iterator[str]:
    """Keep a Changelog: Unreleased on top, dated versions below, known sections, none of them empty."""
    text = house.read("CHANGELOG.md")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    if not heads or heads[0] != "[Unreleased]":
        yield "CHANGELOG.md: does not begin with [Unreleased]"
    for head in heads[1:]:
        if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", head):
            yield f"CHANGELOG.md: {head}"
    for title, body in re.findall(r"^### (.+)\n([\s\S]*?)(?=^##|\Z)", text, re.MULTILINE):
        if title not in SECTIONS:
            yield f"CHANGELOG.md: {title} is no section"
        if not re.search(r"^- ", body, re.MULTILINE):
            yield f"CHANGELOG.md: {title} is empty"


def readme_opens_the_doors(house: House) -> Iterator[str]:
    """README names the two commands and shows pictures that exist and are light enough to clone."""
    text = house.read("README.md")
    yield from (f"README.md: no `{door}`" for door in DOORS if door not in text)
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)|<img[^>]+src=\"([^\"]+)\"", text)
    for picture in (one or other for one, other in shown):
        if not (house.root / picture).is_file():
            yield f"README.md: {picture} does not exist"
    size = sum(file.stat().st_size for file in (house.root / "docs/pictures").rglob("*") if file.is_file())
    if size > PICTURES_KB * 1024:
        yield f"docs/pictures: {size // 1024} KB, at most {PICTURES_KB}"


def guides_point_somewhere(house: House) -> Iterator[str]:
    """A path that README or CONTRIBUTING names in backticks or links to is there."""
    names = ["README.md", "CONTRIBUTING.md"]
    names += [f"docs/{file.name}" for file in (house.root / "docs").glob("*.md")]
    for name in names:
        text = house.read(name)
        for path in re.findall(r"`([\w.-]+/[\w./*-]*|[\w-]+\.(?:toml|txt|md|nsi))`", text):
            if not path.startswith("out/") and not any(house.root.glob(path.rstrip("/"))):
                yield f"{name}: {path}"
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            if not ((house.root / name).parent / link).exists():
                yield f"{name}: link to {link}"


def decisions_have_their_form(house: House) -> Iterator[str]:
    """Decision records are numbered without gaps and say status, context, decision, consequences."""
    files = sorted((house.root / "docs/decisions").glob("*.md"))
    for number, file in enumerate(files, 1):
        if not file.name.startswith(f"{number:03}-"):
            yield f"{file.name}: expected number {number:03}"
        heads = re.findall(r"^## (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        yield from (f"{file.name}: no {part}" for part in DECISION_PARTS if part not in heads)
