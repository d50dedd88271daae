#!/usr/bin/env bash
# A newcomer's first command, from the sources and from the jar: it tells one object's story and ends well.
. "$(dirname "$0")/lib.sh"

tells_the_story() {
  local log=$1
  for word in received sha256 sealed promoted; do
    grep -qi "$word" "$log" || { cat "$log"; die "the story does not say '$word'"; }
  done
  grep -qE '[0-9a-f]{64}' "$log" || { cat "$log"; die "the story shows no digest"; }
}

once() {
  local name=$1
  shift
  rm -rf "$work/$name"
  say "$name"
  timeout 300 "$@" >"$work/$name.log" 2>&1 </dev/null || { cat "$work/$name.log"; die "$name ended with $?"; }
  tells_the_story "$work/$name.log"
}

cd "$root"
arguments() { echo "local --once --port $(free_port) --ops-port $(free_port) --data $work/$1"; }
once from-sources ./mvnw -q compile exec:java -Dexec.args="$(arguments from-sources)"
# shellcheck disable=SC2046
once from-jar java -jar "$jar" $(arguments from-jar)
cat "$work/from-jar.log"
