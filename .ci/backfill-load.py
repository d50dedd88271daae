"""Objects of the proof of backfills.

usage: backfill-load.py before COUNT CLIENTS     puts objects at four places, one in four below incoming/
       backfill-load.py live RATE SECONDS FIRST  puts below incoming/live/ at a rate; prints count and p99 in ms
                                                 from the put until the copy is there, of one object in five
       backfill-load.py size                     prints the size of the log of records
       backfill-load.py ended COUNT              waits until so many versions are sealed, and prints how many are; fails
                                                 after five minutes in which none was
"""
import concurrent.futures
import json
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

RAW, PROVENANCE = "caa304-raw-data", "caa304-provenance"
PLACES = ["archive/2019/", "processed/old/", "archive/2020/", "incoming/old/"]
s3 = boto3.client("s3", config=Config(max_pool_connections=64, retries={"max_attempts": 10}))


def before(count, clients):
    def put(number):
        place = PLACES[number % 4]
        more = {} if number % 8 < 4 else {"Metadata": {"n": str(number)}}
        s3.put_object(Bucket=RAW, Key=f"{place}{number:07}.txt", Body=b"old %d\n" % number, **more)

    with concurrent.futures.ThreadPoolExecutor(clients) as pool:
        print(sum(1 for _ in pool.map(put, range(count))), "objects were there before")


def promoted(key, began):
    while time.monotonic() - began < 120:
        try:
            s3.head_object(Bucket=RAW, Key=key.replace("incoming/", "processed/", 1))
            return (time.monotonic() - began) * 1000
        except ClientError:
            time.sleep(0.02)
    return 120_000.0


def live(rate, seconds, first):
    def put(number):
        key = f"incoming/live/{number:07}.txt"
        began = time.monotonic()
        s3.put_object(Bucket=RAW, Key=key, Body=b"live %d\n" % number)
        return promoted(key, began) if number % 5 == 0 else None

    began, waits = time.monotonic(), []
    with concurrent.futures.ThreadPoolExecutor(48) as pool:
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            waits.append(pool.submit(put, first + number))
        times = sorted(it for it in (wait.result() for wait in waits) if it is not None)
    print(len(waits), round(times[min(len(times) - 1, int(len(times) * 0.99))]))


def size():
    try:
        note = s3.get_object(Bucket=PROVENANCE, Key="log/checkpoint")["Body"].read().decode()
        print(note.split("\n")[1])
    except ClientError:
        print(0)


def ended(count):
    # One process that asks five times a second: a new one for each question takes as much time as the backfill.
    last, since = -1, time.monotonic()
    while last < count and time.monotonic() - since < 300:
        try:
            plan = json.load(s3.get_object(Bucket=PROVENANCE, Key=f"state/backfill/{RAW}/plan.json")["Body"])
            now = plan["counts"].get("sealed", 0) + plan["counts"].get("promoted", 0)
        except ClientError:
            now = 0
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(0.2)
    print(last)
    return 0 if last >= count else 1


if sys.argv[1] == "before":
    before(int(sys.argv[2]), int(sys.argv[3]))
elif sys.argv[1] == "live":
    live(float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
elif sys.argv[1] == "ended":
    sys.exit(ended(int(sys.argv[2])))
else:
    size()
