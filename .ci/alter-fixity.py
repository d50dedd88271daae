"""Alters sealed objects and their records behind the service's back, and remembers what it did.

usage: alter-fixity.py plan OBJECTS EACH SEED DIR     chooses the keys, and puts second versions of some
       alter-fixity.py alter DIR                      makes the alterations
       alter-fixity.py age DIR                        makes objects without record look two hours old; the local
                                                      cloud must be stopped, and DIR/data must be its folder
EACH keys get each of the 13 kinds that re-verification names, the first OBJECTS keys of put-objects.py being the
objects. The seed decides everything. DIR/alterations.json has the result: kind, key, version and way for each.

The requests are those of the root user of the account, who first deletes the policies of both buckets and puts them
back at the end. A principal without root needs the right that WAYS names. Bytes at rest are changed in the local
cloud's folder: no request to S3 can do that, so it stands for a defect of S3 or of a disk.
"""
import base64
import datetime
import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import zlib

import boto3

RAW, PROVENANCE = "caa304-raw-data", "caa304-provenance"
TWO_HOURS = datetime.timedelta(hours=2)
WAYS = {
    "altered": "at rest",
    "truncated": "at rest",
    "gone": "s3:DeleteObjectVersion and s3:BypassGovernanceRetention",
    "hidden": "s3:DeleteObject",
    "replaced": "s3:PutObject, and the rights of gone",
    "shadowed": "s3:PutObject",
    "rolled-back": "s3:GetObjectVersion and s3:PutObject",
    "re-encrypted": "s3:UpdateObjectEncryption and the rights of retention-weakened, or s3:GetObject and s3:PutObject",
    "retention-weakened": "s3:PutObjectRetention and s3:BypassGovernanceRetention",
    "record-gone": "the rights of gone or hidden, in the provenance bucket",
    "record-altered": "s3:PutObject in the provenance bucket, or at rest",
    "record-re-signed": "s3:PutObject in the provenance bucket, and the signing key",
    "extra": "s3:PutObject",
}
s3 = boto3.client("s3", aws_access_key_id="AKIAROOT", aws_secret_access_key="test")


def key(number):
    return f"log/{number:07}.txt"


def body(bucket, name, **extra):
    return s3.get_object(Bucket=bucket, Key=name, **extra)["Body"].read()


def versions(bucket, name):
    found = s3.list_object_versions(Bucket=bucket, Prefix=name).get("Versions", [])
    return [version["VersionId"] for version in found if version["Key"] == name]


def remove(bucket, name, version):
    s3.delete_object(Bucket=bucket, Key=name, VersionId=version, BypassGovernanceRetention=True)


class Journals:
    """Names of the files that hold the bytes of versions, from the journals of the local cloud."""

    def __init__(self, folder):
        self.buckets = folder / "data/s3/buckets"
        self.files = {}

    def file(self, bucket, name, version):
        if bucket not in self.files:
            self.files[bucket] = found = {}
            for line in (self.buckets / bucket / "journal").read_bytes().splitlines():
                stored = json.loads(line[9:]).get("version")
                if stored:
                    found[stored["key"], stored["versionId"]] = [part["file"] for part in stored["segments"]]
        return self.buckets / bucket / "content" / self.files[bucket][name, version][0]

    def change(self, bucket, name, version, edit):
        # A copy shares the file of its source, so the file gets a new inode.
        path = self.file(bucket, name, version)
        path.with_suffix(".new").write_bytes(edit(path.read_bytes()))
        path.with_suffix(".new").rename(path)


