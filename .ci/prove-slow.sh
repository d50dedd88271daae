#!/usr/bin/env bash
# The integration tests with the tag "slow", which take minutes each and are not part of the README's test
# command.
. "$(dirname "$0")/lib.sh"

run_tests "$work/slow.log" 2 ./mvnw "${as_built[@]}" test-compile failsafe:integration-test failsafe:verify \
  -Dgroups=slow -Dit.excluded=
