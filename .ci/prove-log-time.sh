#!/usr/bin/env bash
# Timestamps of the log of records: OpenSSL is the authority (RFC 3161) that the service asks, and OpenSSL
# verifies the stored timestamp with nothing but its key, the log's origin and the authority's certificate.
. "$(dirname "$0")/authority.sh"

folder=$work/log-time
port=$(free_port)
ops=$(free_port)
bucket=caa304-provenance
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true
# The first anchor and timestamp after seconds instead of half a minute.
export LOG_ANCHOR_FIRST=3000 LOG_TIMESTAMP_FIRST=3000

# stored QUERY: prints S3's response to a GET in the provenance bucket
stored() { curl -fsS --aws-sigv4 aws:amz:us-east-1:s3 --user waybill:test "$AWS_ENDPOINT_URL/$bucket$1"; }
# keys PREFIX: prints the keys below a prefix
keys() { stored "?list-type=2&prefix=${1//\//%2F}" | grep -o "<Key>[^<]*</Key>" | sed "s/<[^>]*>//g" || true; }
# verified TEXT: succeeds when OpenSSL accepts the timestamp as one of this text
verified() { openssl ts -verify -in "$folder/stored.tsr" -data "$1" -CAfile "$folder/ca.pem" >>"$folder/openssl.log" 2>&1; }

rm -rf "$folder"
mkdir -p "$folder"
start_authority "$folder"
cd "$root"
WAYBILL_RECORD_LOG_TIMESTAMP_AUTHORITY=$authority_url \
  start "$folder/local.log" "${waybill_local[@]}" local --port "$port" --ops-port "$ops" --data "$folder/data"
service=$pid
for _ in $(seq 120); do
  key=$(keys log/timestamp/ 2>/dev/null | tail -1)
  [[ -n $key && -n $(keys log/anchor/) ]] && break
  kill -0 "$service" || { tail -20 "$folder/local.log"; die "the service exited"; }
  sleep 1
done
[[ -n $key ]] || { tail -20 "$folder/local.log"; die "no timestamp was stored"; }
say "the service stored $key"

stored "/$key" >"$folder/stored.tsr"
name=${key#log/timestamp/}
size=$((10#${name%%-*}))
root_hash=${name#*-}
root_hash=$(python3 -c 'import base64, sys; print(base64.b64encode(bytes.fromhex(sys.argv[1])).decode())' "${root_hash%.tsr}")
printf '%s\n%s\n%s\n' "$bucket/log" "$size" "$root_hash" >"$folder/text"
printf '%s\n%s\n%s\n' "$bucket/log" "$((size + 1))" "$root_hash" >"$folder/other"
verified "$folder/text" || { cat "$folder/openssl.log"; die "OpenSSL rejects the timestamp"; }
! verified "$folder/other" || die "OpenSSL accepts the timestamp for another size"
say "openssl ts -verify accepts the timestamp of $size entries, and rejects it for $((size + 1))"

"${waybill[@]}" log verify --set waybill.record-log.keys="$folder/data/keys/record-log.keys" >"$folder/verify.log" 2>&1 ||
  { cat "$folder/verify.log"; die "waybill log verify"; }
grep -E '^(anchor|timestamp) +ok ' "$folder/verify.log" || { cat "$folder/verify.log"; die "log verify tells no anchor and timestamp"; }
