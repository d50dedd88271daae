#!/usr/bin/env bash
# What reads untrusted input survives generated input: each fuzz target runs for its bounded time. Fails when a
# target found something, or did not fuzz.
. "$(dirname "$0")/lib.sh"

run_tests "$work/fuzz.log" 7 ./mvnw -Pfuzz -pl src/fuzz -am "${as_built[@]}" test-compile surefire:test \
  -Dtest='*Fuzz' -Dsurefire.failIfNoSpecifiedTests=false
# libFuzzer writes past the test's own output, so its lines are between those of Maven.
for target in "$root"/src/fuzz/src/test/java/dev/waybill/fuzz/*Fuzz.java; do
  name=$(basename "$target" .java)
  runs=$(sed -nE "/Running dev.waybill.fuzz.$name\$/,/-- in dev/s/.*#([0-9]+)\s+DONE.*/\1/p" "$work/fuzz.log")
  ((${runs:-0} > 100)) || die "$name ran ${runs:-0} inputs"
  say "$name: $runs inputs"
done
