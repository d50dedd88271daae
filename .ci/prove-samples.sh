#!/usr/bin/env bash
# `waybill verify` and waybill-verify.jar on sample records that are named after their defect. Both programs
# must accept the two valid records and reject all others.
. "$(dirname "$0")/lib.sh"

samples=$root/target/interop/samples
judged=0

# judge EXIT_CODE RECORD KEY OBJECT: checks one record with both programs, and prints the failed checks
judge() {
  local code=0
  "${waybill[@]}" verify "$2" --key "$3" --object "$4" >"$work/judge.log" 2>&1 || code=$?
  [[ $code == "$1" ]] || { cat "$work/judge.log"; die "verify ${2##*/} with ${3##*/} and ${4##*/}: exit code $code, expected $1"; }
  tail -1 "$work/judge.log" | grep -qx "$([[ $1 == 0 ]] && echo 'verified (open: version)' || echo 'NOT VERIFIED')" \
    || { cat "$work/judge.log"; die "verify ${2##*/} does not end with its result"; }
  code=0
  java "${jvm[@]}" -jar "$verify_jar" "$2" --key "$3" --object "$4" >"$work/auditor.log" 2>&1 || code=$?
  [[ $code == "$1" ]] || { cat "$work/auditor.log"; die "waybill-verify.jar ${2##*/} with ${3##*/} and ${4##*/}: exit code $code, expected $1"; }
  printf '  %-30s %-13s %-8s %s\n' "${2##*/}" "${3##*/}" "${4##*/}" \
    "$(sed -n 's/^\([a-z]*\)  *bad  */\1: /p' "$work/judge.log" | paste -sd ';' | cut -c1-110)"
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
expect "samples checked" "$judged" $((2 + $(find "$samples" -maxdepth 1 -name '*.json' | wc -l)))
((judged > 20)) || die "only $judged samples checked"
say "$judged results as expected"
