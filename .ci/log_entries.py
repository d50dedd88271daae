"""Entries of the log of records, read from its bundles by code that shares nothing with Waybill."""
import json

import boto3

PROVENANCE, TILE = "caa304-provenance", 256
s3 = boto3.client("s3")


def entries():
    """Returns the entries of the newest checkpoint as JSON objects, by index; none before the first checkpoint."""
    found = []
    try:
        size = int(s3.get_object(Bucket=PROVENANCE, Key="log/checkpoint")["Body"].read().split(b"\n")[1])
    except s3.exceptions.NoSuchKey:
        return found
    while len(found) < size:
        width, digits = min(TILE, size - len(found)), f"{len(found) // TILE:09}"
        path = "".join(f"x{digits[at:at + 3]}/" for at in (0, 3) if int(digits[:at + 3])) + digits[6:]
        key = f"log/tile/entries/{path}" + (f".p/{width}" if width < TILE else "")
        bundle = s3.get_object(Bucket=PROVENANCE, Key=key)["Body"].read()
        for _ in range(width):
            length = int.from_bytes(bundle[:2], "big")
            found.append(json.loads(bundle[2:2 + length]))
            bundle = bundle[2 + length:]
    return found