class Alterations:
    def __init__(self, folder, dice):
        self.dice, self.journals, self.folder = dice, Journals(folder), folder
        kms = boto3.client("kms", aws_access_key_id="AKIAROOT", aws_secret_access_key="test")
        self.other_key = kms.create_key()["KeyMetadata"]["Arn"]

    def flipped(self, content):
        at = self.dice.randrange(len(content))
        return content[:at] + bytes([content[at] ^ 1 << self.dice.randrange(8)]) + content[at + 1:]

    def flipped_payload(self, record):
        # A bit outside of what is signed would leave the record valid.
        start = record.index(b'"payload":"') + len(b'"payload":"')
        return record[:start] + self.flipped(record[start:start + 1000]) + record[start + 1000:]

    def other(self):
        return b"not what was sealed %d" % self.dice.randrange(10**self.dice.randrange(1, 9))

    def altered(self, name, version):
        self.journals.change(RAW, name, version, self.flipped)
        return "one bit, at rest"

    def truncated(self, name, version):
        # The local cloud does not answer at all when nothing is left.
        left = self.dice.choice((1, 5))
        self.journals.change(RAW, name, version, lambda content: content[:left])
        return f"{left} bytes left, at rest"

    def gone(self, name, version):
        remove(RAW, name, version)
        return "version deleted"

    def hidden(self, name, version):
        s3.delete_object(Bucket=RAW, Key=name)
        return "delete marker"

    def replaced(self, name, version):
        if self.dice.random() < 0.5:
            s3.put_object(Bucket=RAW, Key=name, Body=self.other())
            remove(RAW, name, version)
            return "put, then version deleted"
        remove(RAW, name, version)
        s3.put_object(Bucket=RAW, Key=name, Body=self.other())
        return "version deleted, then put"

    def shadowed(self, name, version):
        s3.put_object(Bucket=RAW, Key=name, Body=self.other())
        return "put"

    def rolled_back(self, name, version):
        older = versions(RAW, name)[1]
        if self.dice.random() < 0.5:
            s3.copy_object(Bucket=RAW, Key=name, CopySource={"Bucket": RAW, "Key": name, "VersionId": older})
            return "copy of the older version"
        s3.put_object(Bucket=RAW, Key=name, Body=body(RAW, name, VersionId=older), ChecksumAlgorithm="SHA256")
        return "put of the older bytes"

    def re_encrypted(self, name, version):
        way = self.dice.randrange(3)
        if way == 0:
            # S3 does not change the encryption of a locked version.
            place = {"Bucket": RAW, "Key": name, "VersionId": version}
            retention = s3.get_object_retention(**place)["Retention"]
            s3.put_object_retention(**place, Retention={}, BypassGovernanceRetention=True)
            s3.update_object_encryption(**place, ObjectEncryption={"SSEKMS": {"KMSKeyArn": self.other_key}})
            s3.put_object_retention(**place, Retention=retention)
            return "UpdateObjectEncryption"
        encryption = {"ServerSideEncryption": "AES256"}
        if way == 1:
            encryption = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": self.other_key}
        s3.copy_object(Bucket=RAW, Key=name, CopySource={"Bucket": RAW, "Key": name}, **encryption)
        return f"copy in place, {encryption['ServerSideEncryption']}"

    def retention_weakened(self, name, version):
        soon = {"Mode": "GOVERNANCE", "RetainUntilDate": time.time() + self.dice.randrange(3600, 86400)}
        retention = self.dice.choice(({}, soon))
        s3.put_object_retention(Bucket=RAW, Key=name, VersionId=version, Retention=retention, BypassGovernanceRetention=True)
        return "shortened" if retention else "removed"

    def record_gone(self, record, version):
        if self.dice.random() < 0.5:
            s3.delete_object(Bucket=PROVENANCE, Key=record)
            return "delete marker"
        remove(PROVENANCE, record, version)
        return "version deleted"

    def record_altered(self, record, version):
        way = self.dice.randrange(3)
        if way == 0:
            self.journals.change(PROVENANCE, record, version, self.flipped_payload)
            return "one bit of the payload, at rest"
        bundle = json.loads(body(PROVENANCE, record))
        envelope = bundle["dsseEnvelope"]
        statement = json.loads(base64.b64decode(envelope["payload"]))
        if way == 1:
            statement["subject"][0]["digest"]["sha256"] = hashlib.sha256(self.other()).hexdigest()
        else:
            statement["predicate"]["forged"] = True
        envelope["payload"] = base64.b64encode(json.dumps(statement).encode()).decode()
        s3.put_object(Bucket=PROVENANCE, Key=record, Body=json.dumps(bundle).encode())
        return "put with another digest" if way == 1 else "put with another predicate"

    def record_re_signed(self, record, version):
        bundle = json.loads(body(PROVENANCE, record))
        envelope = bundle["dsseEnvelope"]
        kind, payload = envelope["payloadType"].encode(), base64.b64decode(envelope["payload"])
        message = b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
        envelope["signatures"][0]["sig"] = base64.b64encode(self.signed(message)).decode()
        s3.put_object(Bucket=PROVENANCE, Key=record, Body=json.dumps(bundle).encode())
        return "put with another signature of the service's key"

    def signed(self, message):
        """Returns an ECDSA signature by the service's key, by OpenSSL."""
        pem = self.folder / "stolen.pem"
        if not pem.exists():
            subprocess.run(["openssl", "pkcs12", "-in", os.environ["WAYBILL_SIGNING_KEYSTORE"], "-nocerts", "-nodes",
                            "-passin", "env:WAYBILL_SIGNING_PASSWORD", "-out", str(pem)], check=True, capture_output=True)
        with tempfile.NamedTemporaryFile() as file:
            file.write(message)
            file.flush()
            return subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(pem), file.name], check=True,
                                  capture_output=True).stdout

    def extra(self, name, version):
        s3.put_object(Bucket=RAW, Key=name, Body=self.other())
        return "put"


