#!/usr/bin/env bash
# The three modes of waybill.signing.key on the local cloud's KMS. In each mode the packaged service seals objects, also
# while KMS is not reachable or answers 503. cosign, @sigstore/verify, securesystemslib and waybill-verify accept each
# record with the right key, and reject it altered or with another key. The delegation satisfies openssl and the three
# programs with the key of KMS; waybill rejects every other delegation by its name. SIGNING_OBJECTS changes the proof.
. "$(dirname "$0")/lib.sh"

objects=${SIGNING_OBJECTS:-5}
folder=$work/signing
cd "$root"
port=$(free_port)
kms_port=$(free_port)
python=$work/venv/bin/python
aws=$work/venv/bin/aws
raw=caa304-raw-data
provenance=caa304-provenance
delegation=https://waybill.dev/attestation/delegation/v1
interop=$root/target/interop
export COSIGN=$cosign/cosign
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_AUDIT_ENABLED=false WAYBILL_CANARY_EVERY=0s WAYBILL_DRILL_EVERY=0s
export WAYBILL_BASELINE_EVERY=0s WAYBILL_TRAIL_EVERY=0s WAYBILL_RECONCILE_EVERY=0s WAYBILL_FIXITY_ENABLED=false
export WAYBILL_INTAKE_WAIT=2s WAYBILL_INTAKE_VISIBILITY=20s
export WAYBILL_CLUSTER_ELECTION=file WAYBILL_CLUSTER_FOLDER=$folder/cluster
export WAYBILL_RECORD_LOG_KEYS=$folder/log-keys.txt WAYBILL_ALERTS_FILE=$folder/alerts.jsonl
export WAYBILL_TRUST_KEYS=$folder/trusted-keys.txt WAYBILL_SIGNING_PASSWORD=waybill-local

files() { "$python" .ci/signing-files.py "$@"; }
fingerprint() { ssh-keygen -i -m PKCS8 -f "$1" | ssh-keygen -l -f - | cut -d' ' -f2; }

# commands FILE: runs each line as a command of waybill in one process; prints exit codes and output
commands() { java "${jvm[@]}" "${quiet[@]}" -cp "$jar" .ci/Commands.java <"$1"; }

# signing_key ALIAS: makes a key of KMS
signing_key() {
  local arn
  arn=$("$aws" kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY --query KeyMetadata.Arn --output text)
  "$aws" kms create-alias --alias-name "alias/$1" --target-key-id "$arn"
}

# key_of ALIAS: writes the public key of a key of KMS to a file; prints the ARN of the key
key_of() {
  "$aws" kms get-public-key --key-id "alias/$1" --query PublicKey --output text | base64 -d \
    | openssl pkey -pubin -inform DER -out "$folder/$1.pem"
  "$aws" kms describe-key --key-id "alias/$1" --query KeyMetadata.Arn --output text
}

# kms SHARE: lets a share of the service's calls of KMS fail with 503; 0 passes all through
kms() {
  start "$folder/kms.log" "$python" .ci/fault-proxy.py "$AWS_ENDPOINT_URL" "$1" "$folder/reads.tsv" "$kms_port"
  proxy=$pid
  await_line serving 20 "$pid" "$folder/kms.log"
}

# await_promoted FIRST COUNT SECONDS: waits until these objects are promoted
await_promoted() {
  for _ in $(seq $(($3 * 2))); do
    [[ $(files promoted "$1" "$2") == "$2" ]] && return
    sleep 0.3
  done
  tail -5 "$folder/$mode.log"
  die "$mode: $(files promoted "$1" "$2") of $2 objects are promoted"
}

