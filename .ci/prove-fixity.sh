#!/usr/bin/env bash
# Re-verification against alterations of all 13 kinds that a program outside of Waybill chooses and makes. The
# packaged service reads everything again through a proxy that answers 1 % of its requests with 503, and a replica is
# killed with kill -9 in the middle of tiles. Within one cycle each alteration must be named, and nothing else; the
# signed statement must satisfy verifiers of others; and reads at the endpoint must account for what it states.
# FIXITY_OBJECTS, FIXITY_EACH (alterations of each kind), FIXITY_KILLS, FIXITY_REPLICAS, FIXITY_EVERY, FIXITY_SHARE
# (of 503s) and FIXITY_SEED change the proof. With FIXITY_RATE, such as 25 requests a second, it also measures that
# budget at the endpoint, which takes 45 s more. The large form, of about an hour, is
#   PROOF_JVM= FIXITY_OBJECTS=100000 FIXITY_EACH=77 FIXITY_KILLS=20 FIXITY_REPLICAS=3 FIXITY_EVERY=20m .ci/prove-fixity.sh
. "$(dirname "$0")/lib.sh"

objects=${FIXITY_OBJECTS:-500}
each=${FIXITY_EACH:-3}
kills=${FIXITY_KILLS:-2}
count=${FIXITY_REPLICAS:-1}
# Long enough for three starts of a process on a slow machine; a cycle ends when everything was examined.
every=${FIXITY_EVERY:-90s}
share=${FIXITY_SHARE:-0.01}
seed=${FIXITY_SEED:-$((RANDOM * 32768 + RANDOM))}
rate=${FIXITY_RATE:-25}
# Replicas that start together need some seconds to know of each other.
settle=$((count > 1 ? 20 : 3))
window=17
folder=$work/fixity
python=$work/venv/bin/python
aws=$work/venv/bin/aws
raw=caa304-raw-data
provenance=caa304-provenance
port=$(free_port)
export COSIGN=$cosign/cosign
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_AUDIT_ENABLED=false WAYBILL_CANARY_EVERY=0s WAYBILL_DRILL_EVERY=0s WAYBILL_BASELINE_EVERY=0s
export WAYBILL_INTAKE_WAIT=2s WAYBILL_INTAKE_VISIBILITY=20s
export WAYBILL_CLUSTER_ELECTION=file WAYBILL_CLUSTER_FOLDER=$folder/cluster
export WAYBILL_SIGNING_KEYSTORE=$folder/signing.p12 WAYBILL_SIGNING_ALIAS=waybill WAYBILL_SIGNING_PASSWORD=waybill-local
export WAYBILL_RECORD_LOG_KEYS=$folder/log-keys.txt WAYBILL_ALERTS_FILE=$folder/alerts.jsonl WAYBILL_ALERT_STORM=100000
# A retention that the root user may weaken: GOVERNANCE is the default of both buckets.
export WAYBILL_RAW_RETENTION=30d
export WAYBILL_FIXITY_EVERY=$every WAYBILL_FIXITY_GLANCE=20s WAYBILL_FIXITY_BUDGET_BYTES_PER_SECOND=1GiB
export WAYBILL_FIXITY_BUDGET_REQUESTS_PER_SECOND=100000 WAYBILL_FIXITY_BUDGET_DOLLARS_PER_DAY=1000000
# The first steps after seconds instead of minutes.
export FIXITY_PLAN_FIRST=500 FIXITY_PLAN_PERIOD=1000 FIXITY_GLANCE_FIRST=1000
replicas=()
ports=()
for _ in $(seq "$count"); do ports+=("$(free_port)"); done

cloud() {
  start "$folder/cloud.log" "${java_local[@]}" -Xmx1g -jar "$local_jar" cloud --port "$port" --data "$folder/data"
  cloud=$pid
  await_line ready 60 "$pid" "$folder/cloud.log"
}

# replica NUMBER ENABLED: starts the replica, behind its port of the proxy
replica() {
  # The log of a replica that was killed is kept.
  cat "$folder/replica-$1.log" >>"$folder/replica-$1.old" 2>/dev/null || true
  start "$folder/replica-$1.log" env WAYBILL_MANAGEMENT_PORT=0 WAYBILL_FIXITY_ENABLED="$2" \
    AWS_ENDPOINT_URL="http://127.0.0.1:${ports[$1 - 1]}" \
    java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -Xmx256m -jar "$jar" run
  replicas[$1]=$pid
}

