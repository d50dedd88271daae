"""Compares what re-verification found with what alter-fixity.py did. It shares no code with Waybill.

usage: check-fixity.py cycle DIR           prints the name of the first cycle whose statement was stored, if any
       check-fixity.py alerts DIR          prints how many alterations the alerts name; exit code 0: all of them
       check-fixity.py logged DIR          prints how many of the cycle's statements are in the log; exit code 0: all of them
       check-fixity.py check DIR KILLS     compares everything
       check-fixity.py rate DIR RATE SETTLE WINDOW
                                           fails unless requests arrived at this rate a second, within 5 %, in each
                                           15 s of the WINDOW seconds that began SETTLE seconds after the first
                                           of reading; prints "not yet" as long as the window has not ended
DIR has alterations.json, alerts.jsonl, reads.tsv of fault-proxy.py, and fixity/ as the aws CLI copied it. The
comparison prints the counts, and fails unless
- the results of the cycle name each alteration by its kind, and nothing else,
- the alerts do so as well: the first 100 alterations one by one, and each object without record,
- each entry that is stated to be intact was read at the endpoint within the cycle, and no entry was skipped,
- after KILLS kills at most one tile for each was read again.
"""
import base64
import collections
import datetime
import gzip
import hashlib
import json
import pathlib
import re
import sys

from log_entries import PROVENANCE, TILE, entries, s3

MAX_SINGLE = 100
FILE = re.compile(r"(\d+)/(\d+)/(\d+)(?:-(\d+))?(?:-r(\d))?\.ndjson\.gz")
problems = []


def problem(text):
    problems.append(text)


def load(folder):
    return json.loads((folder / "alterations.json").read_text())


def expected(state, log):
    """Returns the kinds of altered entries by their index. Of two versions of a key the later is altered."""
    kinds = {"incoming/" + one["name"]: one["kind"] for one in state["alterations"]}
    newest = {entry["key"]: index for index, entry in enumerate(log)}
    return {index: kinds[key] for key, index in newest.items() if key in kinds}


def results(folder, cycle):
    """Returns the lines of the widest and latest result of each tile, by index."""
    top = folder / "fixity/result" / cycle
    best = {}
    for path in top.rglob("*.gz"):
        group, slice_, tile, width, attempt = FILE.fullmatch(str(path.relative_to(top))).groups()
        place = (int(group) * 1000 + int(slice_)) * TILE + int(tile)
        best[place] = max(best.get(place, (0, 0, "")), (int(width or TILE), int(attempt or 0), str(path)))
    lines = {}
    for _, _, path in best.values():
        for line in gzip.open(path, "rt").read().splitlines()[1:]:
            line = json.loads(line)
            lines[line["index"]] = line
    return lines


def alerts(folder):
    """Returns pairs of what alerts name, the index of an entry or the key of an object, and the kind."""
    named = set()
    file = folder / "alerts.jsonl"
    for line in file.read_text().splitlines() if file.exists() else ():
        match = re.search(r"fixity-([a-z-]+)/" + PROVENANCE + r"/(\w+)", line)
        if match:
            kind, where = match.groups()
            if where.isdigit() and kind != "extra":
                named.add((int(where), kind))
            else:
                named.add((json.loads(line)["data"]["resources"][0]["uid"].split("/", 1)[1], kind))
    return named


def wanted_alerts(folder, log):
    state = load(folder)
    wanted = dict(expected(state, log))
    wanted.update({"processed/" + one["name"]: "extra" for one in state["alterations"] if one["kind"] == "extra"})
    return wanted


def compare_alerts(folder, log):
    """Returns what alerts have to name, the objects and the entries that none names, and alerts about nothing."""
    wanted, named = wanted_alerts(folder, log), alerts(folder)
    missed = [where for where, kind in wanted.items() if (where, kind) not in named]
    false = [(where, kind) for where, kind in named if wanted.get(where) != kind]
    extras = [where for where in missed if isinstance(where, str)]
    return wanted, extras, [where for where in missed if isinstance(where, int)], false


def allowed_unnamed(wanted):
    """Returns the number of entries that a sum stands for."""
    return max(0, sum(isinstance(where, int) for where in wanted) - MAX_SINGLE)


def statements(cycle):
    return f"fixity/cycle/{cycle}.sigstore.json", f"fixity/cycle/{cycle}.svr.sigstore.json"


def check_logged(folder, cycle, log):
    """Each statement of the cycle has one entry, with its digest."""
    for name in statements(cycle):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        found = [entry["recordSha256"] for entry in log if entry["record"] == name and entry["kind"] == "fixity-cycle"]
        if found != [digest]:
            problem(f"the log has {found} for {name}, whose SHA-256 is {digest}")


def millis(stamp):
    return datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp() * 1000


def statement(folder, cycle):
    bundle = json.loads((folder / f"fixity/cycle/{cycle}.sigstore.json").read_text())
    return json.loads(base64.b64decode(bundle["dsseEnvelope"]["payload"]))["predicate"]


