"""Substitute for a container engine, for the Dockerfile and docker-compose.yml of this project. Applies their
files, user, mounts and environment with the means of the kernel.

usage: image.py build CONTEXT DIR
       image.py run DIR COMPOSE.json SERVICE [COMMAND...]
       image.py probe DIR COMPOSE.json SERVICE PID

build executes the instructions of the Dockerfile, stage by stage, each into DIR/STAGE, and writes the
configuration of an image to DIR/STAGE.json. A stage is an image when it has the same base as the last stage.
Base images need a registry, so /usr and /etc of this machine replace them, without Java in images.
run replaces this process with the service: its entrypoint in its root, mounts, environment and user. COMMAND
replaces the command of the service.
probe runs the healthcheck of the service of that process and exits with its code.
All expect a mount namespace of their own (unshare --mount). An unknown instruction or key of a service is an
error, so that no part of either file is ignored.
"""
import fnmatch
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "deploy/release"))
from dockerfile import flags, instructions

CACHE = pathlib.Path.home() / ".m2"
HOST = ("usr", "etc", "proc")
JAVA = ("usr/lib/jvm", "etc/java-17-openjdk")
DEVICES = ("null", "zero", "full", "random", "urandom")
IGNORED_INSTRUCTIONS = {"ARG", "EXPOSE", "LABEL", "STOPSIGNAL"}
SERVICE_KEYS = {
    "build", "cap_drop", "command", "depends_on", "entrypoint", "environment", "healthcheck", "image", "mem_limit",
    "network_mode", "networks", "ports", "profiles", "pull_policy", "read_only", "restart", "security_opt",
    "stop_grace_period", "tmpfs", "volumes",
}


def mount(*words):
    subprocess.run(["mount", *map(str, words)], check=True)


def bind(source, target, *, writable=False):
    mount("--bind", source, target)
    if not writable:
        mount("-o", "remount,bind,ro", target)


def tmpfs(target, options="rw,noexec,nosuid,nodev,mode=1777"):
    mount("-t", "tmpfs", "-o", options, "tmpfs", target)


def base(root):
    """Creates the folders over which the base image is mounted."""
    for folder in (*HOST, "dev", "tmp", "root"):
        (root / folder).mkdir(parents=True)
    for link in ("bin", "lib", "lib64", "sbin"):
        (root / link).symlink_to(f"usr/{link}")
    (root / "root/.m2").mkdir()


def enter(root, with_java):
    """Mounts the content of the base image."""
    bind("/usr", root / "usr")
    bind("/etc", root / "etc")
    mount("--rbind", "/proc", root / "proc")
    tmpfs(root / "dev", "rw,nosuid,mode=755")
    for device in DEVICES:
        (root / "dev" / device).touch()
        mount("--bind", f"/dev/{device}", root / "dev" / device)
    for folder in JAVA:
        if not with_java and (root / folder).is_dir():
            tmpfs(root / folder, "ro")


class Stage:
    def __init__(self, name, context, folder, image):
        self.name, self.context, self.root, self.image = name, context, folder / name, image
        self.config = {"env": {}, "workdir": "/", "cmd": []}
        base(self.root)
        if not image:
            enter(self.root, with_java=True)
            tmpfs(self.root / "tmp", "rw")
            mount("--bind", CACHE, self.root / "root/.m2")

    def path(self, name):
        return self.root / os.path.normpath(os.path.join(self.config["workdir"], name)).lstrip("/")

    def workdir(self, rest, stages):
        self.config["workdir"] = rest
        self.path(".").mkdir(parents=True, exist_ok=True)

    def env(self, rest, stages):
        self.config["env"].update(word.split("=", 1) for word in shlex.split(rest))

    def copy(self, rest, stages):
        options, names = flags(rest)
        *sources, target = names.split()
        owner = options.pop("chown", "0:0")
        source_root = stages[options.pop("from")].root if "from" in options else self.context
        assert not options, f"COPY with {options}"
        for source in sources:
            if source_root is self.context:
                assert in_context(self.context, source), f".dockerignore excludes {source}"
            self.copy_one(source_root / source.lstrip("/"), target, owner)

    def copy_one(self, source, target, owner):
        assert source.exists(), f"COPY {source}: the file does not exist"
        place = self.path(target)
        if source.is_dir():
            shutil.copytree(source, place, symlinks=True, dirs_exist_ok=True)
        else:
            if target.endswith("/"):
                place = place / source.name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, place)
        subprocess.run(["chown", "-R", owner, place], check=True)

    def run(self, rest, stages):
        assert not self.image, "a RUN in the stage of an image would run on another base image"
        options, command = flags(rest)
        assert options in ({}, {"mount": "type=cache,target=/root/.m2"}), f"RUN with {options}"
        print(f"  RUN {command[:100]}", flush=True)
        inner = f"cd {shlex.quote(self.config['workdir'])} && {command}"
        subprocess.run(["chroot", self.root, "sh", "-c", inner], check=True)

    def user(self, rest, stages):
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", rest), f"USER {rest} is not a numeric user other than root"
        self.config["user"] = rest

    def entrypoint(self, rest, stages):
        self.config["entrypoint"] = json.loads(rest)

    def cmd(self, rest, stages):
        self.config["cmd"] = json.loads(rest)

    def healthcheck(self, rest, stages):
        _, command = flags(rest)
        self.config["healthcheck"] = json.loads(command.removeprefix("CMD "))


