#!/usr/bin/env bash
# Canaries by the command, with a service and without one, and by the route of the service: a canary passes
# every step. When the trail is stopped, the service raises one alert, an OCSF finding in a CloudEvent.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
ops=$(free_port)
aws=$work/venv/bin/aws
data=$work/canary-data
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test

# canary EXIT WAIT: sends a canary; fails unless the command exits with this code
canary() {
  local code=0
  "${waybill[@]}" canary --wait "$2" >"$work/canary.txt" 2>&1 || code=$?
  [[ $code == "$1" ]] || { cat "$work/canary.txt"; die "canary: exit code $code, expected $1"; }
}
says() { grep -qE "$1" "$work/canary.txt" || { cat "$work/canary.txt"; die "the output of the canary has no line '$1'"; }; }

rm -rf "$data"
start "$work/canary-local.log" "${waybill_local[@]}" local --port "$port" --ops-port "$ops" --data "$data" \
  --set waybill.canary.every=5s --set waybill.canary.logged-within=5s
service=$pid
await_line "Ctrl-C stops" 180 "$service" "$work/canary-local.log"

say "with a service"
canary 0 30s
for step in accepted versioned encrypted notified sealed verified logged queryable; do says "^ +$step +[0-9]+ ms"; done
cat "$work/canary.txt"

say "with the trail stopped"
"$aws" cloudtrail stop-logging --name caa304-data-events
canary 1 6s
says 'the trail caa304-data-events is stopped'
for _ in $(seq 120); do
  grep -qs canary-logged "$data/alerts.jsonl" && break
  sleep 0.5
done
grep -qs canary-logged "$data/alerts.jsonl" || { tail -20 "$work/canary-local.log"; die "canaries of the service raise no alert"; }
sleep 12
expect "alerts of one incident" "$(grep -c canary-logged "$data/alerts.jsonl")" 1
grep -q 'the trail caa304-data-events is stopped' "$data/alerts.jsonl" || die "the alert does not name the cause"
metrics=$(curl -fsS "http://127.0.0.1:$ops/observe/metrics")
for step in accepted sealed verified; do
  grep -qE "^waybill_canary_step_seconds[a-z_]*\{.*step=\"$step\"" <<<"$metrics" || die "no latency of $step in the metrics"
done
"$aws" cloudtrail start-logging --name caa304-data-events
await_line "alert ended" 60 "$service" "$work/canary-local.log"
if need_shared; then
  "$work/ocsf/bin/python" "$shared/interop/ocsf_check.py" - <"$data/alerts.jsonl" || die "the alert is not an OCSF finding in a CloudEvent"
fi
expect "promoted canaries" "$("$aws" s3api list-objects-v2 --bucket caa304-raw-data --prefix processed/canary/ --query 'length(Contents || `[]`)')" 0
stop "$service"

say "without a service"
start "$work/canary-cloud.log" "${waybill_local[@]}" cloud --port "$port" --data "$data"
await_line ready 60 "$pid" "$work/canary-cloud.log"
canary 1 3s
says '^ +notified +MISSING .*no consumer receives'
cat "$work/canary.txt"
stop "$pid"
canary 3 3s
say "exit code 3 for an unreachable endpoint"
