#!/usr/bin/env bash
# The aws CLI, boto3 and a plain HTTP client put objects of many kinds into a running Waybill;
# each must come out promoted with its bytes and sealed once. Leaves the records in target/ci/records.
. "$(dirname "$0")/lib.sh"

rm -rf "$work/clients" "$work/records"
port=$(free_port)
ops=$(free_port)
cd "$root"
start "$work/clients.log" java -Xmx512m -jar "$jar" local --port "$port" --ops-port "$ops" --data "$work/clients"
await_url "http://127.0.0.1:$ops/observe/health" 120 "$pid" "$work/clients.log"
say "Waybill is up on port $port"
PATH="$work/venv/bin:$PATH" "$work/venv/bin/python" .ci/drive.py "http://127.0.0.1:$port" "$work" \
  || { tail -60 "$work/clients.log"; die "the clients' objects did not come through"; }
curl -fsS "http://127.0.0.1:$ops/observe/metrics" >"$work/metrics.txt" || die "no metrics"
grep -q '^waybill_' "$work/metrics.txt" || die "the metrics have no waybill_ series"
stop "$pid"
say "the service stopped when asked"
