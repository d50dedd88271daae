#!/usr/bin/env bash
# Three programs that others wrote accept every record of the clients' run and reject it once tampered with.
. "$(dirname "$0")/lib.sh"

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
[[ -x $COSIGN ]] || die "no cosign in $COSIGN"
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
say "cosign: $accepted accepted, each against the object's own bytes"

# Every record once more with another digest in its payload, and the same signature.
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
  expect "exit of cosign on a tampered record" "$code" 1
done
say "all three reject all $count once tampered with"

# ours EXIT_CODE RECORD ARGUMENTS...
ours() {
  local wanted=$1 record=$2 code=0
  shift 2
  (cd "$root" && "${waybill[@]}" verify "$record" --key "$key" "$@") || code=$?
  expect "exit of our own verify on $record" "$code" "$wanted"
}
read -r record object < <(head -1 "$work/records.tsv")
ours 0 "$record" --object "$object"
command=$(shown 'java -jar target/waybill-verify.jar record.json --object FILE --key PUB.pem')
command=${command/record.json/$record}
command=${command/FILE/$object}
(cd "$root" && bash -c "${command/PUB.pem/$key}") || die "the auditor's program does not verify $record"
ours 1 "${tampered[0]}"
