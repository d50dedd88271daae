#!/usr/bin/env bash
# What reads untrusted input survives generated input: each fuzz target runs for its bounded time. Fails when a
# target found something, or did not fuzz.
. "$(dirname "$0")/lib.sh"

reports=$root/src/fuzz/target/surefire-reports
rm -rf "$reports"
run_tests "$work/fuzz.log" 3 ./mvnw -Pfuzz -pl src/fuzz -am "${as_built[@]}" test-compile surefire:test \
  -Dtest='*Fuzz' -Dsurefire.failIfNoSpecifiedTests=false
for target in "$root"/src/fuzz/src/test/java/dev/waybill/fuzz/*Fuzz.java; do
  name=$(basename "$target" .java)
  runs=$(sed -nE 's/.*Done ([0-9]+) runs.*/\1/p' "$reports/dev.waybill.fuzz.$name-output.txt" | tail -1)
  ((${runs:-0} > 1000)) || die "$name ran ${runs:-0} inputs"
  say "$name: $runs inputs"
done
