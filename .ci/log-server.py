"""Serves the log below log/ of the provenance bucket over HTTP on loopback, read-only, for verifiers of others.

usage: log-server.py PORT [--cache]     port 0 picks a free one, which is printed
/NAME                  the newest version of log/NAME
/at/VERSION/NAME       the same log, with this version of the checkpoint. A partial tile that was deleted since
                       is served from its newest version, as a server with an older view of the bucket would.
--cache                keeps full tiles in memory, for repeated checks of a large log
"""
import http.server
import re
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "caa304-provenance"
AT = re.compile(r"/at/([^/]+)/(.+)")
FULL_TILE = re.compile(r"tile/(entries|\d+)/(x\d{3}/)*\d{3}")
s3 = boto3.client("s3", config=Config(max_pool_connections=32, retries={"max_attempts": 3}))
cache = {} if "--cache" in sys.argv else None


def get(key, version=None):
    """Returns the bytes of the object, or None when there is none."""
    try:
        extra = {"VersionId": version} if version else {}
        return s3.get_object(Bucket=BUCKET, Key=key, **extra)["Body"].read()
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return None
        raise


def deleted(key):
    """Returns the bytes of the newest version below a delete marker, or None."""
    versions = s3.list_object_versions(Bucket=BUCKET, Prefix=key).get("Versions", [])
    ids = [version["VersionId"] for version in versions if version["Key"] == key]
    return get(key, ids[0]) if ids else None


def read(path):
    pinned = AT.fullmatch(path)
    version, name = pinned.groups() if pinned else (None, path[1:])
    if name == "checkpoint":
        return get("log/checkpoint", version)
    if cache is None or not FULL_TILE.fullmatch(name):
        body = get(f"log/{name}")
        return deleted(f"log/{name}") if body is None and version and ".p/" in name else body
    if name not in cache:
        body = get(f"log/{name}")
        if body is None:
            return None
        cache[name] = body
    return cache[name]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body in one packet: the second of two small ones would wait 40 ms for an acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        body = read(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
print("serving", server.server_port, flush=True)
server.serve_forever()
