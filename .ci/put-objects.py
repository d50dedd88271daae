"""Puts objects of a few bytes below incoming/, from several clients.

usage: put-objects.py FIRST COUNT [CLIENTS]
The keys end with the numbers from FIRST on.
"""
import concurrent.futures
import sys

import boto3
from botocore.config import Config

first, count = int(sys.argv[1]), int(sys.argv[2])
clients = int(sys.argv[3]) if len(sys.argv) > 3 else 4
s3 = boto3.client("s3", config=Config(max_pool_connections=clients))


def put(number):
    s3.put_object(Bucket="caa304-raw-data", Key=f"incoming/log/{number:07}.txt", Body=b"object %d\n" % number)


with concurrent.futures.ThreadPoolExecutor(clients) as pool:
    print(sum(1 for _ in pool.map(put, range(first, first + count))), "objects put")
