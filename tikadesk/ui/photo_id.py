"""Of a whole Aadhaar number typed into a form only the last four digits stay, at once and for good."""

from __future__ import annotations

import re

from tikadesk.domain import identity
from tikadesk.domain.fields import Misfit
from tikadesk.ui.form import Form

ID_TYPE, ID_NUMBER = "id_type", "id_number"


def reduce_id(form: Form) -> None:
    """Cut the number in ``form`` down to what may be kept of it; one that does not read is left for its refusal."""
    field = form.field(ID_NUMBER)
    compact = re.sub(r"[\s\-]", "", field.value())
    try:
        photo = identity.read_id(form.field(ID_TYPE).value() or identity.AADHAAR, compact)
    except Misfit:
        return
    if photo.number is None and photo.tail and len(compact) > len(photo.tail):
        field.editor.set_value(f"XXXX XXXX {photo.tail}")
