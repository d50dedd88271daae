#!/usr/bin/env bash
# Three programs that others wrote accept every record of the clients' run and reject it once tampered with.
# cosign starts anew for every record, so it takes the first 20 only.
. "$(dirname "$0")/lib.sh"

cosign_records=20
export COSIGN=$cache/cosign-v3.1.3/cosign
cd "$root/target/interop"
node_check=(node verify-bundle.mjs)
python_check=("$work/verifiers/bin/python" dsse_check.py)
type=https://waybill.dev/attestation/custody/v1

mapfile -t records < <(find "$work/records" -name '*.sigstore.json' | sort)
mapfile -t keys < <(find "$work/keys" -name '*.pem')
count=${#records[@]}
((count > 0)) || die "the clients' run left no records"
expect "public keys" "${#keys[@]}" 1
key=${keys[0]}

verdict=$(printf '%s\n' "${records[@]}" | "${node_check[@]}" - "$key" | tail -1)
expect "@sigstore/verify" "$verdict" "$count accepted, 0 rejected"
say "@sigstore/verify: $verdict"
verdict=$(printf '%s\n' "${records[@]}" | "${python_check[@]}" - "$key" --predicate-type "$type" | tail -1)
expect "securesystemslib and in-toto-attestation" "$verdict" "$count accepted, 0 rejected"
say "securesystemslib and in-toto-attestation: $verdict"

accepted=0
while IFS=$'\t' read -r record object; do
  ./cosign.sh "$record" "$key" "$object" "$type" || die "cosign rejected $record"
  accepted=$((accepted + 1))
done < <(head -"$cosign_records" "$work/records.tsv")
((accepted > 0)) || die "cosign saw no record"
say "cosign: $accepted accepted of the first $cosign_records, each against the object's own bytes"

python3 - "${records[0]}" "$work/tampered.json" <<'PYTHON'
import base64, json, sys
bundle = json.load(open(sys.argv[1]))
payload = base64.b64decode(bundle["dsseEnvelope"]["payload"]).replace(b'"sha256":"', b'"sha256":"0', 1)
bundle["dsseEnvelope"]["payload"] = base64.b64encode(payload).decode()
json.dump(bundle, open(sys.argv[2], "w"))
PYTHON
if "${node_check[@]}" "$work/tampered.json" "$key" || "${python_check[@]}" "$work/tampered.json" "$key" \
    || ./cosign.sh "$work/tampered.json" "$key" "sha256:$(printf '0%.0s' {1..64})" "$type"; then
  die "a verifier accepted a tampered record"
fi

read -r record object < <(head -1 "$work/records.tsv")
cd "$root"
java -jar "$jar" verify "$record" --key "$key" --object "$object" || die "our own verify rejected $record"
if java -jar "$jar" verify "$work/tampered.json" --key "$key"; then die "our own verify accepted a tampered record"; fi
