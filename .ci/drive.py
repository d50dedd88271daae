"""Puts objects of many kinds into a running Waybill and waits until each is promoted and sealed.

usage: drive.py ENDPOINT DIR FILE
FILE is already uploaded under its name.
Writes DIR/records/*.sigstore.json, DIR/keys/*.pem and DIR/records.tsv (record, tab, file of the object), with
one line for every record, including that of the demo object.
"""
import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

RAW, PROVENANCE = "caa304-raw-data", "caa304-provenance"
ODD_KEYS = [
    "space and+plus.txt",
    "${sysenv.HOME}.txt",
    "#{1+1} {{waybill.queue}} %41.txt",
    "quotes'\"<&>.txt",
    "emoji \U0001F4E6 ü.txt",
    "deep/./er/..x/and//double.txt",
    "../../etc/passwd",
    "line\nbreak and\ttab.txt",
    "back\\slash %2F %00 %.txt",
    "e\u0301 is not \u00e9.txt",  # two Unicode forms that a file system may treat as one
    "\u00e9 is not e\u0301.txt",
    " spaces around ",
    "long/" + "n" * 1000,
    "'; DROP TABLE records; --",
]
FOLDER = 12
DEMO = "demo/hello.txt"
ENDPOINT = sys.argv[1]
DIR = pathlib.Path(sys.argv[2])
SIGN_IN = {
    "AWS_ENDPOINT_URL": ENDPOINT,
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "ASIAWAYBILLCLIENT000",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_SESSION_TOKEN": "token",
}
os.environ.update(SIGN_IN)
s3 = boto3.client("s3", config=Config(signature_version="s3v4"))  # presigned URLs would use version 2
uploads = {pathlib.Path(sys.argv[3]).name: pathlib.Path(sys.argv[3])}  # key without its prefix -> uploaded file


def file_of(name, content):
    path = DIR / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def aws(*words):
    subprocess.run(["aws", *words], check=True, stdout=subprocess.DEVNULL)


def with_the_aws_cli():
    for size in (0, 1, 1024, 1_000_000, 12 * 1024 * 1024):  # the last one is a multipart upload
        key = f"cli/{size}.bin"
        uploads[key] = file_of(f"{size}.bin", os.urandom(size))
        aws("s3", "cp", str(uploads[key]), f"s3://{RAW}/incoming/{key}")
    folder = DIR / "files" / "folder"
    for number in range(FOLDER):
        key = f"folder/{number:02}.txt"
        uploads[key] = file_of(key, f"line {number}\n".encode())
    aws("s3", "sync", str(folder), f"s3://{RAW}/incoming/folder")
    aws("s3api", "list-object-versions", "--bucket", RAW, "--max-items", "5")


def the_aws_cli_reads_back():
    for key in ("cli/0.bin", f"cli/{12 * 1024 * 1024}.bin"):
        back = DIR / "files" / "back.bin"
        aws("s3", "cp", f"s3://{RAW}/processed/{key}", str(back))
        assert back.read_bytes() == uploads[key].read_bytes(), f"aws s3 cp of processed/{key} returns other bytes"
    back = DIR / "files" / "back"
    aws("s3", "sync", f"s3://{RAW}/processed/folder", str(back))
    assert len(list(back.iterdir())) == FOLDER, f"aws s3 sync returns {sorted(back.iterdir())}"


def with_boto3():
    for number, key in enumerate(ODD_KEYS):
        uploads[key] = file_of(f"odd-{number}", key.encode())
        s3.put_object(Bucket=RAW, Key=f"incoming/{key}", Body=key.encode(), ContentType="text/plain",
                      Metadata={"origin": "boto3"}, Tagging="team=blue", ChecksumAlgorithm="SHA256")
    uploads["boto3/parts.bin"] = file_of("parts.bin", os.urandom(9 * 1024 * 1024))
    s3.upload_file(str(uploads["boto3/parts.bin"]), RAW, "incoming/boto3/parts.bin")


def with_parts_out_of_order():
    key, parts = "incoming/boto3/disorder.bin", {2: os.urandom(7), 1: os.urandom(5 * 1024 * 1024)}
    uploads["boto3/disorder.bin"] = file_of("disorder.bin", parts[1] + parts[2])
    upload = {"Bucket": RAW, "Key": key, "UploadId": s3.create_multipart_upload(Bucket=RAW, Key=key)["UploadId"]}
    tags = {number: s3.upload_part(PartNumber=number, Body=body, **upload)["ETag"] for number, body in parts.items()}
    done = [{"PartNumber": number, "ETag": tags[number]} for number in sorted(tags)]
    s3.complete_multipart_upload(MultipartUpload={"Parts": done}, **upload)


