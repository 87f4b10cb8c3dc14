"""Rules about the shape of the code: length, docstrings, names, exceptions, leftovers, the mirror of the tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.source import PACKAGE, House, Module, called

LONGEST = 400
ATTICS = {"utils", "util", "misc", "common", "manager", "managers", "helper", "helpers", "stuff"}

# Where a bug in one record, or in one window, must not stop everything else: each logs what it caught.
BROAD_EXCEPTS_IN = {f"{PACKAGE}/server/ingest.py"}

# The brackets keep these lines from finding themselves.
LEFTOVERS = re.compile(
    r"\bTOD[O]\b|\bFIXM[E]\b|\bXX[X]\b|type: ignor[e]|\bnoq[a]\b|time\.slee[p]\(|verify=Fals[e]"
    r"|pytest\.(skip|xfail)|mark\.(skip|xfail)"
)
MACHINE_PATHS = re.compile(r"/wor[k]/|/tm[p]/[a-z]|/roo[t]/|/hom[e]/[a-z]")

# The floors whose every module has a test file of its own; above them a test that imports the module is enough.
MIRRORED = ("domain", "store", "actions", "reports")
# What only a process that starts can test; it is started in the place named.
STARTED_IN = {
    f"{PACKAGE}/__main__.py": "tests/e2e/test_server_process.py",
    f"{PACKAGE}/server/__main__.py": "tests/e2e/test_server_process.py",
    f"{PACKAGE}/server/apps.py": "tests/e2e/test_server_process.py",
    f"{PACKAGE}/server/urls.py": "tests/e2e/test_server_process.py",
}


def files_are_short(house: House) -> Iterator[str]:
    """Four hundred lines at most: longer means two reasons to exist."""
    for module in (*house.product, *house.tests):
        lines = module.text.count("\n")
        if lines > LONGEST:
            yield f"{module.name}: {lines} lines"


def modules_are_described(house: House) -> Iterator[str]:
    """A module's docstring says what lives there and what must not."""
    for module in house.product:
        if not ast.get_docstring(module.tree):
            yield f"{module.name}: no docstring"


def public_names_are_described(house: House) -> Iterator[str]:
    """So do public functions and classes."""
    for module in house.product:
        if "/migrations/" in module.name:
            continue
        for node in module.tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                yield f"{module.name}:{node.lineno}: {node.name} has no docstring"


def no_attics(house: House) -> Iterator[str]:
    """A module is named for what it does; an attic is named for having no name."""
    for module in (*house.product, *house.tests):
        for part in module.name.removesuffix(".py").split("/"):
            if part in ATTICS:
                yield f"{module.name}: {part}"


def excepts_are_narrow(house: House) -> Iterator[str]:
    """A broad ``except`` hides bugs; the places named above may, because nothing stands above them."""
    for module in house.product:
        if module.name in BROAD_EXCEPTS_IN:
            continue
        for node in module.nodes:
            if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _passes_on(node):
                yield f"{module.name}:{node.lineno}: broad except"
        for call, name in module.calls():
            if name == "suppress" and any(_is_broad(argument) for argument in call.args):
                yield f"{module.name}:{call.lineno}: broad suppress"


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(called(part) in {"Exception", "BaseException"} for part in parts)


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """A handler that tidies up and raises again, as a rollback does, hides nothing."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def nothing_is_left_over(house: House) -> Iterator[str]:
    """No promises to mend it later, no silenced checker, no blind waiting, no test that is switched off."""
    yield from _lines_with(LEFTOVERS, (*house.product, *house.tests))


def no_machine_paths(house: House) -> Iterator[str]:
    """Nothing that is committed knows where one developer's checkout lies."""
    others = (
        "Makefile",
        "setup",
        "installer.nsi",
        "installer-build",
        ".ci/run",
        "pyproject.toml",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    )
    texts = tuple(Module(name, house.read(name)) for name in others)
    yield from _lines_with(MACHINE_PATHS, (*house.product, *house.tests, *texts))


def _lines_with(pattern: re.Pattern[str], modules: tuple[Module, ...]) -> Iterator[str]:
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), 1):
            if found := pattern.search(line):
                yield f"{module.name}:{number}: {found.group()}"


def tests_mirror_the_product(house: House) -> Iterator[str]:
    """``store/leases.py`` has its ``tests/unit/store/test_leases.py``; a window at least a test that imports it."""
    imported = {name for test in house.tests for name in _imports(test)}
    for module in house.product:
        name = module.name.removeprefix(f"{PACKAGE}/")
        folder, _, file = name.rpartition("/")
        if file == "__init__.py" or "/migrations/" in name or module.name in STARTED_IN:
            continue
        mirror = f"tests/unit/{folder}/test_{file}".replace("//", "/")
        dotted = module.name.removesuffix(".py").replace("/", ".")
        if not (house.root / mirror).is_file() and (module.floor in MIRRORED or dotted not in imported):
            yield f"{module.name}: no {mirror}"


def _imports(module: Module) -> Iterator[str]:
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def exclusions_are_true(house: House) -> Iterator[str]:
    """An exclusion that names a file which is gone is dropped from its list."""
    for name in sorted(BROAD_EXCEPTS_IN | STARTED_IN.keys() | set(STARTED_IN.values())):
        if not (house.root / name).is_file():
            yield f"{name}: does not exist"
