"""The key map: every shortcut of the desk by name, what the cap shows and what it says in the list of all keys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """``sequence`` for Qt; ``cap`` as printed on the key; ``everywhere`` where it belongs to the window itself."""

    sequence: str
    cap: str
    everywhere: bool = False


KEYS: dict[str, Key] = {
    "save_print": Key("Ctrl+Return", "Ctrl Enter"),
    "save": Key("Ctrl+S", "Ctrl S"),
    "clear": Key("Esc", "Esc"),
    "undo": Key("Ctrl+Z", "Ctrl Z"),
    "help_field": Key("F1", "F1"),
    "new": Key("F2", "F2"),
    "returning": Key("F3", "F3"),
    "compare": Key("F4", "F4"),
    "session": Key("F6", "F6"),
    "open_vial": Key("F7", "F7"),
    "waste": Key("F8", "F8"),
    "seal": Key("F9", "F9"),
    "aefi": Key("F11", "F11"),
    "take_out": Key("Del", "Del"),
    "correct": Key("Ctrl+E", "Ctrl E"),
    "void": Key("Ctrl+Del", "Ctrl Del"),
    "day_before": Key("Ctrl+Left", "Ctrl ←"),
    "day_after": Key("Ctrl+Right", "Ctrl →"),
    "reprint": Key("Ctrl+P", "Ctrl P"),
    "token": Key("Ctrl+T", "Ctrl T"),
    "referral": Key("Ctrl+M", "Ctrl M"),
    "repeat": Key("Ctrl+D", "Ctrl D"),
    "name_local": Key("Ctrl+H", "Ctrl H"),
    "sticker": Key("Ctrl+K", "Ctrl K"),
    "find": Key("Ctrl+F", "Ctrl F", everywhere=True),
    "try_now": Key("Ctrl+R", "Ctrl R", everywhere=True),
    "lock": Key("Ctrl+L", "Ctrl L", everywhere=True),
    "language": Key("Ctrl+Shift+H", "Ctrl Shift H", everywhere=True),
    "keys": Key("Ctrl+/", "Ctrl /", everywhere=True),
    "larger": Key("Ctrl++", "Ctrl +", everywhere=True),
    "smaller": Key("Ctrl+-", "Ctrl −", everywhere=True),
    "usual_size": Key("Ctrl+0", "Ctrl 0", everywhere=True),
    "printers": Key("Ctrl+Shift+P", "Ctrl Shift P", everywhere=True),
    "look": Key("Ctrl+Shift+L", "Ctrl Shift L", everywhere=True),
}


def page_sequence(number: int) -> str:
    """The shortcut of page ``number``, 1 to 9."""
    return f"Ctrl+{number}"
