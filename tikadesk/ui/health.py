"""The four health questions on any form: asked, never answered beforehand; "all clear" answers all of them with no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tikadesk.domain.kinds.dose import SCREENING
from tikadesk.errors import Problem
from tikadesk.ui.choices import YesNoEditor
from tikadesk.ui.field import Field, Side
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.words import Words, say

HEALTH = "health"


def health_fields(today: Callable[[], date]) -> list[Field]:
    """The question whether all is clear, and the four single ones for when it is not."""
    asked = Field(
        YesNoEditor(HEALTH, say("desk.health.clear"), say("desk.health.note")),
        say("desk.health"),
        also=say("desk.health.four"),
        required=True,
        width=300,
        side=Side.RIGHT,
    )
    asked.also.elides = True
    return [asked, *(kind_field("dose", question, today=today, also=Words()) for question in SCREENING)]


def show_questions(form: Form, *, asked: bool, sex: str) -> None:
    """Show the single questions once something is to be noted; nobody asks a man whether he is pregnant."""
    noted = asked and form.field(HEALTH).value() == "N"
    form.field(HEALTH).setVisible(asked)
    for question in SCREENING:
        form.field(question).setVisible(noted and not (question == "pregnant" and sex == "M"))


def answers(form: Form) -> dict[str, str]:
    """The answers as a dose's typed form has them."""
    if form.field(HEALTH).value() == "Y":
        return dict.fromkeys(SCREENING, "N")
    return {name: form.field(name).value() for name in SCREENING if not form.field(name).isHidden()}


def unanswered(form: Form) -> list[Problem]:
    """What has not been answered yet."""
    if not form.field(HEALTH).value():
        return [Problem(HEALTH, "desk.health.ask")]
    return [Problem(name, "misfit.yes_no") for name, answer in answers(form).items() if not answer]


def defers(form: Form) -> bool:
    """Whether an answer sends the person to the medical officer instead."""
    return "Y" in answers(form).values()
