"""The one application stylesheet, made from the tokens and the text size. No widget has a sheet of its own."""

from __future__ import annotations

from tikadesk.ui.fonts import FAMILIES, MONO, ROLES
from tikadesk.ui.tokens import Look, Tokens


def _families(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _grounds(t: Tokens) -> str:
    rules = []
    for look in Look:
        shade = t.shade(look)
        rules.append(
            f'Panel[look="{look.value}"] {{ background: {shade.ground}; border: 1px solid {shade.line};'
            " border-radius: 8px; }"
        )
    return "\n".join(rules)


def stylesheet(t: Tokens, factor: float) -> str:
    """The whole sheet for one scheme at one text size (1.0 to 1.5)."""

    def px(size: float) -> int:
        return round(size * factor)

    family = _families(FAMILIES)
    field = ROLES["field"].px
    return f"""
QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget#body {{ background: {t.page}; border: 0; }}
QScrollArea#inside, QScrollArea#inside > QWidget > QWidget {{ background: transparent; }}
QMainWindow {{ background: {t.page}; }}
QDialog {{ background: {t.card}; }}
QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.field_line}; padding: 4px 6px;
    font-family: {family}; font-size: {px(12)}px; }}
Card {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 8px; }}
Panel {{ background: {t.tint}; border: 0; border-radius: 5px; }}
{_grounds(t)}
Panel[look="danger"], Panel[look="amber"] {{ border-radius: 5px; }}
Rule {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
TopBar {{ background: {t.card}; border: 0; border-bottom: 1px solid {t.line}; }}
Sidebar {{ background: {t.side}; border: 0; border-right: 1px solid {t.line if t.side == t.page else t.side}; }}
Sidebar QScrollArea, Sidebar QScrollArea > QWidget > QWidget {{ background: transparent; }}
Strip {{ background: {t.strip}; border: 0; border-top: 1px solid {t.strip_line}; }}
Popup {{ background: {t.card}; border: 1px solid {t.field_line}; border-radius: 6px; }}
LineInput, QComboBox {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.field_line};
    border-radius: 5px; padding: 0 {px(10)}px; min-height: {px(34)}px;
    font-family: {family}; font-size: {px(field)}px;
    selection-background-color: {t.selection}; selection-color: {t.on_selection}; }}
LineInput[mono="true"] {{ font-family: {_families(MONO)}; }}
LineInput:focus, QComboBox:focus, QComboBox:on {{ background: {t.focus_tint}; border: 2px solid {t.focus};
    padding: 0 {px(10) - 1}px; min-height: {px(34) - 2}px; }}
LineInput[bad="true"], QComboBox[bad="true"] {{ border: 2px solid {t.danger.ink};
    padding: 0 {px(10) - 1}px; min-height: {px(34) - 2}px; }}
LineInput[bad="true"]:focus, QComboBox[bad="true"]:focus {{ border: 2px solid {t.focus}; }}
LineInput[find="true"] {{ background: {t.sunken}; min-height: {px(30)}px; font-size: {px(13)}px; }}
LineInput[find="true"]:focus {{ background: {t.focus_tint}; min-height: {px(28)}px; }}
LineInput[bare="true"], LineInput[bare="true"]:focus {{ background: transparent; border: 0; padding: 0; }}
LineInput[bare="true"]:focus {{ background: {t.focus_tint}; }}
LineInput:disabled, QComboBox:disabled {{ background: {t.sunken}; color: {t.muted}; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.field_line};
    outline: 0; font-size: {px(field)}px; selection-background-color: {t.selection};
    selection-color: {t.on_selection}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(30)}px; padding: 0 {px(10)}px; }}
QTableView {{ background: {t.card}; color: {t.ink}; alternate-background-color: {t.stripe};
    border: 2px solid {t.card}; border-radius: 5px; gridline-color: {t.line}; font-size: {px(14)}px; outline: 0;
    selection-background-color: {t.selection}; selection-color: {t.on_selection}; }}
QTableView:focus {{ border: 2px solid {t.focus}; }}
QHeaderView {{ background: {t.head}; border: 0; }}
QHeaderView::section {{ background: {t.head}; color: {t.strip_ink}; border: 0;
    border-bottom: 1px solid {t.line}; padding: 0 {px(4)}px;
    font-family: {family}; font-size: {px(12)}px; font-weight: bold; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.field_line}; border-radius: 4px; min-height: 28px; min-width: 28px;
    margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
