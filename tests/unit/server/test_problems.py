from __future__ import annotations

import logging

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse

from tikadesk.domain.wire import Fault, ProblemReply, WireError
from tikadesk.server import problems

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_a_document_that_the_desk_can_read(fault: Fault) -> None:
    answer = problems.answer(fault, challenge="x")
    read = ProblemReply.decode(answer.status_code, answer.content)
    assert read.fault is fault
    assert read.title
    assert read.extra["challenge"] == "x"
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (WireError(Fault.CURSOR_LOST), 410),
        (RequestDataTooBig(), 413),
        (SuspiciousOperation(), 400),
        (Http404(), 404),
        (OperationalError("database or disk is full"), 507),
        (OperationalError("could not extend file: No space left on device"), 507),
        (OperationalError("database is locked"), 503),
        (OperationalError("no such table: op"), None),
        (ZeroDivisionError(), None),
    ],
)
def test_known_errors_have_a_status(error: Exception, status: int | None) -> None:
    answer = problems.of(error)
    assert (answer.status_code if answer else None) == status


def test_pauses_are_whole_seconds_and_never_none() -> None:
    assert problems.answer(Fault.OVERLOADED, retry_after=0.2)["Retry-After"] == "1"
    assert problems.answer(Fault.OVERLOADED, retry_after=41.4)["Retry-After"] == "41"


def test_a_bug_is_logged_by_place_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    request = HttpRequest()
    request.path = "/v1/push"
    outermost = problems.Outermost(lambda request: HttpResponse())
    try:
        raise ValueError("CANARY sunita 9827012345")
    except ValueError as error:
        with caplog.at_level(logging.ERROR):
            answer = outermost.process_exception(request, error)
    assert answer is not None
    assert answer.status_code == 500
    assert "ValueError" in caplog.text
    assert "test_problems.py" in caplog.text
    assert "CANARY" not in caplog.text
    assert "CANARY" not in answer.content.decode()


def test_every_answer_names_the_protocol_and_is_not_kept() -> None:
    answer = problems.Outermost(lambda request: HttpResponse())(HttpRequest())
    assert (answer["Tika-Proto"], answer["Cache-Control"]) == ("1", "no-store")


def test_the_admins_errors_are_djangos() -> None:
    request = HttpRequest()
    request.path = "/admin/"
    assert problems.Outermost(lambda request: HttpResponse()).process_exception(request, KeyError()) is None


def test_djangos_last_resorts_are_documents() -> None:
    request = HttpRequest()
    assert problems.internal(request).status_code == 500
    assert problems.missing(request, Http404()).status_code == 404
    assert problems.refused(request, SuspiciousOperation()).status_code == 400
