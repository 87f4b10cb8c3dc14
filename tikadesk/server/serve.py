"""Running the server process: its address, its workers, and the moment when it really answers."""

from __future__ import annotations

import http.client
import ipaddress
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from tikadesk import log
from tikadesk.errors import NotAllowed, StoreTrouble
from tikadesk.server import commands
from tikadesk.server.home import ServerHome

_CONNECTIONS = 2048
_PORT_PATIENCE = 5.0
_READY_PATIENCE = 60.0
_STEP = 0.03


def run(
    home: ServerHome,
    *,
    host: str = "127.0.0.1",
    port: int = 8440,
    workers: int = 1,
    cert: Path | None = None,
    key: Path | None = None,
    follow_stdin: bool = False,
    ready: Callable[[str], None],
) -> None:
    """Serve until SIGTERM or SIGINT. ``ready`` is called with the URL once requests are answered.

    ``follow_stdin``: end when the standard input does, that is with the process that started this one.

    Raises NotAllowed for an address without TLS that others could listen to, StoreTrouble for a home that was not
    initialised or an address in use.
    """
    tls = cert is not None and key is not None
    if not tls and not _is_loopback(host):
        raise NotAllowed("server.needs_certificate", host=host)
    for file in (cert, key):
        if file is not None and not file.is_file():
            raise NotAllowed("server.no_certificate", file=str(file))
    os.environ["TIKADESK_SERVER_TLS"] = "1" if tls else "0"
    os.environ["TIKADESK_SERVER_HOSTS"] = f"{os.environ.get('TIKADESK_SERVER_HOSTS', '')} {host}"
    with commands.told():
        _start(home, workers)
    port = _free_port(host, port)
    if follow_stdin:
        threading.Thread(target=_end_with_stdin, name="stdin-watch", daemon=True).start()
    shown = f"[{host}]" if ":" in host else host
    _serve(
        host,
        port,
        workers,
        cert,
        key,
        lambda: _announce(host, port, tls, lambda: ready(f"{'https' if tls else 'http'}://{shown}:{port}")),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _start(home: ServerHome, workers: int) -> None:
    """What must happen once, before any worker: compare database and sidecar, judge what a crash left."""
    service = commands.ready(home)
    log.start(home.log)
    from django.db import connection, connections

    from tikadesk.server import devices, ingest, series

    if workers > 1 and connection.vendor == "sqlite":
        raise NotAllowed("server.workers_need_postgresql")
    series.boot(service)
    devices.enforce(service)
    ingest.judge_all(service)
    connections.close_all()


def _end_with_stdin() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _free_port(host: str, port: int) -> int:
    """``port``, or a free one for 0. A predecessor that is just ending gets a few seconds to let go."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    pause = threading.Event()
    waited = 0.0
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return int(probe.getsockname()[1])
            except OSError as error:
                if waited > _PORT_PATIENCE:
                    raise StoreTrouble("server.port_in_use", host=host, port=port) from error
        pause.wait(_STEP)
        waited += _STEP


def _serve(
    host: str, port: int, workers: int, cert: Path | None, key: Path | None, started: Callable[[], None]
) -> None:
    from django.contrib import admin
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    server = Granian(
        "tikadesk.server.worker:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=workers,
        backpressure=_CONNECTIONS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.critical,
        ssl_cert=cert,
        ssl_key=key,
        workers_kill_timeout=2,
        static_path_route=["/static"],
        static_path_mount=[Path(str(admin.__file__)).parent / "static"],
    )
    server.on_startup(started)
    server.serve()


def _announce(host: str, port: int, tls: bool, ready: Callable[[], None]) -> None:
    """Call ``ready`` from a thread of its own as soon as a request is answered."""

    def watch() -> None:
        pause = threading.Event()
        for _ in range(int(_READY_PATIENCE / _STEP)):
            if _answers(host, port, tls):
                ready()
                return
            pause.wait(_STEP)

    threading.Thread(target=watch, name="ready-watch", daemon=True).start()


def _answers(host: str, port: int, tls: bool) -> bool:
    """Whether our own server answers on our own address; its certificate is in another's name, hence unchecked."""
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        link: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=5, context=context)
    else:
        link = http.client.HTTPConnection(host, port, timeout=5)
    try:
        link.request("GET", "/v1/health")
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
