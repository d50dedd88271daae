#!/usr/bin/env bash
# Every audit runs over CloudTrail records that others published, logs of real attacks among them, through
# files, S3 and Athena: no query fails, and what each finds is printed, to be looked at.
. "$(dirname "$0")/lib.sh"

[[ -d $shared/samples/cloudtrail ]] || die "no records of others in $shared/samples/cloudtrail"
its service SampleLogsIT
run_tests "$work/audits.log" 1 "${integration[@]}" \
  -Dwaybill.samples="$shared/samples/cloudtrail"
output=$root/src/service/target/failsafe-reports/dev.waybill.audit.proof.SampleLogsIT-output.txt
found=$(grep -cE '^[A-Z0-9]+-[0-9]+ found [1-9]' "$output" || true)
grep -E 'records, [0-9]+ left out|^[A-Z0-9]+-[0-9]+ found [1-9]' "$output" | cut -c1-200 || true
say "$found audits find something in them"
((found >= 10)) || die "logs of attacks in which only $found audits find something"
