#!/usr/bin/env bash
# The log of records, written by three replicas that are killed with kill -9 again and again. Programs that we
# did not write check the log at every kill and at the end, cosign its checkpoints and verify proofs; every record
# must be in the log exactly once; and each of several changes of the stored log must be found and named.
# LOG_OBJECTS, LOG_KILLS and LOG_PROOFS change the size of the proof.
. "$(dirname "$0")/witnesses.sh"

objects=${LOG_OBJECTS:-1200}
kills=${LOG_KILLS:-6}
proofs=${LOG_PROOFS:-12}
folder=$work/log
port=$(free_port)
web=$(free_port)
python=$work/venv/bin/python
provenance=caa304-provenance
tlogcheck=$root/target/interop/bin/tlogcheck
fsck=$root/target/interop/fsck.sh
export FSCK=$tessera/fsck
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_AUDIT_ENABLED=false WAYBILL_CANARY_EVERY=0s WAYBILL_DRILL_EVERY=0s WAYBILL_BASELINE_EVERY=0s
export WAYBILL_INTAKE_WAIT=2s WAYBILL_INTAKE_VISIBILITY=20s
export WAYBILL_CLUSTER_ELECTION=file WAYBILL_CLUSTER_FOLDER=$folder/cluster
export WAYBILL_SIGNING_KEYSTORE=$folder/signing.p12 WAYBILL_SIGNING_ALIAS=waybill WAYBILL_SIGNING_PASSWORD=waybill-local
export WAYBILL_RECORD_LOG_KEYS=$folder/log-keys.txt
replicas=()

# replica NUMBER: starts the replica
replica() {
  start "$folder/replica-$1.log" env WAYBILL_MANAGEMENT_PORT=0 \
    java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -Xmx256m -jar "$jar" run
  replicas[$1]=$pid
}

# murder NUMBER: kills the replica like kill -9
murder() {
  kill -9 "${replicas[$1]}"
  wait "${replicas[$1]}" 2>/dev/null || true
}

served() { curl -fsS "http://127.0.0.1:$web/$1"; }
# Size that the newest checkpoint states; 0 when there is none.
size() { served checkpoint 2>/dev/null | sed -n 2p | grep . || echo 0; }
# Version of the newest checkpoint.
version() {
  "$work/venv/bin/aws" s3api head-object --bucket "$provenance" --key log/checkpoint --query VersionId --output text
}

# others_check NAME: Tessera's fsck and tlogcheck accept the newest checkpoint, which is kept in $folder/NAME
others_check() {
  local at
  at=http://127.0.0.1:$web/at/$(version)
  curl -fsS "$at/checkpoint" >"$folder/$1.checkpoint"
  "$fsck" "$folder/vkey" "$at/" >"$folder/$1.fsck" || { cat "$folder/$1.fsck"; die "fsck rejects the log at $1"; }
  "$tlogcheck" "$folder/vkey" "$at" >"$folder/$1.tlogcheck" || { cat "$folder/$1.tlogcheck"; die "tlogcheck rejects the log at $1"; }
  say "$1: fsck and tlogcheck accept $(sed -n 2p "$folder/$1.checkpoint") entries"
}

# ours EXIT_CODE ARGUMENTS...: runs waybill log; fails unless it exits with this code
ours() {
  local wanted=$1 code=0
  shift
  (cd "$root" && "${waybill[@]}" log "$@") >"$folder/ours.log" 2>&1 || code=$?
  [[ $code == "$wanted" ]] || { cat "$folder/ours.log"; die "log $*: exit code $code, expected $wanted"; }
}

rm -rf "$folder"
mkdir -p "$folder/cluster"
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill \
  -validity 3650 -storetype PKCS12 -keystore "$WAYBILL_SIGNING_KEYSTORE" -storepass waybill-local
