#!/usr/bin/env bash
# The container, as far as it runs without an engine: the Dockerfile and the compose file are read by the
# programs that judge them, the Dockerfile's steps are carried out, and what they give runs as the compose
# file says: as nobody, on a read-only root, in a network of its own, with the image's own entrypoint and
# healthcheck. See image.py for what stands in for what.
. "$(dirname "$0")/lib.sh"

image=$work/image
compose=$image/compose.json
local_file=$work/container.txt
object=container/hello.txt
raw=s3://caa304-raw-data

services() { (cd "$root" && "$compose_program" "$@" config --services | sort | xargs); }

# in_image ACTION SERVICE...: as the engine would, in the containers' network
in_image() {
  local action=$1
  shift
  nsenter --target="$network" --net unshare --mount --propagation private \
    python3 "$root/.ci/image.py" "$action" "$image" "$compose" "$@"
}

# here COMMAND...: a program of this machine, in the containers' network
here() { nsenter --target="$network" --net "$@"; }

aws_here() {
  here env AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=waybill \
    AWS_SECRET_ACCESS_KEY=test "$work/venv/bin/aws" "$@"
}

# to_its_end SERVICE [COMMAND...]: fails unless it ends well
to_its_end() {
  local code=0
  in_image run "$@" >"$work/container-$1.log" 2>&1 </dev/null || code=$?
  [[ $code == 0 ]] || { cat "$work/container-$1.log"; die "$1 ended with $code"; }
}

# up SERVICE: starts it and waits until its healthcheck passes; sets $pid
up() {
  start "$work/container-$1.log" nsenter --target="$network" --net unshare --mount --propagation private \
    python3 "$root/.ci/image.py" run "$image" "$compose" "$1"
  for _ in $(seq 120); do
    kill -0 "$pid" 2>/dev/null || { cat "$work/container-$1.log"; die "$1 ended"; }
    in_image probe "$1" "$pid" 2>/dev/null && { say "$1 is healthy"; return; }
    sleep 0.5
  done
  cat "$work/container-$1.log"
  die "$1 was not healthy within 60 s"
}

# down SERVICE PID: SIGTERM ends it, within its grace period, with a code that says so
down() {
  local grace code=0 began=$SECONDS
  grace=$(setting "$1" stop_grace_period)
  kill -TERM "$2"
  for _ in $(seq $((${grace%s} * 10))); do
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$2" 2>/dev/null; then die "$1 still runs $grace after SIGTERM"; fi
  wait "$2" || code=$?
  [[ $code == 0 || $code == 143 ]] || die "$1 ended with $code after SIGTERM"
  say "SIGTERM ended $1 with $code in $((SECONDS - began)) s"
}

setting() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["services"][sys.argv[2]][sys.argv[3]])' \
    "$compose" "$@"
}

# is_promoted KEY: fails unless it is, within 30 s, with its bytes
is_promoted() {
  for _ in $(seq 60); do
    aws_here s3 cp --quiet "$raw/processed/$1" "$work/container-back.txt" 2>/dev/null && break
    sleep 0.5
  done
  cmp "$local_file" "$work/container-back.txt" || die "$1 was not promoted with its bytes"
  say "$1 is promoted"
}

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
wanted=$(jdeps --ignore-missing-deps --multi-release 17 --print-module-deps "$image/image/opt/waybill/waybill.jar")
missing=$(comm -13 <("$image/image/opt/java/bin/java" --list-modules | cut -d@ -f1 | sort) \
  <(tr , '\n' <<<"$wanted" | sort))
[[ -z $missing ]] || die "the runtime lacks $missing"
say "the runtime has $(du -sh "$image/image/opt/java" | cut -f1) and every module that the jar asks for"

start "$work/container-network.log" unshare --net sleep infinity
network=$pid
until [[ $(readlink "/proc/$network/ns/net") != "$(readlink /proc/self/ns/net)" ]]; do sleep 0.1; done
here ip link set lo up

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

date >"$local_file"
aws_here s3 cp --quiet "$local_file" "$raw/incoming/$object"
is_promoted "$object"
target=$(sed -nE 's/.*targets: \["waybill(:[0-9]+)"\].*/\1/p' deploy/prometheus.yml)
path=$(sed -nE 's/ *metrics_path: //p' deploy/prometheus.yml)
here curl -fsS "http://127.0.0.1$target$path" | grep -qxF 'waybill_outcomes_total{outcome="promoted"} 1.0' \
  || die "the metrics do not tell of it"
say "and counted, where Prometheus asks"

aws_here s3 cp --quiet "$local_file" "$raw/incoming/$object.2" # is in work, or waits, when the signal comes
down waybill "$pid"
# There is no network card here, which Netty would have taken a number from.
! grep -nE ' (WARN|ERROR|FATAL) ' "$work/container-waybill.log" | grep -vE 'allow-long-lived|MacAddressUtil' \
  || die "warnings"
up waybill
is_promoted "$object.2"
down waybill "$pid"
down cloud "$cloud"
