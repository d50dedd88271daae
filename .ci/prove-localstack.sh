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

# suite LEAST TESTS ENDPOINT_VARIABLE: at least so many of them must have run
suite() {
  rm -rf "$root/target/failsafe-reports"
  run_tests "$work/localstack.log" "$1" failsafe:integration-test failsafe:verify -Dit.test="$2" \
    -D"$3=http://127.0.0.1:$port"
  python3 "$root/.ci/skipped.py" "$root/target/failsafe-reports" "$skipped"
}
say "the contract"
suite 130 '*ContractIT' WAYBILL_CONTRACT_ENDPOINT
say "the pipeline"
suite 25 'PipelineIT,WrongOrderIT,PartCopyIT,OverwrittenIT,FailuresIT,BatchIT' AWS_ENDPOINT_URL
stop "$server"
