"""Writes an OCI layout that stands for that of a base image, which only a registry has.

usage: base-layout.py DIR    prints the digest of the image
It has an index of two platforms and one layer, compressed as registries store it.
"""
import gzip
import hashlib
import io
import json
import pathlib
import platform
import sys
import tarfile

folder = pathlib.Path(sys.argv[1])
(folder / "blobs/sha256").mkdir(parents=True)
ARCHITECTURE = {"x86_64": "amd64"}.get(platform.machine(), "arm64")


def blob(media, content, **others):
    digest = hashlib.sha256(content).hexdigest()
    (folder / "blobs/sha256" / digest).write_bytes(content)
    return {"mediaType": media, "digest": "sha256:" + digest, "size": len(content), **others}


stream = io.BytesIO()
with tarfile.open(fileobj=stream, mode="w") as archive:
    info = tarfile.TarInfo("etc/base")
    info.size = 5
    archive.addfile(info, io.BytesIO(b"base\n"))
layer = stream.getvalue()
OCI = "application/vnd.oci.image."
config = {
    "architecture": ARCHITECTURE,
    "os": "linux",
    "config": {"Env": ["PATH=/usr/bin:/bin", "BASE=kept"], "Cmd": ["bash"]},
    "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]},
    "history": [{"created_by": "base"}],
}
manifest = {
    "schemaVersion": 2,
    "mediaType": OCI + "manifest.v1+json",
    "config": blob(OCI + "config.v1+json", json.dumps(config).encode()),
    "layers": [blob(OCI + "layer.v1.tar+gzip", gzip.compress(layer, mtime=0))],
}
described = [
    blob(OCI + "manifest.v1+json", json.dumps(value).encode(), platform={"os": "linux", "architecture": name})
    for name, value in (("another", {**manifest, "annotations": {"for": "another"}}), (ARCHITECTURE, manifest))
]
index = blob(OCI + "index.v1+json", json.dumps({"schemaVersion": 2, "mediaType": OCI + "index.v1+json", "manifests": described}).encode())
(folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
(folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [index]}))
print(index["digest"])
