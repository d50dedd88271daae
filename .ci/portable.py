#!/usr/bin/env python3
"""Finds what a script or the commands of a document need beyond macOS: bash 4, and options of GNU's programs.

usage: portable.py FILE...    prints FILE:LINE: what is not portable; exit code 1 when there is something
A document may use GNU's programs when it says "GNU coreutils". Of a document only blocks of shell are read.
"""
import pathlib
import re
import sys

BASH = {
    "bash 4: mapfile and readarray": r"^\s*(?:mapfile|readarray)\b",
    "bash 4: coproc": r"^\s*coproc\b",
    "bash 4: associative array": r"\b(?:declare|local|typeset)\s+-[a-zA-Z]*A",
    "bash 4.3: name reference": r"\b(?:declare|local|typeset)\s+-[a-zA-Z]*n\b",
    "bash 4: change of case": r"\$\{\w+(?:\[[^]]*\])?(?:\^|,)",
    "bash 4: &>>": r"&>>",
    "bash 4: |&": r"\|&",
    "bash 4.2: time in printf": r"printf\b.*%\([^)]*\)T",
    "bash 4.3: negative index": r"\$\{\w+\[-\d",
    "bash 4: globstar": r"shopt\s+-s\s+globstar",
    # The completion asks whether there is compopt, which bash 3 does not have.
    "bash 4: compopt": r"^(?!.*(?:type compopt|alias compopt)).*\bcompopt\b",
}
GNU = {
    "GNU readlink": r"\breadlink\s+-[a-z]*[fem]",
    "GNU sed": r"\bsed\s+(?:-[a-zE]*r|-i\s|-[a-zE]*i\s+(?!''))",
    "GNU date": r"\bdate\s+(?:-u\s+)?(?:-d|--date|-I|--iso|\+\S*%N)",
    "GNU stat": r"\bstat\s+(?:-c|--format)",
    "GNU base64": r"\bbase64\s+-w",
    "sha256sum": r"\bsha256sum\b",
    "GNU split": r"\bsplit\s+--",
    "GNU xargs": r"\bxargs\s+-[a-z]*[ar]",
    "GNU grep": r"\bgrep\s+-[a-zA-Z]*P",
    "GNU find": r"\bfind\b.*-printf",
    "GNU cp and install": r"\b(?:cp|install)\s+(?:-[a-zA-Z]*[tD]\b|--)",
    "tac, nproc, timeout": r"(?:^|[|;&(]\s*)(?:tac|nproc|timeout)\b",
}
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def lines(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md":
        yield from enumerate(text.splitlines(), 1)
        return
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        yield from enumerate(block[1].splitlines(), first)


found = 0
for name in sys.argv[1:]:
    file = pathlib.Path(name)
    rules = dict(BASH) if file.name == "mvnw" or "GNU coreutils" in file.read_text(encoding="utf-8") else {**BASH, **GNU}
    for number, line in lines(file):
        if line.lstrip().startswith("#"):
            continue
        for what, pattern in rules.items():
            if re.search(pattern, line):
                print(f"{name}:{number}: {what}: {line.strip()}")
                found += 1
sys.exit(found > 0)
