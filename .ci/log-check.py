"""Checks the log of records against the bucket, with code that shares nothing with Waybill.

usage: log-check.py [--proofs COUNT DIR] [--expect COUNT PREFIX]
Reads every bundle of entries, computes the tree of RFC 6962, and fails unless
- the newest checkpoint states the size and the root of the entries,
- every version of the checkpoint states a prefix of that tree,
- each record and each statement over a cycle of re-verification has exactly one entry, and the entry states its
  SHA-256.
Prints the counts. --proofs also writes COUNT random entries to DIR/<index>.entry, and the URIs of their objects
to DIR/objects.tsv (index, tab, URI). With --expect, the expected records are PREFIX0000000 and so on instead of
those in the bucket, and the digests of those that exist are compared. --published names a file of publications
(milliseconds, tab, size); the times from the seal of an entry to the first publication that includes it are printed.
"""
import argparse
import base64
import collections
import datetime
import hashlib
import json
import pathlib
import random
import struct
import sys

import boto3

BUCKET = "caa304-provenance"
s3 = boto3.client("s3")


def body(key, **extra):
    return s3.get_object(Bucket=BUCKET, Key=key, **extra)["Body"].read()


def checkpoint(note):
    """Returns size and root of a checkpoint. Signatures are checked by other verifiers."""
    lines = note.decode().split("\n")
    return int(lines[1]), base64.b64decode(lines[2], validate=True)


def entries(size):
    for first in range(0, size, 256):
        width = min(256, size - first)
        index = first // 256
        path = f"{index % 1000:03}"
        while index := index // 1000:
            path = f"x{index % 1000:03}/{path}"
        bundle = body(f"log/tile/entries/{path}" + (f".p/{width}" if width < 256 else ""))
        for _ in range(width):
            (length,) = struct.unpack(">H", bundle[:2])
            yield bundle[2:2 + length]
            bundle = bundle[2 + length:]
        assert not bundle, f"{len(bundle)} bytes after entry {first + width - 1}"


class Tree:
    """Roots of full subtrees, the largest first."""

    def __init__(self):
        self.stack, self.size = [], 0

    def add(self, entry):
        node, count = hashlib.sha256(b"\0" + entry).digest(), self.size
        while count % 2:
            node = hashlib.sha256(b"\1" + self.stack.pop() + node).digest()
            count //= 2
        self.stack.append(node)
        self.size += 1

    def root(self):
        if not self.stack:
            return hashlib.sha256().digest()
        node = self.stack[-1]
        for left in reversed(self.stack[:-1]):
            node = hashlib.sha256(b"\1" + left + node).digest()
        return node


def history():
    """Returns the root of every size of which a checkpoint was published, and the number of versions."""
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=BUCKET, Prefix="log/checkpoint")
    versions = [version for page in pages for version in page.get("Versions", []) if version["Key"] == "log/checkpoint"]
    roots = {}
    for version in versions:
        size, root = checkpoint(body("log/checkpoint", VersionId=version["VersionId"]))
        assert roots.setdefault(size, root) == root, f"two roots of size {size}"
    return roots, len(versions)


def records():
    listing = s3.get_paginator("list_objects_v2")
    return [entry["Key"] for prefix in ("records/", "fixity/cycle/", "repairs/", "reconcile/", "drills/", "trail/")
            for page in listing.paginate(Bucket=BUCKET, Prefix=prefix) for entry in page.get("Contents", [])]


def main():
    # The newest checkpoint is read after the older ones, because a running service may publish another one meanwhile.
    roots, versions = history()
    size, root = checkpoint(body("log/checkpoint"))
    tree, logged, prefixes = Tree(), [], 0
    for entry in entries(size):
        if tree.size in roots:
            assert roots[tree.size] == tree.root(), f"the checkpoint of size {tree.size} is no prefix"
            prefixes += 1
        tree.add(entry)
        logged.append(entry)
    assert (tree.size, tree.root()) == (size, root), "the checkpoint does not state the root of the entries"
    prefixes += size in roots
    assert prefixes == len(roots), f"{len(roots) - prefixes} checkpoints are larger than the log"

    leaves = [json.loads(entry) for entry in logged]
    seen = collections.Counter(leaf["record"] for leaf in leaves)
    stored = set(records())
    wanted = {f"{options.expect[1]}{number:07}" for number in range(int(options.expect[0]))} if options.expect else stored
    missing, doubled, strangers = wanted - set(seen), sum(seen.values()) - len(seen), set(seen) - wanted
    for leaf in leaves:
        if leaf["record"] in stored:
            digest = hashlib.sha256(body(leaf["record"])).hexdigest()
            assert leaf["recordSha256"] == digest, f"{leaf['record']} has SHA-256 {digest}, not {leaf['recordSha256']}"
    print(f"{size} entries, {len(wanted)} records, {len(missing)} missing, {doubled} doubled, "
          f"{len(strangers)} without record, {versions} checkpoints, {prefixes} prefixes")
    if options.proofs and int(options.proofs[0]):
        choose(int(options.proofs[0]), pathlib.Path(options.proofs[1]), logged, leaves)
    if options.published:
        print_latency(options.published, leaves)
    return 0 if not missing and not doubled and not strangers else 1


def print_latency(file, leaves):
    lines = [line.split() for line in open(file)]
    waits, size = [], 0
    for millis, reached in sorted((int(millis), int(reached)) for millis, reached in lines):
        for leaf in leaves[size:reached]:
            sealed = datetime.datetime.fromisoformat(leaf["sealed"].replace("Z", "+00:00"))
            waits.append(millis / 1e3 - sealed.timestamp())
        size = max(size, reached)
    waits.sort()
    shares = ((share, waits[min(len(waits) - 1, int(len(waits) * share))]) for share in (0.5, 0.9, 0.99, 0.999))
    print("seal to included: " + ", ".join(f"p{share * 100:g} {wait:.2f} s" for share, wait in shares)
          + f", at most {waits[-1]:.2f} s")


def choose(count, folder, logged, leaves):
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for index in sorted(random.sample(range(len(logged)), count)):
        (folder / f"{index}.entry").write_bytes(logged[index])
        leaf = leaves[index]
        lines.append(f"{index}\ts3://{leaf['bucket']}/{leaf.get('destination', leaf['key'])}\n")
    (folder / "objects.tsv").write_text("".join(lines))


parser = argparse.ArgumentParser()
parser.add_argument("--proofs", nargs=2)
parser.add_argument("--expect", nargs=2)
parser.add_argument("--published")
options = parser.parse_args()
sys.exit(main())