# murder NUMBER: kills the replica like kill -9
murder() {
  kill -9 "${replicas[$1]}"
  wait "${replicas[$1]}" 2>/dev/null || true
}

size() { "$aws" s3 cp "s3://$provenance/log/checkpoint" - 2>/dev/null | sed -n 2p | grep . || echo 0; }
waiting() { "$aws" s3api list-objects-v2 --bucket "$raw" --prefix incoming/log/ --query 'length(Contents || `[]`)' --output text; }

# await_sealed ENTRIES: waits until the log has as many entries and nothing waits for promotion
await_sealed() {
  for _ in $(seq 1200); do
    (($(size) >= $1)) && [[ $(waiting) == 0 ]] && return
    sleep 0.5
  done
  tail -5 "$folder"/replica-*.log
  die "the log has $(size) entries, expected $1; $(waiting) objects wait"
}

say "$objects objects, $each alterations of each kind, $kills kills, $share of requests answered with 503, seed $seed"
began=$SECONDS
rm -rf "$folder"
mkdir -p "$folder/cluster"
: >"$folder/reads.tsv"
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill \
  -validity 3650 -storetype PKCS12 -keystore "$WAYBILL_SIGNING_KEYSTORE" -storepass waybill-local
cloud
(umask 077 && cd "$root" && "${waybill[@]}" log key "$provenance/log" >"$WAYBILL_RECORD_LOG_KEYS" 2>"$folder/key.txt")
(cd "$root" && "${waybill[@]}" baseline apply) >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
start "$folder/proxy.log" "$python" "$root/.ci/fault-proxy.py" "$AWS_ENDPOINT_URL" "$share" "$folder/reads.tsv" \
  "$(IFS=,; echo "${ports[*]}")" "$folder/rates.tsv"
await_line serving 20 "$pid" "$folder/proxy.log"
cd "$root"
say "set up after $((SECONDS - began)) s"

# Sealed without re-verification, so that the first cycle is the one after the alterations.
for number in $(seq "$count"); do replica "$number" false; done
"$python" .ci/put-objects.py 0 "$objects" 8
await_sealed "$objects"
"$python" .ci/alter-fixity.py plan "$objects" "$each" "$seed" "$folder"
await_sealed $((objects + each))
for number in $(seq "$count"); do murder "$number"; done
say "sealed and promoted after $((SECONDS - began)) s"
"$python" .ci/alter-fixity.py alter "$folder"
stop "$cloud"
"$python" .ci/alter-fixity.py age "$folder"
cloud
say "altered after $((SECONDS - began)) s"

# reads: prints the number of reads of objects
reads() { wc -l <"$folder/reads.tsv"; }
step=$((objects / (kills + 2)))
for number in $(seq "$count"); do replica "$number" true; done
for kill in $(seq "$kills"); do
  # In the middle of a tile, by the replica that read last.
  before=$(reads)
  for _ in $(seq 24000); do
    (($(reads) >= before + step)) && break
    sleep 0.05
  done
  (($(reads) >= before + step)) || die "nothing is read again"
  number=$(tail -1 "$folder/reads.tsv" | cut -f2)
  murder "$number"
  say "kill $kill: replica $number, after $(($(reads) - before)) reads"
  replica "$number" true
done
for _ in $(seq 7200); do
  cycle=$("$python" .ci/check-fixity.py cycle "$folder")
  [[ -n $cycle ]] && break
  sleep 0.5
done
[[ -n $cycle ]] || die "no cycle ended"
# Alerts are delivered by other threads. Those that a killed replica had registered come from another one, minutes later.
for _ in $(seq 600); do
  named=$("$python" .ci/check-fixity.py alerts "$folder") && break
  sleep 0.5
done
say "the first cycle ended; alerts name $named alterations after $((SECONDS - began)) s"
# A statement is sequenced into the log after it was stored. The comparison below fails when an entry is missing.
for _ in $(seq 240); do
  logged=$("$python" .ci/check-fixity.py logged "$folder") && break
  sleep 0.5
