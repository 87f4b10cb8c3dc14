"""The house as the rules see it: its files, parsed once. Rules themselves stand in the ``*_rules`` modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = "tikadesk"


@dataclass(frozen=True)
class Module:
    """One Python file: ``name`` is its path below the house, with forward slashes."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def floor(self) -> str:
        """``ui`` for ``tikadesk/ui/form.py``, ``cli`` for ``tikadesk/cli.py``."""
        parts = self.name.split("/")
        return parts[1].removesuffix(".py") if len(parts) > 1 else ""

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def _docstrings(self) -> set[int]:
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        bodies = (node.body for node in self.nodes if isinstance(node, owners))
        return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}

    def strings(self) -> Iterator[tuple[int, str]]:
        """Line and text of every literal but docstrings; an f-string's places come as ``{}``."""
        inside = {id(part) for node in self.nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in self.nodes:
            if id(node) in inside or id(node) in self._docstrings:
                continue
            text = literal(node)
            if text is not None and isinstance(node, ast.expr):
                yield node.lineno, text

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call with the last part of what is called: ``tr`` for ``i18n.tr(...)``."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                yield node, called(node.func)


def literal(node: ast.AST | None) -> str | None:
    """The text of a string literal or f-string, None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) or "{}" for part in node.values)
    return None


def called(func: ast.expr) -> str:
    """The last name of ``a.b.c`` or ``c``; empty for anything cleverer."""
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


@dataclass(frozen=True)
class House:
    """A checkout: the real one, or a small one that a test has built to plant a fault in."""

    root: Path

    def _modules(self, folder: str) -> tuple[Module, ...]:
        files = sorted((self.root / folder).rglob("*.py"))
        return tuple(
            Module(file.relative_to(self.root).as_posix(), file.read_text(encoding="utf-8")) for file in files
        )

    @cached_property
    def product(self) -> tuple[Module, ...]:
        return self._modules(PACKAGE)

    @cached_property
    def tests(self) -> tuple[Module, ...]:
        return self._modules("tests")

    def on(self, *floors: str) -> Iterator[Module]:
        """The product's modules that stand on one of ``floors``."""
        return (module for module in self.product if module.floor in floors)

    def read(self, name: str) -> str:
        """The text of a file below the root, empty where there is none."""
        file = self.root / name
        return file.read_text(encoding="utf-8") if file.is_file() else ""
