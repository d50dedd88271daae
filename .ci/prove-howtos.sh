#!/usr/bin/env bash
# Every command that the quick start and the how-to guides show runs as it is shown, against one local cloud
# with the service and its demo. A guide runs in a folder of its own, in one shell.
. "$(dirname "$0")/lib.sh"

# Commands are short, and mostly load classes.
export JAVA_OPTS="${jvm[*]} -XX:SharedArchiveFile=$local_archive ${quiet[*]}"
export RELEASE=$root PATH=$root/bin:$work/venv/bin:$PATH
port=$(free_port)
ops=$(free_port)
rm -rf "$work/howtos"
mkdir -p "$work/howtos"
start "$work/howtos/local.log" "${java_local[@]}" -Xmx1g "-Dwaybill.athena.engine=$root/target/athena-engine/classpath" \
  -jar "$local_jar" local --port "$port" --ops-port "$ops" --data "$work/howtos/data" --set waybill.canary.every=0s
await_line "Ctrl-C stops" 180 "$pid" "$work/howtos/local.log"
say "the local cloud is at $port"

documents=0
commands=0
# guide DOCUMENT: runs the commands of a document in a folder with the files of a deployment
guide() {
  local name script own_ops
  name=$(basename "$1" .md)
  script=$work/howtos/$name.sh
  own_ops=$(free_port)
  # The ports of the documents are those of the commands without options.
  python3 "$root/.ci/commands.py" "$1" | sed "s/127\.0\.0\.1:4566/127.0.0.1:$port/g; s/127\.0\.0\.1:8080/127.0.0.1:$own_ops/g" >"$script"
  [[ -s $script ]] || return 0
  mkdir -p "$work/howtos/$name"
  cp -R "$root/config" "$root/routes" "$root/sql" "$work/howtos/$name"
  rm "$work/howtos/$name/config/application-local.properties"
  # The key of the demo, as the key of a deployment that has been set up.
  cat >>"$work/howtos/$name/config/application.properties" <<END
waybill.signing.keystore=$work/howtos/data/keys/signing.p12
waybill.signing.alias=waybill
waybill.record-log.keys=$work/howtos/data/keys/record-log.keys
END
  (cd "$work/howtos/$name" && env AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=waybill \
    AWS_SECRET_ACCESS_KEY=test AWS_SESSION_TOKEN=rehearsal WAYBILL_MANAGEMENT_PORT="$own_ops" WAYBILL_SIGNING_PASSWORD=waybill-local bash -euxo pipefail "$script") \
    >"$work/howtos/$name.log" 2>&1 </dev/null || { tail -40 "$work/howtos/$name.log"; die "a command of ${1#"$root"/} failed"; }
  documents=$((documents + 1))
  commands=$((commands + $(grep -c . "$script")))
  say "$name: all commands ran"
}

guide "$root/docs/quick-start.md"
# What the quick start alters is an incident once it is found, which a guide then handles.
for _ in $(seq 120); do
  grep -q '"fixity-' "$work/howtos/data/alerts.jsonl" 2>/dev/null && break
  sleep 1
done
grep -q '"fixity-' "$work/howtos/data/alerts.jsonl" || die "the alteration of the quick start was not found"
for document in "$root"/docs/how-to/*.md; do
  # prove-evidence.sh runs it with a pack, and with an altered object.
  [[ $document == */verify-by-hand.md ]] || guide "$document"
done
((documents >= 5 && commands >= 60)) || die "only $commands lines of $documents documents ran"
say "$commands lines of $documents documents ran"
