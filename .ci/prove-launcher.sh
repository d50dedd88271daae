#!/usr/bin/env bash
# The command waybill from a checkout: the launcher passes arguments and exit codes, the checks before a start
# work without AWS, and bash and zsh complete commands and options when the tabulator key is pressed.
. "$(dirname "$0")/lib.sh"

checks=0
check() { checks=$((checks + 1)); say "$*"; }

launcher=$root/bin/waybill
home=$work/launcher
rm -rf "$home"
mkdir -p "$home"
cp -R "$root/config" "$root/routes" "$root/sql" "$home"
cd "$home"

# exits CODE COMMAND...: fails unless the command exits with the code; the output is in $home/out
exits() {
  local wanted=$1 code=0
  shift
  "$@" >"$home/out" 2>&1 </dev/null || code=$?
  [[ $code == "$wanted" ]] || { cat "$home/out"; die "$* exited with $code, expected $wanted"; }
  check "exit code $wanted: ${*##*/}"
}

exits 0 "$launcher" --version
exits 2 "$launcher" nothing
grep -q 'there is no command nothing' "$home/out" || die "the program did not get the argument"
exits 0 "$launcher" routes lint
exits 0 env JAVA_OPTS="-Xmx256m -Duser.language=de" "$launcher" routes lint --diff
exits 2 env JAVA_HOME=/nowhere "$launcher" --version
sed -i 's/method: hash$/method: hsah/' routes/20-seal.camel.yaml
exits 1 "$launcher" routes lint
grep -q '^routes/20-seal.camel.yaml:[0-9]*: error method: 20-seal/20-seal-hash: ' "$home/out" || die "the finding has no place"
exits 1 "$launcher" config check --json
python3 -c 'import json, sys; assert not json.load(open(sys.argv[1]))["ok"]' "$home/out" || die "this is no JSON of a check"
exits 2 env -u AWS_REGION "$launcher" doctor
grep -q '^do this first:$' "$home/out" || die "the doctor does not say what is first"

for shell in bash zsh; do
  exits 0 "$launcher" completion "$shell"
  cp "$home/out" "$home/completion.$shell"
  for pair in "doc:doctor" "routes li:routes lint" "routes lint --di:routes lint --diff" "completion z:completion zsh"; do
    expect "$shell completes ${pair%%:*}" \
      "$(python3 "$root/.ci/complete.py" "$shell" "$home/completion.$shell" "waybill ${pair%%:*}")" "waybill ${pair#*:}"
    check "$shell: ${pair#*:}"
  done
done
expect "checks" "$checks" 18
say "$checks checks"
