"""Image of the service as an OCI layout, without a container engine.

The last stage of the Dockerfile decides on files and configuration. Two instructions of its build stage are
executed, with the folder /out elsewhere: the one that links the Java runtime and the one that unpacks the
native library. The layers of the base image come from a layout of it. Layers are not compressed, so that no
compressor decides on their bytes.
"""

import hashlib
import io
import json
import os
import pathlib
import platform
import re
import shlex
import subprocess
import tarfile

import archives
import dockerfile

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
MANIFESTS = ("application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json")
LAYER = "application/vnd.oci.image.layer.v1.tar"
# The archives of classes are not reproducible: docs/decisions.md.
LEFT_OUT = "/out/waybill.jsa"


def architecture():
    return ARCHITECTURES[platform.machine()]


def sha256(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def as_json(value):
    return json.dumps(value, indent=1, sort_keys=True).encode() + b"\n"


class Layout:
    """The layout of a base image, in a folder or in a tar archive."""

    def __init__(self, place):
        self.place = pathlib.Path(place)

    def read(self, name):
        if self.place.is_dir():
            return (self.place / name).read_bytes()
        with tarfile.open(self.place) as archive:
            names = {member.name.removeprefix("./"): member for member in archive}
            if name not in names:
                raise FileNotFoundError(name)
            return archive.extractfile(names[name]).read()

    def blob(self, digest):
        content = self.read("blobs/" + digest.replace(":", "/"))
        if sha256(content) != digest:
            raise SystemExit(f"image: {self.place} has other bytes for {digest}")
        return content

    def manifest(self, digest):
        """Returns the manifest for this architecture that the digest names, directly or by an index."""
        try:
            value = json.loads(self.blob(digest))
        except FileNotFoundError:
            raise SystemExit(f"image: {self.place} has no image {digest}, which the Dockerfile names") from None
        if "manifests" in value:
            for entry in value["manifests"]:
                wanted = entry.get("platform", {})
                if entry["mediaType"] in MANIFESTS and wanted.get("architecture") == architecture():
                    return self.manifest(entry["digest"])
            raise SystemExit(f"image: {self.place} has no manifest for {architecture()}")
        return value


def built(source, steps, folder):
    """Executes what makes /out in the build stage, except the archives of classes and the local cloud's engine."""
    (folder / "src").mkdir(parents=True)
    (folder / "src/target").symlink_to((source / "target").resolve())
    (folder / "out").mkdir()
    wanted = [
        dockerfile.flags(rest)[1]
        for name, rest in steps
        if name == "RUN" and "/out/" in rest and not re.search(r"mvnw|/out/engine|archive\.sh", rest)
    ]
    if len(wanted) != 2:
        raise SystemExit(f"image: {len(wanted)} instructions of the Dockerfile make the image's files; expected 2")
    for command in wanted:
        # Owners are set in the layer, so that no right of the root user is needed.
        local = command.replace("/out/", f"{folder}/out/").replace(" -o 10001 -g 10001", "")
        subprocess.run(["bash", "-euc", "umask 022\n" + local], cwd=folder / "src", check=True)
    return folder / "out"


class Image:
    """The image that the instructions of a stage describe."""

    def __init__(self, source, out, files, arguments):
        self.source, self.out, self.files, self.arguments = source, out, files, arguments
        self.base = ""
        self.entries, self.runtime = {}, {}
        self.config = {"Env": [], "Labels": {}}

    def add(self, entry):
        """Adds an entry and the folders above it. The runtime has a layer of its own, which changes rarely."""
        layer = self.runtime if entry[0].startswith("opt/java") else self.entries
        parts = entry[0].split("/")[:-1]
        for count in range(1, len(parts) + 1):
            name = "/".join(parts[:count])
            layer.setdefault(name, (name, 0o755, 0, None))
        layer[entry[0]] = entry

    def from_(self, rest):
        self.base = rest

    def arg(self, rest):
        name, _, value = rest.partition("=")
        self.arguments.setdefault(name, value)

    def label(self, rest):
        for word in shlex.split(rest):
            name, _, value = word.partition("=")
            self.config["Labels"][name] = re.sub(r"\$\{(\w+)}", lambda match: self.arguments[match[1]], value)

    def env(self, rest):
        self.config["Env"] += shlex.split(rest)

    def workdir(self, rest):
        self.config["WorkingDir"] = rest

    def user(self, rest):
        self.config["User"] = rest

    def expose(self, rest):
        self.config["ExposedPorts"] = {f"{port}/tcp": {} for port in rest.split()}

    def stopsignal(self, rest):
        self.config["StopSignal"] = rest

    def entrypoint(self, rest):
        self.config["Entrypoint"] = json.loads(rest)

    def cmd(self, rest):
        self.config["Cmd"] = json.loads(rest)

    def healthcheck(self, rest):
        options, command = dockerfile.flags(rest)
        check = {"Test": ["CMD", *json.loads(command.removeprefix("CMD "))]}
        for name, value in options.items():
            key = "".join(part.capitalize() for part in name.split("-"))
            check[key] = int(value) if name == "retries" else int(value.removesuffix("s")) * 1_000_000_000
        self.config["Healthcheck"] = check

    def copy(self, rest):
        options, names = dockerfile.flags(rest)
        *sources, target = names.split()
        owner = int(options.get("chown", "0:0").split(":")[0])
        for source in sources:
            if source != LEFT_OUT:
                self.copy_one(source, target, owner, "from" in options)

    def copy_one(self, source, target, owner, is_built):
        place = os.path.normpath(os.path.join(self.config["WorkingDir"], target)).lstrip("/")
        if not is_built:
            found = [(name, mode, path) for name, mode, path in self.files if (name + "/").startswith(source + "/")]
            assert found, f"COPY {source}: the commit has no such file"
            for name, mode, path in found:
                inner = name.removeprefix(source).lstrip("/") or (path.name if target == "./" else "")
                self.add(("/".join(part for part in (place, inner) if part), mode, owner, path))
            return
        path = self.source / source.removeprefix("/src/") if source.startswith("/src/") else self.out / source.removeprefix("/out/")
        if path.is_dir():
            for name, mode, _, content in archives.tree(path, place):
                # Folders for data are closed to others.
                self.add((name, 0o750 if owner and content is None and name != place else mode, owner, content))
        else:
            self.add((f"{place}/{path.name}", 0o644, owner, path))


def describe(image, steps):
    for name, rest in steps:
        step = getattr(image, {"FROM": "from_"}.get(name, name.lower()), None)
        if not step:
            raise SystemExit(f"image: the instruction {name} is not supported")
        step(rest)


def merged(base, own):
    """Returns the configuration of the base image with ours over it."""
    env = {word.partition("=")[0]: word for word in [*(base.get("Env") or []), *own["Env"]]}
    return {**base, **own, "Env": list(env.values()), "Labels": {**(base.get("Labels") or {}), **own["Labels"]}}


def write(path, image, base, version, time, created):
    """Writes the layout with the layers of the base image and ours."""
    digest = image.base.partition("@")[2]
    below = base.manifest(digest)
    config = json.loads(base.blob(below["config"]["digest"]))
    blobs, layers = {}, []

    def add(media, content):
        blobs[sha256(content)] = content
        return {"mediaType": media, "digest": sha256(content), "size": len(content)}

    for layer in below["layers"]:
        layers.append(add(layer["mediaType"].replace("docker.image.rootfs.diff.tar.gzip", "oci.image.layer.v1.tar+gzip"), base.blob(layer["digest"])))
    for entries, text in ((image.runtime, "Java runtime"), (image.entries, "Waybill")):
        stream = io.BytesIO()
        archives.write_tar(stream, entries.values(), time)
        layers.append(add(LAYER, stream.getvalue()))
        config["rootfs"]["diff_ids"].append(layers[-1]["digest"])
        config.setdefault("history", []).append({"created": created, "created_by": text})
    config.update(created=created, architecture=architecture(), os="linux", config=merged(config.get("config") or {}, image.config))
    manifest = add(MANIFESTS[0], as_json({
        "schemaVersion": 2,
        "mediaType": MANIFESTS[0],
        "config": add("application/vnd.oci.image.config.v1+json", as_json(config)),
        "layers": layers,
        "annotations": {"org.opencontainers.image.base.digest": digest},
    }))
    manifest["annotations"] = {"org.opencontainers.image.ref.name": version}
    files = {"oci-layout": as_json({"imageLayoutVersion": "1.0.0"})}
    files["index.json"] = as_json({"schemaVersion": 2, "manifests": [manifest]})
    files.update(("blobs/" + name.replace(":", "/"), content) for name, content in blobs.items())
    with path.open("wb") as stream:
        archives.write_tar(stream, [(name, 0o644, 0, content) for name, content in files.items()], time)
    return manifest["digest"]
