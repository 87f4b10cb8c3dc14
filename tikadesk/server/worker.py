"""What granian's workers load: the application with its log. A worker ends with the process that started it."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import threading
from multiprocessing.connection import wait

from django.core.wsgi import get_wsgi_application

from tikadesk import log
from tikadesk.server.gate import Gate
from tikadesk.server.home import server_home


def _follow_parent() -> None:
    """A worker whose parent was killed must not go on serving an address that a new server wants."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _start_log() -> None:
    """Our log takes Django's errors too; its warnings are every desk without a session."""
    log.start(server_home().log)
    django = logging.getLogger("django")
    django.handlers[:] = logging.getLogger("tikadesk").handlers
    django.setLevel(logging.ERROR)
    django.propagate = False


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tikadesk.server.settings")
_start_log()
_follow_parent()
application = Gate(get_wsgi_application())
gc.freeze()  # what is loaded now lives as long as the worker: the collector need not look at it after each batch
gc.set_threshold(20_000, 20, 20)
