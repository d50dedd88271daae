#!/usr/bin/env bash
# The witness and the client of witnesses against programs that we did not write: omniwitness, litewitness and
# Waybill's own witness cosign a log that grows; and Tessera has our witness, which is killed with kill -9 again
# and again, cosign a log that Tessera wrote. A second history under the same key must not be cosigned.
# WITNESS_CHECKPOINTS changes the number of checkpoints.
. "$(dirname "$0")/witnesses.sh"
trap stop_servers EXIT

checkpoints=${WITNESS_CHECKPOINTS:-100}
folder=$work/witness
origin=example.org/witness-proof
port=$(free_port)
rm -rf "$folder"
mkdir -p "$folder/entries"

proof() { java "${jvm[@]}" -cp "$jar:$root/src/service/target/test-classes" dev.waybill.log.cosign.CosigningProof "$@"; }

own_witness() {
  start "$folder/own.log" "${waybill[@]}" witness --log "$folder/vkeys" --state "$folder/state" --port "$port" \
    --name witness.example/own
  own=$pid
  await_line 'vkey ' 60 "$own" "$folder/own.log"
}

proof keys "$folder/log.keys" "$origin" >"$folder/vkeys"
own_witness
vkey=$(sed -n '0,/^vkey /s/^vkey  *//p' "$folder/own.log")

# Tessera keeps nothing of the witness from one start to the next, so that it asks for the size each time.
sed -n 1p "$folder/log.keys" | tr -d '\n' >"$folder/tessera.key"
printf 'witness own %s http://127.0.0.1:%s\nquorum own\n' "$vkey" "$port" >"$folder/tessera.policy"
# tessera LOG ENTRIES: adds entries to a log, and publishes it once it is cosigned
tessera_adds() {
  "$tessera/posix-oneshot" --storage_dir "$folder/$1" --entries "$folder/entries/$2-*" \
    --private_key "$folder/tessera.key" --witness_policy_file "$folder/tessera.policy" --witness_timeout 5s \
    >"$folder/tessera-$1-$2.log" 2>&1
}
for round in 1 2 3; do
  for entry in 1 2 3 4 5; do echo "$round $entry" >"$folder/entries/$round-$entry"; done
  tessera_adds log "$round" || die "Tessera's log was not cosigned in round $round: $(tail -n 1 "$folder/tessera-log-$round.log")"
  expect "size that Tessera published" "$(sed -n 2p "$folder/log/checkpoint")" $((round * 5))
  expect "cosignatures of round $round" "$(grep -c '^— witness.example/own ' "$folder/log/checkpoint")" 1
  kill -9 "$own"
  wait "$own" 2>/dev/null || true
  own_witness
  if ((round == 2)); then cp -r "$folder/log" "$folder/fork"; fi
done
say "Tessera published three checkpoints with our cosignature, each with a witness that was killed before"

# The copy of the second round grows in another way. Tessera publishes nothing without the cosignature.
for entry in $(seq 10); do echo "other $entry" >"$folder/entries/other-$entry"; done
code=0
timeout 10 "$tessera/posix-oneshot" --storage_dir "$folder/fork" --entries "$folder/entries/other-*" \
  --private_key "$folder/tessera.key" --witness_policy_file "$folder/tessera.policy" \
  >"$folder/fork.log" 2>&1 || code=$?
((code != 0)) || die "a second history was published"
expect "size of the second history that is published" "$(sed -n 2p "$folder/fork/checkpoint")" 10
served=$(curl -fsS "http://127.0.0.1:$port/$(printf %s "$origin" | sha256sum | cut -d' ' -f1)/checkpoint")
expect "size that the witness holds" "$(sed -n 2p <<<"$served")" 15
expect "root that the witness holds" "$(sed -n 3p <<<"$served")" "$(sed -n 3p "$folder/log/checkpoint")"
grep -q 'reason=inconsistent' "$folder/own.log" || die "the witness does not tell of the second history"
say "a second history of 20 entries under the same key was rejected"

stop "$own"
rm -rf "$folder/state"
own_witness
vkeys=$(sed -n 's/^vkey  *//p' "$folder/own.log")
start_witnesses "$folder/foreign" "$(sed -n 1p "$folder/vkeys")"
{
  sed 's/^/log /' "$folder/vkeys"
  sed '/^quorum/d' "$folder/foreign/witnesses"
  n=0
  while read -r key; do printf 'witness own%s %s http://127.0.0.1:%s\n' $((n += 1)) "$key" "$port"; done <<<"$vkeys"
  printf 'group every all both own1 own2\nquorum every\n'
} >"$folder/policy"
result=$(proof run "$folder/log.keys" "$origin" "$folder/policy" "$checkpoints") || die "cosigning: $result"
say "omniwitness, litewitness and our witness: $result"
