#!/usr/bin/env bash
# The S3 and SQS contract suite and the pipeline's own suite also pass against LocalStack, so that they
# hold AWS's contract and not our own reading of it. What LocalStack cannot do is skipped, with its reason.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
"$shared/localstack/start-localstack.sh" "$root/target/localstack" "$port" >"$work/localstack.pid" \
  || die "LocalStack did not start"
server=$(tail -1 "$work/localstack.pid")
servers+=("$server")
say "LocalStack $("$root/target/localstack/venv/bin/pip" show localstack-core 2>/dev/null | sed -n 's/^Version: //p') is up on port $port"

# suite LEAST COMMAND...: at least so many of its tests must have run
suite() {
  local least=$1
  shift
  rm -rf "$root"/src/*/target/failsafe-reports
  run_tests "$work/localstack.log" "$least" "$@"
  python3 "$root/.ci/skipped.py" "$skipped" "$root"/src/*/target/failsafe-reports
}
say "the contract"
command=$(shown './mvnw -pl src/contract -am compile failsafe:integration-test failsafe:verify -DWAYBILL_CONTRACT_ENDPOINT=http://127.0.0.1:4566')
suite 130 bash -c "${command/4566/$port}"
say "the contract, by the client that sends the frequent calls itself"
# It scans the suite's jar, so it packages; the programs that other proofs run meanwhile are not touched.
suite 60 ./mvnw -pl src/service -am "${as_built[@]}" -Dprogram.jar=ci/unused.jar -Dcontract.skip=true -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
  package failsafe:integration-test@direct failsafe:verify@direct \
  -DWAYBILL_CONTRACT_ENDPOINT="http://127.0.0.1:$port"
say "the pipeline"
its service 'PipelineIT,WrongOrderIT,PartCopyIT,OverwrittenIT,FailuresIT,BatchIT,IncidentStoreContractIT'
suite 25 env AWS_ENDPOINT_URL="http://127.0.0.1:$port" "${integration[@]}"
stop "$server"
