"""Passes requests for an endpoint through, and answers a share of them with 503 in its place.

usage: fault-proxy.py ENDPOINT SHARE READS PORTS [RATES]
ENDPOINT  http://HOST:PORT of the endpoint
SHARE     share of requests that are answered with 503, such as 0.01
READS     file that gets a line for each GET of an object in the raw bucket that the endpoint received:
          milliseconds, number of the port (from 1), key, version id or -
PORTS     ports to listen on, separated by commas; each client has its own, so that its reads are told apart
RATES     file that gets a line every second: seconds, number of reads of the raw bucket and of records that the
          endpoint received, and number of bytes of its answers to GETs of objects in the raw bucket
Prints the numbers of requests and of 503s every second. The bodies of requests are passed on unread.
"""
import asyncio
import os
import random
import sys
import time
import urllib.parse

RAW = "/caa304-raw-data/"
RECORDS = "records/"
PROVENANCE = "/caa304-provenance"
# A GET with another parameter reads no bytes of an object.
READING = {"versionId", "x-id", "partNumber", "response-content-type"}
BLOCK = 1 << 16
BUSY = b"<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
REFUSAL = (b"HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
           % len(BUSY))
endpoint = urllib.parse.urlsplit(sys.argv[1])
share = float(sys.argv[2])
reads = os.open(sys.argv[3], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
rates = open(sys.argv[5], "a", buffering=1) if len(sys.argv) > 5 else None
counts = {"requests": 0, "refused": 0, "examining": 0, "bytes": 0}


def note(number, head):
    """Notes a GET of an object in the raw bucket; returns whether it is one."""
    method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
    path, _, query = target.partition("?")
    names = urllib.parse.parse_qs(query, keep_blank_values=True)
    if method == "GET" and path.startswith(RAW) and len(path) > len(RAW) and names.keys() <= READING:
        key, version = urllib.parse.unquote(path[len(RAW):]), names.get("versionId", ["-"])[0]
        os.write(reads, f"{int(time.time() * 1000)}\t{number}\t{key}\t{version}\n".encode())
        counts["examining"] += 1
        return True
    if method in ("GET", "HEAD"):
        record = path[len(PROVENANCE) + 1:] or names.get("prefix", [""])[0]
        of_records = path.startswith(PROVENANCE) and record.startswith(RECORDS)
        counts["examining"] += of_records or path.startswith(RAW.rstrip("/"))
    return False


def length(head):
    """Returns the length of the body; None when it comes in chunks."""
    size = 0
    for line in head.lower().split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name == b"content-length":
            size = int(value)
        elif name == b"transfer-encoding":
            return None
    return size


async def body(reader, size):
    """Yields the bytes of a request's body."""
    while size is None or size > 0:
        if size is None:
            line = await reader.readline()
            chunk = int(line.split(b";")[0], 16)
            block = line + await reader.readexactly(chunk + 2)
            yield block
            if chunk == 0:
                return
        else:
            block = await reader.read(min(size, BLOCK))
            if not block:
                raise asyncio.IncompleteReadError(b"", size)
            size -= len(block)
            yield block


async def answers(reader, writer, last):
    """Passes on all answers. A client sends no request before it has the answer to the one before."""
    try:
        while block := await reader.read(BLOCK):
            counts["bytes"] += len(block) if last["read"] else 0
            writer.write(block)
            await writer.drain()
    except (ConnectionError, asyncio.CancelledError):
        pass
    writer.close()


async def serve(number, reader, writer):
    upstream, passing, last = None, None, {"read": False}
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            counts["requests"] += 1
            if random.random() < share:
                counts["refused"] += 1
                if b"100-continue" not in head.lower():
                    async for _ in body(reader, length(head)):
                        pass
                writer.write(REFUSAL + (b"" if head.startswith(b"HEAD ") else BUSY))
                await writer.drain()
                break
            if upstream is None:
                back, upstream = await asyncio.open_connection(endpoint.hostname, endpoint.port)
                passing = asyncio.create_task(answers(back, writer, last))
            last["read"] = note(number, head)
            upstream.write(head)
            async for block in body(reader, length(head)):
                upstream.write(block)
                await upstream.drain()
            await upstream.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        if passing:
            passing.cancel()
        for end in (upstream, writer):
            if end:
                end.close()


async def main():
    ports = [int(port) for port in sys.argv[4].split(",")]
    for number, port in enumerate(ports, 1):
        await asyncio.start_server(lambda r, w, n=number: serve(n, r, w), "127.0.0.1", port, limit=1 << 20, backlog=512)
    print("serving", *ports, flush=True)
    while True:
        await asyncio.sleep(1 - time.time() % 1)
        if rates:
            print(int(time.time()), counts["examining"], counts["bytes"], sep="\t", file=rates)
            counts["examining"] = counts["bytes"] = 0
        print(counts["requests"], "requests,", counts["refused"], "answered with 503", flush=True)


asyncio.run(main())
