#!/usr/bin/env python3
"""Recomputes the numbers of a fixity statement from its result files. Needs Python 3.8 and nothing else.

usage: recompute-fixity.py STATEMENT FOLDER [--list FILE]
  STATEMENT  fixity/cycle/<cycle>.sigstore.json of the provenance bucket
  FOLDER     holds fixity/result/<cycle>/, for example from
             aws s3 sync s3://BUCKET/fixity/result/<cycle>/ FOLDER/fixity/result/<cycle>/
  --list     writes the list of result files, whose SHA-256 is the subject of the statement

It shares no code with Waybill. It does not verify the signature: give the statement, and the list as its object, to
waybill-verify.jar or cosign. Exit code 0: every number follows from the files; 1: a difference, which is printed; 2:
wrong usage or unreadable files.
"""
import argparse
import base64
import datetime
import hashlib
import json
import pathlib
import re
import sys
import zlib

TYPE = "https://waybill.dev/attestation/fixity/v1"
MAX_FILE, MAX_TEXT, MAX_LISTED, MAX_INVALID, MAX_NUMBER = 1 << 20, 2 << 20, 1000, 20, (1 << 53) - 1
RUNGS = ["shape", "attested", "bytes"]
OPEN = {"in-flight", "archived", "unreadable"}
DEFECTS = {"altered", "truncated", "gone", "hidden", "replaced", "shadowed", "rolled-back", "re-encrypted",
           "retention-weakened", "record-gone", "record-altered", "record-re-signed", "chunks-gone",
           "chunks-altered", "extra"}
GZIP = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
NAME = re.compile(r"([0-9]{3,12})/([0-9]{3})/([0-9]{3})(?:-([0-9]{1,3}))?(?:-r([0-9]))?\.ndjson\.gz")
TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{3}|[0-9]{6}|[0-9]{9}))?Z")


class Invalid(Exception):
    """A file that is no result."""


def need(condition):
    if not condition:
        raise Invalid


def nanoseconds(text):
    match = TIME.fullmatch(text)
    need(match and not (match[2] or "1").endswith("000"))
    try:
        moment = datetime.datetime.fromisoformat(match[1]).replace(tzinfo=datetime.timezone.utc)
    except ValueError as error:
        raise Invalid from error
    return int(moment.timestamp()) * 10**9 + int((match[2] or "").ljust(9, "0"))


def place(name):
    """Returns tile, width and attempt of a file name below the cycle, or None."""
    match = NAME.fullmatch(name)
    if not match:
        return None
    width = int(match[4]) if match[4] else 256
    if not 1 <= width <= 256 or (match[4] and match[4] != str(width)) or (match[4] and width == 256):
        return None
    group, slice_, tile = (int(match[number]) for number in (1, 2, 3))
    if match[1] != f"{group:03}" or tile > 255 or match[5] == "0":
        return None
    return (group * 1000 + slice_) * 256 + tile, width, int(match[5] or 0)


