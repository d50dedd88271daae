"""Compares two releases byte by byte, and names what differs within their archives.

usage: compare.py DIR DIR
Compares the files that either SHA256SUMS names. Exit code 0: all are equal; 1: something differs.
"""

import hashlib
import io
import json
import pathlib
import sys
import tarfile
import zipfile
import zlib

SHOWN = 20


def digest(content):
    return hashlib.sha256(content).hexdigest()


def in_tar(stream, prefix=""):
    """Returns what the archive says of each entry, by its name."""
    found = {}
    with tarfile.open(fileobj=stream) as archive:
        for member in archive:
            content = digest(archive.extractfile(member).read()) if member.isfile() else member.linkname
            found[prefix + member.name] = (member.mode, member.uid, member.gid, int(member.mtime), content)
    return found


def in_image(path):
    """Returns the entries of all layers, and the configuration."""
    found = {}
    with tarfile.open(path) as archive:
        def read(name):
            return archive.extractfile(name).read()

        def blob(described):
            return read("blobs/" + described["digest"].replace(":", "/"))

        manifest = json.loads(blob(json.loads(read("index.json"))["manifests"][0]))
        found["configuration"] = digest(blob(manifest["config"]))
        for number, layer in enumerate(manifest["layers"]):
            found.update(in_tar(io.BytesIO(blob(layer)), f"layer {number}: "))
    return found


def in_zip(path):
    with zipfile.ZipFile(path) as archive:
        return {it.filename: (it.date_time, it.external_attr, it.CRC, digest(archive.read(it))) for it in archive.infolist()}


def entries(path):
    if path.suffix == ".jar":
        return in_zip(path)
    if path.name.endswith(".tar.gz"):
        return in_tar(path.open("rb"))
    return in_image(path) if path.suffix == ".tar" else {}


def difference(one, other):
    """Returns the names of entries that differ."""
    try:
        first, second = entries(one), entries(other)
    except (OSError, KeyError, ValueError, EOFError, tarfile.TarError, zipfile.BadZipFile, zlib.error) as error:
        return [f"cannot be read: {error}"]
    names = [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]
    return names or (["the order or the compression of its entries"] if first else [])


def names(folder):
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {"SHA256SUMS", *(line.split("  ", 1)[1] for line in lines)}


def main():
    one, other = map(pathlib.Path, sys.argv[1:])
    different = 0
    wanted = sorted(names(one) | names(other))
    for name in wanted:
        places = [folder / name for folder in (one, other)]
        absent = [str(place.parent) for place in places if not place.is_file()]
        if absent:
            print(f"{name}: not in {' and '.join(absent)}")
        elif places[0].read_bytes() == places[1].read_bytes():
            continue
        else:
            print(f"{name}: differs")
            found = difference(*places)
            for entry in found[:SHOWN]:
                print(f"  {entry}")
            if len(found) > SHOWN:
                print(f"  and {len(found) - SHOWN} more")
        different += 1
    print(f"{len(wanted) - different} files equal, {different} different")
    sys.exit(different > 0)


if __name__ == "__main__":
    main()
