"""Timestamp authority (RFC 3161) over HTTP on loopback, which OpenSSL answers for.

usage: timestamp-authority.py PORT CONFIG     CONFIG is a configuration file with a section of openssl ts
"""
import http.server
import subprocess
import sys
import tempfile

port, config = int(sys.argv[1]), sys.argv[2]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        query = self.rfile.read(min(int(self.headers["Content-Length"]), 65536))
        with tempfile.NamedTemporaryFile() as file:
            file.write(query)
            file.flush()
            reply = subprocess.run(
                ["openssl", "ts", "-reply", "-queryfile", file.name, "-config", config],
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)


print("serving", flush=True)
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
