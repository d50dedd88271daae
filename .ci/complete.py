"""Presses the tabulator key in an interactive shell, and prints what the shell made of the line.

usage: complete.py bash|zsh SCRIPT LINE
Reads SCRIPT, the output of "waybill completion", types LINE, presses the key, and prints the completed line.
"""
import os
import pty
import select
import sys
import time

PROMPT = "ready>"
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}


def read_until(fd, text, seconds):
    seen = ""
    end = time.monotonic() + seconds
    while text not in seen and time.monotonic() < end:
        if select.select([fd], [], [], 0.2)[0]:
            try:
                seen += os.read(fd, 65536).decode(errors="replace")
            except OSError:
                break
    return seen


def main():
    shell, script, line = sys.argv[1:]
    child, fd = pty.fork()
    if child == 0:
        os.environ.update(PS1=PROMPT, TERM="dumb", HISTFILE="/dev/null")
        os.execvp(SHELLS[shell][0], SHELLS[shell])
    setup = "autoload -U compinit && compinit -u -D; " if shell == "zsh" else "bind 'set enable-bracketed-paste off' 2>/dev/null; "
    # The echo is another text than its output, so that the answer is not taken for the typed line.
    os.write(fd, f"PS1='{PROMPT}'; {setup}source '{script}'; echo set''up\n".encode())
    if "setup" not in read_until(fd, "setup\r", 30):
        sys.exit(f"{shell} did not read {script}")
    read_until(fd, PROMPT, 5)
    # The line is executed as an argument of echo, which shows what the shell made of it.
    os.write(fd, f"{line}\t".encode())
    time.sleep(2)
    os.write(fd, b"\x01echo made: \n")
    answer = read_until(fd, "\r\nmade: ", 10) + read_until(fd, PROMPT, 3)
    made = [row for row in answer.replace("\r", "").split("\n") if row.startswith("made: ")]
    os.write(fd, b"exit\n")
    print(made[-1].removeprefix("made: ").strip() if made else "")


main()
