#!/usr/bin/env bash
# The rules of deploy/prometheus-rules.yml in Prometheus' own test tool: they, the configuration that loads
# them and the expressions of the dashboard are valid, every scenario of deploy/tests/ comes out as stated, and the scenarios tell each rule from
# one that always fires and from one that never does.
. "$(dirname "$0")/lib.sh"
cd "$root"
[[ -x $promtool ]] || die "$promtool is missing: run .ci/tools.sh"
least=30

"$promtool" check config deploy/prometheus.yml >"$work/rules-check.log" || { cat "$work/rules-check.log"; die "the configuration is not valid"; }
grep -q 'SUCCESS: .* rules found' "$work/rules-check.log" || die "the configuration loads no rules"

# Grafana's variables get values, and Prometheus parses each expression of the dashboard.
python3 - deploy/grafana/waybill.json >"$work/dashboard-rules.yml" <<'PY'
import json, sys
print("groups:\n  - name: dashboard\n    rules:")
targets = [t["expr"] for p in json.load(open(sys.argv[1]))["panels"] for t in p["targets"]]
for number, expression in enumerate(targets):
    known = expression.replace("$__rate_interval", "5m").replace("$job", ".+")
    assert "$" not in known, known
    print(f"      - {{record: dashboard:{number}, expr: {json.dumps(known)}}}")
PY
"$promtool" check rules "$work/dashboard-rules.yml" >"$work/dashboard-check.log" 2>&1 \
  || { cat "$work/dashboard-check.log"; die "an expression of the dashboard is not valid"; }
expressions=$(sed -nE 's/.*SUCCESS: ([0-9]+) rules found/\1/p' "$work/dashboard-check.log")
((expressions >= 24)) || die "only $expressions expressions of the dashboard were checked"

scenarios=$(cat deploy/tests/*.test.yml | grep -c '^  - name: ')
expectations=$(cat deploy/tests/*.test.yml | grep -c '^      - alertname: ')
((scenarios >= least)) || die "there are $scenarios scenarios, fewer than $least"
"$promtool" test rules deploy/tests/*.test.yml >"$work/rules-test.log" 2>&1 || { cat "$work/rules-test.log"; die "a scenario fails"; }
expect "files of scenarios that succeed" "$(grep -c SUCCESS "$work/rules-test.log")" "$(ls deploy/tests/*.test.yml | wc -l)"

# mutated NAME EXPRESSION: every rule has this expression instead of its own; prints the alerts whose scenarios fail
mutated() {
  local folder=$work/rules-$1
  rm -rf "$folder"
  mkdir -p "$folder/tests"
  cp deploy/tests/*.test.yml "$folder/tests"
  python3 - "$2" deploy/prometheus-rules.yml >"$folder/prometheus-rules.yml" <<'PY'
import re, sys
expression, rules = sys.argv[1], open(sys.argv[2]).read()
print(re.sub(r"expr: >-\n(?: {10,}.*\n)+", f"expr: {expression}\n", rules), end="")
PY
  "$promtool" check rules "$folder/prometheus-rules.yml" >"$folder/log" || die "the rules that $1 fire are not valid"
  if "$promtool" test rules "$folder"/tests/*.test.yml >"$folder/log" 2>&1; then die "rules that $1 fire pass every scenario"; fi
  sed -nE 's/^ *alertname: (\w+), time: .*/\1/p' "$folder/log" | sort -u
}
alerts=$(sed -nE 's/^ *- alert: (\w+)$/\1/p' deploy/prometheus-rules.yml | sort)
expect "rules that a scenario tells from one that always fires" "$(mutated always 'vector(1)')" "$alerts"
expect "rules that a scenario tells from one that never fires" "$(mutated never 'vector(1) > 2')" "$alerts"

say "$(wc -w <<<"$alerts") alerts, $scenarios scenarios, $expectations expectations, $expressions expressions of the dashboard; each rule has scenarios in which it fires and does not"
