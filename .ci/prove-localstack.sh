#!/usr/bin/env bash
# The contract suite and the pipeline tests also pass against LocalStack, an implementation of the AWS APIs
# that this project did not write. Tests that LocalStack cannot pass are skipped with a reason.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
"$shared/localstack/start-localstack.sh" "$root/target/localstack" "$port" >"$work/localstack.pid" \
  || die "LocalStack did not start"
server=$(tail -1 "$work/localstack.pid")
servers+=("$server")
say "LocalStack $("$root/target/localstack/venv/bin/pip" show localstack-core 2>/dev/null | sed -n 's/^Version: //p') is up on port $port"

# suite LEAST COMMAND...: runs a test suite; fails unless at least LEAST of its tests ran
suite() {
  local least=$1
  shift
  rm -rf "$root"/src/*/target/failsafe-reports
  run_tests "$work/localstack.log" "$least" "$@"
  python3 "$root/.ci/skipped.py" "$skipped" "$root"/src/*/target/failsafe-reports
}
say "the contract"
command=$(shown './mvnw -pl src/contract -am compile failsafe:integration-test failsafe:verify -DWAYBILL_CONTRACT_ENDPOINT=http://127.0.0.1:4566')
# One JVM: LocalStack is one Python process, and tests wait for its answers.
suite 130 bash -c "${command/4566/$port} -Dit.forks=1"
say "the pipeline"
its service 'PipelineIT,WrongOrderIT,PartCopyIT,OverwrittenIT,FailuresIT,BatchIT,IncidentStoreContractIT'
suite 25 env AWS_ENDPOINT_URL="http://127.0.0.1:$port" "${integration[@]}" -Dit.forks=1
stop "$server"
