#!/usr/bin/env bash
# The Terraform module: the printed one is the published one, HCL's own parser reads it and its example, every
# resource, argument, type and reference agrees with the schema of the AWS provider, and errors of each kind are
# found. That the module equals the template is a unit test.
. "$(dirname "$0")/lib.sh"

module=$root/deploy/terraform/main.tf.json
example=$root/deploy/terraform/example/main.tf
check=("$terraform/terraform-check" "$terraform/schema.json")

"${waybill[@]}" baseline template --format terraform | diff - "$module" \
  || die "deploy/terraform/main.tf.json differs from the output of the command"

say "the module and its example"
for region in us-east-1 eu-central-1; do
  "${check[@]}" "$region" "$module" "$example" >"$work/terraform.txt" || { cat "$work/terraform.txt"; die "$module is invalid"; }
  cat "$work/terraform.txt"
  regions=us-east-1
  [[ $region == us-east-1 ]] || regions=$region,us-east-1
  grep -qxF "local.regions $regions" "$work/terraform.txt" || die "in $region other regions are logged than $regions"
done
blocks=$(sed -n 's/.*main.tf.json: \([0-9]*\) blocks/\1/p' "$work/terraform.txt")
((blocks > 70)) || die "only $blocks blocks were checked"

say "modules with one error each"
rm -rf "$work/terraform"
mkdir -p "$work/terraform"
python3 - "$module" "$work/terraform" <<'P'
import json, pathlib, sys

text = pathlib.Path(sys.argv[1]).read_text()
folder = pathlib.Path(sys.argv[2])


def bad(name, message, change):
    """Writes a module with one error, and what the check must say of it."""
    module = json.loads(text)
    changed = change(module["resource"], module)
    assert json.loads(text) != module, name
    (folder / f"{name}.tf.json").write_text(json.dumps(module) if changed is None else changed)
    (folder / f"{name}.expected").write_text(message)


def put(*path):
    *keys, last, value = path

    def change(resources, module):
        node = resources
        for key in keys:
            node = node[key]
        if value is None:
            del node[last]
        else:
            node[last] = value
    return change


lifecycle = ("aws_s3_bucket_lifecycle_configuration", "raw", "rule", 0)
table = ("aws_glue_catalog_table", "waybill_seals")
bad("unknown-type", "Unknown type", put("aws_s3_buckets", {"raw": {"bucket": "b"}}))
bad("unknown-argument", "Extraneous JSON object property", put("aws_sqs_queue", "queue", "delay", 1))
bad("unknown-argument-in-block", "Extraneous JSON object property", put(*lifecycle, "priority", 1))
bad("unknown-block", "Extraneous JSON object property", put(*lifecycle, "tiering", {"days": 1}))
bad("missing-argument", "Missing required argument", put("aws_s3_bucket_policy", "raw", "policy", None))
bad("missing-argument-in-block", "Missing required argument", put(*lifecycle, "status", None))
bad("text-for-number", "Incorrect attribute value type", put("aws_sqs_queue", "queue", "visibility_timeout_seconds", "long"))
bad("text-for-list", "Incorrect attribute value type",
    put("aws_s3_bucket_notification", "raw", "queue", 0, "events", "s3:ObjectCreated:*"))
bad("two-single-blocks", "Too many", put("aws_s3_bucket_versioning", "raw", "versioning_configuration", [{"status": "Enabled"}] * 2))
bad("unknown-resource", "Unsupported attribute", put("aws_kms_alias", "key", "target_key_id", "${aws_kms_key.other.key_id}"))
bad("unknown-attribute", "Unsupported attribute", put("aws_kms_alias", "key", "target_key_id", "${aws_kms_key.key.key_arn}"))
bad("unknown-data-source", "Unsupported attribute", put("aws_kms_key", "key", "policy", "${data.aws_iam_policy_document.other.json}"))
bad("unknown-local", "Unsupported attribute", put("aws_kms_key", "key", "description", "${local.region}"))
bad("unescaped-placeholder", "Unknown variable", put(*table, "parameters", {"storage.location.template": "s3://b/${part}"}))
bad("unclosed-expression", "Unclosed template interpolation", put(*table, "name", "${local.regions"))
bad("unknown-dependency", "Unknown dependency", put("aws_cloudtrail", "trail", "depends_on", ["aws_s3_bucket_policy.other"]))
bad("unknown-meta-argument", "Extraneous JSON object property", put("aws_kms_key", "key", "lifecycle", "retain", True))
bad("output-of-nothing", "Unsupported attribute", lambda _, module: module["output"]["key_arn"].update(value="${aws_kms_key.key.name}"))
bad("truncated", "", lambda _, module: (module.clear(), text[: len(text) // 2])[1])
P
found=0
for bad in "$work"/terraform/*.tf.json; do
  name=$(basename "$bad" .tf.json)
  if "${check[@]}" us-east-1 "$bad" >"$work/terraform.txt" 2>&1; then die "the error $name was not found"; fi
  grep -qF "$(cat "${bad%.tf.json}.expected")" "$work/terraform.txt" || { cat "$work/terraform.txt"; die "$name failed for another reason"; }
  found=$((found + 1))
done
sed 's/module.waybill.service_policy_arn/module.waybill.policy/' "$example" >"$work/terraform/example.tf"
if "${check[@]}" us-east-1 "$module" "$work/terraform/example.tf" >"$work/terraform.txt" 2>&1; then
  die "the example may use an output that the module does not have"
fi
grep -qF 'Unsupported attribute' "$work/terraform.txt" || { cat "$work/terraform.txt"; die "the example failed for another reason"; }
expect "errors found" "$found" 19
say "$blocks blocks valid, $((found + 1)) errors found"
