#!/usr/bin/env bash
# Two builds of a release are equal byte by byte. The first one is that of the test command, in its folder and as this
# machine is set up; the second is made by deploy/release.sh from a clone, with another home, umask, time zone, locale
# and encoding, without tests and the compiler's checks. Then the release is signed, sealed by a Waybill on the local cloud, and verified by the
# commands that docs/how-to/verify-a-download.md shows. Altered sources and files are reported by each of them.
# Lines of the guides have variables that this shell must not expand.
# shellcheck disable=SC2016
. "$(dirname "$0")/lib.sh"

folder=$work/release
repository=$folder/repository
guide=$root/docs/how-to/verify-a-download.md
keep=(waybill.jar waybill-local.jar waybill-verify.jar)
rejected=0

# committed FOLDER: commits what changed
committed() { git -C "$1" -c user.name=Waybill -c user.email=waybill@example.org commit -qam "$2"; }

# shown_by DOCUMENT LINE: prints the line; fails unless a block of code of the document has it
shown_by() {
  awk '/^ *```/ { inside = !inside } inside' "$root/docs/how-to/$1" | grep -qxF -- "$2" || die "$1 does not show: $2" >&2
  printf '%s\n' "$2"
}

# refused TEXT COMMAND...: fails unless the command fails and says so
refused() {
  local text=$1 code=0
  shift
  "$@" >"$folder/refused.txt" 2>&1 || code=$?
  if [[ $code != 1 ]] || ! grep -qF -- "$text" "$folder/refused.txt"; then
    cat "$folder/refused.txt"
    die "exit code $code without '$text': $*"
  fi
  rejected=$((rejected + 1))
}

# compared EXIT_CODE DIR DIR: compares two releases into compared.txt
compared() {
  local code=0
  python3 -B "$root/deploy/release/compare.py" "$2" "$3" >"$folder/compared.txt" 2>&1 || code=$?
  [[ $code == "$1" ]] || { cat "$folder/compared.txt"; die "the comparison of $2 and $3: exit code $code, expected $1"; }
}

# summed DIR: writes the list of checksums of a release again
summed() { (cd "$1" && sed 's/^[0-9a-f]*  //' SHA256SUMS | xargs sha256sum >sums && mv sums SHA256SUMS); }

# copied NAME: makes a copy of the second release with links to its files
copied() {
  rm -rf "${folder:?}/$1"
  cp -rl "$folder/second" "$folder/$1"
}

rm -rf "$folder"
mkdir -p "$repository" "$folder/home"
(cd "$root" && git -c safe.directory="$root" ls-files -co --exclude-standard -z \
  | tar -c --null -T - --ignore-failed-read 2>/dev/null) | tar -x -C "$repository"
git -C "$repository" init -q
git -C "$repository" add -A
committed "$repository" "the tree under test"

say "the version"
release=$repository/deploy/release.sh
snapshot=$(sed -nE '0,/<version>/s/.*<version>(.*)<\/version>.*/\1/p' "$root/pom.xml")
[[ $snapshot == *-SNAPSHOT ]] || die "the version $snapshot is released; this proof works between releases"
version=${snapshot%-SNAPSHOT}
base=$folder/base
digest=$(python3 -B "$root/.ci/base-layout.py" "$base")
refused "is prepared from" "$release" --prepare 99.0.0
refused "states $snapshot; expected $version" "$release" "$version" "$folder/no"
command=$(shown_by release.md 'deploy/release.sh --prepare "$version"')
(cd "$repository" && eval "$command") >"$folder/prepared.txt" || { cat "$folder/prepared.txt"; die "$command"; }
refused "has changes that no commit has" "$release" "$version" "$folder/no"
committed "$repository" "release: $version"
refused "the tag v$version is not at this commit" "$release" --rebuild "$version" "$folder/no"
git -C "$repository" tag "v$version"
refused "the tag v$version exists" "$release" "$version" "$folder/no"
grep -q "^## $version ($(date -u +%Y)-" "$repository/CHANGELOG.md" || die "the changelog does not date $version"
# The version of the tree that was tested, so that its build is the first one. Only names tell it from a release.
git -C "$repository" reset -q --hard HEAD~1
refused "CHANGELOG.md has no section $snapshot" "$release" "$snapshot" "$folder/no"
sed -i "s/^## $version (unreleased)/## $snapshot ($(date -u -d "@$(python3 -B "$root/deploy/release/version.py" time)" +%F))/" "$repository/CHANGELOG.md"
committed "$repository" "release: rehearse"
sed -i "s/^\(FROM debian:[^@]*@\)sha256:[0-9a-f]*/\1$digest/" "$repository/Dockerfile"
committed "$repository" "release: the base image of this proof"
cp -r "$base" "$folder/other-base"
rm "$folder/other-base/blobs/sha256/${digest#sha256:}"
refused "has no image $digest" python3 -B "$repository/deploy/release/assemble.py" "$repository" "$folder/no" "$snapshot" "$folder/other-base"
rm -rf "$folder/no"
say "$rejected releases are refused, each for its reason"

