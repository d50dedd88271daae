"""Version of the project, in every place that states it.

usage: version.py prepare VERSION    a commit of the release: the build's time, the changelog, the version
       version.py next VERSION       the first commit after it
       version.py check VERSION      fails unless every place states this version, with a dated section in the changelog
       version.py section VERSION    prints that section
       version.py time               prints the time that all files of a release have, in seconds since 1970
"""

import datetime
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NUMBER = r"\d+\.\d+\.\d+(?:-[A-Za-z0-9.]+)?"
PARENT = r"(<artifactId>waybill-parent</artifactId>\s*<version>)([^<]+)(</version>)"
TIME = r"(<project\.build\.outputTimestamp>)([^<]+)(</project\.build\.outputTimestamp>)"
# Places that name the coming release while it is developed.
PLACES = {
    "Dockerfile": rf"(ARG VERSION=)({NUMBER})()",
    "docker-compose.yml": rf"(image: waybill(?:-local)?:)({NUMBER})()",
    "deploy/k8s/base/kustomization.yaml": rf"(newTag: )({NUMBER})()",
    "docs/how-to/run-in-containers.md": rf"(waybill:)({NUMBER})()",
    "docs/how-to/run-a-witness.md": rf"(waybill:)({NUMBER})()",
    "src/service/src/main/java/dev/waybill/provenance/RecordMaker.java": rf'(SERVICE = "waybill/)({NUMBER})(")',
}
UNDER_WAY = "Version {} is in development."
RELEASED = "This is version {}."


def fail(message):
    sys.exit(f"version: {message}")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def write(name, text):
    (ROOT / name).write_text(text, encoding="utf-8", newline="\n")


def poms():
    return ["pom.xml", *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("src/*/pom.xml"))]


def number(version):
    """Returns the version that images and records state; a snapshot states the coming one."""
    return version.removesuffix("-SNAPSHOT")


def stated(name, pattern, version):
    """Fails unless a file states this version and no other one."""
    found = {match[2] for match in re.finditer(pattern, read(name))}
    if found != {version}:
        fail(f"{name} states {', '.join(sorted(found)) or 'no version'}; expected {version}")


def replace(name, pattern, value):
    text, count = re.subn(pattern, lambda match: match[1] + value + match[3], read(name))
    if count == 0:
        fail(f"{name}: nothing to replace")
    write(name, text)


def exchange(name, old, new):
    text = read(name)
    if text.count(old) != 1:
        fail(f'{name} has no line "{old}"')
    write(name, text.replace(old, new))


def current():
    return re.search(PARENT, read("pom.xml"))[2]


def time():
    return datetime.datetime.fromisoformat(re.search(TIME, read("pom.xml"))[2].replace("Z", "+00:00"))


def check_places(version):
    for name in poms():
        stated(name, PARENT, version)
    for name, pattern in PLACES.items():
        stated(name, pattern, number(version))


def section(version):
    """Returns the section of the changelog without its heading."""
    match = re.search(rf"^## {re.escape(version)} \((\d{{4}}-\d\d-\d\d)\)\n(.*?)(?=^## |\Z)", read("CHANGELOG.md"), re.M | re.S)
    if not match or not match[2].strip():
        fail(f"CHANGELOG.md has no section {version} with a date; run deploy/release.sh --prepare {version}")
    if match[1] != time().date().isoformat():
        fail(f"CHANGELOG.md dates {version} {match[1]}, and pom.xml {time().date()}")
    return match[2].strip() + "\n"


def check(version):
    check_places(version)
    section(version)


def prepare(version):
    if current() != version + "-SNAPSHOT":
        fail(f"pom.xml states {current()}; {version} is prepared from {version}-SNAPSHOT")
    check_places(current())
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    exchange("CHANGELOG.md", f"## {version} (unreleased)\n", f"## {version} ({now.date()})\n")
    exchange("README.md", UNDER_WAY.format(version), RELEASED.format(version))
    for name in poms():
        replace(name, PARENT, version)
    replace("pom.xml", TIME, now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    check(version)


def following(version):
    released = current()
    if released.endswith("-SNAPSHOT"):
        fail(f"pom.xml states {released}, which is not released")
    exchange("CHANGELOG.md", f"## {released} (", f"## {version} (unreleased)\n\n## {released} (")
    exchange("README.md", RELEASED.format(released), UNDER_WAY.format(version))
    for name in poms():
        replace(name, PARENT, version + "-SNAPSHOT")
    for name, pattern in PLACES.items():
        replace(name, pattern, version)
    check_places(version + "-SNAPSHOT")


def main():
    word, *versions = sys.argv[1:]
    for version in versions:
        if not re.fullmatch(NUMBER, version):
            fail(f"{version} is not of the form 1.2.3 or 1.2.3-rc.1")
    if word == "time":
        print(int(time().timestamp()))
    elif word == "section":
        print(section(*versions), end="")
    else:
        {"prepare": prepare, "next": following, "check": check}[word](*versions)


if __name__ == "__main__":
    main()
