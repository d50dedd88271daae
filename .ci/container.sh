# shellcheck shell=bash disable=SC2034
# Sourced by the proofs that run the image: as the engine would, see image.py, from $compose, which is what
# "docker compose config" makes of docker-compose.yml.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

image=$work/image
compose=$image/compose.json
local_file=$work/container.txt
raw=s3://caa304-raw-data

# own_network: a loopback of their own for the containers; sets $network
own_network() {
  start "$work/container-network.log" unshare --net sleep infinity
  network=$pid
  until [[ $(readlink "/proc/$network/ns/net") != "$(readlink /proc/self/ns/net)" ]]; do sleep 0.1; done
  here ip link set lo up
}

# in_image ACTION SERVICE...: as the engine would, in the containers' network
in_image() {
  local action=$1
  shift
  nsenter --target="$network" --net unshare --mount --propagation private \
    python3 "$root/.ci/image.py" "$action" "$image" "$compose" "$@"
}

# here COMMAND...: a program of this machine, in the containers' network
here() { nsenter --target="$network" --net "$@"; }

# aws_here WORDS...: the aws CLI, signed in as the compose file's containers are
aws_here() {
  local variables
  mapfile -t variables < <(python3 - "$compose" <<'END'
import json, sys
services = json.load(open(sys.argv[1]))["services"]
variables = next(s["environment"] for s in services.values() if s.get("command") == ["run"])
print(f"AWS_DEFAULT_REGION={variables['AWS_REGION']}")  # the name that every release of the CLI knows
print(*(f"{name}={value}" for name, value in variables.items() if name.startswith("AWS_")), sep="\n")
END
  )
  here env "${variables[@]}" "$work/venv/bin/aws" "$@"
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

# put KEY: an object of the moment
put() {
  date +%s.%N >"$local_file"
  aws_here s3 cp --quiet "$local_file" "$raw/incoming/$1"
}

# is_promoted KEY: fails unless it is, within 30 s, with its bytes
is_promoted() {
  rm -f "$work/container-back.txt"
  for _ in $(seq 60); do
    aws_here s3 cp --quiet "$raw/processed/$1" "$work/container-back.txt" 2>/dev/null && break
    sleep 0.5
  done
  cmp "$local_file" "$work/container-back.txt" || die "$1 was not promoted with its bytes"
  say "$1 is promoted"
}