(umask 077 && cd "$root" && "${waybill[@]}" log key "$provenance/log" >"$WAYBILL_RECORD_LOG_KEYS" 2>"$folder/key.txt")
sed -n 's/^public key //p' "$folder/key.txt" >"$folder/vkeys"
# The first byte of a key is its type: 1 is Ed25519, and its base64 begins with A and Q to f.
grep -E '^[^+]+\+[0-9a-f]{8}\+A[Q-Za-f][A-Za-z0-9+/=]+$' "$folder/vkeys" >"$folder/vkey"
start_witnesses "$folder/witness" "$(cat "$folder/vkey")"
{ sed 's/^/log /' "$folder/vkeys"; cat "$folder/witness/witnesses"; } >"$folder/policy"
export WAYBILL_RECORD_LOG_POLICY=$folder/policy
start "$folder/cloud.log" "${java_local[@]}" -Xmx512m -jar "$local_jar" cloud --port "$port" --data "$folder/data"
await_line ready 60 "$pid" "$folder/cloud.log"
(cd "$root" && "${waybill[@]}" baseline apply) >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
start "$folder/server.log" "$python" "$root/.ci/log-server.py" "$web"
await_line serving 20 "$pid" "$folder/server.log"

cd "$root"
for number in 1 2 3; do replica "$number"; done

# await_size SIZE: waits until the newest checkpoint has as many entries
await_size() {
  for _ in $(seq 1200); do
    (($(size) >= $1)) && return
    sleep 0.2
  done
  tail -5 "$folder"/replica-*.log
  die "the log has $(size) entries, expected $1"
}

say "$objects objects, $kills kills"
began=$SECONDS
part=$((objects / (kills + 1)))
for kill in $(seq "$kills"); do
  first=$(((kill - 1) * part))
  start "$folder/put-$kill.log" "$python" "$root/.ci/put-objects.py" "$first" "$part"
  putter=$pid
  # In the middle of the work, so that some entries are pending, staged or in tiles without a checkpoint.
  await_size $((first + part / 3))
  murder $((kill % 3 + 1))
  others_check "kill-$kill"
  replica $((kill % 3 + 1))
  wait "$putter" || { cat "$folder/put-$kill.log"; die "the clients failed"; }
done
"$python" "$root/.ci/put-objects.py" $((kills * part)) $((objects - kills * part))
await_size "$objects"
say "$(size) entries after $((SECONDS - began)) s"

say "completeness"
"$python" "$root/.ci/log-check.py" --proofs "$proofs" "$folder/proofs" | tee "$folder/check.txt" || die "the log is incomplete"
others_check end
for old in "$folder"/kill-*.checkpoint; do
  "$tlogcheck" -old "$old" "$folder/vkey" "http://127.0.0.1:$web" >"$folder/old.log" || { cat "$folder/old.log"; die "no growth since $old"; }
done
ours 0 consistency "$folder/kill-1.checkpoint"
say "the log only grew since each kill"

say "proofs"
: >"$folder/proofs.tsv"
while IFS=$'\t' read -r index uri; do
  ours 0 prove "$uri" -o "$folder/proofs/$index.tlog-proof"
  printf '%s\t%s\n' "$folder/proofs/$index.tlog-proof" "$folder/proofs/$index.entry" >>"$folder/proofs.tsv"
done <"$folder/proofs/objects.tsv"
"$torchwood/tlog-proof" "$folder/policy" <"$folder/proofs.tsv" || die "torchwood rejects a proof"

say "changes of the stored log"
for number in 1 2 3; do stop "${replicas[number]}"; done
ours 0 verify
ours 0 fsck
AWS_ACCESS_KEY_ID=AKIAROOT "$work/venv/bin/aws" s3api delete-bucket-policy --bucket "$provenance"
# found KIND COMMAND RULE: the command finds the change and names it by the rule, and finds nothing once it is undone
found() {
  TAMPER_DIR=$folder "$python" "$root/.ci/tamper-log.py" "$1"
  ours 1 "$2"
  grep -q "$3" "$folder/ours.log" || { cat "$folder/ours.log"; die "log $2 does not name $3 after the change $1"; }
  TAMPER_DIR=$folder "$python" "$root/.ci/tamper-log.py" undo
  say "log $2 finds the change $1: $(grep -om1 "$3" "$folder/ours.log")"
}
found tile fsck log-tile-changed
found bundle fsck log-bundle-changed
found both fsck log-leaf-mismatch
found lost-tile fsck log-tile-missing
found lost-bundle fsck log-bundle-missing
found rollback fsck log-checkpoint-rolled-back
found forged fsck log-checkpoint-signature-invalid
ours 0 fsck
say "nothing is found once the changes are undone"
