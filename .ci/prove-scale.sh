#!/usr/bin/env bash
# A fleet that KEDA scales, without a cluster. KEDA's own SQS scaler reads the depth of the local cloud's queue by the
# ScaledObject as it is shipped, the rule of a HorizontalPodAutoscaler follows, and .ci/k8s/scale starts and stops real
# processes of the packaged service: 1, then 8, then 1, while objects are put all the time. No object version may be
# lost or doubled, and the queue may deliver at most one notification in a hundred more than once. Deliveries are counted
# between the service and the queue. Replicas that are killed by SIGKILL instead must exceed that share, and a
# version that is missing, or that was promoted twice, must be found.
# What differs from the ScaledObject: the endpoint, a least number of one replica instead of two, times divided by
# SCALE_FASTER, and no second trigger. Reads of objects take SCALE_DELAY, so that eight replicas have work on two cores.
# SCALE_INS (scale-ins under load; seven of them are by the rule), SCALE_AT_ONCE (how many of the others happen at the same
# time), SCALE_RATE (objects a second at the end) and SCALE_LIMIT (of time) change the proof.
# docs/testing.md shows a form with a hundred scale-ins.
. "$(dirname "$0")/lib.sh"

scale_ins=${SCALE_INS:-10}
at_once=${SCALE_AT_ONCE:-1}
rate=${SCALE_RATE:-10}
delay=${SCALE_DELAY:-2s}
faster=${SCALE_FASTER:-15}
limit=${SCALE_LIMIT:-$((200 + scale_ins * 20))s}
folder=$work/scale
python=$work/venv/bin/python
aws=$work/venv/bin/aws
raw=caa304-raw-data
provenance=caa304-provenance
most=8
((scale_ins >= most)) || die "SCALE_INS is at least $most"
((at_once < most)) || die "SCALE_AT_ONCE is less than $most"
port=$(free_port)
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
# As in deploy/k8s/base.
export WAYBILL_INTAKE_WAIT=5s WAYBILL_SHUTDOWN_TIMEOUT=25s WAYBILL_CLUSTER_WORK=intake,schedules
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_AUDIT_ENABLED=false WAYBILL_CANARY_EVERY=0s WAYBILL_DRILL_EVERY=0s
export WAYBILL_BASELINE_EVERY=0s WAYBILL_FIXITY_ENABLED=false
export WAYBILL_CLUSTER_ELECTION=file WAYBILL_CLUSTER_FOLDER=$folder/cluster WAYBILL_MANAGEMENT_PORT=0
export WAYBILL_SIGNING_KEYSTORE=$folder/signing.p12 WAYBILL_SIGNING_ALIAS=waybill WAYBILL_SIGNING_PASSWORD=waybill-local
export WAYBILL_RECORD_LOG_KEYS=$folder/log-keys.txt

# drive NAME OPTIONS...: lets KEDA's scaler drive a fleet that works on objects below incoming/scale/NAME/
drive() {
  local name=$1
  shift
  mkdir -p "$folder/$name"
  (cd "$root" && exec "$k8s/scale" -scaling deploy/k8s/components/keda/scaling.yaml -endpoint "$AWS_ENDPOINT_URL" \
    -folder "$folder/$name" -bucket "$raw" -prefix "incoming/scale/$name/" \
    -log "$AWS_ENDPOINT_URL/$provenance/log/checkpoint" -faster "$faster" -rate "$rate" -delay "$delay" "$@" -- \
    java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -Xmx200m -jar "$jar" run) \
    >"$folder/$name.txt" 2>&1 || { tail -40 "$folder/$name.txt"; tail -n 5 "$folder/$name"/replica-*.log; die "the fleet $name"; }
  cat "$folder/$name.txt"
}

# counted NAME EXIT_CODE PATTERN: counts what the fleet did; fails unless the counts are as the pattern says
counted() {
  local code=0
  "$python" "$root/.ci/scale-check.py" "$folder/$1" "scale/$1/" >"$folder/$1.counts" 2>&1 || code=$?
  cat "$folder/$1.counts"
  [[ $code == "$2" ]] || die "exit code $code of the count, expected $2"
  grep -qE "$3" "$folder/$1.counts" || die "the counts do not match: $3"
}

# result NAME MEMBER: prints a member of the result
result() { "$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$folder/$1/result.json" "$2"; }

began=$SECONDS
rm -rf "$folder"
mkdir -p "$folder/cluster"
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill \
  -validity 3650 -storetype PKCS12 -keystore "$WAYBILL_SIGNING_KEYSTORE" -storepass waybill-local
start "$folder/cloud.log" "${java_local[@]}" -Xmx1g -jar "$local_jar" cloud --port "$port" --data "$folder/data"
await_line ready 60 "$pid" "$folder/cloud.log"
cd "$root"
(umask 077 && "${waybill[@]}" log key "$provenance/log" >"$WAYBILL_RECORD_LOG_KEYS" 2>"$folder/key.txt")
"${waybill[@]}" baseline apply >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
say "set up after $((SECONDS - began)) s"

drive load -stops $((scale_ins - most + 1)) -at-once "$at_once" -limit "$limit"
expect "replicas at work at once" "$(result load peak)" "$most"
expect "replicas that are left" "$(result load left)" 1
# On a slow machine the queue may run empty for a while, and the rule stops replicas before their time.
(($(result load stopped) >= scale_ins && $(result load byRule) >= most - 1)) || die "$(result load stopped) scale-ins"
counted load 0 ' 0 lost, 0 doubled, 0 that nobody put; '
say "$(result load stopped) scale-ins under load, at most $(result load longestStop | cut -c1-4) s each; $((SECONDS - began)) s so far"
checks=4

# The same count must exceed its limit when a replica is killed. The fleet still loses nothing. A killed replica hands
# nothing back, so the time until its messages are visible again is shortened.
WAYBILL_INTAKE_VISIBILITY=10s drive kills -most 2 -stops 1 -kill -ebb=false -limit 150s
counted kills 1 ' 0 lost, 0 doubled, 0 that nobody put; [1-9][0-9]* of '
checks=$((checks + 1))

# A version that nobody put, and a copy that somebody made once more.
cp -r "$folder/load" "$folder/lost"
printf 'incoming/scale/load/missing.txt\tnone\n' >>"$folder/lost/written.tsv"
if "$python" .ci/scale-check.py "$folder/lost" scale/load/ >"$folder/lost.counts" 2>&1; then die "a lost version is not counted"; fi
grep -qF ' 1 lost, 0 doubled, ' "$folder/lost.counts" || { cat "$folder/lost.counts"; die "a lost version"; }
copy=processed/scale/load/0000000.txt
"$aws" s3api copy-object --bucket "$raw" --key "$copy" --copy-source "$raw/$copy" --metadata-directive REPLACE >"$folder/copy.json"
if "$python" .ci/scale-check.py "$folder/load" scale/load/ >"$folder/doubled.counts" 2>&1; then die "a doubled version is not counted"; fi
grep -qF ' 0 lost, 1 doubled, ' "$folder/doubled.counts" || { cat "$folder/doubled.counts"; die "a doubled version"; }
checks=$((checks + 2))
say "$checks checks, $((SECONDS - began)) s"