done
say "the log has $logged statements of the cycle after $((SECONDS - began)) s"
for number in $(seq "$count"); do stop "${replicas[number]}"; done
"$aws" s3 sync --only-show-errors "s3://$provenance/fixity/" "$folder/fixity/"
"$python" .ci/check-fixity.py check "$folder" "$kills" || die "see above"
tail -1 "$folder/proxy.log"

say "statement"
statement=$folder/fixity/cycle/$cycle.sigstore.json
svr=$folder/fixity/cycle/$cycle.svr.sigstore.json
openssl pkcs12 -in "$WAYBILL_SIGNING_KEYSTORE" -nokeys -passin pass:waybill-local 2>/dev/null \
  | openssl x509 -pubkey -noout >"$folder/key.pem"
"$python" deploy/recompute-fixity.py "$statement" "$folder" --list "$folder/list" || die "the numbers do not follow from the results"
java -jar "$verify_jar" "$statement" --object "$folder/list" --key "$folder/key.pem" || die "waybill-verify rejects the statement"
(cd target/interop && ./cosign.sh "$statement" "$folder/key.pem" "$folder/list" https://waybill.dev/attestation/fixity/v1 \
  && ./cosign.sh "$svr" "$folder/key.pem" "$statement" https://in-toto.io/attestation/svr/v0.2) || die "cosign rejects a statement"
verdict=$(cd target/interop && printf '%s\n' "$statement" "$svr" | node verify-bundle.mjs - "$folder/key.pem" | tail -1)
expect "@sigstore/verify" "$verdict" "2 accepted, 0 rejected"
say "@sigstore/verify: $verdict"
python3 .ci/tamper.py "$folder/tampered" "$statement"
verdict=$(cd target/interop && find "$folder/tampered" -name '*.sigstore.json' | node verify-bundle.mjs - "$folder/key.pem" | tail -1 || true)
expect "@sigstore/verify, tampered" "$verdict" "0 accepted, 1 rejected"
code=0
printf '\n' | cat "$folder/list" - >"$folder/longer"
java -jar "$verify_jar" "$statement" --object "$folder/longer" --key "$folder/key.pem" >/dev/null 2>&1 || code=$?
expect "exit code of waybill-verify with another list" "$code" 1
# The comparison above found the entries of both statements; here they are compared with the signed root.
"${waybill[@]}" log fsck >"$folder/fsck.log" 2>&1 || { cat "$folder/fsck.log"; die "log fsck"; }
say "log fsck accepts the log with the statement's entries"
# The budget holds while enough work is due. A replica has one tile in work, and a tile is handed out again only when its
# result was counted; so a log of few tiles leaves replicas without work at times. The window must lie within the first
# reading of all that is due: one replica has no pause before its end, and several have none while full tiles are left.
# An object is two requests, and a full tile has 256 of them.
least=$((count > 1 ? 256 * 4 * count : rate * (settle + window + 10) / 2))
if ((rate > 0 && objects >= least)); then
  # A message in work of a replica that was killed would count as a replica until it is visible again. This client
  # takes the endpoint of SQS from no variable.
  sqs=("$aws" sqs --endpoint-url "$AWS_ENDPOINT_URL" --output text)
  queue=$("${sqs[@]}" get-queue-url --queue-name caa304-fixity --query QueueUrl)
  "${sqs[@]}" purge-queue --queue-url "$queue"
  export WAYBILL_FIXITY_EVERY=10s WAYBILL_FIXITY_GLANCE=0s WAYBILL_FIXITY_BUDGET_REQUESTS_PER_SECOND=$rate
  : >"$folder/rates.tsv"
  for number in $(seq "$count"); do replica "$number" true; done
  for _ in $(seq 120); do
    measured=$("$python" .ci/check-fixity.py rate "$folder" "$rate" "$settle" "$window") && break
    [[ $measured == "not yet"* ]] || break
    sleep 1
  done
  say "$measured"
  [[ $measured == *"held"* ]] || die "the budget of $rate requests a second"
  for number in $(seq "$count"); do stop "${replicas[number]}"; done
elif ((rate > 0)); then
  say "the budget was not measured: $count replicas at $rate requests a second need $least objects"
fi
say "$((SECONDS - began)) s"