say "the first build: the test command's"
git clone -q "$repository" "$folder/tested"
mkdir -p "$folder/tested/target" "$folder/tested/src/service/target"
ln "${keep[@]/#/$root/target/}" "$folder/tested/target"
ln "$root/src/service/target/bom.json" "$folder/tested/src/service/target"
python3 -B "$folder/tested/deploy/release/assemble.py" "$folder/tested" "$folder/first" "$snapshot" "$base" >"$folder/first.txt"

say "the second build"
began=$SECONDS
settings=()
[[ ! -f $HOME/.m2/settings.xml ]] || settings=(-s "$HOME/.m2/settings.xml")
(
  umask 077
  export MAVEN_USER_HOME=$HOME/.m2 MAVEN_ARGS="-Dmaven.repo.local=$HOME/.m2/repository ${settings[*]}"
  export MAVEN_OPTS="-Duser.home=$folder/home -Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu -Dfile.encoding=ISO-8859-9"
  export HOME=$folder/home TMPDIR=$folder/home TZ=Asia/Kathmandu LC_ALL=C.UTF-8
  "$release" "$snapshot" "$folder/second" --base "$base"
) >"$folder/second.txt" 2>&1 || { tail -30 "$folder/second.txt"; die "the second build"; }
say "built in $((SECONDS - began)) s"
expect "folders that the build left" "$(ls "$folder/home")" ""
compared 0 "$folder/first" "$folder/second"
files=$(wc -l <"$folder/second/SHA256SUMS")
expect "files of a release" "$files" 8
expect "the comparison" "$(cat "$folder/compared.txt")" "$((files + 1)) files equal, 0 different"
(cd "$folder/second" && ls -s --block-size=1M "${keep[@]}" ./*.tar*)
say "$files files and their checksums are equal in both builds"

say "one altered byte of a source"
git clone -q "$repository" "$folder/altered-source"
source=src/record/src/main/java/dev/waybill/record/cli/WaybillVerify.java
sed -i '0,/offline: form/s//offlinE: form/' "$folder/altered-source/$source"
expect "altered bytes" "$(cmp -l "$folder/altered-source/$source" "$repository/$source" | wc -l)" 1
(cd "$folder/altered-source" && ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dcompiler.checks=-parameters -pl src/record -am package) >"$folder/altered-source.txt" 2>&1 \
  || { tail -20 "$folder/altered-source.txt"; die "the build of the altered source"; }
copied altered
rm "$folder/altered/waybill-verify.jar"
cp "$folder/altered-source/target/waybill-verify.jar" "$folder/altered"
summed "$folder/altered"
compared 1 "$folder/second" "$folder/altered"
expect "what differs" "$(tr '\n' ' ' <"$folder/compared.txt")" \
  "SHA256SUMS: differs waybill-verify.jar: differs   dev/waybill/record/cli/WaybillVerify.class $((files - 1)) files equal, 2 different "
say "the comparison names the file and its class: $(sed -n 3p "$folder/compared.txt")"

say "the image and the distribution"
python3 - "$folder/second/waybill-$snapshot-image-"*.tar "$folder/root" <<'P' || die "the image is not as it should be"
import hashlib, io, json, sys, tarfile
image, root = tarfile.open(sys.argv[1]), sys.argv[2]
def blob(it):
    content = image.extractfile("blobs/" + it["digest"].replace(":", "/")).read()
    assert "sha256:" + hashlib.sha256(content).hexdigest() == it["digest"] and len(content) == it["size"], it
    return content
manifest = json.loads(blob(json.load(image.extractfile("index.json"))["manifests"][0]))
config = json.loads(blob(manifest["config"]))
layers = [tarfile.open(fileobj=io.BytesIO(blob(it))) for it in manifest["layers"]]
assert len(layers) == len(config["rootfs"]["diff_ids"]) == 3
for layer in layers:
    layer.extractall(root)
names = {name for layer in layers for name in layer.getnames()}
assert {"etc/base", "opt/java/bin/java", "opt/waybill/bin/waybill", "opt/waybill/routes/10-intake.camel.yaml"} <= names
assert not [name for name in names if name.endswith(".jsa")]
found = config["config"]
assert found["User"] == "10001:10001" and found["Cmd"] == ["run"] and "BASE=kept" in found["Env"], found
state = layers[2].getmember("var/lib/waybill/data")
assert (state.uid, state.gid, state.mode) == (10001, 10001, 0o750), state
print(f"{len(names)} files and folders in 3 layers, {len(image.getmembers())} blobs")
P
expect "the launcher in the image" "$(JAVA_HOME=$folder/root/opt/java "$folder/root/opt/waybill/bin/waybill" --version | head -1)" "waybill $snapshot"

tar -xzf "$folder/second/waybill-$snapshot.tar.gz" -C "$folder/root"
expect "the launcher of the distribution" "$("$folder/root/waybill-$snapshot/bin/waybill" --version | head -1)" "waybill $snapshot"
expect "files of the distribution that git does not know" "$(cd "$folder/root/waybill-$snapshot" && find . -type f | sed 's/^..//' | sort \
  | comm -23 - <(git -C "$repository" ls-files | sort) | xargs)" "waybill-verify.jar waybill.jar"

say "signatures and records"
port=$(free_port)
export PATH=$root/bin:$cosign:$work/venv/bin:$PATH RELEASE_PASSWORD=of-the-proof COSIGN_MAX_ATTACHMENT_SIZE=1GB
export JAVA_OPTS="${jvm[*]} -XX:SharedArchiveFile=$local_archive ${quiet[*]}"
export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=ASIAWAYBILLRELEASE00 AWS_SECRET_ACCESS_KEY=test AWS_SESSION_TOKEN=token
keytool -genkeypair -alias release -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=release \
  -validity 30 -storetype PKCS12 -keystore "$folder/release.p12" -storepass "$RELEASE_PASSWORD" 2>/dev/null
start "$folder/local.log" "${java_local[@]}" -Xmx512m -jar "$local_jar" local --port "$port" --ops-port "$(free_port)" \
  --data "$folder/data" --set waybill.audit.enabled=false --set waybill.canary.every=0s --set waybill.drill.every=0s
await_line "Ctrl-C stops" 180 "$pid" "$folder/local.log"
service=$pid
cd "$repository"
ln -s "$folder/second" out
ln -s "$folder/release.p12" release.p12
began=$SECONDS
command=$(shown_by release.md 'deploy/release.sh --sign out release.p12')
bash -c "$command" >"$folder/sign.txt" 2>&1 || { cat "$folder/sign.txt"; die "$command"; }
command=$(shown_by release.md 'deploy/release.sh --attest out "s3://caa304-raw-data/incoming/waybill/$version"')
version=$version bash -c "$command" >"$folder/attest.txt" 2>&1 || { cat "$folder/attest.txt"; die "$command"; }
expect "sealed files" "$(grep -c '^sealed' "$folder/attest.txt")" $((files + 1))
stop "$service"
say "$((files + 1)) files sealed in $((SECONDS - began)) s"

awk '/^<!-- run by .ci\/prove-release.sh -->$/ { ours = 1 } /^```sh$/ { inside = ours; ours = 0; next } /^```$/ { inside = 0 } inside' \
  "$guide" >"$folder/guide.sh"
((4 <= $(grep -cE '(sha256sum|openssl|cosign|java|ssh-keygen) ' "$folder/guide.sh"))) || die "the guide shows too few commands"
# guided DIR: runs the commands of the guide in a downloaded release
guided() { (unset COSIGN_MAX_ATTACHMENT_SIZE && cd "$1" && HOME=$folder/home bash -euo pipefail "$folder/guide.sh") >"$folder/guide.txt" 2>&1; }
guided "$folder/second" || { cat "$folder/guide.txt"; die "a command of the guide fails"; }

# verdicts DIR FILE: prints who accepts the record of a file of a downloaded release
verdicts() {
  local accepted=() record=$folder/second/attestations/$2.sigstore.json
  cd "$folder/second/attestations"
  java "${jvm[@]}" -jar "$verify_jar" "$record" --object "$1/$2" --key records.pem \
    --proof "$2.tlog-proof" --policy log-policy >/dev/null 2>&1 && accepted+=(waybill-verify)
  HOME=$folder/home cosign verify-blob-attestation --bundle "$record" --key records.pem \
    --type https://waybill.dev/attestation/custody/v2 --insecure-ignore-tlog "$1/$2" >/dev/null 2>&1 && accepted+=(cosign)
  echo "${accepted[*]}"
}

# One bit of each file is altered, in a copy.
copied altered
mapfile -t names < <(sed 's/^[0-9a-f]*  //' "$folder/second/SHA256SUMS"; echo SHA256SUMS)
for name in "${names[@]}"; do
  python3 - "$folder/altered/$name" <<'P'
import pathlib, sys
path = pathlib.Path(sys.argv[1])
content = bytearray(path.read_bytes())
content[10 if path.name == "SHA256SUMS" else len(content) // 2] ^= 1
path.unlink()
path.write_bytes(content)
P
  expect "who accepts $name" "$(verdicts "$folder/second" "$name")" "waybill-verify cosign"
  expect "who accepts $name with one altered bit" "$(verdicts "$folder/altered" "$name")" ""
done
say "${#names[@]} records: each file is accepted by waybill-verify.jar and cosign, and rejected with one altered bit"
compared 1 "$folder/second" "$folder/altered"
expect "what the comparison counts" "$(tail -1 "$folder/compared.txt")" "0 files equal, ${#names[@]} different"
expect "what the comparison names" "$(sed -n 's/: differs$//p' "$folder/compared.txt" | sort | xargs)" "$(printf '%s\n' "${names[@]}" | sort | xargs)"
expect "failed checksums" "$(cd "$folder/altered" && sha256sum --check "$folder/second/SHA256SUMS" 2>/dev/null | grep -c ': FAILED$')" "$files"
! guided "$folder/altered" || die "the commands of the guide accept an altered release"
# Checksums of an altered file have no signature.
cp --remove-destination "$folder/second"/*.{jar,json,md,tar*} "$folder/altered"
cp --remove-destination "$folder/altered-source/target/waybill-verify.jar" "$folder/altered"
summed "$folder/altered"
! guided "$folder/altered" || die "the commands of the guide accept other checksums"
grep -q '^Verification failure' "$folder/guide.txt" || { cat "$folder/guide.txt"; die "the signature of other checksums is not what fails"; }
say "all altered files are named by the comparison, the checksums and the commands of the guide"
rm -rf "$folder"/{first,second,altered,altered-source,tested,root,data}