def text(file):
    """Returns the lines of a file in the one form of gzip that Waybill writes."""
    need(len(file) >= 18 and file[:10] == GZIP)
    inflater = zlib.decompressobj(-15)
    try:
        content = inflater.decompress(file[10:-8], MAX_TEXT + 1)
    except zlib.error as error:
        raise Invalid from error
    need(len(content) <= MAX_TEXT and inflater.eof and not inflater.unused_data)
    need(file[-8:] == zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little"))
    return content


def member(line, allowed, required):
    """Parses one line of canonical JSON with these members."""
    try:
        decoded = line.decode()
        value = json.loads(decoded)
    except ValueError as error:
        raise Invalid from error
    need(isinstance(value, dict) and required <= set(value) <= allowed)
    need(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == decoded)
    for name, item in value.items():
        number = name in ("attempt", "from", "to", "tile", "v", "index", "bytes", "ms", "requests")
        need(type(item) is int and 0 <= item <= MAX_NUMBER if number else isinstance(item, str))
    return value


def result(file, cycle, tile, width, attempt):
    """Returns began, ended and the entries of a file, which must be of this work."""
    lines = text(file).split(b"\n")
    need(len(lines) == width + 2 and lines[-1] == b"")
    names = {"attempt", "began", "cycle", "ended", "from", "reader", "requests", "tile", "to", "v"}
    header = member(lines[0], names, names)
    need((header["v"], header["cycle"], header["tile"], header["attempt"]) == (1, cycle, tile, attempt))
    need((header["from"], header["to"]) == (tile * 256, tile * 256 + width))
    required = {"bytes", "index", "ms", "outcome", "rung"}
    entries = [member(line, required | {"detail", "eTag", "versionId"}, required) for line in lines[1:-1]]
    for number, entry in enumerate(entries):
        need(entry["index"] == tile * 256 + number)
        need(entry["rung"] in RUNGS and (entry["outcome"] == "intact" or entry["outcome"] in OPEN | DEFECTS))
    nanoseconds(header["began"])
    return header["began"], nanoseconds(header["ended"]), entries


class Count:
    """Numbers of a cycle, from its results in the order of their tiles."""

    def __init__(self, due):
        self.due, self.next, self.oldest = due, 0, None
        self.examined = self.reread = self.missing = self.bytes = 0
        self.conditions, self.defects, self.ranges = {}, [], []
        self.gaps = self.range_count = self.defect_count = 0

    def gap(self, begin, end):
        if begin >= end:
            return
        self.gaps += end - begin
        if self.last_gap_end() == begin:
            self.ranges[-1][1] = end
        else:
            self.range_count += 1
            self.ranges.append([begin, end])

    def last_gap_end(self):
        return self.ranges[-1][1] if self.ranges else None

    def skip(self, end):
        end = min(end, self.due)
        if end > self.next:
            self.missing += end - self.next
            self.gap(self.next, end)

    def add(self, began, entries):
        self.skip(entries[0]["index"])
        for entry in entries:
            condition, rung = entry["outcome"], entry["rung"]
            self.examined += 1
            self.bytes += entry["bytes"]
            counts = self.conditions.setdefault(condition, {})
            counts[rung] = counts.get(rung, 0) + 1
            if condition == "intact" and rung == "bytes":
                self.reread += 1
                if self.oldest is None or nanoseconds(began) < nanoseconds(self.oldest):
                    self.oldest = began
            elif condition in DEFECTS:
                self.defect_count += 1
                if len(self.defects) < MAX_LISTED:
                    self.defects.append({"index": entry["index"], "condition": condition, "rung": rung})
            elif entry["index"] < self.due:
                self.gap(entry["index"], entry["index"] + 1)
        self.next = entries[-1]["index"] + 1


def recompute(predicate, folder, output):
    """Returns the numbers that the files give, and the digest of their list."""
    cycle, ended = predicate["cycle"], nanoseconds(predicate["ended"])
    count, digest = Count(predicate["log"]["begin"]["size"]), hashlib.sha256()
    limit = predicate["log"]["end"]["size"]
    prefix = f"fixity/result/{cycle}/"
    top = folder / prefix
    names = sorted((str(path.relative_to(top)) for path in top.rglob("*") if path.is_file()), key=lambda it: it.encode())
    files = superseded = superseded_defects = invalid = 0
    invalid_keys, widest = [], None

    def bad(key):
        nonlocal invalid
        invalid += 1
        if len(invalid_keys) < MAX_INVALID:
            invalid_keys.append(key)

    for name in names:
        path, where = top / name, place(name)
        if where is None or path.stat().st_size > MAX_FILE:
            bad(prefix + name)
            continue
        content = path.read_bytes()
        try:
            began, finished, entries = result(content, cycle, *where)
            need(where[0] * 256 + where[1] <= limit)
            if finished > ended:
                continue
            this = (where, began, entries)
            if widest and widest[0][0] == where[0]:
                # The widest counts, and of these the last attempt.
                loser = min((this, widest), key=lambda it: it[0])
                superseded += 1
                superseded_defects += sum(entry["outcome"] in DEFECTS for entry in loser[2])
                widest = widest if loser is this else this
            else:
                if widest:
                    count.add(*widest[1:])
                widest = this
        except Invalid:
            bad(prefix + name)
        files += 1
        line = f"{hashlib.sha256(content).hexdigest()}  {prefix}{name}\n"
        digest.update(line.encode())
        if output:
            output.write(line)
    if widest:
        count.add(*widest[1:])
    count.skip(count.due)
    numbers = {
        "results": {"files": files, "superseded": superseded, "invalid": invalid, "invalidKeys": invalid_keys},
        "versions": {"due": count.due, "examined": count.examined, "reread": count.reread, "missing": count.missing},
        "bytes": count.bytes,
        "oldestPass": count.oldest,
        "conditions": count.conditions,
        "gaps": {"versions": count.gaps, "ranges": count.range_count, "first": count.ranges[:MAX_LISTED]},
        "defects": {"versions": count.defect_count, "superseded": superseded_defects, "first": count.defects},
    }
    return numbers, digest.hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statement", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--list", type=pathlib.Path)
    options = parser.parse_args()
    try:
        bundle = json.loads(options.statement.read_bytes())
        statement = json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"], validate=True))
        subject, predicate = statement["subject"][0], statement["predicate"]
        need(statement["predicateType"] == TYPE and re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", predicate["cycle"]))
        output = options.list.open("w", encoding="utf-8", newline="") if options.list else None
        numbers, digest = recompute(predicate, options.folder, output)
        if output:
            output.close()
    except (OSError, ValueError, LookupError, TypeError, Invalid) as error:
        print(f"recompute-fixity: {options.statement} is no fixity statement, or a file cannot be read: {error!r}",
              file=sys.stderr)
        return 2
    stated = {name: predicate.get(name) for name in numbers}
    stated["subject"] = [subject.get("name"), subject.get("digest")]
    numbers["subject"] = [f"fixity/result/{predicate['cycle']}/", {"sha256": digest}]
    differences = [name for name in numbers if numbers[name] != stated[name]]
    for name in differences:
        print(f"{name}: stated {json.dumps(stated[name])}, recomputed {json.dumps(numbers[name])}")
    if not differences:
        print(f"cycle {predicate['cycle']}: {numbers['results']['files']} files give the stated numbers, "
              f"{numbers['versions']['reread']} of {numbers['versions']['due']} versions re-read and intact, "
              f"{numbers['defects']['versions']} defects, {numbers['gaps']['versions']} in gaps")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
