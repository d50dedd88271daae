#!/usr/bin/env bash
# Every audit runs on published CloudTrail records, including logs of real attacks, through files, S3 and
# Athena. No query may fail. The findings are printed for review.
. "$(dirname "$0")/lib.sh"

[[ -d $shared/samples/cloudtrail ]] || die "no published records in $shared/samples/cloudtrail"
its service SampleLogsIT
run_tests "$work/audits.log" 1 "${integration[@]}" \
  -Dwaybill.samples="$shared/samples/cloudtrail"
output=$root/src/service/target/failsafe-reports/dev.waybill.audit.proof.SampleLogsIT-output.txt
found=$(grep -cE '^[A-Z0-9]+-[0-9]+ found [1-9]' "$output" || true)
grep -E 'records, [0-9]+ left out|^[A-Z0-9]+-[0-9]+ found [1-9]' "$output" | cut -c1-200 || true
say "$found audits have findings"
((found >= 10)) || die "only $found audits have findings in logs of attacks"
