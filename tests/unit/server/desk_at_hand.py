"""A hand-made desk that speaks to the server's functions instead of its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.hand_made_desk import HandMadeDesk
from tikadesk.domain import wire
from tikadesk.domain.wire import Verdict
from tikadesk.server import devices, enrol, feed, ingest, sessions
from tikadesk.server.custody import Position
from tikadesk.server.devices import Device, Visit
from tikadesk.server.service import Service


@dataclass
class DeskAtHand:
    """The desk's own side in ``hand``, and the server that it is enrolled at."""

    hand: HandMadeDesk
    service: Service

    @property
    def device(self) -> Device:
        """What the server knows of it."""
        found = devices.find(self.hand.dev)
        assert found is not None
        return found

    def push(self, first: int = 1, last: int | None = None) -> tuple[Position, list[Verdict]]:
        """Hand over lines ``first`` to ``last``."""
        batch = self.hand.batch(first, len(self.hand.bodies) if last is None else last)
        return ingest.push(self.service, self.device, batch, Visit())

    def say(self, *bodies: bytes) -> dict[int, tuple[str, str | None]]:
        """Journal and push bodies; verdict and reason of each that was not plainly applied, by number."""
        first = len(self.hand.bodies) + 1
        for body in bodies:
            self.hand.write(body)
        _, verdicts = self.push(first)
        return {verdict.n: (verdict.judgement.value, verdict.reason) for verdict in verdicts}

    def read(self, cursor: str | None = None) -> list[dict[str, Any]]:
        """Everything in its feeds after ``cursor``."""
        items: list[dict[str, Any]] = []
        while True:
            page = feed.page(self.service, self.device, cursor)
            items += page.items
            cursor = page.cursor
            if not page.more:
                return items

    def token(self) -> str:
        """Open a session."""
        challenge = sessions.challenge(self.service)
        sig = self.hand.key.sign(b"tika1|session|" + challenge.encode()).signature
        proof = {"cert": self.hand.cert, "challenge": challenge, "sig": wire.to_base64(sig)}
        return str(sessions.open_session(self.service, proof)["token"])


def enrol_at(service: Service, *, seed: int, centre: str = "CG-0231") -> DeskAtHand:
    """A new desk of ``centre``."""
    hand = HandMadeDesk("", seed)
    pub = wire.to_base64(bytes(hand.key.verify_key))
    answer = enrol.enrol(service, {"code": enrol.new_code(service, centre).code, "pub": pub}, [])
    hand.dev, hand.cert, hand.label, hand.leases = (
        answer[name] for name in ("dev", "cert", "label", "leases")
    )
    return DeskAtHand(hand, service)
