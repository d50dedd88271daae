#!/usr/bin/env bash
# The baseline by its commands: no control holds on an empty cloud, all hold after "apply", a second "apply"
# changes nothing, and drift made with the aws CLI is reported and fixed. The template passes cfn-lint.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
aws=$work/venv/bin/aws
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test

# baseline EXIT ARGUMENTS...: runs the command; fails unless it exits with this code
baseline() {
  local wanted=$1 code=0
  shift
  "${waybill[@]}" baseline "$@" >"$work/baseline.txt" 2>&1 || code=$?
  [[ $code == "$wanted" ]] || { tail -20 "$work/baseline.txt"; die "baseline $*: exit code $code, expected $wanted"; }
}
count() { grep -c "^$1 " "$work/baseline.txt" || true; }

say "the template"
"${waybill[@]}" baseline template | diff - "$root/deploy/waybill-baseline.json" \
  || die "deploy/waybill-baseline.json differs from the output of the command"
"$work/venv/bin/cfn-lint" "$root/deploy/waybill-baseline.json"

rm -rf "$work/baseline-data"
start "$work/baseline-cloud.log" "${waybill_local[@]}" cloud --port "$port" --data "$work/baseline-data"
await_line ready 60 "$pid" "$work/baseline-cloud.log"

baseline 1 check
expect "controls that hold on an empty cloud" "$(count ok)" 0
baseline 0 apply
fixed=$(count fixed)
baseline 0 apply
expect "controls fixed by a second run" "$(count fixed)" 0
total=$(count ok)
((fixed > 30 && total > 50)) || die "only $fixed of $total controls were fixed"
baseline 0 check --json
python3 - "$work/baseline.txt" "$total" <<'P'
import json, sys
report = json.load(open(sys.argv[1]))
assert len(report["controls"]) == int(sys.argv[2]), len(report["controls"])
assert all(it["status"] == "holds" for it in report["controls"]), report
assert all(it["fix"] and it["reference"] and it["protects"] for it in report["controls"])
P
say "$total controls, $fixed of them fixed on an empty cloud"

say "drift"
"$aws" s3api delete-public-access-block --bucket caa304-provenance
"$aws" cloudtrail stop-logging --name caa304-data-events
"$aws" kms disable-key-rotation \
  --key-id "$("$aws" kms describe-key --key-id alias/caa304-raw-data --query KeyMetadata.KeyId --output text)"
baseline 1 check
expect "drifted controls" "$(grep ^DRIFT "$work/baseline.txt" | awk '{ print $2 }' | xargs)" \
  "kms.rotation provenance.public-access trail.logging"
baseline 0 apply
expect "controls fixed" "$(count fixed)" 3

say "calls that policies deny"
if "$aws" s3 cp "$root/README.md" s3://caa304-provenance/records/forged 2>"$work/denied.txt"; then
  die "a principal other than the service may write records"
fi
grep -q 'explicit deny' "$work/denied.txt" || { cat "$work/denied.txt"; die "the call is denied for another reason"; }
if "$aws" s3api put-object --bucket caa304-raw-data --key incoming/open --server-side-encryption AES256 2>"$work/denied.txt"; then
  die "an object may be encrypted without the KMS key"
fi
grep -q 'explicit deny' "$work/denied.txt" || { cat "$work/denied.txt"; die "the call is denied for another reason"; }
stop "$pid"
