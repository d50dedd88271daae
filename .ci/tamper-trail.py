"""Alters CloudTrail's digest and log files as the root user of the account, and compares what two verifiers name.

usage: tamper-trail.py events SECONDS | judge START COMMAND... | add-logs | judge-added START COMMAND... | table
events makes calls that the trail logs. judge makes alterations of each kind in ten places at once, runs
`aws cloudtrail validate-logs` and COMMAND, which is `waybill trail verify --json`, and takes the alterations back.
add-logs puts log files that no digest names, and judge-added judges them. table prints all scores, and fails unless
COMMAND named each place of each kind. START is the begin of the span that is verified. TAMPER_DIR is a folder for
notes.
"""
import contextlib
import gzip
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import boto3
import rsa
from awscli.clidriver import create_clidriver

BUCKET, RAW = "caa304-cloudtrail-log", "caa304-raw-data"
ROOT = "AWSLogs/000000000000/"
DIGESTS, LOGS = ROOT + "CloudTrail-Digest/us-east-1/", ROOT + "CloudTrail/us-east-1/"
ARN = "arn:aws:cloudtrail:us-east-1:000000000000:trail/caa304-data-events"
PLACES = 10
DIR = pathlib.Path(os.environ["TAMPER_DIR"])
SCORES, ADDED = DIR / "scores.jsonl", DIR / "added.json"
s3 = boto3.client("s3", aws_access_key_id="AKIAROOT", aws_secret_access_key="test")


def keys(prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
    return [it["Key"] for page in pages for it in page.get("Contents", [])]


def get(key):
    stored = s3.get_object(Bucket=BUCKET, Key=key)
    return stored["Body"].read(), stored["Metadata"]


def put(key, content, metadata):
    s3.put_object(Bucket=BUCKET, Key=key, Body=content, Metadata=metadata)


def versions(key):
    page = s3.list_object_versions(Bucket=BUCKET, Prefix=key)
    return [it["VersionId"] for it in page.get("Versions", []) + page.get("DeleteMarkers", []) if it["Key"] == key]


def remove(key, keep=()):
    for version in versions(key):
        if version not in keep:
            s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version, BypassGovernanceRetention=True)


def replace(key, content, metadata):
    """Leaves the new content as the only version, as one does who may delete versions."""
    before = versions(key)
    put(key, content, metadata)
    for version in before:
        s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version, BypassGovernanceRetention=True)


