"""The floor of row 2: a bare HTTP app that unpacks what is posted and keeps it on disk. Prints its port."""

from __future__ import annotations

import gzip
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Keeper(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = gzip.decompress(self.rfile.read(int(self.headers["Content-Length"])))
        with open(sys.argv[1], "ab") as kept:
            kept.write(content)
            kept.flush()
            os.fsync(kept.fileno())
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), _Keeper)
    print(server.server_port, flush=True)
    server.serve_forever()
