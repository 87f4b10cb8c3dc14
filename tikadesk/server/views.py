"""The sync API: parse, call, answer. Each view is one endpoint of the OpenAPI document; no rule lives here."""

from __future__ import annotations

import gzip
import logging
import shutil
from collections.abc import Callable
from functools import cache, wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from tikadesk import assets
from tikadesk.domain import codings, wire
from tikadesk.domain.wire import Batch, Fault, PushReply, WireError
from tikadesk.server import custody, devices, enrol, feed, ingest, problems, records, sessions, sql
from tikadesk.server.admission import Busy, Door
from tikadesk.server.devices import Device, Visit
from tikadesk.server.service import Service, current

_log = logging.getLogger(__name__)
_AT_ONCE = 4
_CHUNK = 64 * 1024
_GZIP_FROM = 512
_SMALL = 16 * 1024
_SESSION_WEIGHT, _ENROL_WEIGHT = 4, 8

View = Callable[[HttpRequest], HttpResponse]


@cache
def door() -> Door:
    """This process's entrance."""
    service = current()
    return Door(service.clock, _AT_ONCE, service.limits.day_bytes)


def _endpoint(method: str) -> Callable[[View], View]:
    """A view of the API: its one method, no CSRF (no browser session stands behind it), Busy told in HTTP."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            if request.method != method and not (method == "GET" and request.method == "HEAD"):
                refusal = problems.plain(405)
                refusal["Allow"] = method
                return refusal
            try:
                return view(request)
            except Busy as busy:
                fault = Fault.THROTTLED if busy.throttled else Fault.OVERLOADED
                return problems.answer(fault, retry_after=busy.retry_after)

        return answer

    return decorate


def _body(request: HttpRequest, limit: int) -> bytes:
    """The body as sent, at most ``limit`` bytes; a body that breaks off is malformed."""
    if request.META.get("HTTP_TRANSFER_ENCODING"):
        raise WireError(Fault.MALFORMED, "length")
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError as error:
        raise WireError(Fault.MALFORMED, "length") from error
    if length > limit:
        raise WireError(Fault.TOO_LARGE, "body")
    parts: list[bytes] = []
    left = length
    while left > 0:
        part = request.read(min(left, _CHUNK))
        if not part:
            raise WireError(Fault.MALFORMED, "cut")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _content(request: HttpRequest, limit: int) -> bytes:
    """The body with its content coding undone."""
    coding = request.META.get("HTTP_CONTENT_ENCODING", "identity").strip().lower()
    if coding not in ("", "identity", *codings.CODINGS):
        raise WireError(Fault.ENCODING_UNSUPPORTED, "coding")
    raw = _body(request, limit)
    if coding not in codings.CODINGS:
        return raw
    try:
        return codings.unpack(raw, coding, wire.MAX_INFLATED)
    except codings.Unpackable as error:
        raise WireError(Fault.TOO_LARGE if error.too_large else Fault.MALFORMED, coding) from error


def _check_protocol(request: HttpRequest) -> None:
    """A desk that says nothing is taken at its word; one that says another version is told so."""
    if request.headers.get(wire.H_PROTOCOL, str(wire.PROTOCOL)) != str(wire.PROTOCOL):
        raise WireError(Fault.PROTO_UNSUPPORTED, "version")


def _device(service: Service, request: HttpRequest) -> Device:
    _check_protocol(request)
    return sessions.device_of(service, request.headers.get("Authorization", ""))


def _json(request: HttpRequest, content: bytes, status: int = 200) -> HttpResponse:
    """An answer in JSON, gzipped where that helps and the desk takes it."""
    response = HttpResponse(content, content_type=wire.JSON_TYPE, status=status)
    if len(content) >= _GZIP_FROM and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(content, compresslevel=5, mtime=0)
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    return response


def _visit(request: HttpRequest) -> Visit:
    """What the desk says of itself in its headers."""
    text = request.headers.get(wire.H_QUEUE, "")
    app = "".join(sign for sign in request.headers.get(wire.H_APP, "") if sign.isprintable())[:32]
    waiting = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return Visit(waiting, app or None)


@_endpoint("POST")
def push(request: HttpRequest) -> HttpResponse:
    """``POST /v1/push``: custody, then judgement, then the position."""
    service = current()
    if shutil.disk_usage(service.home.folder).free < service.limits.free_bytes:
        return problems.answer(Fault.STORAGE_FULL, retry_after=900)
    device = _device(service, request)
    visit = _visit(request)
    data = _content(request, wire.MAX_BATCH)
    door().knock(device.dev, size=len(data))
    batch = Batch.decode(data)
    left = (visit.waiting or 0) // max(1, len(batch.bodies)) + 1
    with door().inside(device.dev, batches=left):
        try:
            position, verdicts = ingest.push(service, device, batch, visit)
        except custody.Fork as fork:
            _log.warning("fork of the journal of %s", device.dev)
            locator = [[n, head.hex()] for n, head in fork.locator]
            return problems.answer(Fault.FORK, common=fork.common, loc=locator)
        reply = PushReply(
            device=device.dev,
            high=position.high,
            chain=position.chain,
            safe=position.safe,
            verdicts=tuple(verdicts),
            receipt=custody.receipt(service, device, position),
            wait=door().idle_wait(int(sql.value("SELECT COUNT(*) FROM device"))),
            locator=position.locator,
        )
    return _json(request, reply.encode())


@_endpoint("GET")
def pull(request: HttpRequest) -> HttpResponse:
    """``GET /v1/pull``: the next page of the desk's feeds, or with ``own=N`` of its own journal."""
    service = current()
    device = _device(service, request)
    limit = _whole(request.GET.get("max"), wire.MAX_PAGE)
    own = request.GET.get("own")
    door().knock(device.dev)
    with door().inside(device.dev):
        if own is not None:
            page = feed.own(device, _whole(own, 0), limit)
        else:
            ingest.attend(service, device)
            page = feed.page(
                service, device, request.GET.get("cursor") or None, limit, bare=request.GET.get("bare") == "1"
            )
        devices.heard(service, device, _visit(request))
    return _json(request, page.encode())


