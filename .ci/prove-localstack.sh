#!/usr/bin/env bash
# The S3 and SQS contract suite also passes against LocalStack, so that it holds AWS's contract and not
# our own reading of it. What LocalStack cannot do is skipped there, with the reason in the report.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
server=$("$shared/localstack/start-localstack.sh" "$root/target/localstack" "$port" | tail -1)
servers+=("$server")
say "LocalStack is up on port $port"
run_tests "$work/localstack.log" 72 failsafe:integration-test failsafe:verify -Dit.test='*ContractIT' \
  -DWAYBILL_CONTRACT_ENDPOINT="http://127.0.0.1:$port"
grep -ho 'skipped at [^<"]*' "$root"/target/failsafe-reports/*ContractIT.txt "$root"/target/failsafe-reports/TEST-*ContractIT.xml 2>/dev/null | sort | uniq -c || true
