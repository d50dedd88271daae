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
online() {
  AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=ASIAWAYBILLCLIENT000 \
    AWS_SECRET_ACCESS_KEY=test AWS_SESSION_TOKEN=token java -jar "$jar" "$@"
}
online verify s3://caa304-raw-data/processed/folder/00.txt || die "verify rejects a promoted object"
if online verify s3://caa304-raw-data/processed/never-was.txt; then die "verify accepts what never was"; fi
curl -fsS "http://127.0.0.1:$ops/observe/metrics" >"$work/metrics.txt" || die "no metrics"
promoted=$(sed -n 's/^waybill_outcomes_total{.*outcome="promoted".*} \([0-9]*\).*/\1/p' "$work/metrics.txt")
uploads=$(wc -l <"$work/records.tsv")
((${promoted:-0} >= uploads)) || die "the metrics count ${promoted:-no} promotions of $uploads"
stop "$pid"
say "the service stopped when asked"
