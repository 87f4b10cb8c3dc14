"""Every refusal as an RFC 9457 document, and what stands outermost around each request. No refusal, and no log line,
repeats anything of what was sent.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError

from tikadesk.domain.wire import H_PROTOCOL, PROBLEM_TYPE, PROTOCOL, Fault, ProblemReply, WireError

_log = logging.getLogger(__name__)
API = "/v1/"

STATUS: dict[Fault, int] = {
    Fault.MALFORMED: 400,
    Fault.PROTO_UNSUPPORTED: 400,
    Fault.SESSION_EXPIRED: 401,
    Fault.CODE_REFUSED: 403,
    Fault.DEVICE_REVOKED: 403,
    Fault.FORK: 409,
    Fault.CURSOR_LOST: 410,
    Fault.TOO_LARGE: 413,
    Fault.ENCODING_UNSUPPORTED: 415,
    Fault.THROTTLED: 429,
    Fault.INTERNAL: 500,
    Fault.OVERLOADED: 503,
    Fault.NOT_WRITER: 503,
    Fault.STORAGE_FULL: 507,
}
"""The HTTP status of each fault."""

_RETRY_AFTER = {Fault.THROTTLED: 3600.0}  # what a verb itself refuses is refused for the day

_TITLES: dict[Fault, str] = {
    Fault.MALFORMED: "The request is not what the protocol says",
    Fault.PROTO_UNSUPPORTED: "This server does not speak that version of the protocol",
    Fault.SESSION_EXPIRED: "Open a session first",
    Fault.CODE_REFUSED: "The enrolment code is wrong, used or too old",
    Fault.DEVICE_REVOKED: "This desk has been barred",
    Fault.FORK: "Two desks have used this journal",
    Fault.CURSOR_LOST: "Read the feed from its start",
    Fault.TOO_LARGE: "Send less at once",
    Fault.ENCODING_UNSUPPORTED: "Send it plain or as gzip",
    Fault.THROTTLED: "Too many requests from this desk",
    Fault.INTERNAL: "The server met an error of its own",
    Fault.OVERLOADED: "Busy; your records are safe on this desk",
    Fault.NOT_WRITER: "This server takes no entries",
    Fault.STORAGE_FULL: "The server's disk is full",
}


def answer(fault: Fault, *, retry_after: float | None = None, **extra: Any) -> HttpResponse:
    """The document for ``fault`` with ``extra`` members."""
    status = STATUS[fault]
    response = HttpResponse(
        ProblemReply(status, fault, _TITLES[fault], extra).encode(), content_type=PROBLEM_TYPE, status=status
    )
    if retry_after is not None:
        response["Retry-After"] = str(max(1, round(retry_after)))
    if fault is Fault.ENCODING_UNSUPPORTED:
        response["Accept-Encoding"] = "gzip, identity"
    return response


def plain(status: int) -> HttpResponse:
    """A refusal that HTTP itself has a word for: no such address, no such method."""
    return HttpResponse(ProblemReply(status, None, "", {}).encode(), content_type=PROBLEM_TYPE, status=status)


def of(error: Exception) -> HttpResponse | None:
    """The answer to an error that has one; None for a bug."""
    if isinstance(error, WireError):
        return answer(error.fault, retry_after=_RETRY_AFTER.get(error.fault))
    if isinstance(error, RequestDataTooBig):
        return answer(Fault.TOO_LARGE)
    if isinstance(error, UnreadablePostError | SuspiciousOperation):
        return answer(Fault.MALFORMED)
    if isinstance(error, Http404):
        return plain(404)
    if isinstance(error, OperationalError):
        text = str(error).lower()
        if "full" in text or "no space" in text:
            return answer(Fault.STORAGE_FULL, retry_after=900)
        if "locked" in text or "busy" in text or "timeout" in text:
            return answer(Fault.OVERLOADED, retry_after=5)
    return None


class Outermost:
    """The first middleware: names the protocol on every answer, and turns errors of the sync API into documents."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, whatever stands below."""
        response = self._get_response(request)
        response[H_PROTOCOL] = str(PROTOCOL)
        response.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Called by Django with whatever a view raised; the admin's errors are Django's own."""
        known = of(error)
        if known is None:
            log_bug(error)
        if not request.path.startswith(API):
            return None
        return known or answer(Fault.INTERNAL)


def log_bug(error: BaseException) -> None:
    """Where it happened and of what type, never its message: that may quote what was sent."""
    places = " < ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )
    _log.error("%s at %s", type(error).__name__, places)


def internal(request: HttpRequest) -> HttpResponse:
    """Django's last resort (``handler500``)."""
    return answer(Fault.INTERNAL)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler404``."""
    return plain(404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler400``."""
    return answer(Fault.MALFORMED)