def check(folder, kills):
    cycle = cycles()[0]
    log, state, predicate = entries(), load(folder), statement(folder, cycle)
    lines, wanted = results(folder, cycle), expected(state, log)
    check_logged(folder, cycle, log)
    due = predicate["versions"]["due"]
    outcomes = collections.Counter(line["outcome"] for line in lines.values())
    missed = {index: kind for index, kind in wanted.items() if lines.get(index, {}).get("outcome") != kind}
    false = {index: line for index, line in lines.items() if index not in wanted and line["outcome"] != "intact"}
    skipped = [index for index in range(due) if index not in lines]
    for index, kind in missed.items():
        problem(f"entry {index} is {kind}, and the result is {lines.get(index)}: "
                f"{[one for one in state['alterations'] if 'incoming/' + one['name'] == log[index]['key']]}")
    for index, line in false.items():
        problem(f"entry {index} was not altered: {line} {log[index]}")
    for index in skipped:
        problem(f"entry {index} has no result")
    print(f"cycle {cycle}: {due} entries due, {len(lines)} examined, {len(skipped)} skipped; "
          f"{dict(sorted(outcomes.items()))}")

    alerted, extras, singles, told = compare_alerts(folder, log)
    for where in extras + (singles if len(singles) > allowed_unnamed(alerted) else []):
        problem(f"no alert names {where}, {alerted[where]}")
    for where, kind in told:
        problem(f"an alert names {where} as {kind}")
    again(log, lines, wanted, reads(folder, predicate), kills)
    print(f"{len(alerted)} alterations: missed = {len(missed) + len(extras)}, false = {len(false) + len(told)}; "
          f"alerts name {len(alerted) - len(extras) - len(singles)} of them one by one")


def reads(folder, predicate):
    """Returns the number of reads of each key in the raw bucket within the cycle."""
    began, ended = millis(predicate["began"]), millis(predicate["ended"])
    rows = (line.split("\t") for line in (folder / "reads.tsv").read_text().splitlines())
    return collections.Counter(row[2] for row in rows if began <= int(row[0]) <= ended)


def again(log, lines, wanted, gets, kills):
    """Counts reads of untouched objects; altered ones are read twice, and two versions of a key are not told apart."""
    keys = collections.Counter(entry.get("destination") for entry in log)
    touched = {log[index].get("destination") for index in wanted} | {key for key, count in keys.items() if count > 1}
    intact = [log[index]["destination"] for index, line in lines.items()
              if line["outcome"] == "intact" and line["rung"] == "bytes" and log[index].get("destination")]
    unread = [key for key in intact if not gets[key]]
    more = sum(gets[key] - 1 for key in intact if key not in touched and gets[key])
    for key in unread:
        problem(f"{key} is stated to be read again, and the endpoint received no read")
    if more > kills * TILE:
        problem(f"{more} further reads after {kills} kills")
    print(f"{len(intact)} versions re-read and intact, {len(unread)} of them without a read at the endpoint; "
          f"{more} further reads after {kills} kills, at most {kills * TILE} allowed")


def cycles():
    names = s3.list_objects_v2(Bucket=PROVENANCE, Prefix="fixity/cycle/").get("Contents", [])
    found = sorted(one["Key"].split("/")[2].split(".")[0] for one in names)
    return sorted(set(found))


SPAN = 15
# A start reads single records and heads buckets; reading has begun when a second has a good part of the rate.
BEGUN = 0.5


def rate(folder, wanted, settle, window):
    """Returns the least and the largest rate of 15 seconds, as shares of the wanted one; None before the end."""
    counts = [int(line.split("\t")[1]) for line in (folder / "rates.tsv").read_text().splitlines()]
    first = next((second for second, count in enumerate(counts) if count >= wanted * BEGUN), len(counts))
    # The second in which reading began is not a whole one.
    steady = counts[first + 1 + settle:first + 1 + settle + window]
    if len(steady) < window:
        return None
    sums = [sum(steady[second:second + SPAN]) / SPAN / wanted for second in range(window - SPAN + 1)]
    return min(sums), max(sums), steady


def main():
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if command == "cycle":
        print("".join(cycles()[:1]))
    elif command == "alerts":
        wanted, extras, singles, _ = compare_alerts(folder, entries())
        print(f"{len(wanted) - len(extras) - len(singles)} of {len(wanted)}")
        sys.exit(bool(extras) or len(singles) > allowed_unnamed(wanted))
    elif command == "logged":
        # A statement is stored before it is added to the log.
        wanted = set(statements(cycles()[0]))
        logged = wanted & {entry["record"] for entry in entries()}
        print(f"{len(logged)} of {len(wanted)}")
        sys.exit(logged != wanted)
    elif command == "rate":
        found = rate(folder, float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
        if found is None:
            print("not yet")
            sys.exit(1)
        least, most, counts = found
        held = 0.95 <= least <= most <= 1.05
        print(f"the budget was {'held' if held else 'missed'}: {least:.3f} to {most:.3f} of it in each {SPAN} s; {counts}")
        sys.exit(not held)
    else:
        check(folder, int(sys.argv[3]))
        for text in problems[:50]:
            print("PROBLEM:", text)
        sys.exit(bool(problems))


main()
