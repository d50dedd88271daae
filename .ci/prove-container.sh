#!/usr/bin/env bash
# The container, as far as it runs without an engine: the Dockerfile and the compose file are read by the
# programs that judge them, the Dockerfile's steps are carried out, and what they give runs as the compose
# file says: as nobody, on a read-only root, in a network of its own, with the image's own entrypoint and
# healthcheck. See image.py for what stands in for what.
. "$(dirname "$0")/container.sh"

services() { (cd "$root" && "$compose_program" "$@" config --services | sort | xargs); }

# writes_only_to_tmp PID: it is nobody, holds nothing, and no other mount or open file of it is writable
writes_only_to_tmp() {
  local status mounts files
  status=$(cat "/proc/$1/status")
  [[ $status == *$'Uid:\t10001\t10001\t10001\t10001'* ]] || die "it does not run as 10001"
  [[ $status == *$'CapEff:\t0000000000000000'* && $status == *$'CapBnd:\t0000000000000000'* ]] \
    || die "it has capabilities"
  [[ $status == *$'NoNewPrivs:\t1'* ]] || die "it could gain privileges"
  # /proc and /dev are the engine's to guard; a process of no rights can write nothing there.
  mounts=$(awk '$4 ~ /^rw/ && $2 !~ "^/(proc|dev|tmp)(/|$)" { print $2 }' "/proc/$1/mounts")
  [[ -z $mounts ]] || die "writable: $mounts"
  grep -qE '^\S+ /tmp tmpfs rw,nosuid,nodev,noexec' "/proc/$1/mounts" || die "/tmp is not as Docker mounts it"
  files=$(for entry in /proc/"$1"/fdinfo/*; do
    grep -qE '^flags:\s+0[0-7]*[12]$' "$entry" && readlink "/proc/$1/fd/${entry##*/}"
  done | grep -vE '^(/tmp/|/dev/null$|socket:|pipe:|anon_inode:|'"$work"'/container-)' || true)
  [[ -z $files ]] || die "open for writing: $files"
  ! grep -rn 'Read-only file system' "$work"/container-*.log || die "it wanted to write elsewhere"
  say "it writes to /tmp only: $(find "/proc/$1/root/tmp" -mindepth 1 | wc -l) files there"
}

say "the compose file"
cd "$root"
"$compose_program" config --quiet
"$compose_program" --profile localstack config --quiet
expect "services" "$(services)" "cloud init keys prometheus waybill"
expect "services of localstack" "$(services --profile localstack)" \
  "init-localstack keys localstack prometheus waybill-localstack"

say "the Dockerfile"
"$work/venv/bin/hadolint" --no-color Dockerfile
! grep -n 'hadolint ignore' Dockerfile || die "a rule is ignored without a reason known here"

say "the image's files, by the Dockerfile's own steps"
rm -rf "$image"
mkdir -p "$image"
unshare --mount --propagation private python3 .ci/image.py build "$root" "$image"
"$compose_program" config --format json >"$compose"
wanted=$(jdeps --ignore-missing-deps --multi-release 17 --print-module-deps "$image/service/opt/waybill/waybill.jar")
missing=$(comm -13 <("$image/service/opt/java/bin/java" --list-modules | cut -d@ -f1 | sort) \
  <(tr , '\n' <<<"$wanted" | sort))
[[ -z $missing ]] || die "the runtime lacks $missing"
say "the runtime has $(du -sh "$image/service/opt/java" | cut -f1) and every module that the jar asks for"

found=$(find "$image/service" -name '*.jar' -exec unzip -l {} \; | grep -cE 'localcloud|pekko|scala/|elasticmq|org/h2' || true)
expect "files of the local cloud in the service's image" "$found" 0
say "no file of the local cloud is in the service's image, $(du -sh "$image/service/opt/waybill" | cut -f1) without the runtime"

own_network
to_its_end keys
before=$(sha256sum "$image/volumes/keys/signing.p12")
to_its_end keys
expect "the signing key of a second start" "$(sha256sum "$image/volumes/keys/signing.p12")" "$before"
up cloud
cloud=$pid
if in_image probe waybill "$cloud" 2>/dev/null; then die "the healthcheck passes where no service is"; fi
to_its_end init
up waybill
writes_only_to_tmp "$pid"
grep -q 'libamazonCorrettoCryptoProvider' "/proc/$pid/maps" || die "AWS-LC is not what signs"
grep -q 'waybill\.jsa' "/proc/$pid/maps" || die "the archive of its classes is not used"

put container/first.txt
is_promoted container/first.txt
target=$(sed -nE 's/.*targets: \["waybill(:[0-9]+)"\].*/\1/p' deploy/prometheus.yml)
path=$(sed -nE 's/ *metrics_path: //p' deploy/prometheus.yml)
here curl -fsS "http://127.0.0.1$target$path" | grep -xF 'waybill_outcomes_total{outcome="promoted"} 1.0' >/dev/null \
  || die "the metrics do not tell of it"
say "and counted, where Prometheus asks"

put container/second.txt # is in work, or waits, when the signal comes
down waybill "$pid"
# There is no network card here, which Netty would have taken a number from.
! grep -nE ' (WARN|ERROR|FATAL) ' "$work/container-waybill.log" | grep -vE 'allow-long-lived|MacAddressUtil' \
  || die "warnings"
up waybill
is_promoted container/second.txt
down waybill "$pid"
down cloud "$cloud"
