#!/usr/bin/env bash
# The same commands on Linux and macOS, x86-64 and ARM: the launcher needs only what POSIX has, the completion and
# the guides nothing of bash 4 or GNU that they do not name, and an emulated ARM processor signs with AWS-LC.
. "$(dirname "$0")/lib.sh"

folder=$work/platforms
rm -rf "$folder"
mkdir -p "$folder/posix"

say "scripts and guides"
"${waybill[@]}" completion bash >"$folder/completion.bash"
(cd "$root" && python3 .ci/portable.py bin/waybill mvnw "$folder/completion.bash" README.md docs/*.md docs/*/*.md deploy/*/*.md)
"$work/venv/bin/shellcheck" --shell=sh "$root/bin/waybill"
# Each line needs something that macOS does not have.
cat >"$folder/bad.sh" <<'END'
mapfile -t all <file
declare -A table
local -n name=other
echo "${name^^}"
run &>>log
printf '%(%F)T' -1
echo "${all[-1]}"
compopt -o filenames
readlink -f file
sed -i 's/a/b/' file
date -d yesterday
stat -c %s file
base64 -w0 file
sha256sum file
split --bytes=1 file
xargs -r rm
grep -oP a file
find . -printf %p
install -D -t folder file
timeout 5 run
END
python3 "$root/.ci/portable.py" "$folder/bad.sh" >"$folder/bad.txt" && die "nothing was found"
expect "lines that are not portable" "$(cut -d: -f2 "$folder/bad.txt" | sort -nu | wc -l)" "$(wc -l <"$folder/bad.sh")"
say "$(wc -l <"$folder/bad.sh") kinds of what macOS lacks are found"

say "the launcher in other shells, with three programs in the path"
for program in dirname readlink java; do ln -s "$(readlink -f "$(command -v "$program")")" "$folder/posix/$program"; done
ln -s "$root/bin/waybill" "$folder/posix/waybill"
for shell in dash "bash --posix" "$platforms/bin/busybox sh" zsh; do
  read -ra words <<<"$shell"
  env -i PATH="$folder/posix" "$(command -v "${words[0]}")" "${words[@]:1}" "$folder/posix/waybill" --version >"$folder/version.txt" 2>&1 \
    || { cat "$folder/version.txt"; die "bin/waybill fails in $shell"; }
  grep -qi waybill "$folder/version.txt" || die "bin/waybill prints no version in $shell"
done

say "an emulated ARM processor"
arm=("$platforms/usr/bin/qemu-aarch64-static" -L "$platforms/arm64" "$platforms/arm64/usr/lib/jvm/java-17-openjdk-arm64/bin/java"
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
javac -d "$folder" -cp "$jar" "$root/.ci/NativeSignature.java"
# signs NAME OPTION...: signs on ARM in the background, into a folder of this name
signs() {
  mkdir "$folder/$1"
  start "$folder/$1/out" "${arm[@]}" "${@:2}" -cp "$folder:$jar" NativeSignature sign "$folder/$1"
}
# verified NAME PID EXPECTED: waits for the signature and verifies it on this machine
verified() {
  wait "$2" || { cat "$folder/$1/out"; die "no signature $1"; }
  expect "ARM signs $1" "$(sed 's/.*Skipping bundled library.*/reason/' "$folder/$1/out" | xargs)" "$3"
  expect "x86-64 verifies $1" "$(java -cp "$folder:$jar" NativeSignature verify "$folder/$1" 2>&1 | xargs)" "amd64 AmazonCorrettoCryptoProvider"
}
signs native
native=$pid
# Without the library of its platform the JDK signs, and states why.
signs jdk -Dcom.amazon.corretto.crypto.provider.useExternalLib=true
verified jdk "$pid" "reason aarch64 SunEC"
verified native "$native" "aarch64 AmazonCorrettoCryptoProvider"
say "4 shells, 2 signatures of an ARM processor"
