#!/usr/bin/env bash
# Every audit runs on published CloudTrail records, including logs of real attacks, through files, S3 and
# Athena, byte for byte. No query may fail, and damaged files and rows of each audit are those of samples.txt.
. "$(dirname "$0")/lib.sh"

[[ -d $shared/samples/cloudtrail ]] || die "no published records in $shared/samples/cloudtrail"
its service SampleLogsIT
run_tests "$work/audits.log" 1 "${integration[@]}" \
  -Dwaybill.samples="$shared/samples/cloudtrail"
output=$root/src/service/target/failsafe-reports/dev.waybill.audit.proof.SampleLogsIT-output.txt
grep -E '^[A-Z0-9]+-[0-9]+ found [1-9]' "$output" | cut -c1-200 || true
say "$(grep -cE '^[A-Z0-9]+-[0-9]+ found [1-9]' "$output") audits have findings, as expected"
