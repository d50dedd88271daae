#!/usr/bin/env bash
# The manifests of deploy/k8s without a cluster: they are built by kustomize's library and decoded strictly into the API
# types of Kubernetes, KEDA and the Prometheus operator, and the query of the drain time is evaluated by promtool.
. "$(dirname "$0")/lib.sh"

folder=$work/k8s
python=$work/venv/bin/python
rm -rf "$folder"
mkdir -p "$folder"
cd "$root"

"$k8s/check" deploy/k8s config/application.properties | tee "$folder/check.txt"
grep -qE '^[3-9] kustomizations with [0-9]{2,} objects are valid; ([4-9][0-9]) of \1 defects are reported$' "$folder/check.txt" \
  || die "the manifests"

# The query and the ScaledObject, as they are shipped.
"$python" .ci/fleet-query.py deploy/k8s/components/keda/scaling.yaml "$folder"
"$promtool" test rules "$folder/query.test.yml" >"$folder/query.log" 2>&1 || { cat "$folder/query.log"; die "the query of the drain time"; }
say "the query of the drain time yields what it should in $(grep -c expr: "$folder/query.test.yml") situations"
