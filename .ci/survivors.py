"""Objects that must survive a restart of the local cloud.

usage: survivors.py put|check ENDPOINT FILE COUNT
put    puts COUNT objects and writes their keys and digests to FILE, without waiting for their promotion
check  waits until each of them is promoted with its bytes; fails unless each has one record
"""
import base64
import hashlib
import json
import pathlib
import sys
import time

import boto3

RAW, PROVENANCE, LIMIT = "caa304-raw-data", "caa304-provenance", 120
verb, endpoint, file, count = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4])
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="ASIASURVIVOR",
                  aws_secret_access_key="test", aws_session_token="token")


def keys_under(bucket, prefix):
    """Returns the keys below the prefix, without folder markers."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [entry["Key"] for page in pages for entry in page.get("Contents", []) if not entry["Key"].endswith("/")]


def read(bucket, key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


def put():
    lines = []
    for number in range(count):
        body = f"object {number} that survives a restart\n".encode() * (number * 50 + 1)
        s3.put_object(Bucket=RAW, Key=f"incoming/survivors/{number:03}", Body=body)
        lines.append(f"survivors/{number:03}\t{hashlib.sha256(body).hexdigest()}\n")
    file.write_text("".join(lines))
    print(f"  {count} objects put, {len(keys_under(RAW, 'processed/survivors/'))} of them promoted so far")


def check():
    digests = dict(line.split("\t") for line in file.read_text().splitlines())
    assert len(digests) == count, f"{len(digests)} objects were put"
    deadline = time.monotonic() + LIMIT
    while left := keys_under(RAW, "incoming/"):
        assert time.monotonic() < deadline, f"still incoming after {LIMIT} s: {left[:5]}"
        time.sleep(0.5)
    for key, digest in digests.items():
        assert hashlib.sha256(read(RAW, f"processed/{key}")).hexdigest() == digest, f"{key} has other bytes"
    records = {}
    for key in keys_under(PROVENANCE, "records/"):
        statement = json.loads(base64.b64decode(json.loads(read(PROVENANCE, key))["dsseEnvelope"]["payload"]))
        (subject,) = statement["subject"]
        # Canaries also have records.
        if subject["name"].startswith("incoming/"):
            records.setdefault(subject["name"], []).append(subject["digest"]["sha256"])
    for key, digest in digests.items():
        assert records.pop(f"incoming/{key}") == [digest], f"records of {key}"
    (demos,) = records.values()
    assert len(demos) == 2, f"{len(demos)} records of the demo object, expected one for each start"
    assert len(keys_under(PROVENANCE, "keys/")) == 1, "a restart must sign with the existing key"
    print(f"  {count} objects survived the restart, each promoted once and sealed once")


{"put": put, "check": check}[verb]()
