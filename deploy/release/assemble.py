"""Puts the files of a release together from a checkout whose jars are built.

usage: assemble.py SOURCE OUT VERSION [BASE]
SOURCE is a checkout of the commit with target/. BASE is an OCI layout of the base image that the Dockerfile names;
without it, there is no image. Every file depends on the commit, the JDK and the base image only.
"""

import datetime
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import archives
import dockerfile
import image

JARS = ("waybill.jar", "waybill-local.jar", "waybill-verify.jar")
# What an operator needs beside the program; the development of Waybill needs a checkout.
SHIPPED = ("bin", "config", "routes", "sql", "deploy", "docs", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "SECURITY.md")


def git(source, *words):
    return subprocess.run(["git", "-C", source, *words], check=True, capture_output=True, text=True).stdout


def committed(source):
    """Returns name, mode and path of each file of the commit. Git knows the modes, whatever the umask was."""
    found = []
    for line in git(source, "ls-files", "--stage", "-z").split("\0")[:-1]:
        head, name = line.split("\t", 1)
        found.append((name, archives.plain(int(head.split()[0][-3:], 8)), source / name))
    return found


def java():
    """Returns the properties of the JDK that decide on class files and on the runtime in the image."""
    text = subprocess.run(["java", "-XshowSettings:properties", "-version"], check=True, capture_output=True, text=True).stderr
    return {
        name: re.search(rf"^ *{re.escape(name)} = (.*)$", text, re.MULTILINE)[1]
        for name in ("java.vendor", "java.runtime.version", "os.arch", "os.name")
    }


def distribution(path, source, files, version, time):
    folder = f"waybill-{version}"
    entries = [(f"{folder}/{name}", mode, 0, file) for name, mode, file in files if name.split("/")[0] in SHIPPED]
    entries += [(f"{folder}/{name}", 0o644, 0, source / "target" / name) for name in ("waybill.jar", "waybill-verify.jar")]
    archives.write_tar_gz(path, entries, time)


def make_image(source, out, files, version, commit, time, created, layout):
    stages = dockerfile.stages(source / "Dockerfile")
    with tempfile.TemporaryDirectory() as work:
        made = image.built(source, stages["build"], pathlib.Path(work).resolve())
        described = image.Image(source, made, files, {"VERSION": version, "REVISION": commit})
        image.describe(described, list(stages.values())[-1])
        path = out / f"waybill-{version}-image-{image.architecture()}.tar"
        return image.write(path, described, layout, version, time, created)


def main():
    source, out, version = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
    layout = image.Layout(sys.argv[4]) if len(sys.argv) > 4 else None
    if layout:
        # Before anything is made.
        layout.manifest(list(dockerfile.stages(source / "Dockerfile").values())[-1][0][1].partition("@")[2])
    versions = source / "deploy/release/version.py"
    time = int(subprocess.run([sys.executable, "-B", versions, "time"], check=True, capture_output=True).stdout)
    created = datetime.datetime.fromtimestamp(time, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    commit = git(source, "rev-parse", "HEAD").strip()
    files = committed(source)
    out.mkdir(parents=True, exist_ok=True)
    for name in JARS:
        shutil.copyfile(source / "target" / name, out / name)
    shutil.copyfile(source / "src/service/target/bom.json", out / "bom.json")
    changes = subprocess.run([sys.executable, "-B", versions, "section", version], check=True, capture_output=True).stdout
    (out / "RELEASE.md").write_bytes(f"# Waybill {version}\n\n".encode() + changes)
    distribution(out / f"waybill-{version}.tar.gz", source, files, version, time)
    build = {"version": version, "commit": commit, "time": created, "java": java()}
    if layout:
        build["image"] = make_image(source, out, files, version, commit, time, created, layout)
    (out / "build.json").write_bytes(image.as_json(build))
    names = sorted(path.name for path in out.iterdir())
    sums = [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
    print("".join(sums), end="")


if __name__ == "__main__":
    main()
