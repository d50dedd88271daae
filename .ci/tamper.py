"""Writes a copy of each record with another digest in its payload and the original signature.

usage: tamper.py FOLDER RECORD...
FOLDER/NAME.sha256 contains the new digest of FOLDER/NAME, so that only the signature is wrong.
"""
import base64
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True)
for name in sys.argv[2:]:
    record = pathlib.Path(name)
    bundle = json.loads(record.read_text())
    payload = base64.b64decode(bundle["dsseEnvelope"]["payload"])
    digest = json.loads(payload)["subject"][0]["digest"]["sha256"]
    other = ("1" if digest[0] == "0" else "0") + digest[1:]
    bundle["dsseEnvelope"]["payload"] = base64.b64encode(payload.replace(digest.encode(), other.encode())).decode()
    (folder / record.name).write_text(json.dumps(bundle))
    (folder / f"{record.name}.sha256").write_text(other)
