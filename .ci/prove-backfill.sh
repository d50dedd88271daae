#!/usr/bin/env bash
# A backfill beside live traffic, with the packaged service and its command. Objects are put at four places before S3
# notifies anything; then the service is killed with kill -9, and the command with it, while it seals them. Each version
# must have one record and one entry in the log, the counts must say so, and reconciliation must find nothing unsealed.
# BACKFILL_OBJECTS, BACKFILL_KILLS, BACKFILL_RATE (versions a second), BACKFILL_LIVE (objects a second),
# BACKFILL_SECONDS (of the measurement without a backfill) and BACKFILL_WORKERS change the proof. It prints times and
# requires none: a kill makes live objects wait. The parts P14 and P15 of the benchmark judge times, without kills. The
# large form takes about twenty minutes:
#   PROOF_JVM= BACKFILL_OBJECTS=200000 BACKFILL_KILLS=10 BACKFILL_RATE=400 BACKFILL_LIVE=40 BACKFILL_SECONDS=60 .ci/prove-backfill.sh
. "$(dirname "$0")/lib.sh"

objects=${BACKFILL_OBJECTS:-2000}
kills=${BACKFILL_KILLS:-2}
rate=${BACKFILL_RATE:-300}
live=${BACKFILL_LIVE:-10}
seconds=${BACKFILL_SECONDS:-5}
folder=$work/backfill
python=$work/venv/bin/python
aws=$work/venv/bin/aws
raw=caa304-raw-data
provenance=caa304-provenance
port=$(free_port)
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_AUDIT_ENABLED=false WAYBILL_CANARY_EVERY=0s WAYBILL_DRILL_EVERY=0s
export WAYBILL_BASELINE_EVERY=0s WAYBILL_FIXITY_ENABLED=false WAYBILL_INTAKE_WAIT=1s WAYBILL_INTAKE_VISIBILITY=20s
export WAYBILL_CLUSTER_ELECTION=file WAYBILL_CLUSTER_FOLDER=$folder/cluster WAYBILL_MANAGEMENT_PORT=0
export WAYBILL_SIGNING_KEYSTORE=$folder/signing.p12 WAYBILL_SIGNING_ALIAS=waybill WAYBILL_SIGNING_PASSWORD=waybill-local
export WAYBILL_RECORD_LOG_KEYS=$folder/log-keys.txt WAYBILL_ALERTS_FILE=$folder/alerts.jsonl
export WAYBILL_BACKFILL_WORKERS=${BACKFILL_WORKERS:-16} WAYBILL_RECORD_LOG_ANCHOR_EVERY=7d
heap=${BACKFILL_HEAP:-512m}

# cloud [WRAPPER...]: starts the local cloud, under another clock if one is given
cloud() {
  start "$folder/cloud.log" "$@" "${java_local[@]}" -Xmx2g -jar "$local_jar" cloud --port "$port" --data "$folder/data"
  cloud=$pid
  await_line ready 60 "$pid" "$folder/cloud.log"
}

# service [WRAPPER...]: starts the service in the same way
service() {
  cat "$folder/service.log" >>"$folder/service.old" 2>/dev/null || true
  start "$folder/service.log" "$@" java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -Xmx"$heap" -jar "$jar" run
  service=$pid
}