def in_context(context, source):
    """Returns true when .dockerignore includes the file. Supports one rule that ignores everything and exceptions."""
    rules = [line for line in (context / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    assert rules[0] == "*" and all(rule[0] == "!" for rule in rules[1:]), "a rule of .dockerignore is not supported"
    parts = pathlib.PurePath(source).parts
    names = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    return any(fnmatch.fnmatch(name, rule[1:]) for rule in rules[1:] for name in names)


def build(context, folder):
    stages = {}
    steps = list(instructions(context / "Dockerfile"))
    bases = [rest.partition(" AS ")[0] for name, rest in steps if name == "FROM"]
    for name, rest in steps:
        if name == "FROM":
            image, _, alias = rest.partition(" AS ")
            assert re.search(r":[^:@]*\d[^:@]*@sha256:[0-9a-f]{64}$", image), f"{image} is not pinned"
            stage = stages[alias] = Stage(alias, context, folder, image == bases[-1])
        elif name not in IGNORED_INSTRUCTIONS:
            step = getattr(stage, name.lower(), None)
            assert step, f"the instruction {name} is not supported"
            step(rest, stages)
    for stage in stages.values():
        if stage.image:
            (folder / f"{stage.name}.json").write_text(json.dumps(stage.config, indent=2))


def service_of(folder, compose, name):
    services = json.loads(pathlib.Path(compose).read_text())["services"]
    service = services[name]
    unknown = set(service) - SERVICE_KEYS
    assert not unknown, f"{name}: the keys {unknown} are not supported"
    # Services share an image by its name; one of them names the stage that builds it.
    stage = next(it["build"]["target"] for it in services.values() if "build" in it and it["image"] == service["image"])
    return service, stage, json.loads((folder / f"{stage}.json").read_text())


def environment(service, config):
    return {**config["env"], **(service.get("environment") or {})}


def unescaped(words):
    """Replaces $$ with $; compose config escapes dollar signs."""
    return [word.replace("$$", "$") for word in words]


def volume(folder, stage, entry):
    """Returns the source of a volume. A new named volume gets the content of the image at its path."""
    if entry["type"] == "bind":
        return entry["source"]
    place = folder / "volumes" / entry["source"]
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-a", folder / stage / entry["target"].lstrip("/"), place], check=True)
    return place


def confined(config, command):
    user, group = config["user"].split(":")
    confine = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs"]
    return [*confine, "--bounding-set=-all", "--inh-caps=-all", "--", *command]


def run(folder, compose, name, command):
    service, stage, config = service_of(folder, compose, name)
    assert service["read_only"] and service["cap_drop"] == ["ALL"], f"{name} could write or has capabilities"
    assert service["security_opt"] == ["no-new-privileges:true"], f"{name} could gain privileges"
    root = folder / "roots" / name
    root.mkdir(parents=True, exist_ok=True)
    mount("--bind", folder / stage, root)
    enter(root, with_java=False)
    for entry in service.get("volumes", []):
        bind(volume(folder, stage, entry), root / entry["target"].lstrip("/"), writable=not entry.get("read_only"))
    for target in service["tmpfs"]:
        tmpfs(root / target.lstrip("/"))
    mount("-o", "remount,bind,ro", root)
    entrypoint = service["entrypoint"] or config["entrypoint"]
    # As with Docker, the command of the image belongs to the entrypoint of the image only.
    default = [] if service["entrypoint"] else config["cmd"]
    words = [*entrypoint, *(command or service.get("command") or default)]
    os.chroot(root)
    os.chdir(config["workdir"])
    variables = environment(service, config)
    os.execve("/usr/bin/setpriv", confined(config, unescaped(words)), variables)


def probe(folder, compose, name, pid):
    service, _, config = service_of(folder, compose, name)
    test = (service.get("healthcheck") or {}).get("test")
    command = test[1:] if test else config["healthcheck"]
    assert not test or test[0] == "CMD", test
    inside = ["nsenter", f"--target={pid}", "--mount", "--net", "--root", "--wd"]
    os.execve("/usr/bin/nsenter", [*inside, *confined(config, unescaped(command))], environment(service, config))


if __name__ == "__main__":
    word, *words = sys.argv[1:]
    if word == "build":
        build(pathlib.Path(words[0]).resolve(), pathlib.Path(words[1]).resolve())
    elif word == "run":
        run(pathlib.Path(words[0]).resolve(), words[1], words[2], words[3:])
    else:
        probe(pathlib.Path(words[0]).resolve(), *words[1:])
