"""Puts objects of many kinds below incoming/, for evidence packs.

usage: evidence-objects.py FIRST COUNT DIR
The objects have the numbers from FIRST on. Writes the bytes of each one to DIR/<number>, and adds number, tab, URI to
DIR.tsv.
"""
import concurrent.futures
import pathlib
import random
import sys
import urllib.parse

import boto3
from botocore.config import Config

BUCKET = "caa304-raw-data"
NAMES = ["plain.txt", "a b.txt", "umlaut-äöü.txt", "日本語", "quote\"'`.txt", "<script>alert(1)</script>", "..%2F..%2Fetc",
         "$(id);&|", "emoji-😀", "tab\there", "plus+and=equals?", "&lt;amp&amp;", "\u202ertl", "{\"json\":1}", "'--"]
first, count, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
numbers = range(first, first + count)
folder.mkdir(parents=True, exist_ok=True)
s3 = boto3.client("s3", config=Config(max_pool_connections=4))
chance = random.Random(7 + first)


def size(number):
    return [0, 1, 55, 56, 63, 64, 65, 1000, 5 * 1024 * 1024 + 1][number] if number < 9 else chance.randrange(20000)


def put(number, body):
    key = f"incoming/evidence/{number:04}/{NAMES[number % len(NAMES)]}"
    (folder / str(number)).write_bytes(body)
    s3.put_object(Bucket=BUCKET, Key=key, Body=body)
    return f"{number}\ts3://{BUCKET}/{urllib.parse.quote(key, safe='/-._~')}\n"


with concurrent.futures.ThreadPoolExecutor(4) as pool:
    lines = pool.map(put, numbers, [chance.randbytes(size(number)) for number in numbers])
    with open(f"{folder}.tsv", "a", encoding="utf-8") as table:
        table.write("".join(lines))
print(count, "objects put")