# murder PID: kills the process like kill -9
murder() {
  kill -9 "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# field NAME: prints a member of the backfill's status; 0 when it is missing
field() {
  "$aws" s3 cp "s3://$provenance/state/backfill/$raw/plan.json" - 2>/dev/null \
    | "$python" -c "import json, sys; d = json.load(sys.stdin); print(d.get('$1', d['counts'].get('$1', 0)))" 2>/dev/null || echo 0
}

# ended COUNT: waits until so many versions are sealed, and prints how many are
ended() { "$python" "$root/.ci/backfill-load.py" ended "$1"; }

order() {
  (cd "$root" && exec "${waybill[@]}" backfill "s3://$raw/" --yes --wait --rate "$rate") >>"$folder/command.log" 2>&1 &
  command=$!
  servers+=("$command")
}

say "$objects objects, $kills kills, at most $rate versions and $live live objects a second"
began=$SECONDS
rm -rf "$folder"
mkdir -p "$folder/cluster"
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill \
  -validity 3650 -storetype PKCS12 -keystore "$WAYBILL_SIGNING_KEYSTORE" -storepass waybill-local
cloud
(umask 077 && cd "$root" && "${waybill[@]}" log key "$provenance/log" >"$WAYBILL_RECORD_LOG_KEYS" 2>"$folder/key.txt")
(cd "$root" && "${waybill[@]}" baseline apply) >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
cd "$root"
# Before Waybill, S3 notified nothing.
"$aws" s3api get-bucket-notification-configuration --bucket "$raw" >"$folder/notification.json"
"$aws" s3api put-bucket-notification-configuration --bucket "$raw" --notification-configuration '{}'
"$python" .ci/backfill-load.py before "$objects" 16
"$aws" s3api put-bucket-notification-configuration --bucket "$raw" \
  --notification-configuration "$("$python" -c 'import json, sys; d = json.load(sys.stdin); d.pop("ResponseMetadata", 0); print(json.dumps(d))' <"$folder/notification.json")"
sleep 1.1
say "set up after $((SECONDS - began)) s"

"${waybill[@]}" backfill "s3://$raw/" --dry-run | tee "$folder/estimate.txt"
grep -q "^versions   $(printf "%'d" "$objects" | tr -d "'" | sed ':a;s/\B[0-9]\{3\}\>/,&/;ta') at most" "$folder/estimate.txt" || die "the dry run counts other versions"
[[ $(field phase) == 0 ]] || die "the dry run began something"
checks=2

service
"$python" .ci/backfill-load.py live "$live" 3 0 >/dev/null # warms up
read -r alone_count alone < <("$python" .ci/backfill-load.py live "$live" "$seconds" 100000)
say "live alone: $alone_count objects, p99 $alone ms"

"$python" .ci/backfill-load.py live "$live" $((objects / rate + 20 * kills + 5)) 200000 >"$folder/live.txt" &
traffic=$!
order
for kill in $(seq "$kills"); do
  goal=$((objects * kill / (kills + 2)))
  ended "$goal" >/dev/null || { tail -5 "$folder/service.log" "$folder/command.log"; die "nothing is sealed any more"; }
  murder "$service"
  murder "$command"
  say "kill $kill, after $(ended 0) versions"
  service
  order
done
say "no more kills after $((SECONDS - began)) s"
from=$(ended 0) since=$(date +%s%N)
wait "$command" || { tail -5 "$folder/command.log" "$folder/service.log"; die "exit code of the command"; }
took=$((($(date +%s%N) - since) / 1000000))
speed=$((($(ended 0) - from) * 1000 / (took + 1)))
wait "$traffic"
read -r beside_count beside <"$folder/live.txt"
say "backfill: $speed versions a second after the last kill; live beside it: $beside_count objects, p99 $beside ms"

expect "versions sealed in place" "$(field sealed)" $((objects * 3 / 4))
# A live object of the first seconds may be sealed by either.
(($(field promoted) >= objects / 4 && $(field promoted) <= objects / 4 + live * 20)) || die "$(field promoted) versions sealed and promoted"
checks=$((checks + 2))
everything=$((objects + alone_count + beside_count + live * 3))
for _ in $(seq 120); do
  (($("$python" .ci/backfill-load.py size) >= everything)) && break
  sleep 0.5
done
expect "entries of the log" "$("$python" .ci/backfill-load.py size)" "$everything"
records=$("$aws" s3 ls --recursive "s3://$provenance/records/" | wc -l)
expect "records" "$records" "$everything"
checks=$((checks + 2))

# Once more: every version is skipped, and nothing is sealed twice.
"${waybill[@]}" backfill "s3://$raw/" --yes --wait --rate 100000 >"$folder/again.log" 2>&1 || { cat "$folder/again.log"; die "the second backfill"; }
expect "versions sealed by the second backfill" "$(ended 0)" 0
expect "versions skipped by the second backfill" "$(field already-sealed)" $((objects * 3 / 4))
expect "copies met by the second backfill" "$(field promoted-copy)" $((everything - objects * 3 / 4))
checks=$((checks + 3))

for key in archive/2019/0000000.txt processed/old/0000003.txt; do
  "${waybill[@]}" verify "s3://$raw/$key" --trust-published >"$folder/verify.txt" 2>&1 || { cat "$folder/verify.txt"; die "verify $key"; }
done
checks=$((checks + 2))

# Reconciliation judges what is older than two hours, so that everything starts once more with a later clock.
stop "$service"
stop "$cloud"
cc -O1 -shared -fPIC -o "$folder/clock.so" .ci/clock.c -ldl || die "no library with another clock"
later=(env LD_PRELOAD="$folder/clock.so" CLOCK_SHIFT=10800)
cloud "${later[@]}"
service "${later[@]}"
"${later[@]}" "$python" .ci/backfill-load.py live 1 1 300000 >/dev/null
for _ in $(seq 120); do
  (($("${later[@]}" "$python" .ci/backfill-load.py size) > everything)) && break
  sleep 0.5
done
"${later[@]}" "${waybill[@]}" reconcile --json >"$folder/reconcile.json" 2>"$folder/reconcile.err" || true
"$python" - "$folder/reconcile.json" "$objects" "$everything" <<'PY' || { cat "$folder/reconcile.err"; die "reconcile"; }
import json, sys
report = json.load(open(sys.argv[1]))
counts = {name: it["count"] for name, it in report["verdicts"].items() if it["count"]}
print("reconcile:", counts, "in flight", report["inFlight"])
assert report["complete"] and report["addsUp"], report["problems"]
# A folder marker of each prefix is older than the trail.
assert set(counts) <= {"accounted", "retired", "created-unseen"}, counts
assert counts.get("created-unseen", 0) <= 3, counts
assert counts["accounted"] == int(sys.argv[3]), counts
assert counts["retired"] == int(sys.argv[3]) - int(sys.argv[2]) * 3 // 4, counts
PY
checks=$((checks + 1))
stop "$service"
say "$checks checks, $((SECONDS - began)) s"
