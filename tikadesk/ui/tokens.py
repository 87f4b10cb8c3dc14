"""The one table of colours: light, dark and high contrast. Everything painted takes its colour from here by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tikadesk.domain.status import Look

__all__ = ["CONTRAST", "DARK", "LIGHT", "TABLE", "Look", "Scheme", "Shade", "Tokens"]


class Scheme(StrEnum):
    """Which column of the table is in force."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Shade:
    """One state's ink on its ground, with the line around it."""

    ink: str
    ground: str
    line: str


@dataclass(frozen=True)
class Tokens:
    """Every colour of one scheme, as #rrggbb. ``on_x`` is text that stands on ``x``."""

    page: str
    card: str
    sunken: str
    ink: str
    muted: str
    line: str
    field_line: str
    primary: str
    on_primary: str
    tint: str
    accent: str
    focus: str
    focus_tint: str
    selection: str
    on_selection: str
    head: str
    stripe: str
    key: str
    key_line: str
    key_ink: str
    side: str
    side_ink: str
    side_active: str
    on_side_active: str
    side_line: str
    side_muted: str
    mark: str
    on_mark: str
    strip: str
    strip_line: str
    strip_ink: str
    shadow_alpha: int
    ok: Shade
    info: Shade
    neutral: Shade
    amber: Shade
    danger: Shade

    def shade(self, look: Look) -> Shade:
        """The shade of ``look``."""
        shades = {
            Look.OK: self.ok,
            Look.INFO: self.info,
            Look.NEUTRAL: self.neutral,
            Look.AMBER: self.amber,
            Look.DANGER: self.danger,
        }
        return shades[look]


LIGHT = Tokens(
    page="#F3F5F7",
    card="#FFFFFF",
    sunken="#F7F9FA",
    ink="#14212E",
    muted="#5A6878",
    line="#DCE2E8",
    field_line="#7B8794",
    primary="#0A6A73",
    on_primary="#FFFFFF",
    tint="#E2F1F2",
    accent="#0A6A73",
    focus="#1D4ED8",
    focus_tint="#F2F6FF",
    selection="#E3EEFF",
    on_selection="#14212E",
    head="#EEF2F5",
    stripe="#F7F9FB",
    key="#F7F9FA",
    key_line="#BAC4CE",
    key_ink="#3E4C59",
    side="#0F2E3D",
    side_ink="#D7E3EA",
    side_active="#1A4A5E",
    on_side_active="#FFFFFF",
    side_line="#3C5B6B",
    side_muted="#93ADB9",
    mark="#F5B301",
    on_mark="#14212E",
    strip="#E9EDF1",
    strip_line="#BAC4CE",
    strip_ink="#3E4C59",
    shadow_alpha=60,
    ok=Shade("#0B5D3B", "#E3F4EA", "#8CCBAB"),
    info=Shade("#174EA6", "#E7F0FD", "#9DBDEE"),
    neutral=Shade("#3E4C59", "#E9EDF1", "#BAC4CE"),
    amber=Shade("#7A4A00", "#FFF3D6", "#E2B552"),
    danger=Shade("#A1201D", "#FDE9E7", "#E6A29D"),
)

DARK = Tokens(
    page="#151C23",
    card="#1E2730",
    sunken="#232D37",
    ink="#E8EEF3",
    muted="#A9B7C4",
    line="#34414D",
    field_line="#7E8D9B",
    primary="#4CC3CB",
    on_primary="#06282B",
    tint="#1B3B40",
    accent="#4CC3CB",
    focus="#8AB4FF",
    focus_tint="#22304A",
    selection="#27405F",
    on_selection="#E8EEF3",
    head="#26313B",
    stripe="#222C36",
    key="#2B3641",
    key_line="#566574",
    key_ink="#CBD5DF",
    side="#0C1B24",
    side_ink="#D7E3EA",
    side_active="#1A4A5E",
    on_side_active="#FFFFFF",
    side_line="#3C5B6B",
    side_muted="#93ADB9",
    mark="#F5B301",
    on_mark="#14212E",
    strip="#2B3641",
    strip_line="#4A5967",
    strip_ink="#CBD5DF",
    shadow_alpha=140,
    ok=Shade("#8FE0B4", "#143626", "#2F6B4B"),
    info=Shade("#A9C8FF", "#17305A", "#375C97"),
    neutral=Shade("#CBD5DF", "#2B3641", "#4A5967"),
    amber=Shade("#FFCF70", "#3A2B08", "#7A5C1B"),
    danger=Shade("#FFB3AD", "#471B18", "#8A3A35"),
)

CONTRAST = Tokens(
    page="#000000",
    card="#000000",
    sunken="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    field_line="#FFFFFF",
    primary="#1AEBFF",
    on_primary="#000000",
    tint="#000000",
    accent="#1AEBFF",
    focus="#FFFF00",
    focus_tint="#000000",
    selection="#0B3A6B",
    on_selection="#FFFFFF",
    head="#000000",
    stripe="#000000",
    key="#000000",
    key_line="#FFFFFF",
    key_ink="#FFFFFF",
    side="#000000",
    side_ink="#FFFFFF",
    side_active="#0B3A6B",
    on_side_active="#FFFFFF",
    side_line="#FFFFFF",
    side_muted="#FFFFFF",
    mark="#FFFF00",
    on_mark="#000000",
    strip="#000000",
    strip_line="#FFFFFF",
    strip_ink="#FFFFFF",
    shadow_alpha=0,
    ok=Shade("#3FF23F", "#000000", "#3FF23F"),
    info=Shade("#9ECBFF", "#000000", "#9ECBFF"),
    neutral=Shade("#FFFFFF", "#000000", "#FFFFFF"),
    amber=Shade("#FFFF00", "#000000", "#FFFF00"),
    danger=Shade("#FF9B94", "#000000", "#FF9B94"),
)

TABLE: dict[Scheme, Tokens] = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}
