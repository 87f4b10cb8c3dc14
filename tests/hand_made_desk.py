"""A desk made by hand from the domain and ``requests``, to try the server without any of the desk's own code."""

from __future__ import annotations

import base64
import gzip
import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import requests
from nacl.signing import SigningKey

from tikadesk.domain import journal, wire
from tikadesk.domain.clock import SystemClock, stamp
from tikadesk.domain.entry import Entry, Op
from tikadesk.domain.ids import IdMaker
from tikadesk.domain.numbers import Number
from tikadesk.domain.wire import Batch, PushReply

CLOCK = SystemClock()
TIMEOUT = 20
_OPERATOR = "01890000-0000-7000-8000-000000000001"


@dataclass
class HandMadeDesk:
    """Keeps a journal in memory and speaks the protocol word for word."""

    url: str
    seed: int = 0
    key: SigningKey = field(init=False)
    dev: str = ""
    cert: str = ""
    token: str = ""
    label: str = ""
    receipt: str | None = None
    cursor: str | None = None
    leases: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    seals: dict[int, bytes] = field(default_factory=dict)
    used: int = 0

    def __post_init__(self) -> None:
        self.source = random.Random(self.seed)
        self.key = SigningKey(self.source.randbytes(32))
        self.ids = IdMaker(CLOCK, self.source)
        self.http = requests.Session()

    def post(self, path: str, data: bytes, **headers: str) -> requests.Response:
        """POST bytes with the protocol's headers."""
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        if self.token:
            named.setdefault("Authorization", f"Bearer {self.token}")
        return self.http.post(
            f"{self.url}{path}", data, headers={"Tika-Proto": "1", **named}, timeout=TIMEOUT
        )

    def enrol(self, code: str, **more: object) -> dict[str, Any]:
        """Enrol with ``code`` and open a session."""
        pub = wire.to_base64(bytes(self.key.verify_key))
        reply = self.post("/v1/enrol", wire.dump({"code": code, "pub": pub, "hint": "test", **more}))
        assert reply.status_code == 201, reply.text
        answer: dict[str, Any] = reply.json()
        self.dev, self.cert, self.label = answer["dev"], answer["cert"], answer["label"]
        self.leases = answer["leases"]
        self.open_session()
        return answer

    def open_session(self) -> requests.Response:
        """Prove the key; keeps the token when it is given."""
        self.token = ""
        asked = self.post("/v1/session", b"")
        assert asked.status_code == 401, asked.text
        challenge = asked.json()["challenge"]
        sig = self.key.sign(b"tika1|session|" + challenge.encode()).signature
        proof = {"cert": self.cert, "challenge": challenge, "sig": wire.to_base64(sig)}
        reply = self.post("/v1/session", wire.dump(proof))
        if reply.ok:
            self.token = reply.json()["token"]
        return reply

    # --- journal --------------------------------------------------------------------------------------------------
    def write(self, body: bytes) -> int:
        """Journal a body; its number."""
        n = len(self.bodies) + 1
        self.bodies.append(body)
        self.heads.append(journal.link(self.head_at(n - 1), n, journal.digest(body)))
        return n

    def head_at(self, n: int) -> bytes:
        """The chain after ``n`` entries."""
        return self.heads[n - 1] if n else journal.genesis(self.dev)

    def entry(self, kind: str, values: dict[str, Any], **more: Any) -> Entry:
        """An entry of ``kind``, a ``create`` unless ``more`` says otherwise."""
        made = self.ids.new()
        parts: dict[str, Any] = {"op": Op.CREATE, "rec": made, "at": stamp(CLOCK), "by": _OPERATOR} | more
        return Entry(id=made, kind=kind, set=values, **parts)

    def register(self, name: str = "सुनीता साहू", no: str | None = None) -> Entry:
        """Journal a registration with the next leased number."""
        day = datetime.now(UTC).date().isoformat()
        entry = self.entry(
            "registration",
            {
                "no": no or self.number(), "day": day, "name": name, "birth_year": 1987, "age_estimated": 1, "sex": "F",
                "id_type": "aadhaar", "id_tail": "4821", "mobile": "9827012345", "village": "436210", "source": "live",
                "mode": "walk_in", "category": "age45", "district": "387", "token": len(self.bodies) % 900 + 1,
            },
        )  # fmt: skip
        self.write(entry.body())
        return entry

    def number(self, letter: str = "R") -> str:
        """The next number of the first lease."""
        lease = next(lease for lease in self.leases if lease["k"] == letter)
        self.used += 1
        return str(Number(lease["state"], letter, lease["series"], lease["lo"] + self.used - 1))

    # --- wire -----------------------------------------------------------------------------------------------------
    def batch(self, first: int, last: int) -> Batch:
        """The journal's lines ``first`` to ``last``, signed."""
        head = self.head_at(last)
        return Batch(
            device=self.dev, first=first, previous=self.head_at(first - 1), head=head,
            signature=journal.sign_head(self.key, self.dev, last, head), bodies=tuple(self.bodies[first - 1 : last]),
            receipt=self.receipt,
        )  # fmt: skip

    def send(self, batch: Batch, **headers: str) -> requests.Response:
        """POST a batch as gzip."""
        data = gzip.compress(batch.encode(), mtime=0)
        return self.post(
            "/v1/push", data, **{"Content_Encoding": "gzip", "Content_Type": wire.PUSH_TYPE, **headers}
        )

    def push(self, first: int = 1, last: int | None = None) -> PushReply:
        """Push lines and read the position; keeps the receipt."""
        reply = self.send(self.batch(first, len(self.bodies) if last is None else last))
        assert reply.status_code == 200, reply.text
        read = PushReply.decode(reply.content)
        self.receipt = read.receipt
        return read

    def position(self) -> PushReply:
        """Ask how far the server holds the journal."""
        n = len(self.bodies)
        batch = Batch(self.dev, n + 1, self.head_at(n), self.head_at(n), b"", (), self.receipt)
        reply = self.send(batch)
        assert reply.status_code == 200, reply.text
        return PushReply.decode(reply.content)

    def drain(self, step: int = 256) -> PushReply:
        """Push until the server holds everything, from wherever it says it stands."""
        reply = self.position()
        while reply.high < len(self.bodies):
            reply = self.push(reply.high + 1, min(len(self.bodies), reply.high + step))
        return reply

    def get(self, path: str) -> requests.Response:
        """GET with the token."""
        headers = {"Authorization": f"Bearer {self.token}", "Tika-Proto": "1"}
        return self.http.get(f"{self.url}{path}", headers=headers, timeout=TIMEOUT)

    def pull(self, query: str = "") -> list[dict[str, Any]]:
        """Everything new in the feed; moves the cursor and keeps leases."""
        items: list[dict[str, Any]] = []
        while True:
            cursor = f"&cursor={self.cursor}" if self.cursor else ""
            reply = self.get(f"/v1/pull?{query}{cursor}")
            assert reply.status_code == 200, reply.text
            page = wire.PullPage.decode(reply.content)
            items += page.items
            self.cursor = page.cursor
            if not page.more:
                break
        self.leases += [item for item in items if item["t"] == "lease"]
        return items


def certificate_of(text: str) -> dict[str, Any]:
    """What a certificate says."""
    said: dict[str, Any] = json.loads(base64.b64decode(text.split(".")[0]))
    return said