@_endpoint("GET")
def day(request: HttpRequest) -> HttpResponse:
    """``GET /v1/day``: which records of the desk's centre and of one day have taken effect, for a reconciliation."""
    service = current()
    device = _device(service, request)
    asked = records.iso_day(request.GET.get("day", ""))
    if not asked:
        raise WireError(Fault.MALFORMED, "day")
    door().knock(device.dev)
    with door().inside(device.dev):
        ingest.attend(service, device)
        held = records.held(device, asked)
        devices.heard(service, device, _visit(request))
    return _json(request, held.encode())


def _whole(text: str | None, otherwise: int) -> int:
    """A whole number of the query; raises WireError for what is none."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise WireError(Fault.MALFORMED, "query")
    return int(text)


@_endpoint("POST")
def session(request: HttpRequest) -> HttpResponse:
    """``POST /v1/session``: without proof a challenge, with proof a token."""
    service = current()
    _check_protocol(request)
    data = _content(request, _SMALL)
    proof = wire.load(data) if data.strip() else {}
    if not (proof.get("cert") and proof.get("sig")):
        return _challenge(service)
    # By certificate, not by address: all desks of a district may come through one router.
    who = f"session {hash(str(proof['cert']))}"
    door().knock(who, weight=_SESSION_WEIGHT)
    try:
        with door().inside(who):
            opened = sessions.open_session(service, proof)
    except WireError as error:
        if error.fault is Fault.SESSION_EXPIRED:
            return _challenge(service)
        raise
    return _json(request, wire.dump(opened))


def _challenge(service: Service) -> HttpResponse:
    refusal = problems.answer(Fault.SESSION_EXPIRED, challenge=sessions.challenge(service))
    refusal["WWW-Authenticate"] = "Bearer"
    return refusal


@_endpoint("POST")
def enrolment(request: HttpRequest) -> HttpResponse:
    """``POST /v1/enrol``: a code for an identity."""
    service = current()
    _check_protocol(request)
    door().knock(f"enrol {_address(request)}", weight=_ENROL_WEIGHT)
    wanted = wire.load(_content(request, _SMALL))
    servers = service.home.options().get("servers") or [request.build_absolute_uri("/").rstrip("/")]
    with door().inside(_address(request)):
        return _json(request, wire.dump(enrol.enrol(service, wanted, servers)), status=201)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


@_endpoint("GET")
def health(request: HttpRequest) -> HttpResponse:
    """``GET /v1/health``: tiny, open to all, so that a desk can tell this server from a captive portal."""
    sql.value("SELECT MAX(series) FROM incarnation")
    now = current().clock.now().isoformat(timespec="seconds")
    content = {
        "ok": True,
        "role": "writer",
        "proto": [wire.PROTOCOL, wire.PROTOCOL],
        "codings": codings.CODINGS,
        "time": now,
        "notice": None,
        "practice": current().practice,
    }
    return _json(request, wire.dump(content))


@_endpoint("GET")
def openapi(request: HttpRequest) -> HttpResponse:
    """``GET /v1/openapi.json``: this API's description."""
    return _json(request, assets.path("server", "openapi.json").read_bytes())


def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address below ``/v1/``."""
    return problems.plain(404)
