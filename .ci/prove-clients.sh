#!/usr/bin/env bash
# The aws CLI, boto3 and a plain HTTP client put objects of many kinds into a running Waybill. Each object
# must be promoted with its bytes and sealed once. Writes the records to target/ci/records.
. "$(dirname "$0")/lib.sh"

rm -rf "$work/clients" "$work/records" "$work/keys" "$work/files"
port=$(free_port)
ops=$(free_port)
cd "$root"
start "$work/clients.log" "${java_local[@]}" -Xmx512m -jar "$local_jar" local --port "$port" --ops-port "$ops" --data "$work/clients" \
  --set waybill.audit.enabled=false --set waybill.canary.every=0s # a canary would change the counts below
await_url "http://127.0.0.1:$ops/observe/health" 120 "$pid" "$work/clients.log"
say "Waybill is up on port $port"
export PATH=$work/venv/bin:$PATH
mkdir -p "$work/files"
echo "put as the README shows" >"$work/files/shown.txt"
command=$(shown 'aws --endpoint-url http://127.0.0.1:4566 s3 cp FILE s3://caa304-raw-data/incoming/')
command=${command/4566/$port}
AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test \
  bash -c "${command/FILE/$work/files/shown.txt}" || die "the README's aws command failed"
"$work/venv/bin/python" .ci/drive.py "http://127.0.0.1:$port" "$work" "$work/files/shown.txt" \
  || { grep -E "WARN|ERROR|rejected|retry" "$work/clients.log" | cut -c1-300 | tail -30; die "not every object of the clients was processed"; }

# verdict EXIT_CODE ARGUMENTS...: runs waybill verify online; fails unless it exits with this code
verdict() {
  local wanted=$1 code=0
  shift
  AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=ASIAWAYBILLCLIENT000 \
    AWS_SECRET_ACCESS_KEY=test AWS_SESSION_TOKEN=token "${waybill[@]}" verify "$@" >"$work/verdict.log" 2>&1 || code=$?
  [[ $code == "$wanted" ]] || { cat "$work/verdict.log"; die "verify $*: exit code $code, expected $wanted"; }
  say "verify $*: exit code $code, as expected"
}
promoted=s3://caa304-raw-data/processed
verdict 1 "$promoted/folder/00.txt" # a published key alone proves no signer
verdict 0 "$promoted/folder/00.txt" --trust-published
key=$(find "$work/keys" -name '*.pem')
verdict 0 "$promoted/folder/00.txt" --key "$key"
verdict 0 "$promoted/\${sysenv.HOME}.txt" --key "$key"
verdict 0 "$promoted/folder/00.txt" --key "$key" --object "$work/files/folder/00.txt"
verdict 1 "$promoted/folder/00.txt" --key "$key" --object "$work/files/folder/01.txt"
verdict 1 "$promoted/never-was.txt"

environment=$(shown 'export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test')
command=$(shown './mvnw -q compile exec:java -Dexec.args="verify s3://caa304-raw-data/processed/demo/hello.txt --trust-published"')
bash -c "${environment/4566/$port}; $command" || die "the README's verify command failed"

# metric NAME LABEL: prints the value of a metric, without decimals
metric() { sed -n "s/^$1{$2} \([0-9]*\).*/\1/p" "$work/metrics.txt"; }
objects=$(wc -l <"$work/records.tsv")
for _ in $(seq 20); do
  curl -fsS "http://127.0.0.1:$ops/observe/metrics" >"$work/metrics.txt" || die "no metrics"
  [[ $(metric waybill_outcomes_total 'outcome="promoted",scope="default"') == "$objects" ]] && break
  sleep 0.5
done
expect "promotions that the metrics count" "$(metric waybill_outcomes_total 'outcome="promoted",scope="default"')" "$objects"
for stage in received digested sealed copied; do
  expect "objects $stage by the metrics" "$(metric waybill_stage_total "stage=\"$stage\"")" "$objects"
done
others=$(grep '^waybill_outcomes_total' "$work/metrics.txt" | grep -vE '"(promoted|skipped-test-event)",|\} 0(\.0)?$' || true)
expect "other outcomes" "$others" ""
say "the metrics count the same $objects objects at every stage, and no other outcome"
interrupt "$pid" 40
