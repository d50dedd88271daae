#!/usr/bin/env bash
# Three third-party programs accept every record of prove-clients.sh and reject it after tampering.
. "$(dirname "$0")/lib.sh"

export COSIGN=$cosign/cosign
cd "$root/target/interop"
node_check=(node verify-bundle.mjs)
python_check=("$work/verifiers/bin/python" dsse_check.py)
type=https://waybill.dev/attestation/custody/v2

mapfile -t records < <(find "$work/records" -name '*.sigstore.json' | sort)
mapfile -t keys < <(find "$work/keys" -name '*.pem')
count=${#records[@]}
((count > 0)) || die "prove-clients.sh wrote no records"
expect "public keys" "${#keys[@]}" 1
key=${keys[0]}
[[ -x $COSIGN ]] || die "cosign is missing at $COSIGN"
: >"$work/cosign.log"

verdict=$(printf '%s\n' "${records[@]}" | "${node_check[@]}" - "$key" | tail -1 || true)
expect "@sigstore/verify" "$verdict" "$count accepted, 0 rejected"
say "@sigstore/verify: $verdict"
verdict=$(printf '%s\n' "${records[@]}" | "${python_check[@]}" - "$key" --predicate-type "$type" | tail -1 || true)
expect "securesystemslib and in-toto-attestation" "$verdict" "$count accepted, 0 rejected"
say "securesystemslib and in-toto-attestation: $verdict"

accepted=0
while IFS=$'\t' read -r record object; do
  ./cosign.sh "$record" "$key" "$object" "$type" >>"$work/cosign.log" || die "cosign rejected $record"
  accepted=$((accepted + 1))
done <"$work/records.tsv"
expect "records that cosign accepted" "$accepted" "$count"
say "cosign: $accepted accepted, each compared with the bytes of its object"

# Copies of the records with another digest in the payload and the same signature.
rm -rf "$work/tampered"
python3 "$root/.ci/tamper.py" "$work/tampered" "${records[@]}"
mapfile -t tampered < <(find "$work/tampered" -name '*.sigstore.json' | sort)
expect "tampered records" "${#tampered[@]}" "$count"
verdict=$(printf '%s\n' "${tampered[@]}" | "${node_check[@]}" - "$key" | tail -1 || true)
expect "@sigstore/verify, tampered" "$verdict" "0 accepted, $count rejected"
verdict=$(printf '%s\n' "${tampered[@]}" | "${python_check[@]}" - "$key" --predicate-type "$type" | tail -1 || true)
expect "securesystemslib, tampered" "$verdict" "0 accepted, $count rejected"
for record in "${tampered[@]}"; do
  code=0
  ./cosign.sh "$record" "$key" "sha256:$(cat "$record.sha256")" "$type" >>"$work/cosign.log" || code=$?
  expect "exit code of cosign on a tampered record" "$code" 1
done
say "all three reject all $count tampered records"

# ours EXIT_CODE RECORD ARGUMENTS...: runs waybill verify; fails unless it exits with this code
ours() {
  local wanted=$1 record=$2 code=0
  shift 2
  (cd "$root" && "${waybill[@]}" verify "$record" --key "$key" "$@") || code=$?
  expect "exit code of waybill verify on $record" "$code" "$wanted"
}
read -r record object < <(head -1 "$work/records.tsv")
ours 0 "$record" --object "$object"
ours 1 "$record" # no bytes are compared
ours 0 "$record" --record-only
command=$(shown 'java -jar target/waybill-verify.jar record.json --object FILE --key PUB.pem')
command=${command/record.json/$record}
command=${command/FILE/$object}
(cd "$root" && bash -c "${command/PUB.pem/$key}") || die "waybill-verify.jar does not verify $record"
ours 1 "${tampered[0]}"
