"""Waits until evidence about every object can be complete.

usage: evidence-settled.py OBJECTS SECONDS
The newest checkpoint and a cosigned one have as many entries, a timestamp covers them, re-verification has results,
and signed statements cover the events of CloudTrail.
"""
import sys
import time

import boto3

BUCKET = "caa304-provenance"
s3 = boto3.client("s3")
objects, limit = int(sys.argv[1]), time.monotonic() + int(sys.argv[2])


def names(prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    return [item["Key"].removeprefix(prefix) for page in pages for item in page.get("Contents", [])]


def checkpoint():
    if "checkpoint" not in names("log/"):
        return 0
    return int(s3.get_object(Bucket=BUCKET, Key="log/checkpoint")["Body"].read().split(b"\n")[1])


def state():
    """Returns the sizes of the newest checkpoint, the cosigned and the dated one, and of what was read again."""
    results = [name.rsplit("/", 1)[1].split(".")[0] for name in names("fixity/result/")]
    # The result of a partial tile is named by its width.
    return [
        checkpoint(),
        max((int(name) for name in names("log/cosigned/")), default=0),
        max((int(name[:19]) for name in names("log/timestamp/")), default=0),
        max((int(name.split("-")[1]) if "-" in name else 256 for name in results), default=0),
    ]


def complete():
    """Waits for the objects, and then for digests of CloudTrail that cover the time in which they were sealed."""
    while min(reached := state()) < objects and time.monotonic() < limit:
        time.sleep(2)
    print("entries in the log, cosigned, dated and read again:", *reached)
    # Log files are delivered within five seconds, and the next digest names them.
    after = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() + 8))
    while max(names("trail/"), default="") < after and time.monotonic() < limit:
        time.sleep(2)
    print("digests of CloudTrail are verified up to", max(names("trail/"), default="never")[:16])
    return min(reached) >= objects and max(names("trail/"), default="") >= after


sys.exit(not complete())
