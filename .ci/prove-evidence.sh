#!/usr/bin/env bash
# Evidence packs of real objects. For each one the page in Chromium, cosign, openssl, torchwood's verifier of proofs,
# waybill verify and waybill-verify.jar agree, also when the object is altered. The page rejects a thousand
# alterations of packs. The commands of docs/how-to/verify-by-hand.md are run as the document shows them. A key in a
# file signs the records of the first half, and a key that one of KMS delegates to those of the second half.
# EVIDENCE_OBJECTS, EVIDENCE_MUTATIONS and EVIDENCE_SEED change the proof.
. "$(dirname "$0")/witnesses.sh"
. "$(dirname "$0")/authority.sh"

objects=${EVIDENCE_OBJECTS:-100}
mutations=${EVIDENCE_MUTATIONS:-1000}
seed=${EVIDENCE_SEED:-$RANDOM$RANDOM}
folder=$work/evidence
cd "$root"
port=$(free_port)
python=$work/venv/bin/python
aws=$work/venv/bin/aws
provenance=caa304-provenance
guide=docs/how-to/verify-by-hand.md
export BROWSER_MODULES=$work/browser
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_CANARY_EVERY=0s WAYBILL_DRILL_EVERY=0s
export WAYBILL_BASELINE_EVERY=0s WAYBILL_TRAIL_EVERY=10s WAYBILL_RECONCILE_EVERY=0s WAYBILL_INTAKE_WAIT=2s
export WAYBILL_FIXITY_EVERY=40s WAYBILL_FIXITY_GLANCE=0s WAYBILL_RECORD_LOG_TIMESTAMP_EVERY=1m
# CloudTrail's digests are verified by a service with audits. Their queries would only take time.
for file in sql/audits/*.sql; do
  id=$(basename "$file" | cut -d- -f1,2)
  export "WAYBILL_AUDIT_${id/-/_}_ENABLED=false"
done
# The first timestamp and the first plan of re-verification after seconds.
export LOG_TIMESTAMP_FIRST=15000 TRAIL_FIRST=10000 FIXITY_PLAN_FIRST=500 FIXITY_PLAN_PERIOD=1000
export WAYBILL_CLUSTER_ELECTION=file WAYBILL_CLUSTER_FOLDER=$folder/cluster
export WAYBILL_SIGNING_KEY=pkcs12:$folder/signing.p12#waybill WAYBILL_SIGNING_PASSWORD=waybill-local
export WAYBILL_TRUST_KEYS=$folder/trusted-keys.txt
half=$((objects / 2))
((half > 10)) || die "EVIDENCE_OBJECTS must be at least 22"
export WAYBILL_RECORD_LOG_KEYS=$folder/log-keys.txt WAYBILL_RECORD_LOG_POLICY=$folder/policy

# commands FILE: runs each line as a command of waybill in one process; prints exit codes and output
commands() { java "${jvm[@]}" "${quiet[@]}" -cp "$jar" .ci/Commands.java <"$1"; }

rm -rf "$folder"
mkdir -p "$folder/cluster" "$folder/packs"
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill \
  -validity 3650 -storetype PKCS12 -keystore "$folder/signing.p12" -storepass waybill-local
(umask 077 && "${waybill[@]}" log key "$provenance/log" >"$WAYBILL_RECORD_LOG_KEYS" 2>"$folder/key.txt")
sed -n 's/^public key //p' "$folder/key.txt" >"$folder/vkeys"
grep -E '^[^+]+\+[0-9a-f]{8}\+A[Q-Za-f][A-Za-z0-9+/=]+$' "$folder/vkeys" >"$folder/vkey"
start_witnesses "$folder/witness" "$(cat "$folder/vkey")"
# A browser verifies Ed25519 only, so the quorum is the witness that signs with it.
{ sed 's/^/log /' "$folder/vkeys"; grep ^witness "$folder/witness/witnesses"; echo 'quorum lite'; } >"$folder/policy"
start_authority "$folder/authority"
export WAYBILL_RECORD_LOG_TIMESTAMP_AUTHORITY=$authority_url
start "$folder/cloud.log" "${java_local[@]}" -Xmx512m -jar "$local_jar" cloud --port "$port" --data "$folder/data" \
  --digest-interval 20s
await_line ready 60 "$pid" "$folder/cloud.log"
kms_key=$("$aws" kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY --query KeyMetadata.Arn --output text)
"$aws" kms get-public-key --key-id "$kms_key" --query PublicKey --output text | base64 -d \
  | openssl pkey -pubin -inform DER -out "$folder/kms.pem"
keytool -exportcert -rfc -alias waybill -keystore "$folder/signing.p12" -storepass waybill-local 2>"$folder/keytool.log" \
  | openssl x509 -noout -pubkey >"$folder/file.pem"
for key in file kms; do ssh-keygen -i -m PKCS8 -f "$folder/$key.pem" | ssh-keygen -l -f - | cut -d' ' -f2; done >"$WAYBILL_TRUST_KEYS"
"${waybill[@]}" baseline apply >"$folder/baseline.log" 2>&1 || { cat "$folder/baseline.log"; die "baseline apply"; }
cd "$root"
# service LOG: starts the service
service() {
  start "$1" env WAYBILL_MANAGEMENT_PORT=0 java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -Xmx256m -jar "$jar" run
  service=$pid
}
promoted() { "$aws" s3api list-objects-v2 --bucket caa304-raw-data --prefix processed/evidence/ --query 'length(Contents || `[]`)' --output text; }
"$python" .ci/evidence-objects.py 0 "$half" "$folder/objects"
service "$folder/service-file.log"
for _ in $(seq 120); do
  [[ $(promoted) == "$half" ]] && break
  sleep 0.5
done
expect "objects sealed with the key in a file" "$(promoted)" "$half"
stop "$service"
export WAYBILL_SIGNING_KEY=awskms-delegated:///$kms_key
"$python" .ci/evidence-objects.py "$half" $((objects - half)) "$folder/objects"
service "$folder/service.log"

"$python" .ci/evidence-settled.py "$objects" 300 >"$folder/settled.txt" 2>&1 || {
  cat "$folder/settled.txt"
  tail -20 "$folder/service.log"
  die "the objects are not sealed, logged, cosigned, dated and read again"
}
stop "$service"
say "$(cat "$folder/settled.txt")"

while IFS=$'\t' read -r number uri; do
  printf 'evidence\t%s\t-o\t%s\n' "$uri" "$folder/packs/$number.zip"
done <"$folder/objects.tsv" >"$folder/evidence.tsv"
commands "$folder/evidence.tsv" >"$folder/evidence.txt"
[[ $(grep -c '^0' "$folder/evidence.txt") == "$objects" ]] || { grep -v '^0' "$folder/evidence.txt" | head -3; die "not every pack was written"; }
cp "$folder/packs/0.zip" "$folder/again.zip"
head -1 "$folder/evidence.tsv" | commands /dev/stdin >/dev/null
cmp "$folder/again.zip" "$folder/packs/0.zip" || die "the same evidence gives another pack"
"$python" - "$folder" "$objects" "$half" <<'END' || die "a pack is not as it should be"
import hashlib, json, pathlib, sys, zipfile
folder, count, half = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
delegation = {"keys/delegation.sigstore.json", "keys/delegator.pem"}
need = {"record.sigstore.json", "keys/signer.pem", "log/record.tlog-proof", "log/entry.json", "log/checkpoint", "log/policy",
        "log/vkeys", "log/timestamp.tsr", "fixity/history.ndjson", "trail/events.ndjson", "trail/log-0001.json.gz",
        "trail/digest-0001.sig", "trail/statement-0001.sigstore.json", "verify.html", "README.txt", "manifest.json", "SHA256SUMS"}
largest = 0
for number in range(count):
    with zipfile.ZipFile(folder / f"packs/{number}.zip") as pack:
        events = [json.loads(line)["eventName"] for line in pack.read("trail/events.ndjson").splitlines()]
        assert "PutObject" in events and "CopyObject" in events, events
        assert pack.testzip() is None
        missing = need - set(pack.namelist())
        assert not missing, f"pack {number} lacks {missing}"
        delegated = delegation if number >= half else set()
        assert delegation & set(pack.namelist()) == delegated, f"delegation of pack {number}"
        for line in pack.read("SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(pack.read(name)).hexdigest() == digest, name
        largest = max(largest, pack.getinfo("verify.html").file_size)
        pack.extractall(folder / f"unpacked/{number}")
assert largest <= 100_000, f"verify.html has {largest} bytes"
print(f"{count} packs with all files; the largest verify.html has {largest} bytes")
END

say "third-party programs"
: >"$folder/proofs.tsv"
for ((number = 0; number < objects; number++)); do
  pack=$folder/unpacked/$number
  object=$folder/objects/$number
  printf '%s\t%s\n' "$pack/log/record.tlog-proof" "$pack/log/entry.json" >>"$folder/proofs.tsv"
  { cat "$object"; printf x; } >"$folder/longer"
  HOME=$folder "$cosign/cosign" verify-blob-attestation --bundle "$pack/record.sigstore.json" --key "$pack/keys/signer.pem" \
    --type https://waybill.dev/attestation/custody/v2 --insecure-ignore-tlog "$object" >"$folder/cosign.log" 2>&1 \
    || { cat "$folder/cosign.log"; die "cosign rejects pack $number"; }
done
# by_kms KEY: cosign verifies the delegation of the key of the last pack with the key of KMS
by_kms() {
  HOME=$folder "$cosign/cosign" verify-blob-attestation --bundle "$pack/keys/delegation.sigstore.json" --key "$folder/kms.pem" \
    --type https://waybill.dev/attestation/delegation/v1 --insecure-ignore-tlog "$1" >"$folder/cosign.log" 2>&1
}
by_kms "$pack/keys/signer.pem" || { cat "$folder/cosign.log"; die "cosign rejects the delegation"; }
! by_kms "$folder/file.pem" || die "cosign accepts the delegation for another key"
for ((number = half; number < objects; number++)); do
  cmp "$pack/keys/delegation.sigstore.json" "$folder/unpacked/$number/keys/delegation.sigstore.json" || die "pack $number has another delegation"
  cmp "$folder/kms.pem" "$folder/unpacked/$number/keys/delegator.pem" || die "pack $number has another delegating key"
done
! HOME=$folder "$cosign/cosign" verify-blob-attestation --bundle "$pack/record.sigstore.json" --key "$pack/keys/signer.pem" \
  --type https://waybill.dev/attestation/custody/v2 --insecure-ignore-tlog "$folder/longer" >"$folder/cosign.log" 2>&1 \
  || die "cosign accepts an altered object"
say "cosign: $objects accepted, each with the bytes of its object, and the delegation of $((objects - half)); 1 altered object rejected"
"$torchwood/tlog-proof" "$folder/policy" <"$folder/proofs.tsv" || die "torchwood rejects a proof"

say "ours"
for ((number = 0; number < objects; number++)); do
  pack=$folder/unpacked/$number
  trusted=$folder/kms.pem
  if ((number < half)); then trusted=$folder/file.pem; fi
  for object in "$folder/objects/$number" "$folder/longer"; do
    printf 'verify\t%s\t--object\t%s\t--key\t%s\n' "$pack/record.sigstore.json" "$object" "$pack/keys/signer.pem"
    printf 'waybill-verify\t%s\t--object\t%s\t--key\t%s\t--policy\t%s\n' "$folder/packs/$number.zip" "$object" \
      "$trusted" "$folder/policy"
  done
done >"$folder/verify.tsv"
commands "$folder/verify.tsv" >"$folder/verify.txt"
expect "objects that ours accept" "$(awk 'NR % 4 ~ /[12]/ && /^0/' "$folder/verify.txt" | wc -l)" $((2 * objects))
expect "other objects that ours reject" "$(awk 'NR % 4 ~ /[30]/ && /^1/' "$folder/verify.txt" | wc -l)" $((2 * objects))
say "waybill verify and waybill-verify: $objects objects accepted, $objects other objects rejected"

say "the page, seed $seed"
node .ci/verify-pages.mjs "$folder/unpacked" "$folder/objects" "$mutations" "$seed" || die "the page"

say "the commands of the guide"
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$guide" >"$folder/guide.sh"
commands_shown=$(grep -cE '^(openssl|cosign|sha256sum|ssh-keygen|java|printf|python3)' "$folder/guide.sh")
((commands_shown >= 10)) || die "the guide shows $commands_shown commands"
# guided FOLDER: runs the commands of the guide in the folder, with its pack.zip, object, policy.trusted and CA.pem
guided() {
  (cd "$1" && HOME=$1 PATH=$cosign:$torchwood:$PATH bash -euo pipefail "$folder/guide.sh") >"$1/guide.log" 2>&1
}
# prepared NAME PACK: makes a folder for the guide
prepared() {
  mkdir -p "$folder/guide/$1"
  cp "$folder/packs/$2.zip" "$folder/guide/$1/pack.zip"
  cp "$folder/objects/$2" "$folder/guide/$1/object"
  cp "$folder/policy" "$folder/guide/$1/policy"
  cp "$folder/authority/ca.pem" "$folder/guide/$1/CA.pem"
  cp "$verify_jar" "$folder/guide/$1/waybill-verify.jar" 2>/dev/null
}
for number in 10 $((objects - 1)); do
  prepared "good-$number" "$number"
  guided "$folder/guide/good-$number" || { cat "$folder/guide/good-$number/guide.log"; die "a command of the guide fails"; }
  prepared "altered-$number" "$number"
  printf x >>"$folder/guide/altered-$number/object"
  ! guided "$folder/guide/altered-$number" || die "the commands of the guide accept an altered object"
done
# A delegation that another key signed: a pack with the record's signature in place of the delegation's.
prepared foreign $((objects - 1))
"$python" - "$folder/guide/foreign/pack.zip" "$folder/unpacked/$((objects - 1))" <<'END'
import hashlib, json, pathlib, sys, zipfile
pack, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
name = "keys/delegation.sigstore.json"
delegation, record = (json.loads((folder / it).read_text()) for it in (name, "record.sigstore.json"))
delegation["dsseEnvelope"]["signatures"][0]["sig"] = record["dsseEnvelope"]["signatures"][0]["sig"]
content = json.dumps(delegation, separators=(",", ":")).encode()
with zipfile.ZipFile(pack) as old:
    files = {it: old.read(it) for it in old.namelist()}
before = hashlib.sha256(files[name]).hexdigest().encode()
files["SHA256SUMS"] = files["SHA256SUMS"].replace(before, hashlib.sha256(content).hexdigest().encode())
files[name] = content
with zipfile.ZipFile(pack, "w") as new:
    for it, bytes_ in files.items():
        new.writestr(it, bytes_)
END
! guided "$folder/guide/foreign" || die "the commands of the guide accept a forged delegation"
grep -qi 'verification failure' "$folder/guide/foreign/guide.log" || { cat "$folder/guide/foreign/guide.log"; die "openssl did not name the forged delegation"; }
say "$commands_shown commands of the guide succeed for a key in a file and for a delegated one; they fail for an altered object and a forged delegation"
