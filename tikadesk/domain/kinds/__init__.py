"""The kinds that TikaDesk knows, in one list. A new kind is a file beside this one and a line here."""

from __future__ import annotations

from tikadesk.domain.kind import Kind
from tikadesk.domain.kinds.aefi import AEFI
from tikadesk.domain.kinds.consignment import CONSIGNMENT
from tikadesk.domain.kinds.day_closing import DAY_CLOSING
from tikadesk.domain.kinds.day_count import DAY_COUNT
from tikadesk.domain.kinds.dose import DOSE
from tikadesk.domain.kinds.event import EVENT
from tikadesk.domain.kinds.lease_request import LEASE_REQUEST
from tikadesk.domain.kinds.operator import OPERATOR
from tikadesk.domain.kinds.outage import OUTAGE
from tikadesk.domain.kinds.quota_plan import QUOTA_PLAN
from tikadesk.domain.kinds.receipt import RECEIPT
from tikadesk.domain.kinds.receipt_line import RECEIPT_LINE
from tikadesk.domain.kinds.registration import REGISTRATION
from tikadesk.domain.kinds.review import REVIEW
from tikadesk.domain.kinds.sample import SAMPLE
from tikadesk.domain.kinds.stock_move import STOCK_MOVE
from tikadesk.domain.kinds.vial import VIAL

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        REGISTRATION, DOSE, AEFI, SAMPLE, CONSIGNMENT, RECEIPT, RECEIPT_LINE, STOCK_MOVE, VIAL, QUOTA_PLAN, DAY_COUNT,
        OUTAGE, OPERATOR, LEASE_REQUEST, EVENT, DAY_CLOSING, REVIEW,
    )
}  # fmt: skip
