"""A desk process that saves walk-ins without end and says each one when it is saved: to be killed."""

from __future__ import annotations

import os

from tests.enrolled_desk import opened, shot
from tikadesk.actions import correct, register
from tikadesk.domain.rehearsal import people
from tikadesk.paths import Path


def save(folder: str, seed: int, pipe: int) -> None:
    """Save one walk-in after the other; ``<id> <number> <dose>`` goes down the pipe after each."""
    with opened(Path(folder)) as desk:
        for place, person in enumerate(people(seed, 2_000)):
            saved = register.register(desk, person, shot(desk), intent=desk.ids.new())
            os.write(pipe, f"{saved.id} {saved.no} {saved.dose_id}\n".encode())
            if place % 3 == 2:
                changed = {"village": "Kota"}
                correct.correct(desk, "registration", saved.id, changed, reason="heard_wrong")
