"""Counts what a fleet of replicas did with objects: each version has one record, and is promoted once.

usage: scale-check.py FOLDER PREFIX
FOLDER holds what the driver .ci/k8s/scale wrote: written.tsv (key, tab, version id) and result.json
PREFIX is the prefix of the keys below incoming/
Prints the counts. Fails when a version is lost or doubled, or when the queue delivered more than one in a hundred
messages more than once.
"""
import collections
import json
import pathlib
import sys

import boto3

from log_entries import PROVENANCE, entries, s3

RAW, QUEUES = "caa304-raw-data", ["caa304-raw-data-events", "caa304-raw-data-events-dlq"]
LIMIT = 0.01
sqs = boto3.client("sqs")


def versions(bucket, prefix):
    """Returns the number of versions and delete markers of each key."""
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
    return collections.Counter(
        entry["Key"] for page in pages for entry in page.get("Versions", []) + page.get("DeleteMarkers", [])
    )


def left(queue):
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(map(int, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values()))


def main():
    folder, prefix = pathlib.Path(sys.argv[1]), sys.argv[2]
    result = json.loads((folder / "result.json").read_text())
    written = [tuple(line.split("\t")) for line in (folder / "written.tsv").read_text().splitlines()]
    assert written and len(set(written)) == len(written), "the driver noted a version twice"
    assert all(key.startswith(f"incoming/{prefix}") and version for key, version in written), "keys of another prefix"

    logged, records = collections.Counter(), {}
    for entry in entries():
        if entry["bucket"] == RAW and entry["key"].startswith(f"incoming/{prefix}"):
            version = (entry["key"], entry["versionId"])
            logged[version] += 1
            records.setdefault(version, set()).add(entry["record"])
    stored = versions(PROVENANCE, "records/")
    copies = versions(RAW, f"processed/{prefix}")
    shown = {entry["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=RAW, Prefix=f"incoming/{prefix}")
             for entry in page.get("Contents", [])}

    lost, doubled = set(), set()
    for key, version in written:
        mine = records.get((key, version), set())
        copy = copies[key.replace("incoming/", "processed/", 1)]
        sealed = sum(stored[record] for record in mine)
        if not mine or sealed == 0 or copy == 0 or key in shown:
            lost.add((key, version))
        if logged[(key, version)] > 1 or sealed > 1 or copy > 1:
            doubled.add((key, version))
    wanted = {key.replace("incoming/", "processed/", 1) for key, _ in written}
    strangers = len(set(logged) - set(written)) + len(set(copies) - wanted)
    waiting = {queue: left(queue) for queue in QUEUES}
    share = result["again"] / result["messages"]
    print(f"{len(written)} object versions: {len(lost)} lost, {len(doubled)} doubled, {strangers} that nobody put; "
          f"{result['again']} of {result['messages']} notifications delivered more than once ({share:.2%})")
    for name, group in (("lost", lost), ("doubled", doubled)):
        for key, version in sorted(group)[:5]:
            print(f"  {name}: {key} {version}")
    assert not any(waiting.values()), f"messages are left: {waiting}"
    assert result["messages"] == result["written"], f"{result['written']} objects were put"
    return 0 if not lost and not doubled and not strangers and share <= LIMIT else 1


sys.exit(main())
