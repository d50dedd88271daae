"""Puts objects of a few bytes below incoming/, from several clients.

usage: put-objects.py COUNT [CLIENTS]
A put that fails while a server restarts is repeated, so COUNT keys exist at the end.
"""
import concurrent.futures
import sys

import boto3
from botocore.config import Config

count = int(sys.argv[1])
clients = int(sys.argv[2]) if len(sys.argv) > 2 else 4
s3 = boto3.client("s3", config=Config(max_pool_connections=clients, retries={"max_attempts": 20}))


def put(number):
    s3.put_object(Bucket="caa304-raw-data", Key=f"incoming/log/{number:07}.txt", Body=b"object %d\n" % number)


with concurrent.futures.ThreadPoolExecutor(clients) as pool:
    print(sum(1 for _ in pool.map(put, range(count))), "objects put")
