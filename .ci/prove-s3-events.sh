#!/usr/bin/env bash
# S3 notifications collected from public projects are each read to the outcome a person would expect.
. "$(dirname "$0")/lib.sh"

run_tests "$work/s3-events.log" 50 surefire:test -Dtest=SampleNotificationsTest \
  -Dwaybill.samples.s3events="$(cd "$shared/samples/s3-events" && pwd)"
