"""Archives whose bytes depend on names, modes and contents only.

An entry is (name, mode, owner, source): the source is a file, bytes, None for a folder, or a string for a link.
Entries are sorted by name. They have one time, and numbers for the owner instead of names.
"""

import gzip
import io
import os
import pathlib
import stat
import tarfile


def plain(mode):
    """Returns the mode without what the umask of the build may have changed."""
    return 0o755 if mode & 0o100 else 0o644


def tree(folder, prefix="", owner=0):
    """Yields an entry for the folder and everything below it; the modes of folders and files are 755 or 644."""
    folder = pathlib.Path(folder)
    if prefix:
        yield prefix, 0o755, owner, None
    for root, folders, files in os.walk(folder):
        for name in folders + files:
            path = pathlib.Path(root, name)
            target = "/".join(part for part in (prefix, path.relative_to(folder).as_posix()) if part)
            if path.is_symlink():
                yield target, 0o777, owner, os.readlink(path)
            elif path.is_dir():
                yield target, 0o755, owner, None
            else:
                yield target, plain(path.stat().st_mode), owner, path


def header(entry, time):
    name, mode, owner, source = entry
    info = tarfile.TarInfo(name)
    info.mode, info.uid, info.gid, info.mtime = mode, owner, owner, time
    if source is None:
        info.type = tarfile.DIRTYPE
    elif isinstance(source, str):
        info.type, info.linkname = tarfile.SYMTYPE, source
    else:
        info.size = len(source) if isinstance(source, bytes) else source.stat().st_size
        assert isinstance(source, bytes) or stat.S_ISREG(source.stat().st_mode), source
    return info


def write_tar(stream, entries, time):
    """Writes the entries to a binary stream."""
    found = {entry[0]: entry for entry in entries}
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(found):
            source = found[name][3]
            if isinstance(source, bytes):
                archive.addfile(header(found[name], time), io.BytesIO(source))
            elif isinstance(source, pathlib.Path):
                with source.open("rb") as content:
                    archive.addfile(header(found[name], time), content)
            else:
                archive.addfile(header(found[name], time))


def write_tar_gz(path, entries, time):
    """Writes a compressed archive. Its header has neither a name nor a time, as with gzip -n."""
    with path.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as stream:
        write_tar(stream, entries, time)