class Chain:
    """Files of the untouched chain, and the places at which they are altered."""

    def __init__(self):
        self.files = {}
        self.digests = keys(DIGESTS)
        self.content = {key: json.loads(gzip.decompress(self.read(key)[0])) for key in self.digests}
        # Digests of an hour follow those of a second.
        self.short = [key for key in self.digests if self.seconds(key) < 60]
        self.long = [key for key in self.digests if self.seconds(key) >= 60]
        step = (len(self.short) - 6) // PLACES
        assert step >= 4 and self.long, f"{len(self.short)} short and {len(self.long)} long digests are too few"
        self.at = [3 + step * place for place in range(PLACES)]
        self.logs = [file["s3Object"] for key in self.short for file in self.content[key]["logFiles"]]
        assert len(self.logs) >= 2 * PLACES, f"{len(self.logs)} log files are too few"
        self.log_at = [1 + len(self.logs) // PLACES * place for place in range(PLACES)]

    def seconds(self, key):
        start, end = (time.mktime(time.strptime(self.content[key][name], "%Y-%m-%dT%H:%M:%SZ"))
                      for name in ("digestStartTime", "digestEndTime"))
        return end - start

    def read(self, key):
        if key not in self.files:
            self.files[key] = get(key)
        return self.files[key]

    def restore(self, touched):
        for key in touched:
            if key in self.digests or key in self.logs:
                replace(key, *self.read(key))
            else:
                remove(key)


def signed(digest, content):
    """Returns the metadata of a digest that somebody else's key signed."""
    key = rsa.PrivateKey.load_pkcs1((DIR / "forger.pem").read_bytes())
    hashed = rsa.compute_hash(content, "SHA-256").hex()
    text = "\n".join([digest["digestEndTime"], digest["digestS3Bucket"] + "/" + digest["digestS3Object"], hashed,
                      digest["previousDigestSignature"] or "null"])
    return {"signature": rsa.sign(text.encode(), key, "SHA-256").hex(), "signature-algorithm": "SHA256withRSA"}


def altered_json(digest):
    if digest["logFiles"]:
        digest["logFiles"].pop()
    else:
        digest["newestEventTime"] = digest["digestStartTime"]
    return json.dumps(digest, separators=(",", ":")).encode()


# Each function alters one place. It returns the keys that it touched, of which a verifier must name one.
def signature_altered(chain, key, _):
    content, metadata = chain.read(key)
    last = "0" if metadata["signature"][-1] != "0" else "1"
    replace(key, content, metadata | {"signature": metadata["signature"][:-1] + last})
    return [key]


def signature_missing(chain, key, _):
    replace(key, chain.read(key)[0], {})
    return [key]


def other_key(chain, key, _):
    digest = json.loads(gzip.decompress(chain.read(key)[0]))
    content = altered_json(digest)
    replace(key, gzip.compress(content), signed(digest, content))
    return [key]


def digest_altered(chain, key, _):
    content, metadata = chain.read(key)
    replace(key, gzip.compress(altered_json(json.loads(gzip.decompress(content)))), metadata)
    return [key]


def digests_swapped(chain, key, at):
    other = chain.short[at + 1]
    replace(key, *chain.read(other))
    replace(other, *chain.read(key))
    return [key, other]


def digest_deleted(_, key, __):
    remove(key)
    return [key]


def neighbours_deleted(chain, _, at):
    gone = chain.short[at:at + 3]
    for key in gone:
        remove(key)
    return gone


def digest_replaced(chain, key, at):
    replace(key, *chain.read(chain.short[at - 2]))
    return [key]


def digest_of_other_region(chain, key, _):
    copy = key.replace("CloudTrail-Digest/us-east-1/", "CloudTrail-Digest/eu-west-1/")
    put(copy, *chain.read(key))
    return [copy]


def digest_of_other_account(chain, key, _):
    copy = key.replace("/000000000000_CloudTrail-Digest", "/111111111111_CloudTrail-Digest")
    put(copy, *chain.read(key))
    return [copy]


def digest_as_backfill(chain, key, _):
    copy = key.replace("Z.json.gz", "Z_backfill.json.gz")
    put(copy, *chain.read(key))
    return [copy]


def digest_hidden(_, key, __):
    s3.delete_object(Bucket=BUCKET, Key=key)
    return [key]


def digest_covered(chain, key, at):
    put(key, *chain.read(chain.short[at - 2]))
    return [key]


def digest_not_json(chain, key, _):
    replace(key, gzip.compress(b"not a digest"), chain.read(key)[1])
    return [key]


def digest_bomb(chain, key, _):
    content, metadata = chain.read(key)
    with contextlib.closing(io.BytesIO()) as bomb:
        with gzip.GzipFile(fileobj=bomb, mode="wb") as out:
            out.write(gzip.decompress(content) + b" " * (34 << 20))
        replace(key, bomb.getvalue(), metadata)
    return [key]


def member_twice(chain, key, _):
    content, metadata = chain.read(key)
    text = gzip.decompress(content)
    replace(key, gzip.compress(text[:-1] + b',"logFiles":[]}'), metadata)
    return [key]


def log_altered(chain, key, _):
    records = json.loads(gzip.decompress(chain.read(key)[0]))
    records["Records"][0]["sourceIPAddress"] = "203.0.113.9"
    replace(key, gzip.compress(json.dumps(records).encode()), {})
    return [key]


def log_deleted(_, key, __):
    remove(key)
    return [key]


def log_replaced(chain, key, at):
    replace(key, *chain.read(chain.logs[at - 1]))
    return [key]


def log_hidden(_, key, __):
    s3.delete_object(Bucket=BUCKET, Key=key)
    return [key]


def log_covered(chain, key, at):
    put(key, *chain.read(chain.logs[at - 1]))
    return [key]


def log_truncated(chain, key, _):
    content = chain.read(key)[0]
    replace(key, content[:len(content) // 2], {})
    return [key]


def log_moved(chain, key, _):
    year, month, day = key[len(LOGS):].split("/")[:3]
    other = f"{int(day) % 28 + 1:02}"
    copy = key.replace(f"/{year}/{month}/{day}/", f"/{year}/{month}/{other}/")
    put(copy, *chain.read(key))
    remove(key)
    return [key, copy]


# What is altered, how, and as what `waybill trail verify` names it.
OF_DIGESTS = [
    ("signature altered", signature_altered, "signature-invalid"),
    ("signature missing", signature_missing, "signature-missing"),
    ("signed by another key", other_key, "digest-altered"),
    ("digest altered", digest_altered, "digest-altered"),
    ("two digests swapped", digests_swapped, "digest-misplaced"),
    ("digest deleted", digest_deleted, "digest-deleted"),
    ("three neighbours deleted", neighbours_deleted, "digests-deleted"),
    ("genuine digest of another time", digest_replaced, "digest-misplaced"),
    ("digest in another region", digest_of_other_region, "digest-misplaced"),
    ("digest of another account", digest_of_other_account, "digest-misplaced"),
    ("digest as a backfill digest", digest_as_backfill, "digest-misplaced"),
    ("delete marker on a digest", digest_hidden, "digest-hidden"),
    ("older digest on top", digest_covered, "digest-overwritten"),
    ("digest is no JSON", digest_not_json, "digest-malformed"),
    ("digest is a zip bomb", digest_bomb, "digest-malformed"),
    ("digest with a member twice", member_twice, "digest-malformed"),
]
OF_LOGS = [
    ("log altered", log_altered, "log-altered"),
    ("log deleted", log_deleted, "log-deleted"),
    ("genuine log of another time", log_replaced, "log-altered"),
    ("delete marker on a log", log_hidden, "log-hidden"),
    ("older log on top", log_covered, "log-overwritten"),
    ("log truncated", log_truncated, "log-altered"),
    # The folder of another day may lie outside of the days that are listed.
    ("log in another day's folder", log_moved, "log-moved log-deleted"),
]
KINDS = len(OF_DIGESTS) + len(OF_LOGS) + 3


def aws_verdict(start):
    """Returns the lines of `aws cloudtrail validate-logs` that name a fault, and whether it fails."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = create_clidriver().main(["cloudtrail", "validate-logs", "--trail-arn", ARN, "--start-time", start])
    (DIR / "aws.txt").write_text(out.getvalue() + err.getvalue())
    assert code in (0, 1), err.getvalue()
    return [line for line in err.getvalue().splitlines() if "INVALID" in line], code != 0


def our_verdict(command):
    ended = subprocess.run(command, capture_output=True, text=True)
    (DIR / "ours.json").write_text(ended.stdout)
    assert ended.returncode in (0, 1), ended.stdout + ended.stderr
    result = json.loads(ended.stdout)
    assert result["verified"] == (ended.returncode == 0)
    return [fault for region in result["regions"] for fault in region["faults"]]


def score(kind, expected, places, start, command):
    """Notes how many places each verifier names."""
    faults = our_verdict(command)
    lines, _ = aws_verdict(start)
    named = {fault["object"] for fault in faults if fault["kind"] in expected.split()}
    uris = [{f"s3://{BUCKET}/{key}" for key in place} for place in places]
    touched = set().union(*uris)
    note = {
        "kind": kind, "places": len(places), "ours": sum(1 for place in uris if place & named),
        "aws": sum(1 for place in uris if any(uri in re.split(r"\s", line) for uri in place for line in lines)),
        "also": sum(1 for fault in faults if fault["object"] not in touched),
        "names": sorted({fault["kind"] for fault in faults}),
    }
    with SCORES.open("a") as scores:
        print(json.dumps(note), file=scores)


def cut(chain, kind, expected, gone, remaining, start, command):
    """Judges a cut, which is one place. The file next to it is named in its stead."""
    for key in gone:
        remove(key)
    score(kind, expected, [gone + [remaining]], start, command)
    chain.restore(gone)


def judge(start, command):
    chain = Chain()
    lines, failed = aws_verdict(start)
    assert not failed and not lines, lines
    faults = our_verdict(command)
    assert not faults, faults
    # The root user may not alter the files, but may remove the policy that says so.
    s3.delete_bucket_policy(Bucket=BUCKET)
    for key in chain.logs:
        chain.read(key)
    for alterations, files, at in (OF_DIGESTS, chain.short, chain.at), (OF_LOGS, chain.logs, chain.log_at):
        for kind, alter, expected in alterations:
            places = [alter(chain, files[place], place) for place in at]
            score(kind, expected, places, start, command)
            chain.restore(key for place in places for key in place)
    cut(chain, "head cut", "head-cut", chain.short[:12], chain.short[12], start, command)
    cut(chain, "tail cut", "tail-late", chain.long, chain.short[-1], start, command)
    faults = our_verdict(command)
    assert not faults, f"the restored chain has faults: {faults}"


def add_logs():
    chain = Chain()
    places = []
    for at in chain.log_at:
        key = re.sub(r"_[A-Za-z0-9]{16}\.json\.gz$", f"_{at:016}.json.gz", chain.logs[at])
        put(key, *chain.read(chain.logs[at]))
        places.append([key])
    ADDED.write_text(json.dumps(places))


def events(seconds):
    end = time.time() + seconds
    while time.time() < end:
        s3.put_object(Bucket=RAW, Key="test/trail.txt", Body=b"trail")
        time.sleep(0.4)


def table():
    notes = [json.loads(line) for line in SCORES.read_text().splitlines()]
    print(f"{'alteration':32} {'places':>6} {'waybill':>8} {'aws-cli':>8}  named as")
    for note in notes:
        also = f" (and {note['also']} more)" if note["also"] else ""
        numbers = f"{note['places']:6} {note['ours']:8} {note['aws']:8}"
        print(f"{note['kind']:32} {numbers}  {', '.join(note['names'])}{also}")
    print(f"{'all':32}", *(f"{sum(note[name] for note in notes):{width}}"
                           for name, width in (("places", 6), ("ours", 8), ("aws", 8))))
    missed = [note["kind"] for note in notes if note["ours"] < note["places"]]
    if missed:
        sys.exit(f"not every place is named of: {', '.join(missed)}")
    if len(notes) != KINDS:
        sys.exit(f"{len(notes)} kinds were judged, expected {KINDS}")


match sys.argv[1]:
    case "events":
        events(float(sys.argv[2]))
    case "judge":
        judge(sys.argv[2], sys.argv[3:])
    case "add-logs":
        add_logs()
    case "judge-added":
        score("log that no digest names", "log-unnamed", json.loads(ADDED.read_text()), sys.argv[2], sys.argv[3:])
    case "table":
        table()
