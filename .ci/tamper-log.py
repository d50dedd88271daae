"""Changes the stored log as the root user of the account, which no policy stops, or takes a change back.

usage: tamper-log.py KIND | undo
KIND is tile, bundle, both (an entry with its leaf hash), lost-tile, lost-bundle, rollback (an older checkpoint is
put again) or forged (a checkpoint of another size with the signatures of the newest). The new versions are noted
in DIR/tampered.json, with DIR from the environment variable TAMPER_DIR, so that undo removes them.
"""
import hashlib
import json
import os
import pathlib
import sys

import boto3

BUCKET = "caa304-provenance"
TILE, BUNDLE = "log/tile/0/000", "log/tile/entries/000"
NOTES = pathlib.Path(os.environ["TAMPER_DIR"]) / "tampered.json"
s3 = boto3.client("s3", aws_access_key_id="AKIAROOT", aws_secret_access_key="test")


def body(key, **extra):
    return s3.get_object(Bucket=BUCKET, Key=key, **extra)["Body"].read()


def put(key, content):
    return key, s3.put_object(Bucket=BUCKET, Key=key, Body=content)["VersionId"]


def delete(key):
    return key, s3.delete_object(Bucket=BUCKET, Key=key)["VersionId"]


def changed_bundle():
    """Returns the first bundle and its first entry, with another digit in a digest of that entry."""
    bundle = bytearray(body(BUNDLE))
    length = int.from_bytes(bundle[:2], "big")
    at = bundle.index(b'"sha256":"') + len(b'"sha256":"')
    assert at < 2 + length, "the first entry states no digest"
    bundle[at] = ord("0") if bundle[at] != ord("0") else ord("1")
    return bytes(bundle), bytes(bundle[2:2 + length])


def tile():
    content = bytearray(body(TILE))
    content[100] ^= 1
    return [put(TILE, bytes(content))]


def bundle():
    return [put(BUNDLE, changed_bundle()[0])]


def both():
    content, entry = changed_bundle()
    leaves = hashlib.sha256(b"\0" + entry).digest() + body(TILE)[32:]
    return [put(BUNDLE, content), put(TILE, leaves)]


def rollback():
    versions = s3.list_object_versions(Bucket=BUCKET, Prefix="log/checkpoint")["Versions"]
    newest = body("log/checkpoint").split(b"\n")[1]
    older = (body("log/checkpoint", VersionId=version["VersionId"]) for version in versions)
    return [put("log/checkpoint", next(note for note in older if note.split(b"\n")[1] != newest))]


def forged():
    origin, size, rest = body("log/checkpoint").split(b"\n", 2)
    return [put("log/checkpoint", b"%s\n%d\n%s" % (origin, int(size) + 1, rest))]


KINDS = {"tile": tile, "bundle": bundle, "both": both, "rollback": rollback, "forged": forged,
         "lost-tile": lambda: [delete(TILE)], "lost-bundle": lambda: [delete(BUNDLE)]}
if sys.argv[1] == "undo":
    for key, version in json.loads(NOTES.read_text()):
        s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version, BypassGovernanceRetention=True)
else:
    NOTES.write_text(json.dumps(KINDS[sys.argv[1]]()))
