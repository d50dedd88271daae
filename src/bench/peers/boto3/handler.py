"""Chain of custody in a handler of a Lambda function, with a loop in place of Lambda's poller.

usage: handler.py PROCESSES (the other configuration comes from environment variables, as in the other peers)
The delete is not pinned to the version.
"""
import base64
import datetime
import hashlib
import json
import multiprocessing
import os
import sys
from urllib.parse import quote, unquote_plus

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PAYLOAD = "application/vnd.in-toto+json"


class Custody:
    def __init__(self):
        config = Config(region_name="us-east-1", s3={"addressing_style": "path"})
        self.s3 = boto3.client("s3", config=config)
        self.sqs = boto3.client("sqs", config=config)
        self.queue = os.environ["BENCH_QUEUE_URL"]
        self.records = os.environ["BENCH_RECORDS"]
        with open(os.environ["BENCH_KEY_PEM"], "rb") as pem:
            self.key = serialization.load_pem_private_key(pem.read(), None)

    def process(self, record):
        bucket, entry = record["s3"]["bucket"]["name"], record["s3"]["object"]
        key, version = unquote_plus(entry["key"]), entry["versionId"]
        got = self.s3.get_object(Bucket=bucket, Key=key, VersionId=version)
        sha256, size = hashlib.sha256(), 0
        for chunk in got["Body"].iter_chunks(1 << 20):
            sha256.update(chunk)
            size += len(chunk)
        self.seal(bucket, key, version, got["ETag"], sha256, size)
        copy = self.s3.copy_object(
            Bucket=bucket,
            Key="processed/" + key.removeprefix("incoming/"),
            CopySource={"Bucket": bucket, "Key": key, "VersionId": version},
            CopySourceIfMatch=got["ETag"],
            ChecksumAlgorithm="SHA256",
        )
        copied = copy["CopyObjectResult"].get("ChecksumSHA256")
        if copied and base64.b64decode(copied) != sha256.digest():
            raise ValueError("the SHA-256 of the copy differs")
        self.s3.delete_object(Bucket=bucket, Key=key)

    def seal(self, bucket, key, version, etag, sha256, size):
        try:
            self.s3.put_object(
                Bucket=self.records,
                Key=f"{bucket}/{key}/{version}.json",
                Body=self.record(bucket, key, version, etag, sha256.hexdigest(), size),
                ContentType="application/json",
                IfNoneMatch="*",
            )
        except ClientError as failure:
            if failure.response["Error"]["Code"] != "PreconditionFailed":
                raise

    def record(self, bucket, key, version, etag, digest, size):
        statement = json.dumps({
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{
                "name": key,
                "uri": f"s3://{bucket}/{quote(key)}?versionId={version}",
                "digest": {"sha256": digest},
                "annotations": {"versionId": version, "eTag": etag, "size": size},
            }],
            "predicateType": "https://waybill.dev/attestation/custody/v1",
            "predicate": {"hashed": datetime.datetime.now(datetime.timezone.utc).isoformat()},
        }).encode()
        signed = b"DSSEv1 %d %s %d %s" % (len(PAYLOAD), PAYLOAD.encode(), len(statement), statement)
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return json.dumps({
            "payloadType": PAYLOAD,
            "payload": base64.b64encode(statement).decode(),
            "signatures": [{"keyid": "bench", "sig": base64.b64encode(signature).decode()}],
        }).encode()

    def handler(self, event):
        failures = []
        for message in event["Records"]:
            try:
                for record in json.loads(message["body"]).get("Records", []):
                    self.process(record)
            except Exception as failure:  # as in Lambda: only this message is delivered again
                print("failed", message["messageId"], repr(failure), flush=True)
                failures.append({"itemIdentifier": message["messageId"]})
        return {"batchItemFailures": failures}

    def poll(self):
        while True:
            messages = self.sqs.receive_message(
                QueueUrl=self.queue, MaxNumberOfMessages=10, WaitTimeSeconds=20
            ).get("Messages", [])
            if not messages:
                continue
            event = [{"messageId": each["MessageId"], "body": each["Body"]} for each in messages]
            failed = {f["itemIdentifier"] for f in self.handler({"Records": event})["batchItemFailures"]}
            done = [
                {"Id": str(i), "ReceiptHandle": each["ReceiptHandle"]}
                for i, each in enumerate(messages)
                if each["MessageId"] not in failed
            ]
            if done:
                self.sqs.delete_message_batch(QueueUrl=self.queue, Entries=done)


def run():
    Custody().poll()


if __name__ == "__main__":
    for _ in range(int(sys.argv[1]) - 1):
        multiprocessing.Process(target=run, daemon=True).start()
    run()
