"""Reader of the Dockerfile's instructions."""

import re


def instructions(path):
    """Yields each instruction with its arguments. Continuation lines and comments are read as Docker reads them."""
    text = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line.strip():
            name, _, rest = line.strip().partition(" ")
            yield name.upper(), rest.strip()


def flags(rest):
    """Returns the leading flags of an instruction, and the rest."""
    found = {}
    while flag := re.match(r"--([a-z-]+)=(\S+)\s+", rest):
        found[flag[1]] = flag[2]
        rest = rest[flag.end() :]
    return found, rest


def stages(path):
    """Returns the instructions of each stage by its name, in order; the base image is the first one of each."""
    found = {}
    for name, rest in instructions(path):
        if name == "FROM":
            image, _, alias = rest.partition(" AS ")
            steps = found[alias] = []
            rest = image
        steps.append((name, rest))
    return found
