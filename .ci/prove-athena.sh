#!/usr/bin/env bash
# No jar contains the SQL engine. The packaged jar outside of its build rejects a query with one line; with
# the path of the engine's jars the same jar runs the query.
. "$(dirname "$0")/lib.sh"

for built in "$jar" "$local_jar" "$verify_jar"; do
  ! unzip -l "$built" | grep -E ' (io/trino|io/airlift)/' || die "$built contains the engine"
done
count=$(unzip -l "$jar" | grep -cE 'localcloud|pekko|scala/|elasticmq|org/h2' || true)
expect "files of the local cloud in the production jar" "$count" 0
mkdir -p "$work/athena"
cp "$local_jar" "$work/athena/waybill-local.jar"
export PATH=$work/venv/bin:$PATH AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test

# cloud NAME JAVA_OPTIONS...: starts a local cloud; sets $endpoint
cloud() {
  local name=$1 port
  shift
  port=$(free_port)
  rm -rf "$work/athena/$name"
  start "$work/athena/$name.log" java "${jvm[@]}" "$@" -jar "$work/athena/waybill-local.jar" cloud --port "$port" --data "$work/athena/$name"
  await_line "$port" 120 "$pid" "$work/athena/$name.log"
  endpoint=http://127.0.0.1:$port
  aws --endpoint-url "$endpoint" s3 mb s3://results >/dev/null
}

query() {
  aws --endpoint-url "$endpoint" athena start-query-execution --query-string "$1" \
    --result-configuration OutputLocation=s3://results/ --query QueryExecutionId --output text
}

cd "$work/athena"
cloud without -Xmx512m
query "SELECT 1" >"$work/athena/rejected.log" 2>&1 && die "a query was accepted without an engine"
grep -q "waybill.athena.engine" "$work/athena/rejected.log" || { cat "$work/athena/rejected.log"; die "the rejection does not state how to get the engine"; }
stop "$pid"
cloud with -Xmx512m "-Dwaybill.athena.engine=$root/target/athena-engine/classpath"
id=$(query "SELECT 6 * 7")
for _ in $(seq 120); do
  state=$(aws --endpoint-url "$endpoint" athena get-query-execution --query-execution-id "$id" --query QueryExecution.Status.State --output text)
  [[ $state == QUEUED || $state == RUNNING ]] || break
  sleep 1
done
expect "the query's state" "$state" SUCCEEDED
expect "the result" "$(aws --endpoint-url "$endpoint" s3 cp "s3://results/$id.csv" - | tail -1)" '"42"'
if grep -nE 'io\.(trino|airlift)|# WARNING' "$work/athena/with.log"; then die "the engine writes to the log"; fi
say "query rejected without the engine, run with it"
