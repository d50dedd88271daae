#!/usr/bin/env bash
# The status page in Chromium: axe finds no violation in light and dark, the keyboard reaches everything, 320 px need
# no horizontal scrolling, 200 hostile keys stay text, and the page is small and fast with the state of ten million
# objects. Then the page of a real "waybill local".
. "$(dirname "$0")/lib.sh"

folder=$work/status
pictures=$folder/pictures
mkdir -p "$folder"

# Prepared states, from the classes of the service.
rm -f "$folder/ports.json"
start "$folder/pages.log" java "${jvm[@]}" -cp "$jar:$root/src/service/target/test-classes" \
  dev.waybill.ops.StatusPageServer "$folder/ports.json"
pages=$pid

port=$(free_port)
start "$folder/local.log" env WAYBILL_STATUS_NAMES=true "${waybill_local[@]}" local --port "$(free_port)" \
  --ops-port "$port" --data "$folder/data-$port"
service=$pid

for _ in $(seq 120); do
  [[ -s $folder/ports.json ]] && break
  kill -0 "$pages" 2>/dev/null || { tail -40 "$folder/pages.log"; die "the server of the pages exited"; }
  sleep 0.5
done
await_url "http://127.0.0.1:$port/status" 120 "$service" "$folder/local.log"
# The page is complete once everything sealed was planned.
for _ in $(seq 120); do
  curl -fsS "http://127.0.0.1:$port/status" | grep -q 'all bytes read again within 40 s' && break
  sleep 0.5
done
page=$(curl -fsSL "http://127.0.0.1:$port/")
grep -q 'all bytes read again within 40 s' <<<"$page" || die "the page of waybill local shows no coverage"
grep -qE '<dt>Newest checkpoint</dt><dd>20' <<<"$page" || die "the page of waybill local shows no checkpoint"
grep -qE '1 promoted' <<<"$page" || die "the page of waybill local does not show the demo object"

node "$root/.ci/status-page.mjs" "$work/browser" "$folder/ports.json" "$pictures" "http://127.0.0.1:$port/status" \
  | tee "$folder/checks.log"
grep -qE '^1[0-9]{3} checks passed$' "$folder/checks.log" || die "checks are missing"

# The pictures of the documents were taken from these.
for name in status-page.png status-page-rest.png status-page-broken.png; do
  [[ -s $root/docs/images/$name ]] || die "docs/images/$name is missing; take the one in $pictures"
done
stop "$service"
stop "$pages"
