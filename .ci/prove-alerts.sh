#!/usr/bin/env bash
# Alerts of the shipped routes in third-party programs: Alertmanager accepts and groups them and knows open
# and resolved ones; SNS and EventBridge of LocalStack forward them; every event is an OCSF finding in a
# CloudEvent.
. "$(dirname "$0")/lib.sh"

alertmanager=$cache/alertmanager-0.25
if [[ ! -x $alertmanager/usr/bin/prometheus-alertmanager ]]; then
  say "downloading Alertmanager"
  rm -rf "$work/alertmanager-deb" "$alertmanager"
  mkdir -p "$work/alertmanager-deb"
  (cd "$work/alertmanager-deb" && apt-get -qq update && apt-get -qq download prometheus-alertmanager) >"$work/apt.log" 2>&1 \
    || { tail -5 "$work/apt.log"; die "prometheus-alertmanager could not be downloaded"; }
  dpkg -x "$work"/alertmanager-deb/prometheus-alertmanager_0.25*.deb "$alertmanager"
fi

port=$(free_port)
url=http://127.0.0.1:$port
cat >"$work/alertmanager.yml" <<YAML
route: {receiver: nobody, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
receivers: [{name: nobody}]
YAML
rm -rf "$work/alertmanager-data"
# Debian's program reads templates from /usr/share, so the folder of the package is mounted there.
start "$work/alertmanager.log" unshare --mount --map-root-user sh -c \
  'mount --bind "$1/usr/share" /usr/share && shift && exec "$@"' sh "$alertmanager" \
  "$alertmanager/usr/bin/prometheus-alertmanager" --config.file="$work/alertmanager.yml" \
  --storage.path="$work/alertmanager-data" --web.listen-address="127.0.0.1:$port" --cluster.listen-address=
server=$pid
await_url "$url/-/ready" 30 "$server" "$work/alertmanager.log"

say "Alertmanager"
rm -f "$root/target/alertmanager-events.jsonl"
its service AlertmanagerIT
run_tests "$work/prove-alertmanager.log" 4 "${integration[@]}" -DWAYBILL_ALERTMANAGER="$url"
expect "skipped tests" "$skipped" 0
stop "$server"
events=$root/target/alertmanager-events.jsonl
[[ -s $events ]] || die "no event was written to $events"

if need_shared; then
  say "$(wc -l <"$events") events as OCSF findings in CloudEvents"
  "$work/ocsf/bin/python" "$shared/interop/ocsf_check.py" - <"$events" || die "an alert is not an OCSF finding in a CloudEvent"

  say "SNS, SQS and EventBridge of LocalStack"
  port=$(free_port)
  # EventBridge is not in the base runtime of LocalStack; it needs further modules.
  localstack() {
    LS_SERVICES=s3,sqs,sns,kms,sts,iam$1 "$shared/localstack/start-localstack.sh" "$root/target/localstack" "$port" \
      >"$work/localstack.pid" || die "LocalStack did not start"
    server=$(tail -1 "$work/localstack.pid")
  }
  if ! "$root/target/localstack/venv/bin/python" -c 'import crontab' 2>/dev/null; then
    localstack ""
    stop "$server"
    "$root/target/localstack/venv/bin/pip" install -q --disable-pip-version-check crontab==1.0.5 jsonpath-ng==1.16.0
    port=$(free_port)
  fi
  localstack ,events
  servers+=("$server")
  its service 'AlertForwardingIT,SqsSinkIT,UndeliveredArchiveIT'
  run_tests "$work/prove-alerts-localstack.log" 10 env AWS_ENDPOINT_URL="http://127.0.0.1:$port" "${integration[@]}"
  expect "skipped tests" "$skipped" 0
  stop "$server"
else
  say "SKIPPED PROOFS: no OCSF check and no LocalStack in $shared"
fi
