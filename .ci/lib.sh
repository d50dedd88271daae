# shellcheck shell=bash disable=SC2034
# Library of the proofs: paths, and functions that start, await and stop servers.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=${WAYBILL_SHARED:-$root/../shared}
work=$root/target/ci
cache=${XDG_CACHE_HOME:-$HOME/.cache}/waybill-ci
# The production jar, the jar for trying Waybill, and the verifier for auditors.
jar=$root/target/waybill.jar
local_jar=$root/target/waybill-local.jar
verify_jar=$root/target/waybill-verify.jar
# Class archives of the jars, created by the first proof. They are optional.
archive=$work/waybill.jsa
local_archive=$work/waybill-local.jsa
quiet=(-Xlog:cds=off -Xlog:cds+dynamic=off)
# Commands and servers of proofs mostly load classes: the optimizing compiler and a parallel collector only cost them
# processor time. Without the optimizing compiler, a JVM reserves too little room for the code of the SQL engine. A large
# form of a proof computes for longer, and sets PROOF_JVM to nothing.
read -ra jvm <<<"${PROOF_JVM--XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m}"
waybill=(java "${jvm[@]}" -XX:SharedArchiveFile="$archive" "${quiet[@]}" -jar "$jar")
java_local=(java "${jvm[@]}" -XX:SharedArchiveFile="$local_archive" "${quiet[@]}")
waybill_local=("${java_local[@]}" -jar "$local_jar")
compose_version=v5.0.2
compose_program=$cache/compose-$compose_version/cmd
# Verifier of the records.
cosign_version=v3.1.3
cosign=$cache/cosign-$cosign_version
# Verifiers and witnesses of logs.
tessera_version=v1.0.4
tessera=$cache/tessera-$tessera_version
omniwitness_version=v0.0.0-20260720115447-2e1c6971d19e
omniwitness=$cache/omniwitness-$omniwitness_version
torchwood_version=v0.10.0
torchwood=$cache/torchwood-$torchwood_version
# Schemas of the Terraform AWS provider, and the check of the module by them.
terraform_version=25.7.0
terraform=$cache/terraform-$terraform_version
# Programs of prove-k8s.sh and prove-scale.sh.
k8s=$cache/k8s
# An emulator of ARM processors with a Java runtime, and a small shell; nothing of them is installed.
platforms=$cache/platforms
# Only the test tool of Debian's package; no server is installed.
promtool=$cache/prometheus-2.42/usr/bin/promtool
servers=()

export AWS_EC2_METADATA_DISABLED=true AWS_PAGER='' AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
mkdir -p "$work" "$cache"

say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }
die() { say "FAILED: $*"; exit 1; }

# The operating system gives connections a port above 32767, so one that it gave and got back may be taken before the
# server under test is bound. Proofs that run at the same time draw at random from a range below.
free_port() {
  python3 - <<'P'
import random, socket
while True:
    port = random.randrange(12000, 20000)
    with socket.socket() as server:
        try:
            server.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
P
}

# expect WHAT ACTUAL EXPECTED
expect() { [[ $2 == "$3" ]] || die "$1: expected $3, found $2"; }

# start LOG COMMAND...: runs the command in the background until the proof ends, and sets $pid. The shell
# ignores SIGINT in background processes, so the default handling is restored.
start() {
  local log=$1
  shift
  env --default-signal=INT "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  servers+=("$pid")
}

# stop PID: sends SIGTERM, and SIGKILL after 30 s
stop() {
  kill "$1" 2>/dev/null || return 0
  for _ in $(seq 300); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  say "process $1 did not stop in 30 s"
  kill -9 "$1" 2>/dev/null || true
}

# interrupt PID SECONDS: sends SIGINT, as Ctrl-C does; fails unless the process succeeds within the limit
interrupt() {
  local code=0 began=$SECONDS
  kill -INT "$1"
  for _ in $(seq $(($2 * 10))); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$1" 2>/dev/null; then die "process $1 is still running $2 s after SIGINT"; fi
  wait "$1" || code=$?
  [[ $code == 0 || $code == 130 ]] || die "process $1 exited with code $code after SIGINT"
  say "stopped by SIGINT in $((SECONDS - began)) s, exit code $code"
}

stop_servers() {
  for server in "${servers[@]}"; do stop "$server"; done
}
trap stop_servers EXIT

# await_line TEXT SECONDS PID LOG: waits until the log contains the text
await_line() {
  for _ in $(seq $(($2 * 2))); do
    grep -qF "$1" "$4" && return 0
    kill -0 "$3" 2>/dev/null || break
    sleep 0.5
  done
  grep -qF "$1" "$4" && return 0
  tail -40 "$4"
  die "no line '$1' in $4 within $2 s"
}

# await_url URL SECONDS PID LOG: waits until the URL answers 200
await_url() {
  for _ in $(seq $(($2 * 2))); do
    kill -0 "$3" 2>/dev/null || { tail -40 "$4"; die "the process of $1 exited"; }
    curl -fsS -o /dev/null "$1" 2>/dev/null && return 0
    sleep 0.5
  done
  tail -40 "$4"
  die "$1 did not answer within $2 s"
}

# shown COMMAND: prints the command; fails unless it is a line of a code block in the README
shown() {
  awk '/^```/ { inside = !inside } inside' "$root/README.md" | grep -qxF -- "$1" || die "the README does not show: $1" >&2
  printf '%s\n' "$1"
}

# need_shared: succeeds when the verifiers and samples in $shared exist
need_shared() {
  [[ -d $shared/interop && -d $shared/localstack && -d $shared/samples ]]
}

# Maven resolves classes of other modules only in a run that compiles. They are up to date already, and these
# options prevent a second compilation and a second comparison of all dependencies.
as_built=(-Dmaven.compiler.useIncrementalCompilation=false -Denforcer.skip=true)

# its MODULE PATTERN: sets $integration to the command that runs these integration tests of a module with the
# classes of the last build. The modules it depends on may have no matching test; run_tests fails when no test
# ran at all.
its() {
  integration=(./mvnw -pl "src/$1" -am "${as_built[@]}" test-compile failsafe:integration-test failsafe:verify
    -Dit.test="$2" -Dfailsafe.failIfNoSpecifiedTests=false)
}

# run_tests LOG LEAST COMMAND...: fails unless all tests passed and at least LEAST ran, without the skipped
# ones; sets $skipped
run_tests() {
  local log=$1 least=$2 ran
  shift 2
  (cd "$root" && MAVEN_ARGS="-B -ntp" "$@") >"$log" 2>&1 </dev/null \
    || { grep -E 'ERROR|Tests run' "$log" | cut -c1-300 | tail -40; die "see $log"; }
  # Maven prints one such line per module.
  read -r ran skipped < <(sed -nE 's/.*Tests run: ([0-9]+), Failures: 0, Errors: 0, Skipped: ([0-9]+)$/\1 \2/p' "$log" \
    | awk '{ all += $1; skipped += $2 } END { print all - skipped, skipped + 0 }')
  ((ran >= least)) || die "$ran tests ran, expected at least $least"
  say "$ran tests passed, $skipped skipped"
}
