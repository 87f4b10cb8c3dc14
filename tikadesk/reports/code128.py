"""Code 128, as every hand-held scanner reads it: the bars of a text in the fewest symbols. Pure; painting is not here.

Sets B (printable ASCII) and C (pairs of digits) are enough for every number of ours.
"""

from __future__ import annotations

QUIET = 10
"""Modules of white that a reader needs on either side."""

_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "1143114111134113111131411141313111414111312114122112142112322331112"
)
"""Widths of bar, space, bar … of symbols 0 to 106 in modules: six each, the last one's seven."""
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_CHECKED_BY = 103


def _widths(symbol: int) -> list[int]:
    end = None if symbol == _STOP else 6 * symbol + 6
    return [int(width) for width in _WIDTHS[6 * symbol : end]]


def symbols(text: str) -> list[int]:
    """The symbols of ``text`` with start, check and stop: as few as there can be. Raises ValueError for other signs."""
    if not text or not all(" " <= sign <= "~" for sign in text):
        raise ValueError("only printable ASCII")
    # From the end backwards: the shortest way to write the rest of the text when set B, or set C, is in force.
    in_b: list[list[int]] = [[] for _ in range(len(text) + 1)]
    in_c: list[list[int]] = [[] for _ in range(len(text) + 1)]
    for at in range(len(text) - 1, -1, -1):
        as_sign = [ord(text[at]) - 32, *in_b[at + 1]]
        pair = text[at : at + 2]
        if len(pair) == 2 and pair.isdigit():
            as_pair = [int(pair), *in_c[at + 2]]
            in_b[at] = min(as_sign, [_TO_C, *as_pair], key=len)
            in_c[at] = min(as_pair, [_TO_B, *as_sign], key=len)
        else:
            in_b[at], in_c[at] = as_sign, [_TO_B, *as_sign]
    found = min([_START_B, *in_b[0]], [_START_C, *in_c[0]], key=len)
    check = found[0] + sum(place * symbol for place, symbol in enumerate(found[1:], 1))
    return [*found, check % _CHECKED_BY, _STOP]


def bars(text: str) -> list[tuple[int, int]]:
    """The bars of ``text`` as (start, width) in modules from its left edge, quiet zones not counted."""
    found, at = [], 0
    for symbol in symbols(text):
        for place, width in enumerate(_widths(symbol)):
            if place % 2 == 0:
                found.append((at, width))
            at += width
    return found


def modules(text: str) -> int:
    """How wide ``text`` is in modules, quiet zones not counted."""
    start, width = bars(text)[-1]
    return start + width
