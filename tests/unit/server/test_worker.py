from __future__ import annotations

import os
import subprocess
import sys
import textwrap

from tikadesk.server.home import ServerHome

CODE = textwrap.dedent(
    """
    import logging, sys
    from tikadesk.server import worker
    answer = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/v1/health", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "1",
               "wsgi.url_scheme": "http", "wsgi.input": sys.stdin.buffer}
    body = b"".join(worker.application.inner(environ, lambda status, headers: answer.append((status, dict(headers)))))
    assert answer[0][0] == "200 OK" and answer[0][1]["Tika-Proto"] == "1" and b'"ok":true' in body
    logging.getLogger("django.request").error("an error of Django's")
    """
)


def test_the_application_answers_and_djangos_errors_reach_our_log(template: ServerHome) -> None:
    environment = {**os.environ, "TIKADESK_SERVER_HOME": str(template.folder)}
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "an error of Django's" in template.log.read_text()
