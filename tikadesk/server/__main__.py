"""``python -m tikadesk.server …`` is ``tikadesk server …`` on a machine that has no desk, hence no Qt."""

from __future__ import annotations

from tikadesk.server.cli import server

if __name__ == "__main__":
    server(prog_name="tikadesk server")
