#!/usr/bin/env bash
# Creates the class archive of the service, so that a start maps classes instead of loading them: runs the
# service once on the local cloud, processes one object, and stops the service as a container is stopped.
# The archive is valid only for this jar at this path.
#
# usage: archive.sh JAVA WAYBILL_JAR LOCAL_JAR ARCHIVE
set -euo pipefail
java=$1 jar=$2 local_jar=$3 archive=$4
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

export AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=waybill AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
export WAYBILL_IDENTITY_ALLOW_LONG_LIVED=true WAYBILL_AUDIT_ENABLED=false WAYBILL_INTAKE_WAIT=1s
export WAYBILL_MANAGEMENT_HOST=127.0.0.1 WAYBILL_MANAGEMENT_PORT=0 WAYBILL_CANARY_EVERY=0s

# await TEXT LOG: waits until the log contains the text
await() {
  for _ in $(seq 240); do
    grep -q "$1" "$2" && return
    sleep 0.5
  done
  cat "$2" >&2
  return 1
}

"$java" -jar "$local_jar" cloud --port 0 --data "$work/cloud" >"$work/cloud.log" 2>&1 &
await '^ready' "$work/cloud.log"
AWS_ENDPOINT_URL=$(sed -n 's/^local cloud *\(http[^ ]*\).*/\1/p' "$work/cloud.log")
export AWS_ENDPOINT_URL
"$java" -jar "$jar" baseline apply >"$work/baseline.log" 2>&1 || { cat "$work/baseline.log" >&2; exit 1; }

export WAYBILL_SIGNING_KEYSTORE=$work/signing.p12 WAYBILL_SIGNING_PASSWORD=archive WAYBILL_SIGNING_ALIAS=waybill
keytool -genkeypair -alias waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=archive \
  -validity 1 -storetype PKCS12 -keystore "$WAYBILL_SIGNING_KEYSTORE" -storepass archive
export WAYBILL_RECORD_LOG_KEYS=$work/record-log.keys
"$java" -jar "$jar" log key caa304-provenance/log >"$WAYBILL_RECORD_LOG_KEYS" 2>"$work/key.log"

"$java" -XX:ArchiveClassesAtExit="$archive" -Xlog:disable -jar "$jar" run >"$work/run.log" 2>&1 &
service=$!
# Only the step "sealed" of the canary matters here; later steps may fail.
"$java" -jar "$jar" canary --wait 60s >"$work/canary.log" 2>&1 || true
grep -qE '^ +sealed +[0-9]+ ms' "$work/canary.log" || { cat "$work/canary.log" "$work/run.log" >&2; exit 1; }
kill -TERM "$service"
wait "$service" || true
[[ -s $archive ]] || { cat "$work/run.log" >&2; exit 1; }
