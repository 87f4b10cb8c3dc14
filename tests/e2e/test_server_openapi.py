"""The sync API against its own OpenAPI document: whatever is sent, the answers are those that it describes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.hand_made_desk import TIMEOUT, HandMadeDesk
from tests.server_process import ServerProcess
from tikadesk import assets
from tikadesk.domain import wire

CHECKS: list[CheckFunction] = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@schemathesis.serializer(wire.PUSH_TYPE)
def lines(ctx: schemathesis.SerializationContext, value: object) -> bytes:
    """Whatever schemathesis thinks of, as the body's text."""
    return str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(assets.read_json("server", "openapi.json"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandMadeDesk]:
    """A desk with a session and something in its feed."""
    with ServerProcess(tmp_path_factory.mktemp("described") / "server") as server:
        desk = HandMadeDesk(server.url)
        desk.enrol(server.enrol_code())
        for _ in range(3):
            desk.register()
        desk.drain()
        yield desk


@schema.parametrize()
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_answers_are_those_described(case: schemathesis.Case, desk: HandMadeDesk) -> None:
    headers = {"Authorization": f"Bearer {desk.token}", "Tika-Proto": "1"}
    response = case.call(base_url=desk.url, headers=headers, timeout=TIMEOUT, session=desk.http)
    case.validate_response(response, checks=CHECKS)
