#!/usr/bin/env bash
# The container without a container engine: linters check the Dockerfile and the compose file, the steps of
# the Dockerfile are executed, and the resulting image runs as the compose file configures it: as an
# unprivileged user, on a read-only root, in a network of its own, with the entrypoint and healthcheck of the
# image. image.py documents the substitutes.
. "$(dirname "$0")/container.sh"

services() { (cd "$root" && "$compose_program" "$@" config --services | sort | xargs); }

# writes_only_to_tmp PID: fails unless the process runs as uid 10001, has no capability, and has no writable
# mount or file outside of /tmp
writes_only_to_tmp() {
  local status mounts files
  status=$(cat "/proc/$1/status")
  [[ $status == *$'Uid:\t10001\t10001\t10001\t10001'* ]] || die "the process does not run as 10001"
  [[ $status == *$'CapEff:\t0000000000000000'* && $status == *$'CapBnd:\t0000000000000000'* ]] \
    || die "the process has capabilities"
  [[ $status == *$'NoNewPrivs:\t1'* ]] || die "the process could gain privileges"
  # The engine protects /proc and /dev; an unprivileged process cannot write there.
  mounts=$(awk '$4 ~ /^rw/ && $2 !~ "^/(proc|dev|tmp)(/|$)" { print $2 }' "/proc/$1/mounts")
  [[ -z $mounts ]] || die "writable: $mounts"
  grep -qE '^\S+ /tmp tmpfs rw,nosuid,nodev,noexec' "/proc/$1/mounts" || die "the options of /tmp differ from those of Docker"
  files=$(for entry in /proc/"$1"/fdinfo/*; do
    grep -qE '^flags:\s+0[0-7]*[12]$' "$entry" && readlink "/proc/$1/fd/${entry##*/}"
  done | grep -vE '^(/tmp/|/dev/null$|socket:|pipe:|anon_inode:|'"$work"'/container-)' || true)
  [[ -z $files ]] || die "open for writing: $files"
  ! grep -rn 'Read-only file system' "$work"/container-*.log || die "the process tried to write outside of /tmp"
  say "the process writes to /tmp only: $(find "/proc/$1/root/tmp" -mindepth 1 | wc -l) files there"
}

say "the compose file"
cd "$root"
"$compose_program" config --quiet
"$compose_program" --profile localstack config --quiet
expect "services" "$(services)" "cloud forward grafana init keys prometheus waybill"
expect "services of localstack" "$(services --profile localstack)" \
  "grafana init-localstack keys localstack prometheus waybill-localstack"

say "the Dockerfile"
"$work/venv/bin/hadolint" --no-color Dockerfile
! grep -n 'hadolint ignore' Dockerfile || die "a hadolint rule is ignored"

say "the files of the image, by the steps of the Dockerfile"
rm -rf "$image"
mkdir -p "$image"
unshare --mount --propagation private python3 .ci/image.py build "$root" "$image"
"$compose_program" config --format json >"$compose"
wanted=$(jdeps --ignore-missing-deps --multi-release 17 --print-module-deps "$image/service/opt/waybill/waybill.jar")
missing=$(comm -13 <("$image/service/opt/java/bin/java" --list-modules | cut -d@ -f1 | sort) \
  <(tr , '\n' <<<"$wanted" | sort))
[[ -z $missing ]] || die "the runtime has no module $missing"
say "the runtime has $(du -sh "$image/service/opt/java" | cut -f1) and every module that the jar needs"

found=$(find "$image/service" -name '*.jar' -exec unzip -l {} \; | grep -cE 'localcloud|pekko|scala/|elasticmq|org/h2|io/trino' || true)
expect "files of the local cloud in the service's image" "$found" 0
say "no file of the local cloud is in the service's image, $(du -sh "$image/service/opt/waybill" | cut -f1) without the runtime"

missing=$(python3 - "$compose" <<'END'
import json, os, sys
services = json.load(open(sys.argv[1]))["services"]
sources = {v["source"] for s in services.values() for v in s.get("volumes") or [] if v["type"] == "bind"}
assert len(sources) >= 7, sources
print(*sorted(it for it in sources if not os.path.exists(it)))
END
)
expect "mounted files that do not exist" "$missing" ""
expect "the launcher in the image" \
  "$(JAVA_HOME="$image/service/opt/java" "$image/service/opt/waybill/bin/waybill" --version 2>&1 | head -1)" \
  "$(java -jar "$jar" --version | head -1)"
say "the image has the command waybill"

own_network
to_its_end keys
before=$(sha256sum "$image/volumes/keys/signing.p12")
to_its_end keys
expect "the signing key of a second start" "$(sha256sum "$image/volumes/keys/signing.p12")" "$before"
up cloud
cloud=$pid
if in_image probe waybill "$cloud" 2>/dev/null; then die "the healthcheck passes without a service"; fi
to_its_end init
up waybill
service=$pid
writes_only_to_tmp "$service"
grep -q 'libamazonCorrettoCryptoProvider' "/proc/$service/maps" || die "AWS-LC is not loaded"
grep -q 'waybill\.jsa' "/proc/$service/maps" || die "the class archive is not used"

put container/first.txt
is_promoted container/first.txt
target=$(sed -nE 's/.*targets: \["waybill(:[0-9]+)"\].*/\1/p' deploy/prometheus.yml)
path=$(sed -nE 's/ *metrics_path: //p' deploy/prometheus.yml)
here curl -fsS "http://127.0.0.1$target$path" | grep -xF 'waybill_outcomes_total{outcome="promoted",scope="default"} 1.0' >/dev/null \
  || die "the metrics do not count the object"
say "the metrics that Prometheus scrapes count the object"

up forward
here env AWS_ACCESS_KEY_ID=AKIADEMOLONGLIVEDKEY AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 \
  "$work/venv/bin/aws" --endpoint-url http://127.0.0.1:4567 s3 cp --quiet "$raw/processed/container/first.txt" "$work/container-back.txt"
cmp "$local_file" "$work/container-back.txt" || die "the forwarded port returns other bytes"
say "a long-lived key read the object through the forwarded port"
began=$SECONDS
for _ in $(seq 240); do
  grep -q ' alert .*Long-lived access key used on S3' "$work/container-waybill.log" && break
  sleep 0.5
done
grep -q ' alert .*Long-lived access key used on S3' "$work/container-waybill.log" || { tail -20 "$work/container-waybill.log"; die "no audit found the key"; }
say "an audit in the container found the key after $((SECONDS - began)) s"
down forward "$pid"

put container/second.txt # in process or waiting when the signal arrives
down waybill "$service"
# Netty warns because the namespace has no network card with a MAC address.
! grep -nE ' (WARN|ERROR|FATAL) ' "$work/container-waybill.log" | grep -vE 'allow-long-lived|MacAddressUtil|alert - alert ID-05/' \
  || die "warnings"
up waybill
is_promoted container/second.txt
down waybill "$pid"
down cloud "$cloud"
