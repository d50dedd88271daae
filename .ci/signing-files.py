"""Files of .ci/prove-signing.sh: records as they are stored, and delegations that an attacker makes.

usage: signing-files.py promoted FIRST COUNT
       signing-files.py records FOLDER FIRST COUNT
       signing-files.py signatures KEY_ARN
       signing-files.py delegation RECORD
       signing-files.py logged KEY
       signing-files.py craft FOLDER DELEGATION KEY FOREIGN_KEY
       signing-files.py replace KEY FILE
promoted    prints how many of the objects of put-objects.py are promoted
records     writes the record and the bytes of each object below FOLDER, and FOLDER/records.tsv with both names
signatures  prints the number of events of Sign with the key in CloudTrail's log files
delegation  prints the key of the delegation that a record in a file needs
logged      prints the number of entries of the log of records that name an object of the provenance bucket
craft       writes delegations that must be rejected, one of each kind, from a good one. KEY and FOREIGN_KEY are the
            ids of two keys of KMS, which the caller may have sign anything
replace     puts a file on top of an object of the provenance bucket, as the root user who removed its policy
"""
import base64
import datetime
import gzip
import hashlib
import json
import pathlib
import sys

import boto3

from log_entries import PROVENANCE, entries

RAW, LOGS = "caa304-raw-data", "caa304-cloudtrail-log"
TYPE = "application/vnd.in-toto+json"
s3, kms = boto3.client("s3"), boto3.client("kms")


def name_of(number):
    return f"log/{number:07}.txt"


def keys(bucket, prefix):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]


def read(bucket, key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


def promoted(first, count):
    wanted = {"processed/" + name_of(number) for number in range(int(first), int(first) + int(count))}
    print(len(wanted & set(keys(RAW, "processed/log/"))))


def records(folder, first, count):
    folder = pathlib.Path(folder)
    (folder / "objects").mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(int(first), int(first) + int(count)):
        hashed = hashlib.sha256(("incoming/" + name_of(number)).encode()).hexdigest()
        (stored,) = keys(PROVENANCE, f"records/{RAW}/{hashed}/")
        record, copy = folder / f"{number}.sigstore.json", folder / "objects" / str(number)
        record.write_bytes(read(PROVENANCE, stored))
        copy.write_bytes(read(RAW, "processed/" + name_of(number)))
        if copy.read_bytes() != b"object %d\n" % number:
            sys.exit(f"{name_of(number)} has other bytes than were put")
        lines.append(f"{record}\t{copy}\n")
    (folder / "records.tsv").write_text("".join(lines))


def signatures(arn):
    events = [event for key in keys(LOGS, "AWSLogs/") if "/CloudTrail/" in key
              for event in json.loads(gzip.decompress(read(LOGS, key)))["Records"]]
    print(len({event["eventID"] for event in events
               if event["eventSource"] == "kms.amazonaws.com" and event["eventName"] == "Sign"
               and event["requestParameters"]["keyId"] in (arn, arn.rsplit("/", 1)[1])}))


def delegation(record):
    hint = json.loads(pathlib.Path(record).read_text())["verificationMaterial"]["publicKey"]["hint"]
    print(f"delegations/{base64.b64decode(hint.removeprefix('SHA256:') + '=').hex()}.sigstore.json")


def logged(key):
    print(sum(1 for entry in entries() if entry["record"] == key))


def payload_of(bundle):
    return base64.b64decode(bundle["dsseEnvelope"]["payload"])


def fingerprint(key):
    spki = kms.get_public_key(KeyId=key)["PublicKey"]
    fields = [b"ecdsa-sha2-nistp256", b"nistp256", spki[26:]]
    blob = b"".join(len(it).to_bytes(4, "big") + it for it in fields)
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def signed(bundle, statement, key, named=None):
    """Returns a bundle with another statement that a key of KMS signs; it may name another key."""
    payload = json.dumps(statement, separators=(",", ":")).encode()
    message = b"DSSEv1 %d %s %d %s" % (len(TYPE), TYPE.encode(), len(payload), payload)
    signature = kms.sign(KeyId=key, Message=hashlib.sha256(message).digest(), MessageType="DIGEST",
                         SigningAlgorithm="ECDSA_SHA_256")["Signature"]
    changed = json.loads(json.dumps(bundle))
    name = named or fingerprint(key)
    changed["verificationMaterial"]["publicKey"]["hint"] = name
    changed["dsseEnvelope"]["payload"] = base64.b64encode(payload).decode()
    changed["dsseEnvelope"]["signatures"] = [{"keyid": name, "sig": base64.b64encode(signature).decode()}]
    return changed


def craft(folder, delegation, key, foreign):
    bundle = json.loads(pathlib.Path(delegation).read_text())
    own = bundle["dsseEnvelope"]["signatures"][0]["keyid"]
    time = datetime.datetime.fromisoformat(
        json.loads(payload_of(bundle))["predicate"]["at"].replace("Z", "+00:00"))

    def with_predicate(**members):
        statement = json.loads(payload_of(bundle))
        statement["predicate"].update(members)
        return statement

    def hours(count):
        return (time + datetime.timedelta(hours=count)).strftime("%Y-%m-%dT%H:%M:%SZ")

    same = with_predicate()
    longer = json.loads(json.dumps(bundle))
    longer["dsseEnvelope"]["payload"] = base64.b64encode(
        json.dumps(with_predicate(notAfter=hours(25)), separators=(",", ":")).encode()).decode()
    made = {
        # Signed by the right key, as by somebody who may call kms:Sign.
        "good": signed(bundle, same, key),
        "delegation-expired": signed(bundle, with_predicate(notBefore=hours(-30), notAfter=hours(-6)), key),
        "delegation-not-yet-valid": signed(bundle, with_predicate(notBefore=hours(6), notAfter=hours(30)), key),
        "delegation-too-long": signed(bundle, with_predicate(notBefore=hours(-1), notAfter=hours(25)), key),
        "delegation-of-other-deployment": signed(bundle, with_predicate(raw="other-raw-data"), key),
        # By others.
        "delegation-untrusted": signed(bundle, same, foreign),
        "delegation-forged": longer,
        "delegation-forged-by-foreign": signed(bundle, same, foreign, own),
    }
    pathlib.Path(folder).mkdir(parents=True)
    for name, content in made.items():
        (pathlib.Path(folder) / f"{name}.sigstore.json").write_text(json.dumps(content))
    print(len(made) - 1)


def replace(key, file):
    s3.put_object(Bucket=PROVENANCE, Key=key, Body=pathlib.Path(file).read_bytes())


globals()[sys.argv[1]](*sys.argv[2:])