def with_a_presigned_url():
    uploads["presigned.txt"] = file_of("presigned.txt", b"put by a program that knows no AWS\n")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": RAW, "Key": "incoming/presigned.txt"})
    body = uploads["presigned.txt"].read_bytes()
    with urllib.request.urlopen(urllib.request.Request(url, data=body, method="PUT")) as answer:
        assert answer.status == 200, answer.status
    try:
        urllib.request.urlopen(urllib.request.Request(url.replace("presigned.txt", "other.txt"), data=b"", method="PUT"))
    except urllib.error.HTTPError as error:
        assert error.code == 403, error.code
    else:
        raise AssertionError("a presigned URL works for another key")


def a_wrong_secret_is_rejected():
    stranger = boto3.client("s3", aws_secret_access_key="wrong", aws_access_key_id="ASIASTRANGER")
    try:
        stranger.list_objects_v2(Bucket=RAW)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "SignatureDoesNotMatch", error
    else:
        raise AssertionError("a wrong secret was accepted")


def keys_under(bucket, prefix):
    """Returns the keys below the prefix, without folder markers."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return [entry["Key"] for page in pages for entry in page.get("Contents", []) if not entry["Key"].endswith("/")]


def wait_until_all_are_promoted(seconds=120):
    deadline = time.monotonic() + seconds
    wanted = {f"processed/{key}" for key in uploads}
    while time.monotonic() < deadline:
        left = keys_under(RAW, "incoming/")
        missing = wanted - set(keys_under(RAW, "processed/"))
        if not left and not missing:
            return
        time.sleep(0.5)
    raise AssertionError(f"still incoming: {left[:5]}; not promoted: {sorted(missing)[:5]}")


def promoted_bytes_are_the_uploaded_ones():
    for key, path in uploads.items():
        body = s3.get_object(Bucket=RAW, Key=f"processed/{key}")["Body"].read()
        assert body == path.read_bytes(), f"processed/{key} has other bytes"
    odd = s3.head_object(Bucket=RAW, Key=f"processed/{ODD_KEYS[0]}")
    assert odd["ContentType"] == "text/plain" and odd["Metadata"]["origin"] == "boto3", odd
    tags = s3.get_object_tagging(Bucket=RAW, Key=f"processed/{ODD_KEYS[0]}")["TagSet"]
    assert {"Key": "team", "Value": "blue"} in tags, tags


def fetch(bucket, prefix, folder, suffix):
    files = []
    folder.mkdir(parents=True, exist_ok=True)
    for number, key in enumerate(keys_under(bucket, prefix)):
        files.append(folder / f"{number:04}{suffix}")
        files[-1].write_bytes(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    return files


def every_upload_has_one_record():
    records = {}
    for path in fetch(PROVENANCE, "records/", DIR / "records", ".sigstore.json"):
        statement = json.loads(base64.b64decode(json.loads(path.read_text())["dsseEnvelope"]["payload"]))
        (subject,) = statement["subject"]
        records.setdefault(subject["name"], []).append((path, subject["digest"]["sha256"]))
    assert len(records) == len(uploads), f"records of {set(records) - {f'incoming/{key}' for key in uploads}}"
    lines = []
    for key, source in uploads.items():
        found = records.get(f"incoming/{key}", [])
        assert len(found) == 1, f"{len(found)} records of incoming/{key}"
        path, digest = found[0]
        assert digest == hashlib.sha256(source.read_bytes()).hexdigest(), f"record of {key} states {digest}"
        lines.append(f"{path}\t{source}\n")
    (DIR / "records.tsv").write_text("".join(lines))
    keys = fetch(PROVENANCE, "keys/", DIR / "keys", ".pem")
    assert len(keys) == 1, f"{len(keys)} public keys"
    return len(lines)


def main():
    for step in (with_the_aws_cli, with_boto3, with_parts_out_of_order, with_a_presigned_url,
                 a_wrong_secret_is_rejected):
        step()
        print(f"  {step.__name__.replace('_', ' ')}: done", flush=True)
    wait_until_all_are_promoted()
    uploads[DEMO] = file_of("demo", s3.get_object(Bucket=RAW, Key=f"processed/{DEMO}")["Body"].read())
    promoted_bytes_are_the_uploaded_ones()
    the_aws_cli_reads_back()
    print(f"  {every_upload_has_one_record()} objects promoted with their bytes, each with one record")


main()
