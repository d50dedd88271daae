# shellcheck shell=bash disable=SC2034
# Library of the proofs that run the image with image.py in place of a container engine. $compose is the
# output of "docker compose config" for docker-compose.yml.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

image=$work/image
compose=$image/compose.json
local_file=$work/container.txt
raw=s3://caa304-raw-data

# own_network: creates a network namespace with a loopback for the containers; sets $network
own_network() {
  start "$work/container-network.log" unshare --net sleep infinity
  network=$pid
  until [[ $(readlink "/proc/$network/ns/net") != "$(readlink /proc/self/ns/net)" ]]; do sleep 0.1; done
  here ip link set lo up
}

# in_image ACTION SERVICE...: runs image.py in the network of the containers
in_image() {
  local action=$1
  shift
  nsenter --target="$network" --net unshare --mount --propagation private \
    python3 "$root/.ci/image.py" "$action" "$image" "$compose" "$@"
}

# here COMMAND...: runs a program of this machine in the network of the containers
here() { nsenter --target="$network" --net "$@"; }

# aws_here WORDS...: runs the aws CLI in the region of the containers, as $aws_key and not as the service
aws_key=me
aws_here() {
  local variables
  mapfile -t variables < <(python3 - "$compose" <<'END'
import json, sys
services = json.load(open(sys.argv[1]))["services"]
variables = next(s["environment"] for s in services.values() if s.get("command") == ["run"])
print(f"AWS_DEFAULT_REGION={variables['AWS_REGION']}")  # every release of the CLI reads this name
print(*(f"{name}={value}" for name, value in variables.items() if name.startswith("AWS_")), sep="\n")
END
  )
  here env "${variables[@]}" AWS_ACCESS_KEY_ID="$aws_key" "$work/venv/bin/aws" "$@"
}

# to_its_end SERVICE [COMMAND...]: runs the service; fails unless it exits with 0
to_its_end() {
  local code=0
  in_image run "$@" >"$work/container-$1.log" 2>&1 </dev/null || code=$?
  [[ $code == 0 ]] || { cat "$work/container-$1.log"; die "$1 exited with code $code"; }
}

# up SERVICE: starts the service and waits until its healthcheck passes; sets $pid
up() {
  start "$work/container-$1.log" nsenter --target="$network" --net unshare --mount --propagation private \
    python3 "$root/.ci/image.py" run "$image" "$compose" "$1"
  for _ in $(seq 120); do
    kill -0 "$pid" 2>/dev/null || { cat "$work/container-$1.log"; die "$1 exited"; }
    in_image probe "$1" "$pid" 2>/dev/null && { say "$1 is healthy"; return; }
    sleep 0.5
  done
  cat "$work/container-$1.log"
  die "$1 was not healthy within 60 s"
}

# down SERVICE PID: stops the service with SIGTERM; fails unless it exits within its grace period with 0 or 143
down() {
  local grace code=0 began=$SECONDS
  grace=$(setting "$1" stop_grace_period)
  kill -TERM "$2"
  for _ in $(seq $((${grace%s} * 10))); do
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$2" 2>/dev/null; then die "$1 is still running $grace after SIGTERM"; fi
  wait "$2" || code=$?
  [[ $code == 0 || $code == 143 ]] || die "$1 exited with code $code after SIGTERM"
  say "SIGTERM stopped $1 in $((SECONDS - began)) s, exit code $code"
}

setting() {
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["services"][sys.argv[2]][sys.argv[3]])' \
    "$compose" "$@"
}

# put KEY: uploads an object that contains the current time
put() {
  date +%s.%N >"$local_file"
  aws_here s3 cp --quiet "$local_file" "$raw/incoming/$1"
}

# is_promoted KEY: fails unless the object is promoted within 30 s with the uploaded bytes
is_promoted() {
  rm -f "$work/container-back.txt"
  for _ in $(seq 60); do
    aws_here s3 cp --quiet "$raw/processed/$1" "$work/container-back.txt" 2>/dev/null && break
    sleep 0.5
  done
  cmp "$local_file" "$work/container-back.txt" || die "$1 was not promoted with the uploaded bytes"
  say "$1 is promoted"
}
