#!/usr/bin/env bash
# The baseline on a third-party emulator: applied by the command, and deployed from the template by
# CloudFormation. Controls that LocalStack does not support are listed here one by one.
. "$(dirname "$0")/lib.sh"

export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
not_served="athena.workgroup catalog.cloudtrail_logs catalog.cloudtrail_logs_readable catalog.cloudtrail_management_events catalog.cloudtrail_s3_events_flattened catalog.database catalog.provenance_records catalog.provenance_records_flattened catalog.waybill_calls catalog.waybill_listings catalog.waybill_objects catalog.waybill_reconcile_sources catalog.waybill_seals catalog.waybill_seals_tail trail.encryption trail.logging trail.selectors trail.trail trail.validation"
folder=$root/target/localstack

# fresh: starts an empty LocalStack on a free port
fresh() {
  local port
  port=$(free_port)
  LS_SERVICES=s3,sqs,sns,kms,sts,iam,cloudformation \
    "$shared/localstack/start-localstack.sh" "$folder" "$port" >"$work/localstack.pid" \
    || die "LocalStack did not start"
  server=$(tail -1 "$work/localstack.pid")
  servers+=("$server")
  export AWS_ENDPOINT_URL=http://127.0.0.1:$port
}

# baseline EXIT ARGUMENTS...: runs the command; fails unless it exits with this code
baseline() {
  local wanted=$1 code=0
  shift
  "${waybill[@]}" baseline "$@" >"$work/baseline.json" 2>"$work/baseline.err" || code=$?
  [[ $code == "$wanted" ]] || { cat "$work/baseline.err" "$work/baseline.json"; die "baseline $*: exit code $code, expected $wanted"; }
}
# with STATUS: prints the ids of the controls with this status
with() {
  python3 - "$work/baseline.json" "$1" <<'P'
import json, sys
controls = json.load(open(sys.argv[1]))["controls"]
print(*sorted(it["id"] for it in controls if it["status"] == sys.argv[2]))
P
}

say "applied"
fresh
baseline 1 check --json
baseline 0 apply --json
expect "controls that LocalStack does not support" "$(with not_served)" "$not_served"
baseline 0 apply --json
expect "controls that a second run fixes" "$(with mended)" ""
say "$(with holds | wc -w) controls hold"
stop "$server"

say "deployed from the template"
# Further modules that LocalStack's CloudFormation needs.
"$folder/venv/bin/pip" install -q --disable-pip-version-check aws-sam-translator==1.115.0 jsonpath-ng==1.16.0
fresh
"$folder/venv/bin/python" - "$root/deploy/waybill-baseline.json" <<'P'
import json, os, sys, time
import boto3

template = json.load(open(sys.argv[1]))
absent = {"AWS::CloudTrail::Trail", "AWS::Athena::WorkGroup", "AWS::Glue::Database", "AWS::Glue::Table"}
resources = template["Resources"]
template["Resources"] = {name: it for name, it in resources.items() if it["Type"] not in absent}
assert len(template["Resources"]) < len(resources)
client = boto3.client("cloudformation", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
client.create_stack(StackName="waybill", TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"])
for _ in range(120):
    status = client.describe_stacks(StackName="waybill")["Stacks"][0]["StackStatus"]
    if not status.endswith("IN_PROGRESS"):
        break
    time.sleep(1)
assert status == "CREATE_COMPLETE", (status, client.describe_stack_events(StackName="waybill")["StackEvents"])
P
baseline 1 check --json
# AWS::S3::Bucket of LocalStack ignores BucketEncryption and LifecycleConfiguration, and a template cannot
# put objects.
expect "drifted controls" "$(with drifted)" \
  "log.encryption log.lifecycle provenance.encryption provenance.lifecycle raw.encryption raw.lifecycle raw.prefixes results.encryption results.lifecycle"
expect "controls that LocalStack does not support" "$(with not_served)" "$not_served"
expect "other controls" "$(with unreadable)$(with blocked)$(with refused)" ""
say "$(with holds | wc -w) controls hold"
stop "$server"