# sealed MODE FIRST VALUE DURING: the service seals objects under a key, then others while KMS is away, and others while
# it answers 503; DURING says how many of these are promoted before KMS is back
sealed() {
  local first=$2
  mode=$1
  kms 0
  start "$folder/$mode.log" env WAYBILL_SIGNING_KEY="$3" WAYBILL_MANAGEMENT_PORT=0 AWS_ENDPOINT_URL_KMS="http://127.0.0.1:$kms_port" \
    java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -Xmx256m -jar "$jar" run
  service=$pid
  "$python" .ci/put-objects.py "$first" "$objects" >/dev/null
  await_promoted "$first" "$objects" 120
  stop "$proxy"
  "$python" .ci/put-objects.py $((first + objects)) "$objects" >/dev/null
  if [[ $4 == all ]]; then await_promoted $((first + objects)) "$objects" 60; else sleep 5; fi
  kms 1
  "$python" .ci/put-objects.py $((first + 2 * objects)) "$objects" >/dev/null
  if [[ $4 == all ]]; then
    await_promoted $((first + 2 * objects)) "$objects" 60
  else
    sleep 5
    expect "$mode: objects promoted without KMS" "$(files promoted $((first + objects)) $((2 * objects)))" 0
  fi
  stop "$proxy"
  kms 0
  await_promoted "$first" $((3 * objects)) 120
  files records "$folder/$mode" "$first" $((3 * objects))
  if [[ $mode == delegated ]]; then await_logged; fi
  stop "$service"
  stop "$proxy"
  say "$mode: $((3 * objects)) objects sealed, $4 of $((2 * objects)) while KMS was away; 0 lost"
}

# await_logged: waits until the log has an entry of the delegation that the records need; sets $delegated to its key
await_logged() {
  delegated=$(files delegation "$folder/delegated/2000.sigstore.json")
  for _ in $(seq 120); do
    [[ $(files logged "$delegated") == 1 ]] && return
    sleep 0.5
  done
  die "the log has $(files logged "$delegated") entries of $delegated"
}

# others MODE KEY WANTED RECORD...: three programs of others accept or reject these records with the key
others() {
  local name=$1 key=$2 wanted=$3 count verdict record accepted=0
  shift 3
  count=$#
  if [[ $wanted == accepted ]]; then verdict="$count accepted, 0 rejected"; else verdict="0 accepted, $count rejected"; fi
  expect "@sigstore/verify, $name" "$(printf '%s\n' "$@" | (cd "$interop" && node verify-bundle.mjs - "$key") | tail -1 || true)" "$verdict"
  expect "securesystemslib, $name" "$(printf '%s\n' "$@" | "$work/verifiers/bin/python" "$interop/dsse_check.py" - "$key" | tail -1 || true)" "$verdict"
  for record in "$@"; do
    # The digest that the payload states, so that nothing but the signature can be wrong.
    if "$interop/cosign.sh" "$record" "$key" "sha256:$(stated "$record")" "$(type_of "$record")" >>"$folder/cosign.log"; then
      accepted=$((accepted + 1))
    fi
  done
  expect "cosign, $name" "$accepted" "$([[ $wanted == accepted ]] && echo "$count" || echo 0)"
}

