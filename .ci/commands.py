"""Prints a shell script with the commands of a document: its blocks of shell, in their order.

usage: commands.py DOCUMENT    prints nothing for a document without commands
A block below an HTML comment that begins with "not run" or "run by" is left out, and the comment printed to
standard error. "run by" must name a file of the project, or the test command.
"""

import pathlib
import re
import sys

BLOCK = re.compile(r"(?:^ *<!-- (?P<note>[^\n]*?) -->\n)?^ *```sh\n(?P<commands>.*?)^ *```$", re.MULTILINE | re.DOTALL)
ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    document = pathlib.Path(sys.argv[1])
    for block in BLOCK.finditer(document.read_text(encoding="utf-8")):
        note = block["note"] or ""
        if re.match(r"not run\b|run by\b", note):
            script = re.match(r"run by (\S+\.(?:sh|py))", note)
            if script and not (ROOT / script[1]).is_file():
                sys.exit(f"{document}: there is no {script[1]}")
            print(f"{document.name}: {note}", file=sys.stderr)
        else:
            print(block["commands"], end="")


main()
