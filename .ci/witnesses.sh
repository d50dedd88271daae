# shellcheck shell=bash disable=SC2034
# Library of the proofs that need witnesses which we did not write: omniwitness signs with ML-DSA-44, and
# litewitness with Ed25519.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# start_witnesses FOLDER VKEY: starts both for the log with this Ed25519 verifier key, and writes the C2SP policy
# that asks both to FOLDER/policy
start_witnesses() {
  local folder=$1 vkey=$2 origin=${2%%+*} omni lite print
  omni=$(free_port)
  lite=$(free_port)
  mkdir -p "$folder"
  "$omniwitness/generate_keys" --mldsa --origin witness.example/omni \
    --out_priv "$folder/omni.key" --out_pub "$folder/omni.vkey"
  printf 'Logs:\n  - Origin: %s\n    URL: http://127.0.0.1/\n    PublicKey: %s\n' "$origin" "$vkey" >"$folder/logs.yaml"
  start "$folder/omni.log" "$omniwitness/omniwitness" --listen "127.0.0.1:$omni" --metrics_listen '' \
    --db_file "$folder/omni.db" --private_key_path "$folder/omni.key" --additional_logs "$folder/logs.yaml"

  # litewitness takes its key from an agent only. Sockets must have short paths.
  local socket
  socket=$(mktemp -d)/agent
  ssh-keygen -q -t ed25519 -N '' -C '' -f "$folder/lite"
  start "$folder/agent.log" ssh-agent -D -a "$socket"
  for _ in $(seq 50); do [[ -S $socket ]] && break; sleep 0.1; done
  SSH_AUTH_SOCK=$socket ssh-add -q "$folder/lite"
  print=$(ssh-keygen -lf "$folder/lite.pub" | cut -d' ' -f2)
  : >"$folder/lite.log"
  start "$folder/lite.log" "$torchwood/litewitness" -name witness.example/lite -db "$folder/lite.db" \
    -ssh-agent "$socket" -key "$print" -listen "127.0.0.1:$lite"
  await_line 'msg=listening' 20 "$pid" "$folder/lite.log"
  # witnessctl needs a module that the proxy does not serve, so its rows are written here.
  python3 - "$folder/lite.db" "$origin" "$vkey" <<'END'
import base64, hashlib, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    empty = base64.b64encode(hashlib.sha256().digest()).decode()
    db.execute("INSERT INTO log (origin, tree_size, tree_hash) VALUES (?, 0, ?)", (sys.argv[2], empty))
    db.execute("INSERT INTO key (origin, key) VALUES (?, ?)", (sys.argv[2], sys.argv[3]))
END
  {
    printf 'witness omni %s http://127.0.0.1:%s\n' "$(cat "$folder/omni.vkey")" "$omni"
    printf 'witness lite %s http://127.0.0.1:%s\n' "$(sed -n 's/.*vkey=\([^ ]*\).*/\1/p' "$folder/lite.log" | tr -d '"')" "$lite"
    printf 'group both all omni lite\nquorum both\n'
  } >"$folder/witnesses"
}