def plan(objects, each, seed, folder):
    dice = random.Random(seed)
    kinds = [kind for kind in WAYS if kind != "extra"]
    numbers = dice.sample(range(objects), each * len(kinds))
    chosen = [{"kind": kind, "name": key(numbers.pop())} for kind in kinds for _ in range(each)]
    chosen += [{"kind": "extra", "name": f"log/{dice.getrandbits(64):016x}.txt"} for _ in range(each)]
    dice.shuffle(chosen)
    for one in chosen:
        if one["kind"] == "rolled-back":
            s3.put_object(Bucket=RAW, Key="incoming/" + one["name"], Body=b"second of %d\n" % dice.getrandbits(64))
    save(folder, {"seed": seed, "objects": objects, "entries": objects + each, "alterations": chosen})


def newest_records():
    """Returns the key of the newest record of each key, from the log of records."""
    found, index = {}, 0
    size = int(body(PROVENANCE, "log/checkpoint").split(b"\n")[1])
    while index * 256 < size:
        width = min(256, size - index * 256)
        digits = f"{index:09}"
        path = "".join(f"x{digits[at:at + 3]}/" for at in (0, 3) if int(digits[:at + 3])) + digits[6:]
        bundle = body(PROVENANCE, f"log/tile/entries/{path}" + (f".p/{width}" if width < 256 else ""))
        for _ in range(width):
            length = int.from_bytes(bundle[:2], "big")
            entry = json.loads(bundle[2:2 + length])
            bundle = bundle[2 + length:]
            found[entry["key"]] = entry["record"]
        index += 1
    return found


def alter(folder):
    state = load(folder)
    dice = random.Random(state["seed"] + 1)
    work = Alterations(folder, dice)
    records = newest_records()
    policies = {bucket: s3.get_bucket_policy(Bucket=bucket)["Policy"] for bucket in (RAW, PROVENANCE)}
    for bucket in policies:
        s3.delete_bucket_policy(Bucket=bucket)
    for one in state["alterations"]:
        if one["kind"].startswith("record-"):
            bucket, name = PROVENANCE, records["incoming/" + one["name"]]
        else:
            bucket, name = RAW, "processed/" + one["name"]
        version = None if one["kind"] == "extra" else versions(bucket, name)[0]
        one["way"] = getattr(work, one["kind"].replace("-", "_"))(name, version)
    for bucket, policy in policies.items():
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)
    save(folder, state)
    for kind, right in WAYS.items():
        ways = sorted({one["way"] for one in state["alterations"] if one["kind"] == kind})
        print(f"{kind}: {', '.join(ways)} ({right})")


def age(folder):
    """Puts the times of objects without record back, in the journal of the raw bucket."""
    extra = {"processed/" + one["name"] for one in load(folder)["alterations"] if one["kind"] == "extra"}
    path = folder / f"data/s3/buckets/{RAW}/journal"
    lines, aged = [], 0
    for line in path.read_bytes().splitlines():
        entry = json.loads(line[9:])
        version = entry.get("version")
        if version and version["key"] in extra:
            version["lastModified"] = earlier(version["lastModified"])
            content = json.dumps(entry, separators=(",", ":"), ensure_ascii=False).encode()
            line = b"%08x %b" % (zlib.crc32(content), content)
            aged += 1
        lines.append(line + b"\n")
    assert aged == len(extra), f"{aged} of {len(extra)} objects found in the journal"
    path.write_bytes(b"".join(lines))


def earlier(stamp):
    moment = datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")) - TWO_HOURS
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def load(folder):
    return json.loads((folder / "alterations.json").read_text())


def save(folder, state):
    (folder / "alterations.json").write_text(json.dumps(state, indent=1))


if sys.argv[1] == "plan":
    plan(*map(int, sys.argv[2:5]), pathlib.Path(sys.argv[5]))
else:
    {"alter": alter, "age": age}[sys.argv[1]](pathlib.Path(sys.argv[2]))
