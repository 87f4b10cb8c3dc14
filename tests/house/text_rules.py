"""What may stand in a string: no SQL above the store, no prose outside the catalogues, no person in a log."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.source import House, Module, literal

SQL_FLOORS = {"store", "reports", "server"}
SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s"
    r"|(CREATE|DROP)\s+(UNIQUE\s+|VIRTUAL\s+|TEMP\s+)*(TABLE|INDEX|VIEW|TRIGGER)\s|ALTER\s+TABLE\s|PRAGMA\s+\w"
    r"|BEGIN\s+IMMEDIATE|WITH\s+\w+\s+AS\s*\()",
    re.IGNORECASE | re.DOTALL,
)

# What puts its text before a person's eyes, or reads it to their ears.
SPEAKERS = {
    *(
        "QLabel",
        "QPushButton",
        "QToolButton",
        "QCheckBox",
        "QRadioButton",
        "QGroupBox",
        "QAction",
        "QMessageBox",
    ),
    *(
        "setText",
        "setTitle",
        "setWindowTitle",
        "setToolTip",
        "setStatusTip",
        "setWhatsThis",
        "setPlaceholderText",
    ),
    *(
        "setAccessibleName",
        "setAccessibleDescription",
        "setInformativeText",
        "setHeaderLabels",
        "setLabelText",
    ),
    *("addAction", "addTab", "addItem", "addRow", "showMessage", "drawText", "setPlainText", "setHtml"),
    *(
        "echo",
        "secho",
        "confirm",
        "prompt",
        "plain",
        "ClickException",
        "UsageError",
        "BadParameter",
        "HttpResponse",
    ),
}
SPOKEN_KEYWORDS = {
    "help",
    "short_help",
    "epilog",
    "verbose_name",
    "verbose_name_plural",
    "help_text",
    "prompt",
}
WORDS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
DEVANAGARI = re.compile(r"[\u0904-\u0939\u0958-\u0961]")
HINDI_FLOORS = {"domain"}  # transliteration and the digits of the script are rules there, not sentences

LANGUAGE_NAMES = {"हिन्दी"}  # a language is named in itself, whatever the screen's language

LOG_CALLS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
PERSONAL = re.compile(
    r"(^|_)(mobile|aadhaar|id_number|ration_card|name_local|parent_name|guardian_name|facilitator_mobile|pin|token)$"
)


def sql_stays_in_the_store(house: House) -> Iterator[str]:
    """Whoever reads the store's files has read every statement that touches the database."""
    for module in house.product:
        if module.floor in SQL_FLOORS:
            continue
        for line, text in module.strings():
            if SQL.match(text):
                yield f"{module.name}:{line}: {text.strip()[:40]!r}"


def prose_stays_in_catalogues(house: House) -> Iterator[str]:
    """What a person reads comes from ``tr``; a literal of several words given to a widget or to ``echo`` does not."""
    for module in house.product:
        for call, name in module.calls():
            spoken = [*call.args] if name in SPEAKERS else []
            spoken += [word.value for word in call.keywords if word.arg in SPOKEN_KEYWORDS]
            for argument in spoken:
                text = literal(argument)
                if text and WORDS.search(text):
                    yield f"{module.name}:{argument.lineno}: {name}({text[:40]!r})"


def hindi_stays_in_catalogues(house: House) -> Iterator[str]:
    """A Hindi word in the code is one that no translator will find."""
    for module in house.product:
        if module.floor in HINDI_FLOORS:
            continue
        for line, text in module.strings():
            if DEVANAGARI.search(text) and text not in LANGUAGE_NAMES:
                yield f"{module.name}:{line}: {text[:40]!r}"


def people_stay_out_of_logs(house: House) -> Iterator[str]:
    """A log travels by e-mail; nobody's mobile, document number or PIN goes with it."""
    for module in house.product:
        for call, name in module.calls():
            if name in LOG_CALLS and _is_logger(call.func):
                yield from _personal_in(module, call)


def _is_logger(func: ast.expr) -> bool:
    if not isinstance(func, ast.Attribute):
        return False
    owner = func.value
    name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return name.strip("_").lower() in {"log", "logger", "logging"}


def _personal_in(module: Module, call: ast.Call) -> Iterator[str]:
    for argument in [*call.args, *(word.value for word in call.keywords)]:
        for node in ast.walk(argument):
            name = (
                node.attr
                if isinstance(node, ast.Attribute)
                else node.id
                if isinstance(node, ast.Name)
                else ""
            )
            if isinstance(node, ast.Subscript):
                name = literal(node.slice) or ""
            if PERSONAL.search(name):
                yield f"{module.name}:{call.lineno}: {name} in a log"
