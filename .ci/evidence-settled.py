"""Waits until evidence about every object can be complete.

usage: evidence-settled.py OBJECTS SECONDS
The log has an entry of each object. The newest checkpoint and a cosigned one include all of them, a timestamp covers
them, re-verification has results, and signed statements cover the events of CloudTrail.
"""
import sys
import time

from log_entries import PROVENANCE as BUCKET, entries, s3

objects, limit = int(sys.argv[1]), time.monotonic() + int(sys.argv[2])


def names(prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    return [item["Key"].removeprefix(prefix) for page in pages for item in page.get("Contents", [])]


def needed():
    """Returns the size of the log that includes every object; None while an object has no entry.

    The log also has entries of statements, so its size alone says nothing about objects.
    """
    seals = [index for index, entry in enumerate(entries()) if entry["record"].startswith("records/")]
    return seals[-1] + 1 if len(seals) >= objects else None


def state():
    """Returns the sizes of the cosigned and the dated checkpoint, and of what was read again."""
    results = [name.rsplit("/", 1)[1].split(".")[0] for name in names("fixity/result/")]
    # The result of a partial tile is named by its width.
    return [
        max((int(name) for name in names("log/cosigned/")), default=0),
        max((int(name[:19]) for name in names("log/timestamp/")), default=0),
        max((int(name.split("-")[1]) if "-" in name else 256 for name in results), default=0),
    ]


def complete():
    """Waits for the objects, and then for digests of CloudTrail that cover the time in which they were sealed."""
    while (size := needed()) is None and time.monotonic() < limit:
        time.sleep(2)
    reached = state()
    while size is not None and min(reached) < size and time.monotonic() < limit:
        time.sleep(2)
        reached = state()
    print("log with every object:", size, "entries; cosigned, dated and read again:", *reached)
    # Log files are delivered within five seconds, and the next digest names them.
    after = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() + 8))
    while max(names("trail/"), default="") < after and time.monotonic() < limit:
        time.sleep(2)
    print("digests of CloudTrail are verified up to", max(names("trail/"), default="never")[:16])
    return size is not None and min(reached) >= size and max(names("trail/"), default="") >= after


sys.exit(not complete())
