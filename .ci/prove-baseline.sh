#!/usr/bin/env bash
# The baseline by its commands: nothing holds on an empty cloud, all of it after "apply", nothing is
# changed by a second one, and what the aws CLI breaks is named and mended. The template is clean.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
aws=$work/venv/bin/aws
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test

# baseline EXIT ARGUMENTS...: runs it, and fails unless it ends so
baseline() {
  local wanted=$1 code=0
  shift
  "${waybill[@]}" baseline "$@" >"$work/baseline.txt" 2>&1 || code=$?
  [[ $code == "$wanted" ]] || { tail -20 "$work/baseline.txt"; die "baseline $*: exit code $code, not $wanted"; }
}
count() { grep -c "^$1 " "$work/baseline.txt" || true; }

say "the template"
"${waybill[@]}" baseline template | diff - "$root/deploy/waybill-baseline.json" \
  || die "deploy/waybill-baseline.json is not what the command prints"
"$work/venv/bin/cfn-lint" "$root/deploy/waybill-baseline.json"

rm -rf "$work/baseline-data"
start "$work/baseline-cloud.log" "${waybill_local[@]}" cloud --port "$port" --data "$work/baseline-data"
await_line ready 60 "$pid" "$work/baseline-cloud.log"

baseline 1 check
expect "controls that hold on an empty cloud" "$(count ok)" 0
baseline 0 apply
mended=$(count mended)
baseline 0 apply
expect "controls mended by a second run" "$(count mended)" 0
total=$(count ok)
((mended > 30 && total > 50)) || die "only $mended of $total controls were mended"
baseline 0 check --json
python3 - "$work/baseline.txt" "$total" <<'P'
import json, sys
report = json.load(open(sys.argv[1]))
assert len(report["controls"]) == int(sys.argv[2]), len(report["controls"])
assert all(it["status"] == "holds" for it in report["controls"]), report
assert all(it["fix"] and it["reference"] and it["protects"] for it in report["controls"])
P
say "$total controls, $mended of them mended on an empty cloud"

say "what others break"
"$aws" s3api delete-public-access-block --bucket caa304-provenance
"$aws" cloudtrail stop-logging --name caa304-data-events
"$aws" kms disable-key-rotation \
  --key-id "$("$aws" kms describe-key --key-id alias/caa304-raw-data --query KeyMetadata.KeyId --output text)"
baseline 1 check
expect "what is named" "$(grep ^DRIFT "$work/baseline.txt" | awk '{ print $2 }' | xargs)" \
  "kms.rotation provenance.public-access trail.logging"
baseline 0 apply
expect "controls mended" "$(count mended)" 3

say "what the policies refuse"
if "$aws" s3 cp "$root/README.md" s3://caa304-provenance/records/forged 2>"$work/denied.txt"; then
  die "anybody may seal"
fi
grep -q 'explicit deny' "$work/denied.txt" || { cat "$work/denied.txt"; die "it is refused for another reason"; }
if "$aws" s3api put-object --bucket caa304-raw-data --key incoming/open --server-side-encryption AES256 2>"$work/denied.txt"; then
  die "an object may be encrypted otherwise"
fi
grep -q 'explicit deny' "$work/denied.txt" || { cat "$work/denied.txt"; die "it is refused for another reason"; }
stop "$pid"