payload() { python3 -c 'import base64, json, sys; sys.stdout.buffer.write(base64.b64decode(json.load(open(sys.argv[1]))["dsseEnvelope"]["payload"]))' "$1"; }
stated() { payload "$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["subject"][0]["digest"]["sha256"])'; }
type_of() { payload "$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["predicateType"])'; }

# by_openssl BUNDLE KEY: verifies the signature with openssl alone
by_openssl() {
  local type=application/vnd.in-toto+json
  payload "$1" >"$folder/payload.json"
  python3 -c 'import base64, json, sys; sys.stdout.buffer.write(base64.b64decode(json.load(open(sys.argv[1]))["dsseEnvelope"]["signatures"][0]["sig"]))' "$1" >"$folder/sig.der"
  { printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(wc -c <"$folder/payload.json")"; cat "$folder/payload.json"; } >"$folder/signed"
  openssl dgst -sha256 -verify "$2" -signature "$folder/sig.der" "$folder/signed" >>"$folder/openssl.log" 2>&1
}

rm -rf "$folder"
mkdir -p "$folder/cluster"
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill \
  -validity 3650 -storetype PKCS12 -keystore "$folder/signing.p12" -storepass waybill-local
keytool -exportcert -rfc -alias waybill -keystore "$folder/signing.p12" -storepass waybill-local 2>/dev/null \
  | openssl x509 -noout -pubkey >"$folder/file.pem"
start "$folder/cloud.log" "${java_local[@]}" -Xmx512m -jar "$local_jar" cloud --port "$port" --data "$folder/data"
await_line ready 60 "$pid" "$folder/cloud.log"
"${waybill[@]}" log key "$provenance/log" >"$WAYBILL_RECORD_LOG_KEYS" 2>"$folder/key.txt"
chmod 600 "$WAYBILL_RECORD_LOG_KEYS"
signing_key waybill-each
signing_key foreign
# The baseline creates the key that delegates.
export WAYBILL_SIGNING_KEY=awskms-delegated:///alias/waybill-delegator
"${waybill[@]}" baseline apply >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
each=$(key_of waybill-each)
foreign=$(key_of foreign)
delegator=$(key_of waybill-delegator)
for key in file waybill-each waybill-delegator; do fingerprint "$folder/$key.pem"; done >"$WAYBILL_TRUST_KEYS"
expect "trusted keys" "$(grep -c '^SHA256:' "$WAYBILL_TRUST_KEYS")" 3

sealed file 0 "pkcs12:$folder/signing.p12#waybill" all
sealed each 1000 awskms:///alias/waybill-each none
sealed delegated 2000 awskms-delegated:///alias/waybill-delegator all

"$aws" s3 cp --only-show-errors "s3://$provenance/$delegated" "$folder/delegation.sigstore.json"
"$aws" s3 cp --recursive --only-show-errors "s3://$provenance/keys/delegated/" "$folder/published/"
# Each key of a start costs a signature, and has its delegation.
delegations=$("$aws" s3api list-objects-v2 --bucket "$provenance" --prefix delegations/ --query 'length(Contents)' --output text)
expect "published delegated keys" "$(find "$folder/published" -name '*.pem' | wc -l)" "$delegations"
name=$(basename "$delegated" .sigstore.json)
cp "$folder/published/$name.pem" "$folder/delegated.pem"
cp "$folder/waybill-each.pem" "$folder/each.pem"

say "records by programs of others"
: >"$folder/cosign.log"
: >"$folder/openssl.log"
for mode in file each delegated; do
  mapfile -t records < <(cut -f1 "$folder/$mode/records.tsv")
  others "$mode" "$folder/$mode.pem" accepted "${records[@]}"
  python3 .ci/tamper.py "$folder/$mode/altered" "${records[@]:0:2}"
  others "$mode, altered" "$folder/$mode.pem" rejected "$folder/$mode"/altered/*.sigstore.json
  # The key that delegates signs no record, so it is the wrong one for each.
  others "$mode, with another key" "$folder/waybill-delegator.pem" rejected "${records[@]:0:2}"
  by_openssl "${records[0]}" "$folder/$mode.pem" || die "openssl rejects a record of $mode"
  ! by_openssl "${records[0]}" "$folder/foreign.pem" || die "openssl accepts a record of $mode with another key"
done
say "cosign, @sigstore/verify and securesystemslib: $((9 * objects)) records of 3 modes accepted; 6 altered and 6 with another key rejected"

others delegation "$folder/waybill-delegator.pem" accepted "$folder/delegation.sigstore.json"
others "delegation, with another key" "$folder/foreign.pem" rejected "$folder/delegation.sigstore.json"
"$interop/cosign.sh" "$folder/delegation.sigstore.json" "$folder/waybill-delegator.pem" "$folder/delegated.pem" "$delegation" \
  >>"$folder/cosign.log" || die "cosign: the delegation is not of the published key"
! "$interop/cosign.sh" "$folder/delegation.sigstore.json" "$folder/waybill-delegator.pem" "$folder/foreign.pem" "$delegation" \
  >>"$folder/cosign.log" || die "cosign: the delegation is of any key"
by_openssl "$folder/delegation.sigstore.json" "$folder/waybill-delegator.pem" || die "openssl rejects the delegation"
! by_openssl "$folder/delegation.sigstore.json" "$folder/foreign.pem" || die "openssl accepts the delegation with another key"
say "the delegation: openssl and the three programs accept it with the key of KMS only, and for the published key only"

# CloudTrail's log files are delivered within five seconds.
for _ in $(seq 40); do
  signatures=$(files signatures "$delegator")
  ((signatures >= delegations)) && (($(files signatures "$each") >= 3 * objects)) && break
  sleep 0.5
done
expect "signatures of the key that delegates" "$signatures" "$delegations"
expect "signatures for one start of the service" "$signatures" 1
(($(files signatures "$each") >= 3 * objects)) || die "CloudTrail has too few signatures of the key that signs each record"
say "CloudTrail: $signatures signatures for $delegations delegations; $(files signatures "$each") of the key that signs each record"

made=$(files craft "$folder/crafted" "$folder/delegation.sigstore.json" "$delegator" "$foreign")
mapfile -t crafted < <(find "$folder/crafted" -name 'delegation-*' | sort)
expect "delegations to reject" "${#crafted[@]}" "$made"
for name in delegation-untrusted delegation-forged delegation-forged-by-foreign; do
  others "$name" "$folder/waybill-delegator.pem" rejected "$folder/crafted/$name.sigstore.json"
done

say "ours"
# row CODE TEXT COMMAND...: a command, and the exit code and a text of its output that it must have
row() { local IFS=$'\t'; printf '%s\n' "$*"; }
# first MODE: sets $record and $object to the first record and its object
first() { IFS=$'\t' read -r record object <"$folder/$1/records.tsv"; }
good=$folder/delegation.sigstore.json
kms_key=$folder/waybill-delegator.pem
echo '{}' >"$folder/malformed.json"
untrusted="signed under a key that is not trusted"
{
  for mode in file each; do
    while IFS=$'\t' read -r record object; do
      row 0 verified waybill-verify "$record" --object "$object" --key "$folder/$mode.pem"
    done <"$folder/$mode/records.tsv"
    first "$mode"
    row 1 "signature bad" waybill-verify "$folder/$mode/altered/${record##*/}" --object "$object" --key "$folder/$mode.pem"
    row 1 "$untrusted" waybill-verify "$record" --object "$object" --key "$folder/foreign.pem"
    row 1 delegation-of-other-key waybill-verify "$record" --object "$object" --key "$kms_key" --delegation "$good"
  done
  while IFS=$'\t' read -r record object; do
    row 0 "delegated ok" waybill-verify "$record" --object "$object" --key "$kms_key" --delegation "$good"
  done <"$folder/delegated/records.tsv"
  first delegated
  arguments=(--object "$object" --key "$kms_key")
  row 0 "delegated ok" waybill-verify "$record" "${arguments[@]}" --delegation "$folder/crafted/good.sigstore.json"
  row 1 "$untrusted" waybill-verify "$record" "${arguments[@]}"
  row 1 "signature bad" waybill-verify "$folder/delegated/altered/${record##*/}" "${arguments[@]}" --delegation "$good"
  row 1 delegation-untrusted waybill-verify "$record" --object "$object" --key "$folder/foreign.pem" --delegation "$good"
  row 1 delegation-untrusted waybill-verify "$record" "${arguments[@]}" --delegation "$record"
  row 1 delegation-malformed waybill-verify "$record" "${arguments[@]}" --delegation "$folder/malformed.json"
  for file in "${crafted[@]}"; do
    name=${file##*/}
    name=${name%.sigstore.json}
    row 1 "${name%-by-foreign}" waybill-verify "$record" "${arguments[@]}" --delegation "$file"
  done
  for ((number = 2000; number < 2000 + 3 * objects; number++)); do
    row 0 delegated verify "s3://$raw/processed/log/$(printf %07d "$number").txt"
  done
} >"$folder/wanted.tsv"

# judged FILE: runs the commands; fails unless each has its exit code and its text
judged() {
  cut -f3- "$1" >"$folder/commands.tsv"
  commands "$folder/commands.tsv" >"$folder/verdicts.txt"
  python3 - "$1" "$folder/verdicts.txt" <<'END'
import sys
wanted = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8")]
found = [line.rstrip("\n").split("\t", 1) for line in open(sys.argv[2], encoding="utf-8")]
assert wanted and len(wanted) == len(found), f"{len(found)} verdicts of {len(wanted)}"
wrong = [(one, other) for one, other in zip(wanted, found) if one[0] != other[0] or one[1] not in other[1]]
for one, other in wrong:
    print("expected", one[:2], "of", " ".join(one[2:]), "found", other)
accepted = sum(1 for one in wanted if one[0] == "0")
print(f"{accepted} accepted, {len(wanted) - accepted} rejected, each for the expected reason")
sys.exit(bool(wrong))
END
}
judged "$folder/wanted.tsv" || die "see above"

# In the bucket, by the root user without the bucket's policy: a version on top of the genuine delegation.
export AWS_ACCESS_KEY_ID=AKIAROOT
"$aws" s3api delete-bucket-policy --bucket "$provenance"
for name in delegation-expired delegation-forged delegation-untrusted; do
  files replace "$delegated" "$folder/crafted/$name.sigstore.json"
  row 1 "$name" verify "s3://$raw/processed/log/0002000.txt" >"$folder/online.tsv"
  judged "$folder/online.tsv" >"$folder/online.txt" || { cat "$folder/online.txt"; die "verify, with $name in the bucket"; }
done
say "waybill verify names an expired, a forged and a foreign delegation in the bucket"
