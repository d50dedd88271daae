#!/usr/bin/env bash
# CloudTrail's digest chain with an outside judge. The local cloud writes digest files, and the aws CLI's
# `cloudtrail validate-logs` must accept them and the log files they name. Then .ci/tamper-trail.py alters files in 26
# ways as the root user, in ten places each; a cut of the head or the tail is one place. `waybill trail verify` must
# name each place, and nothing in the untouched chain. The score of the aws CLI is printed beside it.
# A digest may name a log file up to two hours after its delivery, so the chain is written five hours ago: the cloud
# starts with another clock (.ci/clock.c), and its second start writes the digests of the hours since.
. "$(dirname "$0")/lib.sh"

folder=$work/trail
port=$(free_port)
python=$work/venv/bin/python
aws=$work/venv/bin/aws
arn=arn:aws:cloudtrail:us-east-1:000000000000:trail/caa304-data-events
seconds=${TRAIL_SECONDS:-60}
export TAMPER_DIR=$folder
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
# With another clock; waits do not depend on it.
past=(env LD_PRELOAD="$folder/clock.so" CLOCK_SHIFT=-18000)

# cloud INTERVAL [COMMAND...]: starts the local cloud with this interval of digests, by way of a command
cloud() {
  local interval=$1
  shift
  start "$folder/cloud.log" "$@" "${java_local[@]}" -Xmx512m -jar "$local_jar" cloud --port "$port" --data "$folder/data" \
    --digest-interval "$interval"
  cloud=$pid
  await_line ready 60 "$cloud" "$folder/cloud.log"
}
tamper() { "$python" "$root/.ci/tamper-trail.py" "$@"; }

rm -rf "$folder"
mkdir -p "$folder"
cd "$root"
cc -O1 -shared -fPIC -o "$folder/clock.so" .ci/clock.c -ldl || die "no library with another clock"
openssl genrsa -traditional -out "$folder/forger.pem" 2048 2>"$folder/openssl.log" || die "no key of a forger"
say "a chain with a digest each second, written five hours ago"
cloud 1s "${past[@]}"
from=$(date -u -d '5 hours ago 1 minute ago' +%Y-%m-%dT%H:%M:%SZ)
"${past[@]}" "${waybill[@]}" baseline apply >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
"${past[@]}" "$python" "$root/.ci/tamper-trail.py" events "$seconds"
stop "$cloud"

cloud 1h
verify=("${waybill[@]}" trail verify --since "$from" --json)
"$aws" cloudtrail validate-logs --trail-arn "$arn" --start-time "$from" >"$folder/aws.txt" 2>&1 \
  || { cat "$folder/aws.txt"; die "the aws CLI rejects the chain"; }
grep -E '^[0-9]+/[0-9]+ (digest|log) files valid' "$folder/aws.txt"
expect "kinds of files that are all valid by the aws CLI" "$(grep -cE '^([0-9]+)/\1 (digest|log) files valid$' "$folder/aws.txt")" 2
code=0
"${verify[@]}" >"$folder/untouched.json" 2>"$folder/untouched.log" || code=$?
[[ $code == 0 ]] || { cat "$folder/untouched.log" "$folder/untouched.json"; die "trail verify: exit code $code for the untouched chain"; }
"$python" - "$folder/untouched.json" "$folder/aws.txt" <<'P'
import json, re, sys
result = json.load(open(sys.argv[1]))
region, = result["regions"]
assert result["verified"] and result["complete"] and not region["faults"], result
counts = dict((kind, int(valid)) for valid, kind in re.findall(r"(\d+)/\d+ (digest|log) files valid", open(sys.argv[2]).read()))
assert (region["digests"], region["logFiles"]) == (counts["digest"], counts["log"]), (region, counts)
P
say "both verifiers accept the same digest and log files"

began=$SECONDS
tamper judge "$from" "${verify[@]}"
stop "$cloud"
cloud 1h "${past[@]}"
"${past[@]}" "$python" "$root/.ci/tamper-trail.py" add-logs
stop "$cloud"
cloud 1h
tamper judge-added "$from" "${verify[@]}"
stop "$cloud"
tamper table || die "not every alteration was named"
say "alterations judged in $((SECONDS - began)) s"
