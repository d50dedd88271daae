#!/usr/bin/env bash
# `waybill verify` on sample records named for their defect: two are good, everything else must be refused.
. "$(dirname "$0")/lib.sh"

samples=$root/target/interop/samples
judged=0

# judge EXIT_CODE RECORD KEY OBJECT
judge() {
  local code=0
  java -jar "$jar" verify "$2" --key "$3" --object "$4" >"$work/judge.log" 2>&1 || code=$?
  [[ $code == "$1" ]] || { cat "$work/judge.log"; die "verify ${2##*/} with ${3##*/} and ${4##*/}: exit $code, not $1"; }
  judged=$((judged + 1))
}

for sample in "$samples"/*.json; do
  case ${sample##*/} in
    good.json | good-high-s.json) judge 0 "$sample" "$samples/public.pem" "$samples/a.txt" ;;
    *) judge 1 "$sample" "$samples/public.pem" "$samples/a.txt" ;;
  esac
done
judge 1 "$samples/good.json" "$samples/stranger.pem" "$samples/a.txt"
judge 1 "$samples/good.json" "$samples/public.pem" "$samples/b.txt"
((judged > 20)) || die "only $judged samples judged"
say "$judged verdicts as expected"
