"""Soak of the log: entries from three replicas that are killed with kill -9 again and again.

usage: soak-log.py DIR [--entries N] [--records N] [--kills N] [--rate N] [--window N] [--proofs N]
This program stands for the queue. It gives each replica (dev.waybill.bench.log.LogReplica) numbers of entries to
add, takes numbers back when they are not acknowledged before a kill, and gives them to a replica again. Odd
replicas elect a leader by a file lock; after every second kill all replicas sequence, so leaders compete.
At each kill Tessera's fsck and tlogcheck check the newest checkpoint; at the end they check the whole log, and
log-check.py compares it with the numbers that were acknowledged and with every version of the checkpoint.
Then two witnesses that we did not write cosign N checkpoints, and torchwood verifies a proof by each of them and N
proofs of random entries.
Prints entries per second, calls and processor time per entry, and the time from the addition of an entry to the
first checkpoint that includes it.
"""
import argparse
import collections
import os
import pathlib
import queue
import random
import re
import subprocess
import sys
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHUNK = 256
MAX_BACKLOG = 40_000
TICKS = os.sysconf("SC_CLK_TCK")
PREFIX = "records/soak/"
BUCKET = "caa304-provenance"


def java(*words, heap="256m"):
    classpath = os.environ.get("SOAK_CLASSPATH", f"{ROOT}/src/bench/target/test-classes:{ROOT}/target/waybill-local.jar")
    return ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", "-cp", classpath, *words]


