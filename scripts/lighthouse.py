"""Serves a built handbook at /handbook/, compressed as a web host does; for scripts/lighthouse."""

import gzip
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SMALLER = (".html", ".css", ".js", ".svg", ".json", ".md", ".txt", ".xml")
BASE = "/handbook/"


class Compressed(SimpleHTTPRequestHandler):
    """Answers for one folder below `BASE`, in HTTP/1.1, and says nothing of it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        root = Path(sys.argv[2]).resolve()
        path = (root / asked.removeprefix(BASE)).resolve()
        path = path / "index.html" if path.is_dir() else path
        if not asked.startswith(BASE) or not path.is_relative_to(root) or not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        small = path.suffix in SMALLER and "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(data, 6) if small else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        if small:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Compressed).serve_forever()
