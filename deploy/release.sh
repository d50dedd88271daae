#!/usr/bin/env bash
# Makes a release: docs/how-to/release.md explains the steps.
#
# usage: release.sh --prepare VERSION                  states the version everywhere and dates its changelog
#        release.sh VERSION OUT [--base LAYOUT]        builds the files of the release into OUT, from the commit
#        release.sh --rebuild VERSION OUT [...]        the same for a release that has its tag
#        release.sh --sign OUT KEYSTORE                signs OUT/SHA256SUMS; RELEASE_PASSWORD opens the keystore
#        release.sh --attest OUT S3-URI                has a deployment of Waybill seal every file, for its records
#        release.sh --next VERSION                     begins the development of the next version
#
# LAYOUT is an OCI layout of the base image that the Dockerfile names; without it, no image is made.
set -euo pipefail
# Jars of modules keep the modes of their files, and the list of components has their checksums.
umask 022
root=$(cd "$(dirname "$0")/.." && pwd -P)

fail() {
  printf 'release: %s\n' "$1" >&2
  exit 1
}

usage() {
  sed -n '4,9s/^# *//p' "$0" >&2
  exit 2
}

version() { python3 -B "$root/deploy/release/version.py" "$@"; }

# checked VERSION REBUILD: fails unless the commit is one that this version can be built of
checked() {
  local changed tag
  changed=$(git -C "$root" status --porcelain)
  [[ -z $changed ]] || fail "the checkout has changes that no commit has: $(head -1 <<<"$changed")"
  version check "$1" || exit 1
  tag=$(git -C "$root" rev-parse -q --verify "refs/tags/v$1^{commit}" || true)
  if [[ $2 == yes ]]; then
    [[ $tag == "$(git -C "$root" rev-parse HEAD)" ]] || fail "the tag v$1 is not at this commit: git checkout v$1"
  else
    [[ -z $tag ]] || fail "the tag v$1 exists; a release is never made again, --rebuild compares"
  fi
}

# build VERSION OUT [BASE]: builds a clone of the commit, so that nothing beside the commit gets into a file
build() {
  local work source
  mkdir -p "$2"
  [[ -z $(ls -A "$2") ]] || fail "$2 is not empty"
  work=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$work'" EXIT
  source=$work/waybill
  git clone -q --no-hardlinks --no-checkout "$root" "$source"
  git -C "$source" -c advice.detachedHead=false checkout -q --detach "$(git -C "$root" rev-parse HEAD)"
  # Tests and checks of the commit ran before: this only compiles and packs. The option that takes the place of the
  # checks is one that the compiler has anyway. A transformer of log4j writes a time of the local time zone.
  (cd "$source" && MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.timezone=UTC" ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dcompiler.checks=-parameters -pl src/local -am package)
  python3 -B "$source/deploy/release/assemble.py" "$source" "$2" "$1" "${@:3}"
}

# sign OUT KEYSTORE: signs the list of the files, and thereby all of them
sign() {
  local key
  key=$(openssl pkcs12 -in "$2" -nodes -nocerts -passin env:RELEASE_PASSWORD | openssl pkey) || fail "$2 has no readable key"
  openssl pkey -pubout -out "$1/release.pem" <<<"$key"
  openssl dgst -sha256 -sign <(printf '%s\n' "$key") -out "$1/SHA256SUMS.sig" "$1/SHA256SUMS"
  openssl dgst -sha256 -verify "$1/release.pem" -signature "$1/SHA256SUMS.sig" "$1/SHA256SUMS"
}

# attest OUT S3-URI: uploads each file to where the deployment takes objects into custody, and fetches its record
attest() {
  local name names pack tries uri=${2%/}
  [[ $uri == s3://*/* ]] || fail "$2 is not of the form s3://BUCKET/incoming/FOLDER"
  names=$(attested "$1") || exit 1
  mkdir -p "$1/attestations"
  pack=$(mktemp)
  for name in $names; do
    aws s3 cp --only-show-errors "$1/$name" "$uri/$name"
  done
  for name in $names; do
    tries=30
    until waybill evidence "$uri/$name" -o "$pack" >"$pack.log" 2>&1; do
      ((--tries > 0)) || { cat "$pack.log" >&2; fail "$uri/$name has no record in the log"; }
      sleep 1
    done
    # The pack also has what does not belong into public: log files of CloudTrail.
    python3 -B - "$pack" "$1/attestations" "$name" <<'P'
import pathlib, sys, zipfile
folder, name = pathlib.Path(sys.argv[2]), sys.argv[3]
with zipfile.ZipFile(sys.argv[1]) as pack:
    (folder / f"{name}.sigstore.json").write_bytes(pack.read("record.sigstore.json"))
    (folder / f"{name}.tlog-proof").write_bytes(pack.read("log/record.tlog-proof"))
    (folder / "records.pem").write_bytes(pack.read("keys/signer.pem"))
    (folder / "log-policy").write_bytes(pack.read("log/policy"))
P
    echo "sealed  $name"
  done
  rm -f "$pack" "$pack.log"
}

# attested OUT: prints the names of the files that are sealed
attested() {
  (cd "$1" && sha256sum --check --strict --quiet SHA256SUMS) >&2 || fail "the files of $1 are not those of its SHA256SUMS"
  sed 's/^[0-9a-f]*  //' "$1/SHA256SUMS"
  echo SHA256SUMS
}

rebuild=no
case ${1:-} in
  --prepare | --next)
    (($# == 2)) || usage
    version "${1#--}" "$2"
    git -C "$root" --no-pager diff --stat
    exit
    ;;
  --sign | --attest)
    (($# == 3)) || usage
    [[ -f $2/SHA256SUMS ]] || fail "$2 has no SHA256SUMS; make the release first"
    "${1#--}" "$2" "$3"
    exit
    ;;
  --rebuild)
    rebuild=yes
    shift
    ;;
esac
(($# == 2 || $# == 4)) && [[ $1 != -* && ${3:---base} == --base ]] || usage
checked "$1" "$rebuild"
build "$1" "$2" "${@:4}"
