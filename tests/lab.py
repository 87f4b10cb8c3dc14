"""A centre's desk and a lab's, in memory, enrolled at one service with certificates that can be checked."""

from __future__ import annotations

from nacl.signing import SigningKey

from tests.boxes import LAB, packed
from tests.two_desks import ANIL
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import dispatch
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain import signed
from tikadesk.domain.wire import to_base64

SERVICE = SigningKey(bytes([3]) * 32)
SERVICE_KEY = bytes(SERVICE.verify_key)


def enrol(one: DeskInMemory, centre: str, *, service: SigningKey = SERVICE) -> Desk:
    """Enrol a desk at ``centre`` with a certificate of ``service``, and let Anil work at it."""
    public = to_base64(bytes(SigningKey(one.store.me.seed).verify_key))
    said = {
        "dev": one.device, "pub": public, "label": "0417", "centre": centre, "district": "387", "state": "CG",
        "role": "desk",
    }  # fmt: skip
    answer = one.answer() | {"cert": signed.sign(service, signed.CERTIFICATE, said)}
    answer["centre"] = {"code": centre, "name": f"Centre {centre}", "name_hi": ""}
    one.ledger.enrolled(answer, service_key=bytes(service.verify_key), servers=[])
    one.desk.operator = ANIL
    return one.desk


class Journey:
    """The centre CG-0231 sends boxes to the lab; what each writes reaches the other when told to."""

    def __init__(self) -> None:
        self.here, self.there = DeskInMemory(1, enrolled=False), DeskInMemory(2, enrolled=False)
        self.centre, self.lab = enrol(self.here, "CG-0231"), enrol(self.there, LAB)

    def sent(self, count: int = 3) -> Box:
        """A box of new tubes that has left."""
        opened, _ = packed(self.centre, count)
        dispatch.seal(self.centre, opened.id, {"sealed_temp": "4", "seal_no": "S1"})
        return dispatch.dispatch(self.centre, opened.id, {"driver": "Ramesh Pal"})

    def arrive(self) -> None:
        """What the centre has written reaches the lab's desk, as another centre's."""
        self._carry(self.here, self.there, "CG-0231")

    def answer(self) -> None:
        """What the lab has written reaches the centre."""
        self._carry(self.there, self.here, LAB)

    def _carry(self, giver: DeskInMemory, taker: DeskInMemory, centre: str) -> None:
        taker.ledger.take_page([item | {"centre": centre} for item in giver.feed()], None, at="")