def cpu(pid):
    """Returns the processor seconds of a process."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Cloud:
    """The local cloud with counted calls."""

    def __init__(self, folder):
        log = open(folder / "cloud.log", "w")
        self.process = subprocess.Popen(java("dev.waybill.bench.server.BenchServer", str(folder / "data"), heap="1g"),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        self.url, self.control = (self.process.stdout.readline().strip() for _ in range(2))

    def counters(self):
        with urllib.request.urlopen(f"{self.control}/counters") as answer:
            return dict(line.rsplit(" ", 1) for line in answer.read().decode().splitlines())

    def log_calls(self):
        return collections.Counter({name.removeprefix("calls.log."): int(count) for name, count in self.counters().items()
                                    if name.startswith("calls.log.")})


class Replica:
    def __init__(self, number, soak, sequencing):
        self.number, self.soak, self.outstanding, self.alive = number, soak, set(), True
        self.process = subprocess.Popen(
            java("dev.waybill.bench.log.LogReplica", f"replica-{number}", str(soak.folder), sequencing, str(soak.options.records)),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(soak.folder / f"replica-{number}.log", "a"), text=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            word, *numbers = line.split()
            if word == "durable":
                self.soak.acknowledge(self, int(numbers[0]))
            elif word == "published":
                self.soak.publish(int(numbers[0]), int(numbers[1]))
        self.alive = False

    def give(self, first):
        self.outstanding.add(first)
        try:
            self.process.stdin.write(f"add {first} {min(CHUNK, self.soak.options.entries - first)}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # kill() takes the chunk back

    def kill(self):
        """Kills the process like kill -9 and returns its processor seconds and what it did not acknowledge."""
        used = cpu(self.process.pid)
        self.process.kill()
        self.process.wait()
        self.reader.join()
        return used, self.outstanding

    def end(self):
        used = cpu(self.process.pid)
        self.process.stdin.close()
        assert self.process.wait(timeout=60) == 0, f"replica {self.number} failed"
        return used


class Soak:
    def __init__(self, options):
        self.options, self.folder = options, pathlib.Path(options.folder).resolve()
        self.folder.mkdir(parents=True)
        self.lock = threading.Lock()
        self.todo = collections.deque(range(0, options.entries, CHUNK))
        self.done, self.size, self.published, self.cpu, self.redelivered = 0, 0, [], 0, 0
        self.checks, self.failures = queue.Queue(), []
        self.cloud = Cloud(self.folder)
        os.environ.update(AWS_ENDPOINT_URL=self.cloud.url, AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1",
                          AWS_ACCESS_KEY_ID="waybill", AWS_SECRET_ACCESS_KEY="test")
        import boto3
        self.s3 = boto3.client("s3", aws_access_key_id="observer", aws_secret_access_key="test")
        self.s3.create_bucket(Bucket=BUCKET, ObjectLockEnabledForBucket=True)

    def acknowledge(self, replica, first):
        with self.lock:
            if first in replica.outstanding:
                replica.outstanding.remove(first)
                self.done += min(CHUNK, self.options.entries - first)

    def publish(self, size, millis):
        with self.lock:
            self.published.append((millis, size))
            self.size = max(self.size, size)

    def serve(self, *options):
        web = subprocess.Popen([sys.executable, str(ROOT / ".ci/log-server.py"), "0", *options], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "AWS_ACCESS_KEY_ID": "observer"})
        self.web = web, "http://127.0.0.1:" + web.stdout.readline().split()[1]

    def check(self, name):
        """Checks the newest checkpoint with the verifiers of others."""
        version = self.s3.head_object(Bucket=BUCKET, Key="log/checkpoint")["VersionId"]
        self.checks.put((name, f"{self.web[1]}/at/{version}"))

    def checker(self):
        while (job := self.checks.get()) is not None:
            name, at = job
            for command in ([str(ROOT / "target/interop/fsck.sh"), f"{self.folder}/vkey", at + "/"],
                            [str(ROOT / "target/interop/bin/tlogcheck"), f"{self.folder}/vkey", at]):
                ran = subprocess.run(command, capture_output=True, text=True)
                if ran.returncode:
                    self.failures.append((name, command[0], ran.stdout + ran.stderr))
            print(f"{name}: {ran.stdout.strip()}", flush=True)

    def run(self):
        random.seed(19)
        replicas = [Replica(0, self, "leader")]
        while not (self.folder / "vkeys").exists():
            assert replicas[0].alive, "the first replica exited"
            time.sleep(0.1)
        replicas += [Replica(number, self, "leader") for number in (1, 2)]
        self.serve("--cache")
        checker = threading.Thread(target=self.checker)
        checker.start()
        thresholds = [kill * self.options.entries // (self.options.kills + 1) for kill in range(1, self.options.kills + 1)]
        began = time.time()
        given = 0
        while self.done < self.options.entries or thresholds:
            for replica in replicas:
                while self.todo and len(replica.outstanding) < self.options.window and self.done - self.size < MAX_BACKLOG:
                    if self.options.rate and given > (time.time() - began) * self.options.rate:
                        break
                    with self.lock:
                        first = self.todo.popleft()
                        replica.give(first)
                    given += CHUNK
            if thresholds and self.size >= thresholds[0]:
                thresholds.pop(0)
                kill = self.options.kills - len(thresholds)
                victim = random.randrange(3)
                used, lost = replicas[victim].kill()
                self.cpu += used
                self.redelivered += len(lost)
                self.todo.extendleft(lost)
                self.check(f"kill {kill}")
                replicas[victim] = Replica(victim, self, "all" if kill % 2 else "leader")
            assert all(replica.alive for replica in replicas), "a replica exited"
            time.sleep(0.002)
        while self.size < self.options.entries:
            assert all(replica.alive for replica in replicas), "a replica exited"
            time.sleep(0.01)
        seconds = time.time() - began
        calls = self.cloud.log_calls()
        self.cpu += sum(replica.end() for replica in replicas)
        self.checks.put(None)
        checker.join()
        self.report(seconds, calls)
        self.check_whole(entries=self.options.entries)
        if self.options.proofs:
            self.prove()
        self.web[0].kill()
        self.cloud.process.stdin.close()
        for failure in self.failures:
            print("FAILED:", *failure)
        sys.exit(1 if self.failures else 0)

    def check_whole(self, entries):
        self.web[0].kill()
        self.serve()
        self.check("whole log, without a cache")
        self.checks.put(None)
        self.checker()
        self.run_check("--expect", str(entries), PREFIX, "--published", f"{self.folder}/published.tsv",
                       "--proofs", str(self.options.proofs), f"{self.folder}/entries")

    def run_check(self, *options):
        command = [sys.executable, str(ROOT / ".ci/log-check.py"), *options]
        if subprocess.run(command, env={**os.environ, "AWS_ACCESS_KEY_ID": "observer"}).returncode:
            self.failures.append(("the end", *command))

    def prove(self):
        count = self.options.proofs
        start = f"set -e; . {ROOT}/.ci/witnesses.sh; start_witnesses {self.folder}/witness $(cat {self.folder}/vkey); echo up; read -r"
        witnesses = subprocess.Popen(["bash", "-c", start], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert witnesses.stdout.readline() == "up\n", "the witnesses did not start"
        logs = "".join(f"log {line}\n" for line in (self.folder / "vkeys").read_text().splitlines())
        (self.folder / "policy").write_text(logs + (self.folder / "witness/witnesses").read_text())
        ran = subprocess.run(java("dev.waybill.bench.log.CosignedProofs", str(self.folder), str(count),
                                  str(self.options.entries), str(self.folder / "entries")))
        witnesses.communicate("")
        verify = subprocess.run([os.environ["TLOG_PROOF"], f"{self.folder}/policy"], stdin=open(self.folder / "proofs.tsv"),
                                capture_output=True, text=True)
        print("torchwood, proofs:", verify.stdout.strip().splitlines()[-1])
        if ran.returncode or verify.returncode or verify.stdout != f"{2 * count} accepted, 0 rejected\n":
            self.failures.append(("the proofs", verify.stdout, verify.stderr))
        self.check_whole(entries=self.options.entries + 3 * count)

    def report(self, seconds, calls):
        entries = self.options.entries
        print(f"{entries} entries in {seconds:.0f} s: {entries / seconds:.0f} entries/s, "
              f"{self.redelivered} chunks of {CHUNK} given again")
        print(f"{sum(calls.values()) / entries:.5f} calls per entry: {dict(calls)}")
        print(f"{self.cpu / entries * 1e6:.0f} µs of processor time per entry, with {self.options.kills + 3} starts")
        (self.folder / "published.tsv").write_text("".join(f"{millis}\t{size}\n" for millis, size in sorted(self.published)))


parser = argparse.ArgumentParser()
parser.add_argument("folder")
for name, default in (("entries", 1_000_000), ("records", 20_000), ("kills", 50), ("rate", 0), ("window", 16), ("proofs", 1000)):
    parser.add_argument(f"--{name}", type=int, default=default)
Soak(parser.parse_args()).run()
