#!/usr/bin/env bash
# Each S3 notification collected from public projects is parsed to its expected outcome.
. "$(dirname "$0")/lib.sh"

samples=$(cd "$shared/samples/s3-events" && pwd)
count=$(find "$samples" -mindepth 2 -maxdepth 2 -name '*.json' | wc -l)
((count > 0)) || die "no samples in $samples"
table=$root/target/s3-events.tsv
rm -f "$table"
run_tests "$work/s3-events.log" "$count" ./mvnw -pl src/service -am "${as_built[@]}" test-compile surefire:test -Dtest=SampleNotificationsTest \
  -Dsurefire.failIfNoSpecifiedTests=false \
  -Dwaybill.samples.s3events="$samples"
expect "samples in the table" "$(wc -l <"$table")" "$count"
awk -F'\t' '{ printf "  %-62s %s\n", $1, $2 }' "$table"
