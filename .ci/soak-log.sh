#!/usr/bin/env bash
# Large form of prove-log.sh without the pipeline: see soak-log.py, which gets the arguments. It needs the packaged
# jars, the compiled tests and the tools of tools.sh, and takes minutes, so .ci/run does not run it.
. "$(dirname "$0")/lib.sh"

export FSCK=$tessera/fsck TLOG_PROOF=$torchwood/tlog-proof
folder=$work/soak
rm -rf "$folder"
"$work/venv/bin/python" "$root/.ci/soak-log.py" "$folder" "$@"
