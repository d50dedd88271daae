#!/usr/bin/env bash
# The first command of the README, from the sources and from the jar: it prints the steps of one object and
# succeeds. Without --once it keeps running until Ctrl-C. A restart on the same data continues, including
# objects whose notifications were not yet received at the stop.
. "$(dirname "$0")/lib.sh"

limit=40 # seconds from SIGINT to the exit; waybill.shutdown.timeout is 30 s

shows_every_step() {
  local log=$1
  for word in received sha256 'sealed at' 'promoted to' 'logged as'; do
    grep -qi "$word" "$log" || { cat "$log"; die "the output does not contain '$word'"; }
  done
  grep -qE '^  [0-9-]+ [0-9:.]+  PutObject  arn:aws:sts::[^ ]+  caa304-raw-data  incoming/demo/hello.txt' "$log" ||
    { cat "$log"; die "the output does not contain the CloudTrail event of the upload"; }
  grep -qE '^ALERT after [0-9]+ s: Long-lived access key used on S3: ' "$log" ||
    { cat "$log"; die "no alert for a read with a long-lived key"; }
  grep -qE '[0-9a-f]{64}' "$log" || { cat "$log"; die "the output contains no digest"; }
}

once() {
  local name=$1 code=0
  shift
  rm -rf "${work:?}/$name"
  timeout 300 "$@" >"$work/$name.log" 2>&1 </dev/null || code=$?
  [[ $code == 0 ]] || { cat "$work/$name.log"; die "$name exited with code $code"; }
  shows_every_step "$work/$name.log"
  say "$name: every step is shown"
}

arguments() { echo "local --port $(free_port) --ops-port $(free_port) --data $work/$1"; }

objects() { "$work/venv/bin/python" .ci/survivors.py "$@"; }

# stays_up LOG PORT OPS COMMAND...: starts the command and waits until the service is ready
stays_up() {
  local log=$1 port=$2 ops=$3
  shift 3
  start "$log" "$@"
  await_line "Ctrl-C stops" 180 "$pid" "$log"
  await_url "http://127.0.0.1:$ops/observe/health/ready" 30 "$pid" "$log"
  say "up on port $port and ready"
}

# The demo reads with a long-lived key on purpose, and its alert is logged.
has_no_warnings() {
  if grep -vF 'alert - alert ID-05/' "$1" | grep -nE '^[0-9-]+T[0-9:.]+Z .*(WARN|ERROR|FATAL)|Exception'; then die "warnings in $1"; fi
}

cd "$root"
read -ra from_sources < <(shown './mvnw -q compile exec:java')
# The test command has compiled the sources, which these options say.
once from-sources "${from_sources[@]}" "${as_built[@]}" -Dexec.args="$(arguments from-sources) --once"
rm -f "$archive" "$local_archive"
# shellcheck disable=SC2046
once from-jar java "${jvm[@]}" -XX:ArchiveClassesAtExit="$local_archive" "${quiet[@]}" -jar "$local_jar" $(arguments from-jar) --once
cat "$work/from-jar.log"
[[ -s $local_archive ]] || die "no class archive of waybill-local.jar was created"

data=$work/staying
rm -rf "$data" "$data.tsv"
port=$(free_port)
ops=$(free_port)
where="local --port $port --ops-port $ops --data $data"
stays_up "$data-1.log" "$port" "$ops" "${from_sources[@]}" "${as_built[@]}" -Dexec.args="$where"
shows_every_step "$data-1.log"
objects put "http://127.0.0.1:$port" "$data.tsv" 100
interrupt "$pid" "$limit"
has_no_warnings "$data-1.log"

# shellcheck disable=SC2086
stays_up "$data-2.log" "$port" "$ops" "${waybill_local[@]}" $where
AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=test \
  java "${jvm[@]}" -XX:ArchiveClassesAtExit="$archive" "${quiet[@]}" -jar "$jar" verify s3://caa304-raw-data/processed/demo/hello.txt --trust-published \
  || die "the production jar does not verify the demo object"
[[ -s $archive ]] || die "no class archive of waybill.jar was created"
objects check "http://127.0.0.1:$port" "$data.tsv" 100
interrupt "$pid" "$limit"
has_no_warnings "$data-2.log"
